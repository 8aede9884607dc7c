"""Patterns of personal data in the text of one cell."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import polars as pl

from ckanext.kaga.gate import names, rules
from ckanext.kaga.gate.policy import Policy
from ckanext.kaga.gate.rules import Rule

_D = "[0-9０-９]"
_SPACES = r"[\s\x1c-\x1f]"
_GAP = r"[-‐‑‒–—―−－ー一.．()（）\s\x1c-\x1f]*"

# What a cell must have so that the patterns below can find anything in it, for polars: one
# pass over a column leaves few cells of most. Full-width characters are not levelled yet.
_CANDIDATE = "|".join(
    (
        "[@＠]",
        rf"(?:^|[^0-9０-９]){_D}(?:{_GAP}{_D}){{11}}(?:$|[^0-9０-９])",
        rf"(?:[0０]|[8８][1１]{_GAP}[0０]?{_GAP})[7-9７-９][0０]{_GAP}{_D}{{4}}{_GAP}{_D}{{4}}",
        rf"[A-Za-zＡ-Ｚａ-ｚ]{{2}}{_D}{{7,8}}",
        rf"{_D}[0-9A-Z０-９Ａ-Ｚ]{{1,2}}{_SPACES}*[あ-ん]{_SPACES}*[0-9０-９・･]",
        "口座|普通|当座|旅券|パスポート|ﾊﾟｽﾎﾟｰﾄ|免許|保険|個人番号|マイナンバー|ﾏｲﾅﾝﾊﾞｰ",
        rf"{_D}日?{_SPACES}*生|生年月日|さん|様|氏|殿|くん|ちゃん",
        "本人|担当|責任者|申請者|申込者|届出|連絡|世帯主|保護者|飼い主|所有者|代表|[父母妻夫]|長男|長女",
    )
)

# 12 digits, whole or in groups of four, and not a part of a longer number.
TWELVE = re.compile(
    r"(?<![0-9A-Za-z])(?<![0-9][-. ])(?:[0-9]{12}|[0-9]{4}([- ])[0-9]{4}\1[0-9]{4})(?![-. ]?[0-9])"
)
_ANY_DASH = "‐‑‒–—―−"
_DASHES = str.maketrans(dict.fromkeys(_ANY_DASH, "-"))
_LONG_VOWEL = re.compile(r"(?<=[0-9])[ー一](?=[0-9])")
# 64 at most before the sign (RFC 5321 §4.5.3.1.1): without an end, a long cell is read to its end
# anew from each of its characters.
_EMAIL = re.compile(r"([a-z0-9._%+-]{1,64})@((?:[a-z0-9-]+\.)+[a-z]{2,})", re.IGNORECASE)
_MOBILE = re.compile(
    r"(?<![0-9])(?:0|\+?81[- (]{0,2}0?\)?)[789]0[-. )]{0,2}[0-9]{4}[-. ]?[0-9]{4}(?![0-9])"
)
_RESIDENCE = re.compile(r"(?<![A-Z0-9])[A-Z]{2}[0-9]{8}[A-Z]{2}(?![A-Z0-9])")
_PASSPORT = re.compile(
    r"(?:旅券|パスポート)(?:番号|の番号|no\.?)?[はが:]? ?([A-Z]{2}[0-9]{7})", re.IGNORECASE
)
_LICENCE = re.compile(r"免許証?(?:の?番号|no\.?)?[はが:]? ?(?:第 ?)?([0-9]{12})(?![0-9])", re.I)
_INSURANCE = re.compile(
    r"(?:被保険者|保険)証?(?:の|等)*(?:記号|番号|記号・番号|記番号)[はが:]? ?([0-9][0-9・ -]{4,})"
)
_ACCOUNT = re.compile(
    r"(?:口座(?:番号)?|普通|当座)(?:預金|口座)?(?:番号)?[はが:]? ?([0-9]{6,7})(?![0-9])"
)
_DATE = (
    r"(?:(?:大正|昭和|平成|令和|[TSHR]) ?(?:[0-9]{1,2}|元)|(?:19|20)[0-9]{2})"
    r"[-./年] ?[0-9]{1,2}[-./月] ?[0-9]{1,2}日?"
)
_BIRTH = re.compile(rf"(?:生年月日[はが:]? ?({_DATE})|({_DATE}) ?生(?!ま?れ変|産|活|涯|徒|物|息))")
_REGIONS = (names.DATA / "plate_regions.txt").read_text(encoding="utf-8").split()
_PLATE = re.compile(
    rf"(?:{'|'.join(_REGIONS)}) ?[0-9][0-9A-Z]{{1,2}} ?[あ-ん] ?"
    r"(?:[0-9]{2}-?[0-9]{2}|・{1,3} ?[0-9]{1,3})(?![0-9])"
)

# The part before the @ that is an office, not a person.
_OFFICE = re.compile(
    r"^(?:info|inquiry|contact|office|mail|admin|support|shop|sales|staff|press|pr|webmaster|"
    r"soumu|somu|koho|kouhou|kanko|kankou|jimu|jimukyoku|honbu|reserve|yoyaku|toiawase|help|desk|"
    r"center|event|school|museum|library|customer|post|hello|community|recruit)(?:[0-9._-].*)?$",
    re.IGNORECASE,
)


_LABEL = re.compile(
    r"[\[(【]?(?:その他の?)?(?:(?:お?問い?合わ?せ|連絡)先?|(?:e-?)?mail|メール(?:アドレス)?|電話(?:番号)?|tel|携帯)?"
    r"[\])】]?[ :]*",
    re.IGNORECASE,
)


def is_contact(text: str, value: str) -> bool:
    """Tell whether a levelled cell says nothing but how to reach someone, such as Mail: …"""
    before, _, after = text.partition(value)
    return not after and _LABEL.fullmatch(before) is not None


def levelled(text: str) -> str:
    """The text after NFKC, its dashes as hyphens and its spaces single.

    A long vowel mark between digits is a hyphen that somebody typed in kana mode.
    """
    level = " ".join(unicodedata.normalize("NFKC", text).translate(_DASHES).split())
    return _LONG_VOWEL.sub("-", level)


# Neither look-around nor a reference to a group is known to polars.
_LOOK_AROUND = re.compile(r"\(\?<?[=!](?:\[[^\]]*\]|[^()\[\]])*\)")
_REFERENCE = r"\1"


def _loose(pattern: re.Pattern[str]) -> str:
    """A pattern for polars that finds something wherever this one does, and elsewhere too."""
    text = _LOOK_AROUND.sub("", pattern.pattern).replace(_REFERENCE, "[- ]")
    return f"(?i:{text})" if pattern.flags & re.IGNORECASE else f"(?:{text})"


# The same for levelled text, where it takes a prose of 様 and 担当 to leave many cells.
_LIKELY = "|".join(
    _loose(pattern)
    for pattern in (
        *(TWELVE, _EMAIL, _MOBILE, _RESIDENCE, _PASSPORT, _LICENCE, _INSURANCE, _ACCOUNT),
        *(_BIRTH, _PLATE, *names.IN_TEXT),
    )
)


def suspects(cells: pl.Series) -> pl.Series:
    """Tell in which cells ``find`` or ``TWELVE`` may find something, once they are levelled.

    It is asked of polars, many times faster than those; it passes over none and takes few others.
    """
    maybe = cells.str.contains(_CANDIDATE)
    level = cells.filter(maybe).str.normalize("NFKC")
    level = level.str.replace_all(f"[{_ANY_DASH}]", "-").str.replace_all(r"[\s\x1c-\x1f]+", " ")
    # Twice, because a digit is between two of them.
    for _ in range(2):
        level = level.str.replace_all("([0-9])[ー一]([0-9])", "$1-$2")
    likely = maybe.arg_true().filter(level.str.contains(_LIKELY))
    return pl.repeat(value=False, n=cells.len(), eager=True).scatter(likely, values=True)


def find(text: str, policy: Policy) -> Iterator[tuple[Rule, str]]:
    """What stands in the levelled text of one cell, each with its rule.

    My Numbers are not among it: ``TWELVE`` finds the numbers that may be, and only all of
    a column together tell.
    """
    for found in _EMAIL.finditer(text):
        if not (policy.is_public(found[2].lower()) or _OFFICE.match(found[1])):
            yield rules.EMAIL, found[0]
    simple = (
        (rules.MOBILE, _MOBILE),
        (rules.RESIDENCE_CARD, _RESIDENCE),
        (rules.PASSPORT, _PASSPORT),
        (rules.DRIVING_LICENCE, _LICENCE),
        (rules.INSURANCE, _INSURANCE),
        (rules.BANK, _ACCOUNT),
        (rules.PLATE, _PLATE),
        (rules.BIRTH_IN_TEXT, _BIRTH),
    )
    for rule, pattern in simple:
        for found in pattern.finditer(text):
            yield rule, next((group for group in found.groups() if group), found[0])
    whole = names.full_names(text)
    for name in whole:
        yield rules.NAME_IN_TEXT, name
    if not whole:
        for name in names.surnames(text):
            yield rules.SURNAME_IN_TEXT, name
