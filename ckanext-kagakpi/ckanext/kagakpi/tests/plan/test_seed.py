"""Kaga's plan in YAML says what the city's plan says, word for word, and leaves nothing out."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from ckanext.kagakpi.plan import Comparator, Kpi, Place, Statement
from ckanext.kagakpi.tests.plan.seed import PLAN

TEXT = Path(__file__).parent / "source" / "smart-city-kaga-plan-2020.txt"
# NFKC knows the Kangxi radicals (⾏ is 行), not those of the supplement.
SUPPLEMENT = str.maketrans({"⺠": "民", "⻄": "西", "⻑": "長"})
FOOTNOTE_MARKS = {"都市OS9の": "都市OSの"}
BEFORE_MEASURES = "スケジュール等を整理した上で記述することします。"  # the plan's own slip
AFTER_MEASURES = "6.セキュリティ及び個人情報の適正な取扱いの確保"


def usual(text: str) -> str:
    """A text in usual characters, without blanks, line ends and footnote marks."""
    bare = re.sub(r"\s", "", unicodedata.normalize("NFKC", text.translate(SUPPLEMENT)))
    for marked, plain in FOOTNOTE_MARKS.items():
        bare = bare.replace(marked, plain)
    return bare


@cache
def pages() -> dict[int, str]:
    """The plan's pages from 9 on, by their printed number.

    9 and 37 stand in the text. The other pages are known by the blank that they begin with.
    """
    found: dict[int, list[str]] = {}
    number = 0
    for line in TEXT.read_text(encoding="utf-8").split("\n"):
        begins = re.match(r" {1,2}\S", line) is not None
        if not number and line.strip() == "9":
            number = 9
        elif number == 36 and line.strip() == "37":
            number = 37
        elif number and begins:
            number += 1
        else:
            found.setdefault(number, []).append(line)
            continue
        found[number] = [line if begins else ""]
    return {at: usual("\n".join(lines)) for at, lines in found.items() if at}


def measures() -> str:
    """The part of the plan that lists the measures."""
    whole = usual(TEXT.read_text(encoding="utf-8"))
    return whole.split(BEFORE_MEASURES)[1].split(AFTER_MEASURES)[0]


def place_as_printed(place: Place) -> str:
    """A place as the plan's table sets it."""
    return usual(
        f"{place.number[-1]}{place.heading}施策・事業名称{place.title}概要{place.text}"
        f"KPI{place.kpi_text}令和2年度の目標{place.target_text}"
    )


def test_the_pages_are_counted_from_one_printed_number_to_the_next() -> None:
    """From the printed 9, the pages up to the printed 37 are as many as they must be."""
    assert sorted(pages()) == list(range(9, 50))
    assert pages()[37].startswith("(3)適正な手段による取得の確保")


def test_no_radical_is_left_for_a_character() -> None:
    written = usual(TEXT.read_text(encoding="utf-8")) + repr(PLAN)
    assert not re.findall(r"[\u2e80-\u2fdf]", written)


def test_the_list_of_measures_is_complete_word_for_word() -> None:
    """Nodes and places, as they are printed, are the whole part, nothing more and nothing less."""
    printed = "".join(
        usual(f"{node.number}{node.ja}")
        + "".join(place_as_printed(place) for place in PLAN.places if place.node == node.key)
        for node in PLAN.nodes
    )
    assert measures() == printed


def test_measures_and_kpi_are_as_many_as_in_the_text() -> None:
    text = measures()
    assert len(PLAN.places) == text.count("施策・事業名称") == 17
    assert sum(place.marked for place in PLAN.places) == text.count("(再掲)") == 4
    bullets = re.findall(r"KPI(・.*?)令和2年度の目標", text)
    assert len(bullets) == 17
    shown = [len(place.kpis) for place in PLAN.places]
    assert shown == [len(re.findall("・(?!区)", one)) for one in bullets]
    assert sum(shown) == 19
    assert len(PLAN.measures) == 14
    assert len(PLAN.kpis) == 15
    assert (len(PLAN.principles), len(PLAN.policies), len(PLAN.nodes)) == (5, 6, 6)


def test_a_second_placement_is_of_a_measure_that_stands_elsewhere() -> None:
    again = [place for place in PLAN.places if not place.primary]
    assert [(place.number, place.measure) for place in again] == [
        ("(1)②", "online-applications"),
        ("(3)②", "online-applications"),
        ("(5)③", "platform-standard"),
    ]
    for place in again:
        assert place.title == f"（再掲）{PLAN.primary(place.measure).title}"
        assert place.marked
    alone = [place for place in PLAN.places if place.marked and place.primary]
    assert [place.number for place in alone] == ["(3)①"]


@pytest.mark.parametrize("place", PLAN.places, ids=lambda place: place.number)
def test_a_place_begins_on_its_page(place: Place) -> None:
    assert (
        usual(place.number[-1] + place.heading + "施策・事業名称" + place.title)
        in (pages()[place.page])
    )
    assert place.number.startswith(
        next(node.number for node in PLAN.nodes if node.key == place.node)
    )


@pytest.mark.parametrize(
    "statement", [*PLAN.principles, *PLAN.policies], ids=lambda statement: statement.ja
)
def test_a_statement_is_on_its_page(statement: Statement) -> None:
    first, *rest = statement.text.split("\n")
    here = pages()[statement.page]
    following = here + pages()[statement.page + 1]
    assert usual(f"({statement.number}){statement.ja}") in here
    assert usual(f"({statement.number}){statement.ja}{first}") in following
    assert [text for text in rest if usual(text) not in following] == []


def test_the_pillars_are_on_page_39() -> None:
    for node in PLAN.nodes:
        assert usual(node.ja) in pages()[node.page]
        assert usual(node.text) in pages()[39]
    assert [node.number for node in PLAN.nodes if not node.text] == ["(6)"]


@pytest.mark.parametrize("kpi", PLAN.kpis, ids=lambda kpi: kpi.key)
def test_a_target_stands_beside_its_words(kpi: Kpi) -> None:
    """The number that is compared is one that the sentence has."""
    home = PLAN.primary(kpi.measure)
    assert kpi.key in home.kpis
    assert kpi.text in home.kpi_text
    (target,) = kpi.targets
    assert target.year == 2020
    assert target.text == home.target_text
    told = {
        Decimal(digits.replace(",", "")) * (10_000 if myriad else 1) / (100 if percent else 1)
        for digits, myriad, percent in re.findall(r"([\d,]+)(万)?(%)?", usual(target.text))
    }
    if target.comparator is Comparator.QUALITATIVE:
        assert not told
        assert target.low is None
    else:
        assert target.low in told
        assert target.high is target.baseline is None


def test_all_places_of_a_promise_say_the_same_target() -> None:
    for kpi in PLAN.kpis:
        texts = {place.target_text for place in PLAN.places if kpi.key in place.kpis}
        assert texts == {target.text for target in kpi.targets}


def test_nothing_is_said_that_the_plan_does_not_say() -> None:
    """No department is named for a measure, and no baseline."""
    assert not any(measure.department_ja for measure in PLAN.measures)
    assert PLAN.last_year is None
    assert usual(PLAN.lead_ja) in usual(TEXT.read_text(encoding="utf-8"))
