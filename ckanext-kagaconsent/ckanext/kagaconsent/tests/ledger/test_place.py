"""Where a place lies, from what strangers may have written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.kagaconsent.ledger.place import position
from ckanext.kagaconsent.tests.ledger.uses import CAMERA


def test_a_point_and_the_middle_of_an_area() -> None:
    assert position(CAMERA.places[0].geojson) == (36.3028, 136.315)
    square = "[[136,36],[138,36],[138,38],[136,38],[136,36]]"
    assert position(f'{{"type":"Polygon","coordinates":[{square}]}}') == (37.0, 137.0)


@pytest.mark.parametrize(
    "told",
    [
        "",
        "null",
        "[]",
        '{"type":"Point"}',
        '{"type":"Point","coordinates":["136","36"]}',
        '{"type":"Point","coordinates":[true,36]}',
        '{"type":"Point","coordinates":[NaN,36]}',
        '{"type":"Point","coordinates":[36,136]}',
        '{"type":"Polygon","coordinates":[[]]}',
        "[" * 4_000,
    ],
)
def test_what_is_no_place(told: str) -> None:
    assert position(told) is None


@given(st.text())
def test_anything_else_is_none_too(told: str) -> None:
    assert position(told) is None
