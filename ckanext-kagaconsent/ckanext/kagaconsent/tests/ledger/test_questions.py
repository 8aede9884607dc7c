"""The eight questions: one missing at a time, and what does not count as an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.kagaconsent.ledger import (
    BasisCode,
    DataUse,
    LegalBasis,
    Measure,
    Party,
    PeriodUnit,
    Processing,
    Provision,
    Question,
    Storage,
    answers,
    far_ahead,
    is_answer,
    missing,
)
from ckanext.kagaconsent.tests.ledger.uses import CAMERA, CITY, DESK

CONSENT = LegalBasis(
    code=BasisCode.A69_2_1, law_name="個人情報の保護に関する法律", article="第69条第2項第1号"
)


def found(use: DataUse) -> list[tuple[str, str]]:
    return [(one.rule, one.field) for one in missing(use)]


def basis(**change: Any) -> dict[str, Any]:
    return {"bases": (replace(CAMERA.bases[0], **change),)}


def test_the_example_answers_all_eight_in_their_order() -> None:
    assert found(CAMERA) == []
    said = answers(CAMERA)
    assert [one.question for one in said] == list(Question)
    assert all(one.answered and one.text for one in said)
    assert said[0].text.startswith("例市長　政策戦略部スマートシティ課")
    assert said[3].text == "個人情報の保護に関する法律第61条第1項"
    assert said[4].text == "5年\n見直す日：2029-03-31"
    assert said[5].text == "例大学地域交通研究室"


ONE_MISSING: list[tuple[Question, dict[str, Any], str, str]] = [
    (Question.WHO, {"controller": None}, "KC-U001", "controller"),
    (Question.WHO, {"controller": replace(CITY, name_ja="")}, "KC-U001", "controller.name_ja"),
    (Question.WHO, {"controller": replace(CITY, name_ja="未定")}, "KC-U002", "controller.name_ja"),
    (Question.WHO, {"processors": (Party(),)}, "KC-U001", "processors[0].name_ja"),
    (Question.WHAT, {"items": ()}, "KC-U001", "items"),
    (
        Question.WHAT,
        {"items": (CAMERA.items[0], replace(CAMERA.items[1], name_ja="等"))},
        "KC-U002",
        "items[1].name_ja",
    ),
    (Question.WHY, {"purpose_ja": "　"}, "KC-U001", "purpose_ja"),
    (Question.WHY, {"purpose_ja": "検討中"}, "KC-U002", "purpose_ja"),
    (Question.WHY, {"purpose_terms": ()}, "KC-U001", "purpose_terms"),
    (Question.WHY, {"purpose_terms": ("PublicBenefit",) * 4}, "KC-U010", "purpose_terms"),
    (Question.GROUND, {"bases": ()}, "KC-U001", "bases"),
    (Question.GROUND, basis(law_name=""), "KC-U003", "bases[0].law_name"),
    (Question.GROUND, basis(article=""), "KC-U003", "bases[0].article"),
    (Question.GROUND, basis(article="―"), "KC-U003", "bases[0].article"),
    (Question.GROUND, basis(code=None), "KC-U001", "bases[0].code"),
    (Question.GROUND, {"bases": (CONSENT,)}, "KC-U004", "withdrawal_ja"),
    (Question.HOW_LONG, {"storages": ()}, "KC-U001", "storages"),
    (Question.HOW_LONG, {"storages": (Storage(),)}, "KC-U001", "storages[0].period_value"),
    (
        Question.HOW_LONG,
        {"storages": (Storage(period_value=-1, period_unit=PeriodUnit.YEAR),)},
        "KC-U001",
        "storages[0].period_value",
    ),
    (
        Question.HOW_LONG,
        {"storages": (Storage(period_value=5),)},
        "KC-U001",
        "storages[0].period_unit",
    ),
    (
        Question.HOW_LONG,
        {"storages": (Storage(until_event_ja="未定"),)},
        "KC-U002",
        "storages[0].until_event_ja",
    ),
    (Question.HOW_LONG, {"review_date": None}, "KC-U005", "review_date"),
    (Question.HOW_LONG, {"review_date": date(2031, 4, 2)}, "KC-U006", "review_date"),
    (Question.HOW_LONG, {"review_date": date(2026, 4, 1)}, "KC-U006", "review_date"),
    (Question.TO_WHOM, {"provisions": ()}, "KC-U001", "to_whom_ja"),
    (Question.TO_WHOM, {"provisions": (), "to_whom_ja": "なし"}, "KC-U002", "to_whom_ja"),
    (Question.TO_WHOM, {"to_whom_ja": "提供しない。"}, "KC-U011", "to_whom_ja"),
    (
        Question.TO_WHOM,
        {"provisions": (Provision(),)},
        "KC-U001",
        "provisions[0].recipient",
    ),
    (
        Question.TO_WHOM,
        {"provisions": (Provision(recipient=Party(name_ja="その他")),)},
        "KC-U002",
        "provisions[0].recipient.name_ja",
    ),
    (
        Question.STOP,
        {"stop_impossible_ja": "", "remaining_route_ja": ""},
        "KC-U001",
        "how_to_stop_ja",
    ),
    (Question.STOP, {"stop_impossible_ja": "－"}, "KC-U008", "stop_impossible_ja"),
    (Question.STOP, {"remaining_route_ja": ""}, "KC-U008", "remaining_route_ja"),
    (
        Question.STOP,
        {"stop_impossible_ja": "", "remaining_route_ja": "", "how_to_stop_ja": "未定"},
        "KC-U002",
        "how_to_stop_ja",
    ),
    (Question.COMPLAIN, {"complaint_desk": None}, "KC-U001", "complaint_desk"),
    (
        Question.COMPLAIN,
        {"complaint_desk": replace(DESK, name_ja="N/A")},
        "KC-U002",
        "complaint_desk.name_ja",
    ),
    (
        Question.COMPLAIN,
        {"complaint_desk": replace(DESK, phone="", address="")},
        "KC-U009",
        "complaint_desk.phone",
    ),
]


@pytest.mark.parametrize(("question", "change", "rule", "field"), ONE_MISSING)
def test_one_question_without_an_answer_is_refused_with_its_field(
    question: Question, change: dict[str, Any], rule: str, field: str
) -> None:
    use = replace(CAMERA, **change)
    assert found(use) == [(rule, field)]
    assert [one.question for one in answers(use) if not one.answered] == [question]
    finding = missing(use)[0]
    assert question.ja in finding.message
    assert question.en in finding.message_en
    assert finding.severity == "error"


ALSO_ANSWERS: list[dict[str, Any]] = [
    {"provisions": (), "to_whom_ja": "提供しない"},
    {"provisions": (), "to_whom_ja": "だれにも提供しません。"},
    {"how_to_stop_ja": "窓口か電話で申し出てください", "stop_impossible_ja": ""},
    {"storages": (Storage(until_event_ja="補助金の交付を受けた者が転出するまで"),)},
    {"storages": (Storage(period_value=0, period_unit=PeriodUnit.DAY),)},
    {"bases": (CONSENT,), "withdrawal_ja": "市の窓口かウェブの同意の画面で、いつでも取り消せます"},
    {"review_date": date(2031, 4, 1)},
    {"valid_from": date(2024, 2, 29), "review_date": date(2029, 2, 28)},
]


@pytest.mark.parametrize("change", ALSO_ANSWERS)
def test_these_are_answers_too(change: dict[str, Any]) -> None:
    assert found(replace(CAMERA, **change)) == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"purpose_terms": ("WithdrawingFromActivity",)}, "purpose_terms[0]"),
        ({"items": (replace(CAMERA.items[0], dpv_term="Face"),)}, "items[0].dpv_term"),
        (
            {"processings": (Processing(dpv_terms=("Use", "Deleting")),)},
            "processings[0].dpv_terms[1]",
        ),
        ({"measures": (Measure(dpv_term="Firewall"),)}, "measures[0].dpv_term"),
    ],
)
def test_a_term_that_its_vocabulary_lacks_is_refused(change: dict[str, Any], field: str) -> None:
    assert found(replace(CAMERA, **change)) == [("KC-U012", field)]


def test_a_version_has_a_start() -> None:
    assert found(replace(CAMERA, valid_from=None)) == [("KC-U007", "valid_from")]


def test_a_version_that_begins_later_puts_its_review_off_no_further() -> None:
    later = replace(CAMERA, valid_from=date(2040, 4, 1), review_date=date(2044, 3, 31))
    assert found(later) == []
    told = [(one.rule, one.field) for one in far_ahead(later, date(2026, 11, 26))]
    assert told == [("KC-U015", "review_date")]
    for near in (date(2031, 11, 26), None):
        assert far_ahead(replace(CAMERA, review_date=near), date(2026, 11, 26)) == []


def test_nothing_at_all_leaves_all_eight_open() -> None:
    assert not any(one.answered or one.text for one in answers(DataUse()))
    assert {one.field for one in missing(DataUse())} >= {
        "controller",
        "items",
        "purpose_ja",
        "bases",
        "storages",
        "to_whom_ja",
        "how_to_stop_ja",
        "complaint_desk",
    }


# fmt: off
NO_ANSWERS = [
    "未定", "検討中", "－", "-", "—", "―", "ー", "ｰ", "〜", "等", "など", "なし", "無し", "無",
    "なし。", "N/A", "Ｎ／Ａ", "n.a.", "NA", "TBD", "？", "???", "…", "・・・", "*", "未定です",
    "調整中である", "特になし", "該当なし", "（なし）", "「未定」", "【検討中】", "未　定",
    "その他", "同上", "none", "ＮＯＮＥ", "ナシ", "ﾅｼ",
]
# fmt: on
SPACES = ["", " ", "　", "\t\n", "\u200b", "\u3164", "\u2800", "\ufeff", "\u00a0"]


@pytest.mark.parametrize("text", NO_ANSWERS + SPACES)
def test_what_only_fills_the_box(text: str) -> None:
    assert not is_answer(text)


@pytest.mark.parametrize(
    "text",
    ["提供しない", "5年", "転出まで", "市民課", "個人情報等", "なし崩しにしない", "等級", "A", "3"],
)
def test_what_says_something(text: str) -> None:
    assert is_answer(text)


@given(st.sampled_from(NO_ANSWERS), st.text("　 \t\n。、・…-ー―（）()「」", max_size=6))
def test_signs_and_spaces_around_it_make_no_answer(word: str, around: str) -> None:
    assert not is_answer(around + word + around)
