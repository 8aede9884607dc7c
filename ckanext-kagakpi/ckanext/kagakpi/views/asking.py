"""What the plan's pages and files ask: as a stranger, whoever reads them."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.kaga.shared.stranger import asked


def found(action: str, **given: Any) -> Any:
    """Return what an action tells; what is not there is not there."""
    told = asked(action, **given)
    return tk.abort(404, tk._("This page is not in the plan.")) if told is None else told


def chosen(*names: str) -> dict[str, str]:
    """What the address chooses of these; ``version`` is what the actions call ``number``."""
    given = {name: tk.request.args.get(name, "") for name in names}
    return {
        "number" if name == "version" else name: value for name, value in given.items() if value
    }
