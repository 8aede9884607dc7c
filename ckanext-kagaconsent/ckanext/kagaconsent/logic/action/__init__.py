"""Actions of the registers; one module per noun."""

from ckanext.kagaconsent.logic.action.data_use import (
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
