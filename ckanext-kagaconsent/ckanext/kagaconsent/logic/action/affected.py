"""Actions that tell somebody which data uses may concern them; what they answer is not kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.logic import validate
from ckan.types import Context, DataDict

from ckanext.kagaconsent import ledger, register
from ckanext.kagaconsent.logic.schema.reading import answers, nothing
from ckanext.kagaconsent.model import DataUse, Facet

__all__ = ["kagaconsent_affected_list", "kagaconsent_affected_question_list"]

Kind = ledger.UseKind

CHOICES = 60
"""So many answers are offered to one question at most."""

LISTED = 200
"""So many data uses are told at most."""

_QUESTIONS: tuple[tuple[str, str, frozenset[str] | None], ...] = (
    ("use", "kind", frozenset({Kind.APP, Kind.AI, Kind.OFFICE_WORK})),
    ("pass", "place", None),
    ("around", "kind", frozenset({Kind.CAMERA, Kind.SENSOR_DEVICE, Kind.DATA_LINKAGE})),
    ("deal", "department", None),
    ("concern", "data", None),
)
"""Each question: its name, the field that it asks about, and which of its values."""


@tk.side_effect_free
@validate(nothing)
def kagaconsent_affected_question_list(
    context: Context, data_dict: DataDict
) -> list[dict[str, Any]]:
    """Return the five questions, with the answers that the register has something on.

    :returns: for each ``question`` (use, pass, around, deal, concern), the ``field`` that it
        asks about (kind, place, department, data) and its ``values``, at most 60
    """
    tk.check_access("kagaconsent_affected_question_list", context, data_dict)
    return [
        {
            "question": question,
            "field": field,
            "values": sorted(
                (one for one in Facet.values(field, CHOICES) if among is None or one in among),
                key=_rank(field),
            ),
        }
        for question, field, among in _QUESTIONS
    ]


def _rank(field: str) -> Callable[[str], Any]:
    """What the values of a field are in the order of: kinds of data as the vocabulary has them."""
    if field != "data":
        return str
    terms = [term.id for term in ledger.dpv().groups["personal_data"].terms]
    return lambda value: terms.index(value) if value in terms else len(terms)


@tk.side_effect_free
@validate(answers)
def kagaconsent_affected_list(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return the data uses that have any of these values, those with most of them first.

    Nothing of the question is kept. Ended data uses are not among them.

    :param kind: values of the field, a list (optional)
    :param place: descriptions of places, a list (optional)
    :param department: desks of the responsible agencies, a list (optional)
    :param data: DPV terms of kinds of personal data, a list (optional)
    :returns: ``results``, at most 200, as ``kagaconsent_data_use_list`` gives them, each with
        ``because``: the fields and values that it has of those asked; ``has_more``
    """
    tk.check_access("kagaconsent_affected_list", context, data_dict)
    wanted = {field: values for field, values in data_dict.items() if values}
    found = dict(Facet.any_of(wanted, LISTED + 1))
    shown = list(found)[:LISTED]
    rows = {row.use.slug: row for row in DataUse.public(shown)}
    return {
        "results": [
            register.listed(rows[slug].use, rows[slug].version)
            | {"because": [{"field": field, "value": value} for field, value in found[slug]]}
            for slug in shown
            if slug in rows and rows[slug].use.state != "ended"
        ],
        "has_more": len(found) > LISTED,
    }
