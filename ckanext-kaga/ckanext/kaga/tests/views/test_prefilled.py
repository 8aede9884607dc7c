"""What the short form is filled with: what is proved, never in place of what a person wrote."""

from __future__ import annotations

from typing import Any

from ckanext.kaga.views.prefilled import Origin, prefilled

FIELDS: list[dict[str, str]] = [
    {"field_name": "title"},
    {"field_name": "frequency"},
    {"field_name": "temporal_start"},
    {"field_name": "temporal_end"},
    {"field_name": "license_id", "default": "CC-BY-4.0"},
]


def told(start: str, end: str, source: str = "file") -> dict[str, dict[str, str]]:
    return {
        "temporal_start": {"value": start, "source": source},
        "temporal_end": {"value": end, "source": source},
    }


def of(saved: dict[str, Any], fields: Any, before: Any = None) -> Any:
    package = {"tags": [], **saved}
    return prefilled(package, FIELDS, {"fields": fields, "before": before})


LAST = {"temporal_start": "2023-04-01", "temporal_end": "2024-03-31"}
NEXT = told("2024-04-01", "2025-03-31")


def test_the_form_says_where_a_value_came_from() -> None:
    saved = {
        "temporal_start": "2024-04-01",
        "temporal_end": "2025-03-31",
        "license_id": "CC-BY-4.0",
    }
    values, origins = of(saved, NEXT)
    assert values == {}
    assert origins["temporal_start"] == Origin("same", "file")
    assert origins["license_id"] == Origin("default")
    assert "frequency" not in origins


def test_the_next_file_brings_its_own_period() -> None:
    values, origins = of(LAST, NEXT, told("2023-04-01", "2024-03-31"))
    assert values == {"temporal_start": "2024-04-01", "temporal_end": "2025-03-31"}
    assert origins["temporal_start"] == Origin("new", "file", "2023-04-01")


def test_what_a_person_wrote_stays_and_the_file_is_quoted() -> None:
    values, origins = of(LAST, NEXT, told("2023-04-01", "2023-12-31"))
    assert values == {}
    assert origins["temporal_end"] == Origin("differs", "file", "2025-03-31")


def test_what_a_person_took_away_stays_away() -> None:
    values, origins = of({}, NEXT)
    assert values == {}
    assert origins["temporal_start"] == Origin("differs", "file", "2024-04-01")


def test_what_no_file_says_is_of_the_version_before() -> None:
    values, origins = of(LAST, {}, {})
    assert values == {}
    assert origins["temporal_start"] == Origin("kept")
