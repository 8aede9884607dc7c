"""A round as a workbook: out, filled in as people do, and back; what is not one is refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from ckanext.kagakpi.plan import Asked, Filled, NextAction, WrongBook, read_reports, report_xlsx
from ckanext.kagakpi.plan.sheet import COLUMNS, HEADING, NAME, OPEN, day

PLAN = ("kaga-smart-city", "加賀市官民データ活用推進計画2019")
AS_OF, DUE = date(2021, 3, 31), date(2021, 5, 31)
KPIS = {"programming", "card", "procurement"}
FIRST = HEADING + 1
A_DAY = datetime.combine(AS_OF, datetime.min.time())
"""As openpyxl gives a cell with a date."""


def asked(kpi: str = "programming", **more: Any) -> Asked:
    known: dict[str, Any] = {
        "kpi": kpi,
        "text": "コンピュータクラブハウス加賀の来館者数",
        "measured": "来館者数",
        "unit": "人",
        "goal": "1,700人以上",
        "last_year": "1,620人",
        "state": "未着手",
        "content": {},
        "is_judged": False,
        "has_parts": False,
        "can_write": True,
        "corrects": False,
    }
    return Asked(**known | more)


def made(*rows: Asked) -> bytes:
    return report_xlsx(PLAN, AS_OF, DUE, "教育委員会", rows or (asked(),))


def edited(content: bytes, cells: dict[str, Any]) -> bytes:
    """Fill cells in, a field of the first row each, or any cell by its place."""
    book = load_workbook(io.BytesIO(content))
    for place, value in cells.items():
        book[NAME][place if place[-1].isdigit() else at(place)] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def at(field: str, row: int = FIRST) -> str:
    number = next(n for n, one in enumerate(COLUMNS) if one.field == field)
    return f"{chr(ord('A') + number)}{row}"


def back(content: bytes) -> tuple[Filled, ...]:
    return read_reports(content, PLAN[0], AS_OF, KPIS)


def refused(content: bytes) -> list[tuple[str, str]]:
    with pytest.raises(WrongBook) as wrong:
        back(content)
    return [(one.rule, one.place) for one in wrong.value.refusals]


def test_an_empty_workbook_says_nothing() -> None:
    assert back(made()) == ()


def test_what_people_write_is_read_as_the_form_has_it() -> None:
    filled = edited(
        made(),
        {
            "value": "１，８４２",
            "standing": "速報値",
            "cause_ja": "夏休みの講座を\n増やしました。",
            "next_kind": "継続",
            "B3": "令和３年３月３１日",
        },
    )
    (row,) = back(filled)
    assert (row.kpi, row.row) == ("programming", FIRST)
    assert {name: said for name, said in row.told.items() if said} == {
        "value": "１，８４２",
        "standing": "provisional",
        "cause_ja": "夏休みの講座を\n増やしました。",
        "next_kind": "continue",
    }


@pytest.mark.parametrize(
    ("typed", "read"), [(1842, "1842"), (0, "0"), (0.1 + 0.2, "0.3"), (1e15, "1000000000000000")]
)
def test_a_number_is_what_the_cell_shows(typed: float, read: str) -> None:
    assert back(edited(made(), {"value": typed}))[0].told["value"] == read


def test_only_what_is_to_be_filled_in_is_open() -> None:
    rows = [
        asked(),
        asked("card", has_parts=True),
        asked("procurement", is_judged=True),
        asked("wifi", can_write=False),
    ]
    page = load_workbook(io.BytesIO(made(*rows)))[NAME]
    assert page.protection.sheet
    unlocked = [
        {one.field for one in COLUMNS if not page[at(one.field, FIRST + n)].protection.locked}
        for n in range(len(rows))
    ]
    always = {"standing", "missing_ja", "cause_ja", "next_kind", "next_ja"}
    assert unlocked == [
        always | {"value"},
        always | {"value", "numerator", "denominator"},
        always | {"text_ja", "met"},
        set(),
    ]


def test_no_text_runs_as_a_formula() -> None:
    content = {"cause_ja": '=HYPERLINK("https://evil.example")', "next_ja": "+1"}
    written = made(asked(text="=1+1", content=content))
    page = load_workbook(io.BytesIO(written))[NAME]
    assert {page[at(one)].data_type for one in ("text", "cause_ja", "next_ja")} == {"s"}
    (row,) = back(written)
    assert row.told["cause_ja"] == content["cause_ja"]


TEXT = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=30).map(str.strip)


@given(
    value=st.one_of(st.none(), st.decimals(-(10**15), 10**15, places=4).map(str)),
    cause=TEXT,
    next_kind=st.sampled_from(["", *(one.value for one in NextAction)]),
)
def test_what_was_reported_comes_back(value: str | None, cause: str, next_kind: str) -> None:
    content = {"value": value, "cause_ja": cause, "next_kind": next_kind}
    rows = back(made(asked(content=content)))
    told = rows[0].told if rows else dict.fromkeys([one.field for one in OPEN], "")
    assert (told["cause_ja"], told["next_kind"]) == (cause, next_kind)
    assert (float(told["value"]) if told["value"] else None) == (float(value) if value else None)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("令和3年3月31日", AS_OF),
        ("R3.3.31", AS_OF),
        ("２０２１/３/３１", AS_OF),
        (A_DAY, AS_OF),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("平成31年3月31日", date(2019, 3, 31)),
        ("令和3年2月30日", None),
        ("年度末", None),
        (44286, None),
    ],
)
def test_days_are_read_as_they_are_written(said: Any, expected: date | None) -> None:
    assert day(said) == expected


def with_formula(cached: str) -> bytes:
    """A value that is a formula, with the result that was saved beside it, if any."""
    content = edited(made(), {"value": "=841+1"})
    source = zipfile.ZipFile(io.BytesIO(content))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            told = source.read(name)
            told = told.replace(b"<f>841+1</f><v></v>", f"<f>841+1</f>{cached}".encode())
            told = told.replace(b"<f>841+1</f><v />", f"<f>841+1</f>{cached}".encode())
            target.writestr(name, told)
    return stream.getvalue()


def test_of_a_formula_the_saved_result_counts_and_none_is_not_nothing() -> None:
    assert back(with_formula("<v>842</v>"))[0].told["value"] == "842"
    assert refused(with_formula("")) == [("KP-B009", f"{NAME}!{at('value')}")]


@pytest.mark.parametrize(
    ("cells", "rule", "place"),
    [
        ({"B2": "another-plan"}, "KP-B004", "B3"),
        ({"B3": "令和2年3月31日"}, "KP-B004", "B3"),
        ({"kpi": "visitors"}, "KP-B005", at("kpi")),
        ({at("kpi", FIRST + 1): "programming"}, "KP-B006", at("kpi", FIRST + 1)),
        ({at("value", HEADING): "実績"}, "KP-B003", str(HEADING)),
        ({"value": A_DAY}, "KP-B007", at("value")),
        ({"value": True}, "KP-B007", at("value")),
        ({"value": "#DIV/0!"}, "KP-B007", at("value")),
        ({"standing": "たぶん"}, "KP-B007", at("standing")),
        ({"next_kind": 3}, "KP-B007", at("next_kind")),
    ],
)
def test_what_cannot_be_is_said_with_its_place(
    cells: dict[str, Any], rule: str, place: str
) -> None:
    assert refused(edited(made(), cells)) == [(rule, f"{NAME}!{place}")]


def test_every_mistake_is_said_at_once() -> None:
    wrong = edited(made(), {"standing": "たぶん", "met": "はい", "kpi": "visitors"})
    assert {rule for rule, _ in refused(wrong)} == {"KP-B005", "KP-B007"}
    assert len(refused(wrong)) == 3


def test_what_is_no_workbook_of_a_round_is_refused() -> None:
    stream = io.BytesIO()
    Workbook().save(stream)
    assert refused(stream.getvalue()) == [("KP-B002", NAME)]
    for other in (b"", b"PK\x03\x04", "KPI,値\nwifi,29".encode("cp932"), made()[:2_000]):
        assert refused(other) == [("KP-B001", "XLSX")]
    assert refused(b"\0" * 5_000_001) == [("KP-B008", "XLSX")]
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as members:
        members.writestr("xl/worksheets/sheet1.xml", b" " * 50_000_001)
    assert refused(bomb.getvalue()) == [("KP-B008", "XLSX")]


def test_a_stray_cell_far_away_costs_nothing() -> None:
    assert back(edited(made(), {"XFD1": "x"})) == ()
    assert refused(edited(made(), {"A1048576": "x"})) == [("KP-B008", NAME)]
