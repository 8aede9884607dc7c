"""What a file tells of its dataset: the metadata that nobody should have to type."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any, NamedTuple

import ckan.plugins.toolkit as tk
from werkzeug.datastructures import FileStorage

from ckanext.kaga import config, standards, tabular, uploads

TAG = "自治体標準ODS"
"""The tag by which BODIK, the catalogue that many cities share, lists such datasets."""

_FIRST_ROWS = 200
"""The header is what counts; a few rows below it are read to be sure where it is."""

_AS_OF = re.compile(
    r"((?:明治|大正|昭和|平成|令和) *(?:元|\d{1,2}) *年 *\d{1,2} *月 *\d{1,2} *日) *(?:現在|時点)"
)


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
    first = _first_rows(upload, file_name)
    matches = standards.detect(first.header, config.registry())
    standard = matches[0].standard if matches and matches[0].likely else None
    metadata = {
        "spatial_text": tk.config["ckanext.kaga.municipality_name"],
        "spatial_code": config.municipality_code(),
        "modified": _as_of(first, stem),
    }
    if standard is None:
        title = stem or file_name
        metadata |= {"title": title, "notes": title, "standard": ""}
        return Draft(metadata, (stem.lower(),))
    name = f"{tk.config['ckanext.kaga.municipality_name']}の{standard.name_ja}"
    metadata |= {
        "title": standard.name_ja,
        "title_en": standard.name_en,
        "notes": f"{name}です。{standard.standard}の項目に沿って作成しています。",
        "standard": standard.key,
        "tag_string": ",".join((TAG, re.sub(r"[^\w\- .]+", " ", standard.name_ja).strip())),
    }
    return Draft(metadata, (f"{config.municipality_code()}_{standard.slug}", stem.lower()))


def _first_rows(upload: FileStorage, file_name: str) -> tabular.Table:
    upload.stream.seek(0)
    try:
        return next(
            tabular.read_batches(
                upload.stream, file_name, size=_FIRST_ROWS, known=config.registry()
            )
        )
    except tabular.Unreadable as error:
        raise uploads.refusal(error.finding) from error
    finally:
        upload.stream.seek(0)


def _as_of(first: tabular.Table, stem: str) -> str:
    """Return the day that the title above the header, or the file's name, says the data are of."""
    titles = (finding.value or "" for finding in first.findings)
    for title in (*titles, stem):
        if found := _AS_OF.search(unicodedata.normalize("NFKC", title)):
            day = tabular.as_date(found[1])
            if day and day["confidence"] == "safe":
                return day["new"]
    return ""
