"""Archives: each file in them as if it had come alone, and none that grows without end."""

from __future__ import annotations

import io
import zipfile

import pytest

from ckanext.kaga.tabular import Limits, Part, Unreadable, parts, read
from ckanext.kaga.tests.tabular.books import plain, zipped

NOTES = "このフォルダについて\n令和5年度の公衆トイレです。\n".encode("cp932")


def refusal(data: bytes, limits: Limits | None = None) -> Unreadable:
    """Why an archive is not read."""
    with pytest.raises(Unreadable) as refused:
        read(data, limits=limits)
    return refused.value


def test_the_file_in_an_archive_is_read(toilets: bytes) -> None:
    table = read(zipped({"data/172065_public_toilet.csv": toilets}), "toilets.zip")
    assert table.frame.equals(read(toilets).frame)
    assert table.part.member == "data/172065_public_toilet.csv"
    assert table.findings == ()


def test_of_several_the_one_that_fits_a_standard_is_proposed(toilets: bytes) -> None:
    files = {"はじめに.txt": NOTES, "一覧.xlsx": plain(), "172065_public_toilet.csv": toilets}
    data = zipped({**files, "図.png": b"\x89PNG\r\n\x1a\n", "__MACOSX/._x": b"\0\0"})
    best, book, *_ = parts(data)
    assert best.member == "172065_public_toilet.csv"
    assert (book.member, book.sheet) == ("一覧.xlsx", "一覧")
    table = read(data)
    assert table.part == best
    named = [finding for finding in table.findings if finding.rule in ("KG-R023", "KG-R041")]
    assert any("ファイル「一覧.xlsx」のシート「一覧」" in finding.message for finding in named)
    assert any("「図.png」は読んでいません" in finding.message for finding in named)
    assert not any("MACOSX" in finding.message for finding in named)


def test_the_person_s_choice_is_read(toilets: bytes) -> None:
    data = zipped({"a.csv": toilets, "b.xlsx": plain()})
    chosen = next(part for part in parts(data) if part.member == "b.xlsx")
    assert read(data, part=Part.of(chosen.key)).header == ("ID", "名称", "緯度", "経度")


def test_a_name_that_windows_wrote_is_shown_in_japanese(toilets: bytes) -> None:
    data = zipped({"TOKENTOKENTO.csv": toilets})
    data = data.replace(b"TOKENTOKENTO", "公衆トイレ".encode("cp932") + b"xx")
    assert parts(data)[0].member == "公衆トイレxx.csv"


def test_an_unreadable_file_does_not_spoil_the_others(toilets: bytes) -> None:
    data = zipped({"a.csv": b'x,y\n"1,2\n', "b.csv": toilets, "c.zip": zipped({"d.csv": toilets})})
    table = read(data)
    assert table.part.member == "b.csv"
    reasons = [finding.message for finding in table.findings]
    assert any("「a.csv」" in reason and "引用符" in reason for reason in reasons)
    assert any(
        "「c.zip」" in reason and "圧縮ファイルの中の圧縮ファイル" in reason for reason in reasons
    )


@pytest.mark.parametrize(
    ("files", "limits", "rule"),
    [
        ({}, None, "KG-R042"),
        ({"a.png": b"\x89PNG\r\n\x1a\n"}, None, "KG-R042"),
        ({"a.csv": b"a,b\n1,2\n", "b.csv": b"a,b\n1,2\n"}, Limits(members=1), "KG-R040"),
        ({"a.csv": b"a,b\n" + b"1,2\n" * 10_000_000}, None, "KG-R029"),
        ({"a.csv": b"a,b\n" + b"1,2\n" * 1_000}, Limits(size=1_000), "KG-R005"),
    ],
)
def test_what_is_too_much_or_nothing_is_refused(
    files: dict[str, bytes], limits: Limits | None, rule: str
) -> None:
    assert refusal(zipped(files), limits).rule == rule


def test_a_member_with_a_password_is_named() -> None:
    data = bytearray(zipped({"a.csv": b"a,b\n1,2\n"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    assert refusal(bytes(data)).rule == "KG-R027"


def test_sizes_that_lie_are_not_believed() -> None:
    data = bytearray(zipped({"a.csv": b"a,b\n" + b"1,2\n" * 1_000}))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (4).to_bytes(4, "little")
    assert refusal(bytes(data)).rule == "KG-R028"


def test_a_member_is_never_written_under_its_name(toilets: bytes) -> None:
    table = read(zipped({"../../etc/x.csv": toilets}))
    assert table.part.member == "../../etc/x.csv"
    assert table.frame.height == 17


def test_a_damaged_archive_is_refused(toilets: bytes) -> None:
    data = zipped({"a.csv": toilets})
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as file:
        file.writestr("a.csv", toilets)
    wrong = buffer.getvalue().replace("錦城".encode(), "錦上".encode(), 1)
    for damaged in (data[: len(data) // 2], wrong):
        assert refusal(damaged).rule == "KG-R028"
