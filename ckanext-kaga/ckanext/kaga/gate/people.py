"""People: names beside what makes them a certain person, row by row."""

from __future__ import annotations

import polars as pl

from ckanext.kaga.gate import rules
from ckanext.kaga.gate.names import is_person
from ckanext.kaga.gate.patterns import levelled
from ckanext.kaga.gate.roles import Role, Roles
from ckanext.kaga.gate.rules import Rule
from ckanext.kaga.gate.tally import Tally
from ckanext.kaga.tabular import Table

_DIGIT = "[0-9０-９]"


def read(batch: Table, roles: Roles, columns: list[str], tally: Tally) -> None:
    """Tally the rows of a batch where a person's name stands beside another detail.

    Names and dates of birth that stand alone in their row are tallied to be looked at.
    """
    frame, rows = batch.frame, batch.rows
    names = _names(frame, roles)
    officers = {at: _people(frame.to_series(at)) for at in roles.places(Role.OFFICER)}
    births = {at: frame.to_series(at) for at in roles.places(Role.BIRTH)}
    alone = {at: people.is_not_null() for at, people in names.items()}
    alone |= {at: dates.str.contains(_DIGIT) for at, dates in births.items()}
    for rule, beside in _details(roles):
        details = frame.to_series(beside)
        there = details.str.contains(_DIGIT if rule is rules.NAME_BIRTH else r"\S")
        known = {**names, **officers} if rule is rules.NAME_BIRTH else names
        for at, people in known.items():
            both = people.is_not_null() & there
            _add(tally, rule, columns, {at: people, beside: details}, rows, both)
            alone |= {place: alone[place] & ~both for place in (at, beside) if place in alone}
    for at, people in names.items():
        _add(tally, rules.NAME_COLUMN, columns, {at: people}, rows, alone[at])
    for at, dates in births.items():
        _add(tally, rules.BIRTH_COLUMN, columns, {at: dates}, rows, alone[at])
    for at in roles.places(Role.OFFICER_HOME):
        homes = frame.to_series(at)
        there = homes.str.contains(r"\S") & _any_person(officers, frame.height)
        _add(tally, rules.OFFICER_ADDRESS, columns, {at: homes}, rows, there)


def _any_person(officers: dict[int, pl.Series], height: int) -> pl.Series:
    """Where one of the officers is a person; everywhere, when no column names them."""
    if not officers:
        return pl.repeat(value=True, n=height, eager=True)
    known = [people.is_not_null().alias(str(at)) for at, people in officers.items()]
    return pl.DataFrame(known).select(pl.any_horizontal(pl.all())).to_series()


def _details(roles: Roles) -> list[tuple[Rule, int]]:
    """The columns that together with a name make a person known, each with its rule."""
    own = [at for at in roles.places(Role.ADDRESS) if roles.of_person(at)]
    phones = [at for at in roles.places(Role.PHONE, Role.CONTACT) if roles.of_person(at)]
    return [
        *((rules.NAME_BIRTH, at) for at in roles.places(Role.BIRTH)),
        *((rules.NAME_ADDRESS, at) for at in [*roles.places(Role.HOME), *own]),
        *((rules.NAME_PHONE, at) for at in phones),
    ]


def _names(frame: pl.DataFrame, roles: Roles) -> dict[int, pl.Series]:
    """The names of persons by the place of their column, null where the cell is none.

    A surname and a given name in columns of their own are put together.
    """
    names = {at: _people(frame.to_series(at)) for at in roles.places(Role.NAME)}
    given = iter(roles.places(Role.GIVEN))
    for at in roles.places(Role.SURNAME):
        surname = frame.to_series(at)
        other = next(given, None)
        names[at] = _people(surname if other is None else surname + frame.to_series(other))
    return names


def _people(cells: pl.Series) -> pl.Series:
    """The cells that are a person's name, levelled; null the others."""
    spelt = {cell: levelled(cell) for cell in cells.unique()}
    known = {cell: name for cell, name in spelt.items() if is_person(name)}
    return cells.replace_strict(known, default=None, return_dtype=pl.String)


def _add(  # noqa: PLR0917 - one place to tally from, called in four ways
    tally: Tally,
    rule: Rule,
    columns: list[str],
    found: dict[int, pl.Series],
    rows: pl.Series,
    where: pl.Series,
) -> None:
    """Tally the rows where it is true, with the cells of the columns at the places."""
    label = "・".join(columns[at] for at in found)
    cells = (series.filter(where) for series in found.values())
    for row, *values in zip(rows.filter(where), *cells, strict=True):
        tally.add(rule, label, row, *(levelled(value) for value in values))
