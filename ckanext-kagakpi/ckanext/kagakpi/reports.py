"""Making a report public: the core says whether it can be, then it is added for good."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.kagakpi import boards
from ckanext.kagakpi import plan as core
from ckanext.kagakpi.model import Evaluation, Observation, Plan
from ckanext.kagakpi.model.observation import Revised

_OF_A_REPORT = ("value", "numerator", "denominator", "text_ja", "met", "missing_ja", "revises")


def refused(error: core.Refused) -> tk.ValidationError:
    """Return a refusal of the core as CKAN tells it, at its field."""
    return tk.ValidationError({error.field or "value": [f"{error.message} / {error.message_en}"]})


def checked(shown: boards.Board, kpi: core.Kpi, told: dict[str, Any], id_: str) -> core.Observation:
    """Return the report that ``told`` makes of a KPI; raises ValidationError at a field."""
    try:
        new = core.Observation(
            id=id_,
            indicator=kpi.indicator,
            year=core.years.year_of(told["as_of"]),
            as_of=told["as_of"],
            at=shown.now,
            standing=core.Standing(told["standing"]),
            **{name: told.get(name) for name in _OF_A_REPORT},
        )
        new.fit(shown.plan.indicator(kpi))
        core.appended(shown.history.get(kpi.indicator, ()), new)
    except core.Refused as error:
        raise refused(error) from error
    if new.revises and not told["reason"]:
        raise tk.ValidationError({"reason": [tk._("Say why the report is put right.")]})
    return new


def publish(
    row: Plan,
    kpi: core.Kpi,
    new: core.Observation,
    told: dict[str, Any],
    *,
    user_id: str,
    approver_id: str,
) -> Observation:
    """Add a report and what is said about it, in the caller's transaction."""
    people = {"user_id": user_id, "approver_id": approver_id, "at": new.at}
    try:
        added = Observation.add(
            id=new.id,
            plan_id=row.id,
            indicator=new.indicator,
            year=new.year,
            as_of=new.as_of,
            standing=new.standing.value,
            reason=told["reason"],
            source=told.get("source", "manual"),
            evidence=told["evidence"],
            query_hash=told.get("query_hash"),
            **{name: getattr(new, name) for name in _OF_A_REPORT},
            **people,
        )
    except Revised as error:
        why = tk._("Somebody else has put this report right meanwhile. Read it again.")
        raise tk.ValidationError({"revises": [why]}) from error
    if told["cause_ja"] or told["next_ja"] or told.get("next_kind"):
        Evaluation.add(
            plan_id=row.id,
            kpi=kpi.key,
            year=new.year,
            observation_id=added.id,
            cause_ja=told["cause_ja"],
            next_ja=told["next_ja"],
            next_kind=told.get("next_kind") or "",
            **people,
        )
    return added
