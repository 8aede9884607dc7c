"""Staff and residents meet Japanese in what CKAN, scheming and dcat say as well."""

from __future__ import annotations

import gettext
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import polib
import pytest
from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from ckan.cli.translation import check_po_file
from ckan.lib import i18n

from stack import translations, upstream_texts

PROPER_NAMES = {
    "CKAN API",
    "Open ID",
    "Open Data Commons Public Domain Dedication and License (PDDL)",
    "Open Data Commons Open Database License (ODbL)",
    "Open Data Commons Attribution License",
    "GNU Free Documentation License",
    "UK Open Government Licence (OGL)",
}
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")


def as_ckan_merges_them() -> gettext.GNUTranslations:
    """Return the catalogue of a request in Japanese: CKAN's, then ours over it."""
    buffer = io.BytesIO()
    write_mo(buffer, upstream_texts.ckans_japanese())
    ours = gettext.GNUTranslations(io.BytesIO(translations.compiled(translations.PLUGINS[0], "ja")))
    ours.add_fallback(gettext.GNUTranslations(io.BytesIO(buffer.getvalue())))
    return ours


@pytest.fixture(scope="module")
def shown() -> dict[str, str]:
    """Return what is shown for each msgid that CKAN, scheming and dcat ask."""
    catalogue = as_ckan_merges_them()
    return {
        source: catalogue.ngettext(*message.id, 2)
        if isinstance(message.id, tuple)
        else catalogue.gettext(source)
        for message in translations.texts(upstream_texts.asked())
        for source in [message.id[0] if isinstance(message.id, tuple) else message.id]
    }


def test_no_text_is_left_in_english(shown: dict[str, str]) -> None:
    sentences = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}")
    english = {
        source
        for source, text in shown.items()
        if sentences.search(source) and not JAPANESE.search(text)
    }
    assert len(shown) > 1250
    assert english == PROPER_NAMES


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Next: Add Data", "次へ（ファイルの追加）"),
        ("Select at least one", "1つ以上選んでください"),
        ("Start of temporal extent", "対象期間の始まり"),
        ("Show all", "すべて表示"),
    ],
)
def test_ckan_scheming_dcat_and_scripts_are_served(
    shown: dict[str, str], source: str, text: str
) -> None:
    assert shown[source] == text


def glossary() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Return the words that the glossary replaces, from its third column."""
    page = (translations.ROOT / "docs/how-to/translate.md").read_text("utf-8")
    rows = re.findall(r"^\| [^|]+ \| [^|]+ \| (`[^|]+`) \|$", page, re.MULTILINE)
    for word in re.findall(r"`([^`]+)`", " ".join(rows)):
        yield word, re.compile(f"{re.escape(word)}(?!ー)")


def test_no_word_is_used_that_the_glossary_replaces(shown: dict[str, str]) -> None:
    words = dict(glossary())
    assert {"フィルタ", "リソース", "ユーザ"} <= set(words)
    ours = [
        str(message.string)
        for room in translations.ROOMS
        for message in translations.texts(translations.read(room.po("ja")))
    ]
    found = [
        (word, text)
        for text in [*shown.values(), *ours]
        for word, pattern in words.items()
        if pattern.search(text)
    ]
    assert found == []


def test_nothing_of_ckans_placeholder_welcome_is_shown(shown: dict[str, str]) -> None:
    assert not [text for text in shown.values() if "コピーがありません" in text]
    assert "API Key" not in "".join(shown.values())


def test_every_placeholder_and_tag_of_ckan_is_kept(shown: dict[str, str]) -> None:
    broken = [
        problem
        for message in translations.texts(upstream_texts.asked())
        for problem in translations.broken_placeholders(
            Message(message.id, shown[message.id if isinstance(message.id, str) else message.id[0]])
        )
    ]
    assert broken == []


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("%s of %i", "%iの%s"),
        ("<b>{name}</b>", "{name}"),
        ('<a href="%(url)s">here</a>', '<a href="%(uri)s">こちら</a>'),
    ],
)
def test_a_lost_tag_or_order_is_named(source: str, text: str) -> None:
    assert translations.broken_placeholders(Message(source, text))


def test_ckan_builds_the_texts_of_its_scripts_from_our_po(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CKAN reads the .po of each plugin's domain; what is in ckan.po it would not find."""
    kaga = translations.PLUGINS[0]
    plugin = SimpleNamespace(
        i18n_locales=lambda: ["ja"],
        i18n_directory=lambda: str(kaga.folder / "i18n"),
        i18n_domain=lambda: kaga.name,
    )
    ckans = tmp_path / "i18n"
    (ckans / "ja/LC_MESSAGES").mkdir(parents=True)
    (ckans / "ja/LC_MESSAGES/ckan.po").symlink_to(upstream_texts.ckans_japanese_path())
    (ckans / "ckan.pot").symlink_to(upstream_texts.ckans_template_path())
    monkeypatch.setattr(i18n, "get_ckan_i18n_dir", lambda: str(ckans))
    monkeypatch.setattr(i18n, "get_js_translations_dir", lambda: str(tmp_path))
    monkeypatch.setattr(i18n, "PluginImplementations", lambda _interface: [plugin])

    i18n.build_js_translations()

    built = json.loads((tmp_path / "ja.js").read_text("utf-8"))
    asked = {
        message.id if isinstance(message.id, str) else message.id[0]
        for message in translations.texts(upstream_texts.ckans_javascript())
    }
    assert len(asked) > 50
    assert asked <= set(built)
    assert built["Show all"] == [None, "すべて表示"]


def test_the_offer_to_ckan_is_complete_and_changes_texts_only(tmp_path: Path) -> None:
    offer = tmp_path / "ckan.po"
    assert translations.main(["upstream", str(offer)]) == 0
    with offer.open("rb") as file:
        offered = read_po(file)
    theirs = upstream_texts.ckans_japanese()
    assert offered.header_comment == theirs.header_comment
    assert [(m.id, m.locations) for m in offered] == [(m.id, m.locations) for m in theirs]
    assert polib.pofile(str(offer)).untranslated_entries() == []
    assert check_po_file(str(offer)) == [], "CKAN's own check of a catalogue"
    assert offered["Filter Results"].string == "絞り込み"
