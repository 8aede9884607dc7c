"""Workbooks: XLSX, XLS and ODS as sheets of text."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby, islice

import polars as pl
import python_calamine as calamine

from ckanext.kaga.tabular import records
from ckanext.kaga.tabular.contents import Contents, Workbook
from ckanext.kaga.tabular.finding import Finding
from ckanext.kaga.tabular.header import Header, Merge
from ckanext.kaga.tabular.ods import copy_ods
from ckanext.kaga.tabular.places import column_letter, extent
from ckanext.kaga.tabular.records import Chunk, chunk_of
from ckanext.kaga.tabular.rules import reading as r
from ckanext.kaga.tabular.sheet import Origin
from ckanext.kaga.tabular.source import Source
from ckanext.kaga.tabular.spelling import spelt
from ckanext.kaga.tabular.table import Limits, Unreadable
from ckanext.kaga.tabular.xls import copy_xls
from ckanext.kaga.tabular.xlsx import copy_xlsx
from ckanext.kaga.tabular.zipped import unzipped

_CHUNK = 50_000
_SHOWN = 10
_ROLES = {
    "creator": ("作成者", "its author"),
    "last_modified_by": ("最終更新者", "who last changed it"),
}


@dataclass(frozen=True)
class WorkbookSheet:
    """One sheet; ``sheet.Sheet`` says what it can be asked. Its text is made when first used."""

    origin: Origin
    contents: Contents
    load: Callable[[], calamine.CalamineSheet]

    @property
    def merges(self) -> tuple[Merge, ...]:
        """The merged cells."""
        return tuple(self.contents.merges)

    @property
    def last_gap(self) -> int:
        """The last blank row that a filled one follows, 0 where there is none."""
        filled = self._text.select(pl.any_horizontal(pl.all().str.strip_chars() != "")).to_series()
        rows = filled.arg_true()
        blank = (~filled.head(int(rows[-1]))).arg_true() if rows.len() else rows
        return int(blank[-1]) + 1 if blank.len() else 0

    def head(self) -> list[list[str]]:
        """Return the first rows."""
        return [list(row) for row in self._text.head(records.PREVIEW).rows()]

    def chunks(self, width: int) -> Iterator[Chunk]:
        """Yield all rows, each as wide as the sheet or its first ``width`` columns."""
        text = self._text[:, :width]
        for at in range(0, text.height, _CHUNK):
            frame = text.slice(at, _CHUNK)
            lengths = pl.Series([width], dtype=pl.UInt32).new_from_index(0, frame.height)
            yield Chunk(at + 1, frame, lengths, {})

    def findings(self, header: Header) -> Iterator[Finding]:
        """Yield what the sheet holds besides the values that are seen."""
        contents = self.contents
        hidden = [row for row in contents.hidden_rows if header.at + 1 < row <= contents.last_row]
        for run in _runs(hidden):
            yield r.HIDDEN_ROWS.finding(run.start, words=extent(run.start, run.stop - 1))
        names = dict(enumerate(header.cells, start=1))
        for column in sorted(contents.hidden_columns):
            if column <= contents.last_column:
                letter = {"letter": column_letter(column - 1)}
                yield r.HIDDEN_COLUMN.finding(None, names.get(column, ""), words=letter)
        if contents.formulas:
            words = {"count": f"{contents.formulas:,}", "cell": contents.formula}
            yield r.FORMULAS.finding(words=words)
        for (row, column), text in contents.errors.items():
            place = {"letter": column_letter(column - 1)}
            yield r.CELL_ERROR.finding(row, names.get(column), text, words=place)

    @cached_property
    def _text(self) -> pl.DataFrame:
        """All cells from A1 on, each column as wide as the widest row."""
        with _refusing_damage():
            values = self.load()
        if values.start is None or values.end is None:
            return pl.DataFrame()
        left, width = values.start[1], values.end[1] + 1
        frames = []
        # From row 1 on, but from the first filled column.
        rows = values.iter_rows()
        row = 1
        while some := list(islice(rows, _CHUNK)):
            text = [[""] * left + [spelt(cell) for cell in cells] for cells in some]
            self._put_errors(text, row)
            frames.append(chunk_of(text, width, row).frame)
            row += len(some)
        frame = pl.concat(frames)
        nul = frame.select(pl.any_horizontal(pl.all().str.contains("\0", literal=True)))
        if nul.to_series().any():
            raise Unreadable(r.NUL.finding(int(nul.to_series().arg_true()[0]) + 1))
        return frame

    def _put_errors(self, text: list[list[str]], first: int) -> None:
        # calamine gives a blank cell for them.
        for (row, column), error in self.contents.errors.items():
            if first <= row < first + len(text) and column <= len(text[row - first]):
                text[row - first][column - 1] = error


def open_workbook(
    source: Source, kind: str, limits: Limits, member: str = ""
) -> tuple[tuple[WorkbookSheet, ...], tuple[Finding, ...]]:
    """Return the sheets of a workbook, and what is to say about the file.

    ``kind`` is ``xlsx``, ``xls`` or ``ods``; ``member`` is its name in an archive. Raises
    Unreadable where it is damaged, encrypted, or exceeds the limits.
    """
    with tempfile.NamedTemporaryFile(suffix=f".{kind}") as copy:
        if kind == "xls":
            with source.opened() as file:
                found = copy_xls(file.read(), copy)
        else:
            with unzipped(source, limits) as package:
                found = (copy_xlsx if kind == "xlsx" else copy_ods)(package, copy)
        copy.flush()
        with _refusing_damage():
            book = calamine.CalamineWorkbook.from_path(copy.name)
    if len(book.sheet_names) > limits.sheets:
        words = {"found": len(book.sheet_names), "limit": limits.sheets}
        raise Unreadable(r.TOO_MANY_SHEETS.finding(words=words))
    known = {contents.name: contents for contents in found.sheets}
    sheets = tuple(
        WorkbookSheet(
            Origin(kind, member, sheet.name, sheet.visible != calamine.SheetVisibleEnum.Visible),
            known.get(sheet.name) or Contents(sheet.name),
            partial(book.get_sheet_by_name, sheet.name),
        )
        for sheet in book.sheets_metadata
        if sheet.typ == calamine.SheetTypeEnum.WorkSheet
    )
    return sheets, tuple(_about(sheets, found))


def _about(sheets: tuple[WorkbookSheet, ...], found: Workbook) -> Iterator[Finding]:
    """What is to say about the whole workbook."""
    for sheet in sheets:
        if sheet.origin.hidden:
            yield r.HIDDEN_SHEET.finding(words={"name": sheet.origin.sheet})
    if found.comments:
        some = "、".join(found.comments[:_SHOWN])
        cells = some + "…" * (len(found.comments) > _SHOWN)
        yield r.COMMENTS.finding(words={"count": f"{len(found.comments):,}", "cells": cells})
    if found.authors:
        ja, en = zip(*(_ROLES[role] for role in sorted(set(found.authors))), strict=True)
        words = {"roles_ja": "と".join(ja), "roles_en": " and ".join(en)}
        yield r.AUTHOR.finding(words=words)


def _runs(rows: Iterable[int]) -> Iterator[range]:
    """Rows that follow each other, together."""
    for _, run in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        numbers = [row for _, row in run]
        yield range(numbers[0], numbers[-1] + 1)


@contextmanager
def _refusing_damage() -> Iterator[None]:
    """Turn whatever calamine raises into a sentence, its panics included."""
    try:
        yield
    except calamine.PasswordError as error:
        raise Unreadable(r.ENCRYPTED.finding()) from error
    except Exception as error:
        raise Unreadable(r.DAMAGED.finding()) from error
    except BaseException as error:
        # A panic of the Rust library is no Exception; it has no importable class.
        if type(error).__name__ == "PanicException":
            raise Unreadable(r.DAMAGED.finding()) from error
        raise
