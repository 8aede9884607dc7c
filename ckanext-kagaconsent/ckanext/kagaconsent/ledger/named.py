"""Dataclass fields that know their name for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import Field, field, fields
from typing import Any, ClassVar, Protocol


class Record(Protocol):
    """A dataclass instance."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]


def named(ja: str, en: str, default: Any = "") -> Any:
    """Return a dataclass field with its label in Japanese and in English."""
    return field(default=default, metadata={"ja": ja, "en": en})


def labels(record: Record | type[Record]) -> Iterator[tuple[str, str, str]]:
    """Return name, Japanese and English label of each field of a dataclass, in order."""
    for one in fields(record):
        yield one.name, one.metadata["ja"], one.metadata["en"]
