"""The words of the choices that a data use offers: for forms and for the workbook."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import yaml

from ckanext.kagaconsent.ledger.items import DATA


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice: its value in JSON, and what people read."""

    value: str
    ja: str
    en: str


@cache
def choices(kind: type[StrEnum]) -> tuple[Choice, ...]:
    """Return the choices of a class in its order, from ``data/choices.yaml``."""
    return tuple(Choice(*row) for row in _told()[kind.__name__])


@cache
def _told() -> dict[str, list[list[str]]]:
    told: dict[str, list[list[str]]] = yaml.safe_load(
        (DATA / "choices.yaml").read_text(encoding="utf-8")
    )
    return told
