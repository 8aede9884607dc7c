"""Every real file: its standard, what is found in it, what is left after repair, and its rows.

The page is read by people: each line of it was looked up in the file. After a deliberate change:
``KAGA_WRITE_GOLDEN=1 ./kaga test fast -k samples``, and read the diff.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from ckanext.kaga import standards, tabular

SAMPLES = Path(__file__).parents[1] / "samples"
FILES = sorted(SAMPLES.glob("*.csv"))
PAGE = Path(__file__).parents[5] / "docs" / "reference" / "samples.md"
HEAD = """# 実データの検査結果 / What is found in real files

Every real file that the tests use
([where each comes from](../../ckanext-kaga/ckanext/kaga/tests/samples/SOURCES.md)): the standard
that is detected, every rule that is broken and how often, and what is left when all safe repairs
are made. Lines: all records of the file = header + data + lines that a finding names.

This page is made from the files: `KAGA_WRITE_GOLDEN=1 ./kaga test fast -k samples` writes it. A
finding that is not true of the file is a bug of the rule.

| file | standard | score | lines = header + data + named | findings | left after safe repair |
|---|---|---|---|---|---|
"""


def said(totals: dict[str, int]) -> str:
    """How often each rule was broken, in the order of their ids."""
    return ", ".join(f"{rule} {total}" for rule, total in sorted(totals.items())) or "none"


def line(path: Path) -> str:
    """One file as the page has it."""
    table = tabular.read(path)
    fit = standards.detect(table.header, standards.registry())[0]
    report = tabular.check(table, fit)
    repaired = tabular.repair(table, fit)
    left = tabular.check(repaired.table, repaired.fit)
    lines = table.header_height + len(table.rows) + len(table.skipped)
    rows = f"{lines} = {table.header_height} + {len(table.rows)} + {len(table.skipped)}"
    cells = (path.name, fit.standard.key, f"{fit.score:.2f}", rows)
    return f"| {' | '.join(cells)} | {said(report.totals)} | {said(left.totals)} |\n"


@pytest.mark.slow
def test_the_page_of_real_files_is_up_to_date() -> None:
    page = HEAD + "".join(map(line, FILES))
    if os.environ.get("KAGA_WRITE_GOLDEN"):
        PAGE.write_text(page, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_standard_is_the_one_that_the_name_says(path: Path) -> None:
    table = tabular.read(path)
    found = standards.detect(table.header, standards.registry())[0]
    # 食品等営業許可・届出一覧 has the same header for all shops and for the new ones.
    slug = path.stem.split("_", 1)[1].replace("food_business_new", "food_business_all")
    assert found.likely
    assert slug.startswith(found.standard.slug)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_line_is_lost(path: Path) -> None:
    table = tabular.read(path)
    with path.open(encoding=table.encoding, newline="") as file:
        lines = sum(1 for _ in csv.reader(file))
    assert table.header_height + len(table.rows) + len(table.skipped) == lines
