"""Auth of the registers; one module per noun."""

from ckanext.kagaconsent.logic.auth.case import (
    kagaconsent_case_assign,
    kagaconsent_case_create,
    kagaconsent_case_event_add,
    kagaconsent_case_follow,
    kagaconsent_case_list,
    kagaconsent_case_message_add,
    kagaconsent_case_purge,
    kagaconsent_case_remind,
    kagaconsent_case_show,
    kagaconsent_case_statistics_show,
)
from ckanext.kagaconsent.logic.auth.data_use import (
    kagaconsent_data_use_create,
    kagaconsent_data_use_end,
    kagaconsent_data_use_list,
    kagaconsent_data_use_publish,
    kagaconsent_data_use_review,
    kagaconsent_data_use_show,
    kagaconsent_data_use_suspend,
    kagaconsent_data_use_update,
    kagaconsent_data_use_version_list,
    kagaconsent_data_use_version_show,
)

__all__ = [
    "kagaconsent_case_assign",
    "kagaconsent_case_create",
    "kagaconsent_case_event_add",
    "kagaconsent_case_follow",
    "kagaconsent_case_list",
    "kagaconsent_case_message_add",
    "kagaconsent_case_purge",
    "kagaconsent_case_remind",
    "kagaconsent_case_show",
    "kagaconsent_case_statistics_show",
    "kagaconsent_data_use_create",
    "kagaconsent_data_use_end",
    "kagaconsent_data_use_list",
    "kagaconsent_data_use_publish",
    "kagaconsent_data_use_review",
    "kagaconsent_data_use_show",
    "kagaconsent_data_use_suspend",
    "kagaconsent_data_use_update",
    "kagaconsent_data_use_version_list",
    "kagaconsent_data_use_version_show",
]
