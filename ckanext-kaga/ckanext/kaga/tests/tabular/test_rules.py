"""The rule table: what each rule says, and the short cuts of the check."""

from __future__ import annotations

import re
import string

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.kaga.standards import Column
from ckanext.kaga.tabular import RULES, Rule
from ckanext.kaga.tabular.rule import Cells
from ckanext.kaga.tabular.rules import CELL_RULES, TABLE_RULES, headers, links, reading
from ckanext.kaga.tabular.types import TYPES, canonical, odd


def test_no_two_rules_share_an_id() -> None:
    every = (*links.RULES, *reading.RULES, *headers.RULES, *CELL_RULES, *TABLE_RULES)
    assert len(RULES) == len(every)


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
    return canonical(column, written).to_list()


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
