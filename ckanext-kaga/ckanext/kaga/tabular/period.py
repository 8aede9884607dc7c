"""What a title or a file name says of the time that its data are of.

Only what is written counts: where a text names two times, or a day on which something was made
and not what the data are of, nothing is said.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ckanext.kaga.common.eras import ERAS, LETTERS

_ERA_YEAR = r"(?P<era>明治|大正|昭和|平成|令和|(?<![A-Za-z])[MTSHRmtshr](?=\d))(?P<n>元|\d{1,2})"
_YEAR = rf"(?:{_ERA_YEAR}|(?<!\d)(?P<year>(?:19|20)\d\d))"
_MENTION = re.compile(
    rf"""
    {_YEAR}\ ?年?\ ?(?P<fiscal>年度)(?P<close>末)?
    | FY\ ?(?P<fy>(?:19|20)\d\d)(?!\d)
    | {_YEAR.replace("P<", "P<d_")}(?:年|[./-])\ ?
        (?P<month>\d\d?)(?:月|[./-])\ ?(?P<day>\d\d?)日?(?!\d)
    | (?<!\d)(?P<packed>(?:19|20)\d{{6}})(?!\d)
    | {_YEAR.replace("P<", "P<m_")}(?:年|-)\ ?
        (?P<only_month>\d\d?)(?:月(?P<end>末日?)?|(?![\d月.-]))
    | {_YEAR.replace("P<", "P<y_")}年(?![度\d])
    """,
    re.VERBOSE,
)
_AS_OF = re.compile(r" ?(?:現在|時点)")
# The day on which a file or a place was made is none that the data are of.
_MADE = "更新|作成|改[訂正定]|修正|発行|公[開表]|登録|掲載|印刷|出力|保存|入力|開[設始]|施行"
_MADE_BEFORE = re.compile(rf"(?:{_MADE})(?:年?月?日時?)?[:： ]*$")
_OTHER_AFTER = re.compile(
    rf" ?[)）]? ?(?:{_MADE}|制定|策定|版|号|以[降前後]|まで|より|から|頃|ごろ|[~〜]|[、,・/] ?\d"
    r"|第 ?\d|[1-4]q|[上下]半?期|[前後][期半])",
    re.IGNORECASE,
)
_JOINED = re.compile(r" ?(?:~|〜|から|至|-|―|—|_) ?")
_BEFORE_JOINED = re.compile(r"(?:\d|年|月|日|年度)(?: ?[~〜] ?)$")

_FREQUENCIES = (
    (r"毎日|日次", "DAILY"),
    (r"毎週|週に?[1一]回|週次", "WEEKLY"),
    (r"毎月|月に?[1一]回|月次", "MONTHLY"),
    (r"四半期(?:ごと|毎)|年に?[4四]回", "QUARTERLY"),
    (r"半年(?:ごと|毎)|年に?[2二]回", "ANNUAL_2"),
    (r"毎年度?|年に?[1一]回|年次", "ANNUAL"),
    (r"[2二]年(?:ごと|毎|に[1一]回)|隔年", "BIENNIAL"),
    (r"随時|不定期", "IRREG"),
)


_LONGEST = 500
"""So many characters of a text are read; no title is longer."""


class Period(NamedTuple):
    """The first and the last day, and whether the text says 現在 or 時点 of it."""

    start: date
    end: date
    as_of: bool = False


class _Mention(NamedTuple):
    period: Period
    at: int
    end: int


def period(text: str) -> Period | None:
    """Return the one time that a title, or a file name without its suffix, says the data are of.

    A fiscal year (令和6年度) is April to March; a month, a calendar year and a day are
    themselves; two of them with から between are what lies from the one to the other.
    Where it says of one of several 現在 or 時点, that one counts. None where none is named for
    certain.
    """
    text = unicodedata.normalize("NFKC", text[:_LONGEST])
    found = _joined(text)
    if found is None:
        return None
    said = {one for one in found if one.as_of} or set(found)
    return said.pop() if len(said) == 1 else None


def frequency(text: str) -> str | None:
    """Return how often a title says that the list is brought up to date, as the EU names it.

    The name is the last part of the address in the EU's list of frequencies, such as ``ANNUAL``.
    """
    text = unicodedata.normalize("NFKC", text[:_LONGEST])
    found = {
        name
        for words, name in _FREQUENCIES
        if re.search(
            rf"更新(?:頻度|周期|時期)?[:： ]*(?<![\d2二])(?:{words})"
            rf"|(?<![\d2二])(?:{words})(?:\d\d?月)?(?:\d\d?日)?(?:に|、)?更新",
            text,
        )
    }
    return found.pop() if len(found) == 1 else None


def _joined(text: str) -> list[Period] | None:
    """The times that a text names, spans as one; None where one of them is left open."""
    mentions = list(_mentions(text))
    periods: list[Period] = []
    while mentions:
        first = mentions.pop(0)
        last = first
        if mentions and _JOINED.fullmatch(text, first.end, mentions[0].at):
            last = mentions.pop(0)
        if _BEFORE_JOINED.search(text[: first.at]):
            return None
        if _MADE_BEFORE.search(text[: first.at]):
            continue
        after = text[last.end :]
        as_of = _AS_OF.match(after)
        if other := _OTHER_AFTER.match(after):
            if re.search("以|まで|より|から|頃|ごろ|[~〜、,・/]", other[0]):
                return None
            continue
        if first.period.start > last.period.end:
            return None
        periods.append(Period(first.period.start, last.period.end, as_of is not None))
    return periods


def _mentions(text: str) -> Iterator[_Mention]:
    for found in _MENTION.finditer(text):
        span = _span(found)
        if span is not None:
            yield _Mention(Period(*span), found.start(), found.end())


def _span(found: re.Match[str]) -> tuple[date, date] | None:
    """The first and the last day of what was found; None where there is no such time."""
    try:
        if found["fiscal"] or found["fy"]:
            return _fiscal(found)
        if found["packed"]:
            day = date.fromisoformat(found["packed"])
            return day, day
        if found["day"]:
            day = date(_year(found, "d_"), int(found["month"]), int(found["day"]))
            return _in_era(found, "d_", day, day, whole=True)
        if found["only_month"]:
            first = date(_year(found, "m_"), int(found["only_month"]), 1)
            last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            return _in_era(found, "m_", last if found["end"] else first, last, whole=False)
        year = _year(found, "y_")
        return _in_era(found, "y_", date(year, 1, 1), date(year, 12, 31), whole=True)
    except ValueError:
        return None


def _fiscal(found: re.Match[str]) -> tuple[date, date] | None:
    year = int(found["fy"]) if found["fy"] else _year(found, "")
    last = date(year + 1, 3, 31)
    return _in_era(found, "", last if found["close"] else date(year, 4, 1), last, whole=False)


def _year(found: re.Match[str], kind: str) -> int:
    """The year of the western calendar. Raises ValueError where the era has no such year."""
    if found[f"{kind}year"]:
        return int(found[f"{kind}year"])
    first, _ = ERAS[_era(found, kind)]
    number = found[f"{kind}n"]
    years = 1 if number == "元" else int(number)
    if not years:
        raise ValueError(number)
    return first.year + years - 1


def _in_era(
    found: re.Match[str], kind: str, start: date, end: date, *, whole: bool
) -> tuple[date, date] | None:
    """The days, where they are of the era that is named: all of them, or some."""
    if not found[f"{kind}era"]:
        return start, end
    first, last = ERAS[_era(found, kind)]
    fits = first <= start and end <= last if whole else first <= end and start <= last
    return (start, end) if fits else None


def _era(found: re.Match[str], kind: str) -> str:
    name = found[f"{kind}era"].upper()
    return LETTERS.get(name, name)
