"""The score by デジタル庁「機械可読性ルール」(2026-03-31), from what our own rules found.

Rules, severities and deductions: digital-go-jp/machine_readability_rule (MIT;
docs/rule_scoring_table.csv @fe507fd, docs/guides/scoring.md @d516548). A level starts at 100; a
broken rule takes its fixed points once, a fatal one takes all. Rules that only a person can judge,
or that are about another kind of file, take nothing, as in the agency's own tool.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ckanext.kaga.tabular.rules import reading as r
from ckanext.kaga.tabular.table import Table

Weight = Literal["FATAL", "CRITICAL", "MAJOR", "MINOR"]
Verdict = Literal["kept", "broken", "person", "other file"]

DEDUCTIONS: dict[tuple[Weight, int], int] = {
    ("CRITICAL", 1): 10,
    ("MAJOR", 1): 5,
    ("MINOR", 1): 2,
    ("CRITICAL", 2): 40,
    ("MAJOR", 2): 30,
    ("MINOR", 2): 10,
    ("CRITICAL", 3): 15,
    ("MAJOR", 3): 10,
    ("MINOR", 3): 5,
}
"""Points that a broken rule takes, by its weight and level; FATAL takes the whole level."""


@dataclass(frozen=True)
class Requirement:
    """One rule of the agency. ``by`` are our rules that tell when it is broken; without any, a
    person must look. ``only`` names the kind of file that it is about."""

    id: str
    weight: Weight
    ja: str
    en: str
    by: tuple[str, ...] = ()
    only: Literal["", "text", "workbook"] = ""

    @property
    def level(self) -> int:
        """1 to 3."""
        return int(self.id[1])


REQUIREMENTS = (
    Requirement("L1-01", "FATAL", "ファイル形式", "File format", ("KG-R002",)),
    Requirement("L1-02", "FATAL", "1シート1表", "One table a sheet", ("KG-R023",)),
    Requirement("L1-03", "CRITICAL", "データの分断", "Table in pieces", ("KG-R012", "KG-R022")),
    Requirement(
        "L1-04", "MAJOR", "データ範囲外の情報", "Text outside the table", ("KG-R011", "KG-R020")
    ),
    Requirement("L1-05", "CRITICAL", "列の見出し", "Column headers", ("KG-H006", "KG-R021")),
    Requirement("L1-06", "CRITICAL", "体裁用の空白・改行", "Spaces for layout", ("KG-T021",)),
    Requirement(
        "L1-07", "CRITICAL", "1セル1データ", "One datum a cell", ("KG-T001", "KG-T002", "KG-T004")
    ),
    Requirement(
        "L1-08",
        "CRITICAL",
        "機種依存文字",
        "Platform-dependent characters",
        ("KG-T012", "KG-T013", "KG-T022"),
    ),
    Requirement("L1-09", "MINOR", "空白と0の区別", "Blank and zero", ("KG-V012",)),
    Requirement("L1-10", "CRITICAL", "図形などのオブジェクト", "Objects", only="workbook"),
    Requirement(
        "L1-11", "CRITICAL", "書式によるデータの区別", "Formatting as data", only="workbook"
    ),
    Requirement("L1-12", "CRITICAL", "セルの結合", "Merged cells", ("KG-R026",), "workbook"),
    Requirement(
        "L1-13", "CRITICAL", "非表示の行・列", "Hidden rows", ("KG-R033", "KG-R034"), "workbook"
    ),
    Requirement("L1-14", "FATAL", "データ内の改行", "Newlines in data", ("KG-T024",), "text"),
    Requirement(
        "L1-15",
        "FATAL",
        "引用符の付け方",
        "Quotation marks",
        ("KG-R009", "KG-R013", "KG-R014", "KG-R015"),
        "text",
    ),
    Requirement("L2-01", "FATAL", "数値は数値だけ", "Numbers without text", ("KG-T001", "KG-T002")),
    Requirement("L2-02", "FATAL", "項目の省略", "Omitted values", ("KG-V013", "KG-R026")),
    Requirement("L2-03", "FATAL", "一意な見出し", "Unique headers", ("KG-H006", "KG-H007")),
    Requirement("L2-04", "CRITICAL", "選択肢の標準化", "Standard choices", ("KG-T006",)),
    Requirement("L2-05", "MAJOR", "「その他」の分離", "Other in a column of its own"),
    Requirement("L2-06", "MAJOR", "数式", "Formulas", ("KG-R037",), "workbook"),
    Requirement(
        "L3-01", "FATAL", "1行目から見出し", "Header in the first row", ("KG-R011", "KG-R021")
    ),
    Requirement("L3-02", "CRITICAL", "コード表", "Code table"),
    Requirement("L3-03", "MAJOR", "特殊記号の定義", "Symbols defined"),
    Requirement("L3-04", "MAJOR", "単位", "Units"),
    Requirement("L3-05", "MAJOR", "時間軸の標準化", "Dates in one form", ("KG-T003",)),
    Requirement("L3-06", "CRITICAL", "地域コード・地域名", "Region code or name"),
    Requirement("L3-07", "CRITICAL", "年による書式の違い", "Form stable over years"),
    Requirement("L3-08", "MAJOR", "定義・更新履歴", "Definitions and history"),
    Requirement("L3-09", "MAJOR", "縦持ち", "Long form"),
)


@dataclass(frozen=True)
class Readability:
    """What became of each requirement, and the score of each level (0..100)."""

    verdicts: Mapping[str, Verdict]

    @classmethod
    def of_unreadable(cls) -> Readability:
        """Return the verdicts on a file that is no table: its form is broken, the rest unknown."""
        unknown: dict[str, Verdict] = dict.fromkeys((one.id for one in REQUIREMENTS), "person")
        return cls(unknown | {REQUIREMENTS[0].id: "broken"})

    def score(self, level: int) -> int | None:
        """The score of a level; None where none of its rules could be judged."""
        judged = [
            one
            for one in REQUIREMENTS
            if one.level == level and self.verdicts[one.id] in ("kept", "broken")
        ]
        if not judged:
            return None
        broken = [one for one in judged if self.verdicts[one.id] == "broken"]
        if any(one.weight == "FATAL" for one in broken):
            return 0
        return max(0, 100 - sum(DEDUCTIONS[one.weight, level] for one in broken))

    def as_dict(self) -> dict[str, Any]:
        """The scores by level, and the verdict on each requirement."""
        return {
            "levels": {str(level): self.score(level) for level in (1, 2, 3)},
            "verdicts": dict(self.verdicts),
        }


def readability(table: Table, totals: Mapping[str, int]) -> Readability:
    """Judge a table from how often each of our rules was broken in it."""
    return Readability({one.id: _verdict(one, table, totals) for one in REQUIREMENTS})


def _verdict(one: Requirement, table: Table, totals: Mapping[str, int]) -> Verdict:
    if one.only and one.only != ("text" if table.kind == "text" else "workbook"):
        return "other file"
    if not one.by:
        return "person"
    if one.id == "L1-02":
        return "broken" if _beside(table) else "kept"
    return "broken" if any(totals.get(rule) for rule in one.by) else "kept"


def _beside(table: Table) -> bool:
    """Whether another table stands on the same sheet; other sheets may have their own."""
    sheet = f"シート「{table.part.sheet}」" if table.part.sheet else ""
    places = (
        str((finding.matter.words or {}).get("place_ja", ""))
        for finding in table.findings
        if finding.rule == r.OTHER_TABLE.id
    )
    return any(sheet in place for place in places)
