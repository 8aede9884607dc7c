"""The shared strings of an XLSX package: each is stored once, however many cells show it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from ckanext.kaga.tabular.elements import Attributes, Elements
from ckanext.kaga.tabular.rules import reading as r
from ckanext.kaga.tabular.table import Unreadable
from ckanext.kaga.tabular.zipped import Zipped

_BLOCK = 1024 * 1024
# Cells may show so many bytes before each of them is looked up.
_HARMLESS = 64 * 1024 * 1024


class SharedStrings:
    """How much text the cells of a package show, of which the reader makes a copy for each.

    ``cells`` counts those that show a shared string.
    """

    def __init__(self) -> None:
        self.cells = 0
        self._member = ""
        self._longest = 0

    def stand_in(self, name: str) -> None:
        """Note the member that holds them. Raises Unreadable where it is the second."""
        if self._member:
            raise Unreadable(r.DAMAGED.finding())
        self._member = name

    def measured(self, name: str, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the blocks of a member, and note how long the longest string is at most."""
        length = 0
        for block in blocks:
            if name == self._member:
                first, *others = map(len, block.split(b"<si"))
                length += first
                for other in others:
                    self._longest = max(self._longest, length)
                    length = other
            yield block
        self._longest = max(self._longest, length)

    def refuse_many(self, copy: zipfile.ZipFile, zipped: Zipped) -> None:
        """Raise Unreadable where the cells show more than the limits allow.

        ``copy`` holds the members that were gone through. Only where the longest string in every
        cell would be too much are they gone through again.
        """
        if self.cells * self._longest <= _HARMLESS:
            return
        lengths: list[int] = []
        _tell(copy, self._member, "si", lambda text, _: lengths.append(len(text.encode())))

        def count(text: str, cell: Attributes) -> None:
            if cell.get("t") == "s" and text.isdecimal() and int(text) < len(lengths):
                zipped.count_shown(lengths[int(text)])

        for name in copy.namelist():
            if name != self._member:
                _tell(copy, name, "v", count)


def _tell(
    copy: zipfile.ZipFile, name: str, wanted: str, told: Callable[[str, Attributes], None]
) -> None:
    """Call ``told`` with the text of each such element of a member, and its cell's attributes."""
    cell: Attributes = {}

    def on_cell(attributes: Attributes) -> None:
        nonlocal cell
        cell = attributes

    def on_wanted(_attributes: Attributes) -> None:
        elements.listen(lambda text: told(text, cell))

    elements = Elements({"c": on_cell, wanted: on_wanted})
    with copy.open(name) as member:
        for _ in elements.through(iter(partial(member.read, _BLOCK), b"")):
            pass
