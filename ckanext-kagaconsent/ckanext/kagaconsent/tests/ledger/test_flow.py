"""The way of the data: what a person must find in the table, and what fits into the picture."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.kagaconsent.ledger import DataUse, read_use
from ckanext.kagaconsent.ledger.flow import WIDTH, FlowWords, Said, Stage, flow, picture, wrapped
from ckanext.kagaconsent.tests.ledger.test_examples import USES
from ckanext.kagaconsent.tests.ledger.uses import CAMERA

JAPANESE = FlowWords(
    sources={"sensor": "センサーから", "inferred": "ほかのデータから計算", "subject": "本人から"},
    processor="委託先",
    in_city="市内",
    outside="市外",
    not_stated="記載なし",
)
ENGLISH = replace(JAPANESE, not_stated="Not stated", in_city="In the city", in_english=True)
HEADINGS = {
    Stage.SOURCE: "どこから",
    Stage.PROCESSING: "何をして",
    Stage.STORAGE: "どこに置き",
    Stage.RECIPIENT: "だれに渡すか",
}


def told(use: DataUse, words: FlowWords = JAPANESE) -> dict[str, list[str]]:
    return {
        stage.value: [
            "｜".join(said.text for said in (step.name, *step.details))
            for step in flow(use, words)
            if step.stage is stage
        ]
        for stage in Stage
    }


def test_the_way_of_a_camera() -> None:
    assert told(CAMERA) == {
        "source": ["センサーから｜通行人の映像", "ほかのデータから計算｜時間ごとの通行人数"],
        "processing": [
            "観測、集計、消去｜映像から人の形を数え、数だけを送ります。",
            "株式会社例システム｜委託先",
        ],
        "storage": ["市内｜5年｜5年を過ぎた年度の集計表をデータベースから消去します"],
        "recipient": ["例大学地域交通研究室｜時間ごとの通行人数｜バスの需要予測"],
    }


def test_what_is_not_stated_says_so_at_each_station() -> None:
    assert {line for lines in told(DataUse()).values() for line in lines} == {"記載なし"}


def test_english_marks_what_stays_japanese() -> None:
    steps = flow(CAMERA, ENGLISH)
    assert Said("Observe, Aggregate, Erase", is_data=False) in [step.name for step in steps]
    assert Said("例大学地域交通研究室") in [step.name for step in steps]


@pytest.mark.parametrize("use", USES, ids=lambda use: use["slug"])
def test_every_example_is_drawn_inside_its_picture(use: dict[str, object]) -> None:
    steps = flow(read_use(use), JAPANESE)
    drawn = picture(steps, HEADINGS)
    assert [station.heading for station in drawn.stations] == list(HEADINGS.values())
    assert sum(len(station.boxes) for station in drawn.stations) == len(steps)
    foot = 0
    for station in drawn.stations:
        for box in station.boxes:
            assert box.y >= foot
            foot = box.y + box.height
            assert 0 < box.x < box.x + box.width < WIDTH
            assert all(box.y < line.y < foot for line in box.lines)
    assert foot < drawn.height


@given(st.text(max_size=400), st.integers(60, 400))
def test_a_text_is_cut_into_lines_that_fit(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert len(lines) <= 3
    whole = "".join(text.split())
    shown = "".join("".join(lines).split())
    assert shown == whole or (shown.endswith("…") and whole.startswith(shown[:-1]))


def test_an_address_is_not_broken_and_japanese_is_anywhere() -> None:
    assert wrapped("Wi-Fiの案内の画面", 60) == ["Wi-Fiの", "案内の画", "面"]
    assert wrapped("The quick brown", 100) == ["The quick", "brown"]
