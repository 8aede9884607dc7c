"""The schema files by themselves: both languages everywhere, and the specification complete."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel.messages.pofile import read_po

from ckanext.kaga import schemas
from ckanext.kaga.dcat import vocabulary

FOLDER = Path(schemas.__file__).parent
SPECIFICATION = Path(__file__).parents[5] / "docs" / "reference" / "metadata.md"
LICENCES = json.loads((FOLDER / "licences.json").read_text(encoding="utf-8"))
FILES = ["dataset.yaml", "organization.yaml", "group.yaml", "presets.yaml"]


def _load(name: str) -> Any:
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))


def _walk(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for child in node.values():
            yield from _walk(child)
    elif isinstance(node, list):
        for child in node:
            yield from _walk(child)


def _fields(name: str) -> list[dict[str, Any]]:
    schema = _load(name)
    lists = ("dataset_fields", "resource_fields", "fields")
    return [field for each in lists for field in schema.get(each, [])]


@pytest.mark.parametrize("name", FILES)
def test_what_people_read_is_there_in_both_languages(name: str) -> None:
    texts = [node for node in _walk(_load(name)) if {"ja", "en"} & set(node)]
    assert texts
    for text in texts:
        assert set(text) == {"ja", "en"}, text
        assert all(text.values()), text


@pytest.mark.parametrize("name", ["dataset.yaml", "organization.yaml", "group.yaml"])
def test_every_field_of_a_form_has_a_label(name: str) -> None:
    for field in _fields(name):
        assert "label" in field or field["preset"] == "kaga_derived", field["field_name"]


@pytest.mark.parametrize("name", ["dataset.yaml", "organization.yaml"])
def test_the_specification_names_every_field_with_its_label(name: str) -> None:
    rows = [line for line in SPECIFICATION.read_text(encoding="utf-8").splitlines() if "|" in line]
    for field in _fields(name):
        mentions = [row for row in rows if f"`{field['field_name']}`" in row]
        assert mentions, field["field_name"]
        if name == "dataset.yaml" and "label" in field:
            label = field["label"]["ja"]
            assert any(label in row for row in mentions), (field["field_name"], label)


def test_licences_have_a_page_a_known_kind_and_a_japanese_title() -> None:
    catalogue = FOLDER.parent / "i18n" / "ja" / "LC_MESSAGES" / "ckan.po"
    with catalogue.open("rb") as file:
        japanese = read_po(file, locale="ja")
    for licence in LICENCES:
        assert licence["url"].startswith(("https://", "http://")), licence
        assert licence["adms_type"] in vocabulary.LABELS, licence
        assert japanese.get(licence["title"]).string, licence["title"]


def test_the_default_licence_is_one_of_them() -> None:
    [field] = [each for each in _fields("dataset.yaml") if "default(" in each.get("validators", "")]
    assert field["default"] in {licence["id"] for licence in LICENCES}
    assert f"default({field['default']})" in field["validators"]
