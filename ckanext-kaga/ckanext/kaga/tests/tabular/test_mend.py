"""What damaged cells of real files are read as, and what is asked instead of guessed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.kaga.common.eras import ERAS
from ckanext.kaga.tabular import mend
from ckanext.kaga.tabular.finding import Repair

YES_NO = ("有", "無")
SAFE, LIKELY, ASK = "safe", "likely", "ask"


def said(repair: Repair | None) -> tuple[str, str] | None:
    return (repair["new"], repair["confidence"]) if repair else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("令和5年4月1日", ("2023-04-01", SAFE)),
        ("令和元年5月1日", ("2019-05-01", SAFE)),
        ("R5.4.1", ("2023-04-01", SAFE)),
        ("Ｈ３１．４．３０", ("2019-04-30", SAFE)),
        ("昭和45年3月2日", ("1970-03-02", SAFE)),
        ("S64/1/7", ("1989-01-07", SAFE)),
        ("明治45年7月29日", ("1912-07-29", SAFE)),
        ("令和5年4月1日（土）", ("2023-04-01", SAFE)),
        ("令和5年4月29日（土・祝）", ("2023-04-29", SAFE)),
        # One of both is wrong, the day or its weekday.
        ("令和5年4月1日（日）", ("2023-04-01", ASK)),
        ("令5.4.1", ("2023-04-01", SAFE)),
        ("平30.4.1", ("2018-04-01", SAFE)),
        ("2023-04-01T00:00:00", ("2023-04-01", LIKELY)),
        ("2023-04-01 09:30", ("2023-04-01", ASK)),
        # Of no day in Heisei, but there is no doubt which year is meant.
        ("平成35年4月1日", ("2023-04-01", LIKELY)),
        ("2023年1月31日（火） ～", ("2023-01-31", LIKELY)),
        ("20230401", ("2023-04-01", SAFE)),
        ("44698", ("2022-05-17", LIKELY)),
        ("44698.0", ("2022-05-17", LIKELY)),
        ("享保3年4月1日", None),
        ("明治3年4月1日", None),
        ("令和5年2月30日", None),
        ("令和0年4月1日", None),
        ("23/4/1", None),
        ("令和5年4月", None),
        ("未定", None),
    ],
)
def test_dates(text: str, expected: tuple[str, str] | None) -> None:
    assert said(mend.as_date(text)) == expected


@given(st.dates(min_value=date(1926, 12, 25), max_value=date(2099, 12, 31)))
def test_every_day_of_an_era_comes_back(day: date) -> None:
    era, first = max(
        ((name, bounds[0]) for name, bounds in ERAS.items() if bounds[0] <= day),
        key=lambda one: one[1],
    )
    year = day.year - first.year + 1
    text = f"{era}{'元' if year == 1 else year}年{day.month}月{day.day}日"
    assert said(mend.as_date(text)) == (day.isoformat(), SAFE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("550円", ("550", SAFE)),
        ("１，２３４人", ("1234", SAFE)),
        ("3か所", ("3", SAFE)),
        # No source says what the column is measured in.
        ("75mm", ("75", LIKELY)),
        ("1,234.5㎡", ("1234.5", LIKELY)),
        ("36°18′32.4″", ("36.309000", LIKELY)),
        ("―", ("", LIKELY)),
        ("不明", ("", LIKELY)),
        # Of toilets it is 0, of a capacity no limit.
        ("なし", None),
        ("1(幼児用ﾄｲﾚ)", ("1", ASK)),
        ("屋内191人／屋外0人", None),
        ("約10", None),
    ],
)
def test_numbers(text: str, expected: tuple[str, str] | None) -> None:
    assert said(mend.as_number(text)) == expected


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("12.5ｍ", "m", ("12.5", SAFE)),
        ("0.2km", "m", ("200", SAFE)),
        ("50cm", "m", ("0.5", SAFE)),
        ("12円", "m", None),
        ("1,200円", "円", ("1200", SAFE)),
        ("3人", "円", None),
        ("36.309009度", "度", ("36.309009", SAFE)),
        ("36.309009°", "度", ("36.309009", SAFE)),
        ("12度", "m", None),
    ],
)
def test_a_number_in_another_unit_is_never_taken_as_it_stands(
    text: str, unit: str, expected: tuple[str, str] | None
) -> None:
    assert said(mend.as_number(text, unit)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("午前8時30分", ("08:30", SAFE)),
        ("午後5時", ("17:00", SAFE)),
        ("午後0時15分", ("12:15", SAFE)),
        ("午前12時", ("00:00", SAFE)),
        ("8時半", ("08:30", SAFE)),
        ("9.00", ("09:00", SAFE)),
        # What a spreadsheet has for noon and for six, and what may be 9:05 or 9:50.
        ("0.5", ("12:00", LIKELY)),
        ("0.25", ("06:00", LIKELY)),
        ("0.354166666666667", ("08:30", LIKELY)),
        ("0.12345", None),
        ("0.30", None),
        ("9.5", None),
        ("08:59:59.9999", ("09:00", LIKELY)),
        ("17:30:00.0001", ("17:30", LIKELY)),
        ("23:59:59.9999", ("24:00", LIKELY)),
        ("24:59:59.9999", None),
        ("08:59:30.5", None),
        ("終日", None),
        ("22:00消灯", None),
        ("25:00", ("01:00", ASK)),
        ("48:00", None),
        ("10：00～21：00の間で…", None),
        ("常に解放", None),
    ],
)
def test_times(text: str, expected: tuple[str, str] | None) -> None:
    assert said(mend.as_time(text)) == expected


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("終日", "00:00", "24:00"),
        ("24時間", "00:00", "24:00"),
        ("8:30～17:00", "08:30", "17:00"),
        ("８時３０分－午後５時", "08:30", "17:00"),
    ],
)
def test_a_cell_that_says_two_times_is_asked_about_in_either_column(
    text: str, start: str, end: str
) -> None:
    assert said(mend.as_time(text, "start")) == (start, ASK)
    assert said(mend.as_time(text, "end")) == (end, ASK)
    assert mend.as_time(text) is None


@pytest.mark.parametrize(
    ("text", "enum", "expected"),
    [
        ("○", ("1",), ("1", SAFE)),
        ("◯", YES_NO, ("有", SAFE)),
        ("1.0", ("1",), ("1", SAFE)),
        ("あり", YES_NO, ("有", SAFE)),
        ("0", YES_NO, ("無", SAFE)),
        ("×", ("1",), ("", SAFE)),
        ("TRUE", YES_NO, ("有", SAFE)),
        ("-", YES_NO, ("無", LIKELY)),
        # Not known is not no.
        ("不明", YES_NO, None),
        ("未定", ("1",), None),
        ("△", YES_NO, None),
        ("一部", YES_NO, None),
    ],
)
def test_flags(text: str, enum: tuple[str, ...], expected: tuple[str, str] | None) -> None:
    assert said(mend.as_flag(text, enum)) == expected


@pytest.mark.parametrize(
    ("make", "text", "expected"),
    [
        (lambda text: mend.as_digits(text, 13), "4.011001098993E+12", ("4011001098993", SAFE)),
        (lambda text: mend.as_digits(text, 13), "4.011E+12", ("4011000000000", ASK)),
        (lambda text: mend.as_digits(text, 13), "4.011001098993E+11", None),
        (lambda text: mend.as_padded(text, 7), "20130", ("0020130", LIKELY)),
        (lambda text: mend.as_padded(text, 7), "0008-001", ("0008001", SAFE)),
        (lambda text: mend.as_padded(text, 7, 3), "8-001", ("0008001", LIKELY)),
        (lambda text: mend.as_padded(text, 7, 4), "64-0941", ("0640941", LIKELY)),
        # A digit is missing at the end, and who has a zero in front has lost none.
        (lambda text: mend.as_padded(text, 7, 4), "922-862", None),
        (lambda text: mend.as_padded(text, 7), "0001", None),
        (lambda text: mend.as_padded(text, 10), "017060000", None),
        (mend.as_municipality_code, "92011", ("092011", SAFE)),
        (mend.as_municipality_code, "13101", ("131016", SAFE)),
        (mend.as_municipality_code, "1100", ("011002", SAFE)),
        (mend.as_municipality_code, "172065.0", ("172065", SAFE)),
        (mend.as_municipality_code, "17206-5", ("172065", SAFE)),
        (mend.as_municipality_code, "1.72065E+05", ("172065", SAFE)),
        (mend.as_municipality_code, "1.72E+05", None),
        (mend.as_municipality_code, "1E" + "9" * 5_000, None),
        (mend.as_municipality_code, "172064.0", None),
        (mend.as_kana, "ｶｶﾞｼﾔｸｼｮ", ("カガシヤクショ", SAFE)),
        (mend.as_kana, "かがしやくしょ", ("カガシヤクショ", SAFE)),
        (mend.as_kana, "加賀シヤクショ", None),
        (mend.as_kana, "ﾄｲﾚ（１Ｆ）", ("トイレ（１Ｆ）", SAFE)),
        (mend.as_phone, "０７６１－７２－１１１１", ("0761-72-1111", SAFE)),
        (mend.as_phone, "（０７６１）７２ー１１１１", ("(0761)72-1111", SAFE)),
        (mend.as_phone, "(054-625-7075)", ("054-625-7075", SAFE)),
        (mend.as_phone, "0761-72-1111（代表）", ("0761-72-1111", LIKELY)),
        (mend.as_phone, "72-1111", None),
        (mend.as_phone, "761-72-1111", ("0761-72-1111", LIKELY)),
        (mend.as_phone, "(761)72-1111", ("(0761)72-1111", LIKELY)),
        (mend.as_phone, "761721111", ("0761721111", LIKELY)),
        (mend.as_phone, "9012345678", ("09012345678", LIKELY)),
        (mend.as_phone, "1234567890", None),
        (mend.as_phone, "0761.72.1111", ("0761-72-1111", SAFE)),
        (mend.as_phone, "なし", ("", LIKELY)),
        (mend.as_weekdays, "月曜日～金曜日", ("月火水木金", SAFE)),
        (mend.as_weekdays, "土・日", ("土日", SAFE)),
        (mend.as_weekdays, "毎日", ("月火水木金土日", LIKELY)),
        (mend.as_weekdays, "第3水曜", None),
        (mend.as_url, "www.city.kaga.ishikawa.jp", ("https://www.city.kaga.ishikawa.jp", LIKELY)),
        (mend.as_url, "ｈｔｔｐｓ：／／www.city.kaga.lg.jp", ("https://www.city.kaga.lg.jp", SAFE)),
        (mend.as_url, "なし", ("", LIKELY)),
        (mend.as_list, "大聖寺、山代；片山津", ("大聖寺;山代;片山津", LIKELY)),
        (mend.without_controls, "　加賀\u200b市 ", ("加賀市", SAFE)),
    ],
)
def test_identifiers_and_words(
    make: Callable[[str], Repair | None], text: str, expected: tuple[str, str] | None
) -> None:
    assert said(make(text)) == expected


@given(st.text(max_size=30))
def test_any_text_can_be_asked_about(text: str) -> None:
    for make in (
        mend.as_date,
        mend.as_number,
        mend.as_integer,
        mend.as_time,
        mend.as_municipality_code,
        mend.as_kana,
        mend.as_phone,
        mend.as_weekdays,
        mend.as_url,
        mend.as_list,
        mend.without_controls,
    ):
        make(text)
    mend.as_time(text, "end")
    mend.as_flag(text, YES_NO)
    mend.as_digits(text, 13)
    mend.as_padded(text, 7)
