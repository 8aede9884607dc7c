"""No reader meets a sentence of ours in a language that was not chosen."""

from __future__ import annotations

import gettext
import io

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from stack import translations


def test_every_text_is_translated_and_compiled() -> None:
    assert translations.problems() == []


def test_a_plugin_alone_speaks_the_houses_japanese() -> None:
    for plugin in translations.PLUGINS:
        with plugin.po("ja").with_suffix(".mo").open("rb") as file:
            assert gettext.GNUTranslations(file).gettext("Required") == "必須"


def test_what_ckan_lacks_comes_with_kaga_only() -> None:
    kaga, consent, _ = (
        gettext.GNUTranslations(io.BytesIO(translations.compiled(plugin, "ja")))
        for plugin in translations.PLUGINS
    )
    assert kaga.gettext("Skip to main content") == "本文へ移動"
    assert consent.gettext("Skip to main content") == "Skip to main content"


def test_easy_japanese_asks_only_for_what_residents_read() -> None:
    asked = translations.PLUGINS[0].extract(translations.EASY)
    assert "Open data" in asked
    assert "House style" not in asked


def test_a_lost_placeholder_is_named() -> None:
    message = Message("See all data ({count})", "すべてのデータを見る")
    assert len(translations.broken_placeholders(message)) == 1
    assert "{count}" in translations.broken_placeholders(message)[0]


@pytest.mark.parametrize("plugin", translations.PLUGINS, ids=lambda plugin: plugin.name)
@pytest.mark.parametrize("language", ["ja", "ja_simple"])
def test_no_text_of_a_template_breaks_its_page(plugin: translations.Room, language: str) -> None:
    """Jinja puts values into each text with %, so that a bare percent sign is an error 500."""
    with plugin.po(language).open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    for message in messages:
        if any(place.endswith(".html") for place, _ in message.locations):
            for text in (*as_texts(message.id), *as_texts(message.string)):
                assert isinstance(text % {"num": 1}, str), text


def as_texts(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else text
