"""Two people at one file: the second is told, so that neither loses what was handed in."""

from __future__ import annotations

import datetime as dt
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from flask import has_request_context
from werkzeug.datastructures import FileStorage

from ckanext.kaga import config
from ckanext.kaga.common.times import now
from ckanext.kaga.model import Check


def refuse(resource: dict[str, Any], current: dict[str, Any]) -> None:
    """Refuse an upload in the place of one that somebody else has handed in a moment ago.

    ``resource`` is what ``resource_update`` was given, ``current`` what it replaces. The caller
    holds CKAN's lock of the dataset, so that of two people one is first. A check that is overdue
    stands in nobody's way. Raises ValidationError on ``upload``.
    """
    if not isinstance(resource.get("upload"), FileStorage) or not has_request_context():
        return
    check = Check.latest(current["id"])
    if check is None or check.is_final or check.user_id in {None, tk.current_user.id}:
        return
    if check.created + dt.timedelta(seconds=config.check_timeout()) < now():
        return
    said = tk._(
        "{name} has handed in a file here a moment ago, which is being checked. Yours was not "
        "taken, so that nothing is lost. Look at the result first, then hand in yours again."
    )
    person = model.User.get(check.user_id)
    name = person.display_name if person else tk._("Somebody else")
    raise tk.ValidationError({"upload": [said.format(name=name)]})
