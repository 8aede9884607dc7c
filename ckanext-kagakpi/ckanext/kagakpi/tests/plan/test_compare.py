"""Two years of promises side by side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ckanext.kagakpi.plan import State, compare

STATES = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from(State))


def test_the_numbers_come_first_and_then_what_changed() -> None:
    then = {"iot": State.NOT_KEPT, "talent": State.KEPT, "website": State.NOT_REPORTED}
    now = {"iot": State.KEPT, "talent": State.KEPT, "open-data": State.ON_THE_WAY}
    found = compare(2019, 2020, then, now)
    assert found.ja == (
        "達成した目標は、令和元年度が3件中1件、令和2年度が3件中2件です。"
        "両方の年度にある目標2件のうち、1件で状態が変わりました。"
        "令和元年度だけの目標が1件あります。令和2年度だけの目標が1件あります。"
    )
    assert found.en == (
        "Kept: 1 of 3 in FY2019, 2 of 3 in FY2020. Of 2 promised in both years, 1 changed. "
        "1 promised in FY2019 only. 1 promised in FY2020 only."
    )
    (changed,) = found.changed
    assert changed.ja == "「未達成」から「達成」に変わりました。"
    assert changed.en == "It changed from “not kept” to “kept”."
    assert [one.kpi for one in found.promises] == ["iot", "talent", "open-data", "website"]
    assert found.promises[1].ja == "どちらの年度も「達成」です。"
    assert found.promises[3].ja == "前の年度だけの目標です。"


@given(then=STATES, now=STATES)
def test_no_promise_is_lost_or_counted_twice(then: dict[str, State], now: dict[str, State]) -> None:
    found = compare(2020, 2021, then, now)
    assert sorted(one.kpi for one in found.promises) == sorted({*then, *now})
    assert (found.then.promises, found.now.promises) == (len(then), len(now))
    back = compare(2020, 2021, now, then)
    assert {one.kpi for one in found.changed} == {one.kpi for one in back.changed}
    assert compare(2020, 2021, then, then).changed == ()
