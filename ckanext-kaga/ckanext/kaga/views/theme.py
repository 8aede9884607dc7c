"""The themes page: what the city's data is about, and how much there is."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from ckan.lib.search import SearchError
from flask import Blueprint

from ckanext.kaga import facets

blueprint = Blueprint("kaga_theme", __name__)


@blueprint.route("/theme")
def index() -> str:
    """List the themes in the order of the schema, each with the number of its datasets.

    Stands without the search engine: it says that the themes cannot be listed now.
    """
    query = {"rows": 0, "facet.field": [facets.THEME], "facet.limit": -1}
    try:
        found = tk.get_action("package_search")({}, query)
    except SearchError:
        return tk.render("kaga/themes.html", {"themes": None})
    items = found["search_facets"][facets.THEME]["items"]
    counts = {item["name"]: item["count"] for item in items}
    themes = [
        {"uri": uri, "label": label, "count": counts[uri]}
        for uri, label in facets.themes().items()
        if uri in counts
    ]
    return tk.render("kaga/themes.html", {"themes": themes})
