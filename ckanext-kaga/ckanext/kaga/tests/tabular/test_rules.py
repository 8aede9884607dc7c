"""The rule table, and its page in the documentation."""

from __future__ import annotations

import os
import re
import string
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.kaga.standards import Column
from ckanext.kaga.tabular import RULES, Rule
from ckanext.kaga.tabular.rule import Cells
from ckanext.kaga.tabular.rules import CELL_RULES, cells, codes, headers, links, reading, rows
from ckanext.kaga.tabular.types import TYPES, canonical, odd

PAGE = Path(__file__).parents[5] / "docs" / "reference" / "rules.md"
GROUPS = {
    "KG-L: リンク先の取得 / fetching a linked file": links.RULES,
    "KG-R: ファイルの読み取り / reading": reading.RULES,
    "KG-H: 見出しと列 / header and columns": headers.RULES,
    "KG-T, KG-V: セルの型と値 / types and values of cells": (*cells.RULES, *codes.RULES),
    "KG-V: 行と表 / rows and tables": rows.RULES,
}
HEAD = """# 検査の規則 / Rules

`ckan kaga check` と公開画面の確認が示す指摘の一覧です。規則の番号は変わりません。
重大度：error は正確に保存できないため公開を止めます。warning は標準に反しますが公開できます。
notice はお知らせです。

Everything that `ckan kaga check` and the check on the portal can find. Ids never change.
An error cannot be stored exactly and blocks publishing; a warning is against the standard, yet
storable; a notice is worth knowing. `{…}` stands for what was found.

This page is made from the rule table: `KAGA_WRITE_GOLDEN=1 ./kaga test fast -k rules` writes it.
"""


def section(rule: Rule) -> str:
    """One rule as the page has it."""
    return (
        f"\n### {rule.id} {rule.title_ja} / {rule.title_en}\n\n"
        f"`{rule.severity}` · 出典 / source: {rule.source}\n\n"
        f"{rule.message_ja}\n\n{rule.why}\n\n{rule.message_en}\n"
    )


def page() -> str:
    """The whole page."""
    groups = (
        f"\n## {title}\n" + "".join(section(rule) for rule in rules)
        for title, rules in GROUPS.items()
    )
    return HEAD + "".join(groups)


def test_the_page_of_rules_is_up_to_date() -> None:
    if os.environ.get("KAGA_WRITE_GOLDEN"):
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page()


def test_no_two_rules_share_an_id() -> None:
    assert len(RULES) == sum(len(rules) for rules in GROUPS.values())


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_says_the_same_in_both_languages(rule: Rule) -> None:
    assert re.fullmatch(r"KG-[LRHTV]\d{3}", rule.id)
    words = [
        {re.sub("_(ja|en)$", "", name) for _, name, _, _ in string.Formatter().parse(text) if name}
        for text in (rule.message_ja, rule.message_en)
    ]
    assert words[0] == words[1]
    assert rule.message_ja.endswith(("。", "{remedy_ja}", "{reason_ja}）"))
    assert rule.message_en.endswith((".", "{remedy_en}", "{reason_en})"))


cell = st.text(
    st.sampled_from("0123456789-+.,:/年月日時 　１２：．，−有無abﾄ"), min_size=1, max_size=10
)


def spelt(name: str, written: pl.Series) -> list[str | None]:
    """The cells of a column of a type in their canonical spelling."""
    column = Column("x", name, "optional")
    mask = written.to_frame().select(odd(column, written)).to_series()
    return canonical(column, written, mask.arg_true()).to_list()


written_cells = st.lists(cell.filter(lambda text: bool(text.strip())), min_size=1, max_size=8).map(
    lambda written: pl.Series(written, dtype=pl.String)
)


@pytest.mark.parametrize("name", TYPES)
@given(written=written_cells)
def test_the_canonical_spelling_of_a_canonical_cell_is_itself(
    name: str, written: pl.Series
) -> None:
    once = spelt(name, written)
    assert spelt(name, pl.Series(once, dtype=pl.String)) == once


@pytest.mark.parametrize("name", [name for name, kind in TYPES.items() if kind.canonical])
@given(written=written_cells)
def test_the_short_cut_changes_nothing(name: str, written: pl.Series) -> None:
    """Cells that ``fine`` lets pass are those that ``canonical`` would leave as they are."""
    spelling = TYPES[name].canonical
    assert spelling is not None
    thorough = pl.select(spelling(pl.lit(written))).to_series()
    assert spelt(name, written) == thorough.to_list()


@pytest.mark.parametrize("name", TYPES)
@given(
    text=st.one_of(cell, st.text(max_size=8), st.from_regex(r"[ァ-ヺ大聖寺?\ufffd〓\n　 a]{1,6}"))
)
def test_a_fine_cell_keeps_every_rule_that_is_not_asked_of_it(name: str, text: str) -> None:
    column = Column("x", name, "optional")
    one = pl.Series("text", [text or "x"], dtype=pl.String)
    cells_ = Cells(pl.lit(one), pl.lit(pl.Series(spelt(name, one), dtype=pl.String)), column)
    asked = [rule for rule in CELL_RULES if rule.odd_only and rule.applies(column)]
    broken = [rule.id for rule in asked if pl.select(rule.fails(cells_)).item()]
    assert not broken or one.to_frame().select(odd(column, one)).item()
