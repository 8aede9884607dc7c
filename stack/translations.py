"""The interface's languages: catalogues brought up to date, compiled, and checked.

Each plugin has ``i18n/{ja,ja_simple}/LC_MESSAGES/ckanext-<plugin>.po``; what the house style
says is in ``kaga/common/i18n`` once, and goes into the .mo of every plugin, so that any of
them can be alone. ``ckan.po`` beside kaga's holds what CKAN, scheming and dcat lack or say badly.
docs/how-to/translate.md tells a translator what to do.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from stack import upstream_texts
from stack.home import ROOT

EASY = "ja_simple"
LANGUAGES = ("ja", EASY)
METHODS = [
    ("tests/**", "ignore"),
    ("common/**", "ignore"),
    ("**.py", "python"),
    ("templates/**.html", "ckan.lib.extract:extract_ckan"),
]
NO_DATE = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)  # a .mo changes when a text does, and only then
NAMED = re.compile(r"\{[\w!]*\}|%\(\w+\)[sdir]")
POSITIONAL = re.compile(r"%[sdir]")  # their order counts
TAG = re.compile(r"</?\w[^>]*>")
TITLE = re.compile(r' title="[^"]*"')  # the one attribute that people read


KAGA = "ckanext-kaga"


@dataclass(frozen=True)
class Room:
    """A folder whose strings have catalogues of their own; it is named after its .po."""

    name: str
    folder: Path

    def po(self, language: str) -> Path:
        """Return the path of the catalogue that people edit."""
        return self.folder / "i18n" / language / "LC_MESSAGES" / f"{self.name}.po"

    def extract(self, language: str) -> Catalog:
        """Return what the sources ask to be translated; for easy Japanese only ``plain()``."""
        keywords = {"plain": None} if language == EASY else {**DEFAULT_KEYWORDS, "plain": None}
        found = extract_from_dir(self.folder, METHODS, keywords=keywords)
        catalog = Catalog(locale="ja")
        for path, _line, message, _comments, context in found:
            catalog.add(message, locations=[(path, 0)], context=context)
        if self.name == KAGA and language != EASY:
            for script in upstream_texts.ckans_javascript():
                catalog.add(script.id, locations=script.locations)
        return catalog


HOUSE = Room("house", ROOT / "ckanext-kaga/ckanext/kaga/common")
PLUGINS = [
    Room(f"ckanext-{name}", ROOT / f"ckanext-{name}" / "ckanext" / name)
    for name in ("kaga", "kagaconsent", "kagakpi")
]
ROOMS = [HOUSE, *PLUGINS]
CKAN_JA = PLUGINS[0].po("ja").with_name("ckan.po")


def update() -> None:
    """Bring every .po up to date with the sources, keeping what is translated; compile."""
    for room in ROOMS:
        for language in LANGUAGES:
            catalog = read(room.po(language))
            template = room.extract(language)
            template.creation_date = catalog.creation_date
            catalog.update(template, no_fuzzy_matching=True)
            room.po(language).parent.mkdir(parents=True, exist_ok=True)
            with room.po(language).open("wb") as file:
                write_po(
                    file, catalog, width=100, sort_output=True, ignore_obsolete=True,
                    include_lineno=False,
                )  # fmt: skip
    for plugin in PLUGINS:
        for language in LANGUAGES:
            plugin.po(language).with_suffix(".mo").write_bytes(compiled(plugin, language))


def compiled(plugin: Room, language: str) -> bytes:
    """Return the .mo of one plugin: the house's texts, CKAN's missing ones, its own."""
    sources = [HOUSE.po(language), plugin.po(language)]
    if plugin is PLUGINS[0] and language == "ja":
        sources.insert(0, CKAN_JA)
    merged = Catalog(locale="ja", creation_date=NO_DATE, revision_date=NO_DATE)
    for source in sources:
        for message in texts(read(source)):
            if all(_strings(message)):
                merged.add(message.id, message.string, context=message.context)
    buffer = io.BytesIO()
    write_mo(buffer, merged)
    return buffer.getvalue()


def problems() -> list[str]:
    """Return a sentence for each text that is missing, left over, broken or not compiled."""
    found = []
    for room in ROOMS:
        for language in LANGUAGES:
            found += _problems_of(room, language)
    for plugin in PLUGINS:
        for language in LANGUAGES:
            mo = plugin.po(language).with_suffix(".mo")
            if not mo.exists() or mo.read_bytes() != compiled(plugin, language):
                found.append(f"{mo.relative_to(ROOT)}: not compiled from the catalogues of today")
    return found + [f"{CKAN_JA.name}: {problem}" for problem in _problems_with_ckan()]


def _problems_with_ckan() -> list[str]:
    """Compare what CKAN, scheming and dcat ask with their Japanese and ours."""
    asked, ours, scripts = upstream_texts.asked(), read(CKAN_JA), upstream_texts.ckans_javascript()
    known = [ours, read(PLUGINS[0].po("ja")), upstream_texts.ckans_japanese()]
    found = []
    for message in texts(asked):
        if not any(_has_text(catalog, message) for catalog in known):
            found.append(f"no text for {message.id!r}")
    for message in texts(ours):
        if asked.get(message.id) is None:
            found.append(f"{message.id!r} is asked by nobody")
        if scripts.get(message.id) is not None:
            found.append(f"{message.id!r} is used by a script: it belongs into {KAGA}.po")
        found += broken_placeholders(message)
    return found


def _problems_of(room: Room, language: str) -> list[str]:
    """Compare what the sources ask with what people have written."""
    written, asked = read(room.po(language)), room.extract(language)
    known = [written]
    if language != EASY:
        known += [read(CKAN_JA), upstream_texts.ckans_japanese()]
    found = []
    for message in texts(asked):
        if not any(_has_text(catalog, message) for catalog in known):
            found.append(f"no text for {message.id!r}")
    for message in texts(written):
        if asked.get(message.id, message.context) is None:
            found.append(f"{message.id!r} is no longer in the sources")
        found += broken_placeholders(message)
    return [f"{room.po(language).relative_to(ROOT)}: {problem}" for problem in found]


def broken_placeholders(message: Message) -> list[str]:
    """Return a sentence for each translation that has lost or invented a placeholder or a tag."""
    source = message.id if isinstance(message.id, str) else message.id[-1]
    return [
        f"{source!r} has {_fixed_parts(source)}, its translation {text!r} has {_fixed_parts(text)}"
        for text in _strings(message)
        if text and _fixed_parts(text) != _fixed_parts(source)
    ]


def _fixed_parts(text: str) -> list[str]:
    """Return what a translation must keep: names and tags in any order, ``%s`` in its order."""
    tags = [TITLE.sub("", tag) for tag in TAG.findall(text)]
    return sorted(NAMED.findall(text)) + sorted(tags) + POSITIONAL.findall(text)


def read(path: Path) -> Catalog:
    """Return a catalogue of people's; an empty one where there is no file yet."""
    if not path.exists():
        return Catalog(
            locale="ja",
            header_comment="# docs/how-to/translate.md says how to edit this file.",
            project="Kaga",
            version="0.1",
            last_translator="The Kaga project",
            language_team="ja",
            msgid_bugs_address="",
            fuzzy=False,
        )
    with path.open("rb") as file:
        return read_po(file, locale="ja", abort_invalid=True)


def texts(catalog: Catalog) -> list[Message]:
    """Return the messages without the header."""
    return [message for message in catalog if message.id]


def _has_text(catalog: Catalog, message: Message) -> bool:
    translation = catalog.get(message.id, message.context)
    return translation is not None and all(_strings(translation))


def _strings(message: Message) -> tuple[str, ...]:
    """Return the translations of a message: one, or one for each plural form."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def main(arguments: list[str]) -> int:
    """Check; ``update`` first brings up to date, ``upstream FILE`` writes the offer to CKAN."""
    if arguments[:1] == ["upstream"]:
        ours = [read(CKAN_JA), read(PLUGINS[0].po("ja"))]
        translated, of = upstream_texts.write_offer(Path(arguments[1]), ours)
        print(f"{arguments[1]}: {translated} of {of} texts of CKAN are in Japanese.")
        return 0
    if arguments == ["update"]:
        update()
    open_problems = problems()
    print("\n".join(open_problems) or "Every text is translated and compiled.")
    return 1 if open_problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
