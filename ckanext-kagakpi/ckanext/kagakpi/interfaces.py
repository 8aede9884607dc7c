"""What other plugins may add: values that the catalogue can work out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ckan.plugins import Interface


@dataclass(frozen=True, slots=True)
class Computed:
    """A value with what proves it.

    ``query`` says what was asked, as JSON: its hash is kept with the report. ``evidence`` is
    the list of what was counted, each with ``label`` and ``url``.
    """

    value: Decimal
    query: dict[str, Any]
    evidence: list[dict[str, str]] = field(default_factory=list)


Provider = Callable[[dt.date, dt.date, str], Computed | None]
"""From the first day and the last (both within) and ``Indicator.computed_from`` to the value, or
None where there is nothing to work it out from: that is no 0."""


class IComputedIndicator(Interface):
    """Offer values for indicators: ``Indicator.computed`` names the provider."""

    def get_computed_indicators(self) -> dict[str, Provider]:
        """Return providers by name."""
        return {}
