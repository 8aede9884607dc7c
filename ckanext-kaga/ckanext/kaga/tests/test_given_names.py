"""Names of files as people give them, and as a stranger may."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.kaga.given_names import LONGEST, given_name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("3割減.xlsx", "3割減.xlsx"),
        ("C:\\Users\\山中\\公衆トイレ.csv", "公衆トイレ.csv"),
        (unicodedata.normalize("NFD", "プール一覧.csv"), "プール一覧.csv"),
        ("トイレ\u202evsc.exe.csv", "トイレvsc.exe.csv"),
        ("トイレ\r\n一覧.csv", "トイレ一覧.csv"),
        (".csv", ".csv"),
        ("あ" * 400 + ".xlsx", "あ" * (LONGEST - 5) + ".xlsx"),
        ("folder/", "file"),
    ],
)
def test_a_name_is_one_line_that_can_be_read(name: str, expected: str) -> None:
    assert given_name(name) == expected


@given(st.text(max_size=400))
def test_any_name_is_bearable_and_stays_the_same(name: str) -> None:
    once = given_name(name)
    assert 0 < len(once) <= LONGEST
    # A gaiji, which is of private use, is seen where it was made.
    assert all(one.isprintable() or unicodedata.category(one) in {"Co", "Zs"} for one in once)
    assert given_name(once) == once
