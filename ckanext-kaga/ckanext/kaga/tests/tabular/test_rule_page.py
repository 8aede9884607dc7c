"""The page of the rules in the documentation: each rule with an example that is run."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from ckanext.kaga import tabular
from ckanext.kaga.tabular import RULES, Finding, Rule, Unreadable
from ckanext.kaga.tabular.rules import cells, codes, headers, links, reading, rows
from ckanext.kaga.tests.links import EXAMPLES as LINKS
from ckanext.kaga.tests.tabular.examples import CELLS, EXAMPLES, Example, cell
from ckanext.kaga.tests.website import resolving

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

SURE = {"safe": "確実 / safe", "likely": "おそらく / likely", "ask": "要確認 / ask"}
_SHOWN = 3
_LONGEST = 400


def quoted(value: str) -> str:
    """A value as the page has it, what nobody can see by its number."""
    seen = (one if one.isprintable() or one == "\n" else f"[U+{ord(one):04X}]" for one in value)
    return json.dumps("".join(seen), ensure_ascii=False)


def proposed(finding: Finding) -> str:
    """What is proposed for a finding, or that a person decides."""
    if finding.repair is None:
        return "人が直します / for a person"
    return f"{quoted(finding.repair['new'])} ({SURE[finding.repair['confidence']]})"


def block(text: str) -> str:
    """A file on the page."""
    return f"```csv\n{text}```\n"


def of_cells(rule: str) -> Iterator[str]:
    """The examples of a rule about cells with what the check proposes for each."""
    key, column, values = CELLS[rule]
    for value in values:
        [said] = cell(key, column, value).findings(rule)
        yield f"- 例 / example: {quoted(value)} → {proposed(said)}\n"


def of_file(rule: str, example: Example) -> Iterator[str]:
    """The example of a rule with what the check says of it, and what is published instead."""
    yield f"例 / example: {example.words}\n" if example.words else "例 / example:\n"
    if 0 < len(example.text) < _LONGEST:
        yield "\n" + block(example.text)
    found = example.findings(rule)
    assert found, rule
    yield from of_findings(found[:_SHOWN])
    if example.text and (published := as_published(example)) not in ("", example.text):
        yield f"\n公開するCSV / published CSV:\n\n{block(published)}"


def of_findings(findings: list[Finding]) -> Iterator[str]:
    """What is said of an example, where it is more than the rule says, and what is proposed."""
    told = [
        line
        for said in findings
        for line in (
            f"- {said.message}\n" if said.message != said.matter.said.message_ja else "",
            f"- {quoted(said.value or '')} → {proposed(said)}\n" if said.repair else "",
        )
    ]
    if any(told):
        yield "\n" + "".join(told)


def as_published(example: Example) -> str:
    """The CSV that would be published, nothing repaired; empty where the file is refused."""
    try:
        table, against, _ = example.fitted()
    except Unreadable:
        return ""
    out = io.BytesIO()
    tabular.write_csv(tabular.clean(table, against, forgiving=True), out)
    return out.getvalue().decode("utf-8-sig").replace("\r\n", "\n")


def of_link(rule: str, folder: Path) -> Iterator[str]:
    """The example of a rule about links."""
    link = LINKS[rule]
    said = link.finding(folder)
    assert said.rule == rule
    yield f"例 / example: `{link.url}`" + (f"（{link.words}）\n" if link.words else "\n")
    yield from of_findings([said])


def section(rule: Rule, folder: Path) -> str:
    """One rule as the page has it."""
    if rule.id in CELLS:
        shown = of_cells(rule.id)
    elif rule.id in EXAMPLES:
        shown = of_file(rule.id, EXAMPLES[rule.id])
    else:
        shown = of_link(rule.id, folder)
    return (
        f"\n### {rule.id} {rule.title_ja} / {rule.title_en}\n\n"
        f"`{rule.severity}` · 出典 / source: {rule.source}\n\n"
        f"{rule.message_ja}\n\n{rule.why}\n\n{rule.message_en}\n\n"
    ) + "".join(shown)


def page(folder: Path) -> str:
    """The whole page."""
    groups = (
        f"\n## {title}\n" + "".join(section(rule, folder) for rule in rules)
        for title, rules in GROUPS.items()
    )
    return HEAD + "".join(groups)


def test_the_page_of_rules_is_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    resolving(monkeypatch)
    made = page(tmp_path)
    if os.environ.get("KAGA_WRITE_GOLDEN"):
        PAGE.write_text(made, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == made


def test_every_rule_has_an_example() -> None:
    assert sorted([*CELLS, *EXAMPLES, *LINKS]) == sorted(RULES)


@pytest.mark.parametrize(
    ("rule", "example"),
    [
        *((rule, cell(key, column, value)) for rule, (key, column, values) in CELLS.items()
          for value in values),
        *EXAMPLES.items(),
    ],
)  # fmt: skip
def test_a_repair_that_is_shown_is_the_one_that_is_made(rule: str, example: Example) -> None:
    shown = {
        (one.row, one.column): one.repair["new"] for one in example.findings(rule) if one.repair
    }
    if not shown:
        return
    table, against, _ = example.fitted()
    changes = tabular.repair(table, against, "none", rules={rule}).changes
    assert {(one.row, one.column): one.new for one in changes} == shown
