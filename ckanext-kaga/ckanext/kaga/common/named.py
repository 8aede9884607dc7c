"""Words of the domain that know their names for people."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Named(StrEnum):
    """An enumeration whose members are ``DONE = "done", "実施", "done"``: value, ``ja``, ``en``."""

    ja: str
    en: str

    def __new__(cls, value: str, ja: str, en: str) -> Self:
        """Make the member; it is its value, and equal to that text."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.ja = ja
        member.en = en
        return member
