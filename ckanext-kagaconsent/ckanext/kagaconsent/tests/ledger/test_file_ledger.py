"""The statutory ledger: what it demands, how it leaves, and that it comes back the same."""

from __future__ import annotations

import io
import json
import os
import zipfile
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from ckanext.kagaconsent.ledger import (
    FileKind,
    FileLedgerEntry,
    Law,
    Omission,
    People,
    Refused,
    as_json,
    csv_bytes,
    disclosed,
    entry_changes,
    entry_hash,
    entry_json,
    json_bytes,
    ledger,
    lint,
    print_form,
    published,
    read_csv,
    read_entry,
    read_xlsx,
    rows,
    xlsx_bytes,
)
from ckanext.kagaconsent.ledger.lint import OMISSIBLE
from ckanext.kagaconsent.tests.ledger.examples import EXAMPLES, RESIDENTS, SCREENING

GOLDEN = Path(__file__).parent / "golden"


def rules(entry: FileLedgerEntry, severity: str | None = None) -> list[tuple[str, str]]:
    return [(one.rule, one.field) for one in lint(entry) if severity in (None, one.severity)]


# The form


def test_the_form_has_the_statutory_items_in_their_order() -> None:
    items = ledger().items
    assert [item.number for item in items] == list(range(1, 19))
    assert items[0].ja == "個人情報ファイルの名称"
    assert items[7].article == "法第74条第1項第7号"
    assert all(item.ja and item.en and item.article for item in items)
    assert {item.number for item in items if item.confirmed == "yes"} == set(range(1, 9))


def test_every_value_of_the_form_is_a_field_of_the_entry() -> None:
    names = {field.name for field in fields(FileLedgerEntry)}
    assert {part.field for part in ledger().parts()} == names - {"omissions", "withheld"}


# What it demands


def test_the_examples_are_in_order() -> None:
    assert rules(RESIDENTS) == []
    assert rules(SCREENING) == [("KC-L006", "record_items")]


@pytest.mark.parametrize(
    "field",
    [
        "file_name",
        "agency_name",
        "administering_unit",
        "purpose_of_use",
        "record_items",
        "record_scope",
        "collection_method",
        "contains_sensitive",
        "regular_recipients",
        "request_desk_name",
        "request_desk_address",
        "special_procedure_law",
        "contains_ordinance_sensitive",
        "file_kind",
        "has_manual_companion",
        "anon_proposals_open",
    ],
)
def test_an_empty_statutory_item_is_named_with_its_article(field: str) -> None:
    empty = replace(RESIDENTS, **{field: getattr(FileLedgerEntry(), field)})
    found = lint(empty)
    expected = [("KC-L001", field)]
    assert [(one.rule, one.field) for one in found] == expected
    item = ledger().item_of(field)
    assert item is not None
    assert item.article in found[0].message
    assert ledger().part_of(field).en in found[0].message_en


@pytest.mark.parametrize("word", ["未定", "−", "ー", "Ｎ／Ａ", "検討中です。", "なし", "等", "…"])
def test_what_only_fills_the_box_is_no_answer(word: str) -> None:
    assert rules(replace(RESIDENTS, purpose_of_use=word)) == [("KC-L002", "purpose_of_use")]
    assert rules(replace(RESIDENTS, record_items=(word,))) == [("KC-L002", "record_items")]


CASES: list[tuple[dict[str, Any], list[tuple[str, str]]]] = [
    ({"record_items": ("氏名等",)}, [("KC-L003", "record_items")]),
    ({"regular_recipients": ("石川県など",)}, [("KC-L003", "regular_recipients")]),
    ({"omissions": (Omission("file_name", "支障"),)}, [("KC-L004", "file_name")]),
    ({"omissions": (Omission("record_items", " "),)}, [("KC-L005", "record_items")]),
    ({"withheld": True}, [("KC-L007", "withheld")]),
    ({"people": None}, [("KC-L008", "people")]),
    (
        {"people": People.UNDER_1000, "published_voluntarily": True},
        [("KC-L009", "published_voluntarily")],
    ),
    ({"people": People.UNDER_1000}, [("KC-L010", "published_voluntarily")]),
    ({"published_voluntarily": True}, [("KC-L011", "published_voluntarily")]),
    ({"record_items": ("氏名", "障害の程度")}, [("KC-L012", "contains_sensitive")]),
    (
        {"file_kind": FileKind.MANUAL, "has_manual_companion": True},
        [("KC-L013", "has_manual_companion")],
    ),
    ({"file_kind": FileKind.MANUAL, "has_manual_companion": None}, []),
    (
        {"anon_proposals_open": True},
        [("KC-L014", "anon_desk_name"), ("KC-L014", "anon_desk_address")],
    ),
    (
        {"anon_summary": "本人の数8,000人、年齢階級と受診の有無"},
        [("KC-L014", "anon_made_desk"), ("KC-L014", "anon_made_period")],
    ),
    ({"agency_name": "例市議会議長"}, [("KC-L015", "law")]),
    ({"agency_name": "例市議会議長", "law": Law.COUNCIL}, []),
    ({"corrected_on": date(2023, 3, 31)}, [("KC-L016", "corrected_on")]),
    ({"remarks": '=HYPERLINK("http://example.jp")'}, [("KC-L017", "remarks")]),
    ({"remarks": "改頁\x0cあり"}, [("KC-L018", "remarks")]),
    ({"remarks": "あ" * 32_768}, [("KC-L018", "remarks")]),
]


@pytest.mark.parametrize(("change", "expected"), CASES)
def test_what_an_entry_is_told(change: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    found = lint(replace(RESIDENTS, **change))
    assert [(one.rule, one.field) for one in found] == expected
    assert all(one.message and one.message_en for one in found)


@pytest.mark.parametrize("field", OMISSIBLE)
def test_an_omission_is_no_empty_item(field: str) -> None:
    empty = getattr(FileLedgerEntry(), field)
    left_out = replace(
        RESIDENTS, **{field: empty}, omissions=(Omission(field, "調査の手法が知られるため"),)
    )
    assert rules(left_out) == [("KC-L006", field)]
    shown = next(row for row in rows([left_out]) if row[0] == ledger().part_of(field).number)
    assert shown[3] == (
        "〔個人情報の保護に関する法律第75条第3項により記載省略〕調査の手法が知られるため"
    )


@pytest.mark.parametrize("field", ["collection_method", "regular_recipients"])
def test_what_is_left_out_whole_never_leaves(field: str) -> None:
    kept_back = replace(RESIDENTS, omissions=(Omission(field, "調査の手法が知られるため"),))
    assert rules(kept_back) == [("KC-L006", field), ("KC-L019", field)]
    secret = getattr(RESIDENTS, field)
    text = secret if isinstance(secret, str) else secret[0]
    assert text in csv_bytes([RESIDENTS]).decode()
    assert text not in csv_bytes([kept_back]).decode()
    assert text not in json_bytes([kept_back]).decode()
    assert text not in json.dumps(print_form(kept_back), ensure_ascii=False)
    assert all(text not in one for one in map(str, read_xlsx(xlsx_bytes([kept_back]))))


def test_the_council_is_not_told_the_articles_of_the_act() -> None:
    council = replace(RESIDENTS, agency_name="例市議会議長", law=Law.COUNCIL)
    assert {row[2] for row in rows([council])[1:]} == {
        "議会の条例による（条番号は要確認）",
        "法定外",
    }
    form = print_form(council)
    assert form["law"] == "議会の個人情報の保護に関する条例"
    assert all(row["to_check"] for row in form["rows"])


def test_the_public_ledger_has_neither_withheld_nor_removed_files() -> None:
    withheld = replace(RESIDENTS, withheld=True)
    removed = replace(RESIDENTS, removed_on=date(2026, 4, 1))
    assert published((RESIDENTS, withheld, removed, SCREENING)) == EXAMPLES


# How it leaves


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("file-ledger.csv", csv_bytes(EXAMPLES)),
        ("file-ledger.json", json_bytes(EXAMPLES)),
        (
            "file-ledger-print.json",
            json.dumps(
                [print_form(one) for one in EXAMPLES], ensure_ascii=False, indent=2
            ).encode(),
        ),
    ],
)
def test_what_leaves_is_the_golden_file(name: str, content: bytes) -> None:
    golden = GOLDEN / name
    if os.environ.get("KAGA_WRITE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        golden.write_bytes(content)
    assert content == golden.read_bytes()


def test_csv_is_what_a_spreadsheet_opens() -> None:
    content = csv_bytes(EXAMPLES)
    assert content.startswith(b"\xef\xbb\xbf")
    lines = content.decode("utf-8-sig").split("\r\n")
    assert lines[0] == "番号,項目,根拠条文,住民基本台帳ファイル（例）,がん検診受診者ファイル（例）"
    assert lines[1].startswith("1,個人情報ファイルの名称,法第74条第1項第1号・第75条第1項,")


def test_the_workbook_has_a_sheet_for_each_file_and_no_formula() -> None:
    evil = replace(RESIDENTS, remarks="=1+1", file_name="住民基本台帳ファイル（例）")
    book = load_workbook(io.BytesIO(xlsx_bytes((*EXAMPLES, evil))))
    assert book.sheetnames == [
        "住民基本台帳ファイル（例）",
        "がん検診受診者ファイル（例）",
        "住民基本台帳ファイル（例）_2",
    ]
    for sheet, entry in zip(book.worksheets, (*EXAMPLES, evil), strict=True):
        table = [["" if cell.value is None else cell.value for cell in row] for row in sheet]
        assert table[0] == ["番号", "項目", "根拠条文", "内容"]
        assert table[1:] == rows([entry])[1:]
        assert {cell.data_type for row in sheet for cell in row} <= {"s", "inlineStr", "n"}
        assert not any(isinstance(cell.value, int | float) for row in sheet for cell in row)


# That it comes back

texts = (
    st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=20)
    .map(str.strip)
    .filter(lambda text: not text.startswith("〔"))
)
long_texts = st.lists(texts.filter(bool), max_size=3).map("\n".join)
lines = st.lists(texts.filter(lambda text: text not in ("", "なし")), max_size=4).map(tuple)
flags = st.sampled_from([None, True, False])
days = st.none() | st.dates(date(1950, 1, 1), date(2100, 1, 1))
omissions = st.lists(
    st.builds(Omission, st.sampled_from(OMISSIBLE), long_texts), unique_by=lambda one: one.field
).map(lambda some: tuple(sorted(some, key=lambda one: OMISSIBLE.index(one.field))))


@st.composite
def entries(draw: st.DrawFn) -> FileLedgerEntry:
    """Any entry in the form that files give back."""
    values: dict[str, Any] = {
        part.field: draw(long_texts)
        for part in ledger().parts()
        if isinstance(getattr(FileLedgerEntry(), part.field), str)
    }
    flagged = ("contains_sensitive", "contains_ordinance_sensitive", "has_manual_companion")
    values |= {field: draw(flags) for field in (*flagged, "anon_proposals_open")}
    values |= {field: draw(days) for field in ("created_on", "corrected_on", "removed_on")}
    left_out = draw(omissions)
    recipients = draw(st.none() | lines)
    if any(one.field == "regular_recipients" for one in left_out):
        recipients = None
    if any(one.field == "collection_method" for one in left_out):
        values["collection_method"] = ""
    procedure = long_texts.filter(lambda text: text not in ("なし", "該当なし"))
    return FileLedgerEntry(
        **{**values, "law": draw(st.sampled_from(Law))},
        record_items=draw(lines),
        regular_recipients=recipients,
        special_procedure_law=draw(st.none() | procedure),
        file_kind=draw(st.none() | st.sampled_from(FileKind)),
        people=draw(st.none() | st.sampled_from(People)),
        published_voluntarily=draw(st.booleans()),
        related_use_ids=draw(lines),
        omissions=left_out,
    )


@given(st.lists(entries(), min_size=1, max_size=3).map(tuple))
def test_csv_comes_back_the_same(some: tuple[FileLedgerEntry, ...]) -> None:
    assert read_csv(csv_bytes(some)) == some


@pytest.mark.slow
@given(st.lists(entries(), min_size=1, max_size=2).map(tuple))
def test_the_workbook_comes_back_the_same(some: tuple[FileLedgerEntry, ...]) -> None:
    assert read_xlsx(xlsx_bytes(some)) == some


def edited(old: str, new: str) -> bytes:
    text = csv_bytes([RESIDENTS]).decode("utf-8-sig")
    assert old in text
    return text.replace(old, new).encode("utf-8-sig")


@pytest.mark.parametrize(
    ("content", "rule", "field", "place"),
    [
        (b"", "KC-I002", "", "A1"),
        ("名称,住所\r\n".encode(), "KC-I002", "", "A1"),
        ("番号,項目".encode("cp932"), "KC-I001", "", "CSV"),
        (b'"open', "KC-I001", "", "CSV"),
        (b"\0" * 5_000_001, "KC-I001", "", "CSV"),
        (csv_bytes([RESIDENTS]) + b"x\r\n" * 200, "KC-I001", "", "CSV"),
        (csv_bytes([RESIDENTS]) + b"x" * 200_000, "KC-I001", "", "CSV"),
        (edited("含まない", "たぶん"), "KC-I006", "contains_sensitive", "D9"),
        (edited("2023-04-01", "令和5年"), "KC-I006", "created_on", "D27"),
        (edited("\r\n6,", "\r\n99,"), "KC-I003", "", "A8"),
        (edited("\r\n6,", "\r\n5,"), "KC-I004", "record_scope", "A8"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(
    content: bytes, rule: str, field: str, place: str
) -> None:
    with pytest.raises(Refused) as refused:
        read_csv(content)
    first = refused.value.findings[0]
    assert (first.rule, first.field, first.place) == (rule, field, place)
    assert place in first.message
    assert place in first.message_en


def test_a_row_that_is_gone_is_named() -> None:
    kept = [line for line in csv_bytes([RESIDENTS]).splitlines() if not line.startswith(b"18,")]
    with pytest.raises(Refused) as refused:
        read_csv(b"\r\n".join(kept))
    assert [(one.rule, one.field) for one in refused.value.findings] == [("KC-I005", "remarks")]


def test_every_mistake_is_told_at_once_with_the_sheet() -> None:
    book = load_workbook(io.BytesIO(xlsx_bytes(EXAMPLES)))
    book.worksheets[0]["D9"] = "たぶん"
    book.worksheets[1]["D15"] = "クラウド"
    stream = io.BytesIO()
    book.save(stream)
    with pytest.raises(Refused) as refused:
        read_xlsx(stream.getvalue())
    assert [one.place for one in refused.value.findings] == [
        "住民基本台帳ファイル（例）!D9",
        "がん検診受診者ファイル（例）!D15",
    ]
    assert "「電子計算機処理ファイル」、「マニュアル処理ファイル」" in (
        refused.value.findings[1].message
    )


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("含まない", "無し", {}),
        ("含まない", "あり", {"contains_sensitive": True, "contains_ordinance_sensitive": True}),
        ("含まない", "　○", {"contains_sensitive": True, "contains_ordinance_sensitive": True}),
        ("電子計算機処理ファイル（法第60条第2項第1号）", "マニュアル処理ファイル",
         {"file_kind": FileKind.MANUAL}),
        ("1万人以上10万人未満", "１０万人以上", {"people": People.MORE}),
        ("2026-04-01", "２０２６-０４-０１", {}),
        ("2026-04-01", "", {"corrected_on": None}),
    ],
)  # fmt: skip
def test_what_people_write_is_understood(old: str, new: str, change: dict[str, Any]) -> None:
    assert read_csv(edited(old, new)) == (replace(RESIDENTS, **change),)


def test_a_finding_is_plain_data() -> None:
    told = lint(replace(RESIDENTS, record_items=("あ" * 80 + "等",)))
    said = told[0].as_dict()
    assert (said["rule"], said["field"], said["severity"]) == ("KC-L003", "record_items", "warning")
    assert len(said["value"]) == 81
    assert "あ…" in said["message"]


def test_a_workbook_needs_an_entry() -> None:
    with pytest.raises(ValueError, match="entry"):
        xlsx_bytes([])


def test_a_bomb_or_a_damaged_workbook_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/workbook.xml", b" " * 50_000_001)
    for content in (stream.getvalue(), b"PK\x03\x04", xlsx_bytes(EXAMPLES)[:2000]):
        with pytest.raises(Refused) as refused:
            read_xlsx(content)
        assert refused.value.findings[0].rule == "KC-I001"


# What the register keeps


@given(entries())
def test_json_comes_back_the_same(entry: FileLedgerEntry) -> None:
    told = json.loads(json.dumps(entry_json(entry)))
    assert read_entry(told) == entry
    assert entry_hash(read_entry(told)) == entry_hash(entry)


@given(entries(), entries())
def test_a_difference_names_what_reads_otherwise(
    old: FileLedgerEntry, new: FileLedgerEntry
) -> None:
    changed = {one.path for one in entry_changes(old, new)}
    assert (rows([old])[1:] != rows([new])[1:]) == bool(changed)
    assert not entry_changes(old, old)


@given(entries())
def test_what_is_disclosed_reads_the_same_and_holds_nothing_left_out(
    entry: FileLedgerEntry,
) -> None:
    seen = disclosed(entry)
    assert rows([seen]) == rows([entry])
    assert as_json([seen]) == as_json([entry])
    assert [getattr(seen, name) for name in OMISSIBLE] == [
        entry.shown(name) if name == "record_items" or not entry.omission(name) else empty
        for name, empty in zip(OMISSIBLE, (None, "", None), strict=True)
    ]


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ([], ""),
        ({"file_nam": "台帳"}, "file_nam"),
        ({"law": "gdpr"}, "law"),
        ({"regular_recipients": "石川県"}, "regular_recipients"),
        ({"created_on": "令和5年"}, "created_on"),
        ({"omissions": [{"field": "law\n", "ground": "支障"}]}, "omissions[0].field"),
        ({"file_name": "a\x00"}, "file_name"),
    ],
)
def test_json_that_cannot_be_read_is_named(told: Any, field: str) -> None:
    with pytest.raises(Refused) as refused:
        read_entry(told)
    assert [one.field for one in refused.value.findings] == [field]
