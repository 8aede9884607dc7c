"""The tail of a table: totals and notes that stand below the data."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from ckanext.kaga.tabular.header import is_number
from ckanext.kaga.tabular.rule import Rule
from ckanext.kaga.tabular.rules import reading as r

ROWS = 100
"""So many rows at the end of a table are looked at."""

# The ID before the word is often left blank.
_FIRST = 3
_TOTAL = re.compile(r"(総合計|合計|総計|小計|累計|計)(\(.*\))?")
_NOTE = re.compile(
    r"[※*]|\(注[0-9]*\)|注(?=[\s0-9:.、,]|$)|.*(現在|時点)$|以上$"
    r"|(注意|注記|備考|出典|資料|凡例|担当|所管|作成|お?問い?合わ?せ|連絡先)[^:(]{,6}[:(]"
)
# A note fills one cell, or its mark stands in a cell of its own.
_NOTE_CELLS = 2
_NARROW = 2


def rule_of(cells: Sequence[str]) -> Rule | None:
    """Return what a row at the end of a table is, if it is no data: a total or a note."""
    spelt = [_plain(cell) for cell in cells]
    filled = [cell for cell in spelt if cell]
    if not filled:
        return None
    if filled[0] in spelt[:_FIRST] and _TOTAL.fullmatch(filled[0].replace(" ", "")):
        return r.TOTAL
    # Two cells are a note only where the first is nothing but its mark.
    alone = len(filled) == (1 if len(filled[0]) > 1 else _NOTE_CELLS)
    return r.NOTE_BELOW if alone and len(cells) > _NARROW and _NOTE.match(filled[0]) else None


def stands_alone(cells: Sequence[str]) -> bool:
    """Whether a row is one text at its beginning, which is a note below a gap or a total."""
    filled = [at for at, cell in enumerate(cells) if cell.strip()]
    is_alone = len(filled) == 1 and filled[0] < _FIRST and len(cells) > _NARROW
    return is_alone and not is_number(cells[filled[0]])


def _plain(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell).strip()
