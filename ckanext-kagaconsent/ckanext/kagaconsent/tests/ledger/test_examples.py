"""The examples of the register: each could be published, and says that it is an example."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from ckanext.kagaconsent.ledger import (
    UseKind,
    dtpr,
    entry_json,
    lint,
    missing,
    policies,
    read_entry,
    read_use,
)

FILE = Path(__file__).parents[2] / "data" / "examples" / "data_uses.yaml"
USES = yaml.safe_load(FILE.read_text("utf-8"))["data_uses"]
TECHNOLOGY = {term.id for key in ("device__tech",) for term in dtpr().groups[key].terms}

each = pytest.mark.parametrize("told", USES, ids=[use["slug"] for use in USES])


def test_there_are_ten_of_every_kind() -> None:
    assert len({use["slug"] for use in USES}) == len(USES) == 10
    assert {use["kind"] for use in USES} == {kind.value for kind in UseKind}


@each
def test_it_passes_the_gate(told: dict[str, Any]) -> None:
    assert [finding.message for finding in missing(read_use(told))] == []


@each
def test_it_is_marked_as_an_example(told: dict[str, Any]) -> None:
    use = read_use(told)
    assert use.example
    assert use.slug.startswith("example-")
    assert use.title_ja.endswith("（例）")
    assert use.title_easy_ja.endswith("（例《れい》）")
    assert use.title_en.endswith("(example)")


@each
def test_it_keeps_the_six_policies(told: dict[str, Any]) -> None:
    use = read_use(told)
    assert [one.policy.ja for one in policies(use) if not one.stated] == []
    assert {tech for one in use.processings for tech in one.technology_ids} <= TECHNOLOGY


LEDGER = yaml.safe_load(FILE.with_name("file_ledger.yaml").read_text("utf-8"))["files"]


@pytest.mark.parametrize("told", LEDGER, ids=[file["slug"] for file in LEDGER])
def test_a_file_of_the_ledger_is_in_order_and_marked(told: dict[str, Any]) -> None:
    content = {name: value for name, value in told.items() if name != "slug"}
    entry = read_entry(content)
    assert [one.message for one in lint(entry) if one.severity != "notice"] == []
    assert entry_json(entry) == content
    assert told["slug"].startswith("example-")
    assert entry.file_name.endswith("（例）")
    assert entry.remarks == "例として作成した記載です。"
    assert set(entry.related_use_ids) <= {use["slug"] for use in USES}
