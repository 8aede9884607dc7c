"""How many promises were kept: each counted once, in however many places it is shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ckanext.kagakpi.plan.assess import Assessment, State
from ckanext.kagakpi.plan.model import Plan


@dataclass(frozen=True, slots=True)
class Overview:
    """Promises by their state."""

    kept: int
    on_the_way: int
    not_kept: int
    not_reported: int
    not_applicable: int

    @property
    def promises(self) -> int:
        """How many there are."""
        return self.kept + self.on_the_way + self.not_kept + self.not_reported + self.not_applicable

    @property
    def ja(self) -> str:
        """The overview in one sentence."""
        rest = f"、対象外{self.not_applicable}件" if self.not_applicable else ""
        return (
            f"{self.promises}件の目標のうち、達成{self.kept}件、途中経過{self.on_the_way}件、"
            f"未達成{self.not_kept}件、報告なし{self.not_reported}件{rest}です。"
        )

    @property
    def en(self) -> str:
        """The same in English."""
        rest = f", {self.not_applicable} not applicable" if self.not_applicable else ""
        return (
            f"Of {self.promises} targets, {self.kept} kept, {self.on_the_way} on the way, "
            f"{self.not_kept} not kept, {self.not_reported} not reported{rest}."
        )


def overview(assessments: Mapping[str, Assessment]) -> Overview:
    """Count promises by their state; ``assessments`` by the key of the KPI."""
    return counted(one.state for one in assessments.values())


def by_node(plan: Plan, assessments: Mapping[str, Assessment]) -> dict[str, Overview]:
    """Count them for each node in which places stand.

    A promise counts where its measure stands first, so that the nodes add up to the whole.
    """
    nodes = {place.measure: place.node for place in plan.places if place.primary}
    home = {kpi.key: nodes[kpi.measure] for kpi in plan.kpis}
    found: dict[str, list[Assessment]] = {node.key: [] for node in plan.nodes}
    for key, one in assessments.items():
        if key in home:
            found[home[key]].append(one)
    return {node: counted(one.state for one in ones) for node, ones in found.items()}


def counted(given: Iterable[State]) -> Overview:
    """Count states."""
    states = list(given)
    return Overview(
        kept=states.count(State.KEPT),
        on_the_way=states.count(State.ON_THE_WAY),
        not_kept=states.count(State.NOT_KEPT),
        not_reported=states.count(State.NOT_REPORTED),
        not_applicable=states.count(State.NOT_APPLICABLE),
    )
