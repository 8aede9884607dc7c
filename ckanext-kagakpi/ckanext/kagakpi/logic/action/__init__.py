"""Actions of the plan; one module per noun."""

from ckanext.kagakpi.logic.action.kpi import kagakpi_kpi_show
from ckanext.kagakpi.logic.action.observation import (
    kagakpi_observation_create,
    kagakpi_observation_list,
)
from ckanext.kagakpi.logic.action.plan import (
    kagakpi_plan_create,
    kagakpi_plan_list,
    kagakpi_plan_show,
    kagakpi_plan_update,
    kagakpi_plan_version_list,
    kagakpi_plan_version_show,
)

__all__ = [
    "kagakpi_kpi_show",
    "kagakpi_observation_create",
    "kagakpi_observation_list",
    "kagakpi_plan_create",
    "kagakpi_plan_list",
    "kagakpi_plan_show",
    "kagakpi_plan_update",
    "kagakpi_plan_version_list",
    "kagakpi_plan_version_show",
]
