"""Why the plan refuses what somebody may do, but not now."""

from __future__ import annotations

import ckan.plugins.toolkit as tk


def changed_since(field: str = "content_hash") -> tk.ValidationError:
    """Return the refusal of what was decided on something that is no longer so."""
    why = tk._("Somebody else changed it since you read it. Read it again.")
    return tk.ValidationError({field: [why]})
