"""What the fields of a plan are called, and what stands in them, as people read it."""

from __future__ import annotations

from datetime import date
from typing import Any

from ckanext.kaga.common.named import Named
from ckanext.kagakpi.plan import shown, years
from ckanext.kagakpi.plan.indicator import Indicator, SeriesBreak

Said = tuple[str, str]
"""The same in Japanese and in English."""

HEAD = {
    "label": ("版の呼び名", "Label of the version"),
    "supersedes": ("前の版の呼び名", "Label of the version before"),
    "ja": ("計画の名前", "Name of the plan"),
    "en": ("計画の英語の名前", "Name of the plan in English"),
    "adopted_on": ("策定日", "Adopted on"),
    "first_year": ("最初の年度", "First fiscal year"),
    "last_year": ("最後の年度", "Last fiscal year"),
    "lead_ja": ("担当部署", "Department in charge"),
    "source_ja": ("出典", "Source"),
    "licence_ja": ("利用条件", "Licence"),
    "scheme": ("評価の方法", "How promises are graded"),
}
WORDS = {
    "number": ("番号", "number"),
    "ja": ("名前", "name"),
    "en": ("英語の名前", "name in English"),
    "page": ("計画のページ", "page of the plan"),
    "text": ("本文", "text"),
    "parent": ("上の柱", "part above"),
}
MEASURE = {
    **{name: WORDS[name] for name in ("ja", "en")},
    "department_ja": ("担当部署", "department in charge"),
    "note_ja": ("注", "remark"),
    "follows": ("引き継いだ施策", "measures that it follows"),
}
PLACE = {
    "number": WORDS["number"],
    "heading": ("計画での見出し", "heading"),
    "title": ("計画での題名", "title in the plan"),
    "page": WORDS["page"],
    "text": ("計画の記載", "text in the plan"),
    "kpi_text": ("KPI（計画の書き方）", "KPI as the plan words it"),
    "target_text": ("目標（計画の書き方）", "target as the plan words it"),
    "marked": ("（再掲）の表示", "mark 再掲 in the plan"),
}
INDICATOR = {
    **{name: WORDS[name] for name in ("ja", "en")},
    "kind": ("値の種類", "kind of value"),
    "time": ("数え方", "how it is counted"),
    "unit_ja": ("単位", "unit"),
    "unit_en": ("英語の単位", "unit in English"),
    "better": ("よい方向", "which way is good"),
    "numerator_ja": ("分子", "numerator"),
    "denominator_ja": ("分母", "denominator"),
    "lowest": ("最小の値", "lowest value"),
    "highest": ("最大の値", "highest value"),
    "breaks": ("比べられなくなる年度", "years in which the series breaks"),
    "computed": ("自動で数える方法", "how it is worked out"),
    "computed_from": ("自動で数える対象", "what it is worked out of"),
}
KPI = {
    "text": ("計画の書き方", "words in the plan"),
    "note_ja": ("注", "remark"),
}
TARGET = {
    "comparator": ("比べ方", "comparison"),
    "basis": ("比べるもの", "basis"),
    "low": ("下限", "at least"),
    "high": ("上限", "at most"),
    "tolerance": ("許容差", "give or take"),
    "baseline": ("比べる元の値", "value to compare with"),
    "baseline_year": ("元の値の年度", "year of that value"),
    "since": ("累計の最初の年度", "first year of the total"),
    "criterion_ja": ("達成とみなす条件", "what counts as done"),
    "criterion_en": ("達成とみなす条件（英語）", "what counts as done, in English"),
    "no_number_ja": ("数で示さない理由", "why there is no number"),
    "text": ("計画の書き方", "words in the plan"),
    "reason_ja": ("変えた理由", "why it was changed"),
}
_YEARS = {"first_year", "last_year", "baseline_year", "since"}
SHORT = {"comparator", "basis", "low", "high", "tolerance", "baseline", "baseline_year", "since"}
"""Fields of a target that one line has room for."""
_QUANTITIES = {"low", "high", "tolerance", "baseline", "lowest", "highest"}


def year(number: int) -> Said:
    """Return 令和3年度（2021年度） for 2021."""
    return f"{years.ja(number)}（{number}年度）", years.en(number)


def value(field: str, held: Any, indicator: Indicator | None = None) -> Said:
    """Return what a field holds, "" for nothing; quantities with the unit of an indicator."""
    if held in {None, "", ()}:
        return "", ""
    if field in _YEARS:
        return year(held)
    if isinstance(held, Named):
        return held.ja, held.en
    if isinstance(held, tuple):
        return _several(held)
    if indicator is not None and field in _QUANTITIES:
        how = shown.gap if field == "tolerance" else shown.quantity
        return how(indicator, held)
    return _plain(held)


def _several(held: tuple[Any, ...]) -> Said:
    """Breaks of a series, or words that are in both languages already."""
    if not isinstance(held[0], SeriesBreak):
        return held[0], held[1]
    said = [(year(one.year), one.reason_ja, one.reason_en or one.reason_ja) for one in held]
    return (
        "、".join(f"{when[0]}：{ja}" for when, ja, _ in said),
        ", ".join(f"{when[1]}: {en}" for when, _, en in said),
    )


def _plain(held: Any) -> Said:
    if isinstance(held, bool):
        return ("あり", "yes") if held else ("なし", "no")
    if isinstance(held, date):
        return f"{held.year}年{held.month}月{held.day}日", held.isoformat()
    return str(held), str(held)
