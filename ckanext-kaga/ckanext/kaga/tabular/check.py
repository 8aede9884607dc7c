"""Check: a table against a standard, cell by cell, in whole columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import polars as pl

from ckanext.kaga.standards import Column, Match, Standard, match
from ckanext.kaga.tabular.finding import Finding
from ckanext.kaga.tabular.report import Report
from ckanext.kaga.tabular.rule import CellRule
from ckanext.kaga.tabular.rules import CELL_RULES
from ckanext.kaga.tabular.rules import headers as h
from ckanext.kaga.tabular.table import Table


def check(table: Table, against: Match | Standard | None) -> Report:
    """Return everything that was found about a table, its reading included.

    ``against`` is the table's match, a standard to read it as, or None where no
    standard applies; then every column is text. Findings on the file come first, then
    those on cells by row. Raises ValueError where the match is of another header.
    """
    fit = resolve(table, against)
    columns = columns_of(table, fit)
    failures = list(_failures(table, columns, CELL_RULES))
    findings = [
        *table.findings,
        *_about_header(table, fit),
        *sorted(_about_cells(table, columns, failures), key=lambda finding: finding.row or 0),
    ]
    return Report(
        standard=fit.standard.key if fit else None,
        generation=fit.standard.generation if fit else None,
        encoding=table.encoding,
        rows=table.frame.height,
        columns=table.frame.width,
        score=_score(table, fit, findings),
        findings=tuple(findings),
    )


def resolve(table: Table, against: Match | Standard | None) -> Match | None:
    """The match of a table; raise ValueError where a match is of another header."""
    if isinstance(against, Standard):
        return match(table.header, against)
    if against is not None and against.header != table.header:
        raise ValueError("the match was made from the header of another file")
    return against


def columns_of(table: Table, fit: Match | None) -> tuple[Column, ...]:
    """A column for each column of the table; what no standard knows is optional text."""
    known = fit.columns if fit else (None,) * table.frame.width
    return tuple(
        column or Column(name, "text", "optional")
        for name, column in zip(table.frame.columns, known, strict=True)
    )


def cell(name: str) -> pl.Expr:
    """The cells of a column of a table's frame, null where blank."""
    text = pl.col(name)
    return pl.when(text.str.strip_chars() != "").then(text)


def has_errors(table: Table, columns: tuple[Column, ...]) -> bool:
    """Whether any cell or row cannot be stored exactly."""
    if any(finding.severity == "error" for finding in table.findings):
        return True
    errors = tuple(rule for rule in CELL_RULES if rule.severity == "error")
    return next(_failures(table, columns, errors), None) is not None


@dataclass(frozen=True)
class _Failure:
    """The cells of one column that fail one rule, by the row's place in the frame."""

    rule: CellRule
    index: int
    places: pl.Series


def _failures(
    table: Table, columns: tuple[Column, ...], rules: tuple[CellRule, ...]
) -> Iterator[_Failure]:
    tests = {
        f"{index} {rule.id}": (rule, index)
        for index, column in enumerate(columns)
        for rule in rules
        if rule.applies(column)
    }
    names = table.frame.columns
    masks = (
        table.frame.lazy()
        .select(
            rule.fails(cell(names[index]), columns[index]).fill_null(value=False).alias(key)
            for key, (rule, index) in tests.items()
        )
        .collect()
    )
    for key, (rule, index) in tests.items():
        if masks[key].any():
            yield _Failure(rule, index, masks[key].arg_true())


def _about_cells(
    table: Table, columns: tuple[Column, ...], failures: Iterable[_Failure]
) -> Iterator[Finding]:
    for failure in failures:
        header, column = table.header[failure.index], columns[failure.index]
        rows = table.rows.gather(failure.places)
        values = table.frame.to_series(failure.index).gather(failure.places)
        for row, value in zip(rows, values, strict=True):
            yield failure.rule.at(row, header, value, column)


def _about_header(table: Table, fit: Match | None) -> Iterator[Finding]:
    if fit is None:
        yield h.NO_STANDARD.finding()
        return
    if fit.standard.generation == "old":
        yield h.OLD_GENERATION.finding(words={"standard": fit.standard.standard})
    for column in fit.missing:
        if column.required == "required":
            yield h.REQUIRED_MISSING.finding(words={"name": column.name})
        elif column.required == "recommended":
            yield h.RECOMMENDED_MISSING.finding(words={"name": column.name})
    for name, column in fit.matched.items():
        if name != column.name:
            yield h.RENAMED.finding(table.header_row, name, name, words={"name": column.name})
    for name in fit.extra:
        yield h.EXTRA.finding(table.header_row, name, name)
    order = list(fit.standard.by_name)
    places = [order.index(column.name) for column in fit.columns if column]
    if places != sorted(places):
        yield h.ORDER.finding()
    yield from _empty_columns(table, fit)


def _empty_columns(table: Table, fit: Match) -> Iterator[Finding]:
    rows = table.frame.height
    for name, header, column in zip(table.frame.columns, table.header, fit.columns, strict=True):
        recommended = column is not None and column.required == "recommended"
        if rows and recommended and table.frame.select(cell(name).is_null().all()).item():
            yield h.RECOMMENDED_EMPTY.finding(None, header, words={"rows": f"{rows:,}"})


def _score(table: Table, fit: Match | None, findings: list[Finding]) -> float:
    rows = table.frame.height
    missing = sum(column.required == "required" for column in fit.missing) if fit else 0
    cells = rows * (table.frame.width + missing)
    if not cells:
        return 0.0
    bad = {
        (finding.row, finding.column)
        for finding in findings
        if finding.severity != "notice" and (finding.row or 0) > table.header_row
    }
    return round(100 * (1 - min(1, (len(bad) + rows * missing) / cells)), 1)
