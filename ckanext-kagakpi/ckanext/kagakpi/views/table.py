"""The long table of a plan: a line for each report, and for each promise without one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import ckan.plugins.toolkit as tk

from ckanext.kagakpi.plan import years


class Column(NamedTuple):
    """A column of the table, as CSVW describes it."""

    name: str
    ja: str
    en: str
    kind: str = "string"


COLUMNS = (
    Column("kpi", "KPIのキー", "key of the KPI"),
    Column("kpi_ja", "KPI", "KPI in the words of the plan"),
    Column("measure", "施策のキー", "key of the measure"),
    Column("indicator", "指標のキー", "key of the indicator"),
    Column("fiscal_year", "年度", "fiscal year, April to March", "gYear"),
    Column("comparator", "比べ方", "how the actual is compared with the target"),
    Column("target_low", "目標（下限）", "target, at least", "decimal"),
    Column("target_high", "目標（上限）", "target, at most", "decimal"),
    Column("unit", "単位", "unit; a share is a number from 0 to 1"),
    Column("report", "報告のID", "id of the report, empty where nothing is reported"),
    Column("as_of", "時点", "the day of the value", "date"),
    Column("value", "値", "value", "decimal"),
    Column("numerator", "分子", "numerator", "decimal"),
    Column("denominator", "分母", "denominator", "decimal"),
    Column("text_ja", "文", "what is reported in words"),
    Column("met", "達成の判断", "judged as kept, where no number decides", "boolean"),
    Column("standing", "区分", "final, provisional, estimated, missing or not_applicable"),
    Column("missing_ja", "値がない理由", "why there is no value"),
    Column("current", "有効", "false where a later report corrects this one", "boolean"),
    Column("revises", "訂正した報告のID", "id of the report that this one corrects"),
    Column("reason", "訂正の理由", "why it was corrected"),
    Column("published", "公開日時（UTC）", "when it was published (UTC)", "dateTime"),
    Column("example", "見本", "true: a demonstration, all values are made up", "boolean"),
)


def rows(plan: dict[str, Any], reports: list[dict[str, Any]]) -> Iterator[list[Any]]:
    """Return the lines, by KPI and year; ``plan`` has its promises of every year."""
    promised = {(one["kpi"], one["year"]): one for one in plan["promises"]}
    every = {kpi: one for (kpi, _), one in promised.items()}
    asked: dict[str, set[int]] = {}
    for kpi, year in promised:
        asked.setdefault(kpi, set()).add(year)
    reported: dict[str, dict[int, list[dict[str, Any]]]] = {}
    for report in reports:
        of = reported.setdefault(report["indicator"], {})
        of.setdefault(report["year"], []).append(report)
    for kpi, one in every.items():
        mine = reported.get(one["indicator"], {})
        for year in sorted({*asked[kpi], *mine}):
            target = promised.get((kpi, year), {})
            for report in mine.get(year, [{}]):
                yield _line(one, year, target, report, example=plan["example"])


def metadata(plan: dict[str, Any]) -> dict[str, Any]:
    """Return the CSVW metadata of the table (W3C, Metadata Vocabulary for Tabular Data)."""
    there = {"slug": plan["slug"], "locale": "default"}
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "ja"}],
        "url": tk.h.url_for("kagakpi_export.as_csv", qualified=True, **there),
        "dc:title": plan["ja"],
        "dc:source": plan["source_ja"],
        "dialect": {"encoding": "utf-8", "header": True},
        "tableSchema": {
            "columns": [
                {
                    "name": column.name,
                    "titles": [column.name],
                    "dc:description": f"{column.ja} / {column.en}",
                    "datatype": column.kind,
                    "null": "",
                }
                for column in COLUMNS
            ],
        },
    }


def first_and_last(year: int) -> tuple[str, str]:
    """Return the first and the last day of a fiscal year."""
    return years.first_day(year).isoformat(), years.last_day(year).isoformat()


def _line(
    one: dict[str, Any],
    year: int,
    target: dict[str, Any],
    report: dict[str, Any],
    *,
    example: bool,
) -> list[Any]:
    told = {
        **{name: one[name] for name in ("kpi", "measure", "indicator")},
        "kpi_ja": one["text"],
        "fiscal_year": year,
        "comparator": target.get("comparator"),
        "target_low": target.get("low"),
        "target_high": target.get("high"),
        "unit": one["unit_ja"],
        "report": report.get("id"),
        **{name: report.get(name) for name in ("as_of", "value", "numerator", "denominator")},
        **{name: report.get(name) for name in ("text_ja", "met", "standing", "missing_ja")},
        **{name: report.get(name) for name in ("current", "revises", "reason")},
        "published": f"{report['at']}Z" if report else None,
        "example": example,
    }
    return [_cell(told[column.name]) for column in COLUMNS]


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value
