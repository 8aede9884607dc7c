"""The plan as datasets of the catalogue: one for each edition, in a series for the plan.

An edition is what has a label of its own; a corrected version of it is the same dataset.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.kaga.shared.licences import open_licence
from ckanext.kaga.shared.stranger import asked
from ckanext.kagakpi import boards
from ckanext.kagakpi import plan as core
from ckanext.kagakpi.model import Observation, Plan, PlanVersion

ORGANISATIONS = "ckanext.kagakpi.catalogue_orgs"
OURS = "kagakpi"
"""``url_type`` of the files: they are made here, so nobody fetches and checks them."""

_LONGEST_SLUG = 80
_NAME = re.compile(r"plan-(.+)-([0-9]+)")
_FILES = (
    ("CSV", "CSV", "as_csv"),
    ("JSON", "JSON", "as_json"),
    ("RDF Data Cube", "TTL", "turtle"),
    ("NGSI-LD", "JSON-LD", "ngsi"),
)


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of a plan: the numbers of its first and its last version, and what it says."""

    first: int
    last: int
    plan: core.Plan
    is_newest: bool


@dataclass(frozen=True, slots=True)
class Series:
    """A plan as a series of datasets: those of its editions that strangers see, oldest first.

    ``plan`` is what its newest version says.
    """

    slug: str
    plan: core.Plan
    datasets: tuple[dict[str, Any], ...]


def is_registered(row: Plan) -> bool:
    """Tell whether a plan goes into the catalogue: never an example, whose values are made up."""
    organisation = model.Group.get(row.owner_org)
    names = tk.config.get(ORGANISATIONS) or []
    return not row.example and organisation is not None and organisation.name in names


def ask(row: Plan) -> None:
    """Queue the registration of a plan that has changed, after the caller's commit."""
    if is_registered(row):
        tk.enqueue_job(register_later, [row.id], title=f"Plan {row.slug} into the catalogue")


def register_later(plan_id: str) -> None:
    """Register a plan as the portal itself; the job of ``ask``."""
    site = tk.get_action("get_site_user")({"ignore_auth": True}, {})
    context = {"user": site["name"], "ignore_auth": True}
    tk.get_action("kagakpi_plan_register")(context, {"id": plan_id})


def editions(row: Plan) -> list[Edition]:
    """Return the editions of a plan, oldest first."""
    found: dict[str, Edition] = {}
    versions = PlanVersion.of(row.id)
    for version in reversed(versions):
        plan = boards.parsed(version)
        before = found.pop(plan.label, None)
        first = before.first if before else version.number
        newest = version.number == versions[0].number
        found[plan.label] = Edition(first, version.number, plan, newest)
    return list(found.values())


def name_of(row: Plan, edition: Edition) -> str:
    """Return the name of the dataset of an edition, which stays."""
    known = row.slug if len(row.slug) <= _LONGEST_SLUG else row.id
    return f"plan-{known}-{edition.first}"


def plan_of(dataset: dict[str, Any]) -> str | None:
    """Return the key or id of the plan that a dataset was registered for, as its name says."""
    found = _NAME.fullmatch(dataset["name"])
    ours = any(one.get("url_type") == OURS for one in dataset.get("resources", []))
    return found[1] if found and ours else None


def series_of(dataset: dict[str, Any]) -> Series | None:
    """Return the series of a dataset that was registered for a plan of its organisation."""
    known = plan_of(dataset)
    row = Plan.get(known) if known else None
    if row is None or row.owner_org != dataset["owner_org"]:
        return None
    every = editions(row)
    found = (asked("package_show", id=name_of(row, one)) for one in every)
    mine = (one for one in found if one and not one["private"] and plan_of(one))
    datasets = tuple(one for one in mine if one["owner_org"] == row.owner_org)
    return Series(row.slug, every[-1].plan, datasets)


def dataset(row: Plan, edition: Edition) -> dict[str, Any]:
    """Return what an edition is in the catalogue."""
    plan = edition.plan
    years = core.years
    there = {"slug": row.slug, "locale": "default", "qualified": True}
    page = tk.h.url_for("kagakpi.version", number=edition.last, **there)
    at = {} if edition.is_newest else {"version": edition.last}
    told = {
        "name": name_of(row, edition),
        "title": f"{plan.ja}（{plan.label}）の目標と実績",
        "title_en": f"Targets and results of {plan.en} ({plan.label})" if plan.en else "",
        "notes": f"{plan.ja}（{plan.label}）の各KPIの目標と、公表した実績です。訂正した報告も、"
        f"訂正の理由とともに残ります。計画の出典：{plan.source_ja}"
        f"。データのライセンスは目標と実績の値についてのものです。計画の本文の利用条件：{plan.licence_ja}",
        "notes_en": f"Targets of each KPI of {plan.en} ({plan.label}) and the results that were"
        " published. Reports that were put right stay, with the reason. The licence is that of the"
        " targets and results; the plan's own words have the terms that its page tells."
        if plan.en
        else "",
        "owner_org": row.owner_org,
        "license_id": open_licence(),
        "url": page,
        "version": plan.label,
        "temporal_start": years.first_day(plan.first_year).isoformat(),
        "resources": [
            {
                "name": f"目標と実績（{standard}）",
                "name_en": f"Targets and results ({standard})",
                "format": kind,
                "url": tk.h.url_for(f"kagakpi_export.{view}", **there, **at),
                "url_type": OURS,
                "last_modified": _changed(row),
            }
            for standard, kind, view in _FILES
        ],
    }
    if plan.last_year:
        told["temporal_end"] = years.last_day(plan.last_year).isoformat()
    return told


def _changed(row: Plan) -> str:
    """When a report or a version was published last, in UTC to the second."""
    newest = max([row.modified, *(one.at for one in Observation.of(row.id))])
    return newest.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S")
