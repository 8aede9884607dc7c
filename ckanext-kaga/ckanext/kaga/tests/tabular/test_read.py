"""Reading: whatever a city's software writes becomes the same table, and is named."""

from __future__ import annotations

import io
import os
import threading
from pathlib import Path

import pytest

from ckanext.kaga.tabular import Finding, Limits, Table, Unreadable, read


def rules(table: Table) -> list[tuple[str, int | None]]:
    """The findings of the reading as (rule, row)."""
    return [(finding.rule, finding.row) for finding in table.findings]


def only(table: Table) -> Finding:
    """The one finding of the reading."""
    assert len(table.findings) == 1
    return table.findings[0]


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", None),
        ("utf-8-sig", None),
        ("cp932", "シフトJIS"),
        ("euc_jis_2004", "EUC-JP"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("iso2022_jp", "ISO-2022-JP"),
    ],
)
def test_every_encoding_gives_the_same_table(
    toilets: bytes, encoding: str, named: str | None
) -> None:
    # Two characters of the file that not every one of these encodings has.
    text = toilets.decode().replace("ｾﾝﾀｰ", "センター").replace("～", "〜")
    if encoding == "cp932":
        text = text.replace("〜", "から")
    table = read(text.encode(encoding))
    assert table.frame.equals(read(text.encode()).frame)
    assert table.encoding == encoding
    if named is None:
        assert table.findings == ()
    else:
        assert only(table).rule == "KG-R010"
        assert named in only(table).message


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_newline_gives_the_same_table(toilets: bytes, newline: str) -> None:
    table = read(toilets.decode().replace("\n", newline).encode())
    assert table.frame.equals(read(toilets).frame)
    assert table.newline == newline
    assert table.findings == ()


@pytest.mark.parametrize(("delimiter", "named"), [("\t", "タブ"), (";", "セミコロン")])
def test_other_delimiters_are_read_and_named(toilets: bytes, delimiter: str, named: str) -> None:
    table = read(toilets.decode().replace(",", delimiter).encode())
    assert table.frame.equals(read(toilets).frame)
    assert (only(table).rule, table.delimiter) == ("KG-R016", delimiter)
    assert named in only(table).message


def test_a_path_bytes_and_an_open_file_are_read_alike(tmp_path: Path, toilets: bytes) -> None:
    path = tmp_path / "172065_public_toilet.csv"
    path.write_bytes(toilets)
    for source in (path, str(path), io.BytesIO(toilets)):
        assert read(source).frame.equals(read(toilets).frame)


def test_a_pipe_is_read_though_it_comes_only_once(tmp_path: Path, toilets: bytes) -> None:
    pipe = tmp_path / "172065_public_toilet.csv"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=[toilets])
    writer.start()
    table = read(pipe)
    writer.join()
    assert table.frame.equals(read(toilets).frame)
    assert table.name == pipe.name


def test_rows_have_the_numbers_that_a_spreadsheet_shows() -> None:
    table = read('公衆トイレ一覧\n\n名称,備考\n甲,"一\n二"\n乙,\n\n丙,x\n\n\n'.encode())
    assert table.header == ("名称", "備考")
    assert table.header_row == 3
    assert table.rows.to_list() == [4, 5, 7]
    assert table.frame["備考"].to_list() == ["一\n二", "", "x"]
    assert table.skipped == (1, 2, 6, 8, 9)
    assert rules(table) == [
        ("KG-R011", 1), ("KG-R012", 2), ("KG-R012", 6), ("KG-R012", 8)
    ]  # fmt: skip


def test_a_title_row_is_named_with_its_text() -> None:
    table = read("公衆トイレ一覧,,\n名称,住所,緯度\n甲,乙,36\n".encode())
    assert only(table).value == "公衆トイレ一覧"
    assert "1行目「公衆トイレ一覧」は見出し（2行目）より上" in only(table).message
    assert table.rows.to_list() == [3]


@pytest.mark.parametrize("quote", ["", '"'])
def test_short_and_long_rows_are_named_and_lose_nothing(quote: str) -> None:
    table = read(f"a,b,c\n1\n1,2,3,x,y\n{quote}1{quote},2,3,,\n4,5,6\n7,8,9\n".encode())
    assert table.frame["a"].to_list() == ["1", "1", "1", "4", "7"]
    assert table.frame["c"].to_list() == ["", "3", "3", "6", "9"]
    assert rules(table) == [("KG-R013", 2), ("KG-R014", 3)]
    short, long = table.findings
    assert "セルは1個で、見出しの3個より少なく" in short.message
    assert (long.severity, long.value) == ("error", "x,y")


def test_a_row_whose_only_content_has_no_column_is_kept() -> None:
    table = read(b"a,b\n1,2\n,,x\n")
    assert table.rows.to_list() == [2, 3]
    assert rules(table) == [("KG-R014", 3)]


def test_a_blank_header_cell_gets_a_name_and_a_repeated_one_a_number() -> None:
    table = read("名称,,名称,名称_2,備考\n1,2,3,4,5\n".encode())
    assert table.frame.columns == ["名称", "列2", "名称_3", "名称_2", "備考"]
    assert table.header == ("名称", "", "名称", "名称_2", "備考")
    blank, twice = table.findings
    assert (blank.rule, blank.row) == ("KG-H006", 1)
    assert "B列（左から2列目）の見出しが空です" in blank.message
    assert twice.rule == "KG-H007"
    assert "C列（左から3列目）" in twice.message


def test_an_empty_column_is_left_out_and_named() -> None:
    table = read(b"a,b,c,d,,\n1,2,3,4,,\n")
    assert table.frame.columns == ["a", "b", "c", "d"]
    assert rules(table) == [("KG-H008", None), ("KG-H008", None)]


def test_a_misplaced_quotation_mark_is_named_and_read_as_spreadsheets_do() -> None:
    table = read(b'a,b\n"x"y,1\n"z",2\n')
    assert table.frame["a"].to_list() == ["xy", "z"]
    assert rules(table) == [("KG-R015", 2)]


def test_an_inch_mark_inside_a_cell_is_not_misplaced() -> None:
    table = read(b'a,b\nx"y,1\n')
    assert table.frame["a"].to_list() == ['x"y']
    assert table.findings == ()


@pytest.mark.parametrize("row", ['1,"2\n3,4\n', '"x"y,"z\n'])
def test_an_open_quotation_mark_is_refused_with_its_row(row: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(f"a,b\n5,6\n{row}".encode())
    assert (refused.value.rule, refused.value.finding.row) == ("KG-R009", 3)


def test_a_template_without_data_is_told_so() -> None:
    table = read("名称,住所\n,\n,\n".encode())
    assert table.frame.shape == (0, 2)
    assert rules(table) == [("KG-R012", 2), ("KG-R017", None)]


def test_a_damaged_character_does_not_refuse_the_file(toilets: bytes) -> None:
    table = read(toilets.replace("錦城".encode(), "錦城".encode()[:-1]))
    assert table.frame["名称"][:2].to_list() == ["錦\ufffd山公園", "大聖寺東部公園"]
    assert table.encoding == "utf-8"


def test_notes_above_a_table_are_not_taken_for_its_header() -> None:
    notes = "".join(f"注{number}\n" for number in range(9))
    table = read(f"{notes}名称,緯度,経度\n甲,36,136\n".encode())
    assert table.header == ("名称", "緯度", "経度")
    assert table.header_row == 10


@pytest.mark.parametrize("data", [b"", b"\n \r\n", b"\xef\xbb\xbf", b",,\n,,\n"])
def test_nothing_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        read(data)
    assert refused.value.rule == "KG-R001"


@pytest.mark.parametrize(
    ("data", "limits", "rule"),
    [
        (b"a,b\n1,2\n", Limits(size=7), "KG-R005"),
        (b"a\n1\n2\n3\n", Limits(rows=2), "KG-R006"),
        (b'a\n"1"\n2\n3\n', Limits(rows=2), "KG-R006"),
        (b"a,b,c\n", Limits(columns=2), "KG-R007"),
        (b"a,b\n1,22\n3,4444\n", Limits(cell=3), "KG-R008"),
        (b"a,b\n1," + b'"' + b"x" * 200_000, Limits(), "KG-R008"),
        (b"\x00\x01\x02,\n", Limits(), "KG-R002"),
        ("名称,住所\n甲\0,乙\n".encode("utf-16"), Limits(), "KG-R004"),
        (bytes(range(128, 256)) * 4, Limits(), "KG-R003"),
    ],
)
def test_what_is_too_much_or_no_text_is_refused(data: bytes, limits: Limits, rule: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(data, "x.csv", limits)
    assert refused.value.rule == rule
    assert "{" not in refused.value.message + refused.value.message_en


def test_a_header_one_cell_short_is_still_the_header() -> None:
    table = read(b"a,b,c\n1,2,3,4\n5,6,7,8\n")
    assert table.header == ("a", "b", "c")
    assert rules(table) == [("KG-R014", 2), ("KG-R014", 3)]


def test_columns_at_the_limit_are_read_however_many_commas_follow() -> None:
    assert read(b"a,b,,,\n1,2,,,\n", limits=Limits(columns=2)).frame.shape == (1, 2)
