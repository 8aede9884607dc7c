"""Small cells: counts of people so small that it can be guessed who they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import polars as pl

from ckanext.kaga.gate import rules
from ckanext.kaga.gate.policy import Policy
from ckanext.kaga.gate.tally import Tally
from ckanext.kaga.standards import Match

_AREA = re.compile("町名|町丁|丁目|地区|校区|地域|学区|字名|行政区|町内|大字")
# What people would not want to be known for; the project's own choice of words.
_SENSITIVE = re.compile(
    "生活保護|保護世帯|受給|障害|障がい|要介護|要支援|認定者|患者|感染|罹患|疾病|被害|虐待|不登校|自殺|"
    "自死|死亡|滞納|検挙|相談|外国人|国籍|母子|父子|ひとり親|非課税|就学援助|妊娠|いじめ"
)
_NOT_PEOPLE = re.compile("施設|事業所|窓口|年度|定員|率|割合|円|金額|電話|有無|コード")


def columns(header: Sequence[str], fit: Match | None) -> list[int]:
    """The places of the columns whose small counts point to persons.

    In the population standard, where small numbers by age are right and meant, only the
    total of an area counts. Other standards count no people. Elsewhere it needs a column
    of areas and a header that names what is sensitive.
    """
    if fit and fit.likely:
        population = fit.standard.slug == "population"
        return [
            at
            for at, column in enumerate(fit.columns)
            if population and column and column.name == "総人口"
        ]
    level = [unicodedata.normalize("NFKC", cell) for cell in header]
    if not any(_AREA.search(cell) for cell in level):
        return []
    return [
        at
        for at, cell in enumerate(level)
        if _SENSITIVE.search(cell) and not _NOT_PEOPLE.search(cell)
    ]


def read(counts: pl.Series, rows: pl.Series, column: str, policy: Policy, tally: Tally) -> None:
    """Tally the cells of a column of counts that are above zero and below the city's limit."""
    number = counts.str.strip_chars().cast(pl.Int64, strict=False)
    small = number.is_between(1, policy.small_cell - 1).fill_null(value=False)
    for row in rows.filter(small):
        tally.add(rules.SMALL_CELL, column, row, "＊")
