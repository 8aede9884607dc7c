"""How wide a text is and where it breaks, without the font at hand."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# fmt: off
_LATIN = (
    553, 610, 692, 1290, 1290, 1741, 1423, 395, 682, 682, 758, 1389, 541, 733, 541, 1024, 1290,
    1290, 1290, 1290, 1290, 1290, 1290, 1290, 1290, 1290, 655, 655, 1389, 1389, 1389, 1128, 1831,
    1305, 1350, 1485, 1550, 1219, 1171, 1542, 1536, 592, 778, 1323, 1077, 1847, 1556, 1632, 1272,
    1632, 1327, 1198, 1227, 1530, 1305, 1901, 1405, 1268, 1315, 614, 1024, 614, 1024, 1024, 1024,
    1126, 1278, 1114, 1278, 1165, 627, 1137, 1243, 553, 553, 1061, 553, 1784, 1237, 1237, 1272,
    1274, 758, 946, 709, 1237, 995, 1540, 1001, 1008, 969, 674, 410, 674, 1024,
)
# fmt: on
_EM = 2048
_NOT_FIRST = frozenset(
    "、。，．・）」』】〕］｝〉》！？ー々：；…ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
)
_NOT_LAST = frozenset("（「『【〔［｛〈《")
_WORD = re.compile(r"[!-~]+| +|.")
_MORE = "…"


def width(text: str) -> float:
    """Return the width of a text in em, as IPAex Gothic sets it: Japanese letters are one em."""
    return sum(map(_width, text))


def wrapped(text: str, room: float, most: int) -> list[str]:
    """Return the lines of a text; a last line that leaves something out ends in ``…``.

    :param room: of a line, in em; a bracket or a stop may hang over by one
    :param most: as many lines at most, at least one
    """
    lines = [line for part in text.splitlines() for line in _lines(part.strip(), room) if line]
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and width(last + _MORE) > room:
        last = last[:-1]
    return [*lines[: most - 1], last + _MORE]


@cache
def _width(letter: str) -> float:
    at = ord(letter) - ord(" ")
    if 0 <= at < len(_LATIN):
        return _LATIN[at] / _EM
    if unicodedata.combining(letter):
        return 0.0
    return 0.5 if unicodedata.east_asian_width(letter) == "H" else 1.0


def _lines(text: str, room: float) -> list[str]:
    lines, line = [], ""
    for word in _WORD.findall(text):
        for piece in [word] if width(word) <= room else list(word):
            long = width(line + piece.rstrip())
            if long <= room or (piece in _NOT_FIRST and line and long <= room + 1):
                line += piece
            else:
                carried = line[-1:] if line[-1:] in _NOT_LAST else ""
                lines.append(line.removesuffix(carried).rstrip())
                line = carried + piece.lstrip()
    return [*lines, line.rstrip()]
