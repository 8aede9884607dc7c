"""Why the registers refuse what somebody may do, but not now."""

from __future__ import annotations

import ckan.plugins.toolkit as tk


def changed_since() -> tk.ValidationError:
    """Return the refusal of what was decided on something that is no longer so."""
    why = tk._("Somebody else changed it since you read it. Read it again.")
    return tk.ValidationError({"content_hash": [why]})


def refused(why: str) -> tk.ValidationError:
    """Return the refusal of what cannot be done from where the thing stands."""
    return tk.ValidationError({"id": [why]})
