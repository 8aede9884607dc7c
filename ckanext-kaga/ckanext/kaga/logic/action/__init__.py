"""Action of the catalogue; one module per noun."""

import ckan.plugins as p
from ckan.types import Action

from ckanext.kaga.logic.action import activity
from ckanext.kaga.logic.action.check import kaga_check_run, kaga_check_show
from ckanext.kaga.logic.action.datastore import datastore_create, datastore_upsert
from ckanext.kaga.logic.action.proposal import kaga_proposal_show
from ckanext.kaga.logic.action.publish import kaga_publish
from ckanext.kaga.logic.action.publish_all import kaga_publish_all
from ckanext.kaga.logic.action.release import (
    kaga_release_ask,
    kaga_release_decide,
    kaga_release_list,
)
from ckanext.kaga.logic.action.review import (
    kaga_review_ask,
    kaga_review_comment,
    kaga_review_decide,
    kaga_review_schedule,
    kaga_review_show,
    kaga_review_withdraw,
)
from ckanext.kaga.logic.action.version import (
    kaga_difference_show,
    kaga_published_show,
    kaga_version_list,
    kaga_version_restore,
)
from ckanext.kaga.logic.action.waiting import kaga_waiting_show
from ckanext.kaga.logic.action.work import kaga_work_list

__all__ = [
    "datastore_create",
    "datastore_upsert",
    "kaga_check_run",
    "kaga_check_show",
    "kaga_difference_show",
    "kaga_proposal_show",
    "kaga_publish",
    "kaga_publish_all",
    "kaga_published_show",
    "kaga_release_ask",
    "kaga_release_decide",
    "kaga_release_list",
    "kaga_review_ask",
    "kaga_review_comment",
    "kaga_review_decide",
    "kaga_review_schedule",
    "kaga_review_show",
    "kaga_review_withdraw",
    "kaga_version_list",
    "kaga_version_restore",
    "kaga_waiting_show",
    "kaga_work_list",
]


def offered() -> dict[str, Action]:
    """Return the actions by name, and those that are chained where CKAN's activity plugin is on."""
    ours = {name: globals()[name] for name in __all__}
    return ours | (activity.CHAINED if p.plugin_loaded("activity") else {})
