"""What holds for every file, searched for by hypothesis."""

from __future__ import annotations

import io
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from ckanext.kaga import standards, tabular
from ckanext.kaga.tabular.tail import rule_of
from ckanext.kaga.tests.tabular.conftest import NEW

SAMPLES = Path(__file__).parents[1] / "samples"
REAL = [path.read_bytes() for path in sorted(SAMPLES.glob("*.csv"))]

# A cell as a city could write it: anything that can be stored, quotes and newlines too.
cells = st.text(st.characters(codec="utf-8", exclude_characters="\0\ufffd"), max_size=12)
filled = cells.filter(lambda cell: bool(cell.strip()))
names = st.text(st.characters(categories=["Lo", "Lu", "Nd"]), min_size=1, max_size=8)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    """A header and rows whose first cell is filled, so that no row is blank.

    Rows that look like the header, totals or notes are left out of the table on purpose.
    """
    header = draw(st.lists(names, min_size=2, max_size=5, unique=True))
    row = st.tuples(filled, *(cells for _ in header[1:])).map(list)
    row = row.filter(lambda row: rule_of(row) is None and row != header)
    return header, draw(st.lists(row, min_size=1, max_size=6))


def written(header: list[str], rows: list[list[str]]) -> bytes:
    """A CSV file with every cell in quotation marks."""
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    return "\r\n".join([",".join(header), *lines, ""]).encode()


@given(tables())
def test_what_is_written_is_what_is_read(table: tuple[list[str], list[list[str]]]) -> None:
    header, rows = table
    read = tabular.read(written(header, rows))
    assert list(read.header) == header
    assert [list(row) for row in read.frame.rows()] == rows
    assert read.rows.to_list() == list(range(2, len(rows) + 2))


@given(tables())
@example((["0", "00"], [[";", ";"], ["0;", ";"]]))
def test_reading_the_clean_file_gives_the_clean_table(
    table: tuple[list[str], list[list[str]]],
) -> None:
    clean = tabular.clean(tabular.read(written(*table)), None)
    stream = io.BytesIO()
    tabular.write_csv(clean, stream)
    again = tabular.clean(tabular.read(stream.getvalue()), None)
    assert again.frame.equals(clean.frame)
    assert again.columns == clean.columns


@given(st.lists(st.sampled_from(["甲,乙,丙", "甲", ",,", "", '"甲\n乙",,', "甲,乙,丙,丁", " "])))
def test_every_row_is_in_the_table_or_named(lines: list[str]) -> None:
    data = "\n".join(["名称,住所,備考", *lines, ""]).encode()
    read = tabular.read(data)
    assert sorted([read.header_row, *read.rows, *read.skipped]) == list(range(1, len(lines) + 2))
    # A text that stands alone above the header, or below a gap, is named by itself.
    alone = {one.row for one in read.findings if one.rule in {"KG-R011", "KG-R020"}}
    blank = [row for row in read.skipped if row not in alone]
    named = {finding.row for finding in read.findings if finding.rule == "KG-R012"}
    assert {row for row in blank if row - 1 not in blank} == named


def survives(data: bytes) -> None:
    """Read, detect, check and clean; only our own error may come out."""
    try:
        table = tabular.read(data, "x.csv")
    except tabular.Unreadable:
        return
    matches = standards.detect(table.header, standards.registry())
    report = tabular.check(table, matches[0] if matches else None)
    assert len(table.rows) == table.frame.height == report.rows
    if report.publishable:
        clean = tabular.clean(table, matches[0] if matches else None)
        assert clean.frame.height == report.rows
        assert clean.frame.width == report.columns


@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_refused(data: bytes) -> None:
    survives(data)


@settings(max_examples=settings.default.max_examples * 3 // 2)
@given(st.data())
def test_a_damaged_real_file_is_a_table_or_refused(data: st.DataObject) -> None:
    file = bytearray(data.draw(st.sampled_from(REAL)))
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(file) - 1))
        file[at] = data.draw(st.integers(0, 255))
    survives(bytes(file[: data.draw(st.integers(1, len(file)))]))


@settings(max_examples=settings.default.max_examples // 4)
@given(st.permutations(range(len(NEW.columns))))
def test_the_clean_table_does_not_depend_on_the_order_of_the_columns(order: list[int]) -> None:
    rows = [line.split(",") for line in REAL[0].decode().splitlines()]
    shuffled = "\n".join(",".join(row[at] for at in order) for row in rows).encode()
    expected = tabular.clean(tabular.read(REAL[0]), NEW)
    clean = tabular.clean(tabular.read(shuffled), NEW)
    assert clean.columns == expected.columns
    assert clean.frame.equals(expected.frame)
