"""The rule table, and its page in the documentation."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import string
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.kaga import standards, tabular
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

EXAMPLES = {
    "KG-T001": ("public_toilet/new", "男性トイレ総数", ("3か所", "1(幼児用ﾄｲﾚ)", "なし")),
    "KG-T002": ("public_toilet/new", "高度の値", ("0.2km", "―", "海抜12m")),
    "KG-T003": (
        "event/new",
        "開始日",
        ("令和5年4月1日", "44698", "2023-04-01 09:30", "令和5年4月"),
    ),
    "KG-T004": ("public_toilet/new", "利用開始時間", ("午前8時30分", "0.375", "終日", "22:00消灯")),
    "KG-T005": ("public_toilet/new", "画像", ("www.city.kaga.ishikawa.jp", "準備中")),
    "KG-T006": ("public_toilet/new", "車椅子使用者用トイレ有無", ("○", "-", "△")),
    "KG-T007": ("public_toilet/new", "全国地方公共団体コード", ("172065.0", "加賀市")),
    "KG-T008": ("public_toilet/new", "全国地方公共団体コード", ("172064",)),
    "KG-T009": ("public_toilet/new", "全国地方公共団体コード", ("92011", "13101")),
    "KG-T010": ("public_toilet/new", "男性トイレ総数", ("３", "1,234", "3.0")),
    "KG-T011": ("public_toilet/new", "名称_カナ", ("ﾄｲﾚ", "といれ", "公衆トイレ")),
    "KG-T012": ("public_toilet/new", "名称", ("〓田公園",)),
    "KG-T013": ("public_toilet/new", "名称", ("\ue000田公園",)),
    "KG-T014": ("care_service/new", "郵便番号", ("64-0941", "922-862")),
    "KG-T015": ("care_service/new", "法人番号", ("2000020172066",)),
    "KG-T016": ("care_service/new", "法人番号", ("4.011001098993E+12", "4.011E+12")),
    "KG-T017": (
        "care_service/new",
        "電話番号",
        ("（０７６１）７２－１１１１", "761-72-1111", "72-1111"),
    ),
    "KG-T018": ("food_business/new", "連絡先メールアドレス", ("city.kaga.lg.jp",)),
    "KG-T019": ("care_service/new", "利用可能曜日", ("月～金", "毎日", "第1月曜")),
    "KG-T020": ("evacuation_space/new", "対象となる町会・自治会", ("大聖寺、山代",)),
    "KG-T021": ("public_toilet/new", "名称", ("錦城山公園　", "a\u200bb")),
    "KG-T022": ("public_toilet/new", "名称", ("樫立?公園",)),
    "KG-T024": ("public_toilet/new", "備考", ("山側\n海側",)),
    "KG-V001": ("public_toilet/new", "名称", ("",)),
    "KG-V002": ("public_toilet/new", "緯度", ("369.56056",)),
}
"""Cells that break a rule, in a column of a standard: what is proposed for them is shown."""

SURE = {"safe": "確実 / safe", "likely": "おそらく / likely", "ask": "要確認 / ask"}


def shown(rule: str) -> str:
    """The examples of a rule with what the check proposes for each."""
    key, column, values = EXAMPLES[rule]
    standard = standards.registry().get(key)
    lines = []
    for value in values:
        text = io.StringIO()
        csv.writer(text).writerows([["ID", column], ["1", value]])
        report = tabular.check(tabular.read(text.getvalue().encode()), standard)
        [said] = [one for one in report.findings if (one.rule, one.column) == (rule, column)]
        seen = (one if one.isprintable() or one == "\n" else f"[U+{ord(one):04X}]" for one in value)
        cell = json.dumps("".join(seen), ensure_ascii=False)
        if said.repair is None:
            lines.append(f"- 例 / example: {cell} → 人が直します / for a person")
        else:
            new = json.dumps(said.repair["new"], ensure_ascii=False)
            sure = SURE[said.repair["confidence"]]
            lines.append(f"- 例 / example: {cell} → {new} ({sure})")
    return "\n" + "\n".join(lines) + "\n"


def section(rule: Rule) -> str:
    """One rule as the page has it."""
    return (
        f"\n### {rule.id} {rule.title_ja} / {rule.title_en}\n\n"
        f"`{rule.severity}` · 出典 / source: {rule.source}\n\n"
        f"{rule.message_ja}\n\n{rule.why}\n\n{rule.message_en}\n"
    ) + (shown(rule.id) if rule.id in EXAMPLES else "")


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


def test_every_rule_about_cells_has_an_example() -> None:
    assert {rule.id for rule in CELL_RULES} == set(EXAMPLES)


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
    return canonical(column, written, odd(column, written)).to_list()


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
    assert not broken or odd(column, one).to_list() == [0]


@given(first=cell, later=st.lists(cell, max_size=5))
def test_what_comes_late_in_a_column_is_looked_at_like_the_rest(
    first: str, later: list[str]
) -> None:
    """Which cells come often is known from the first thousand; a rare one comes after them."""
    column = Column("x", "integer", "optional")
    cells = pl.Series("x", [first] * 1_000 + later)
    seldom = [1_000 + at for at, one in enumerate(later) if len(odd(column, pl.Series([one])))]
    always = list(range(1_000)) if len(odd(column, pl.Series([first]))) else []
    assert odd(column, cells).to_list() == always + seldom
