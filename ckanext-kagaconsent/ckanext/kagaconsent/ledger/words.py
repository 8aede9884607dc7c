"""Whether a text says something, or only fills the box."""

from __future__ import annotations

import re
import unicodedata

# fmt: off
_EMPTY = frozenset({
    "未定", "検討中", "調整中", "確認中", "作成中", "準備中", "調査中", "未記入", "未入力",
    "未設定", "未確認", "空欄", "不明", "不詳", "なし", "無し", "無", "ナシ", "特になし",
    "特に無し", "該当なし", "該当無し", "等", "など", "その他", "ほか", "同上", "上記",
    "別途", "別途定める", "適宜", "必要に応じて", "今後決定", "追って連絡", "後日",
    "na", "none", "null", "nil", "tbd", "tba", "tbc", "todo", "pending", "unknown", "undecided",
    "notdecided", "etc", "other", "nothing",
})
# fmt: on
_COPULA = re.compile(r"(?:です|である|とする|となります|とします|予定)$")
# Letters that fill a box and show nothing.
_INVISIBLE = str.maketrans("", "", "\u115f\u1160\u17b4\u17b5\u3164\uffa0")
_OPEN_END = re.compile(r"(?:[^平対同一均優高何初中特]|^)等$|など$|(?:その|此の)他$|etc$")


def core(text: str) -> str:
    """Return the letters and digits of a text, in usual width and small: what it says.

    ``ー`` alone is a stroke, so it is dropped where nothing else is said.
    """
    usual = unicodedata.normalize("NFKC", text).casefold().translate(_INVISIBLE)
    said = "".join(letter for letter in usual if unicodedata.category(letter)[0] in "LN")
    return said if said.strip("ー一〇o0") or said.isdecimal() else ""


def is_answer(text: str | None) -> bool:
    """Tell whether a text answers a question.

    未定, 検討中, なし alone, 等, N/A, strokes, spaces and their full-width variants do not.
    """
    said = core(text or "").strip("ー")
    while said and (shorter := _COPULA.sub("", said)) != said:
        said = shorter
    return bool(said) and said not in _EMPTY


def is_open_ended(text: str) -> bool:
    """Tell whether one item of a list hides further ones: 氏名等, 住所など, その他.

    平等 and other words that only end so are none.
    """
    return _OPEN_END.search(core(text)) is not None
