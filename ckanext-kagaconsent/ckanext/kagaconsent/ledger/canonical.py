"""A data use as canonical JSON, the hash that names a version, and what changed between two."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, TypeGuard

import rfc8785

from ckanext.kagaconsent.ledger.data_use import DataUse
from ckanext.kagaconsent.ledger.named import Record, labels


def record_json(record: Record) -> dict[str, Any]:
    """Return a data use, or a part of one, as JSON has it: dates as ISO 8601, enums by value.

    What is empty (no text, no list, nothing said) is left out, so that a field that the
    register gets later does not change the hash of what was registered before.
    """
    told = {one.name: plain_value(getattr(record, one.name)) for one in fields(record)}
    return {name: value for name, value in told.items() if value not in ("", None, [])}


def canonical_bytes(use: DataUse) -> bytes:
    """Return RFC 8785 bytes of the whole data use.

    Raises ValueError for text that UTF-8 has no bytes for, or an integer beyond 2^53.
    """
    return rfc8785.dumps(record_json(use))


def content_hash(use: DataUse) -> str:
    """Return the SHA-256 of ``canonical_bytes`` in hexadecimal; raises what that raises."""
    return hashlib.sha256(canonical_bytes(use)).hexdigest()


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs.

    ``path`` is as findings have it (``items[0].name_ja``), ``ja`` and ``en`` the labels from
    the outside in. ``old`` and ``new`` are as ``record_json`` has them; None where the field, or
    the part that it is in, is not there.
    """

    path: str
    ja: str
    en: str
    old: Any
    new: Any

    def as_dict(self) -> dict[str, Any]:
        """Return the change as JSON-ready data; its path is ``field``."""
        return {
            "field": self.path,
            "ja": self.ja,
            "en": self.en,
            "old": self.old,
            "new": self.new,
        }


def difference(old: DataUse, new: DataUse) -> list[Change]:
    """Return what changed, field by field in their order; empty when the hashes are equal."""
    return list(_compared(old, new, "", (), ()))


def plain_value(value: Any) -> Any:
    """Return a value of a record as JSON has it: dates as ISO 8601, enums by value."""
    if _is_record(value):
        return record_json(value)
    if isinstance(value, tuple):
        return [plain_value(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return value


def _is_record(value: object) -> TypeGuard[Record]:
    return is_dataclass(value) and not isinstance(value, type)


def _compared(
    old: Record, new: Record, path: str, ja: tuple[str, ...], en: tuple[str, ...]
) -> Iterator[Change]:
    """Compare two records of one class field by field."""
    for name, label_ja, label_en in labels(new):
        yield from _values(
            getattr(old, name),
            getattr(new, name),
            f"{path}{name}",
            (*ja, label_ja),
            (*en, label_en),
        )


def _values(
    old: Any, new: Any, path: str, ja: tuple[str, ...], en: tuple[str, ...]
) -> Iterator[Change]:
    """Compare two values; records are gone into, and lists of records one by one."""
    if plain_value(old) == plain_value(new) and type(plain_value(old)) is type(plain_value(new)):
        return
    if _is_record(old) and _is_record(new):
        yield from _compared(old, new, f"{path}.", ja, en)
    elif isinstance(old, tuple) and isinstance(new, tuple) and any(map(_is_record, (*old, *new))):
        for at in range(max(len(old), len(new))):
            number = f"{at + 1}"
            yield from _values(
                old[at] if at < len(old) else None,
                new[at] if at < len(new) else None,
                f"{path}[{at}]",
                (*ja, number),
                (*en, number),
            )
    else:
        yield Change(path, " › ".join(ja), " › ".join(en), plain_value(old), plain_value(new))
