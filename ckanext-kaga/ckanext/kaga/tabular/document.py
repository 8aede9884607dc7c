"""A document: the sheets that a file holds, and which of their tables is meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ckanext.kaga.standards import Registry, detect, guide
from ckanext.kaga.tabular.finding import Finding
from ckanext.kaga.tabular.layout import Region, regions
from ckanext.kaga.tabular.part import Part
from ckanext.kaga.tabular.places import placed
from ckanext.kaga.tabular.rules import reading as r
from ckanext.kaga.tabular.sheet import Sheet
from ckanext.kaga.tabular.table import Unreadable

# A part without the header of a standard is worth less than any part with one.
_WITHOUT_STANDARD = 0.5


@dataclass(frozen=True)
class Choice:
    """A table of a document: the sheet and the region that it is in."""

    sheet: Sheet
    region: Region
    part: Part


@dataclass(frozen=True)
class Document:
    """The sheets of a file, hidden ones included, and what is to say about the file.

    ``known`` are the standards by which its tables are told apart and chosen.
    """

    sheets: tuple[Sheet, ...]
    known: Registry
    findings: tuple[Finding, ...] = ()

    def choices(self) -> tuple[Choice, ...]:
        """Return all tables, the best first. Raises Unreadable where there is none.

        Hidden ones come last, whatever is in them; then those without rows. Of the
        others the one whose header fits a standard best, or else the largest, is best.
        """
        return self._choices()[0]

    def choose(self, part: Part | None) -> tuple[Choice, tuple[Finding, ...]]:
        """Return the table that is asked for, or the best, and what to say about the others.

        Raises Unreadable where there is no such table, or none that is not hidden.
        """
        if len(self.sheets) == 1 and part is None:
            [sheet] = self.sheets
            only = regions(sheet, self.known, count=False)
            if len(only) == 1 and not sheet.origin.hidden:
                part = _judged(_part(sheet, only[0]), self.known, 0, alone=True)
                return Choice(sheet, only[0], part), ()
        every, unread = self._choices()
        if part is None:
            chosen = every[0]
            if chosen.part.hidden:
                raise Unreadable(r.ALL_HIDDEN.finding())
        else:
            chosen = next((choice for choice in every if choice.part == part), every[0])
            if chosen.part != part:
                raise Unreadable(r.NO_SUCH_PART.finding(words=part.place))
        return chosen, (*unread, *_others(chosen, every))

    def _choices(self) -> tuple[tuple[Choice, ...], tuple[Finding, ...]]:
        """All tables, the best first, and why sheets are not read that should hold some."""
        found: list[Choice] = []
        unread: list[Finding] = []
        for sheet in self.sheets:
            where = sheet.origin.member, sheet.origin.sheet
            try:
                tables = regions(sheet, self.known, count=True)
            except Unreadable as error:
                unread.append(placed(error.finding, *where))
            else:
                # A template that was filled in still has its guide on the second sheet.
                found.extend(
                    Choice(sheet, table, _part(sheet, table))
                    for table in tables
                    if table.cells != guide.HEADER
                )
        if not found:
            raise Unreadable(unread[0] if unread else r.EMPTY.finding())
        largest = max((choice.part.rows or 0) * choice.part.columns for choice in found)
        judged = [
            replace(choice, part=_judged(choice.part, self.known, largest, alone=len(found) == 1))
            for choice in found
        ]
        return tuple(sorted(judged, key=_rank)), tuple(map(_skipped, unread))


def _part(sheet: Sheet, region: Region) -> Part:
    header = tuple(cell for cell in region.cells if cell.strip())
    return Part(
        member=sheet.origin.member,
        sheet=sheet.origin.sheet,
        row=region.header.top + 1,
        column=region.left + 1,
        rows=region.rows,
        columns=len(header),
        header=header,
        hidden=sheet.origin.hidden,
    )


def _judged(part: Part, known: Registry, largest: int, *, alone: bool) -> Part:
    """The part with its score and the reason for it."""
    matches = detect(part.header, known)
    if matches and matches[0].likely:
        name = matches[0].standard
        return replace(
            part,
            score=matches[0].score,
            why=f"見出しが標準「{name.name_ja}」に合います。",
            why_en=f"The header fits the standard “{name.name_en}”.",
        )
    size = (part.rows or 0) * part.columns
    if alone:
        why = "ファイルにある、ただ一つの表です。", "It is the only table in the file."
    elif size == largest:
        why = "ファイルでいちばん大きい表です。", "It is the largest table in the file."
    else:
        why = "見出しに合う標準がありません。", "The header fits no standard."
    share = 1.0 if alone else size / max(1, largest)
    return replace(part, score=round(_WITHOUT_STANDARD * share, 4), why=why[0], why_en=why[1])


def _rank(choice: Choice) -> tuple[bool, bool, float, int]:
    part = choice.part
    return part.hidden, not part.rows, -part.score, -(part.rows or 0)


def _others(chosen: Choice, every: tuple[Choice, ...]) -> Iterator[Finding]:
    """What is not read because another table is; hidden sheets are named by themselves."""
    for other in every:
        if other is not chosen and not other.part.hidden:
            words = {**other.part.place, "rows": f"{other.part.rows:,}"}
            yield r.OTHER_TABLE.finding(value="、".join(other.part.header), words=words)


def _skipped(finding: Finding) -> Finding:
    """The reason for which a sheet is not read, as a notice: the others are."""
    words = {"reason_ja": finding.message, "reason_en": finding.message_en}
    return r.SHEET_SKIPPED.finding(words=words)
