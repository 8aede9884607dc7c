"""Searching inside a table as a CKAN plugin of its own: wiring only, no logic.

CKAN wants "datastore" to be the first of the plugins that take part in its queries, and the
catalogue's plugin stands before it, so that our templates win over the DataStore's.
"""

from __future__ import annotations

from typing import Any

import ckan.plugins as p
from ckan.types import Context
from ckanext.datastore.interfaces import IDatastore

from ckanext.kaga.model import search


class KagaTableSearchPlugin(p.SingletonPlugin):
    """``datastore_search`` whose ``q`` finds Japanese."""

    p.implements(IDatastore, inherit=True)

    # IDatastore

    def datastore_search(
        self,
        context: Context,
        data_dict: dict[str, Any],
        fields_types: dict[str, str],
        query_dict: dict[str, Any],
    ) -> dict[str, Any]:
        """Find a word anywhere in a cell."""
        return search.widen(context["connection"], data_dict, query_dict)
