"""The name of everything that is public of a plan, from counting alone."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

import ckan.plugins.toolkit as tk

from ckanext.kaga import common, shared
from ckanext.kaga.common.times import iso
from ckanext.kagakpi.model import Plan
from ckanext.kagakpi.model.stamp import Stamp

_ROOMS = (Path(__file__).parent, *map(Path, (*common.__path__, *shared.__path__)))


def of(row: Plan, year: int) -> str:
    """Return the name of what the plan's files say in a fiscal year, which ends what is open.

    They depend on the versions, the reports, the evaluations, the open rounds, the portal's
    address and time zone, and the code that tells them; on no other day.
    """
    counted = Stamp.of(row.id)
    parts = [
        row.id,
        row.number,
        iso(row.modified),
        counted.reports,
        counted.evaluations,
        counted.rounds,
        year,
        tk.config["ckan.site_url"],
        str(tk.h.get_display_timezone()),
        _code(),
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


@cache
def _code() -> str:
    """The name of the code and its data: an update of the software may tell the same otherwise."""
    made = hashlib.sha256()
    for room in _ROOMS:
        files = sorted(file for end in ("py", "yaml") for file in room.rglob(f"*.{end}"))
        for file in files:
            if "tests" not in file.relative_to(room).parts:
                made.update(file.read_bytes())
    return made.hexdigest()
