"""Check: a table against a standard, cell by cell, in whole columns."""

from __future__ import annotations

from collections.abc import Iterator

from ckanext.kaga.standards import Match, Standard
from ckanext.kaga.tabular.finding import Finding
from ckanext.kaga.tabular.prepared import Prepared, prepare
from ckanext.kaga.tabular.report import Report
from ckanext.kaga.tabular.rules import CELL_RULES
from ckanext.kaga.tabular.rules import headers as h
from ckanext.kaga.tabular.table import Table


def check(table: Table, against: Match | Standard | None) -> Report:
    """Return everything that was found about a table, its reading included.

    ``against`` is the table's match, a standard to read it as, or None where no
    standard applies; then every column is text. Findings on the file come first, then
    those on cells by row. Raises ValueError where the match is of another header.
    """
    prepared = prepare(table, against)
    fit = prepared.fit
    findings = [
        *table.findings,
        *_about_header(prepared),
        *sorted(_about_cells(prepared), key=lambda finding: finding.row or 0),
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


def _about_cells(prepared: Prepared) -> Iterator[Finding]:
    table = prepared.table
    for failure in prepared.failures(CELL_RULES):
        header, column = table.header[failure.index], prepared.columns[failure.index]
        rows = table.rows.gather(failure.places)
        texts = table.frame.to_series(failure.index).gather(failure.places)
        values = prepared.frame[f"value {failure.index}"].gather(failure.places)
        for row, text, value in zip(rows, texts, values, strict=True):
            yield failure.rule.at(row, header, text, value, column)


def _about_header(prepared: Prepared) -> Iterator[Finding]:
    table, fit = prepared.table, prepared.fit
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
    yield from _empty_columns(prepared)


def _empty_columns(prepared: Prepared) -> Iterator[Finding]:
    table = prepared.table
    words = {"rows": f"{table.frame.height:,}"}
    for index, column in enumerate(prepared.columns):
        if column.required == "recommended" and prepared.is_empty(index):
            yield h.RECOMMENDED_EMPTY.finding(None, table.header[index], words=words)


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
