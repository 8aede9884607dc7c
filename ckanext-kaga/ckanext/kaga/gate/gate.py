"""The gate: every cell, header and pair of columns is looked at, and the verdict given."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import polars as pl

from ckanext.kaga.gate import office, people, rules, small
from ckanext.kaga.gate.names import is_common_name
from ckanext.kaga.gate.numbers import Numbers
from ckanext.kaga.gate.patterns import TWELVE, find, is_contact, levelled, suspects
from ckanext.kaga.gate.policy import Policy
from ckanext.kaga.gate.roles import Role, roles
from ckanext.kaga.gate.rules import Rule
from ckanext.kaga.gate.tally import Tally
from ckanext.kaga.gate.verdict import Hit, Verdict, verdict
from ckanext.kaga.standards import Match
from ckanext.kaga.tabular import Table

# Under a header that names the number, cells of this shape (after NFKC, without spaces and
# hyphens) are such numbers; elsewhere 7 digits are anything.
_HEADED: dict[Role, tuple[Rule, str]] = {
    Role.ACCOUNT: (rules.BANK, "[0-9]{6,8}"),
    Role.LICENCE: (rules.DRIVING_LICENCE, "[0-9]{12}"),
    Role.PASSPORT: (rules.PASSPORT, "[A-Za-z]{2}[0-9]{7}"),
    Role.INSURANCE: (rules.INSURANCE, "[^0-9]{0,4}[0-9]{4,12}.{0,12}"),
}
# A find in a phone or mail column of an office is the lesser rule.
_OF_OFFICE = {rules.EMAIL: rules.OFFICE_EMAIL, rules.MOBILE: rules.OFFICE_MOBILE}
# In such columns names are expected; the headers tell whose.
_NAMES = {Role.NAME, Role.SURNAME, Role.GIVEN, Role.OFFICER, Role.FACILITY, Role.CONTACT}
_IN_TEXT = {rules.NAME_IN_TEXT, rules.SURNAME_IN_TEXT}


def inspect(
    table: Table | Iterable[Table],
    fit: Match | None,
    *,
    file: bytes | Path | BinaryIO | None = None,
    policy: Policy | None = None,
) -> Verdict:
    """Look for personal data in a table, or in its batches in order, and in its file.

    ``fit`` is what standard the header follows: its columns are about facilities and
    offices. ``file`` is the original, for what an Office file keeps beside its cells.
    Raises ValueError where the match, or a later batch, has another header, and OSError where
    ``file`` cannot be opened.
    """
    gate: _Gate | None = None
    for batch in [table] if isinstance(table, Table) else table:
        if gate is None:
            gate = _Gate(batch, fit, policy or Policy())
        gate.read(batch)
    return verdict([*(gate.hits() if gate else ()), *office.hits(file)])


class _Gate:
    """What was read so far. The roles of the columns are settled by the first batch."""

    def __init__(self, first: Table, fit: Match | None, policy: Policy) -> None:
        if fit is not None and fit.header != first.header:
            raise ValueError("the match was made from the header of another file")
        self._header = first.header
        self._policy = policy
        self._tally = Tally()
        self._columns = self._read_header(first)
        self._roles = roles(first.header, fit, first.frame)
        self._small = small.columns(first.header, fit)
        has_people = bool(self._roles.places(Role.NAME, Role.SURNAME))
        self._numbers = [Numbers(column, people=has_people) for column in self._columns]

    def read(self, batch: Table) -> None:
        """Look at the rows of one batch."""
        if batch.header != self._header:
            raise ValueError("the batches have different headers")
        for at, cells in enumerate(batch.frame.get_columns()):
            self._read_text(at, cells, batch.rows)
            self._read_headed(at, cells, batch.rows)
        people.read(batch, self._roles, self._columns, self._tally)
        for at in self._small:
            counts = batch.frame.to_series(at)
            small.read(counts, batch.rows, self._columns[at], self._policy, self._tally)

    def hits(self) -> list[Hit]:
        """Everything found so far."""
        told = (numbers.tell() for numbers in self._numbers)
        return [hit for tally in (self._tally, *told) for hit in tally.hits()]

    def _read_header(self, first: Table) -> list[str]:
        """Look at the header, which in a file without one is the first person's row.

        Returns what the columns are called: a header that is personal is not repeated.
        """
        columns = []
        for at, cell in enumerate(first.header):
            text = levelled(cell)
            finds = list(find(text, self._policy))
            finds += [(rules.MAYBE_MY_NUMBER, found[0]) for found in TWELVE.finditer(text)]
            if is_common_name(text):
                finds.append((rules.NAME_IN_TEXT, text))
            place = f"{at + 1}列目"
            for rule, value in finds:
                self._tally.add(rule, place, first.header_row, value)
            columns.append(place if finds or not text else cell.strip())
        return columns

    def _read_text(self, at: int, cells: pl.Series, rows: pl.Series) -> None:
        """Look for patterns in the cells of one column."""
        role = self._roles.roles[at]
        in_office = self._roles.of_office(at)
        of_facility = self._roles.of_facility(at)
        for row, text in _texts(cells, rows, suspects(cells)):
            if role is not Role.MY_NUMBER:
                self._numbers[at].read(row, text)
            for rule, value in find(text, self._policy):
                if rule in _IN_TEXT and role in _NAMES:
                    continue
                if in_office or (of_facility and is_contact(text, value)):
                    rule = _OF_OFFICE.get(rule, rule)  # noqa: PLW2901 - the lesser rule
                self._tally.add(rule, self._columns[at], row, value)

    def _read_headed(self, at: int, cells: pl.Series, rows: pl.Series) -> None:
        """Look at the cells of a column whose header names a number of persons."""
        role = self._roles.roles[at]
        if role is Role.MY_NUMBER:
            for row, text in _texts(cells, rows, cells.str.strip_chars() != ""):
                self._numbers[at].read_headed(row, text)
        if role not in _HEADED:
            return
        rule, shape = _HEADED[role]
        for row, text in _texts(cells, rows, cells.str.strip_chars() != ""):
            value = re.sub("[ -]", "", text)
            if re.fullmatch(shape, value):
                self._tally.add(rule, self._columns[at], row, value)


def _texts(cells: pl.Series, rows: pl.Series, wanted: pl.Series) -> Iterable[tuple[int, str]]:
    """The row numbers and levelled texts of the wanted cells."""
    for row, text in zip(rows.filter(wanted), cells.filter(wanted), strict=True):
        yield row, levelled(text)
