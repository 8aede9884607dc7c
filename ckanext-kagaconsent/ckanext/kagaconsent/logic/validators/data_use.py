"""Validators of what a data use says, of its short name, and of the length of a list."""

from __future__ import annotations

import json
import re
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.kagaconsent import ledger

Key = tuple[Any, ...]

LONGEST_PAGE = 200
RESERVED = frozenset({"affected", "new", "openapi", "parties", "work", "workbook"})
"""Last parts of addresses that are pages of the register itself."""
_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])")
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MANY = 20
_LONGEST_TEXT = 2_000
_BROKEN = re.compile("[\x00\ud800-\udfff]")
_MOST = 1_000_000


def kagaconsent_content(
    key: Key, data: dict[Key, Any], errors: dict[Key, list[str]], context: dict[str, Any]
) -> None:
    """Turn JSON into a ``ledger.DataUse``, or say of each field why it cannot be read."""
    told = data[key]
    if isinstance(told, ledger.DataUse):
        return
    try:
        told = json.loads(told) if isinstance(told, str) else told
        data[key] = ledger.read_use(told)
    except ledger.Refused as refused:
        said = [f"{one.message} / {one.message_en}" for one in refused.findings[:_MANY]]
        errors[key].extend(said)
    except (ValueError, RecursionError):
        errors[key].append(tk._("The content is not written as JSON."))


def kagaconsent_slug(value: str) -> str:
    """Let only small letters, digits and hyphens pass: the last part of an address.

    What looks like an id is refused, so that no short name stands for another data use.
    """
    if value in RESERVED:
        raise tk.Invalid(tk._("A page of the register has this address. Choose another name."))
    if _SLUG.fullmatch(value) and not _ID.fullmatch(value):
        return value
    raise tk.Invalid(
        tk._("Use 2 to 100 small letters, digits and hyphens, such as station-camera.")
    )


def kagaconsent_page(value: int) -> int:
    """Let only a number of entries pass that one answer can hold."""
    if value <= LONGEST_PAGE:
        return value
    raise tk.Invalid(tk._("At most {most} at a time.").format(most=LONGEST_PAGE))


def kagaconsent_count(value: int) -> int:
    """Let only a number pass that the database can count to."""
    if value <= _MOST:
        return value
    raise tk.Invalid(tk._("At most {most}.").format(most=_MOST))


def kagaconsent_text(value: Any) -> str:
    """Let only text pass that the database takes: no NUL, no half characters, not too long."""
    if not isinstance(value, str) or len(value) > _LONGEST_TEXT or _BROKEN.search(value):
        raise tk.Invalid(
            tk._("This is not readable, or longer than {most} characters.").format(
                most=_LONGEST_TEXT
            )
        )
    return value


def kagaconsent_texts(value: Any) -> list[str]:
    """Let only a list of texts pass that the database takes, not too many; a text is one of one."""
    told = [value] if isinstance(value, str) else value
    if not isinstance(told, list) or len(told) > LONGEST_PAGE:
        raise tk.Invalid(tk._("At most {most} at a time.").format(most=LONGEST_PAGE))
    return [kagaconsent_text(one) for one in told]
