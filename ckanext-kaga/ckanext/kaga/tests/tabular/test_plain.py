"""Which text nobody need look at line by line: the quick look never says so of other text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.kaga.tabular import Limits, decode
from ckanext.kaga.tabular.plain import is_plain
from ckanext.kaga.tabular.source import source_of

HEAD = "ID,名称\r\n1,山代温泉の湯\r\n"
BLANK = re.compile('(?:\\A|\n|\r(?!\n))[ \t,;"\xa0\u3000]*(?:\r|\n)')


def looked_at(data: bytes) -> bool:
    return is_plain(source_of(data, "", Limits()))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (HEAD, True),
        (HEAD.replace("\r", ""), True),
        (HEAD + "2,大聖寺", True),
        (HEAD + "2,大聖寺\r", True),
        ("\ufeff" + HEAD, True),
        (HEAD + "\r\n2,大聖寺", False),
        (HEAD + ",\r\n", False),
        (HEAD + "\u3000\r\n", False),
        (HEAD + "\xa0,\r\n", False),
        (HEAD + '"2",大聖寺\r\n', False),
        (HEAD + "2,大聖\r寺\r\n", False),
        (HEAD.replace("\n", ""), False),
        (HEAD + "2,大\0聖寺\r\n", False),
        ("\r\n" + HEAD, False),
    ],
)
def test_a_line_that_may_be_blank_needs_a_closer_look(text: str, plain: bool) -> None:
    assert looked_at(text.encode()) is plain


def test_what_is_not_utf_8_needs_a_closer_look() -> None:
    assert not looked_at(HEAD.encode("cp932"))
    assert not looked_at(HEAD.encode("utf-16"))


@pytest.mark.parametrize("block", [1, 2, 3, 5, 64])
def test_it_does_not_matter_where_the_blocks_end(
    block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decode, "_BLOCK", block)
    assert looked_at(HEAD.encode())
    for odd in ("\n\n2,大聖寺\n", "\u3000\r\n", "2,大聖\r寺\r\n"):
        assert not looked_at((HEAD + odd).encode())


def test_an_endless_line_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decode, "_BLOCK", 8)
    monkeypatch.setattr(decode, "_SOON", 20)
    assert looked_at(b"1,2,3\n" * 30)
    assert not looked_at(b"1,2,3," * 30)


@given(st.text('1,甲 \xa0\u3000\t;"\r\n\0', max_size=30), st.sampled_from(["utf-8", "cp932"]))
def test_plain_text_has_no_blank_line(text: str, encoding: str) -> None:
    data = text.encode(encoding, "replace")
    text = data.decode(encoding)  # CP932 has no space that keeps words together
    if looked_at(data):
        assert data.decode() == text or encoding != "utf-8"
        assert "\0" not in text
        assert not BLANK.search(text)
        assert "\r" not in text.replace("\r\n", "\n")[:-1]
