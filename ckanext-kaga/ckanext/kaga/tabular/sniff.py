"""What kind of file some bytes are, whatever their name says."""

from __future__ import annotations

import zipfile
from pathlib import PurePath

from ckanext.kaga.tabular.decode import utf16_without_bom
from ckanext.kaga.tabular.source import Source
from ckanext.kaga.tabular.zipped import refusing_damage

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
_MEMBERS = {
    "xl/workbook.xml": "xlsx",
    "xl/workbook.bin": "xlsb",
    "word/document.xml": "docx",
    "ppt/presentation.xml": "pptx",
}
# Streams of a compound file (MS-CFB), as its directory spells their names.
_STREAMS = {
    "EncryptedPackage": "encrypted",
    "WordDocument": "doc",
    "PowerPoint Document": "ppt",
}
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


def sniff_file(source: Source) -> str:
    """Return what ``sniff`` does, or more exactly, with the whole file to look into.

    Adds ``"encrypted"`` for an Office document with a password, ``"xlsb"``, ``"doc"`` and
    ``"ppt"``, and ``"html_xls"`` for a web page that calls itself a workbook.
    """
    kind = sniff(source.head(_HEAD), source.name)
    if kind == "html" and PurePath(source.name).suffix.lower().startswith(".xls"):
        return "html_xls"
    if kind == "xls":
        return _compound(source)
    return _package(source) if source.head(len(_ZIP)) == _ZIP else kind


def _compound(source: Source) -> str:
    with source.opened() as file:
        data = file.read()
    names = (name for name in _STREAMS if name.encode("utf-16-le") in data)
    return _STREAMS[name] if (name := next(names, None)) else "xls"


def _package(source: Source) -> str:
    """The kind of a zip file, by what is in it."""
    with source.opened() as file, refusing_damage(), zipfile.ZipFile(file) as archive:
        names = {name.lower() for name in archive.namelist()}
        for name, kind in _MEMBERS.items():
            if name in names:
                return kind
        if "content.xml" in names and "mimetype" in names:
            with archive.open("mimetype") as member:
                return "ods" if b"opendocument.spreadsheet" in member.read(_HEAD) else "zip"
    return "zip"


def _zipped(head: bytes, filename: str) -> str:
    for mark, kind in _ZIPPED.items():
        if mark in head:
            return kind
    return _ZIP_SUFFIXES.get(PurePath(filename).suffix.lower(), "zip")
