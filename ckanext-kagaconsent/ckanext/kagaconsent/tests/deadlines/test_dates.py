"""Dates computed by hand, with the calendar's reasoning beside each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from ckanext.kagaconsent.deadlines import (
    Amendment,
    Extension,
    Facts,
    Kind,
    Name,
    Periods,
    Refused,
    SpecialExtension,
    Transfer,
    reckon,
)
from ckanext.kagaconsent.deadlines.workdays import is_closed


def day(text: str) -> date:
    return date.fromisoformat(text)


def amended(*periods: str) -> tuple[Amendment, ...]:
    """``"2026-06-08/2026-06-15"``; nothing behind the stroke while it waits."""
    pairs = [period.partition("/") for period in periods]
    return tuple(Amendment(day(a), day(b) if b else None) for a, _, b in pairs)


def extended(on: str, days: int | None = None) -> Extension:
    return Extension(day(on), "対象となる文書が多いため", day(on), days)


def special(on: str, due: str) -> SpecialExtension:
    return SpecialExtension(day(on), "文書が著しく大量であるため", day(due), day(on))


def facts(received: str, kind: Kind = Kind.DISCLOSURE, **more: Any) -> Facts:
    return Facts(kind=kind, received_on=day(received), **more)


STOP, FIX, TALK = Kind.STOP_USE, Kind.CORRECTION, Kind.COMPLAINT
TO_PREFECTURE = Transfer(day("2026-06-10"), "石川県知事", day("2026-06-10"))

# fmt: off
BY_HAND = [
    # 30 days and the last-day rule
    (facts("2026-04-01"), {}, "2026-05-01"),  # 4月 has 30 days: 30 days later is 5-01, a Friday
    (facts("2026-04-02"), {}, "2026-05-07"),  # 5-02 Sat, 3 憲法, 4 みどり, 5 こども, 6 振替, Thu 7
    (facts("2026-04-03"), {}, "2026-05-07"),  # 5-03 Sunday and holiday, then as above
    (facts("2026-04-06"), {}, "2026-05-07"),  # 5-06 is the 振替休日 of Sunday 5-03
    (facts("2026-04-07"), {}, "2026-05-07"),  # 5-07 itself, a Thursday
    (facts("2024-01-30"), {}, "2024-02-29"),  # 1-31 is day 1, 2-29 day 30: the leap day, Thu
    (facts("2025-01-30"), {}, "2025-03-03"),  # no leap day: 2-28 is day 29, 3-01 Sat, Mon 3
    (facts("2024-02-29"), {}, "2024-04-01"),  # 3-30 is day 30, a Saturday; Mon 4-01
    (facts("2028-01-31"), {}, "2028-03-01"),  # 2-29 is day 29, 3-01 day 30, a Wednesday
    (facts("2026-11-28"), {}, "2026-12-28"),  # 11-30 is day 2, 12-28 day 30: 仕事納め, Monday
    (facts("2026-11-29"), {}, "2027-01-04"),  # 12-29 begins 年末年始; 1-04 is a Monday
    (facts("2026-12-04"), {}, "2027-01-04"),  # 12-31 is day 27, 1-03 day 30: Sunday; Mon 4
    (facts("2025-12-04"), {}, "2026-01-05"),  # 1-03 is a Saturday, 4 Sunday; Mon 5
    (facts("2024-11-29"), {}, "2025-01-06"),  # 12-29; 1-03 is a Friday, 4 Sat, 5 Sun; Mon 6
    (facts("2026-08-20"), {}, "2026-09-24"),  # 9-19 Sat, 20 Sun, 21 敬老, 22 国民の休日, 23 秋分
    (facts("2026-08-22"), {}, "2026-09-24"),  # 8-31 is day 9, 9-21 敬老の日, 22, 23; Thu 24
    (facts("2027-02-19"), {}, "2027-03-23"),  # 3-21 春分の日 on Sunday, 22 振替; Tue 23
    (facts("2025-10-24"), {}, "2025-11-25"),  # 11-23 勤労感謝 on Sunday, 24 振替; Tue 25
    (facts("2024-10-04"), {}, "2024-11-05"),  # 11-03 文化の日 on Sunday, 4 振替; Tue 5
    (facts("2025-01-24"), {}, "2025-02-25"),  # 2-23 天皇誕生日 on Sunday, 24 振替; Tue 25
    (facts("2026-07-21", FIX), {}, "2026-08-20"),  # 7-31 is day 10, 8-20 day 30, a Thursday
    # what a city sets
    (facts("2026-06-01", STOP), {"stop_use_days": 14}, "2026-06-15"),  # 14 days: Mon 15
    (facts("2026-09-06", STOP), {"stop_use_days": 15}, "2026-09-24"),  # 9-21 敬老, 22, 23; Thu 24
    (facts("2026-04-02"), {"move_from_closed_days": False}, "2026-05-02"),  # stays on Saturday
    # open days: June 2-5 4, 8-12 9, 15-19 14, 22-26 19, 29-30 21, July 1-3 24, 6-10 29, 13 30
    (facts("2026-06-01"), {"calendar_days": False}, "2026-07-13"),
    # complaints
    (facts("2026-04-02", TALK), {}, "2026-05-07"),  # 30 days by default, as the second row
    (facts("2026-12-18", TALK), {"complaint_days": 14}, "2027-01-04"),  # 1-01 Fri, 2, 3; Mon 4
    # 補正: from the day after asking to the day of the answer nothing is counted
    (facts("2026-06-01", amendments=amended("2026-06-08/2026-06-15")), {}, "2026-07-08"),  # + 7
    (facts("2026-06-01", amendments=amended("2026-06-08/2026-06-08")), {}, "2026-07-01"),  # + 0
    # 2027-01-09 is day 30; 12-26 to 1-08 are 14 days; 1-23 is a Saturday, Mon 25
    (facts("2026-12-10", amendments=amended("2026-12-25/2027-01-08")), {}, "2027-01-25"),
    # 7-01 + 5 + 6 = 7-12, a Sunday; Mon 13
    (facts("2026-06-01", amendments=amended("2026-06-05/2026-06-10", "2026-06-20/2026-06-26")), {},
     "2026-07-13"),
    # asked on the last day: nothing is left, so the day of the answer is the last, a Friday
    (facts("2026-06-01", amendments=amended("2026-07-01/2026-07-10")), {}, "2026-07-10"),
    # asked on the moved last day 5-07: the 30 days ended on 5-02, the answer's day is the last
    (facts("2026-04-02", amendments=amended("2026-05-07/2026-05-14")), {}, "2026-05-14"),
    # asked a day after the deadline: it stays
    (facts("2026-06-01", amendments=amended("2026-07-02/2026-07-09")), {}, "2026-07-01"),
    # 3-02 is day 30; 2-26, 27, 28, 29, 3-01 are 5 days; Tuesday 3-07
    (facts("2028-02-01", amendments=amended("2028-02-25/2028-03-01")), {}, "2028-03-07"),
    # open days with 補正: 6-09 to 6-15 are 5 open days, 7-13 and 5 more are 14, 15, 16, 17, 21
    (facts("2026-06-01", amendments=amended("2026-06-08/2026-06-15")), {"calendar_days": False},
     "2026-07-21"),  # 7-20 is 海の日
    # extension
    (facts("2026-06-01", extension=extended("2026-06-25")), {}, "2026-07-31"),  # day 60, a Friday
    (facts("2026-06-01", extension=extended("2026-07-01")), {}, "2026-07-31"),  # on the last day
    (facts("2026-04-02", extension=extended("2026-05-07")), {}, "2026-06-01"),  # 5-02 and 30 days
    (facts("2026-06-01", extension=extended("2026-06-25", 15)), {}, "2026-07-16"),  # day 45, Thu
    (facts("2026-11-01", extension=extended("2026-12-01")), {}, "2027-01-04"),  # day 60 is 12-31
    (facts("2026-07-21", FIX, extension=extended("2026-08-20")), {}, "2026-09-24"),  # 9-19 Sat …23
    (facts("2026-06-01", STOP, extension=extended("2026-06-15")),
     {"stop_use_days": 14, "stop_use_extension_days": 14}, "2026-06-29"),  # day 28, a Monday
    # the first deadline is 7-08 by the 7 days of 補正; 60 + 7 days are 8-07, a Friday
    (facts("2026-06-01", extension=extended("2026-07-08"),
           amendments=amended("2026-06-08/2026-06-15")), {}, "2026-08-07"),
    # 補正 during the extension: 7-31 + 10 days, a Monday (山の日 is the next day)
    (facts("2026-06-01", extension=extended("2026-07-01"),
           amendments=amended("2026-07-10/2026-07-20")), {}, "2026-08-10"),
    # special extension: for a disclosure the part after 60 days, else the date that was set
    (facts("2026-06-01", special=special("2026-06-20", "2026-09-30")), {}, "2026-07-31"),
    (facts("2024-01-02", special=special("2024-01-20", "2024-06-28")), {}, "2024-03-04"),  # Sat 2
    (facts("2026-06-01", FIX, special=special("2026-06-20", "2026-10-30")), {}, "2026-10-30"),
    (facts("2026-06-01", STOP, special=special("2026-07-01", "2026-10-30")), {}, "2026-10-30"),
    # transfer: the day of receipt stays
    (facts("2026-06-01", transfer=TO_PREFECTURE), {}, "2026-07-01"),
    (facts("2026-06-01", FIX, transfer=TO_PREFECTURE, extension=extended("2026-06-05")), {},
     "2026-07-31"),
]

NINETY_DAYS = [
    ("2026-06-01", "2026-08-31"),  # 6-30 is day 29, 7-31 60, 8-30 90: Sunday; Mon 31
    ("2026-10-05", "2027-01-04"),  # 10-31 is day 26, 11-30 56, 12-31 87, 1-03 90: Sunday; Mon 4
    ("2023-12-01", "2024-02-29"),  # 12-31 is day 30, 1-31 61, 2-29 90: the leap day, Thursday
    ("2025-12-01", "2026-03-02"),  # 2-28 is day 89, 3-01 90: Sunday; Mon 2
    ("2026-02-12", "2026-05-13"),  # 2-28 is day 16, 3-31 47, 4-30 77, 5-13 90: Wednesday
]

REFUSED = [
    ("KC-D004", "extension.on", facts("2026-06-01", extension=extended("2026-07-02"))),  # one late
    ("KC-D004", "extension.on", facts("2026-04-02", extension=extended("2026-05-08"))),
    ("KC-D004", "special.on", facts("2026-06-01", special=special("2026-07-02", "2026-09-30"))),
    ("KC-D004", "extension.on",  # also where a special deadline takes its place
     facts("2026-06-01", extension=extended("2026-07-02"),
           special=special("2026-06-20", "2026-09-30"))),
    ("KC-D001", "decided_on", facts("2026-06-01", decided_on=day("2026-05-31"))),
    ("KC-D001", "extension.on", facts("2026-06-01", extension=extended("2026-05-29"))),
    ("KC-D001", "amendments[0].asked_on",
     facts("2026-06-01", amendments=amended("2026-05-31/2026-06-02"))),
    ("KC-D002", "amendments[0].answered_on",
     facts("2026-06-01", amendments=amended("2026-06-08/2026-06-05"))),
    ("KC-D003", "amendments[1].asked_on",
     facts("2026-06-01", amendments=amended("2026-06-05/2026-06-10", "2026-06-09/2026-06-12"))),
    ("KC-D003", "amendments[1].asked_on",
     facts("2026-06-01", amendments=amended("2026-06-05/", "2026-06-09/2026-06-12"))),
    ("KC-D005", "extension.reason",
     facts("2026-06-01", extension=Extension(day("2026-06-10"), "　"))),
    ("KC-D006", "extension.days", facts("2026-06-01", extension=extended("2026-06-10", 31))),
    ("KC-D006", "extension.days", facts("2026-06-01", extension=extended("2026-06-10", 0))),
    ("KC-D007", "extension.notified_on",
     facts("2026-06-01", extension=Extension(day("2026-06-10"), "大量", day("2026-06-09")))),
    ("KC-D008", "special.due_on",
     facts("2026-06-01", special=special("2026-06-20", "2026-07-31"))),
    ("KC-D008", "special.due_on",
     facts("2026-06-01", FIX, special=special("2026-06-20", "2026-07-01"))),
    ("KC-D009", "special.due_on",
     facts("2026-06-01", special=special("2026-06-20", "2026-09-22"))),  # 国民の休日
    ("KC-D010", "extension", facts("2026-06-01", TALK, extension=extended("2026-06-10"))),
    ("KC-D010", "amendments", facts("2026-06-01", TALK, amendments=amended("2026-06-10/"))),
    ("KC-D010", "transfer", facts("2026-06-01", STOP, transfer=TO_PREFECTURE)),
    ("KC-D010", "disclosure_received_on",
     facts("2026-06-01", disclosure_received_on=day("2026-05-01"))),
    ("KC-D010", "part_decided_on", facts("2026-06-01", FIX, part_decided_on=day("2026-07-01"))),
    ("KC-D011", "disclosure_received_on",
     facts("2026-06-01", STOP, disclosure_received_on=day("2026-06-02"))),
    ("KC-D012", "amendments[0].asked_on",
     facts("2026-06-01", amendments=amended("2026-06-20/"), decided_on=day("2026-06-15"))),
    ("KC-D012", "transfer.on",
     facts("2026-06-01", transfer=TO_PREFECTURE, decided_on=day("2026-06-05"))),
    ("KC-D013", "received_on", facts("0206-06-01")),
    ("KC-D013", "decided_on", facts("2026-06-01", decided_on=date.max)),
]

HOLIDAYS = {  # 国民の祝日 and 休日 as the Cabinet Office announced them
    2024: "01-01 01-08 02-11 02-12 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-15 08-11 08-12 "
          "09-16 09-22 09-23 10-14 11-03 11-04 11-23",
    2025: "01-01 01-13 02-11 02-23 02-24 03-20 04-29 05-03 05-04 05-05 05-06 07-21 08-11 09-15 "
          "09-23 10-13 11-03 11-23 11-24",
    2026: "01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 "
          "09-23 10-12 11-03 11-23",
    2027: "01-01 01-11 02-11 02-23 03-21 03-22 04-29 05-03 05-04 05-05 07-19 08-11 09-20 09-23 "
          "10-11 11-03 11-23",
}
# fmt: on


@pytest.mark.parametrize(("case", "settings", "expected"), BY_HAND)
def test_the_last_day_is_the_one_computed_by_hand(
    case: Facts, settings: dict[str, Any], expected: str
) -> None:
    answer = reckon(case, Periods(**settings))
    assert answer.due is not None
    assert answer.due.on == day(expected)


@pytest.mark.parametrize(("disclosed", "expected"), NINETY_DAYS)
@pytest.mark.parametrize("kind", [STOP, FIX])
def test_ninety_days_after_a_disclosure(kind: Kind, disclosed: str, expected: str) -> None:
    case = facts(expected, kind, disclosure_received_on=day(disclosed))
    answer = reckon(case)
    assert answer.filing is not None
    assert answer.filing.name is Name.FILING
    assert answer.filing.on == day(expected)
    assert answer.filed_in_time is True
    late = reckon(replace(case, received_on=day(expected) + timedelta(days=1)))
    assert late.filed_in_time is False


@pytest.mark.parametrize(("rule", "field", "case"), REFUSED)
def test_what_cannot_be_is_refused_with_its_field(rule: str, field: str, case: Facts) -> None:
    with pytest.raises(Refused) as refused:
        reckon(case)
    assert (refused.value.rule, refused.value.field) == (rule, field)
    assert field in refused.value.message
    assert field in refused.value.message_en


@pytest.mark.parametrize("setting", ["disclosure_days", "stop_use_extension_days"])
@pytest.mark.parametrize("days", [0, -1, 31])
def test_an_ordinance_can_shorten_not_lengthen(setting: str, days: int) -> None:
    with pytest.raises(Refused) as refused:
        Periods(**{setting: days})
    assert (refused.value.rule, refused.value.field) == ("KC-D006", setting)


@pytest.mark.parametrize("year", HOLIDAYS)
def test_offices_are_closed_on_the_announced_holidays(year: int) -> None:
    start = date(year, 1, 1)
    weekdays = [
        on
        for number in range((date(year + 1, 1, 1) - start).days)
        if (on := start + timedelta(days=number)).weekday() < 5
    ]
    holidays = {day(f"{year}-{text}") for text in HOLIDAYS[year].split()}
    new_year = {f"{month:02}-{number:02}" for month, number in
                [(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)]}  # fmt: skip
    closed = [on for on in weekdays if on in holidays or on.isoformat()[5:] in new_year]
    assert [on for on in weekdays if is_closed(on)] == closed


def test_a_period_that_the_city_set_is_called_so() -> None:
    answer = reckon(facts("2026-06-01", STOP), Periods(stop_use_days=14))
    assert answer.due is not None
    step = answer.due.steps[2]
    assert step.ja == "期間は14日（市の定め）、2026年6月15日（月）まで。"
    assert step.setting == "stop_use_days"


def test_the_rest_of_a_disclosure_has_its_own_date() -> None:
    answer = reckon(facts("2026-06-01", special=special("2026-06-20", "2026-09-30")))
    assert answer.due is not None
    assert answer.rest is not None
    assert (answer.due.name, answer.rest.name) == (Name.PART_DECISION, Name.REST_DECISION)
    assert answer.rest.on == day("2026-09-30")


def test_a_special_deadline_stands_instead_of_an_extension() -> None:
    answer = reckon(
        facts(
            "2026-06-01",
            extension=extended("2026-06-10"),
            special=special("2026-06-20", "2026-09-30"),
        )
    )
    assert answer.due is not None
    assert answer.rest is not None
    for deadline in (answer.due, answer.rest):
        said = [step for step in deadline.steps if "延長に代えて期限の特例を決めました" in step.ja]
        assert [step.ground.article_ja for step in said] == ["第84条"]


def test_an_open_amendment_stops_the_count_and_keeps_what_is_left() -> None:
    answer = reckon(facts("2026-06-01", amendments=amended("2026-06-08/")))
    assert answer.due is None
    assert answer.first is None
    assert answer.waiting is not None
    assert answer.waiting.days_left == 23  # 6-09 to 7-01


def test_the_explanation_names_day_ground_and_doubt() -> None:
    answer = reckon(facts("2026-04-02", STOP, amendments=amended("2026-04-10/2026-04-11")))
    assert answer.due is not None
    assert [step.ja for step in answer.due.steps] == [
        "2026年4月2日（木）に利用停止請求を受け付けました。",
        "初日は数えず、2026年4月3日（金）から数えます。",
        "期間は30日、2026年5月2日（土）まで。",
        "2026年4月10日（金）に求めた補正が2026年4月11日（土）に済みました。"
        "補正に要した1日は数えず、2026年5月3日（日）まで。",
        "2026年5月3日（日）は役所が閉まっているので、次に開く2026年5月7日（木）が最後の日です。",
    ]
    assert [step.en for step in answer.due.steps][-1] == (
        "The office is closed on 2026-05-03 (Sun): the last day is the next open one, "
        "2026-05-07 (Thu)."
    )
    grounds = [step.ground.ja for step in answer.due.steps]
    assert grounds[2] == "個人情報の保護に関する法律第102条第1項"
    assert "要確認" in grounds[3]
    assert [ground.article_ja for ground in answer.due.doubts] == [
        "第102条第1項ただし書",
        "第142条（休日に当たる末日）",
    ]
