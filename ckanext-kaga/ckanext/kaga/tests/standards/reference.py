"""The reference pages of the standards, made from the registry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ckanext.kaga.standards import Column, Standard, Step, crosswalk, guide, registry
from ckanext.kaga.standards.kinds import kind_of

WAYS = {
    "renamed": "名前が変わった / renamed",
    "joined": "つないで一つに / joined",
    "start": "住所の先頭 / beginning of the address",
    "ask": "人が判断する / a person decides",
    "new": "新しい項目 / new",
}
INDEX = """# 標準データセット / Standard datasets

検査、ひな形、ページ、コマンドが使う標準の一覧です。列の定義は、各標準のページにあります。
独自の標準も登録できます（[方法](../how-to/add-a-standard.md)）。

The standards that checks, templates, pages and commands use. Each page has the columns; a city can
[add its own](../how-to/add-a-standard.md).

**確認状況**は、公式の定義書（データ項目定義書）との照合の結果です。定義書そのものは、公衆トイレ一覧の
写しを除いて確認できていません。「確認済み」は、列、順序、区分、名前のすべてが出典で確認できたことを示します。

What is confirmed is confirmed by a source that is named on the page; the official workbooks
themselves were not read, but for a copy of the sheet of public toilets.

打ち消し線のある英語名は、公式の表の誤りです。 / English names that are struck out are wrong in the
official sheet.

この一覧と各ページは定義から作ります。This page and the standards' own are made from the registry:
`KAGA_WRITE_GOLDEN=1 ./kaga test fast -k reference` writes them.
"""


def index() -> str:
    """Return the page that lists every standard."""
    families = dict.fromkeys(standard.standard for standard in _sorted())
    return INDEX + "".join(_family(family) for family in families)


def page(standard: Standard) -> str:
    """Return the page of one standard."""
    parts = [
        f"# {standard.name_ja} / {standard.name_en}\n",
        f"`{standard.key}` · {standard.standard} {standard.number}\n",
        _doubts(standard),
        _facts(standard),
    ]
    if standard.has_columns:
        head = ("列", "区分", "種類", "書き方", "出典の例", "物理名", "英語名")
        parts.append(_table(head, map(_column, standard.columns)))
    old = registry().other(standard)
    if old and standard.generation == "new":
        parts.append(_crosswalk(old, standard))
    sources = "\n".join(f"- {source}" for source in standard.sources)
    parts.append(f"## 出典 / Sources\n\n{sources}\n")
    if standard.note:
        parts.append(f"{standard.note}\n")
    return "\n".join(part for part in parts if part)


def file_name(standard: Standard) -> str:
    """Return the name of a standard's page."""
    return f"{standard.slug}-{standard.generation}.md"


def _sorted() -> list[Standard]:
    return sorted(registry().all(), key=lambda one: (one.generation, one.number, one.slug))


def _family(family: str) -> str:
    head = ("番号", "名前", "key", "列", "確認状況 / confirmed")
    rows = (
        (
            standard.number,
            f"[{standard.name_ja}](standards/{file_name(standard)})<br>{standard.name_en}",
            f"`{standard.key}`",
            str(len(standard.columns)) if standard.has_columns else "–",
            "<br>".join(ja for ja, _ in guide.doubts(standard)) or "確認済み / confirmed",
        )
        for standard in _sorted()
        if standard.standard == family
    )
    return f"\n## {family}\n\n{_table(head, rows)}"


def _doubts(standard: Standard) -> str:
    return "".join(f"> {ja} / {en}\n>\n" for ja, en in guide.doubts(standard)).removesuffix(">\n")


def _facts(standard: Standard) -> str:
    new = registry().other(standard) if standard.generation == "old" else None
    facts = (
        ("版 / edition", standard.version),
        ("定義のライセンス / licence", standard.licence),
        ("新標準 / new generation", f"[{new.name_ja}]({file_name(new)})" if new else ""),
    )
    return "".join(f"- {name}: {value}\n" for name, value in facts if value)


def _column(column: Column) -> tuple[str, ...]:
    (level_ja, level_en), kind = guide.LEVELS[column.required], kind_of(column)
    how_ja, how_en = guide.how(column)
    english = f"`{column.name_en}`" if column.name_en else ""
    return (
        column.name,
        f"{level_ja}<br>{level_en}",
        f"{kind.ja}<br>{kind.en}",
        f"{how_ja}{column.note}<br>{how_en}",
        column.example,
        f"`{column.physical_name}`" if column.physical_name else "",
        english if column.name_en_trusted else f"~~{english}~~",
    )


def _crosswalk(old: Standard, new: Standard) -> str:
    walk = crosswalk(old, new)
    head = (f"`{new.key}`", "対応", f"`{old.key}`", "確かめること")
    rows = (_moved(step) for step in walk.steps if step.way != "same")
    same = sum(step.way == "same" for step in walk.steps)
    left = "、".join(column.name for column in walk.without_place) or "なし / none"
    return (
        f"## 旧標準から / From the [old generation]({file_name(old)})\n\n"
        f"同じ名前の列は{same}列です。 / {same} columns have the same name. The others:\n\n"
        f"{_table(head, rows)}\n移り先のない旧標準の列 / old columns without a place: {left}\n"
    )


def _moved(step: Step) -> tuple[str, ...]:
    old = "、".join(column.name for column in step.old)
    return step.new.name, WAYS[step.way], old, step.note


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    return "".join(_lines(head, rows))


def _lines(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    names = list(head)
    for cells in (names, ["---"] * len(names), *rows):
        escaped = (cell.replace("|", "\\|") for cell in cells)
        yield f"| {' | '.join(escaped)} |\n"
