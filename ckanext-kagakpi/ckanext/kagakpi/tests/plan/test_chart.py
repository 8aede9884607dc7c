"""The picture of a KPI: nothing outside of it, and longer means more."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from ckanext.kagakpi.plan.chart import Chart, Year, chart

NUMBERS = st.fractions(min_value=0, max_value=10**9)
MAYBE = st.none() | NUMBERS


def year(at: int, number: object = None, **more: object) -> Year:
    exact = None if number is None else Fraction(str(number))
    return Year(2018 + at, f"令和{at}年度", exact, **more)  # type: ignore[arg-type]


def test_a_target_that_changes_is_a_step_and_a_gap_stays_a_gap() -> None:
    drawn = chart(
        [
            year(0, 1),
            year(1, None, target=Fraction(2)),
            year(2, 2, target=Fraction(2), interim=(Fraction(1),)),
            year(3, 4, target=Fraction(4), firm=False),
        ],
        breaks=[2018, 2020],
    )
    assert isinstance(drawn, Chart)
    assert [row.length is None for row in drawn.rows] == [False, True, False, False]
    assert drawn.target.count("M") == 1
    assert drawn.target.count("H") == 1
    assert len(drawn.breaks) == 1  # before the first year there is nothing to compare with
    assert drawn.rows[2].marks[0] < drawn.left + (drawn.rows[2].length or 0)
    assert [tick.number for tick in drawn.ticks] == [0, 2, 4]


def test_without_a_number_there_is_no_picture() -> None:
    assert chart([]) is None
    assert chart([year(0, None, target=Fraction(2))]) is None
    assert chart([year(0, 0)]) is not None


@given(st.lists(st.tuples(MAYBE, MAYBE, st.lists(NUMBERS, max_size=2)), min_size=1, max_size=12))
def test_nothing_leaves_the_picture_and_longer_means_more(
    told: list[tuple[Fraction | None, Fraction | None, list[Fraction]]],
) -> None:
    drawn = chart(
        [
            year(at, number, target=target, interim=tuple(interim))
            for at, (number, target, interim) in enumerate(told)
        ]
    )
    if drawn is None:
        assert all(number is None for number, _, _ in told)
        return
    for row in drawn.rows:
        assert 0 < row.y < drawn.height
        assert drawn.left + (row.length or 0) <= drawn.width
        assert all(drawn.left <= mark <= drawn.width for mark in row.marks)
    assert all(tick.x <= drawn.width for tick in drawn.ticks)
    assert 1 <= len(drawn.ticks) <= 5
    numbers = [number for number, _, _ in told]
    pairs = [
        (number, row.length or 0)
        for number, row in zip(numbers, drawn.rows, strict=True)
        if number is not None
    ]
    for number, length in pairs:
        assert all(longer >= length for other, longer in pairs if other >= number)
