"""Signs as they leave: what stands on them, that it is read, and the codes."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.kaga.common.lettering import width, wrapped
from ckanext.kagaconsent.ledger import Identifiability, Place, UseKind
from ckanext.kagaconsent.signs import (
    COLOURS,
    LENGTH,
    SIZES,
    Sign,
    Size,
    contrast,
    new_code,
    place_key,
    read_code,
    shapes,
    sign_of,
    svg_text,
)
from ckanext.kagaconsent.signs.code import LETTERS
from ckanext.kagaconsent.signs.colours import INK, PAPER
from ckanext.kagaconsent.signs.pictograms import DEGREES, FRAMES, KINDS
from ckanext.kagaconsent.signs.shapes import Box, Mark, Squares, Words
from ckanext.kagaconsent.tests.ledger.uses import CAMERA

GOLDEN = Path(__file__).parent / "golden"
ADDRESS = "https://data.example.jp/s/K7WM"
SIX_POINTS = 6 * 25.4 / 72


def sign(**changes: object) -> Sign:
    use = replace(CAMERA, **{"example": True, **changes})
    return sign_of(use, use.places[0] if use.places else Place(), "K7WM", ADDRESS)


def texts(of: Sign, size: Size) -> str:
    return "".join(shape.text for shape in shapes(of, size) if isinstance(shape, Words))


@pytest.mark.parametrize("size", SIZES.values(), ids=list(SIZES))
def test_golden(size: Size) -> None:
    """The example's sign, as it was looked at."""
    path = GOLDEN / f"{size.key}.svg"
    svg = svg_text(sign(), size)
    if os.environ.get("KAGA_WRITE_GOLDEN"):
        path.write_text(svg, encoding="utf-8")
    assert svg == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("size", [SIZES["a4"], SIZES["a6"]], ids=["a4", "a6"])
def test_a_camera_says_all_that_the_guide_asks_for(size: Size) -> None:
    said = texts(sign(), size)
    for word in (
        "目的",
        "撮影範囲",
        "撮影期間",
        "取得する情報",
        "保存期間",
        "提供先",
        "責任者",
        "問い合わせ先",
    ):
        assert word in said
    for answer in (
        CAMERA.purpose_ja,
        CAMERA.places[0].camera_range_ja,
        CAMERA.places[0].camera_period_ja,
        "5年",
        CAMERA.provisions[0].recipient.name_ja,
        "例市長 政策戦略部スマートシティ課",
        "0761-00-0002",
        CAMERA.title_ja,
        "駅前（えきまえ）の広場（ひろば）",
        "data.example.jp/s/K7WM",
    ):
        assert answer in said
    assert CAMERA.title_en in said


def test_a_sticker_names_who_and_where_to_ask() -> None:
    said = texts(sign(), SIZES["sticker"])
    for answer in (CAMERA.title_ja, CAMERA.title_en, "例市長", "0761-00-0002", "s/K7WM", "5年"):
        assert answer in said


@pytest.mark.parametrize("size", SIZES.values(), ids=list(SIZES))
def test_an_example_says_so(size: Size) -> None:
    assert "見本 EXAMPLE" in texts(sign(), size)
    assert "見本" not in texts(sign(example=False), size)


def test_what_nobody_stated_is_said() -> None:
    empty = sign(items=(), storages=(), controller=None, complaint_desk=None, rights_desk=None)
    assert texts(empty, SIZES["a4"]).count("記載なし") == 4
    office = sign(kind=UseKind.OFFICE_WORK, places=())
    assert "撮影範囲" not in texts(office, SIZES["a4"])


@pytest.mark.parametrize("degree", list(Identifiability))
def test_each_colour_is_read_and_has_a_shape_of_its_own(degree: Identifiability) -> None:
    items = (replace(CAMERA.items[0], identifiability=degree),)
    drawn = shapes(sign(items=items), SIZES["a4"])
    colour = COLOURS[degree]
    assert contrast(colour.fill, INK) >= 7  # WCAG 2.2 AAA for text
    assert any(isinstance(shape, Box) and shape.fill == colour.fill for shape in drawn)
    paths = {shape.path for shape in drawn if isinstance(shape, Mark)}
    others = {one.shape for one in COLOURS.values()} - {colour.shape}
    assert FRAMES[colour.shape] in paths
    assert DEGREES[colour.shape] in paths
    assert not paths & {FRAMES[one] for one in others}
    assert colour.ja in texts(sign(items=items), SIZES["a6"])


def test_the_strongest_item_decides() -> None:
    items = tuple(
        replace(CAMERA.items[0], identifiability=one) for one in reversed(Identifiability)
    )
    assert sign(items=items).colour is COLOURS[Identifiability.IDENTIFIABLE]
    assert contrast(PAPER, INK) > 18
    assert len({one.fill for one in COLOURS.values()}) == 3


def test_every_kind_has_a_pictogram() -> None:
    assert set(KINDS) == set(UseKind)
    for path in (*KINDS.values(), *DEGREES.values(), *FRAMES.values()):
        assert re.fullmatch(r"[MLHVCZ0-9. -]+", path)


LONG = "個人情報の取扱いについて市が定める要綱に基づき、" * 200


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES.values(), ids=list(SIZES))
@pytest.mark.parametrize("text", [LONG, "W" * 5_000, "\x07<b>&\"'" * 60, ""], ids=len)
def test_nothing_leaves_the_paper_or_gets_too_small(size: Size, text: str) -> None:
    place = replace(CAMERA.places[0], camera_range_ja=text, description_ja=text)
    desk = replace(CAMERA.controller, name_ja=text, desk_name=text, phone="0761-00-0001")
    use = replace(
        CAMERA,
        title_ja=text,
        title_en=text,
        title_easy_ja=text,
        purpose_ja=text,
        controller=desk,
        places=(place,),
    )
    crowded = sign_of(use, place, "K7WM", ADDRESS)
    for shape in shapes(crowded, size):
        if isinstance(shape, Words):
            assert shape.x >= 0
            assert shape.x + shape.wide <= size.w
            assert 0 < shape.y <= size.h
    root = ET.fromstring(svg_text(crowded, size))  # noqa: S314 - our own
    assert root.tag.endswith("svg")
    facts = [one for one in shapes(crowded, size) if isinstance(one, Words) and one.text == "目的"]
    assert all(one.size >= SIX_POINTS * 0.99 for one in facts)


def test_the_quiet_zone_is_four_modules_wide() -> None:
    for size in SIZES.values():
        code = next(shape for shape in shapes(sign(), size) if isinstance(shape, Squares))
        assert min(column for column, _, _ in code.runs) == 4
        assert code.module >= 0.4  # of a millimetre: what a phone reads from an arm's length


@given(st.text(max_size=300), st.floats(3, 60), st.integers(1, 6))
def test_lines_are_not_longer_than_their_room(text: str, room: float, most: int) -> None:
    lines = wrapped(text, room, most)
    assert len(lines) <= most
    assert all(width(line) <= room + 1 for line in lines)


def test_lines_break_as_japanese_does() -> None:
    assert wrapped("駅前の広場（北側）、柱", 6, 9) == ["駅前の広場", "（北側）、柱"]
    assert wrapped("people counting", 5, 9) == ["people", "counting"]
    assert wrapped("一二三四五六", 3, 1) == ["一二…"]


def test_codes_have_no_letters_that_look_alike() -> None:
    assert not set(LETTERS) & set("0O1IL2Z5S8BG")
    codes = {new_code() for _ in range(200)}
    assert {len(code) for code in codes} == {LENGTH}
    assert len(codes) > 150


@given(st.text(max_size=20))
def test_a_code_is_read_back_or_is_none(typed: str) -> None:
    code = read_code(typed)
    assert code is None or set(code) <= set(LETTERS)


@pytest.mark.parametrize("typed", ["k7wm", " K7WM ", "Ｋ７ＷＭ"])
def test_a_code_is_read_as_people_type_it(typed: str) -> None:
    assert read_code(typed) == "K7WM"


def test_a_place_is_known_by_its_number_then_its_description() -> None:
    assert place_key(Place(qr_id="C-012", description_ja="北口"), 3) == "C-012"
    assert place_key(Place(description_ja=" 北口 "), 3) == "北口"
    assert place_key(Place(), 3) == "#4"
