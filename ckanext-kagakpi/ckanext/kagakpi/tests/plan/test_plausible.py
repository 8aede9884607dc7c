"""What looks odd in a report is said, and what does not is not."""

from __future__ import annotations

from datetime import date

import pytest

from ckanext.kagakpi.plan import Indicator, Observation, warnings
from ckanext.kagakpi.tests.plan.reports import AREA, CARD, OPEN_DATA, SPECS, VISITORS, report

DURING = date(2020, 12, 31)


@pytest.mark.parametrize(
    ("indicator", "before", "new", "rules"),
    [
        (VISITORS, report(VISITORS, 1700, year=2019), report(VISITORS, 17000), ["KP-W001"]),
        (VISITORS, report(VISITORS, 1700, year=2019), report(VISITORS, 16999), []),
        (VISITORS, report(VISITORS, 1700, year=2019), report(VISITORS, 170), ["KP-W002"]),
        (VISITORS, report(VISITORS, 1700, year=2019), report(VISITORS, 10, as_of=DURING), []),
        (OPEN_DATA, report(OPEN_DATA, 0, year=2019), report(OPEN_DATA, 5), []),
        (CARD, report(CARD, "0.4", year=2019), report(CARD, "0.5"), []),
        (
            SPECS,
            report(SPECS, numerator=3, denominator=26, year=2019),
            report(SPECS, numerator=4, denominator=27),
            ["KP-W003"],
        ),
        (AREA, report(AREA, 30, year=2019), report(AREA, 28), ["KP-W004"]),
        (OPEN_DATA, report(OPEN_DATA, 3, as_of=DURING), report(OPEN_DATA, 2), ["KP-W004"]),
        (OPEN_DATA, report(OPEN_DATA, 3, year=2019), report(OPEN_DATA, 2), []),
    ],
)
def test_warnings(
    indicator: Indicator, before: Observation, new: Observation, rules: list[str]
) -> None:
    assert [one.rule for one in warnings(indicator, [before], new)] == rules
    assert warnings(indicator, [], new) == []
