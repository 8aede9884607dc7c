"""XLSX packages (ECMA-376): what they hold besides values, and a copy that is safe to read."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from functools import partial
from typing import IO

from ckanext.kaga.tabular.contents import Contents, Workbook
from ckanext.kaga.tabular.elements import Attributes, Elements, Handler
from ckanext.kaga.tabular.header import Merge
from ckanext.kaga.tabular.places import column_number
from ckanext.kaga.tabular.rules import reading as r
from ckanext.kaga.tabular.shared_strings import SharedStrings
from ckanext.kaga.tabular.table import Unreadable
from ckanext.kaga.tabular.zipped import Zipped

_BOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_WANTED = re.compile(r"(\[Content_Types\]|(_rels|xl|docProps)/.*)\.(xml|rels)", re.IGNORECASE)
_UNWANTED = re.compile(r"xl/(drawings|charts|media|theme|externalLinks|pivot)", re.IGNORECASE)
_TRUE = ("1", "true")
# XFD1048576 is the last cell of a sheet.
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
# Numbers are read no further; so many digits no sheet has.
_DIGITS = 12
# A shared string has as many bytes at least: <si/>.
_SHORTEST = 5


def copy_xlsx(zipped: Zipped, target: IO[bytes]) -> Workbook:
    """Go through a package, and write what its values need into ``target``.

    The copy holds what was gone through, byte for byte and no more, so that the reader of
    the values cannot meet anything that was not seen here. Raises Unreadable where the
    package is damaged, too large, or a sheet is far larger than what is in it.
    """
    book = _Book()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as copy:
        for name in _in_order(zipped.members):
            handlers = book.handlers(name)
            elements = Elements(handlers)
            book.listen = elements.listen
            with copy.open(zipfile.ZipInfo(name), "w", force_zip64=True) as member:
                blocks = book.strings.measured(name, elements.through(zipped.blocks(name)))
                size = sum(member.write(block) for block in blocks)
            book.refuse_strings(size)
    for contents in (*book.found.sheets, *book.strays):
        contents.refuse_sparse()
    with zipfile.ZipFile(target) as copy:
        book.strings.refuse_many(copy, zipped)
    return book.found


def _in_order(names: dict[str, zipfile.ZipInfo]) -> Iterator[str]:
    """The members that are needed; those first that say what the others are."""
    first = [name for name in (_BOOK, _RELATIONS) if name in names]
    yield from first
    for name in names:
        if name not in first and _WANTED.fullmatch(name) and not _UNWANTED.match(name):
            yield name


class _Book:
    """The handlers for each kind of member, all of which fill one ``found``."""

    def __init__(self) -> None:
        self.found = Workbook()
        self.strings = SharedStrings()
        self.strays: list[Contents] = []
        self.listen = Elements({}).listen
        self._told = 0
        self._by_relation: dict[str, Contents] = {}
        self._by_path: dict[str, Contents] = {}

    def handlers(self, name: str) -> dict[str, Handler]:
        if name == _BOOK:
            return {"sheet": self._sheet}
        if name == _RELATIONS:
            return {"Relationship": self._relation}
        if name == "docProps/core.xml":
            return {
                "creator": lambda _: self.listen(partial(self._author, "creator")),
                "lastModifiedBy": lambda _: self.listen(partial(self._author, "last_modified_by")),
            }
        # Whatever is no sheet to us could be one to the reader of the values.
        contents = self._by_path.get(name)
        if contents is None:
            self.strays.append(contents := Contents(name))
        return _Sheet(self, contents).handlers() | {
            "sst": partial(self._on_strings, name),
            "comment": self._comment,
            "threadedComment": self._comment,
        }

    def refuse_strings(self, size: int) -> None:
        """Raise Unreadable where a member tells of more strings than its bytes can hold.

        The reader of the values reserves memory for as many as are told.
        """
        if self._told * _SHORTEST > size:
            raise Unreadable(r.DAMAGED.finding())
        self._told = 0

    def _on_strings(self, name: str, attributes: Attributes) -> None:
        self.strings.stand_in(name)
        self._told = _number(attributes.get("uniqueCount"))

    def _sheet(self, attributes: Attributes) -> None:
        hidden = attributes.get("state", "visible") != "visible"
        contents = Contents(attributes.get("name", ""), hidden)
        self.found.sheets.append(contents)
        for key, value in attributes.items():
            if key.rpartition(":")[2] == "id":
                self._by_relation[value] = contents

    def _relation(self, attributes: Attributes) -> None:
        contents = self._by_relation.get(attributes.get("Id", ""))
        if contents:
            path = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", "")))
            self._by_path[path.lstrip("/")] = contents

    def _comment(self, attributes: Attributes) -> None:
        place = attributes.get("ref", "?")
        if place not in self.found.comments:
            self.found.comments.append(place)

    def _author(self, role: str, name: str) -> None:
        if name.strip():
            self.found.authors.append(role)


class _Sheet:
    """The handlers for the elements of a sheet; the two for cells are the busy ones."""

    def __init__(self, book: _Book, contents: Contents) -> None:
        self._book = book
        self._contents = contents
        self._columns: dict[str, int] = {}
        self._row, self._digits = 0, "0"
        self._column = 0
        self._cell: Attributes = {}

    def handlers(self) -> dict[str, Handler]:
        return {
            "row": self._on_row,
            "c": self._on_cell,
            "v": self._on_value,
            "is": self._on_value,
            "f": self._on_formula,
            "col": self._on_column,
            "mergeCell": self._on_merge,
        }

    def _on_row(self, attributes: Attributes) -> None:
        self._row = _within(_number(attributes.get("r")) or self._row + 1, _LAST_ROW)
        self._digits = str(self._row)
        self._column, self._cell = 0, {}
        if attributes.get("hidden") in _TRUE:
            self._contents.hidden_rows.append(self._row)

    def _on_cell(self, attributes: Attributes) -> None:
        if "r" not in attributes:
            # It follows the one before it.
            self._column = self._place()[1] + 1
        self._cell = attributes

    def _on_value(self, _attributes: Attributes) -> None:
        contents = self._contents
        row, column = self._place()
        if row > contents.last_row or column > contents.last_column:
            contents.fill(row, column)
        else:
            contents.filled += 1
        kind = self._cell.get("t")
        if kind == "s":
            self._book.strings.cells += 1
        elif kind == "e":
            self._book.listen(partial(contents.errors.__setitem__, (row, column)))

    def _on_formula(self, _attributes: Attributes) -> None:
        self._contents.formulas += 1
        if not self._contents.formula:
            self._contents.formula = self._cell.get("r", "?")

    def _on_column(self, attributes: Attributes) -> None:
        if attributes.get("hidden") in _TRUE:
            first, last = _number(attributes.get("min")), _number(attributes.get("max"))
            self._contents.hidden_columns.update(range(first, min(last, _LAST_COLUMN) + 1))

    def _on_merge(self, attributes: Attributes) -> None:
        first, _, last = attributes.get("ref", "").partition(":")
        row, column = self._parsed(first)
        last_row, last_column = self._parsed(last or first)
        self._contents.merges.append(Merge(row, column, last_row, last_column))

    def _place(self) -> tuple[int, int]:
        """The row and the column of the cell that is open, or was the last one."""
        reference = self._cell.get("r")
        if reference is None:
            return self._row, self._column
        letters = reference.removesuffix(self._digits)
        column = self._columns.get(letters)
        return (self._row, column) if column else self._parsed(reference)

    def _parsed(self, reference: str) -> tuple[int, int]:
        letters = reference.rstrip("0123456789")
        column = self._columns[letters] = _within(column_number(letters), _LAST_COLUMN)
        return _within(_number(reference[len(letters) :]), _LAST_ROW), column


def _number(text: str | None) -> int:
    return int(text[:_DIGITS]) if text and text.isdecimal() else 0


def _within(number: int, last: int) -> int:
    """A number of a row or a column. Raises Unreadable where no sheet has it."""
    if not 1 <= number <= last:
        raise Unreadable(r.DAMAGED.finding())
    return number
