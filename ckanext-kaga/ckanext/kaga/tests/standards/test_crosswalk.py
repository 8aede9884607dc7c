"""The crosswalk: every old list leads to its new one, and no value is moved on a guess."""

from __future__ import annotations

import pytest
import yaml

from ckanext.kaga.standards import Standard, crosswalk, registry
from ckanext.kaga.standards.crosswalk import WAYS

OLD = [standard for standard in registry().all() if standard.generation == "old"]
EACH = pytest.mark.parametrize("old", OLD, ids=lambda standard: standard.key)


def ways(slug: str) -> dict[str, tuple[str, list[str]]]:
    """Return way and old names by new name, from the old generation of a list."""
    old = registry().get(f"{slug}/old")
    new = registry().other(old)
    assert new
    steps = crosswalk(old, new).steps
    return {step.new.name: (step.way, [column.name for column in step.old]) for step in steps}


@EACH
def test_every_old_list_has_its_new_one(old: Standard) -> None:
    new = registry().other(old)
    assert new
    assert (new.generation, registry().other(new)) == ("new", old)


def test_a_list_that_is_only_new_has_no_other() -> None:
    assert registry().other(registry().get("polling_place/new")) is None


@EACH
def test_each_new_column_has_one_step_and_each_old_one_is_accounted_for(old: Standard) -> None:
    new = registry().other(old)
    assert new
    walk = crosswalk(old, new)
    assert [step.new for step in walk.steps] == list(new.columns)
    assert all(bool(step.old) is (step.way != "new") for step in walk.steps)
    taken = {column.name for step in walk.steps if step.takes_over for column in step.old}
    left = {column.name for column in walk.without_place}
    assert taken | left == set(old.by_name)
    assert not taken & left


@EACH
def test_a_value_is_taken_over_by_a_column_of_a_like_type(old: Standard) -> None:
    new = registry().other(old)
    assert new
    for step in crosswalk(old, new).steps:
        if step.way == "renamed":
            [source] = step.old
            assert source.type == step.new.type or "text" in {source.type, step.new.type}, step


def test_the_data_names_columns_that_there_are() -> None:
    data = yaml.safe_load(WAYS.read_text(encoding="utf-8"))
    for slug, listed in data.items():
        olds = [one for one in OLD if slug in {"common", one.slug, one.successor}]
        assert olds, slug
        known = {name for old in olds for name in old.by_name}
        fresh = {name for old in olds for name in registry().other(old).by_name}
        for way in listed:
            assert set(way["old"]) <= known, way
            assert way["new"] in fresh, way


def test_the_toilets_with_many_functions_are_asked_about() -> None:
    found = ways("public_toilet")
    assert found["バリアフリートイレ数"] == ("ask", ["多機能トイレ数"])
    assert found["地方公共団体名"] == ("joined", ["都道府県名", "市区町村名"])
    assert found["所在地_連結表記"] == ("renamed", ["住所"])
    assert found["所在地_都道府県"] == ("start", ["住所", "都道府県名"])
    assert found["名称"] == ("same", ["名称"])
    assert found["町字ID"] == ("new", [])


def test_a_list_may_say_it_otherwise_than_all() -> None:
    """The shelters' code is called otherwise; the permits' address as well."""
    assert ways("evacuation_space")["全国地方公共団体コード"] == ("renamed", ["市区町村コード"])
    assert ways("food_business_all")["所在地_連結表記"] == ("renamed", ["施設所在地"])


def test_an_old_column_may_be_asked_about_for_many() -> None:
    old = registry().get("public_facility/old")
    walk = crosswalk(old, registry().get("public_facility/new"))
    assert len(walk.of_old("バリアフリー情報")) == 7
    assert "バリアフリー情報" in {column.name for column in walk.without_place}
