"""The corpus, and the page that tells how the gate did on it."""

from __future__ import annotations

import json
import os
import re
import string
from itertools import groupby
from pathlib import Path

import pytest

from ckanext.kaga.gate import RULES, Rule
from ckanext.kaga.tests.gate.corpus import SEED
from ckanext.kaga.tests.gate.measure import confusion, measured, precision, recall, wrong

PAGE = Path(__file__).parents[5] / "docs" / "reference" / "gate.md"
HEAD = """# 個人情報の確認 / The personal-data gate

公開の前に、表とファイルに個人情報がないかを機械で確認します。見つかったものは伏せ字で示し、値そのものは記録しません。
機械の確認には見落としがあります。公開してよいかは、最後に人が判断してください。

| 扱い | 意味 |
|---|---|
| `refused` | 公開できません。承認による例外はありません。 |
| `blocked` | 公開を止めます。別の人が理由を書いて承認すれば公開できます。 |
| `look` | お知らせします。確認すれば公開できます。 |
| `info` | お知らせだけです。公開するファイルには含まれません。 |

Before anything becomes public, the table and its file are searched for personal data. Finds are
shown masked; the values themselves are never kept. A machine overlooks things: a person decides in
the end. `refused` cannot be published; `blocked` waits for a second person with a written reason;
`look` asks to look; `info` only tells.

```python
table = tabular.read(path)
verdict = gate.inspect(table, fit, file=path, policy=gate.Policy(small_cell=10))
verdict.outcome  # "refused", "blocked", "look" or "clear"
verdict.as_dict()  # JSON without personal values
```

`fit` is the standard that the header follows (`standards.Match`) or `None`; instead of one table it
takes batches of one. `Policy(domains=…)` names further mail domains whose addresses are offices'.

This page is made from the rules and the corpus: `KAGA_WRITE_GOLDEN=1 ./kaga test fast -k gate`
writes it.

## 見つけないもの / What it does not find

- よくある名字でない人の名前が、文章の中や、氏名と分からない見出しの下にあるもの。
  名字の一覧は手で選んだもので、公の資料によるものではありません。
- 年・月・日が別々の列に分かれた生年月日。氏名のない住所だけの一覧。
- 先頭の0が落ちて11桁になったマイナンバーで、見出しにマイナンバーと書かれていないもの。
- 画像、PDF、Word、PowerPoint、データベース（SQLite、Parquet）の中身。
- `.xls`、`.ods` の作成者や非表示の部分。
- データセットの題名や説明など、表の外に人が書いた文章。
- 縦に長い統計表（「区分」の列に対象が書かれたもの）の小さな数。

In English: names with rare surnames in free text or under a header that says nothing; dates of
birth split over columns; addresses without names; My Numbers that lost their leading zero, unless
the header names them; what is in pictures, PDF, Word, PowerPoint and databases (SQLite, Parquet);
what `.xls` and `.ods` hide; what people write outside tables, such as a dataset's description;
small cells of statistics in long form.

表でないファイルのうち、文字のファイル（`.txt`、`.json`、`.geojson`、`.xml`、`.html` など）は、
アップロードのときに同じ規則で確かめ、`refused` か `blocked` のものがあれば受け取りません。
名前を変えたExcelや、中を見られない圧縮ファイル（gzip、7z、RAR）も受け取りません。
Of files that are no tables, texts are looked at by the same rules when they are uploaded, and not
taken where something is refused or blocked; nor is a workbook by another name, or an archive that
cannot be looked into (gzip, 7z, RAR).

市の口座や公用車のナンバーのように、公開してよいものも止めることがあります。理由を書いて承認してください。
It also blocks what may be public, such as the city's own bank account or the plates of its cars.

条文は引用元の要約です。確かめられなかった点は規則の文に書いてあります。
"""


def section(rule: Rule) -> str:
    """One rule as the page has it."""
    return (
        f"\n### {rule.id} {rule.title_ja} / {rule.title_en}\n\n"
        f"`{rule.severity}` · 出典 / source: {rule.source}\n\n"
        f"{rule.message_ja}\n\n{rule.why_ja}\n\n{rule.remedy_ja}\n\n"
        f"{rule.message_en} {rule.why_en} {rule.remedy_en}\n"
    )


def confusion_table() -> str:
    """The confusion table with the files that the gate got wrong, by kind."""
    found = confusion()
    outcomes = ("refused", "blocked", "look", "clear")
    rows = [
        f"| {label} | "
        + " | ".join(str(found[personal, outcome]) for outcome in outcomes)
        + f" | {sum(found[personal, outcome] for outcome in outcomes)} |"
        for personal, label in ((True, "個人情報あり / personal"), (False, "なし / not personal"))
    ]
    kinds = [
        f"- `{kind}` ×{len(list(group))}"
        for kind, group in groupby(wrong(), key=lambda one: one.sample.kind)
    ]
    return "\n".join(
        (
            "\n## 混同行列 / Confusion table",
            "",
            f"{len(measured())} files, written for this purpose from invented people (seed {SEED}; "
            "`ckanext-kaga/ckanext/kaga/tests/gate/corpus.py`).",
            "They were written beside the rules, so the figures guard against losing ground; they "
            "are no estimate",
            "of how the gate does on a city's real files.",
            "",
            "| | refused | blocked | look | clear | total |",
            "|---|---|---|---|---|---|",
            *rows,
            "",
            f"Held means refused or blocked: precision {precision():.3f}, recall {recall():.3f}. "
            "Wrong on:",
            "",
            *kinds,
            "",
        )
    )


def page() -> str:
    """The whole page."""
    rules = "".join(section(rule) for rule in RULES.values())
    return f"{HEAD}{confusion_table()}\n## 規則 / Rules\n{rules}"


def test_the_page_of_the_gate_is_up_to_date() -> None:
    if os.environ.get("KAGA_WRITE_GOLDEN"):
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page()


def test_half_of_the_corpus_is_personal() -> None:
    assert [one.sample.personal for one in measured()].count(True) == len(measured()) // 2 == 100


def test_every_file_with_my_numbers_is_refused_and_no_other() -> None:
    mistaken = [
        (one.sample.kind, one.sample.variant, one.verdict.outcome)
        for one in measured()
        if (one.verdict.outcome == "refused") != one.sample.my_number
    ]
    assert mistaken == []


def test_few_files_are_held_or_let_through_wrongly() -> None:
    assert precision() >= 0.95
    assert recall() >= 0.95


def test_no_verdict_repeats_what_it_hides() -> None:
    told = {}
    for one in measured():
        said = json.dumps(one.verdict.as_dict(), ensure_ascii=False)
        _, *rows = one.sample.rows
        told[str(one)] = {cell for row in rows for cell in row if len(cell) > 5 and cell in said}
        told[str(one)] |= set(re.findall(r"[0-9]{5,}", re.sub("第[0-9]+号", "", said)))
    assert {name: values for name, values in told.items() if values} == {}


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_says_what_why_and_what_to_do_in_both_languages(rule: Rule) -> None:
    assert re.fullmatch(r"KG-P\d{3}", rule.id)
    fields = [
        {name for _, name, _, _ in string.Formatter().parse(text) if name}
        for text in (rule.message_ja, rule.message_en)
    ]
    assert fields[0] == fields[1] <= {"column", "count"}
    for text in (rule.message_ja, rule.why_ja, rule.remedy_ja):
        assert text.endswith("。")
    for text in (rule.message_en, rule.why_en, rule.remedy_en):
        assert text.endswith(".")
