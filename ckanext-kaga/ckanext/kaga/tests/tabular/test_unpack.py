"""Zips of many tables: each comes out as a file of its own, under a name that harms nobody."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.kaga.tabular import Limits, Unreadable, unpack
from ckanext.kaga.tests.tabular.books import plain, zipped

COLOURS = "色,番号\n赤,007\n".encode()


def is_table(name: str) -> bool:
    return name.endswith((".csv", ".xlsx"))


def unpacked(data: bytes, limits: Limits | None = None) -> dict[str, bytes]:
    found = unpack(io.BytesIO(data), "まとめ.zip", is_table, limits)
    return {one.name: one.file.read() for one in found}


def test_each_table_comes_out(toilets: bytes) -> None:
    files = {
        "施設/公衆トイレ.csv": toilets,
        "色.csv": COLOURS,
        "図.png": b"",
        "__MACOSX/a.csv": b"",
    }
    assert unpacked(zipped(files)) == {"公衆トイレ.csv": toilets, "色.csv": COLOURS}


def test_names_that_windows_wrote_are_read(toilets: bytes) -> None:
    data = zipped({"TOKENTOKE.csv": toilets, "b.csv": COLOURS})
    # The second byte of 表 is that of a backslash, which parts no folders here.
    data = data.replace(b"TOKENTOKE", "一覧表".encode("cp932") + b"_01")
    assert list(unpacked(data)) == ["一覧表_01.csv", "b.csv"]


@pytest.mark.parametrize(
    "data",
    [
        zipped({"公衆トイレ.csv": COLOURS, "はじめに.txt": b"", "図.png": b""}),
        zipped({"図.png": b""}),
        zipped({}),
        zipped({"a.csv": COLOURS, "b.csv": COLOURS})[:60],
        plain(),
        COLOURS,
    ],
    # The bytes of an archive hold the time, and a test has the same name in every process.
    ids=["one table", "a picture", "nothing", "cut", "a workbook", "a CSV"],
)
def test_any_other_file_stays_what_it_is(data: bytes) -> None:
    assert unpacked(data) == {}


def test_files_of_one_name_keep_their_folders() -> None:
    files = {"2025/色.csv": COLOURS, "2026/色.csv": COLOURS, "../../etc/色.csv": COLOURS}
    assert list(unpacked(zipped(files))) == ["2025_色.csv", "2026_色.csv", "etc_色.csv"]


@pytest.mark.parametrize(
    ("limits", "rule"),
    [
        (Limits(members=1), "KG-R040"),
        (Limits(size=5_000), "KG-R005"),
        (Limits(ratio=1), "KG-R029"),
    ],
)
def test_what_is_too_much_is_refused(limits: Limits, rule: str) -> None:
    many = {f"{number}.csv": b"1,2\n" * 3_000_000 for number in range(2)}
    if rule != "KG-R029":
        many = {name: content[:4_000] for name, content in many.items()}
    with pytest.raises(Unreadable) as refused:
        unpacked(zipped(many), limits)
    assert refused.value.rule == rule


# zipfile writes no name that begins with a NUL.
NAMES = st.text(st.characters(exclude_characters="\0"), min_size=1)


@given(st.lists(NAMES, min_size=2, max_size=4, unique=True))
def test_no_name_is_a_path_or_cannot_be_shown(names: list[str]) -> None:
    files = {f"{name.encode('utf-8', 'replace').decode()}.csv": COLOURS for name in names}
    for name in unpacked(zipped(files)):
        assert "/" not in name
        assert "\\" not in name
        assert name.isprintable()
        assert len(name) <= 200
