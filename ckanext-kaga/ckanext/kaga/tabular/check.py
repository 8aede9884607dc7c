"""Check: a table against a standard, cell by cell, in whole columns and batch by batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from operator import methodcaller

import polars as pl

from ckanext.kaga.standards import Match, Standard
from ckanext.kaga.tabular.ahead import ahead
from ckanext.kaga.tabular.finding import Confidence, Finding, Findings, Repair, Severity
from ckanext.kaga.tabular.prepared import Failure, Prepared, prepare
from ckanext.kaga.tabular.readability import readability
from ckanext.kaga.tabular.report import Report
from ckanext.kaga.tabular.rule import Rule
from ckanext.kaga.tabular.rules import CELL_RULES, TABLE_RULES
from ckanext.kaga.tabular.rules import headers as h
from ckanext.kaga.tabular.table import Table


def check(
    tables: Table | Iterable[Table], against: Match | Standard | None, limit: int | None = None
) -> Report:
    """Return everything that was found about a table, its reading included.

    ``tables`` is a table or its batches (``read_batches``), of which three at a time are in
    memory: one is read, one made ready, one checked. ``against`` is the table's match, a
    standard to read it as, or None where no standard applies; then every column is text. At
    most ``limit`` findings of a rule are listed, and all are counted. Findings on the file come
    first, then those on cells by row.
    Raises ValueError where the match is of another header, or there is no batch.
    """
    batches = iter([tables] if isinstance(tables, Table) else tables)
    work: _Work | None = None
    # Two columns, or rules, at a time: more would wait for each other at the interpreter.
    with ThreadPoolExecutor(2) as pool:
        for prepared in ahead(prepare(batch, against, pool.map) for batch in ahead(batches)):
            kept = pool.map(methodcaller("keep", prepared), TABLE_RULES)
            work = work or _Work(prepared, limit)
            work.add(prepared, kept)
    if work is None:
        raise ValueError("there is no batch to check")
    return work.report()


class _Work:
    """What is known of a table after some of its batches."""

    def __init__(self, first: Prepared, limit: int | None) -> None:
        self._first = first.table
        self._fit = first.fit
        self._columns = first.columns
        self._limit = limit
        self._header = tuple(about_header(first.table, first.fit))
        self._rows = 0
        self._bad = 0
        self._totals: Counter[str] = Counter()
        self._severities: dict[str, Severity] = {}
        self._on_file = Findings()
        self._on_cells = Findings()
        self._kept: dict[str, list[pl.DataFrame]] = {rule.id: [] for rule in TABLE_RULES}
        self._filled: list[bool] = [False] * len(first.columns)

    def add(self, prepared: Prepared, kept: Iterable[pl.DataFrame | None]) -> None:
        """Take one more batch, with what each of the rules for tables keeps of it."""
        batch = prepared.table
        self._note(self._on_file, batch.findings)
        self._rows += batch.frame.height
        for failure in prepared.failures(CELL_RULES):
            self._count(failure.rule.id, failure.rule.severity, len(failure.places))
            room = self._room(failure.rule.id, len(failure.places))
            self._list(prepared, failure, failure.places.head(room))
            if failure.rule.severity != "notice":
                self._bad += len(failure.places)
        for rule, some in zip(TABLE_RULES, kept, strict=True):
            if some is not None and some.height:
                self._kept[rule.id].append(some)
        for index in range(batch.frame.width):
            blank = prepared.frame.to_series(index).null_count()
            self._filled[index] = self._filled[index] or blank < batch.frame.height

    def report(self) -> Report:
        for rule in TABLE_RULES:
            if self._kept[rule.id]:
                kept = pl.concat(self._kept.pop(rule.id), how="diagonal_relaxed")
                before = self._totals[rule.id]
                self._note(self._on_cells, rule.find(rule, kept))
                if rule.severity != "notice":
                    self._bad += self._totals[rule.id] - before
        self._note(self._on_file, (*self._header, *self._empty_columns()))
        fit = self._fit
        return Report(
            standard=fit.standard.key if fit else None,
            generation=fit.standard.generation if fit else None,
            encoding=self._first.encoding,
            rows=self._rows,
            columns=self._first.frame.width,
            score=self._score(fit),
            findings=self._on_file + self._on_cells.by_row(),
            totals=dict(self._totals),
            severities=self._severities,
            readability=readability(self._first, self._totals),
        )

    def _note(self, where: Findings, findings: Iterable[Finding]) -> None:
        for finding in findings:
            self._count(finding.rule, finding.severity, 1)
            if self._limit is None or self._totals[finding.rule] <= self._limit:
                where.append(finding)

    def _list(self, prepared: Prepared, failure: Failure, places: pl.Series) -> None:
        table, index = prepared.table, failure.index
        told = (table.rows, table.frame.to_series(index), prepared.frame[f"value {index}"])
        rows, texts, values = (cells[places].to_list() for cells in told)
        column, different = prepared.columns[index], dict(zip(texts, values, strict=True))
        matters = failure.rule.matters(column, table.header[index], index, different)
        self._on_cells.extend(map(matters.__getitem__, texts), rows)

    def _count(self, rule: str, severity: Severity, total: int) -> None:
        self._totals[rule] += total
        self._severities[rule] = severity

    def _room(self, rule: str, total: int) -> int:
        """How many of the findings that were counted last may still be listed."""
        if self._limit is None:
            return total
        return max(0, min(total, self._limit - (self._totals[rule] - total)))

    def _empty_columns(self) -> Iterator[Finding]:
        if not self._rows:
            return
        words = {"rows": f"{self._rows:,}"}
        for index, column in enumerate(self._columns):
            if column.required == "recommended" and not self._filled[index]:
                header = self._first.header[index]
                yield h.RECOMMENDED_EMPTY.finding(None, header, words=words)

    def _score(self, fit: Match | None) -> float:
        missing = sum(column.required == "required" for column in fit.missing) if fit else 0
        cells = self._rows * (self._first.frame.width + missing)
        if not cells:
            return 0.0
        return round(100 * (1 - min(1, (self._bad + self._rows * missing) / cells)), 1)


def about_header(table: Table, fit: Match | None) -> Iterator[Finding]:
    """Say what differs between the header of a table and the standard's."""
    if fit is None:
        yield h.NO_STANDARD.finding()
        return
    if fit.standard.generation == "old":
        yield h.OLD_GENERATION.finding(words={"standard": fit.standard.standard})
    yield from _about_missing(fit)
    yield from _about_spelling(table, fit)
    order = list(fit.standard.by_name)
    places = [order.index(column.name) for column in fit.columns if column]
    if places != sorted(places):
        yield h.ORDER.finding()


def _about_missing(fit: Match) -> Iterator[Finding]:
    for column in fit.missing:
        if column.required == "required":
            yield h.REQUIRED_MISSING.finding(words={"name": column.name})
        elif column.required == "recommended":
            yield h.RECOMMENDED_MISSING.finding(words={"name": column.name})


def _about_spelling(table: Table, fit: Match) -> Iterator[Finding]:
    known = list(zip(table.header, fit.columns, fit.ways, strict=True))
    for place, (cell, column, way) in enumerate(known):
        if column and cell != column.name:
            sure: Confidence = "safe" if way == "normalised" else "likely"
            yield _spelt(h.RENAMED, table, place, column.name, sure)
    for place, (cell, column, _) in enumerate(known):
        if column or not cell.strip():
            continue
        if cell in fit.suggestions:
            yield _spelt(h.NEARLY, table, place, fit.suggestions[cell], "ask")
        else:
            yield h.EXTRA.finding(table.header_row, cell, cell)


def _spelt(rule: Rule, table: Table, place: int, name: str, sure: Confidence) -> Finding:
    """Say that a header cell is, or may be, a column of the standard in another spelling."""
    cell = table.header[place]
    repair: Repair = {"new": name, "confidence": sure}
    return rule.finding(table.header_row, cell, cell, repair, {"name": name}, place=place)
