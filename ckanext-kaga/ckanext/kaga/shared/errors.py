"""What a refused action says to people."""

from __future__ import annotations

import ckan.plugins.toolkit as tk


def sentences(error: tk.ValidationError) -> str:
    """Return what is wrong with each field, one sentence after the other."""
    return " ".join(str(why) for said in error.error_dict.values() for why in said)
