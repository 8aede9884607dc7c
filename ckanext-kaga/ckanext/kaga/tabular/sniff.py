"""What kind of file some bytes are, whatever their name says."""

from __future__ import annotations

from pathlib import PurePath

from ckanext.kaga.tabular.decode import utf16_without_bom

# The first bytes of the kinds of file that people upload under a wrong name.
_MAGIC = {
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpeg",
    b"GIF8": "gif",
    b"%PDF-": "pdf",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "xls",
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
    start = head[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return "html"
    if start.startswith(b"<?xml"):
        return "html" if b"<html" in start else "xml"
    if b"\x00" in head and not (head.startswith(_UTF16) or utf16_without_bom(head)):
        return "binary"
    return "text"


def _zipped(head: bytes, filename: str) -> str:
    for mark, kind in _ZIPPED.items():
        if mark in head:
            return kind
    return _ZIP_SUFFIXES.get(PurePath(filename).suffix.lower(), "zip")
