"""Actions of the registers; one module per noun."""

from ckanext.kagaconsent.logic.action.affected import (
    kagaconsent_affected_list,
    kagaconsent_affected_question_list,
)
from ckanext.kagaconsent.logic.action.anonymised_call import (
    kagaconsent_anonymised_call_create,
    kagaconsent_anonymised_call_list,
    kagaconsent_anonymised_call_update,
)
from ckanext.kagaconsent.logic.action.case import (
    kagaconsent_case_assign,
    kagaconsent_case_create,
    kagaconsent_case_event_add,
    kagaconsent_case_follow,
    kagaconsent_case_list,
    kagaconsent_case_message_add,
    kagaconsent_case_show,
)
from ckanext.kagaconsent.logic.action.case_keeping import (
    kagaconsent_case_purge,
    kagaconsent_case_remind,
    kagaconsent_case_statistics_show,
)
from ckanext.kagaconsent.logic.action.case_secret import kagaconsent_case_secret_renew
from ckanext.kagaconsent.logic.action.change import (
    kagaconsent_change_list,
    kagaconsent_register_show,
)
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
from ckanext.kagaconsent.logic.action.data_use_work import kagaconsent_data_use_work_list
from ckanext.kagaconsent.logic.action.draft import (
    kagaconsent_draft_discard,
    kagaconsent_draft_return,
    kagaconsent_draft_step_list,
)
from ckanext.kagaconsent.logic.action.file_ledger import (
    kagaconsent_file_ledger_change_list,
    kagaconsent_file_ledger_create,
    kagaconsent_file_ledger_import,
    kagaconsent_file_ledger_list,
    kagaconsent_file_ledger_publish,
    kagaconsent_file_ledger_show,
    kagaconsent_file_ledger_update,
    kagaconsent_file_ledger_version_list,
)
from ckanext.kagaconsent.logic.action.opinion import (
    kagaconsent_opinion_add,
    kagaconsent_opinion_list,
)
from ckanext.kagaconsent.logic.action.party import kagaconsent_party_list
from ckanext.kagaconsent.logic.action.place import kagaconsent_place_list
from ckanext.kagaconsent.logic.action.sign import kagaconsent_sign_list, kagaconsent_sign_show

__all__ = [
    "kagaconsent_affected_list",
    "kagaconsent_affected_question_list",
    "kagaconsent_anonymised_call_create",
    "kagaconsent_anonymised_call_list",
    "kagaconsent_anonymised_call_update",
    "kagaconsent_case_assign",
    "kagaconsent_case_create",
    "kagaconsent_case_event_add",
    "kagaconsent_case_follow",
    "kagaconsent_case_list",
    "kagaconsent_case_message_add",
    "kagaconsent_case_purge",
    "kagaconsent_case_remind",
    "kagaconsent_case_secret_renew",
    "kagaconsent_case_show",
    "kagaconsent_case_statistics_show",
    "kagaconsent_change_list",
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
    "kagaconsent_data_use_work_list",
    "kagaconsent_draft_discard",
    "kagaconsent_draft_return",
    "kagaconsent_draft_step_list",
    "kagaconsent_file_ledger_change_list",
    "kagaconsent_file_ledger_create",
    "kagaconsent_file_ledger_import",
    "kagaconsent_file_ledger_list",
    "kagaconsent_file_ledger_publish",
    "kagaconsent_file_ledger_show",
    "kagaconsent_file_ledger_update",
    "kagaconsent_file_ledger_version_list",
    "kagaconsent_opinion_add",
    "kagaconsent_opinion_list",
    "kagaconsent_party_list",
    "kagaconsent_place_list",
    "kagaconsent_register_show",
    "kagaconsent_sign_list",
    "kagaconsent_sign_show",
]
