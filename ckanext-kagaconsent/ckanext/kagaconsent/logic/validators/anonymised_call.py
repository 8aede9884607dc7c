"""Validators of what a call for proposals names."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

_MOST = 200
_LONGEST = 200


def kagaconsent_names(value: Any) -> list[str]:
    """Let only a list of names pass, or a text with one name on each line."""
    names = value.split() if isinstance(value, str) else value
    if not isinstance(names, list) or not 0 < len(names) <= _MOST or not all(map(_is_name, names)):
        raise tk.Invalid(tk._("Give a list of 1 to {most} names.").format(most=_MOST))
    return names


def _is_name(name: Any) -> bool:
    return isinstance(name, str) and len(name) <= _LONGEST and name.isprintable()
