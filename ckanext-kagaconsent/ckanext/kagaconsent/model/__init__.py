"""Tables of the registers and all of their SQL; one module per noun."""

from __future__ import annotations

from ckanext.kagaconsent.model.case import Case
from ckanext.kagaconsent.model.case_trail import (
    CaseAccess,
    CaseAttachment,
    CaseEvent,
    CaseMessage,
    CasePurge,
)
from ckanext.kagaconsent.model.data_use import DataUse
from ckanext.kagaconsent.model.data_use_version import DataUseVersion

__all__ = [
    "Case",
    "CaseAccess",
    "CaseAttachment",
    "CaseEvent",
    "CaseMessage",
    "CasePurge",
    "DataUse",
    "DataUseVersion",
]
