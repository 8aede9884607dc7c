"""What a file tells of its dataset: the metadata that nobody should have to type."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import ckan.plugins.toolkit as tk
from werkzeug.datastructures import FileStorage

from ckanext.kaga import config, proposals, standards, tabular, uploads

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
    first = _first_rows(upload, file_name)
    matches = standards.detect(first.header, config.registry())
    standard = matches[0].standard if matches and matches[0].likely else None
    titles = proposals.titles([finding.as_dict() for finding in first.findings])
    found = proposals.propose(file_name, titles, standard)
    metadata = {field: proposal.value for field, proposal in found.items() if field != "tags"}
    metadata |= {
        "standard": standard.key if standard else "",
        "spatial_text": tk.config["ckanext.kaga.municipality_name"],
        "spatial_code": config.municipality_code(),
    }
    if "tags" in found:
        metadata["tag_string"] = found["tags"].value
    name = Path(file_name).stem.lower()
    if standard is None:
        return Draft(metadata, (name,))
    return Draft(metadata, (f"{config.municipality_code()}_{standard.slug}", name))


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
