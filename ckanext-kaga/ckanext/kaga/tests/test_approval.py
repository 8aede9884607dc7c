"""Where a dataset stands on its way to the public."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.kaga.approval import Kind, Step, covers, standing

NOW = dt.datetime(2026, 11, 26, 9, 0, tzinfo=dt.UTC)
TOMORROW = NOW + dt.timedelta(days=1)
KINDS = ("asked", "commented", "withdrawn", "returned", "approved", "scheduled", "published")


def step(kind: Kind, digest: str = "a", **fields: object) -> Step:
    return Step(kind, "person", NOW, digest, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("steps", "private", "expected"),
    [
        ([], True, "draft"),
        ([], False, "public"),
        ([step("asked")], True, "asked"),
        ([step("asked"), step("commented")], True, "asked"),
        ([step("asked", "before")], True, "stale"),
        ([step("asked"), step("withdrawn")], True, "draft"),
        ([step("asked"), step("returned")], True, "returned"),
        ([step("asked"), step("returned", "before")], True, "returned"),
        ([step("asked"), step("returned", "before")], False, "public"),
        ([step("asked"), step("approved")], False, "public"),
        ([step("asked"), step("approved", publish_at=TOMORROW)], True, "scheduled"),
        ([step("asked"), step("approved", "before", publish_at=TOMORROW)], True, "stale"),
        ([step("scheduled", publish_at=TOMORROW)], True, "scheduled"),
        ([step("scheduled", publish_at=TOMORROW), step("published")], False, "public"),
        ([step("scheduled", publish_at=TOMORROW), step("published")], True, "draft"),
        (
            [step("approved", publish_at=TOMORROW, files={"r": "f"})],
            False,
            "scheduled",
        ),
    ],
)
def test_the_last_decision_says_where_it_stands(
    steps: list[Step], expected: str, *, private: bool
) -> None:
    assert standing(steps, private=private, digest="a").name == expected


@given(st.lists(st.builds(step, st.sampled_from(KINDS), st.sampled_from("ab"))), st.booleans())
def test_a_comment_decides_nothing(steps: list[Step], private: bool) -> None:
    said = [*steps, step("commented")]
    before = standing(steps, private=private, digest="a")
    assert standing(said, private=private, digest="a") == before


def test_an_approval_covers_the_very_file_that_was_seen_when_its_time_has_come() -> None:
    files = {"resource": "sha:choices"}
    at_once = [step("asked"), step("approved", files=files)]
    assert covers(at_once, "resource", "sha:choices", NOW)
    assert not covers(at_once, "resource", "another", NOW)
    assert not covers([*at_once, step("withdrawn")], "resource", "sha:choices", NOW)
    later = [step("approved", files=files, publish_at=TOMORROW)]
    assert not covers(later, "resource", "sha:choices", NOW)
    assert covers([*later, step("published")], "resource", "sha:choices", TOMORROW)
    assert not covers([], "resource", "sha:choices", NOW)
