"""Auth of the catalogue; one module per noun."""

from ckanext.kaga.logic.auth.check import kaga_check_run, kaga_check_show
from ckanext.kaga.logic.auth.proposal import kaga_proposal_show
from ckanext.kaga.logic.auth.publish import kaga_publish, kaga_publish_all
from ckanext.kaga.logic.auth.release import (
    kaga_release_ask,
    kaga_release_decide,
    kaga_release_list,
)
from ckanext.kaga.logic.auth.review import (
    kaga_review_ask,
    kaga_review_comment,
    kaga_review_decide,
    kaga_review_schedule,
    kaga_review_show,
    kaga_review_withdraw,
)
from ckanext.kaga.logic.auth.version import (
    kaga_difference_show,
    kaga_published_show,
    kaga_version_list,
    kaga_version_restore,
)
from ckanext.kaga.logic.auth.waiting import kaga_waiting_show
from ckanext.kaga.logic.auth.work import kaga_work_list

__all__ = [
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
