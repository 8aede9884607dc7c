"""What an Office file keeps beside its cells: authors, comments, hidden parts."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml import ElementTree as Xml

from ckanext.kaga.gate import rules
from ckanext.kaga.gate.mask import mask
from ckanext.kaga.gate.verdict import Hit, Place

_LIMIT = 64 * 1024 * 1024
"""Bytes of one unpacked part that are parsed at most."""
_SHOWN = 5


class _TooBigError(ValueError):
    """A part of the file is bigger than is parsed."""


def hits(file: bytes | Path | BinaryIO | None) -> list[Hit]:
    """What an Excel workbook (.xlsx) keeps beside its cells; nothing for any other file.

    Older .xls and .ods files are not looked into. Raises OSError where a path cannot be
    opened.
    """
    if file is None:
        return []
    source = io.BytesIO(file) if isinstance(file, bytes) else file
    if not zipfile.is_zipfile(source):
        return []
    try:
        with zipfile.ZipFile(source) as book:
            return list(_hits(book)) if "xl/workbook.xml" in book.namelist() else []
    except (zipfile.BadZipFile, ParseError, DefusedXmlException, _TooBigError):
        return [Hit(rules.UNINSPECTED, None, 1, ())]


def _hits(book: zipfile.ZipFile) -> Iterator[Hit]:
    parts = book.namelist()
    said = [
        (element.text or "").strip()
        for element in _elements(book, "docProps/core.xml")
        if _name(element) in {"creator", "lastModifiedBy"}
    ]
    if authors := [author for author in said if author]:
        names = tuple(Place(None, mask(author)) for author in dict.fromkeys(authors))
        yield Hit(rules.AUTHOR, None, len(authors), names[:_SHOWN])
    comments = sum(
        _name(element) in {"comment", "threadedComment"}
        for part in parts
        if posixpath.basename(part).lower().startswith(("comment", "threadedcomment"))
        for element in _elements(book, part)
    )
    if comments:
        yield Hit(rules.COMMENTS, None, comments, ())
    sheets = sum(
        _name(element) == "sheet" and element.get("state", "visible") != "visible"
        for element in _elements(book, "xl/workbook.xml")
    )
    if sheets:
        yield Hit(rules.HIDDEN_SHEETS, None, sheets, ())
    cells = sum(
        _name(element) in {"row", "col"} and element.get("hidden") in {"1", "true"}
        for part in parts
        if part.startswith("xl/worksheets/") and part.endswith(".xml")
        for element in _elements(book, part)
    )
    if cells:
        yield Hit(rules.HIDDEN_CELLS, None, cells, ())


def _elements(book: zipfile.ZipFile, part: str) -> Iterator[Element]:
    """The elements of a part, each forgotten once seen; none where the part is missing."""
    if part not in book.namelist() or part.endswith(".rels"):
        return
    if book.getinfo(part).file_size > _LIMIT:
        raise _TooBigError(part)
    with book.open(part) as file:
        for _, element in Xml.iterparse(file, events=("end",)):
            yield element
            element.clear()


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]
