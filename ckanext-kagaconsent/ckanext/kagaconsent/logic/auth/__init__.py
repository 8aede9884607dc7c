"""Auth of the registers; one module per noun."""

from ckanext.kagaconsent.logic.auth.anonymised_call import (
    kagaconsent_anonymised_call_create,
    kagaconsent_anonymised_call_list,
    kagaconsent_anonymised_call_update,
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
from ckanext.kagaconsent.logic.auth.file_ledger import (
    kagaconsent_file_ledger_change_list,
    kagaconsent_file_ledger_create,
    kagaconsent_file_ledger_import,
    kagaconsent_file_ledger_list,
    kagaconsent_file_ledger_publish,
    kagaconsent_file_ledger_show,
    kagaconsent_file_ledger_update,
    kagaconsent_file_ledger_version_list,
)
from ckanext.kagaconsent.logic.auth.sign import kagaconsent_sign_list, kagaconsent_sign_show

__all__ = [
    "kagaconsent_anonymised_call_create",
    "kagaconsent_anonymised_call_list",
    "kagaconsent_anonymised_call_update",
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
    "kagaconsent_file_ledger_change_list",
    "kagaconsent_file_ledger_create",
    "kagaconsent_file_ledger_import",
    "kagaconsent_file_ledger_list",
    "kagaconsent_file_ledger_publish",
    "kagaconsent_file_ledger_show",
    "kagaconsent_file_ledger_update",
    "kagaconsent_file_ledger_version_list",
    "kagaconsent_sign_list",
    "kagaconsent_sign_show",
]
