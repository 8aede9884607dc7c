"""A workbook of data uses comes back as it went out, and what is wrong is named with its cell."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from ckanext.kagaconsent import ledger
from ckanext.kagaconsent.ledger.sheets import LISTS, sheets
from ckanext.kagaconsent.tests.ledger.test_examples import USES as EXAMPLES
from ckanext.kagaconsent.tests.ledger.uses import CAMERA

LETTERS = st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\r\t=+-@'[_")
TEXT = st.text(LETTERS, max_size=40)
HOSTILE = st.sampled_from(
    ["=1+1", "_x000D_", "\r\n", " 空白 ", '["a"]', "[a", "はい", "0123", "1/2"]
)
SAID = (TEXT | HOSTILE).filter(bool)
NAMED = st.builds(
    ledger.Party, name_ja=SAID, phone=TEXT, kind=st.none() | st.sampled_from(ledger.PartyKind)
)
YES = st.none() | st.booleans()
DAY = st.none() | st.dates(date(1900, 3, 1), date(2999, 1, 1))


def listed(one: Any, most: int = 4) -> Any:
    return st.lists(one, max_size=most).map(tuple)


TERMS = listed(st.sampled_from([term.id for term in ledger.dpv().groups["processing"].terms]))
DATA_USES = st.builds(
    ledger.DataUse,
    title_ja=SAID,
    summary_easy_ja=TEXT,
    kind=st.none() | st.sampled_from(ledger.UseKind),
    status=st.none() | st.sampled_from(ledger.UseStatus),
    start_date=DAY,
    review_date=DAY,
    controller=st.none() | NAMED,
    processors=listed(NAMED),
    purpose_terms=listed(st.sampled_from([t.id for t in ledger.dpv().groups["purposes"].terms])),
    items=listed(st.builds(ledger.DataItem, name_ja=SAID, required=YES, dpv_term=TEXT)),
    processings=listed(
        st.builds(
            ledger.Processing, description_ja=SAID, dpv_terms=TERMS, technology_ids=listed(SAID)
        )
    ),
    storages=listed(st.builds(ledger.Storage, period_value=st.integers(0, 1_000_000), in_city=YES)),
    provisions=listed(
        st.builds(
            ledger.Provision,
            source_service_ja=SAID,
            item_names=listed(SAID),
            recipient=st.none() | NAMED,
            start_date=DAY,
        )
    ),
    source_dataset_ids=listed(SAID),
    example=YES,
)


@pytest.mark.slow
@given(uses=st.lists(DATA_USES, max_size=3))
def test_a_workbook_comes_back_as_it_went_out(uses: list[ledger.DataUse]) -> None:
    uses = [replace(use, slug=f"use-{at}") for at, use in enumerate(uses)]
    assert list(ledger.read_uses(ledger.uses_xlsx(uses))) == uses


def test_the_examples_come_back() -> None:
    uses = [ledger.read_use(one) for one in EXAMPLES]
    assert len(uses) == 10
    back = ledger.read_uses(ledger.uses_xlsx([*uses, CAMERA]))
    assert list(back) == [*uses, replace(CAMERA, id="")]


def test_headings_are_told_apart() -> None:
    for sheet in sheets():
        headings = [column.heading for column in sheet.columns]
        assert len(headings) == len(set(headings)), sheet.name


def test_it_opens_with_a_guide_and_offers_choices() -> None:
    book = load_workbook(io.BytesIO(ledger.uses_xlsx([CAMERA])))
    assert book.sheetnames[0] == "説明"
    assert book.sheetnames[-1] == LISTS
    offered = book["データの項目"].data_validations.dataValidation
    assert len(offered) >= 4
    assert all(cell.data_type != "f" for page in book for row in page.iter_rows() for cell in row)


def edited(change: Any) -> bytes:
    book = load_workbook(io.BytesIO(ledger.uses_xlsx([CAMERA])))
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def put(sheet: str, heading: str, row: int, value: Any) -> Any:
    def change(book: Any) -> None:
        page = book[sheet]
        place = next(cell.column for cell in page[1] if cell.value == heading)
        page.cell(row, place).value = value

    return change


@pytest.mark.parametrize(
    ("change", "rule", "place"),
    [
        (put("利用", "種別", 2, "ドローン"), "KC-W007", "利用!B2"),
        (put("利用", "見直す日", 2, "来年"), "KC-W007", None),
        (put("保存", "保存期間", 2, "五年"), "KC-W007", "保存!F2"),
        (put("保存", "市内か", 2, "たぶん"), "KC-W007", "保存!D2"),
        (put("利用", "表題", 2, "あ" * 5001), "KC-J003", None),
        (put("利用", "短い名前", 2, None), "KC-W004", "利用!A2"),
        (put("データの項目", "短い名前", 3, "other-use"), "KC-W006", "データの項目!A3"),
        (put("利用", "短い名前", 3, "station-square-camera"), "KC-W005", "利用!A3"),
        (put("利用", "表題", 1, "題"), "KC-W003", None),
        (lambda book: book.remove(book["提供"]), "KC-W002", "提供"),
    ],
)
def test_what_is_wrong_is_named_with_its_cell(change: Any, rule: str, place: str | None) -> None:
    with pytest.raises(ledger.Refused) as refused:
        ledger.read_uses(edited(change))
    first = refused.value.findings[0]
    assert first.rule == rule
    assert first.message
    assert first.message_en
    assert first.place
    if place:
        assert first.place == place
    else:
        assert first.place.startswith("利用!")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"a,b\r\n", b"\x00" * 100])
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(ledger.Refused) as refused:
        ledger.read_uses(content)
    assert refused.value.findings[0].rule == "KC-W001"


def test_what_excel_makes_of_cells_is_read() -> None:
    book = edited(put("利用", "見直す日", 2, datetime(2030, 3, 31)))  # noqa: DTZ001 - a day
    assert ledger.read_uses(book)[0].review_date == date(2030, 3, 31)
    book = edited(put("保存", "保存期間", 2, "５"))
    assert ledger.read_uses(book)[0].storages[0].period_value == 5
