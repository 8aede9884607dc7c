"""The three plugins speak with one voice: CKAN merges their catalogues, and one would win."""

from __future__ import annotations

import pytest
from babel.messages.pofile import read_po

from stack.home import ROOT


@pytest.mark.parametrize("language", ["ja", "ja_simple"])
def test_no_text_is_translated_in_two_ways(language: str) -> None:
    said: dict[tuple[object, object], set[object]] = {}
    for file in ROOT.glob(f"ckanext-*/ckanext/*/i18n/{language}/LC_MESSAGES/ckanext-*.po"):
        with file.open("rb") as catalogue:
            for message in read_po(catalogue):
                # What a catalogue leaves empty, another one says for it.
                if message.id and message.string:
                    said.setdefault((message.id, message.context), set()).add(message.string)
    assert said
    assert {text: ways for text, ways in said.items() if len(ways) > 1} == {}
