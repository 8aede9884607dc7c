"""Tables of the registers and all of their SQL; one module per noun."""

from __future__ import annotations

from ckanext.kagaconsent.model.data_use import DataUse
from ckanext.kagaconsent.model.data_use_step import DataUseStep
from ckanext.kagaconsent.model.data_use_version import DataUseVersion
from ckanext.kagaconsent.model.listing import Facet, Listing
from ckanext.kagaconsent.model.opinion import Opinion

__all__ = ["DataUse", "DataUseStep", "DataUseVersion", "Facet", "Listing", "Opinion"]
