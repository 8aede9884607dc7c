"""The plan's words in the reader's language, and a KPI's chart with its words."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.kaga.common.plain import EASY_JAPANESE, reader_language
from ckanext.kagakpi.plan import NextAction, shown, years
from ckanext.kagakpi.plan.chart import Chart, Year, chart


def is_english() -> bool:
    """Tell whether the page is in English."""
    return bool(tk.h.lang() == "en")


def is_easy() -> bool:
    """Tell whether the page is in easy Japanese."""
    return reader_language(tk.h.lang()) == EASY_JAPANESE


def named(thing: dict[str, Any], prefix: str = "") -> str:
    """Return the name of a thing that has ``ja`` and ``en``."""
    english: str = thing.get(f"{prefix}en") or ""
    japanese: str = thing.get(f"{prefix}ja") or ""
    return english if is_english() and english else japanese


def year(number: int) -> str:
    """Return the name of a fiscal year."""
    return years.en(number) if is_english() else years.ja(number)


def year_in_full(number: int) -> str:
    """Return the name of a fiscal year, in Japanese with the western one."""
    return years.en(number) if is_english() else f"{years.ja(number)}（{number}年度）"


def day(text: str) -> str:
    """Return a day as people say it."""
    value = dt.date.fromisoformat(text[:10])
    return value.isoformat() if is_english() else f"{value.year}年{value.month}月{value.day}日"


def next_action(kind: str) -> str:
    """Return what comes next, as municipal evaluations call it; "" where nothing is said."""
    if not kind:
        return ""
    found = NextAction(kind)
    return found.en if is_english() else found.ja


def standings() -> dict[str, str]:
    """Return how firm a report is, by its key."""
    return {
        "final": tk._("Final"),
        "provisional": tk._("Provisional"),
        "estimated": tk._("Estimated"),
        "missing": tk._("No value"),
        "not_applicable": tk._("Not applicable"),
    }


def value(report: dict[str, Any], indicator: dict[str, Any]) -> str:
    """Return what was reported, with its unit."""
    if report["numerator"] is not None:
        parts = (shown.plain(Fraction(report[one])) for one in ("numerator", "denominator"))
        return " / ".join(parts)
    if report["value"] is not None:
        return quantity(report["value"], indicator)
    return str(report["text_ja"] or report["missing_ja"] or "—")


def quantity(number: str | None, indicator: dict[str, Any]) -> str:
    """Return a number with its unit; a share in percent."""
    if number is None:
        return "—"
    if indicator["kind"] in {"rate", "ratio"}:
        return f"{shown.percent(Fraction(number))}%"
    unit = indicator["unit_en" if is_english() else "unit_ja"]
    return f"{shown.plain(Fraction(number))}{' ' if is_english() and unit else ''}{unit}"


def chart_of(kpi: dict[str, Any]) -> Chart | None:
    """Return the chart of a KPI's years, or None where nothing was reported in numbers."""
    indicator = kpi["indicator"]
    drawn = [
        Year(
            one["year"],
            year(one["year"]),
            _exact(one["actual"]),
            quantity(one["actual"], indicator | {"unit_ja": "", "unit_en": ""}),
            one["firm"],
            _exact(one["low"] if one["low"] is not None else one["high"]),
            tuple(Fraction(mark["number"]) for mark in one["interim"]),
        )
        for one in kpi["series"]
    ]
    return chart(drawn, [one["year"] for one in indicator["breaks"]])


def tick(number: Fraction, indicator: dict[str, Any]) -> str:
    """Return the number of a line across the chart."""
    return quantity(str(number), indicator | {"unit_ja": "", "unit_en": ""})


def chart_says(kpi: dict[str, Any]) -> str:
    """Return the chart in words, for those who do not see it."""
    said = []
    for one in kpi["series"]:
        actual = quantity(one["actual"], kpi["indicator"]) if one["actual"] else tk._("no value")
        goal = named(one, "goal_")
        target = tk._("target {goal}").format(goal=goal) if goal else tk._("no target")
        said.append(f"{year(one['year'])}: {actual} ({target})")
    return "; ".join(said)


def _exact(number: str | None) -> Fraction | None:
    return None if number is None else Fraction(number)


def fields() -> dict[str, str]:
    """Return what the fields of a report are called."""
    return {
        "value": tk._("Value"),
        "numerator": tk._("Numerator"),
        "denominator": tk._("Denominator"),
        "text_ja": tk._("What was done"),
        "met": tk._("Is it kept?"),
        "standing": tk._("Kind"),
        "missing_ja": tk._("Why there is no value"),
        "evidence": tk._("What proves it"),
        "reason": tk._("Why it is corrected"),
        "cause_ja": tk._("Why?"),
        "next_ja": tk._("What comes next, in a sentence"),
        "next_kind": tk._("What comes next?"),
        "kpi": tk._("Report"),
        "as_of": tk._("As of"),
    }


def field_value(field: str, value: Any) -> str:
    """Return what stands in a field of a report, as people say it."""
    if value is None or value == "":
        return "—"
    if field == "met":
        return tk._("Kept") if value else tk._("Not kept")
    if field == "standing":
        return standings()[value]
    return next_action(value) if field == "next_kind" else str(value)
