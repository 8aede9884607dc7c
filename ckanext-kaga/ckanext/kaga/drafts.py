"""What a file tells of its dataset: the metadata that nobody should have to type."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

import ckan.plugins.toolkit as tk
from werkzeug.datastructures import FileStorage

from ckanext.kaga import config, standards, tabular, uploads

TAG = "自治体標準ODS"
"""The tag by which BODIK, the catalogue that many cities share, lists such datasets."""

_FIRST_ROWS = 200
"""The header is what counts; a few rows below it are read to be sure where it is."""


class Draft(NamedTuple):
    """The metadata of a new dataset, and the names that a dataset of the same file may have."""

    metadata: dict[str, Any]
    names: tuple[str, ...]


def draft(upload: FileStorage) -> Draft:
    """Describe the dataset of an uploaded file by its standard, or by its name where it has none.

    Raises ValidationError on ``upload`` where the file cannot be read as a table.
    """
    file_name = upload.filename or ""
    stem = Path(file_name).stem
    standard = _standard(upload, file_name)
    if standard is None:
        title = stem or file_name
        return Draft({"title": title, "notes": title, "standard": ""}, (stem.lower(),))
    name = f"{tk.config['ckanext.kaga.municipality_name']}の{standard.name_ja}"
    metadata = {
        "title": standard.name_ja,
        "title_en": standard.name_en,
        "notes": f"{name}です。{standard.standard}の項目に沿って作成しています。",
        "standard": standard.key,
        "tag_string": ",".join((TAG, re.sub(r"[^\w\- .]+", " ", standard.name_ja).strip())),
    }
    return Draft(metadata, (f"{config.municipality_code()}_{standard.slug}", stem.lower()))


def _standard(upload: FileStorage, file_name: str) -> standards.Standard | None:
    known = config.registry()
    upload.stream.seek(0)
    try:
        first = next(tabular.read_batches(upload.stream, file_name, known=known, size=_FIRST_ROWS))
    except tabular.Unreadable as error:
        raise uploads.refusal(error.finding) from error
    finally:
        upload.stream.seek(0)
    matches = standards.detect(first.header, known)
    return matches[0].standard if matches and matches[0].likely else None
