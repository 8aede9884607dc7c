"""The reference pages of the two cores are made from their data, so that they cannot be stale."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest

from ckanext.kagaconsent.deadlines import GROUNDS, REFUSALS, Periods
from ckanext.kagaconsent.ledger import RULES, ledger

REFERENCE = Path(__file__).parents[4] / "docs" / "reference"
WRITE = (
    "This page is made from the code: `KAGA_WRITE_GOLDEN=1 ./kaga test fast "
    "ckanext-kagaconsent/ckanext/kagaconsent/tests/test_reference.py` writes it."
)


def register_rules() -> str:
    """Every rule and refusal of the register, with what it says."""
    lines = [
        "# 登録簿の規則 / Rules of the register",
        "",
        "個人情報ファイル簿、データ利用とそのブック、期限の計算が示す指摘の一覧です。規則の番号は変わりません。",
        "",
        "What the file ledger (KC-L), the reading of its files (KC-I), the eight questions of a "
        "data use (KC-U), the reading of its JSON (KC-J) and of its workbook (KC-W), and the "
        "reckoning of deadlines (KC-D, "
        "always refused) can say. Ids never change. `{…}` stands for what was found.",
        "",
        WRITE,
        "",
        "| 番号 / id | 重大度 / severity | 何を言うか / what it says |",
        "|---|---|---|",
    ]
    lines += [
        f"| {rule.id} | {rule.severity} | **{rule.title_ja} / {rule.title_en}** "
        f"{rule.message_ja} / {rule.message_en} |"
        for rule in sorted(RULES.values(), key=lambda rule: rule.id)
    ]
    lines += [f"| {id_} | refusal | {ja} / {en} |" for id_, (ja, en) in sorted(REFUSALS.items())]
    return "\n".join(lines) + "\n"


def deadlines() -> str:
    """The settings and grounds of the deadlines, and what is still to be checked."""
    lines = [
        "# 期限の数え方 / How deadlines are counted",
        "",
        "開示・訂正・利用停止の請求と苦情の期限を、根拠の条文とともに計算します。要確認と書いた根拠は、"
        "条文をe-Govで確かめるまで画面にも要確認と表示されます。",
        "",
        "The day of receipt is not counted. The days from the day after an amendment (補正) was "
        "asked for up to the day on which it came in are not counted. An extension lengthens the "
        "period itself, before a last day on which the office is closed is moved to the next open "
        "one: Saturdays, Sundays, national holidays and 29 December to 3 January. An amendment "
        "asked for after the deadline moves nothing. The council (議会) is outside the act, "
        "and its ordinance is not here. Dates are computed, never stored as truth: "
        "see [ADR 40](../adr/0040-holidays-from-jpholiday.md).",
        "",
        WRITE,
        "",
        "## 市が決めること / What a city sets",
        "",
        "| `Periods` | default |",
        "|---|---|",
        *(f"| `{field.name}` | {field.default} |" for field in fields(Periods)),
        "",
        "## 根拠 / Grounds",
        "",
        "| key | 条文 / article | 読んだもの / read in | 要確認 / to be checked |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| `{key}` | {one.law_ja}{one.article_ja} / {one.article_en} | {one.source or '—'} | "
        f"{f'{one.doubt_ja} / {one.doubt_en}' if one.doubt_ja else '—'} |"
        for key, one in GROUNDS.items()
    ]
    lines += [
        "",
        "## 個人情報ファイル簿の項目 / Items of the file ledger",
        "",
        "| 番号 | 項目 / item | 根拠 / article | 確認 / confirmed |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {item.number} | {item.ja} / {item.en} | {item.article} | {item.confirmed} |"
        for item in ledger().items
    ]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("name", "page"), [("register-rules.md", register_rules), ("deadlines.md", deadlines)]
)
def test_the_page_says_what_the_code_does(name: str, page: Callable[[], str]) -> None:
    text = page()
    if os.environ.get("KAGA_WRITE_GOLDEN"):
        (REFERENCE / name).write_text(text, encoding="utf-8")
    assert (REFERENCE / name).read_text(encoding="utf-8") == text
