"""Whether a text is such as nearly every large file: then nobody need look at its lines one by one.

A file is looked at before it is read, because where its table ends depends on all of its lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import polars as pl

from ckanext.kaga.tabular.ahead import ahead
from ckanext.kaga.tabular.decode import blocks, text_of
from ckanext.kaga.tabular.source import Source

# A line that may be blank by its first character; a carriage return that ends a line by itself.
_MAY_BE_BLANK = r'[\s,;"]'
_SUSPECT = rf"\n{_MAY_BE_BLANK}|\r[^\n]|\x00"


def is_plain(source: Source) -> bool:
    """Whether a file is valid UTF-8 in which no line begins like a blank one, and no NUL stands.

    Each line ends with a line feed, with or without a carriage return before it; only at the end
    of the file may one stand alone. Nothing is known of very long lines.
    """
    try:
        texts = (text.cast(pl.String) for text in ahead(_texts(source)))
        return not any(text.str.contains(_SUSPECT).any() for text in texts)
    except pl.exceptions.ComputeError:
        return False


def _texts(source: Source) -> Iterator[pl.Series]:
    """The text, some whole lines each time; a suspicious one where they are not."""
    whole = True
    for block in blocks(source, "utf-8"):
        known = whole and not re.match(_MAY_BE_BLANK, text_of(block[:3]))
        whole = block.endswith(b"\n")
        # A text that has a column for itself would be copied before a pattern is sought in it.
        yield pl.Series([block if known else b"\n\n", b""], dtype=pl.Binary)
