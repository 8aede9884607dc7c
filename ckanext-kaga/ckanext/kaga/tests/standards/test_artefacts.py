"""What is made from each standard: templates that are read back, and definitions for machines."""

from __future__ import annotations

import io
import json
import os
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from rdflib import CSVW

from ckanext.kaga import tabular
from ckanext.kaga.gate import office
from ckanext.kaga.standards import ARTEFACTS, Column, Standard, detect, guide, registry
from ckanext.kaga.standards.kinds import KINDS, example_of, kind_of
from ckanext.kaga.tabular.types import TYPES

GOLDEN = Path(__file__).parent / "golden"
EACH = pytest.mark.parametrize(
    "standard",
    [standard for standard in registry().all() if standard.has_columns],
    ids=lambda standard: standard.key,
)
TEMPLATES = pytest.mark.parametrize("name", ["template.csv", "template.xlsx"])
TOILETS = registry().get("public_toilet/new")

# The official example has a hyphen, which GIF 442 has not (reference: columns.yaml).
DEFECTS = {("KG-T010", "0008-001")}


def made(standard: Standard, name: str) -> bytes:
    """Return an artefact."""
    return ARTEFACTS[name].make(standard)


def descriptor(standard: Standard, name: str) -> Any:
    """Return a JSON artefact as Python reads it."""
    return json.loads(made(standard, name))


def filled(standard: Standard) -> dict[str, str | int | float]:
    """Return the guide's examples as a row, with totals that are true."""
    row: dict[str, str | int | float] = {
        column.name: example_of(column) for column in standard.columns
    }
    for column in standard.columns:
        if kind_of(column).base in {"integer", "number"}:
            # What Excel makes of digits in a cell that is no text.
            row[column.name] = float(example_of(column)) if "." in example_of(column) else 3
    for _ in standard.sums:
        for one in standard.sums:
            row[one.total] = sum(int(row[part]) for part in one.parts)
    if "所在地_連結表記" in row:
        # What the guide has for any text is no address.
        row["所在地_連結表記"] = "石川県加賀市大聖寺南町ニ41番地"
    return row


def test_every_type_has_its_words() -> None:
    assert set(KINDS) == set(TYPES)


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_an_example_is_of_its_own_pattern(kind: Any) -> None:
    assert re.fullmatch(kind.pattern or ".*", kind.example)


@EACH
@TEMPLATES
def test_a_template_is_of_its_standard(standard: Standard, name: str) -> None:
    table = tabular.read(made(standard, name), name)
    best = detect(table.header, registry())[0]
    assert (best.standard, best.score, best.likely) == (standard, 1.0, True)
    assert [finding.rule for finding in table.findings] == ["KG-R017"]


@pytest.mark.slow
@EACH
@TEMPLATES
def test_a_template_filled_in_as_its_guide_says_is_clean(standard: Standard, name: str) -> None:
    data = made(standard, name)
    row = filled(standard)
    if name == "template.csv":
        data += ",".join(f'"{cell}"' for cell in row.values()).encode() + b"\r\n"
    else:
        book = openpyxl.load_workbook(io.BytesIO(data))
        book.worksheets[0].append(list(row.values()))
        book.properties.creator = None
        stream = io.BytesIO()
        book.save(stream)
        data = stream.getvalue()
    table = tabular.read(data, name)
    assert table.frame.height == 1
    report = tabular.check(table, detect(table.header, registry())[0])
    found = {(finding.rule, finding.value or "") for finding in report.findings}
    assert found - DEFECTS == ({("KG-H009", "")} if standard.generation == "old" else set())


@pytest.mark.slow
@EACH
@pytest.mark.parametrize("name", ARTEFACTS)
def test_the_same_standard_gives_the_same_bytes(standard: Standard, name: str) -> None:
    """The address of an artefact is known again by its content."""
    assert made(standard, name) == made(standard, name)


def test_a_csv_template_is_what_excel_opens() -> None:
    data = made(TOILETS, "template.csv")
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == 1


@EACH
def test_a_workbook_hides_nothing_and_names_nobody(standard: Standard) -> None:
    """A comment on a cell or an author would have to be removed before the file is published."""
    assert office.hits(made(standard, "template.xlsx")) == []


@EACH
def test_a_workbook_offers_the_choices_and_leaves_codes_alone(standard: Standard) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(made(standard, "template.xlsx"))).worksheets[0]
    assert [cell.value for cell in sheet[1]] == list(standard.by_name)
    assert sheet.max_row == 1
    rules = sheet.data_validations.dataValidation
    for column, cell, rule in zip(standard.columns, sheet[1], rules, strict=True):
        assert str(rule.sqref) == f"{cell.column_letter}2:{cell.column_letter}1048576"
        assert (rule.formula1 == f'"{",".join(column.enum)}"') is bool(column.enum)
        assert column.name.startswith(rule.promptTitle)
        assert len(rule.prompt) <= 255
        number = sheet.column_dimensions[cell.column_letter].number_format
        assert number == ("General" if kind_of(column).base in {"integer", "number"} else "@")


def test_a_list_that_excel_cannot_hold_is_told_and_not_offered() -> None:
    words = tuple(f"とても長い選択肢の{number}" for number in range(40))
    column = Column("種別", "text", "required", enum=words)
    standard = Standard("x", "x", "new", "x", "x", "x", (column,))
    book = openpyxl.load_workbook(io.BytesIO(made(standard, "template.xlsx")))
    [rule] = book.worksheets[0].data_validations.dataValidation
    assert rule.type is None
    assert rule.prompt.startswith("【必須】文字。「とても長い選択肢の0」")
    assert book.worksheets[1]["D2"].value.endswith("「とても長い選択肢の39」のどれかを書きます。")


@EACH
def test_the_guide_has_every_column(standard: Standard) -> None:
    rows = list(guide.rows(standard))
    assert [row[0] for row in rows] == list(standard.by_name)
    assert {len(row) for row in rows} == {len(guide.HEADER)}


@EACH
def test_the_table_schema_has_every_column(standard: Standard) -> None:
    fields = descriptor(standard, "table-schema.json")["fields"]
    assert [field["name"] for field in fields] == list(standard.by_name)
    assert {field["type"] for field in fields} <= {"string", "integer", "number", "date"}


@EACH
def test_csvw_uses_words_of_csvw_only(standard: Standard) -> None:
    """rdflib knows the vocabulary; a slip in a property's name would pass for an annotation."""
    metadata = descriptor(standard, "csvw.json")
    columns = metadata["tableSchema"]["columns"]
    names = {*metadata, *metadata["dialect"], *metadata["tableSchema"], *columns[0]}
    assert [column["titles"] for column in columns] == list(standard.by_name)
    # The context names two of them in the plural.
    terms = {name.rstrip("s") if name in {"titles", "columns"} else name for name in names}
    for term in terms - {"@context", "dc:title", "dc:description", "skos:altLabel"}:
        assert CSVW[term] in CSVW, term


@EACH
def test_a_row_of_the_guide_fits_the_json_schema(standard: Standard) -> None:
    schema = descriptor(standard, "schema.json")
    kinds = {str: "string", int: "integer", float: "number"}
    row = filled(standard)
    assert set(schema["required"]) <= set(row) == set(schema["properties"])
    for name, rule in schema["properties"].items():
        value = row[name]
        kind = "number" if "number" in rule["type"] else kinds[type(value)]
        assert kind in rule["type"]
        assert value in rule.get("enum", [value])
        if value not in {cell for _, cell in DEFECTS}:
            assert re.search(rule.get("pattern", ""), str(value))


def test_a_blank_flag_of_one_word_says_no_everywhere() -> None:
    shelters = registry().get("evacuation_space/new")
    flood = descriptor(shelters, "schema.json")["properties"]["災害種別_洪水"]
    assert flood["enum"] == ["1", None]


@pytest.mark.parametrize("name", [name for name in ARTEFACTS if name != "template.xlsx"])
def test_the_artefacts_of_the_toilets(name: str) -> None:
    """Files that people have read. KAGA_WRITE_GOLDEN=1 writes them."""
    path = GOLDEN / f"public_toilet-new-{name}"
    if os.environ.get("KAGA_WRITE_GOLDEN"):
        path.write_bytes(made(TOILETS, name))
    assert path.read_bytes() == made(TOILETS, name)
