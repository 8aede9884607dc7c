"""A word is looked for in each width in which a table may hold it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.kaga.common.widths import spellings


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("大聖寺", ("大聖寺",)),
        ("トイレ", ("トイレ", "ﾄｲﾚ")),
        ("ﾄｲﾚ", ("トイレ", "ﾄｲﾚ")),
        ("パーク", ("パーク", "ﾊﾟｰｸ")),
        ("ＡＥＤ", ("AED", "ＡＥＤ")),
        ("Wi-Fi", ("Wi-Fi", "Ｗｉ－Ｆｉ")),
        ("2丁目", ("2丁目", "２丁目")),
    ],
)
def test_spellings(typed: str, expected: tuple[str, ...]) -> None:
    assert spellings(typed) == expected


@given(st.text(min_size=1))
def test_every_spelling_is_the_same_word(word: str) -> None:
    usual, *others = spellings(word)
    assert all(unicodedata.normalize("NFKC", other) == usual for other in others)
