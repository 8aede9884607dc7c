"""The picture of a page for those who share it."""

from __future__ import annotations

import io
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from PIL import Image, ImageFont

from ckanext.kagakpi.plan import State
from ckanext.kagakpi.plan.chart import Year, chart
from ckanext.kagakpi.plan.picture import SIZE, Card, Count, drawn, wrapped

FONT = Path("/usr/share/fonts/opentype/ipaexfont-gothic/ipaexg.ttf")
pytestmark = pytest.mark.skipif(not FONT.is_file(), reason="fonts-ipaexfont-gothic is not there")

CHART = chart(
    [
        Year(2020, "令和2年度", Fraction(842), "842", target=Fraction(1700)),
        Year(2021, "令和3年度", target=Fraction(1800)),
        Year(2022, "令和4年度", Fraction(2380), "2,380", False, Fraction(1800), (Fraction(900),)),
    ],
    [2022],
)
CARD = Card(
    "加賀市官民データ活用推進計画2019",
    "コンピュータクラブハウス加賀の来場者数を、年間 1,700 人以上にします。",
    "令和2年度の実績は842人で、目標（1,700人以上）を達成しませんでした（差は858人）。",
    "加賀市オープンデータポータル",
    (Count(State.NOT_KEPT, "未達成"),),
    CHART,
    tuple(str(tick.number) for tick in CHART.ticks) if CHART else (),
    "値なし",
)


def test_a_picture_has_its_size_and_is_named_by_what_it_says() -> None:
    image = Image.open(io.BytesIO(drawn(CARD, FONT)))
    assert (image.format, image.size) == ("PNG", SIZE)
    later = replace(
        CARD, sentence="令和2年度の実績は1,842人で、目標（1,700人以上）を達成しました。"
    )
    assert later.name != CARD.name
    assert drawn(later, FONT) != drawn(CARD, FONT)
    assert replace(CARD).name == CARD.name


def test_a_plan_and_a_kpi_that_nobody_reported_have_no_chart() -> None:
    counts = tuple(Count(state, state.ja, at) for at, state in enumerate(State))
    for one in (replace(CARD, counts=counts, chart=None), replace(CARD, chart=None)):
        assert len(drawn(one, FONT)) > 5_000


def test_nothing_is_written_over_the_edge() -> None:
    long = replace(CARD, title="とても長い名前" * 40, sentence="word " * 300, below="W" * 400)
    image = Image.open(io.BytesIO(drawn(long, FONT))).convert("L")
    assert image.crop((SIZE[0] - 20, 20, *SIZE)).getextrema()[0] > 250
    assert image.crop((0, SIZE[1] - 20, *SIZE)).getextrema()[0] > 250


def test_lines_break_where_japanese_and_english_may() -> None:
    face = ImageFont.truetype(FONT, 30)
    lines = wrapped("目標（1,700人以上）を達成しました。", 270, face, 9)
    assert not any(line.endswith("（") or line.startswith(("）", "。")) for line in lines)
    assert "1,700" in " ".join(lines)
    assert wrapped("on the way to it", 170, face, 9) == ["on the way", "to it"]
    assert wrapped("達成" * 99, 300, face, 2)[-1].endswith("…")
    assert wrapped("", 300, face, 2) == []
