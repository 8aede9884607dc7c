"""The home page: what is new, and the ways into the portal."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.lib.search import SearchError
from flask import Blueprint

blueprint = Blueprint("kaga_home", __name__)

_NEWEST = 5
_KEYWORDS = 8


@blueprint.route("/")
def index() -> str:
    """Show the newest public datasets and the most used keywords.

    Stands without the search engine: the doors are there, the lists are not.
    """
    query = {
        "fq": "capacity:public",
        "sort": "metadata_created desc",
        "rows": _NEWEST,
        "facet.field": ["tags"],
        "facet.limit": _KEYWORDS,
    }
    try:
        found = tk.get_action("package_search")({}, query)
    except SearchError:
        return tk.render("home/index.html", {"newest": [], "keywords": [], "count": None})
    return tk.render(
        "home/index.html",
        {
            "newest": found["results"],
            "keywords": found["search_facets"]["tags"]["items"],
            "count": found["count"],
        },
    )
