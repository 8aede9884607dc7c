"""Actions of the plan; one module per noun."""

from ckanext.kagakpi.logic.action.draft import (
    kagakpi_draft_delete,
    kagakpi_draft_publish,
    kagakpi_draft_save,
    kagakpi_draft_show,
)
from ckanext.kagakpi.logic.action.evidence import kagakpi_dataset_kpi_list
from ckanext.kagakpi.logic.action.kpi import kagakpi_kpi_show
from ckanext.kagakpi.logic.action.observation import (
    kagakpi_observation_create,
    kagakpi_observation_list,
)
from ckanext.kagakpi.logic.action.period import (
    kagakpi_period_close,
    kagakpi_period_list,
    kagakpi_period_open,
    kagakpi_period_show,
)
from ckanext.kagakpi.logic.action.plan import (
    kagakpi_plan_create,
    kagakpi_plan_list,
    kagakpi_plan_show,
    kagakpi_plan_update,
    kagakpi_plan_version_list,
    kagakpi_plan_version_show,
)
from ckanext.kagakpi.logic.action.promise import kagakpi_promise_list
from ckanext.kagakpi.logic.action.registration import kagakpi_plan_register
from ckanext.kagakpi.logic.action.report import (
    kagakpi_report_compute,
    kagakpi_report_preview_show,
    kagakpi_report_publish,
    kagakpi_report_return,
    kagakpi_report_review,
    kagakpi_report_save,
    kagakpi_report_show,
    kagakpi_report_submit,
)
from ckanext.kagakpi.logic.action.stamp import kagakpi_plan_stamp_show
from ckanext.kagakpi.logic.action.work import (
    kagakpi_report_remind,
    kagakpi_work_list,
)

__all__ = [
    "kagakpi_dataset_kpi_list",
    "kagakpi_draft_delete",
    "kagakpi_draft_publish",
    "kagakpi_draft_save",
    "kagakpi_draft_show",
    "kagakpi_kpi_show",
    "kagakpi_observation_create",
    "kagakpi_observation_list",
    "kagakpi_period_close",
    "kagakpi_period_list",
    "kagakpi_period_open",
    "kagakpi_period_show",
    "kagakpi_plan_create",
    "kagakpi_plan_list",
    "kagakpi_plan_register",
    "kagakpi_plan_show",
    "kagakpi_plan_stamp_show",
    "kagakpi_plan_update",
    "kagakpi_plan_version_list",
    "kagakpi_plan_version_show",
    "kagakpi_promise_list",
    "kagakpi_report_compute",
    "kagakpi_report_preview_show",
    "kagakpi_report_publish",
    "kagakpi_report_remind",
    "kagakpi_report_return",
    "kagakpi_report_review",
    "kagakpi_report_save",
    "kagakpi_report_show",
    "kagakpi_report_submit",
    "kagakpi_work_list",
]
