"""Files that are no tables by their name pass the personal-data gate before they are kept."""

from __future__ import annotations

import gzip
import json
from typing import Any

import ckan.plugins.toolkit as tk
import pytest

from ckanext.kaga.tabular.compound import write_stream
from ckanext.kaga.tests.conftest import SAMPLES, TOILETS
from ckanext.kaga.tests.portal import act, upload
from ckanext.kaga.tests.tabular.books import zipped
from ckanext.kaga.tests.views.test_original import workbook

pytestmark = pytest.mark.stack

APPLICANTS = "申請者氏名,携帯電話\r\n見本 花子,090-1234-5678\r\n"
OLD_EXCEL = "172065_public_toilet_part.xls"
FACILITY = {"名称": "錦城東公園", "電話番号": "0761-72-1111"}
APPLICANT = {"申請者氏名": "見本 花子", "携帯電話": "090-1234-5678"}
MY_NUMBERS = ["123456789018", "223456789012", "323456789017"]


def features(*properties: dict[str, Any]) -> bytes:
    found = [{"type": "Feature", "geometry": None, "properties": one} for one in properties]
    return json.dumps({"type": "FeatureCollection", "features": found}).encode()


def refused(dataset: dict[str, Any], content: bytes, name: str, **given: Any) -> str:
    fields = {"package_id": dataset["id"]} | given
    with pytest.raises(tk.ValidationError) as error:
        upload(content, name, **fields)
    return "".join(error.value.error_dict["upload"])


@pytest.mark.parametrize(
    ("content", "name"),
    [
        pytest.param(APPLICANTS.encode(), "applicants.txt", id="table"),
        pytest.param(APPLICANTS.encode("cp932"), "applicants", id="no-suffix"),
        pytest.param("住所,氏名\n加賀市大聖寺南町41,見本 花子\n".encode(), "a.dat", id="by-header"),
        pytest.param(features(FACILITY, APPLICANT), "a.geojson", id="geojson"),
        pytest.param(json.dumps([APPLICANT]).encode(), "a.json", id="json"),
        pytest.param(json.dumps({"a": {"b": APPLICANT}}).encode(), "a.json", id="deep-json"),
        pytest.param("<p>見本 花子 090-1234-5678</p>".encode(), "a.html", id="html"),
    ],
)
def test_personal_data_in_a_text_is_refused(
    dataset: dict[str, Any], content: bytes, name: str
) -> None:
    said = refused(dataset, content, name)
    assert "個人情報とみられる内容があるため" in said
    assert "090-1234-5678" not in said
    assert act("package_show", id=dataset["id"])["resources"] == []


def test_my_numbers_in_a_text_are_refused_for_good(dataset: dict[str, Any]) -> None:
    content = "\n".join(["個人番号", *MY_NUMBERS]).encode()
    assert "解除することはできません" in refused(dataset, content, "list.txt")


def test_a_workbook_or_an_archive_by_another_name_is_refused(
    dataset: dict[str, Any], toilets: bytes
) -> None:
    assert "「.xlsx」" in refused(dataset, workbook(toilets), "toilet.bin")
    assert "「.zip」" in refused(dataset, zipped({TOILETS: toilets}), "toilet.kmz")
    assert "「.xls」" in refused(dataset, (SAMPLES / OLD_EXCEL).read_bytes(), "toilet.doc")
    assert "gzip" in refused(dataset, gzip.compress(toilets), "toilet.csv.gz")


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.glob("*.csv")))
def test_an_open_list_is_taken_as_text_as_well(dataset: dict[str, Any], name: str) -> None:
    upload((SAMPLES / name).read_bytes(), f"{name}.txt", package_id=dataset["id"])


def test_what_is_no_table_and_names_nobody_is_taken(dataset: dict[str, Any]) -> None:
    upload(features(FACILITY), "park.geojson", package_id=dataset["id"])
    upload(b"%PDF-1.7\n\xe2\xe3", "map.pdf", package_id=dataset["id"])
    upload(
        "公園の地図です。\n問い合わせ：0761-72-1111\n".encode(), "README", package_id=dataset["id"]
    )
    map_, letter = zipped({"doc.kml": b"<kml/>"}), zipped({"word/document.xml": b"<w/>"})
    upload(map_, "map.kmz", package_id=dataset["id"])
    upload(letter, "letter.docx", package_id=dataset["id"])
    upload(write_stream("WordDocument", b""), "letter.doc", package_id=dataset["id"])
    assert len(act("package_show", id=dataset["id"])["resources"]) == 6


def test_a_place_for_tables_takes_no_other_file(dataset: dict[str, Any], toilets: bytes) -> None:
    resource = upload(toilets, TOILETS, package_id=dataset["id"])
    given = {"action": "resource_update", "id": resource["id"]}
    assert "新しいリソース" in refused(dataset, b"%PDF-1.7\n\xe2\xe3", "map.pdf", **given)
