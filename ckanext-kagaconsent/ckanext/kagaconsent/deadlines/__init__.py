"""Deadlines of requests under the personal information act, and of complaints.

Pure Python: the facts of one request in, its dates with the reason of each day out. Nothing
here knows today's date but ``status``, which is given it. What is not certain in the law
(``Ground.doubt_ja``) is said in the answer, never left out. The council (議会) is outside the
act: requests to it follow its own ordinance, whose articles are not here.
"""

from __future__ import annotations

from ckanext.kagaconsent.deadlines.answer import Answer, Deadline, Name, Step, Waiting
from ckanext.kagaconsent.deadlines.facts import (
    Amendment,
    Extension,
    Facts,
    Kind,
    SpecialExtension,
    Transfer,
)
from ckanext.kagaconsent.deadlines.grounds import GROUNDS, Ground
from ckanext.kagaconsent.deadlines.periods import Periods
from ckanext.kagaconsent.deadlines.reckon import reckon
from ckanext.kagaconsent.deadlines.refusal import REFUSALS, Refused
from ckanext.kagaconsent.deadlines.status import State, Status, status

__all__ = [
    "GROUNDS",
    "REFUSALS",
    "Amendment",
    "Answer",
    "Deadline",
    "Extension",
    "Facts",
    "Ground",
    "Kind",
    "Name",
    "Periods",
    "Refused",
    "SpecialExtension",
    "State",
    "Status",
    "Step",
    "Transfer",
    "Waiting",
    "reckon",
    "status",
]
