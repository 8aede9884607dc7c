"""Times as the tables keep them and as CKAN spells them."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

_JAPAN = ZoneInfo("Asia/Tokyo")


def now() -> dt.datetime:
    """Return the present, with its time zone."""
    return dt.datetime.now(dt.UTC)


def today() -> dt.date:
    """Return the day that it is in Japan, by which the law and the city's people count."""
    return now().astimezone(_JAPAN).date()


def iso(time: dt.datetime) -> str:
    """Spell a time as CKAN does everywhere: ISO 8601 in UTC, without saying so."""
    return time.astimezone(dt.UTC).replace(tzinfo=None).isoformat()
