"""Short ways to say what was promised and reported, for the tests."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from ckanext.kagakpi.plan import (
    Basis,
    Better,
    Comparator,
    Indicator,
    Observation,
    Target,
    Time,
    ValueKind,
    years,
)

YEAR = 2020
LAST = date(2021, 3, 31)
AFTER = date(2021, 4, 20)
DURING = date(2021, 1, 15)

OPEN_DATA = Indicator(
    "open-data", "公開件数", "Open data", ValueKind.COUNT, Time.FLOW, "件", "datasets"
)
CARD = Indicator("my-number-card", "普及率", "Share with the card", ValueKind.RATE, Time.STOCK)
AREA = Indicator(
    "digital-twin", "面積", "Area", ValueKind.AREA, Time.FLOW_SINCE_START, "km²", "km²"
)
SPECS = Indicator("specifications", "記載率", "Share", ValueKind.RATIO, Time.STOCK)
VISITORS = Indicator("visitors", "来場者数", "Visitors", ValueKind.COUNT, Time.FLOW, "人", "people")
WIFI = Indicator(
    "wifi", "箇所数", "Places", ValueKind.COUNT, Time.STOCK, "箇所", "places", Better.KEEP
)
WAITING = Indicator(
    "waiting", "待機児童数", "Waiting", ValueKind.COUNT, Time.STOCK, "人", "children", Better.DOWN
)


def target(comparator: Comparator, basis: Basis = Basis.IN_PERIOD, **more: Any) -> Target:
    """A target for 2020; numbers may be given as text."""
    numbers = {"low", "high", "baseline", "tolerance"}
    values = {k: Decimal(str(v)) if k in numbers else v for k, v in more.items()}
    return Target(values.pop("year", YEAR), comparator, basis, values.pop("text", "目標"), **values)


def report(indicator: Indicator, value: object = None, **more: Any) -> Observation:
    """A firm report on the whole of 2020, unless it says otherwise."""
    year = more.pop("year", YEAR)
    as_of = more.pop("as_of", years.last_day(year))
    at = more.pop("at", datetime(as_of.year, as_of.month, as_of.day, 9, tzinfo=UTC))
    for part in ("numerator", "denominator"):
        if part in more:
            more[part] = Decimal(str(more[part]))
    return Observation(
        more.pop("id", f"{indicator.key}-{as_of}"),
        indicator.key,
        year,
        as_of,
        at + timedelta(days=more.pop("later", 0)),
        None if value is None else Decimal(str(value)),
        **more,
    )
