"""The action on evidence: which promises a dataset proves."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan.logic import validate
from ckan.types import Context, DataDict

from ckanext.kagakpi import boards
from ckanext.kagakpi.logic.schema.evidence import of
from ckanext.kagakpi.model import Observation, Plan, PlanVersion

__all__ = ["kagakpi_dataset_kpi_list"]


@tk.side_effect_free
@validate(of)
def kagakpi_dataset_kpi_list(context: Context, data_dict: DataDict) -> list[dict[str, Any]]:
    """Return the KPI whose reports name a dataset as evidence; a corrected report does not count.

    :param id: id or name of the dataset
    :returns: for each ``slug`` (of the plan), ``kpi``, ``text``, ``en``, ``example`` and ``years``,
        the city's own plans first
    :raises NotFound: there is no such dataset
    """
    tk.check_access("kagakpi_dataset_kpi_list", context, data_dict)
    dataset = tk.get_action("package_show")(context, {"id": data_dict["id"]})
    years: dict[tuple[str, str], set[int]] = {}
    for one in Observation.proved_by(list(_links(dataset))):
        years.setdefault((one.plan_id, one.indicator), set()).add(one.year)
    found = []
    for plan_id in dict.fromkeys(plan for plan, _ in years):
        row = Plan.get(plan_id)
        plan = boards.parsed(PlanVersion.of(plan_id)[0])
        found += [
            {
                "slug": row.slug if row else "",
                "kpi": kpi.key,
                "text": kpi.text,
                "en": plan.indicator(kpi).en,
                "example": bool(row and row.example),
                "years": sorted(years[plan_id, kpi.indicator]),
            }
            for kpi in plan.kpis
            if (plan_id, kpi.indicator) in years
        ]
    return sorted(found, key=lambda one: (one["example"], one["slug"]))


def _links(dataset: dict[str, Any]) -> set[str]:
    """The addresses of a dataset's page, as people and the portal write them."""
    locales = ["default", *tk.config["ckan.locales_offered"]]
    return {
        tk.h.url_for("dataset.read", id=id_, locale=locale, qualified=qualified)
        for id_ in (dataset["id"], dataset["name"])
        for locale in locales
        for qualified in (False, True)
    }
