"""Workbooks: the values as a person sees them, and what else the file holds, named."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ckanext.kaga.tabular import Finding, Limits, Part, Table, Unreadable, parts, read, read_batches
from ckanext.kaga.tabular.compound import write_stream
from ckanext.kaga.tabular.spelling import spelt
from ckanext.kaga.tests.tabular import books

SHEET = "xl/worksheets/sheet1.xml"
SAMPLES = Path(__file__).parents[1] / "samples"


def found(table: Table, rule: str) -> list[Finding]:
    """What the reading says by one rule."""
    return [finding for finding in table.findings if finding.rule == rule]


def refusal(data: bytes, limits: Limits | None = None) -> Unreadable:
    """Why a file is not read."""
    with pytest.raises(Unreadable) as refused:
        read(data, limits=limits)
    assert "{" not in refused.value.message + refused.value.message_en
    return refused.value


def test_a_workbook_is_the_table_that_it_was_made_from() -> None:
    table = read(books.plain(), "toilets.xlsx")
    assert table.header == ("ID", "名称", "緯度", "経度")
    real = [(row["ID"], row["名称"], row["緯度"], row["経度"]) for row in books.toilets()]
    assert table.frame.rows() == real
    assert table.rows.to_list() == list(range(2, 19))
    assert (table.kind, table.part.sheet, table.findings) == ("xlsx", "一覧", ())


def test_a_workbook_as_a_section_keeps_it() -> None:
    table = read(books.as_found(), "公衆トイレ.xlsx")
    assert table.header == ("名称", "トイレ_男性", "トイレ_女性", "設置日", "24時間", "備考")
    assert table.frame.row(1) == ("大聖寺東部公園", "2", "0", "2019-05-01", "TRUE", "改修中")
    assert table.rows.to_list() == [5, 6, 7, 8, 9]
    assert table.skipped == (1, 2, 10, 11)
    assert [(finding.rule, finding.row) for finding in table.findings] == [
        ("KG-R032", None),  # a hidden sheet
        ("KG-R035", None),  # a comment
        ("KG-R036", None),  # the author's name
        ("KG-R033", 8),  # a hidden row
        ("KG-R034", None),  # a hidden column
        ("KG-R037", None),  # formulas
        ("KG-R021", 4),  # two header rows
        ("KG-R026", 6),  # merged cells
        ("KG-R011", 1),
        ("KG-R011", 2),
        ("KG-R019", 10),
        ("KG-R020", 11),
    ]
    assert "「連絡先」" in found(table, "KG-R032")[0].message
    assert "加賀 太郎" not in "".join(finding.message for finding in table.findings)
    assert found(table, "KG-R034")[0].column == "24時間"
    assert "セルF6:F7が結合" in found(table, "KG-R026")[0].message
    assert found(table, "KG-R033")[0].message.startswith("シート「公衆トイレ」：8行目は")


def test_a_hidden_sheet_is_offered_last_and_read_only_when_chosen() -> None:
    first, hidden = parts(books.as_found())
    assert (first.sheet, first.hidden) == ("公衆トイレ", False)
    assert (hidden.sheet, hidden.hidden, hidden.header) == ("連絡先", True, ("氏名", "電話"))
    table = read(books.as_found(), part=hidden)
    assert table.header == ("氏名", "電話")
    assert not found(table, "KG-R032")


def test_nothing_but_hidden_sheets_is_refused() -> None:
    def hide(book: Workbook, sheet: Worksheet) -> None:
        book.create_sheet("表紙")
        book.active = 1
        sheet.sheet_state = "veryHidden"

    assert refusal(books.plain(hide)).rule == "KG-R025"


def test_the_sheet_that_fits_a_standard_is_proposed_though_another_is_larger() -> None:
    def add(book: Workbook, sheet: Worksheet) -> None:
        for number in range(50):
            sheet.append([number, "x", 1, 2])
        other = book.create_sheet("標準")
        rows = books.toilets()
        other.append(list(rows[0]))
        for row in rows:
            other.append(list(row.values()))

    data = books.plain(add)
    best, other = parts(data)
    assert best.sheet == "標準"
    assert best.score > 0.9 > other.score
    assert "標準「公衆トイレ" in best.why
    table = read(data)
    assert table.part == best
    [about] = found(table, "KG-R023")
    assert "シート「一覧」の1行目から始まる表（67行" in about.message
    assert read(data, part=Part(sheet="一覧")).frame.height == 67


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (12345.0, "12345"),
        (-3.0, "-3"),
        (36.3488215, "36.3488215"),
        (0.1 + 0.2, "0.3"),
        (1234567890123.0, "1234567890123"),
        (1e20, "100000000000000000000"),
        (0.00001, "0.00001"),
        (1e300, "1e+300"),
        (7, "7"),
        (True, "TRUE"),
        (False, "FALSE"),
        (dt.date(2023, 4, 1), "2023-04-01"),
        (dt.datetime(2023, 4, 1, tzinfo=None), "2023-04-01"),  # noqa: DTZ001
        (dt.datetime(2023, 4, 1, 9, 5, tzinfo=None), "2023-04-01 09:05"),  # noqa: DTZ001
        (dt.time(9, 0), "09:00"),
        (dt.time(9, 0, 30), "09:00:30"),
        (dt.timedelta(hours=24), "24:00"),
        (dt.timedelta(hours=25, minutes=1, seconds=2), "25:01:02"),
        (dt.timedelta(minutes=-30), "-00:30"),
        (" 前後 ", " 前後 "),
    ],
)
def test_a_cell_is_spelt_as_the_spreadsheet_shows_it(cell: object, text: str) -> None:
    assert spelt(cell) == text


def test_an_error_is_read_as_it_is_shown_and_named() -> None:
    def break_(_book: Workbook, sheet: Worksheet) -> None:
        sheet["C3"] = "#N/A"
        sheet["C3"].data_type = "e"

    table = read(books.plain(break_))
    assert table.frame["緯度"][1] == "#N/A"
    [error] = found(table, "KG-R038")
    assert (error.row, error.column, error.value) == (3, "緯度", "#N/A")


def test_furigana_is_no_part_of_a_name() -> None:
    table = read(books.with_furigana())
    assert table.frame["名称"].to_list() == [row["名称"] for row in books.toilets()]


def test_a_table_that_does_not_begin_at_a1_keeps_its_row_numbers() -> None:
    def shift(_book: Workbook, sheet: Worksheet) -> None:
        sheet.insert_rows(1, 3)
        sheet.insert_cols(1, 2)

    table = read(books.plain(shift))
    assert (table.header_row, table.rows[0], table.skipped) == (4, 5, (1, 2, 3))
    assert len(found(table, "KG-H008")) == 2
    assert table.frame.width == 4


@pytest.mark.parametrize("suffix", ["xls", "ods"])
def test_other_workbooks_are_read_alike(suffix: str) -> None:
    path = SAMPLES / f"172065_public_toilet_part.{suffix}"
    table = read(path)
    assert table.header == ("ID", "名称", "緯度", "経度", "設置日", "開始", "24時間", "計")
    first = ("1", "錦城山公園", "36.309009", "136.307075", "2019-05-01", "09:00", "TRUE")
    assert table.frame.row(0)[:-1] == first
    assert table.rows.to_list() == [4, 5, 6, 7, 8, 9, 10]
    assert table.skipped == (1, 2)
    named = {finding.rule: finding for finding in table.findings}
    assert "B9:B10" in named["KG-R026"].message
    assert "連絡先" in named["KG-R032"].message
    assert named["KG-R033"].row == 5
    assert named["KG-R034"].column == "経度"
    assert "5個のセルに数式があります（最初はH4）" in named["KG-R037"].message
    assert [part.sheet for part in parts(path)] == ["一覧", "連絡先"]


def test_a_wrong_suffix_is_named_and_does_not_matter() -> None:
    table = read(books.plain(), "toilets.csv")
    assert table.frame.height == 17
    [suffix] = found(table, "KG-R039")
    assert "「.csv」" in suffix.message
    assert "Excelブック（xlsx）" in suffix.message


def test_a_workbook_in_batches_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(books.as_found())
    for given in (path, io.BytesIO(books.as_found())):
        batches = list(read_batches(given, size=2))
        assert [batch.frame.height for batch in batches] == [2, 2, 1]
        assert [row for batch in batches for row in batch.rows] == [5, 6, 7, 8, 9]
        every = [finding for batch in batches for finding in batch.findings]
        assert every == list(read(books.as_found()).findings)


# --- what strangers send ------------------------------------------------------------------


def test_a_stray_cell_in_the_last_corner_is_refused_before_it_fills_the_memory() -> None:
    def stray(_book: Workbook, sheet: Worksheet) -> None:
        sheet["XFD1048576"] = "x"

    refused = refusal(books.plain(stray))
    assert refused.rule == "KG-R030"
    assert "1048576行×16384列" in refused.message


def test_an_absurd_dimension_and_blank_formatted_rows_do_no_harm() -> None:
    blank = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (n, n) for n in range(20, 100_000))
    data = books.changed(
        books.plain(),
        SHEET,
        lambda xml: xml.replace(
            b'<dimension ref="A1:D18"', b'<dimension ref="A1:XFD1048576"'
        ).replace(b"</sheetData>", blank + b"</sheetData>"),
    )
    assert read(data).frame.height == 17


@pytest.mark.parametrize(
    ("member", "old", "new"),
    [
        (
            SHEET,
            b"<worksheet",
            b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet',
        ),
        (SHEET, b"</sheetData>", b"</sheetDat"),
        ("xl/workbook.xml", b"<sheet ", b"<shee"),
    ],
)
def test_hostile_or_broken_xml_is_refused(member: str, old: bytes, new: bytes) -> None:
    broken = books.changed(books.plain(), member, lambda xml: xml.replace(old, new, 1))
    assert refusal(broken).rule == "KG-R028"


@pytest.mark.parametrize(
    ("member", "old", "new"),
    [
        (SHEET, b'r="C3"', b'r="C4294967295"'),
        (SHEET, b'r="C3"', b'r="C' + b"9" * 5_000 + b'"'),
        (SHEET, b'r="C3"', b'r="ZZZZZZ3"'),
        (SHEET, b'r="C3"', b'r="$XFD3"'),
        (SHEET, b'<row r="3">', b'<row r="1048577">'),
        ("xl/sharedStrings.xml", b"<sst ", b'<sst uniqueCount="4000000000" '),
    ],
)
def test_a_number_that_would_end_the_process_is_refused(
    member: str, old: bytes, new: bytes
) -> None:
    data = books.changed(books.with_furigana(), member, lambda xml: xml.replace(old, new))
    assert refusal(data).rule == "KG-R028"


def test_a_bomb_is_given_up_while_it_is_unpacked() -> None:
    bomb = books.changed(
        books.plain(),
        SHEET,
        lambda xml: xml.replace(b"<sheetData>", b"<sheetData>" + b" " * 40_000_000),
    )
    assert len(bomb) < 100_000
    assert refusal(bomb).rule == "KG-R029"


@pytest.mark.parametrize(("shown", "rule"), [(2_500, "KG-R005"), (1, "")])
def test_a_text_that_is_stored_once_counts_as_often_as_it_is_shown(shown: int, rule: str) -> None:
    """The reader of the values makes a copy for each cell: a small file filled the memory."""
    rows = (
        f'<row r="{at}"><c r="A{at}"><v>{at}</v></c>'
        f'<c r="B{at}" t="s"><v>{int(at < 20 + shown)}</v></c></row>'
        for at in range(20, 2_520)
    )
    more = ("".join(rows) + "</sheetData>").encode()
    long = f"<si><t>{'長' * 10_000}</t></si></sst>".encode()
    workbook = books.changed(
        books.changed(books.with_furigana(), SHEET, lambda xml: xml.replace(b"</sheetData>", more)),
        "xl/sharedStrings.xml",
        lambda xml: xml.replace(b"</sst>", long),
    )
    assert len(workbook) < 50_000
    limits = Limits(size=60_000_000)
    if rule:
        assert refusal(workbook, limits).rule == rule
    else:
        assert read(workbook, limits=limits).frame.height == 2_517


@pytest.mark.parametrize(
    ("cell", "rule"),
    [
        ('<text:p>a<text:s text:c="2000000000"/></text:p>', "KG-R028"),
        ('<text:p><text:s text:c="30000"/></text:p>', "KG-R005"),
        (f"<text:p>{'長' * 10_000}</text:p>", "KG-R005"),
    ],
)
def test_a_cell_of_opendocument_that_would_fill_the_memory_is_refused(cell: str, rule: str) -> None:
    first, many = "<table:table-cell office:value-type='string'>", "table:number-rows-repeated"
    rows = (
        f"<table:table-row>{first}<text:p>ID</text:p></table:table-cell>"
        f"{first}<text:p>名称</text:p></table:table-cell></table:table-row>"
        f"<table:table-row {many}='2500'>{first}{cell}</table:table-cell></table:table-row>"
    )
    data = books.opendocument(rows)
    assert len(data) < 100_000
    assert refusal(data, Limits(size=60_000_000)).rule == rule


def test_too_many_sheets_are_refused() -> None:
    def add(book: Workbook, _sheet: Worksheet) -> None:
        book.create_sheet("二")

    assert refusal(books.plain(add), Limits(sheets=1)).rule == "KG-R031"


def test_a_password_is_named() -> None:
    assert refusal(write_stream("EncryptedPackage", b"")).rule == "KG-R027"


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_workbook_that_was_cut_off_is_refused(kind: str, share: float) -> None:
    path = SAMPLES / f"172065_public_toilet_part.{kind}"
    data = books.plain() if kind == "xlsx" else path.read_bytes()
    cut = data[: int(len(data) * share)]
    assert refusal(cut).rule == "KG-R028"
