"""Template helpers of the plan."""

from __future__ import annotations

from typing import Any

from ckanext.kaga.common.neighbours import Node
from ckanext.kagakpi import linked

__all__ = ["kagakpi_counted_in"]


def kagakpi_counted_in(dataset: dict[str, Any]) -> list[Node]:
    """Return the promises that a dataset is counted in, for its page."""
    return linked.of_dataset(dataset)
