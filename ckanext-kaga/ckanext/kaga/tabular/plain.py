"""Whether a text is such as nearly every large file: then nobody need look at its lines one by one.

A file is looked at before it is read, because where its table ends depends on all of its lines.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import polars as pl

from ckanext.kaga.tabular.ahead import ahead
from ckanext.kaga.tabular.decode import blocks
from ckanext.kaga.tabular.source import Source

# A line that may be blank by its first character; a carriage return that ends a line by itself.
_SUSPECT = r'\n[\r\n \t,;"\x{3000}]|\r[^\n]'
# Of a longer line, in bytes, nothing is known: it is not kept in memory for that.
_LONGEST = 1024 * 1024


def is_plain(source: Source) -> bool:
    """Whether a file is valid UTF-8 in which no line begins like a blank one, and no NUL stands.

    Each line ends with a line feed, with or without a carriage return before it; only at the end
    of the file may one stand alone.
    """
    try:
        return all(text.str.contains(_SUSPECT).item() is False for text in ahead(_lines(source)))
    except pl.exceptions.ComputeError:
        return False


def _lines(source: Source) -> Iterator[pl.Series]:
    """The text, each time some whole lines with the line feed before them; null where it is not.

    Raises ComputeError where it is no UTF-8.
    """
    rest = b"\n"
    for block in chain(blocks(source, "utf-8"), (b"",)):
        data = rest + block
        last = data.rfind(b"\n") if block else len(data)
        unknown = b"\0" in data or (last == 0 and len(data) > _LONGEST)
        some = None if unknown else data[: last + 1]
        yield pl.Series([some], dtype=pl.Binary).cast(pl.String)
        rest = data[last:]
