"""A rule: one stable id, what it says to people, and where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import polars as pl

from ckanext.kaga.standards import Column
from ckanext.kaga.tabular.finding import Finding, Matter, Repair, Severity


@dataclass(frozen=True)
class Rule:
    """Something that can be found in a file.

    ``message_ja`` and ``message_en`` are format templates over ``row``, ``column``,
    ``value`` and the details that the finder
    passes as ``words``. ``why`` is the reason in Japanese,
    ``source`` the standard or document that the rule comes from.
    """

    id: str
    severity: Severity
    title_ja: str
    title_en: str
    message_ja: str
    message_en: str
    why: str
    source: str

    def finding(
        self,
        row: int | None = None,
        column: str | None = None,
        value: str | None = None,
        repair: Repair | None = None,
        words: Mapping[str, Any] | None = None,
        *,
        place: int | None = None,
    ) -> Finding:
        """Say it about one place; ``Matter`` explains the words."""
        return Finding(Matter(self, column, value, repair, words, place), row)


@dataclass(frozen=True)
class Cells:
    """The cells of one column, as the expressions that a rule is made of.

    ``text`` is the cell as the file has it, ``value`` its canonical spelling; both are
    null where the cell is blank, ``value`` also where it is no value of the type.
    """

    text: pl.Expr
    value: pl.Expr
    column: Column


class Cell(NamedTuple):
    """One failing cell: as the file has it, in its canonical spelling, and its column."""

    text: str
    value: str | None
    column: Column


@dataclass(frozen=True, kw_only=True)
class CellRule(Rule):
    """A rule about single cells of a column of a standard.

    ``applies`` says for which columns it holds. ``fails`` gives the polars expression
    that is true for a wrong cell; null counts as right, so that a blank cell fails only
    where the rule asks for it. ``odd_only`` says that a cell that is fine for its type keeps
    the rule for certain. ``repair`` proposes a value for one failing cell; ``details`` adds
    words for its message.
    """

    applies: Callable[[Column], bool]
    fails: Callable[[Cells], pl.Expr]
    odd_only: bool = False
    repair: Callable[[Cell], Repair | None] = lambda _cell: None
    details: Callable[[Column], dict[str, Any]] = lambda _column: {}

    def matters(
        self, column: Column, header: str, place: int, cells: Mapping[str, str | None]
    ) -> dict[str, Matter]:
        """What to say of the failing cells of the column at ``place``, each with its value."""
        details = self.details(column)
        return {
            text: Matter(self, header, text, self.repair(Cell(text, value, column)), details, place)
            for text, value in cells.items()
        }
