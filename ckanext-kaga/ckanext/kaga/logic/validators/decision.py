"""Validators of what people decide about an uploaded file."""

from __future__ import annotations

import json
import re
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.kaga import tabular

_PLACE = re.compile(r"[1-9][0-9]{0,8}:.+", re.DOTALL)


def kaga_part(value: str) -> str:
    """Let only the key of a table in a file pass (``tabular.Part.key``)."""
    try:
        tabular.Part.of(value)
    except ValueError as error:
        raise tk.Invalid(tk._("This does not name a table of the file.")) from error
    return value


def kaga_cells(value: Any) -> dict[str, str | None]:
    """Let only a dict of ``"row:column"`` to a text or None pass; a form sends it as JSON."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError as error:
            raise tk.Invalid(tk._("The corrected cells are not written as JSON.")) from error
    if not isinstance(value, dict):
        raise tk.Invalid(tk._("The corrected cells have to be given by row and column."))
    for place, text in value.items():
        if not _PLACE.fullmatch(place) or not (text is None or isinstance(text, str)):
            raise tk.Invalid(
                tk._("“{place}” is not a row and a column with a text for it.").format(place=place)
            )
    return value
