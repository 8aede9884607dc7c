"""What CKAN and the extensions beside ours ask to be translated, and the Japanese they bring.

CKAN merges all catalogues into one, so that a text in kaga's is found for any of their msgids.
"""

from __future__ import annotations

import json
from copy import deepcopy
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from stack.home import ROOT

EXTENSIONS = ("scheming", "dcat")  # neither brings Japanese; scheming brings no template either
METHODS = [
    ("tests/**", "ignore"),
    ("**.py", "python"),
    ("templates/**.html", "ckan.lib.extract:extract_ckan"),
]
LICENCES = ROOT / "ckanext-kaga/ckanext/kaga/schemas/licences.json"


@cache
def asked() -> Catalog:
    """Return each msgid of CKAN's template, of scheming and dcat, and the licences' titles."""
    catalog = Catalog()
    for known in ckans_template():
        catalog.add(known.id, locations=known.locations, context=known.context)
    for name in EXTENSIONS:
        for path, _line, message, _comments, context in extract_from_dir(
            _folder_of(f"ckanext.{name}"), METHODS
        ):
            catalog.add(message, locations=[(f"{name}/{path}", 0)], context=context)
    for licence in json.loads(LICENCES.read_text("utf-8")):
        catalog.add(licence["title"], locations=[(LICENCES.name, 0)])
    return catalog


@cache
def ckans_template() -> Catalog:
    """Return ckan.pot: every msgid of CKAN and of the extensions that come with it."""
    with ckans_template_path().open("rb") as file:
        return read_po(file)


def ckans_template_path() -> Path:
    """Return the path of ckan.pot."""
    return _folder_of("ckan") / "i18n/ckan.pot"


@cache
def ckans_japanese() -> Catalog:
    """Return the catalogue that comes with CKAN: a text it has need not be written again."""
    with ckans_japanese_path().open("rb") as file:
        return read_po(file, locale="ja")


def ckans_japanese_path() -> Path:
    """Return the path of CKAN's own Japanese catalogue."""
    return _folder_of("ckan") / "i18n/ja/LC_MESSAGES/ckan.po"


@cache
def ckans_javascript() -> Catalog:
    """Return the msgids that CKAN's scripts use.

    CKAN builds their translations from each plugin's own .po, not from its .mo
    (``ckan.lib.i18n.build_js_translations``).
    """
    scripts = Catalog(locale="ja")
    for message in ckans_template():
        paths = sorted({path for path, _ in message.locations if path.endswith(".js")})
        if paths:
            scripts.add(message.id, locations=[(path, 0) for path in paths])
    return scripts


def write_offer(target: Path, ours: list[Catalog]) -> tuple[int, int]:
    """Write CKAN's Japanese catalogue, completed and mended with ours, in CKAN's own form.

    Header, order, comments and source lines stay as CKAN has them, so that a diff shows
    only texts. Return how many msgids have a text, and how many there are.
    """
    offer, template = deepcopy(ckans_japanese()), ckans_template()
    for message in template:
        for catalog in ours:
            text = catalog.get(message.id, message.context)
            theirs = offer.get(message.id, message.context)
            if message.id and text and text.string and theirs:
                theirs.string = text.string
    with target.open("wb") as file:
        write_po(file, offer)
    messages = [message for message in offer if message.id]
    return sum(1 for m in messages if all(_texts(m.string))), len(messages)


def _texts(string: object) -> tuple[object, ...]:
    return string if isinstance(string, tuple) else (string,)


def _folder_of(package: str) -> Path:
    """Return the folder of an installed package without importing it."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"{package} is not installed in this environment")
    return Path(spec.origin).parent
