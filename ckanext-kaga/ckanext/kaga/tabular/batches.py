"""Records become tables: rows numbered, blank ones left out, all of it named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

import polars as pl

from ckanext.kaga.tabular import tail
from ckanext.kaga.tabular.finding import Finding
from ckanext.kaga.tabular.header import is_number
from ckanext.kaga.tabular.layout import Region
from ckanext.kaga.tabular.part import Part
from ckanext.kaga.tabular.places import column_letter, extent
from ckanext.kaga.tabular.records import Chunk
from ckanext.kaga.tabular.rules import headers as h
from ckanext.kaga.tabular.rules import reading as r
from ckanext.kaga.tabular.sheet import Sheet
from ckanext.kaga.tabular.table import Limits, Table, Unreadable

_END = 1 << 62


@dataclass
class _Pending:
    """Rows on their way into a batch, with what was left out between them."""

    frame: pl.DataFrame
    rows: pl.Series
    skipped: list[int] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def add(self, frame: pl.DataFrame, rows: pl.Series) -> None:
        self.frame = pl.concat([self.frame, frame])
        self.rows = pl.concat([self.rows, rows])

    def take(self, count: int) -> _Pending:
        """Take the first rows out, with what comes before the last of them."""
        last = int(self.rows[count - 1])
        taken = _Pending(
            self.frame.head(count),
            self.rows.head(count),
            [row for row in self.skipped if row <= last],
            [finding for finding in self.findings if (finding.row or 0) <= last],
        )
        self.frame, self.rows = self.frame.slice(count), self.rows.slice(count)
        self.skipped = [row for row in self.skipped if row > last]
        self.findings = [finding for finding in self.findings if (finding.row or 0) > last]
        return taken


class Batches:
    """The batches of one table of a sheet; see ``read_batches``."""

    def __init__(self, sheet: Sheet, region: Region, part: Part, limits: Limits, size: int) -> None:
        """Prepare; nothing is read yet. Raises Unreadable where there are too many columns."""
        self._sheet = sheet
        self._region = region = trimmed(region, limits)
        self._part = part
        self._limits = limits
        self._size = size
        self._names, self._about_names = unique_names(region)
        empty = region.empty or frozenset()
        self._keep = [at for at in range(len(region.cells)) if region.left + at not in empty]
        self._first: list[Finding] = []
        self._blank: list[int] = []
        self._count = 0

    def __iter__(self) -> Iterator[Table]:
        """Read. Raises Unreadable at a row or a cell that exceeds a limit."""
        region = self._region
        kept = [self._names[at] for at in self._keep]
        pending = _Pending(
            pl.DataFrame(schema=dict.fromkeys(kept, pl.String)), pl.Series("row", [], pl.UInt32)
        )
        self._first = list(self._about_file())
        stop = region.stop or _END
        for whole in self._sheet.chunks(len(region.header.cells)):
            if whole.first <= region.header_row:
                pending.findings.extend(self._about_above(whole, pending))
            chunk = whole.between(region.header_row + 1, stop)
            self._add(chunk, pending)
            pending.skipped.extend(range(max(stop, whole.first), whole.stop))
            while pending.frame.height >= self._size + tail.ROWS:
                yield self._table(pending.take(self._size))
        pending.findings.extend(self._blank_run())
        self._cut_tail(pending)
        if self._count == 0:
            place = {"header_row": region.header_row}
            pending.findings.append(r.NO_ROWS.finding(words=place))
        while pending.frame.height > self._size:
            yield self._table(pending.take(self._size))
        yield self._table(pending)

    def _table(self, rows: _Pending) -> Table:
        origin, region = self._sheet.origin, self._region
        first, self._first = self._first, []
        return Table(
            frame=rows.frame.rechunk(),
            header=tuple(region.cells[at] for at in self._keep),
            header_row=region.header_row,
            rows=rows.rows,
            skipped=tuple(rows.skipped),
            encoding=origin.encoding,
            delimiter=origin.delimiter,
            newline=origin.newline,
            findings=(*first, *rows.findings),
            header_height=region.header.height,
            confidence=origin.confidence,
            kind=origin.kind,
            part=self._part,
        )

    def _about_file(self) -> Iterator[Finding]:
        region = self._region
        yield from self._sheet.findings(region.header)
        if region.header.height > 1:
            value = "、".join(cell for cell in region.cells if "_" in cell)
            yield r.HEADER_JOINED.finding(
                region.header_row, value=value, words={"first": region.header_row - 1}
            )
        for index, finding in self._about_names:
            if index in self._keep:
                yield finding
        for index in range(len(region.cells)):
            if index not in self._keep:
                place = region.left + index
                words = {"letter": column_letter(place), "number": place + 1}
                yield h.EMPTY_COLUMN.finding(words=words)
        for merge in self._sheet.merges:
            inside = merge.row > region.header_row and merge.row < (region.stop or _END)
            right = region.left + len(region.cells)
            if inside and region.left < merge.last_column and merge.column <= right:
                first = f"{column_letter(merge.column - 1)}{merge.row}"
                last = f"{column_letter(merge.last_column - 1)}{merge.last_row}"
                count = (merge.last_row - merge.row + 1) * (merge.last_column - merge.column + 1)
                cells = {"range": f"{first}:{last}", "first": first, "rest": count - 1}
                yield r.MERGED_CELLS.finding(merge.row, words=cells)

    def _about_above(self, whole: Chunk, pending: _Pending) -> Iterator[Finding]:
        """Name the rows above the header; the blank ones join their run."""
        region = self._region
        above = whole.between(1, region.header_row - region.header.height + 1)
        for at, cells in enumerate(above.frame.iter_rows()):
            row = above.first + at
            pending.skipped.append(row)
            every = [*cells, *above.surplus.get(at, ())]
            value = " ".join(cell for cell in every if cell.strip())
            if row < region.first:
                continue
            if value:
                place = {"header_row": region.header_row}
                yield r.ABOVE_HEADER.finding(row, value=value, words=place)
            else:
                yield from self._blank_run(row)
        yield from self._blank_run()

    def _add(self, chunk: Chunk, pending: _Pending) -> None:
        region = self._region
        frame = pl.DataFrame(
            [
                cells.alias(name)
                for name, cells in zip(
                    self._names,
                    chunk.frame.get_columns()[region.left : region.right],
                    strict=True,
                )
            ]
        )
        numbers = pl.int_range(chunk.first, chunk.stop, dtype=pl.UInt32, eager=True).alias("row")
        if chunk.longest is None or chunk.longest > self._limits.cell:
            self._refuse_long_cells(frame, numbers)
        begun = chunk.begun and region.left == 0
        blank = _none(frame) if begun else _blank_rows(frame)
        if chunk.surplus and self._sheet.origin.ragged and not region.beside:
            blank = blank.scatter(pl.Series(list(chunk.surplus), dtype=pl.UInt32), False)
        again = self._repeats(frame)
        data = ~(blank | again)
        found = [
            *(f for row in numbers.filter(blank) for f in self._blank_run(row)),
            *(r.HEADER_REPEATED.finding(row) for row in numbers.filter(again & ~blank)),
            *(self._about_lengths(chunk, numbers, data) if self._sheet.origin.ragged else ()),
        ]
        if data.len() and not blank[-1]:
            found.extend(self._blank_run())
        pending.findings.extend(sorted(found, key=lambda finding: finding.row or 0))
        rows, kept = numbers, frame.select_seq(self._names[at] for at in self._keep)
        if not data.all():
            pending.skipped.extend(numbers.filter(~data))
            rows, kept = numbers.filter(data), kept.filter(data)
        self._count += rows.len()
        if self._count > self._limits.rows:
            raise Unreadable(r.TOO_MANY_ROWS.finding(words={"limit": f"{self._limits.rows:,}"}))
        pending.add(kept, rows)

    def _repeats(self, frame: pl.DataFrame) -> pl.Series:
        """Which rows repeat the header; one of numbers may as well be data."""
        cells = self._region.cells
        perhaps = frame.to_series(0).str.contains(cells[0].strip(), literal=True)
        if not perhaps.any() or any(is_number(cell) for cell in cells):
            return _none(frame)
        same = (
            pl.col(name).str.strip_chars() == cell.strip()
            for name, cell in zip(self._names, cells, strict=True)
        )
        return frame.select(pl.all_horizontal(same).alias("again")).to_series()

    def _about_lengths(
        self, chunk: Chunk, numbers: pl.Series, data: pl.Series
    ) -> Iterator[Finding]:
        """Name the records with too few or too many cells, and misplaced quotation marks."""
        lengths = chunk.lengths
        region = self._region
        width = region.right or len(region.header.cells)
        short = (lengths < width) & data
        for row, found in zip(numbers.filter(short), lengths.filter(short), strict=True):
            yield r.ROW_SHORT.finding(row, words={"found": found, "expected": width})
        for position, cells in () if region.beside else chunk.surplus.items():
            value = self._sheet.origin.delimiter.join(cells)
            place = {"found": int(lengths[position]), "expected": width}
            yield r.ROW_LONG.finding(int(numbers[position]), value=value, words=place)
        for row in chunk.stray:
            yield r.QUOTE_STRAY.finding(row)

    def _refuse_long_cells(self, frame: pl.DataFrame, numbers: pl.Series) -> None:
        limit = self._limits.cell
        # Characters are no more than bytes, which need not be counted.
        if not frame.select(pl.any_horizontal((pl.all().str.len_bytes() > limit).any())).item():
            return
        long = frame.select(pl.any_horizontal(pl.all().str.len_chars() > limit)).to_series()
        if long.any():
            row = int(numbers.filter(long)[0])
            raise Unreadable(r.CELL_TOO_LONG.finding(row, words={"limit": f"{limit:,}"}))

    def _blank_run(self, row: int | None = None) -> Iterator[Finding]:
        """Take one more blank row into the open run, or close it and name it."""
        if self._blank and row != self._blank[-1] + 1:
            first, last = self._blank
            self._blank = []
            yield r.BLANK_ROWS.finding(first, words=extent(first, last))
        if row is not None:
            self._blank = [self._blank[0] if self._blank else row, row]

    def _cut_tail(self, pending: _Pending) -> None:
        """Cut totals and notes off the end, and name each."""
        cut: list[Finding] = []
        # What stands alone is a note where a total, a note or a gap is above it.
        alone: list[Finding] = []
        below: int | None = None
        last = zip(pending.rows.tail(tail.ROWS), pending.frame.tail(tail.ROWS).rows(), strict=True)
        for number, cells in reversed(list(last)):
            row, value = int(number), " ".join(cell for cell in cells if cell.strip())
            if alone and below is not None and row + 1 < below:
                cut, alone = [*cut, *alone], []
            below = row
            if rule := tail.rule_of(cells):
                cut, alone = [*cut, *alone, rule.finding(row, value=value)], []
            elif tail.stands_alone(cells):
                alone.append(r.NOTE_BELOW.finding(row, value=value))
            else:
                break
        count = pending.frame.height - len(cut)
        self._count -= len(cut)
        pending.frame, pending.rows = pending.frame.head(count), pending.rows.head(count)
        rows = {finding.row for finding in cut}
        pending.skipped = sorted([*pending.skipped, *(row for row in rows if row)])
        pending.findings = [
            finding
            for finding in pending.findings
            if not (finding.rule == r.ROW_SHORT.id and finding.row in rows)
        ] + cut[::-1]


def _none(frame: pl.DataFrame) -> pl.Series:
    return pl.repeat(value=False, n=frame.height, eager=True)


def _blank_rows(frame: pl.DataFrame) -> pl.Series:
    if not (frame.to_series(0).str.strip_chars() == "").any():
        return _none(frame)
    return frame.select(
        pl.all_horizontal(pl.all().str.strip_chars() == "").alias("blank")
    ).to_series()


def joined(batches: Iterable[Table]) -> Table:
    """Return the batches of a table as one."""
    all_ = list(batches)
    frame = pl.concat([batch.frame for batch in all_])
    return replace(
        all_[0],
        frame=frame,
        rows=pl.concat([batch.rows for batch in all_]),
        skipped=tuple(row for batch in all_ for row in batch.skipped),
        findings=tuple(finding for batch in all_ for finding in batch.findings),
        part=replace(all_[0].part, rows=frame.height),
    )


def unique_names(region: Region) -> tuple[list[str], list[tuple[int, Finding]]]:
    """Return unique column names, and a finding (with its index) for each that was made up."""
    names: list[str] = []
    findings: list[tuple[int, Finding]] = []
    spelt = {cell.strip() for cell in region.cells}
    for index, cell in enumerate(region.cells):
        place = region.left + index
        wanted = cell.strip() or f"列{place + 1}"
        name, number = wanted, 2
        while name in names or (name != cell.strip() and name in spelt):
            name, number = f"{wanted}_{number}", number + 1
        names.append(name)
        if name != cell.strip():
            rule = h.DUPLICATE_HEADER if cell.strip() else h.BLANK_HEADER
            words = {"letter": column_letter(place), "number": place + 1, "name": name}
            findings.append((index, rule.finding(region.header_row, cell, words=words)))
    return names, findings


def trimmed(region: Region, limits: Limits) -> Region:
    """Return a region without the blank columns at its end, where there are too many columns.

    Raises Unreadable where there are too many with a name or with data.
    """
    if region.right is None and len(region.header.cells) > limits.columns:
        cells, empty = region.header.cells, region.empty or frozenset()
        while len(cells) - 1 in empty:
            cells = cells[:-1]
        region = replace(region, header=replace(region.header, cells=cells))
    if len(region.cells) > limits.columns:
        found = {"found": len(region.cells), "limit": limits.columns}
        raise Unreadable(r.TOO_MANY_COLUMNS.finding(region.header_row, words=found))
    return region
