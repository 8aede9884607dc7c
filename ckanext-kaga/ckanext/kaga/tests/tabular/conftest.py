"""The real files, and small tables in the shape of a standard."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from ckanext.kaga import standards, tabular

SAMPLES = Path(__file__).parents[1] / "samples"

Build = Callable[..., bytes]
Findings = Callable[[bytes], list[tabular.Finding]]


@pytest.fixture
def toilets() -> bytes:
    """Kaga's real file."""
    return (SAMPLES / "172065_public_toilet.csv").read_bytes()


@pytest.fixture
def build() -> Build:
    """Make a file of the new toilet standard: one row for each dict of changed cells."""

    def make(*rows: dict[str, str]) -> bytes:
        blank = {column.name: "" for column in NEW.columns}
        out = io.StringIO()
        writer = csv.DictWriter(out, blank)
        writer.writeheader()
        for number, row in enumerate(rows, start=1):
            # Each at a place of its own: the same row twice would be a finding.
            own = {"ID": str(number), "名称": f"第{number}公園"}
            writer.writerow({**blank, **REQUIRED, **own, **row})
        return out.getvalue().encode()

    return make


@pytest.fixture
def findings() -> Findings:
    """Everything found in a file of the new toilet standard, empty columns left aside."""

    def of(data: bytes) -> list[tabular.Finding]:
        report = tabular.check(tabular.read(data), NEW)
        return [finding for finding in report.findings if finding.rule != "KG-H011"]

    return of


NEW = standards.registry().get("public_toilet/new")
REQUIRED = {"所在地_連結表記": "石川県加賀市山田町", "設置位置": "入口横"}
