"""What the fields of the plan's editor are called, and what is wrong with them by that name."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.kaga.common.named import Named
from ckanext.kagakpi import plan as core
from ckanext.kagakpi.views import words

_FIELDS = {
    "kpi.key": "key",
    "kpi.text": "wording",
    "indicator.key": "indicator_key",
    "indicator.ja": "indicator_ja",
    "indicator.lowest": "indicator_lowest",
    "targets": "year",
}
"""What the core calls a field, and the form does otherwise."""
_CODED = {"comparator": (core.Comparator, core.Basis), "basis": (core.Basis,), "time": (core.Time,)}


def labels() -> dict[str, str]:
    """Return what each field is called, by its name in the forms."""
    return _head() | _measure() | _kpi() | _target()


def refused(wrong: core.Refused) -> dict[str, list[str]]:
    """Return what the core refuses, under the form's field, in the words of the form."""
    field = _FIELDS.get(wrong.field, wrong.field)
    named: dict[str, Any] = {
        name: _named(value, _CODED.get(name, ())) for name, value in wrong.words.items()
    }
    said = core.Refused(wrong.rule, labels().get(field, field), **named)
    return {field: [said.message_en if words.is_english() else said.message]}


def choices(kind: type[Named]) -> list[tuple[str, str]]:
    """Return the answers of a field as a form offers them."""
    return [(one.value, one.en if words.is_english() else one.ja) for one in kind]


def _named(value: object, kinds: tuple[type[Named], ...]) -> object:
    for kind in kinds:
        if value in set(kind):
            return dict(choices(kind))[str(value)]
    return value


def _head() -> dict[str, str]:
    return {
        "label": tk._("Label of the version"),
        "adopted_on": tk._("Adopted on"),
        "first_year": tk._("First fiscal year"),
        "last_year": tk._("Last fiscal year"),
        "lead_ja": tk._("Department in charge"),
        "source_ja": tk._("Source"),
        "licence_ja": tk._("Licence"),
        "reason": tk._("What changed and why"),
    }


def _measure() -> dict[str, str]:
    return {
        "key": tk._("Key"),
        "ja": tk._("Name in Japanese"),
        "en": tk._("Name in English"),
        "department_ja": tk._("Department in charge"),
        "node": tk._("Part of the plan"),
        "number": tk._("Number in the plan"),
        "heading": tk._("Heading in the plan"),
        "title": tk._("Title in the plan"),
        "page": tk._("Page of the plan"),
        "kpi_text": tk._("KPI as the plan words it"),
        "target_text": tk._("Target as the plan words it"),
        "note_ja": tk._("Remark on the measure"),
        "into": tk._("Into which measure"),
        "kpis": tk._("KPI that are shown there"),
        "ended_ja": tk._("Why it ends"),
    }


def _kpi() -> dict[str, str]:
    return {
        "wording": tk._("KPI in the words of the plan"),
        "kpi_note": tk._("Remark on the KPI"),
        "indicator": tk._("What is measured"),
        "indicator_key": tk._("Key of what is measured"),
        "indicator_ja": tk._("Name of what is measured"),
        "indicator_en": tk._("Name of what is measured, in English"),
        "indicator_kind": tk._("Kind of value"),
        "indicator_time": tk._("How it is counted"),
        "indicator_unit_ja": tk._("Unit"),
        "indicator_unit_en": tk._("Unit in English"),
        "indicator_better": tk._("Which way is good"),
        "indicator_numerator_ja": tk._("Numerator"),
        "indicator_denominator_ja": tk._("Denominator"),
        "indicator_lowest": tk._("Lowest value that can be"),
        "indicator_highest": tk._("Highest value that can be"),
        "indicator_computed": tk._("Worked out by the portal"),
        "indicator_computed_from": tk._("What it is worked out of"),
    }


def _target() -> dict[str, str]:
    return {
        "year": tk._("Fiscal year"),
        "reason_ja": tk._("Why it is promised or changed"),
        "text": tk._("As the plan words it"),
        "comparator": tk._("How it is compared"),
        "basis": tk._("What is compared"),
        "low": tk._("At least, or exactly"),
        "high": tk._("At most"),
        "criterion_ja": tk._("What counts as done"),
        "no_number_ja": tk._("Why there is no number"),
        "tolerance": tk._("Give or take"),
        "baseline": tk._("Value to compare with"),
        "baseline_year": tk._("Fiscal year of that value"),
        "since": tk._("First fiscal year of a total"),
        "criterion_en": tk._("What counts as done, in English"),
    }
