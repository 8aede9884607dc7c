"""What kind of file some bytes are, whatever their name says."""

from __future__ import annotations

import struct
from pathlib import PurePath

from ckanext.kaga.tabular.compound import root_names
from ckanext.kaga.tabular.decode import utf16_without_bom
from ckanext.kaga.tabular.source import Given, Source, source_of
from ckanext.kaga.tabular.table import ANY_SIZE
from ckanext.kaga.tabular.zipped import unzipped

# The first bytes of the kinds of file that people upload under a wrong name.
_MAGIC = {
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpeg",
    b"GIF8": "gif",
    b"%PDF-": "pdf",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "xls",
    b"PK\x05\x06": "zip",  # one without members
    b"\x1f\x8b": "gzip",
    b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!": "rar",
    b"{\\rtf": "rtf",
    b"MZ\x90": "exe",
    b"\x7fELF": "exe",
    b"SQLite format 3\x00": "sqlite",
    b"PAR1": "parquet",
}
_ZIP = b"PK\x03\x04"
_ZIPPED = {b"xl/": "xlsx", b"opendocument.spreadsheet": "ods", b"word/": "docx", b"ppt/": "pptx"}
_ZIP_SUFFIXES = {".xlsx": "xlsx", ".xlsm": "xlsx", ".ods": "ods"}
# Of two that are in one package, Office opens the first here.
_MEMBERS = {
    "xl/workbook.xml": "xlsx",
    "xl/workbook.bin": "xlsb",
    "word/document.xml": "docx",
    "ppt/presentation.xml": "pptx",
}
# What the root of a compound file (MS-CFB) holds, likewise; no capitals in names are counted.
_STREAMS = {
    "workbook": "xls",
    "book": "xls",
    "encryptedpackage": "encrypted",
    "worddocument": "doc",
    "powerpoint document": "ppt",
    "__properties_version1.0": "msg",
}
_OPEN_DOCUMENT = b"vnd.oasis.opendocument."
_HEAD = 8192
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def sniff(head: bytes, filename: str) -> str:
    """Return ``"text"`` or the kind of binary file or web page that the bytes are.

    ``head`` is the start of the file, a few kilobytes. The bytes decide; the name is
    asked only for what a zip archive holds, where the start does not show it. A file
    with NUL bytes that is nothing known is ``"binary"``.
    """
    for magic, kind in _MAGIC.items():
        if head.startswith(magic):
            return kind
    if head.startswith(_ZIP):
        return _zipped(head, filename)
    markup = _markup(head[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower())
    if markup:
        return markup
    if b"\x00" in head and not (head.startswith(_UTF16) or utf16_without_bom(head)):
        return "binary"
    return "text"


def _markup(start: bytes) -> str | None:
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "html"
    if not start.startswith(b"<?xml"):
        return None
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        return "xml2003"
    return "html" if b"<html" in start else "xml"


def kind_of(given: Given, filename: str = "") -> str:
    """Return what ``sniff_file`` does of a path, bytes, or an open file, whatever its size.

    Raises Unreadable where it is a damaged package, OSError where a path cannot be opened.
    """
    return sniff_file(source_of(given, filename, ANY_SIZE))


def sniff_file(source: Source) -> str:
    """Return what ``sniff`` does, or more exactly, with the whole file to look into.

    Adds ``"encrypted"`` for an Office document with a password, ``"xlsb"``, ``"odt"`` (any
    document of OpenDocument that is no spreadsheet), ``"doc"``, ``"ppt"`` and ``"msg"``, and
    ``"html_xls"`` for a web page that calls itself a workbook. Raises Unreadable where it is a
    damaged package.
    """
    kind = sniff(source.head(_HEAD), source.name)
    if kind == "html" and PurePath(source.name).suffix.lower().startswith(".xls"):
        return "html_xls"
    if kind == "xls":
        return _compound(source)
    return _package(source) if source.head(len(_ZIP)) == _ZIP else kind


def _compound(source: Source) -> str:
    """The kind of an old document; of a damaged one reading will tell."""
    with source.opened() as file:
        try:
            names = {name.lower() for name in root_names(file.read())}
        except (ValueError, struct.error, IndexError):
            return "xls"
    return next((kind for name, kind in _STREAMS.items() if name in names), "binary")


def _package(source: Source) -> str:
    """The kind of a zip file, by what is in it."""
    with unzipped(source, ANY_SIZE) as package:
        members = {name.lower(): name for name in package.members}
        for name, kind in _MEMBERS.items():
            if name in members:
                return kind
        if "content.xml" in members and "mimetype" in members:
            said = next(package.blocks(members["mimetype"]), b"")
            if _OPEN_DOCUMENT in said:
                return "ods" if _OPEN_DOCUMENT + b"spreadsheet" in said else "odt"
    return "zip"


def _zipped(head: bytes, filename: str) -> str:
    for mark, kind in _ZIPPED.items():
        if mark in head:
            return kind
    return _ZIP_SUFFIXES.get(PurePath(filename).suffix.lower(), "zip")
