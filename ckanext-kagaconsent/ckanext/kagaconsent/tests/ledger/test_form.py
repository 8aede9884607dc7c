"""The form asks for everything once, and what is shown and sent back changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.kagaconsent import ledger
from ckanext.kagaconsent.ledger.form import FormField
from ckanext.kagaconsent.tests.ledger.uses import CAMERA

OF_THE_REGISTER = {"id", "slug", "version", "example"}
CHOICES = (
    ledger.UseKind,
    ledger.UseStatus,
    ledger.Automation,
    ledger.Identifiability,
    ledger.Sensitivity,
    ledger.Source,
    ledger.PeriodUnit,
    ledger.PartyKind,
    ledger.Role,
    ledger.LawApplied,
    ledger.BasisCode,
)


def sent(asked: tuple[FormField, ...], content: Mapping[str, Any], path: str = "") -> Any:
    """What a browser sends when a page is shown and sent back untouched."""
    found: dict[str, list[str]] = {}
    for field in asked:
        found |= dict(_sent(field, content.get(field.name), f"{path}{field.name}"))
    return found


def _sent(field: FormField, value: Any, path: str) -> Iterator[tuple[str, list[str]]]:
    if field.control == "part":
        yield from sent(field.fields, value or {}, f"{path}.").items()
    elif field.control == "rows":
        for at, row in enumerate([*(value or []), {}]):  # an empty row waits at the end
            yield from sent(field.fields, row, f"{path}[{at}].").items()
    elif field.control == "ranked":
        for at, term in enumerate(value or []):
            yield f"{path}[{at}]", [term]
    elif field.control == "marks":
        yield path, list(value or [])
    elif field.control == "lines":
        yield path, ["\r\n".join(value or [])]
    elif isinstance(value, bool):
        yield path, [str(value).lower()]
    else:
        yield path, ["" if value is None else str(value).replace("\n", "\r\n")]


def test_every_field_is_asked_for_once() -> None:
    asked = [field.name for step in ledger.steps() for field in step.fields]
    assert len(asked) == len(set(asked))
    assert set(asked) == {one.name for one in fields(ledger.DataUse)} - OF_THE_REGISTER
    assert [question for step in ledger.steps() for question in step.questions] == list(
        ledger.Question
    )


def test_every_part_is_asked_for_whole() -> None:
    def names(name: str) -> set[str]:
        field = next(one for step in ledger.steps() for one in step.fields if one.name == name)
        return {one.name for one in field.fields}

    for name, kind in (
        ("controller", ledger.Party),
        ("bases", ledger.LegalBasis),
        ("items", ledger.DataItem),
        ("processings", ledger.Processing),
        ("storages", ledger.Storage),
        ("provisions", ledger.Provision),
        ("measures", ledger.Measure),
        ("places", ledger.Place),
    ):
        assert names(name) == {one.name for one in fields(kind)} - {"id"}, name


@pytest.mark.parametrize("kind", CHOICES, ids=lambda kind: kind.__name__)
def test_every_choice_has_its_words(kind: type[StrEnum]) -> None:
    told = ledger.choices(kind)
    assert [one.value for one in told] == [one.value for one in kind]
    assert all(one.ja and one.en for one in told)
    assert len({one.ja for one in told}) == len(told)


def test_what_the_gate_misses_has_a_step() -> None:
    for finding in ledger.missing(ledger.DataUse()):
        step = ledger.step_of(finding.field)
        name = finding.field.partition(".")[0].partition("[")[0]
        assert name in [field.name for field in step.fields], finding.field


WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=30)
ITEMS = st.lists(
    st.builds(
        ledger.DataItem,
        name_ja=WORDS,
        identifiability=st.none() | st.sampled_from(ledger.Identifiability),
        required=st.none() | st.booleans(),
    ),
    max_size=5,
).map(tuple)
STORAGES = st.lists(
    st.builds(
        ledger.Storage,
        period_value=st.integers(0, 1_000_000),
        period_unit=st.none() | st.sampled_from(ledger.PeriodUnit),
        in_city=st.none() | st.booleans(),
    ),
    max_size=3,
).map(tuple)


@given(
    title=WORDS,
    summary=st.lists(WORDS, max_size=3).map("\n".join),
    items=ITEMS,
    storages=STORAGES,
    day=st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1)),
)
def test_what_is_shown_and_sent_back_changes_nothing(
    title: str, summary: str, items: Any, storages: Any, day: Any
) -> None:
    use = replace(
        CAMERA,
        title_ja=title,
        summary_easy_ja=summary,
        items=items,
        storages=storages,
        review_date=day,
    )
    content = ledger.record_json(use)
    for step in ledger.steps():
        content = ledger.filled(step, sent(step.fields, content), content)
    assert ledger.read_use(content) == use


def test_what_cannot_be_read_stays_as_typed() -> None:
    keep = next(step for step in ledger.steps() if step.key == "keep")
    typed = {"storages[0].period_value": ["二週間"], "review_date": ["来年"]}
    content = ledger.filled(keep, typed, {})
    assert content == {"storages": [{"period_value": "二週間"}], "review_date": "来年"}
    with pytest.raises(ledger.Refused) as refused:
        ledger.read_use(content)
    assert {one.field for one in refused.value.findings} == {
        "storages[0].period_value",
        "review_date",
    }
    wide = ledger.filled(keep, {"storages[0].period_value": ["１４"]}, {})
    assert wide == {"storages": [{"period_value": 14}]}


def test_a_row_is_taken_away() -> None:
    what = next(step for step in ledger.steps() if step.key == "what")
    content = {"items": [{"name_ja": "氏名"}, {"name_ja": "住所"}], "title_ja": "見本"}
    typed = sent(what.fields, content)
    gone = ledger.filled(what, ledger.without(typed, "items[0]"), content)
    assert gone == {"items": [{"name_ja": "住所"}], "title_ja": "見本"}
    for none in ("items[5]", "items", "title_ja[0]", "items[-1]", ""):
        assert ledger.filled(what, ledger.without(typed, none), content) == content


@pytest.mark.parametrize("template", ledger.templates().values(), ids=lambda one: one.key)
def test_a_template_begins_and_judges_nothing(template: ledger.Template) -> None:
    content = ledger.begun(
        template, title="見本", controller="例市", desk={}, today=date(2026, 4, 1)
    )
    use = ledger.read_use(content)
    open_ = {finding.field for finding in ledger.missing(use)}
    assert {"purpose_ja", "purpose_terms", "bases", "storages", "review_date"} <= open_
    assert {"how_to_stop_ja", "to_whom_ja"} <= open_
    assert "KC-U012" not in [finding.rule for finding in ledger.missing(use)]
    assert use.controller is not None
    assert use.controller.name_ja == "例市"


def test_a_business_begins_under_the_law_for_businesses() -> None:
    content = ledger.begun(
        ledger.templates()["app"],
        title="見本",
        controller="例交通株式会社",
        desk={},
        today=date(2026, 4, 1),
        business=True,
    )
    controller = ledger.read_use(content).controller
    assert controller is not None
    assert (controller.kind, controller.law_applied) == (
        ledger.PartyKind.BUSINESS,
        ledger.LawApplied.APPI_PRIVATE,
    )


def test_the_templates_are_those_of_the_kinds_that_cities_have() -> None:
    assert list(ledger.templates()) == [
        "office_work",
        "camera",
        "people_flow",
        "wifi",
        "app",
        "ai",
        "data_linkage",
    ]
