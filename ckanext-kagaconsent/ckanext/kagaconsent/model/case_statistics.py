"""How many cases there were in a fiscal year, and how they ended, the erased ones included."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from ckan import model

from ckanext.kagaconsent.model.case import Case
from ckanext.kagaconsent.model.case_trail import CasePurge

_APRIL = sa.text("interval '3 months'")


@dataclass(frozen=True, slots=True)
class Counted:
    """So many cases of a fiscal year that are alike in this; no outcome is none yet."""

    fiscal_year: int
    kind: str
    outcome: str | None
    extended: bool
    late: bool
    cases: int


def counted(owner_orgs: Collection[str] | None) -> list[Counted]:
    """Return the counts of these organisations, or of all, newest year first."""
    year = sa.cast(sa.extract("year", Case.received_on - _APRIL), sa.Integer)
    kept = sa.select(year.label("fiscal_year"), Case.kind, Case.outcome, Case.extended, Case.late)
    gone = sa.select(
        CasePurge.fiscal_year,
        CasePurge.kind,
        CasePurge.outcome,
        CasePurge.extended,
        CasePurge.late,
    )
    if owner_orgs is not None:
        kept = kept.where(Case.owner_org.in_(owner_orgs))
        gone = gone.where(CasePurge.owner_org.in_(owner_orgs))
    every = sa.union_all(kept, gone).subquery()
    columns = [every.c[name] for name in Counted.__dataclass_fields__ if name != "cases"]
    query = sa.select(*columns, sa.func.count()).group_by(*columns).order_by(columns[0].desc())
    return [Counted(*row) for row in model.Session.execute(query)]
