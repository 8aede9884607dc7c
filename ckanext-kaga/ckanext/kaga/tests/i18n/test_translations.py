"""No reader meets a sentence of ours in a language that was not chosen."""

from __future__ import annotations

import gettext
import io

from babel.messages.catalog import Message

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
