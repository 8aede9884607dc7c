"""How a value of the ledger stands in a cell, and how it is read back."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any

from ckanext.kagaconsent.ledger.entry import FileKind, FileLedgerEntry, Law, Omission, People
from ckanext.kagaconsent.ledger.items import ledger

LISTS = ("record_items", "regular_recipients", "related_use_ids")
_DATES = ("created_on", "corrected_on", "removed_on")
_ENUMS: dict[str, type[FileKind | People | Law]] = {
    "file_kind": FileKind,
    "people": People,
    "law": Law,
}
_NONE = "なし"
_NOT_APPLICABLE = "該当なし"
_FLAGS = {
    "contains_sensitive": ("含む", "含まない"),
    "contains_ordinance_sensitive": ("含む", "含まない"),
    "has_manual_companion": ("有", "無"),
    "anon_proposals_open": ("該当", "非該当"),
    "published_voluntarily": ("該当", "非該当"),
}
_YES = {"含む", "有", "あり", "有り", "該当", "該当する", "はい", "○", "〇", "yes", "true"}
_NO = {"含まない", "無", "なし", "無し", "非該当", "該当なし", "いいえ", "×", "no", "false"}


class Unreadable(ValueError):
    """A cell that is none of the values its item can have; ``expected`` says which."""

    def __init__(self, expected: str, expected_en: str) -> None:
        """Say what could stand there."""
        self.expected = expected
        self.expected_en = expected_en
        super().__init__(f"{expected} / {expected_en}")


def written(entry: FileLedgerEntry, field: str) -> str:
    """Return the text of one cell. An item that is left out says so and why."""
    text = _value(field, entry.shown(field))
    omission = entry.omission(field)
    if omission is None:
        return text
    said = f"〔{ledger().omission_ja}〕{omission.ground}"
    return f"{text}\n{said}" if text else said


def _value(field: str, value: Any) -> str:
    if value is None:
        return ""
    if field in _FLAGS:
        return _FLAGS[field][0 if value else 1]
    if field in LISTS:
        return "\n".join(value) or (_NONE if field == "regular_recipients" else "")
    if field == "special_procedure_law":
        return value or _NOT_APPLICABLE
    return str(value.ja if field in _ENUMS else value)


def read(field: str, text: str) -> tuple[Any, Omission | None]:
    """Return the value of a field from the text of its cell, and its omission if it says one.

    Raises Unreadable for a word that a choice or a date does not have.
    """
    lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    omission = None
    mark = f"〔{ledger().omission_ja}〕"
    for at, line in enumerate(lines):
        if line.startswith(mark):
            ground = "\n".join((line.removeprefix(mark), *lines[at + 1 :])).strip()
            omission, lines = Omission(field, ground), lines[:at]
            break
    return _read(field, "\n".join(lines).strip()), omission


def _read(field: str, text: str) -> Any:
    if field in LISTS:
        return _read_list(field, text)
    if field == "special_procedure_law":
        return ({_NOT_APPLICABLE: "", _NONE: "", "": None}).get(text, text)
    if field in _FLAGS:
        return _read_flag(field, text)
    if field in _ENUMS:
        return _read_choice(field, text)
    if field in _DATES:
        try:
            return date.fromisoformat(_usual(text)) if text else None
        except ValueError:
            raise Unreadable("2026-04-01のような日付", "a date such as 2026-04-01") from None
    return text


def _read_list(field: str, text: str) -> tuple[str, ...] | None:
    optional = field == "regular_recipients"
    if not text:
        return None if optional else ()
    if optional and text == _NONE:
        return ()
    return tuple(line for line in text.split("\n") if line)


def _read_flag(field: str, text: str) -> bool | None:
    usual = _usual(text)
    if not usual:
        return False if field == "published_voluntarily" else None
    if usual in _YES:
        return True
    if usual in _NO:
        return False
    yes, no = _FLAGS[field]
    raise Unreadable(f"「{yes}」か「{no}」", f"“{yes}” (yes) or “{no}” (no)")


def _read_choice(field: str, text: str) -> FileKind | People | Law | None:
    choices = _ENUMS[field]
    if not text:
        return Law.APPI if field == "law" else None
    for choice in choices:
        names = (choice.ja, choice.ja.partition("（")[0], choice.value)
        if _usual(text) in map(_usual, names):
            return choice
    named = [choice.ja.partition("（")[0] for choice in choices]
    raise Unreadable(
        "、".join(f"「{name}」" for name in named), " or ".join(f"“{name}”" for name in named)
    )


def _usual(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()
