"""A definition of one's own: what it needs, and how a mistake in it is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.kaga.standards import Registry, Wrong, registry

GUIDE = Path(__file__).parents[5] / "docs" / "how-to" / "add-a-standard.md"
SHORT = """
slug: bench
generation: new
name_ja: ベンチ一覧
name_en: Benches
standard: 加賀市独自
columns:
  - {name: 名称, type: text, required: required}
  - {name: 座席数, type: integer, required: optional}
"""


def load(folder: Path, text: str) -> Registry:
    """Return the registry of a folder with one definition."""
    (folder / "bench.yaml").write_text(text, encoding="utf-8")
    return Registry.load(folder)


def test_the_example_of_the_guide_is_a_standard(tmp_path: Path) -> None:
    """What docs/how-to/add-a-standard.md tells a city to write is read."""
    text = GUIDE.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    [standard] = load(tmp_path, text).all()
    assert standard.key == "bench/new"
    assert [column.name for column in standard.columns][:2] == ["全国地方公共団体コード", "ID"]
    assert standard.by_name["全国地方公共団体コード"].type == "localgov_code"
    assert standard.ranges[0].end == "撤去日"


def test_a_city_confirms_its_own_standard(tmp_path: Path) -> None:
    bench = load(tmp_path, SHORT).get("bench/new")
    assert (bench.id, bench.complete, bench.required_confirmed) == ("new-bench", True, True)


def test_the_shipped_definitions_state_every_flag() -> None:
    """The defaults are a city's; what no source confirms must not be confirmed by silence."""
    flags = ("complete:", "order_confirmed:", "required_confirmed:", "names_confirmed:")
    folder = Path(__file__).parents[2] / "standards" / "data"
    for path in folder.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        assert [flag for flag in flags if f"\n{flag}" not in text] == [], path.name


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("slug: bench", "slug: 'a b'", "slug: 半角の小文字"),
        ("slug: bench\n", "", "「slug」がありません"),
        ("generation: new", "generation: newer", "generation: 「newer」は使えません。new、old"),
        ("name_en:", "name_english:", "「name_english」という項目はありません"),
        ("type: integer", "type: int", "columns「座席数」 type: 「int」は使えません。text、"),
        ("required: optional", "required: yes", 'required: 「True」は文字として" "で囲みます'),
        ("name: 座席数", "name: NO", 'name: 「False」は文字として" "で囲みます'),
        ("name: 座席数", "name: 名称", "columns: 「名称」が二つ以上あります"),
        ("type: integer, ", "", "columns「座席数」: 「type」がありません"),
        ("type: integer", "type: integer, enum: 1", "enum: [ ] か行頭の - で一覧にします"),
        ("type: integer", "type: integer, key: 1", "key: true か false を書きます"),
        (
            "standard: 加賀市独自",
            "sums: [{total: 合計, parts: [座席数]}]\nstandard: 独自",
            "「合計」",
        ),
        ("standard: 加賀市独自", "ranges: [{start: 名称}]\nstandard: 独自", "「end」がありません"),
        ("columns:", "columns: {", "YAMLとして読めません"),
        (SHORT, "- a\n", "「項目: 値」の形で書きます"),
        (SHORT, "", "「項目: 値」の形で書きます"),
        (SHORT.partition("columns:")[2], " []\n", ""),
    ],
)
def test_a_mistake_is_named_with_its_file(
    tmp_path: Path, right: str, wrong: str, said: str
) -> None:
    assert right in SHORT
    if not said:
        # No column is no mistake: a standard may be known by its name only.
        assert not load(tmp_path, SHORT.replace(right, wrong)).all()[0].has_columns
        return
    with pytest.raises(Wrong, match=r"bench\.yaml") as error:
        load(tmp_path, SHORT.replace(right, wrong))
    assert said in str(error.value)
    assert " / " in str(error.value)


def test_a_standard_without_columns_says_so(tmp_path: Path) -> None:
    with pytest.raises(Wrong, match="「columns」がありません"):
        load(tmp_path, SHORT.partition("columns:")[0])


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Wrong, match="no_such"):
        registry(tmp_path / "no_such")


def test_a_shipped_standard_is_not_replaced_by_accident(tmp_path: Path) -> None:
    text = SHORT.replace("slug: bench", "slug: public_toilet")
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(Wrong, match=r"mine\.yaml: .*public_toilet-new\.yaml"):
        registry(tmp_path)
