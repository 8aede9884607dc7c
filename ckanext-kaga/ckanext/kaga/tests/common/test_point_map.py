"""Where places lie, drawn without a map service."""

from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.kaga.common.point_map import WIDTH, Place, point_map
from ckanext.kaga.tests.conftest import SAMPLES, TOILETS


@given(st.lists(st.builds(Place, st.floats(-90, 90), st.floats(-180, 180), st.just("x"))))
def test_every_place_is_drawn_within_the_picture(places: list[Place]) -> None:
    drawn = point_map(places)
    if not places:
        assert drawn is None
        return
    assert drawn is not None
    assert len(drawn.spots) == len(places)
    assert all(0 <= spot.x <= WIDTH and 0 <= spot.y <= drawn.height for spot in drawn.spots)
    assert all(0 <= line.at <= WIDTH for line in drawn.meridians)
    assert all(0 <= line.at <= drawn.height for line in drawn.parallels)


def test_the_citys_toilets_lie_north_up() -> None:
    with (SAMPLES / TOILETS).open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    places = [Place(float(row["緯度"]), float(row["経度"]), row["名称"]) for row in rows]
    drawn = point_map(places)
    assert drawn is not None
    northernmost = max(places).label
    assert min(drawn.spots, key=lambda spot: spot.y).label == northernmost
    easternmost = max(places, key=lambda place: place.longitude).label
    assert max(drawn.spots, key=lambda spot: spot.x).label == easternmost
    assert "36.30°" in {line.label for line in drawn.parallels}


@pytest.mark.parametrize("place", [Place(136.3, 36.3, "入れ替わった"), Place(36.3, 999, "桁違い")])
def test_what_is_not_on_the_earth_is_left_out(place: Place) -> None:
    assert point_map([place]) is None
