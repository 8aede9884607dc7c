"""The registry, and what each shipped standard promises to the code that reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.kaga.common.identifiers import is_municipality_code
from ckanext.kaga.standards import Registry, Standard, registry
from ckanext.kaga.standards.header import normalise
from ckanext.kaga.tabular.types import TYPES

ALL = registry().all()
EACH = pytest.mark.parametrize("standard", ALL, ids=lambda standard: standard.key)


def test_every_standard_is_shipped() -> None:
    """31 items and the facility file of the new generation, 15 of the old one."""
    generations = [standard.generation for standard in ALL]
    assert (generations.count("new"), generations.count("old")) == (32, 15)
    assert sum(len(standard.columns) for standard in ALL) == 1136


def test_a_standard_without_known_columns_says_that_nothing_is_confirmed() -> None:
    unknown = [standard for standard in ALL if not standard.has_columns]
    assert [standard.number for standard in unknown] == ["18", "19", "20", "21", "25", "29", "31"]
    assert not any(standard.complete or standard.names_confirmed for standard in unknown)


@EACH
def test_sums_and_ranges_are_of_its_own_columns(standard: Standard) -> None:
    for one in standard.sums:
        assert {one.total, *one.parts} <= set(standard.by_name)
        assert {standard.by_name[name].type for name in one.parts} == {"integer"}
    for one in standard.ranges:
        assert {one.start, one.end} <= set(standard.by_name)


def test_both_generations_of_the_toilets_are_shipped() -> None:
    assert [len(registry().get(f"public_toilet/{g}").columns) for g in ("new", "old")] == [39, 32]


def test_an_unknown_key_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        registry().get("no_such/new")


@EACH
def test_a_standard_says_where_it_is_from(standard: Standard) -> None:
    assert standard.sources
    assert standard.licence
    assert standard.name_ja
    assert standard.name_en


@EACH
def test_types_and_levels_are_known(standard: Standard) -> None:
    assert {column.type for column in standard.columns} <= set(TYPES)
    levels = {"required", "recommended", "optional", "unknown"}
    assert {column.required for column in standard.columns} <= levels


@EACH
def test_no_two_columns_can_be_taken_for_one_another(standard: Standard) -> None:
    spellings = [normalise(column.name) for column in standard.columns]
    assert len(set(spellings)) == len(spellings)
    for column in standard.columns:
        aliases = {normalise(alias) for alias in (*column.aliases, column.physical_name) if alias}
        assert not aliases & (set(spellings) - {normalise(column.name)})


@EACH
def test_an_example_with_a_check_digit_passes_its_own_rule(standard: Standard) -> None:
    examples = [c.example for c in standard.columns if c.type == "localgov_code" and c.example]
    assert all(is_municipality_code(example) for example in examples)


def test_a_yaml_file_in_a_folder_is_a_standard(tmp_path: Path) -> None:
    (tmp_path / "bench-new.yaml").write_text(
        """
id: new-99-bench
slug: bench
generation: new
number: '99'
name_ja: ベンチ一覧
name_en: Benches
standard: 市独自
version: '1'
licence: CC BY 4.0
complete: true
order_confirmed: true
required_confirmed: true
names_confirmed: true
sources: [the city]
note: ''
columns:
  - {name: 名称, type: text, required: required}
  - {name: 座席数, type: integer, required: optional}
""",
        encoding="utf-8",
    )
    bench = Registry.load(tmp_path).get("bench/new")
    assert [column.name for column in bench.columns] == ["名称", "座席数"]


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("columns: []\nsources: []\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"broken\.yaml"):
        Registry.load(tmp_path)


def test_two_files_cannot_be_one_standard() -> None:
    with pytest.raises(ValueError, match="same slug"):
        Registry([ALL[0], ALL[0]])
