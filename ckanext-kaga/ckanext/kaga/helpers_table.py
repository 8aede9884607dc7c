"""Template helpers for a file's table: its first rows, its downloads, its check."""

from __future__ import annotations

import math
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.kaga.common.point_map import Place, PointMap, point_map

PREVIEW_ROWS = 20

PLACES = 2_000
"""So many places are drawn at most: more would be one blot."""


def kaga_preview(resource_id: str, q: str = "", page: int = 1) -> dict[str, Any] | None:
    """Return a page of a resource's table, or None where the reader sees no table.

    ``q`` is what the rows hold, ``page`` is 1-based. ``fields`` are CKAN's (``id``, ``type``,
    ``info``), without the row number; ``records`` are dicts by field id; ``total`` counts the
    rows that hold ``q``, ``first`` is the number of the first one on this of ``pages`` pages.
    """
    before = (page - 1) * PREVIEW_ROWS
    wanted = {"resource_id": resource_id, "limit": PREVIEW_ROWS, "offset": before}
    if words := " ".join(q.split()):
        wanted["q"] = words
    try:
        found = tk.get_action("datastore_search")({}, wanted)
    except (tk.ObjectNotFound, tk.NotAuthorized):
        return None
    own = {"_id", "rank"} if words else {"_id"}
    return {
        "fields": [field for field in found["fields"] if field["id"] not in own],
        "records": list(found["records"]),
        "total": found["total"],
        "first": before + 1,
        "pages": math.ceil(found["total"] / PREVIEW_ROWS),
    }


def kaga_map(resource_id: str, fields: list[dict[str, Any]]) -> PointMap | None:
    """Return where the places of a resource's table lie; None where it has none.

    ``fields`` are the table's as ``kaga_preview`` gives them. A table has places where its
    columns 緯度 and 経度 are numbers.
    """
    kinds = {field["id"]: field["type"] for field in fields}
    if not kinds.get("緯度") == kinds.get("経度") == "numeric":
        return None
    wanted = {
        "resource_id": resource_id,
        "fields": [name for name in ("緯度", "経度", "名称") if name in kinds],
        "limit": PLACES,
        "include_total": False,
    }
    rows = tk.get_action("datastore_search")({}, wanted)["records"]
    return point_map(
        Place(float(row["緯度"]), float(row["経度"]), row.get("名称") or "")
        for row in rows
        if row["緯度"] is not None and row["経度"] is not None
    )


def kaga_check(resource_id: str) -> dict[str, Any] | None:
    """Return the newest check of a resource; None where there is none, or not for this reader."""
    try:
        return tk.get_action("kaga_check_show")({}, {"resource_id": resource_id})
    except (tk.ObjectNotFound, tk.NotAuthorized):
        return None


def kaga_published(resource_id: str) -> dict[str, Any] | None:
    """Return the published version of a resource's table, or None where the reader sees none."""
    try:
        return tk.get_action("kaga_published_show")({}, {"resource_id": resource_id})
    except (tk.ObjectNotFound, tk.NotAuthorized):
        return None


def kaga_may_publish() -> bool:
    """Tell whether the reader may hand in files for any organisation."""
    return tk.h.check_access("package_create")


def kaga_waiting(resource_id: str) -> dict[str, Any] | None:
    """Return the file of somebody else that waits for a decision in a resource, or None."""
    try:
        found = tk.get_action("kaga_waiting_show")({}, {"resource_id": resource_id})
    except (tk.ObjectNotFound, tk.NotAuthorized):
        return None
    waiting: dict[str, Any] | None = found["waiting"]
    return waiting if waiting and waiting["user_id"] not in {None, tk.current_user.id} else None
