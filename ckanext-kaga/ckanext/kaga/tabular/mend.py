"""What a damaged cell was meant to be: one reading for each type, with how sure it is.

``safe`` is the same value in another writing, or proved by a check digit; ``likely`` is what
nearly always is meant; None is a question for a person. Nothing here is a guess at a fact that
the cell does not hold.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from ckanext.kaga.common import identifiers
from ckanext.kaga.common.eras import ERAS, LETTERS
from ckanext.kaga.tabular.finding import Confidence, Repair

# Before, Japan counted by the moon, so a day of Meiji 1 to 5 is a question.
_GREGORIAN_SINCE = date(1873, 1, 1)

_WAREKI = re.compile(
    r"(明治|大正|昭和|平成|令和|[MTSHR明大昭平令])\s*(元|\d{1,2})[年./-]\s*(\d{1,2})[月./-]\s*(\d{1,2})日?"
)
_WESTERN = re.compile(r"(\d{4})[年./-]\s*(\d{1,2})[月./-]\s*(\d{1,2})日?")
_PACKED = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_AFTER_A_DATE = re.compile(
    r"(?:\s*[(（]([日月火水木金土])[曜日祝・]*[)）])?(\s*[~〜～-])?(?:[\sT]*(\d{1,2}:\d{2})(?::\d{2})?)?"
)
_MIDNIGHT = frozenset({"0:00", "00:00"})
_SERIAL = re.compile(r"[2-6]\d{4}(\.0+)?")
_EXCEL_EPOCH = date(1899, 12, 30)

_COUNTERS = "円|人|名|台|[かヶヵカ箇個]所|個|基|床|戸|世帯|席|回|件|棟|室|冊|枚|本|歳|穴|口|区画"
_COUNTED = re.compile(rf"(-?\d{{1,3}}(?:,\d{{3}})+|-?\d+)(?:\.0+)?\s*({_COUNTERS})")
_MEASURED = re.compile(r"(-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(m2|m|km|cm|mm|度|°|%)")
_METRES = {"km": Decimal(1000), "m": Decimal(1), "cm": Decimal("0.01"), "mm": Decimal("0.001")}
_REMARKED = re.compile(r"(\d+)\s*[(（].+[)）]")
_DEGREES = re.compile(r"(\d{1,3})[°度]\s*(\d{1,2})[′'分]\s*(\d{1,2}(?:\.\d+)?)(?:′′|''|\"|秒)")
_DASHED = frozenset("-‐‑–—―−ー─") | {"--"}
_UNKNOWN = _DASHED | {"不明", "未定", "n/a", "na"}
_NOTHING = _UNKNOWN | {"なし", "無し", "該当なし"}
_DASHES = "‐‑‒–—―−ー─ｰ－"

_CLOCK = re.compile(
    r"(午前|午後|am|pm)?\s*(\d{1,2})\s*"
    r"(?:\.(?P<point>\d{2})|(?::|時)\s*(?:(\d{1,2})\s*分?|(半))?)(?::00)?"
)
# A spreadsheet's time without its format: the fraction of a day.
_FRACTION = re.compile(r"0?\.\d*[1-9]")
_ALL_DAY = frozenset({"終日", "24時間", "24時間営業", "常時", "常時開放", "常に開放", "常に解放"})
_FROM_TO = re.compile(r"([^~〜～-]+)[~〜～-]([^~〜～-]+)")
_MINUTES = 24 * 60
_NOISE = 1e-3
# A spreadsheet's fraction of a day, a moment before or after the minute.
_DRIFTED = re.compile(r"(\d{1,2}):(\d{2}):(59\.9\d*|00\.0\d*)")
_NOON = 12

_YES = frozenset(
    {"○", "◯", "〇", "●", "◎", "有", "有り", "あり", "有る", "ある", "可", "可能", "はい"}
) | {
    "yes",
    "y",
    "true",
    "1",
    "1.0",
    "✓",
    "✔",
    "レ",
    "on",
}
_NO = frozenset({"×", "✕", "✗", "無", "無し", "なし", "無い", "ない", "不可", "いいえ"}) | {
    "no",
    "n",
    "false",
    "0",
    "0.0",
    "off",
}

_HALF_KANA = re.compile("[\uff61-\uff9f]+")
# Ten digits with the zero, eleven where it is a mobile or an IP telephone.
_WITHOUT_ZERO = re.compile(r"[1-9]\d{8}|[5789]0\d{8}")
_ADDRESS = re.compile(r"(?i)https?://[^\s/?#]+\.[^\s/?#]+([/?#]\S*)?")
_EXPONENT = re.compile(r"(\d)(?:\.(\d+))?[eE]\+?(\d{1,3})")
_DAYS = "月火水木金土日"
_DAY_RANGE = re.compile(rf"([{_DAYS}])\s*[~〜～-]\s*([{_DAYS}])")


def half_width(text: str) -> str:
    """Return the text in half-width letters and digits, without spaces around it."""
    return unicodedata.normalize("NFKC", text).strip()


def as_date(text: str) -> Repair | None:
    """Read a date in the Japanese calendar, with a weekday, packed, or as Excel's day number.

    Era years are bounded by the eras (令和は2019-05-01から); 平成35年 is no date of its era but
    says which year is meant, so it is likely.
    """
    cell = half_width(text)
    if found := _WAREKI.match(cell):
        return _wareki(found, tail=cell[found.end() :])
    if found := _WESTERN.match(cell):
        day = _day(*map(int, found.groups()))
        return _dated(day, "likely", tail=cell[found.end() :])
    if found := _PACKED.fullmatch(cell):
        return _dated(_day(*map(int, found.groups())), "safe")
    if _SERIAL.fullmatch(cell):
        return _dated(_EXCEL_EPOCH + timedelta(days=int(float(cell))), "likely")
    return None


def _wareki(found: re.Match[str], tail: str) -> Repair | None:
    era, year, month, day_of_month = found.groups()
    first, last = ERAS[LETTERS.get(era, era)]
    years = 1 if year == "元" else int(year)
    day = _day(first.year + years - 1, int(month), int(day_of_month))
    if day is None or years == 0 or day < _GREGORIAN_SINCE:
        return None
    return _dated(day, "safe" if first <= day <= last else "likely", tail)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _dated(day: date | None, sure: Literal["safe", "likely"], tail: str = "") -> Repair | None:
    """A repair to the day; what follows it in the cell may be a weekday, a tilde or a time only.

    A weekday that the day does not have, or a time that would be lost, is a question.
    """
    after = _AFTER_A_DATE.fullmatch(tail)
    if day is None or after is None:
        return None
    weekday, more, time = after.groups()
    if (weekday and weekday != _DAYS[day.weekday()]) or (time and time not in _MIDNIGHT):
        return {"new": day.isoformat(), "confidence": "ask"}
    return {"new": day.isoformat(), "confidence": "likely" if more else sure}


def as_number(text: str, unit: str = "") -> Repair | None:
    """Read a number with its unit or a remark, degrees with minutes, or a mark for nothing.

    ``unit`` is what the column is in, blank where no source says it. A number in another one
    is reckoned into it, and where that cannot be, it is a question. なし is one as well: it can
    be 0, no limit, or nothing known.
    """
    cell = half_width(text)
    if cell.casefold() in _UNKNOWN:
        return {"new": "", "confidence": "likely"}
    if found := _COUNTED.fullmatch(cell):
        new = found[1].replace(",", "")
        return {"new": new, "confidence": "safe"} if unit in {"", found[2]} else None
    if found := _MEASURED.fullmatch(cell):
        return _measured(found[1].replace(",", ""), found[2].replace("°", "度"), unit)
    if found := _DEGREES.fullmatch(cell):
        degrees, minutes, seconds = (float(part) for part in found.groups())
        return {"new": f"{degrees + minutes / 60 + seconds / 3600:.6f}", "confidence": "likely"}
    if found := _REMARKED.fullmatch(cell):
        return {"new": found[1], "confidence": "ask"}
    return None


def _measured(number: str, own: str, unit: str) -> Repair | None:
    if not unit or own == unit:
        return {"new": number, "confidence": "safe" if unit else "likely"}
    if own in _METRES and unit in _METRES:
        new = Decimal(number) * _METRES[own] / _METRES[unit]
        return {"new": f"{new.normalize():f}", "confidence": "safe"}
    return None


def as_integer(text: str, unit: str = "") -> Repair | None:
    """Read a whole number as ``as_number`` does."""
    repair = as_number(text, unit)
    return repair if repair and "." not in repair["new"] else None


def as_time(text: str, edge: Literal["start", "end", ""] = "") -> Repair | None:
    """Read a time in words (午前8時30分, 5時半), drifted off the minute, or as a part of a day.

    ``edge`` says which end of the opening hours the column has, where it has one: 終日 and
    8:30~17:00 are then a question with an answer, as is 25:00, else one without.
    """
    cell = half_width(text).casefold()
    if cell in _NOTHING:
        return {"new": "", "confidence": "likely"}
    if (near := _rounded(cell)) is not None:
        return _timed(near, "likely")
    if edge and (hours := _opening_hours(cell)):
        return _timed(hours[edge == "end"], "ask")
    minutes = _clock(cell.rstrip("~〜～-"))
    if minutes is None or minutes >= 2 * _MINUTES:
        return None
    # Deep in the night some count on beyond 24.
    return _timed(minutes - _MINUTES, "ask") if minutes > _MINUTES else _timed(minutes, "safe")


def _rounded(cell: str) -> int | None:
    """The minutes of a spreadsheet's time that is off the minute by no more than its noise."""
    if found := _DRIFTED.fullmatch(cell):
        minutes = int(found[1]) * 60 + int(found[2]) + (found[3][0] == "5")
        return minutes if int(found[2]) < 60 and minutes <= _MINUTES else None  # noqa: PLR2004 - a clock
    if _FRACTION.fullmatch(cell):
        exact = float(cell) * _MINUTES
        return round(exact) if abs(exact - round(exact)) < _NOISE else None
    return None


def _opening_hours(cell: str) -> tuple[int, int] | None:
    """The first and the last minute that a cell says at once."""
    if cell in _ALL_DAY:
        return 0, _MINUTES
    found = _FROM_TO.fullmatch(cell)
    start, end = map(_clock, found.groups()) if found else (None, None)
    if start is None or end is None or max(start, end) > _MINUTES:
        return None
    return start, end


def _clock(cell: str) -> int | None:
    """The minutes since midnight that a clock's time in digits or words says."""
    found = _CLOCK.fullmatch(cell.strip())
    if not found:
        return None
    half_of_day, hour, point, minute, half = found.groups()
    if point and not int(hour):
        return None
    hours, minutes = int(hour), 30 if half else int(point or minute or 0)
    if half_of_day in {"午後", "pm"} and hours < _NOON:
        hours += _NOON
    elif half_of_day in {"午前", "am"} and hours == _NOON:
        hours = 0
    return None if minutes >= 60 else hours * 60 + minutes  # noqa: PLR2004 - a clock


def _timed(minutes: int, sure: Confidence) -> Repair:
    return {"new": f"{minutes // 60:02}:{minutes % 60:02}", "confidence": sure}


def as_flag(text: str, enum: tuple[str, ...]) -> Repair | None:
    """Read a yes or no in the words of the column: 有・無, or 1 and blank."""
    cell = half_width(text).casefold()
    no = enum[1] if len(enum) > 1 else ""
    if cell in _YES:
        return {"new": enum[0], "confidence": "safe"}
    if cell in _NO:
        return {"new": no, "confidence": "safe"}
    return {"new": no, "confidence": "likely"} if cell in _DASHED else None


def as_choice(text: str, enum: tuple[str, ...]) -> Repair | None:
    """Read a word of a list that differs in width, spaces or brackets only."""
    level = {re.sub(r"\s", "", half_width(word)).casefold(): word for word in enum}
    word = level.get(re.sub(r"\s", "", half_width(text)).casefold())
    return {"new": word, "confidence": "safe"} if word else None


def as_digits(text: str, length: int) -> Repair | None:
    """Read a number of ``length`` digits that a spreadsheet wrote with an exponent.

    Possible only where the mantissa still has every digit (4.011001098993E+12).
    """
    found = _EXPONENT.fullmatch(half_width(text))
    if not found:
        return None
    digits = found[1] + (found[2] or "")
    if int(found[3]) != length - 1 or len(digits) > length:
        return None
    whole = digits.ljust(length, "0")
    return {"new": whole, "confidence": "safe" if len(digits) == length else "ask"}


def as_municipality_code(text: str) -> Repair | None:
    """Restore the zero or the check digit, where only one code can be meant.

    What a spreadsheet made of it as a number (172065.0, 1.72065E+05) and a hyphen before the
    check digit are taken away, where the check digit proves what is left.
    """
    cell = re.sub(rf"[{_DASHES}-]", "", half_width(text)).removesuffix(".0")
    if found := _EXPONENT.fullmatch(cell):
        digits = found[1] + (found[2] or "")
        cell = digits if len(digits) == int(found[3]) + 1 else ""
    if identifiers.is_municipality_code(cell):
        return {"new": cell, "confidence": "safe"}
    repairs = identifiers.municipality_code_repairs(cell)
    return {"new": repairs[0], "confidence": "safe"} if len(repairs) == 1 else None


def as_padded(text: str, length: int, last: int = 0) -> Repair | None:
    """Restore leading zeros of an identifier of fixed length that has no check digit.

    Who still has a zero in front has lost none, but another digit: that is a question. So is
    one with hyphens, unless its last group has all its ``last`` digits.
    """
    cell = re.sub(rf"[{_DASHES}]", "-", half_width(text)).removesuffix(".0")
    digits, end = cell.replace("-", ""), cell.rpartition("-")[2]
    if not re.fullmatch(rf"[0-9]{{1,{length}}}", digits):
        return None
    if len(digits) == length:
        return {"new": digits, "confidence": "safe"}
    if digits.startswith("0") or ("-" in cell and len(end) != last):
        return None
    return {"new": digits.zfill(length), "confidence": "likely"}


def as_kana(text: str) -> Repair | None:
    """Write a reading in full-width katakana; kanji in it are a question."""
    wide = _HALF_KANA.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    kana = "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in wide)
    if re.search(r"[\u4e00-\u9fff々]", kana):
        return None
    return {"new": kana, "confidence": "safe"}


def as_phone(text: str) -> Repair | None:
    """Write a telephone number in half-width digits and hyphens (GIF 445).

    A zero in front is restored where it is the only digit that is missing.
    """
    cell = half_width(text).translate({ord(dash): "-" for dash in _DASHES})
    if cell.casefold() in _NOTHING:
        return {"new": "", "confidence": "likely"}
    cell = re.sub(r"\s*[(（]?代表?[)）]?$", "", cell).replace(" ", "").replace(".", "-")
    if cell.count("(") != cell.count(")") or re.fullmatch(r"\([\d-]+\)", cell):
        cell = cell.replace("(", "").replace(")", "")
    sure: Confidence = "likely" if "代" in text else "safe"
    if _WITHOUT_ZERO.fullmatch(re.sub(r"\D", "", cell)):
        cell, sure = re.sub(r"\d", r"0\g<0>", cell, count=1), "likely"
    digits = re.sub(r"\D", "", cell)
    if not re.fullmatch(r"\(?0\d{1,4}\)?-?\d{1,4}-?\d{3,4}", cell) or len(digits) not in (10, 11):
        return None
    return {"new": cell, "confidence": sure}


def as_weekdays(text: str) -> Repair | None:
    """Write weekdays as the standard does: 月..日 in order, without 曜日 (GIF 441)."""
    cell = half_width(text)
    if cell in {"毎日", "年中無休"}:
        return {"new": _DAYS, "confidence": "likely"}
    if cell == "平日":
        return {"new": _DAYS[:5], "confidence": "likely"}
    cell = _DAY_RANGE.sub(_days_between, cell.replace("曜日", "").replace("曜", ""))
    cell = re.sub(r"[\s,、・;/]", "", cell)
    if not cell or set(cell) - set(_DAYS + "祝"):
        return None
    ordered = "".join(day for day in _DAYS + "祝" if day in cell)
    return {"new": ordered, "confidence": "safe"}


def _days_between(found: re.Match[str]) -> str:
    first, last = _DAYS.index(found[1]), _DAYS.index(found[2])
    return _DAYS[first : last + 1] if first <= last else found[0]


def as_url(text: str) -> Repair | None:
    """Write an address in half-width characters; add the scheme where it begins with www."""
    cell = half_width(text)
    if cell.casefold() in _NOTHING:
        return {"new": "", "confidence": "likely"}
    if _ADDRESS.fullmatch(cell) and cell != text.strip() and "、" not in cell:
        return {"new": cell, "confidence": "safe"}
    if re.fullmatch(r"www\.[\w.-]+\.[a-z]{2,}(/\S*)?", cell):
        return {"new": f"https://{cell}", "confidence": "likely"}
    return None


def as_list(text: str) -> Repair | None:
    """Write the items of a list between half-width semicolons."""
    items = [item.strip() for item in re.split(r"[;；、，]", text)]
    return {"new": ";".join(filter(None, items)), "confidence": "likely"}


def without_controls(text: str) -> Repair:
    """Leave out the characters that nobody can see, and the spaces around."""
    kept = "".join(c for c in text if c in "\n\r\t" or unicodedata.category(c) not in ("Cc", "Cf"))
    return {"new": kept.strip().replace("\t", " "), "confidence": "safe"}
