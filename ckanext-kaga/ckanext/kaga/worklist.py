"""The work that waits for staff: what a dataset's state asks of them, the most pressing first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

Kind = Literal[
    "review",
    "release",
    "returned",
    "replaced",
    "decide",
    "correct",
    "overdue",
    "make-public",
    "look",
    "standard",
]
"""``review``: somebody asks the reader to approve; ``release``: to let personal data pass;
``returned``: a reviewer wants changes; ``replaced``: somebody else's file took the place of the
reader's, which waited;
``decide``: somebody must let a file pass or not; ``correct``: a file was not published;
``overdue``: the update frequency is not kept; ``make-public``: ready and private; ``look``:
published with warnings; ``standard``: the dataset names no standard."""

ORDER: tuple[Kind, ...] = get_args(Kind)

_DAYS = {
    "DAILY": 1,
    "WEEKLY": 7,
    "MONTHLY": 31,
    "QUARTERLY": 92,
    "ANNUAL_2": 184,
    "ANNUAL": 366,
    "BIENNIAL": 731,
}
"""The longest time between two updates, by the last part of the EU's frequency URI."""


TOLD = dt.timedelta(days=14)
"""So long the list says that a waiting file was replaced, which asks for nothing but a look."""


@dataclass(frozen=True)
class State:
    """A table file of a dataset, or a dataset without one (``resource_id`` is then None).

    ``state``, ``warnings`` and ``checked`` are of its newest check, ``published`` is when the
    newest version was; times are aware, in UTC. ``frequency`` and ``standard`` are the dataset's,
    as is ``review``, the last step on its way to the public, which ``asker`` took ``reviewed``.
    ``release_asker`` asked at ``release_asked`` to let pass what the gate holds back in the file,
    which ``uploader`` handed in; None where nobody has, or somebody decided since. ``replaced`` is
    who had handed in the file before, if that one waited when this one took its place.
    """

    package_id: str
    title: str
    private: bool
    owner_org: str
    frequency: str = ""
    standard: str = ""
    resource_id: str | None = None
    file: str = ""
    state: str | None = None
    warnings: int = 0
    checked: dt.datetime | None = None
    published: dt.datetime | None = None
    review: str | None = None
    asker: str | None = None
    reviewed: dt.datetime | None = None
    uploader: str | None = None
    release_asker: str | None = None
    release_asked: dt.datetime | None = None
    replaced: str | None = None


@dataclass(frozen=True)
class Reader:
    """Whose work it is: the person's id, and the ids of the organisations by what the person may.

    ``edits``: publishes for them; ``reviews``: approves what others ask to publish.
    """

    id: str
    edits: frozenset[str]
    reviews: frozenset[str]


@dataclass(frozen=True)
class Item:
    """One thing to do; ``since`` is when it began to wait, ``days`` how late an update is."""

    kind: Kind
    package_id: str
    title: str
    resource_id: str | None
    file: str
    since: dt.datetime | None
    days: int | None = None
    warnings: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the item as JSON-ready data."""
        return asdict(self) | {"since": self.since.isoformat() if self.since else None}


def work(states: Iterable[State], reader: Reader, now: dt.datetime) -> list[Item]:
    """Return what there is to do, the most pressing kind first, within a kind the oldest first."""
    seen: set[str] = set()
    items: list[Item] = []
    for state in states:
        if state.package_id not in seen:
            seen.add(state.package_id)
            items += _of_dataset(state, reader)
        items += _of_release(state, reader)
        items += _of_replaced(state, reader, now)
        if state.owner_org in reader.edits:
            items += _of_file(state, now)
    never = dt.datetime.max.replace(tzinfo=dt.UTC)
    return sorted(items, key=lambda one: (ORDER.index(one.kind), one.since or never, one.title))


def _of_dataset(state: State, reader: Reader) -> Iterator[Item]:
    where = (state.package_id, state.title, None, "")
    if state.review == "asked" and state.owner_org in reader.reviews and state.asker != reader.id:
        yield Item("review", *where, state.reviewed)
    if state.review == "returned" and state.private and state.owner_org in reader.edits:
        yield Item("returned", *where, state.reviewed)


def _of_release(state: State, reader: Reader) -> Iterator[Item]:
    waits = state.state == "held" and state.release_asker is not None
    second = reader.id not in {state.release_asker, state.uploader}
    if waits and second and state.owner_org in reader.reviews:
        where = (state.package_id, state.title, state.resource_id, state.file)
        yield Item("release", *where, state.release_asked)


def _of_replaced(state: State, reader: Reader, now: dt.datetime) -> Iterator[Item]:
    mine = state.replaced == reader.id != state.uploader
    if mine and state.checked and now - state.checked < TOLD:
        where = (state.package_id, state.title, state.resource_id, state.file)
        yield Item("replaced", *where, state.checked)


def _of_file(state: State, now: dt.datetime) -> Iterator[Item]:
    def item(kind: Kind, since: dt.datetime | None, **more: int) -> Item:
        where = (state.package_id, state.title, state.resource_id, state.file)
        return Item(kind, *where, since, **more)

    if state.state == "held" and state.release_asker is None:
        yield item("decide", state.checked)
    elif state.state in {"stopped", "failed"}:
        yield item("correct", state.checked)
    days = _DAYS.get(state.frequency.rpartition("/")[-1])
    if days and state.published and not state.private:
        due = state.published + dt.timedelta(days=days)
        if due < now:
            yield item("overdue", due, days=(now - due).days)
    if state.state == "published":
        if state.private and state.review not in {"asked", "approved", "scheduled", "returned"}:
            yield item("make-public", state.checked)
        if state.warnings:
            yield item("look", state.checked, warnings=state.warnings)
    if state.resource_id and not state.standard:
        yield item("standard", None)
