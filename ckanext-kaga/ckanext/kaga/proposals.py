"""What a file proposes for the metadata of its dataset, and where it says so.

Nothing is made up: what neither the title above the table, nor the file's name, nor its standard
says is not proposed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal, NamedTuple

import ckan.plugins.toolkit as tk

from ckanext.kaga import config, standards, tabular
from ckanext.kaga.model import Check
from ckanext.kaga.tabular.rules.reading import ABOVE_HEADER

TAG = "自治体標準ODS"
"""The tag by which BODIK, the catalogue that many cities share, lists such datasets."""

FREQUENCY = "http://publications.europa.eu/resource/authority/frequency/"
"""What the EU's names of frequencies begin with, as the dataset's field holds them."""

Source = Literal["title", "file", "standard"]
"""``title``: the rows above the header; ``file``: its name; ``standard``: the standard's own."""


class Proposal(NamedTuple):
    """A value for a field of the dataset; several keywords are joined with commas."""

    value: str
    source: Source


def propose(
    file_name: str, titles: Sequence[str], standard: standards.Standard | None
) -> dict[str, Proposal]:
    """Return the proposals by field; ``titles`` are the rows above the header, as texts."""
    stem = Path(file_name).stem or file_name
    texts: tuple[tuple[str, Source], ...] = (("\n".join(titles), "title"), (stem, "file"))
    found = _of_standard(standard) if standard else {}
    found |= _said_how_often(texts) | _said_when(texts)
    if standard is None:
        found |= {field: Proposal(stem, "file") for field in ("title", "notes")}
    return found


def of_check(check: Check) -> dict[str, Proposal]:
    """Return what the file of a check proposes; nothing before it was read."""
    if not check.report:
        return {}
    standard = None
    # A city may have taken a standard of its own out of its folder since.
    with suppress(KeyError):
        standard = config.registry().get(check.report["standard"] or "")
    return propose(check.file_name, titles(check.report["findings"]), standard)


def titles(findings: Sequence[dict[str, str | None]]) -> list[str]:
    """Return the texts of the rows above the header, of findings as dicts."""
    return [one["value"] or "" for one in findings if one["rule"] == ABOVE_HEADER.id]


def _of_standard(standard: standards.Standard) -> dict[str, Proposal]:
    where = tk.config["ckanext.kaga.municipality_name"]
    notes = f"{where}の{standard.name_ja}です。{standard.standard}の項目に沿って作成しています。"
    values = {
        "title": standard.name_ja,
        "title_en": standard.name_en,
        "notes": notes,
        "tags": ",".join((TAG, re.sub(r"[^\w\- .]+", " ", standard.name_ja).strip())),
    }
    if standard.frequency:
        values["frequency"] = FREQUENCY + standard.frequency
    return {field: Proposal(value, "standard") for field, value in values.items()}


def _said_when(texts: Sequence[tuple[str, Source]]) -> dict[str, Proposal]:
    for text, source in texts:
        if period := tabular.period(text):
            start, end = period.start.isoformat(), period.end.isoformat()
            said = {"temporal_start": start, "temporal_end": end}
            if period.as_of:
                said["modified"] = end
            return {field: Proposal(value, source) for field, value in said.items()}
    return {}


def _said_how_often(texts: Sequence[tuple[str, Source]]) -> dict[str, Proposal]:
    for text, source in texts:
        if name := tabular.frequency(text):
            return {"frequency": Proposal(FREQUENCY + name, source)}
    return {}
