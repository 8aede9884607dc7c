"""A plan's file that is wrong is refused with the file, the line and the key."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.kagakpi.plan import Refused, load, ratings
from ckanext.kagakpi.tests.plan.seed import FILE

SEED = FILE.read_text(encoding="utf-8")
# the target that is to lose its number
TARGET = "year: 2020\n        comparator: ge\n        basis: at_point"


def line_of(text: str, part: str) -> int:
    """The line of the first occurrence, from 1."""
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "rule", "field", "at"),
    [
        ("first_year: 2020", "first_year: 令和2", "KP-P006", "first_year", "year: 令和2"),
        ("first_year: 2020", "first_year: 2020.5", "KP-P005", "first_year", "2020.5"),
        ("adopted_on: 2020-03-30", "adopted_on: 2020-02-30", "KP-P005", "adopted_on", "02-30"),
        ("label: 2019", "label:", "KP-P002", "label", "label:\n"),
        ("label: 2019", "lable: 2019", "KP-P002", "label", "key: kaga"),
        ("label: 2019", "label: 2019\ncolour: red", "KP-P003", "colour", "colour"),
        ("label: 2019", "label: 2019\nlabel: 2020", "KP-P004", "label", "label: 2020"),
        ("label: 2019", "label: [2019]", "KP-P009", "label", "[2019]"),
        ("    kind: count", "    kind: number", "KP-P005", "indicators[0].kind", "kind: number"),
        ("low: 80%", "low: 八割", "KP-P006", "kpis[1].targets[0].low", "八割"),
        ("low: 80%", "low: .inf", "KP-P006", "kpis[1].targets[0].low", ".inf"),
        ("low: 80%\n", "high: 80%\n", "KP-T001", "low", TARGET),
        ("    kpis: [iot]", "    kpis: iot", "KP-P009", "places[8].kpis", "kpis: iot"),
        ("measures:\n", "measures: none\nold:\n", "KP-P009", "measures", "measures: none"),
        ("measures:\n  - key", "measures:\n  - none\n  - key", "KP-P009", "measures[0]", "- none"),
        ("    marked: true", "    marked: ja", "KP-P005", "places[1].marked", "marked: ja"),
        ("last_year:\n", "last_year: *nothing\n", "KP-P001", "", "*nothing"),
        ("last_year:\n", "last_year: {\n", "KP-P001", "", None),
    ],
)
def test_a_wrong_line_is_named(
    tmp_path: Path, *, old: str, new: str, rule: str, field: str, at: str | None
) -> None:
    wrong = SEED.replace(old, new, 1)
    file = tmp_path / "plan.yaml"
    file.write_text(wrong, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        load(file)
    assert (refused.value.rule, refused.value.field) == (rule, field)
    if at:
        assert refused.value.place == f"plan.yaml:{line_of(wrong, at)}"
    assert refused.value.message.startswith(f"{refused.value.place}：")
    assert refused.value.message_en.startswith(f"{refused.value.place}: ")


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("measure: big-data\n    page", "measure: small-data\n    page", "KP-P007"),
        ("    primary: false\n", "", "KP-P008"),
        ("kpis: [training]", "kpis: []", "KP-P010"),
        ("  - key: big-data\n    ja: ビッグ", "  - key: open-data\n    ja: ビッグ", "KP-P004"),
        ("basis: cumulative", "basis: at_point", "KP-T006"),
        ("kind: area", "kind: qualitative", "KP-T005"),
    ],
)
def test_a_plan_that_does_not_hold_together_is_refused(
    tmp_path: Path, old: str, new: str, rule: str
) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(SEED.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Refused) as refused:
        load(file)
    assert refused.value.rule == rule
    assert refused.value.place.startswith("plan.yaml")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"- plan",
        b"\xff\xfe",
        b"a: b: c",
        b"key: \x00",
        b"#" * 1_000_001,
        b"a: " + b"[" * 50_000,
    ],
    ids=["empty", "list", "not UTF-8", "no YAML", "control", "too big", "too deep"],
)
def test_what_is_no_plan_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "plan.yaml"
    file.write_bytes(content)
    with pytest.raises(Refused):
        load(file)
    with pytest.raises(Refused):
        load(tmp_path / "none.yaml")


def test_the_schemes_that_come_with_the_plugin() -> None:
    schemes = ratings()
    assert list(schemes) == ["met", "ratio"]
    for scheme in schemes.values():
        shapes = [rule.shape for rule in scheme.rules]
        assert len(set(shapes)) == len(shapes)
