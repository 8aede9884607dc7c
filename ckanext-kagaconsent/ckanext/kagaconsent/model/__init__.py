"""Tables of the registers and all of their SQL; one module per noun."""

from __future__ import annotations

from ckanext.kagaconsent.model.anonymised_call import AnonymisedCall
from ckanext.kagaconsent.model.case import Case
from ckanext.kagaconsent.model.case_trail import (
    CaseAccess,
    CaseAttachment,
    CaseEvent,
    CaseMessage,
    CasePurge,
)
from ckanext.kagaconsent.model.data_use import DataUse
from ckanext.kagaconsent.model.data_use_step import DataUseStep
from ckanext.kagaconsent.model.data_use_version import DataUseVersion
from ckanext.kagaconsent.model.file_ledger import FileLedger
from ckanext.kagaconsent.model.file_ledger_version import FileLedgerVersion
from ckanext.kagaconsent.model.listing import Facet, Listing
from ckanext.kagaconsent.model.opinion import Opinion
from ckanext.kagaconsent.model.sign_code import SignCode

__all__ = [
    "AnonymisedCall",
    "Case",
    "CaseAccess",
    "CaseAttachment",
    "CaseEvent",
    "CaseMessage",
    "CasePurge",
    "DataUse",
    "DataUseStep",
    "DataUseVersion",
    "Facet",
    "FileLedger",
    "FileLedgerVersion",
    "Listing",
    "Opinion",
    "SignCode",
]
