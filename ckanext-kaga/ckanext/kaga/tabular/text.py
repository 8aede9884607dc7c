"""A text file as records: its encoding, its delimiter, its line ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from ckanext.kaga.tabular import records
from ckanext.kaga.tabular.decode import UTF8, blocks, detect, text_of
from ckanext.kaga.tabular.finding import Finding
from ckanext.kaga.tabular.header import Header, Merge
from ckanext.kaga.tabular.plain import is_plain
from ckanext.kaga.tabular.records import Chunk
from ckanext.kaga.tabular.rules import reading as r
from ckanext.kaga.tabular.sheet import Origin
from ckanext.kaga.tabular.source import Source
from ckanext.kaga.tabular.table import Limits, Unreadable

_ENCODINGS = {
    "cp932": "シフトJIS（CP932）",
    "euc_jis_2004": "EUC-JP",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "iso2022_jp": "ISO-2022-JP",
}
_DELIMITERS = {"\t": ("タブ", "tabs"), ";": ("セミコロン", "semicolons")}
# Below this the person is asked to look whether the characters are right.
_SURE = 0.9
# So many bytes hold the first records.
_START = 1024 * 1024
# Lines of nothing but delimiters, spaces and quotation marks, in UTF-8.
_BLANK = rb'(?:[ \t,;"]|\xe3\x80\x80)'
_BLANK_LINE = re.compile(rb"(?:\n|\r(?!\n))" + _BLANK + rb"*(?=[\r\n])")
_BLANK_ENDS = ' \t\r\n,;"\u3000'.encode()


@dataclass(frozen=True)
class TextSheet:
    """The records of a text file; ``sheet.Sheet`` says what they can be asked.

    ``plain`` says that no line begins like a blank one and each ends in the same way, but for
    the last.
    """

    source: Source
    origin: Origin
    last_gap: int
    limits: Limits
    plain: bool = False
    merges: tuple[Merge, ...] = ()

    def head(self) -> list[list[str]]:
        """Return the first records."""
        return self._head

    def chunks(self, width: int) -> Iterator[Chunk]:
        """Yield all records."""
        data = blocks(self.source, self.origin.encoding)
        longest = self.limits.columns * self.limits.cell
        with _refusing(self.limits):
            yield from records.chunks(data, self.origin.delimiter, width, longest, plain=self.plain)

    def findings(self, _header: Header) -> Iterator[Finding]:
        """Yield what is to say about how the text was written."""
        encoding, delimiter = self.origin.encoding, self.origin.delimiter
        if encoding in _ENCODINGS:
            yield r.ENCODING.finding(words={"encoding": _ENCODINGS[encoding]})
        if self.origin.confidence < _SURE:
            words = {"encoding": _ENCODINGS.get(encoding, "UTF-8")}
            yield r.ENCODING_UNSURE.finding(words=words)
        if delimiter in _DELIMITERS:
            ja, en = _DELIMITERS[delimiter]
            yield r.DELIMITER.finding(words={"delimiter_ja": ja, "delimiter_en": en})

    @cached_property
    def _head(self) -> list[list[str]]:
        text, whole = _start(self.source, self.origin.encoding)
        with _refusing(self.limits):
            return records.preview(text, self.origin.delimiter, whole=whole)


@contextmanager
def _refusing(limits: Limits) -> Iterator[None]:
    """Turn what is wrong with records into a sentence for the sender."""
    try:
        yield
    except records.QuoteOpenError as error:
        raise Unreadable(r.QUOTE_OPEN.finding(error.row)) from error
    except records.CellTooLongError as error:
        words = {"limit": f"{limits.cell:,}"}
        raise Unreadable(r.CELL_TOO_LONG.finding(error.row, words=words)) from error


def open_text(source: Source, limits: Limits, member: str = "") -> TextSheet:
    """Return a text file as records; ``member`` is its name in an archive.

    It is read once or more, in blocks, and nothing of it is kept. Raises Unreadable where
    it is empty, in no encoding that Japanese software writes, or holds NUL characters.
    """
    plain = is_plain(source)
    encoding = detect(source, is_utf8=plain)
    if encoding is None:
        raise Unreadable(r.ENCODING_UNKNOWN.finding())
    start, whole = _start(source, encoding.name)
    if whole and not start.strip("\ufeff \t\r\n"):
        raise Unreadable(r.EMPTY.finding())
    newline = _newline(start)
    origin = Origin(
        member=member,
        encoding=encoding.name,
        confidence=encoding.confidence,
        delimiter=records.guess_delimiter(start, whole=whole),
        newline=newline,
    )
    # What is in ISO-2022-JP is valid UTF-8, too.
    plain = plain and encoding.name in UTF8
    gap = 0 if plain else _last_gap(source, encoding.name, newline[-1].encode())
    return TextSheet(source, origin, gap, limits, plain)


def _start(source: Source, encoding: str) -> tuple[str, bool]:
    """The first characters of the text, and whether they are all of it."""
    data = b""
    for block in blocks(source, encoding):
        data += block
        if len(data) > _START:
            return text_of(data[:_START]), False
    return text_of(data), True


def _last_gap(source: Source, encoding: str, newline: bytes) -> int:
    """The number of the last blank line that a filled one follows, 0 where there is none.

    Lines are no fewer than records, so no gap comes after the record of this number.
    Raises Unreadable at the first NUL.
    """
    last = pending = 0
    line, rest = 1, newline
    for block in chain(blocks(source, encoding), (newline,)):
        nul = block.find(b"\0")
        if nul >= 0:
            raise Unreadable(r.NUL.finding(line + (rest + block[:nul]).count(newline) - 1))
        text = rest + block
        done = text.rfind(newline)
        filled = len(text[:done].rstrip(_BLANK_ENDS))
        # Each begins with the end of the line before; the first one of text ends line - 1.
        blanks = [blank.start() for blank in _BLANK_LINE.finditer(text, 0, done + 1)]
        inner = next((at for at in reversed(blanks) if at < filled), None)
        if inner is not None:
            last = line + text.count(newline, 0, inner)
        elif filled:
            last = max(last, pending)
        pending = 0 if filled else pending
        if blanks and blanks[-1] >= filled:
            pending = line + text.count(newline, 0, blanks[-1])
        line += text.count(newline, 0, done)
        rest = text[done:]
    return last


def _newline(text: str) -> str:
    end = text.find("\n")
    if end < 0:
        return "\r" if "\r" in text else "\n"
    return "\r\n" if text[end - 1 : end] == "\r" else "\n"
