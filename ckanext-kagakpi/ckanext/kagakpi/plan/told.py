"""What differs between two versions of a plan, in the words of those who read it.

``record.difference`` names every place for programs; here each thing that happened is one line:
what is new, what ended and why, what moved, which target was what before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, TypeVar

from ckanext.kagakpi.plan import shown, spelled
from ckanext.kagakpi.plan.indicator import Indicator
from ckanext.kagakpi.plan.model import Kpi, Measure, Node, Place, Plan, Statement
from ckanext.kagakpi.plan.spelled import Said
from ckanext.kagakpi.plan.target import Target

_Row = TypeVar("_Row", Kpi, Measure, Node, Statement, Indicator)


class Kind(StrEnum):
    """What happened to a thing."""

    NEW = "new"
    ENDED = "ended"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that differs.

    ``ja`` and ``en`` say what it is. Where something stands otherwise, ``old`` and ``new`` have it
    in both languages, "" where nothing stands; words of the plan itself are Japanese in both.
    ``why_ja`` is the reason that the plan gives, in its own words.
    """

    kind: Kind
    ja: str
    en: str
    old_ja: str = ""
    old_en: str = ""
    new_ja: str = ""
    new_en: str = ""
    why_ja: str = ""


def told(old: Plan, new: Plan) -> list[Told]:
    """Return what differs, the plan as a whole first; empty where both are the same."""
    both = _Both(old, new)
    lines = [
        *both.head(),
        *both.measures(),
        *both.kpis(),
        *both.places(),
        *both.indicators(),
        *both.parts(),
    ]
    if not lines and old != new:
        lines.append(Told(Kind.CHANGED, "項目の並び順", "The order of what the plan says"))
    return lines


class _Both:
    """Two versions, and the names of what they have."""

    def __init__(self, old: Plan, new: Plan) -> None:
        self.old, self.new = old, new
        self._was = {one.key: one for one in old.kpis}
        self._is = {one.key: one for one in new.kpis}

    def head(self) -> Iterator[Told]:
        """What is said of the version as a whole."""
        for name, (ja, en) in spelled.HEAD.items():
            yield from _changed((ja, en), name, getattr(self.old, name), getattr(self.new, name))

    def measures(self) -> Iterator[Told]:
        """Measures that are new, gone, ended, named otherwise."""
        for was, now in _pairs(self.old.measures, self.new.measures):
            if was is None:
                yield self._new_measure(now)
            elif now is None:
                yield self._gone_measure(was)
            else:
                name = _measure(now)
                yield from _end(was, now, name)
                yield from _fields(was, now, spelled.MEASURE, name, follows=self._names)

    def kpis(self) -> Iterator[Told]:
        """Promises that are new, gone, ended or of another measure, with their targets."""
        for was, now in _pairs(self.old.kpis, self.new.kpis):
            if was is None:
                yield self._new_kpi(now)
            elif now is None:
                ja, en = self._kpi(was, self.old)
                yield Told(Kind.GONE, f"なくなるKPI：{ja}", f"Gone: {en}")
            else:
                yield from self._kept(was, now)

    def places(self) -> Iterator[Told]:
        """Measures that moved to another part, are shown again or no longer, read otherwise."""
        before, after = _placed(self.old), _placed(self.new)
        known = {one.key for one in self.old.measures} & {one.key for one in self.new.measures}
        for key in dict.fromkeys((*before, *after)):
            was, now = before.get(key), after.get(key)
            there = now or was
            if there is None or was == now or (there.primary and there.measure not in known):
                continue
            name = self._measure_of(there.measure)
            if was is None or now is None:
                yield self._again(there, name, new=was is None)
                continue
            if was.node != now.node:
                moved = (f"{name[0]}を載せる柱", f"Part in which {name[1]} stands")
                before_, after_ = self._node(was.node, self.old), self._node(now.node, self.new)
                yield Told(Kind.CHANGED, *moved, *before_, *after_)
            if not there.primary:
                part = self._node(now.node, self.new)
                name = (f"{name[0]}の{part[0]}での再掲", f"{name[1]}, shown again in {part[1]}")
            yield from _fields(was, now, spelled.PLACE, name)
            yield from self._shown(was, now, name)

    def indicators(self) -> Iterator[Told]:
        """What is measured otherwise; what came and went with a KPI is told there."""
        used = {one.indicator for one in (*self.old.kpis, *self.new.kpis)}
        for was, now in _pairs(self.old.indicators, self.new.indicators):
            one = now or was
            name = (f"指標「{one.ja}」", f"indicator “{one.en or one.ja}”")
            if was is None or now is None:
                if one.key not in used:
                    yield _came_or_went(name, new=was is None)
                continue
            yield from _fields(was, now, spelled.INDICATOR, name)

    def parts(self) -> Iterator[Told]:
        """The plan's parts, principles and policies."""
        lists: tuple[tuple[Said, str], ...] = (
            (("柱", "part"), "nodes"),
            (("原則", "principle"), "principles"),
            (("方針", "policy"), "policies"),
        )
        for (ja, en), field in lists:
            for was, now in _pairs(getattr(self.old, field), getattr(self.new, field)):
                one = now or was
                name = (f"{ja}「{one.ja}」", f"{en} “{one.en or one.ja}”")
                if was is None or now is None:
                    yield _came_or_went(name, new=was is None)
                else:
                    yield from _fields(was, now, spelled.WORDS, name)

    def _new_measure(self, measure: Measure) -> Told:
        ja, en = _measure(measure)
        part = self._node(self.new.primary(measure.key).node, self.new)
        after, after_en = self._names(measure.follows)
        since, since_en = (f"、{after}から分けたもの", f", from {after_en}") if after else ("", "")
        return Told(
            Kind.NEW, f"新しい施策：{ja}（{part[0]}{since}）", f"New: {en} ({part[1]}{since_en})"
        )

    def _gone_measure(self, measure: Measure) -> Told:
        ja, en = _measure(measure)
        heir = next((one for one in self.new.measures if measure.key in one.follows), None)
        if heir is None:
            return Told(Kind.GONE, f"なくなる施策：{ja}", f"Gone: {en}")
        into, into_en = _measure(heir)
        return Told(Kind.GONE, f"統合する施策：{ja}を{into}に統合", f"Merged: {en} into {into_en}")

    def _new_kpi(self, kpi: Kpi) -> Told:
        ja, en = self._kpi(kpi, self.new)
        of, of_en = self._measure_of(kpi.measure)
        indicator = self.new.indicator(kpi)
        goals = [(spelled.year(one.year), shown.goal(indicator, one)) for one in kpi.targets]
        aims = "、".join(f"{year[0]}の目標 {goal[0]}" for year, goal in goals)
        aims_en = ", ".join(f"target for {year[1]}: {goal[1]}" for year, goal in goals)
        return Told(
            Kind.NEW,
            f"新しいKPI：{ja}（{of}）{'：' if aims else ''}{aims}",
            f"New: {en} ({of_en}){'; ' if aims_en else ''}{aims_en}",
            why_ja=next((one.reason_ja for one in kpi.targets if one.reason_ja), ""),
        )

    def _kept(self, was: Kpi, now: Kpi) -> Iterator[Told]:
        name = self._kpi(now, self.new)
        yield from _end(was, now, name)
        if was.measure != now.measure:
            yield Told(
                Kind.CHANGED,
                f"{name[0]}の施策",
                f"Measure of {name[1]}",
                *self._measure_in(was.measure, self.old),
                *self._measure_in(now.measure, self.new),
            )
        yield from _fields(was, now, spelled.KPI, name)
        if was.indicator != now.indicator:
            before, after = self.old.indicator(was), self.new.indicator(now)
            yield Told(
                Kind.CHANGED,
                f"{name[0]}で測るもの",
                f"What {name[1]} measures",
                *(before.ja, before.en or before.ja),
                *(after.ja, after.en or after.ja),
            )
        yield from self._targets(was, now, name)

    def _targets(self, was: Kpi, now: Kpi, name: Said) -> Iterator[Told]:
        before, after = ({one.year: one for one in kpi.targets} for kpi in (was, now))
        for year in sorted({*before, *after}):
            old, new = before.get(year), after.get(year)
            if old == new:
                continue
            ja, en = spelled.year(year)
            aim = (f"{name[0]}の{ja}の目標", f"Target of {name[1]} for {en}")
            if old is not None and new is not None:
                indicators = (self.old.indicator(was), self.new.indicator(now))
                yield from _target(aim, (old, new), indicators)
            elif new is not None:
                goal = shown.goal(self.new.indicator(now), new)
                yield Told(Kind.NEW, *aim, "", "", *goal, why_ja=new.reason_ja)
            elif old is not None:
                yield Told(Kind.GONE, *aim, *shown.goal(self.old.indicator(was), old))

    def _again(self, place: Place, name: Said, *, new: bool) -> Told:
        part = self._node(place.node, self.new if new else self.old)
        if new:
            return Told(
                Kind.NEW, f"{name[0]}を{part[0]}に再掲", f"Shown again: {name[1]} in {part[1]}"
            )
        return Told(
            Kind.GONE,
            f"{name[0]}の{part[0]}での再掲を取りやめ",
            f"No longer shown again: {name[1]} in {part[1]}",
        )

    def _shown(self, was: Place, now: Place, name: Said) -> Iterator[Told]:
        """Promises that are shown in a place or no longer, and stay of the same measure."""

        def stays(key: str) -> bool:
            before, after = self._was.get(key), self._is.get(key)
            return bool(before and after and before.measure == after.measure)

        for key in (*was.kpis, *now.kpis):
            if stays(key) and (key in was.kpis) is not (key in now.kpis):
                ja, en = self._kpi(self._is[key], self.new)
                there = "掲載" if key in now.kpis else "掲載の取りやめ"
                there_en = "shown with" if key in now.kpis else "no longer shown with"
                yield Told(
                    Kind.CHANGED, f"{name[0]}での{ja}の{there}", f"{en}: {there_en} {name[1]}"
                )

    def _kpi(self, kpi: Kpi, plan: Plan) -> Said:
        english = plan.indicator(kpi).en
        return f"KPI「{kpi.text}」", f"KPI “{english or kpi.text}”"

    def _measure_of(self, key: str) -> Said:
        known = {one.key for one in self.new.measures}
        return self._measure_in(key, self.new if key in known else self.old)

    def _measure_in(self, key: str, plan: Plan) -> Said:
        return _measure(next(one for one in plan.measures if one.key == key))

    def _names(self, keys: Iterable[str]) -> Said:
        known = {one.key: one for one in (*self.old.measures, *self.new.measures)}
        found = [_measure(known[key]) for key in keys if key in known]
        return "、".join(ja for ja, _ in found), ", ".join(en for _, en in found)

    def _node(self, key: str, plan: Plan) -> Said:
        one = next(node for node in plan.nodes if node.key == key)
        return f"「{one.number} {one.ja}」", f"“{one.number} {one.en or one.ja}”"


def _measure(one: Measure) -> Said:
    return f"施策「{one.ja}」", f"measure “{one.en or one.ja}”"


def _came_or_went(name: Said, *, new: bool) -> Told:
    if new:
        return Told(Kind.NEW, f"追加：{name[0]}", f"New: {name[1]}")
    return Told(Kind.GONE, f"削除：{name[0]}", f"Gone: {name[1]}")


def _end(was: Measure | Kpi, now: Measure | Kpi, name: Said) -> Iterator[Told]:
    if (was.last_year, was.ended_ja) == (now.last_year, now.ended_ja):
        return
    if now.last_year is None:
        yield Told(
            Kind.CHANGED,
            f"再開：{name[0]}は、終わらずに続きます",
            f"Goes on: {name[1]} does not end",
        )
        return
    ja, en = spelled.year(now.last_year)
    yield Told(
        Kind.ENDED,
        f"終了：{name[0]}は{ja}で終わります",
        f"Ends with {en}: {name[1]}",
        why_ja=now.ended_ja,
    )


def _target(
    aim: Said, targets: tuple[Target, Target], indicators: tuple[Indicator, Indicator]
) -> Iterator[Told]:
    """A target that reads otherwise: its numbers in one line, each of its texts in one more."""
    old, new = targets
    parts = []
    for name, label in spelled.TARGET.items():
        if name not in spelled.SHORT or getattr(old, name) == getattr(new, name):
            continue
        before, after = (
            spelled.value(name, getattr(one, name), indicator)
            for one, indicator in zip(targets, indicators, strict=True)
        )
        parts.append(
            (
                f"{label[0]} {before[0] or '（なし）'} → {after[0] or '（なし）'}",
                f"{label[1]} {before[1] or '(nothing)'} → {after[1] or '(nothing)'}",
            )
        )
    why = new.reason_ja if new.reason_ja != old.reason_ja else ""
    if parts:
        ja, en = ("、".join(one[0] for one in parts), ", ".join(one[1] for one in parts))
        yield Told(Kind.CHANGED, f"{aim[0]}：{ja}", f"{aim[1]}: {en}", why_ja=why)
    for name, label in spelled.TARGET.items():
        if name in spelled.SHORT or (name == "reason_ja" and parts):
            continue
        told_ = (f"{aim[0]}の{label[0]}", f"{aim[1]}, {label[1]}")
        yield from _changed(told_, name, getattr(old, name), getattr(new, name))


def _fields(
    was: Any, now: Any, labels: dict[str, Said], name: Said, **spelled: Any
) -> Iterator[Told]:
    """The fields of a thing that differ; ``spelled`` gives the words of one."""
    there = {one.name for one in fields(now)}
    for field, label in labels.items():
        if field not in there:
            continue
        old, new = getattr(was, field), getattr(now, field)
        if old == new:
            continue
        if field in spelled:
            old, new = spelled[field](old), spelled[field](new)
        unit = now if isinstance(now, Indicator) else None
        what = f"{label[1][:1].upper()}{label[1][1:]}"
        told_ = (f"{name[0]}の{label[0]}", f"{what} of {name[1]}")
        yield from _changed(told_, field, old, new, unit, force=True)


def _changed(
    label: Said,
    field: str,
    old: Any,
    new: Any,
    indicator: Indicator | None = None,
    *,
    force: bool = False,
) -> Iterator[Told]:
    if old == new and not force:
        return
    before, after = spelled.value(field, old, indicator), spelled.value(field, new, indicator)
    yield Told(Kind.CHANGED, *label, *before, *after)


def _pairs(old: Iterable[_Row], new: Iterable[_Row]) -> Iterator[tuple[Any, Any]]:
    """Rows of the same key; None where one of the two is not there."""
    before: dict[str, Any] = {one.key: one for one in old}
    after: dict[str, Any] = {one.key: one for one in new}
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) != after.get(key):
            yield before.get(key), after.get(key)


def _placed(plan: Plan) -> dict[tuple[str, str, int], Place]:
    """The places: of a measure the first, and those in which it is shown again, by their part."""
    seen: Counter[tuple[str, str]] = Counter()
    found = {}
    for one in plan.places:
        key = (one.measure, "" if one.primary else one.node)
        found[*key, seen[key]] = one
        seen[key] += 1
    return found
