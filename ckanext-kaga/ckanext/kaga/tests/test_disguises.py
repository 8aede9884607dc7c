"""What the gate of other files sees through: encodings, borders, keys, other files' clothes."""

from __future__ import annotations

import io
import json

import ckan.plugins.toolkit as tk
import pytest
from werkzeug.datastructures import FileStorage

from ckanext.kaga import other_files
from ckanext.kaga.tabular.compound import write_stream
from ckanext.kaga.tests.conftest import SAMPLES, TOILETS
from ckanext.kaga.tests.tabular.books import zipped

APPLICANTS = "申請者氏名,携帯電話\r\n見本 花子,090-1234-5678\r\n"
FACILITY = {"名称": "錦城東公園", "電話番号": "0761-72-1111"}
LOG = "2026-04-01 12:00:00 GET /dataset 200\n" * 3_000
HOUSEHOLD = "世帯主：山田 太郎、"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


@pytest.fixture(autouse=True)
def _city(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a city chooses."""
    for name, value in (("small_cell", 10), ("office_mail_domains", [])):
        monkeypatch.setitem(tk.config, f"ckanext.kaga.{name}", value)


def refusal(content: bytes, name: str) -> str:
    """What is said to who uploads it; nothing where it is taken."""
    try:
        other_files.refuse({"upload": FileStorage(io.BytesIO(content), name)})
    except tk.ValidationError as error:
        return "".join(error.error_dict["upload"])
    return ""


@pytest.mark.parametrize(
    ("content", "name"),
    [
        pytest.param(
            json.dumps({"a": {"世帯主": ["山田 太郎"]}}).encode(), "a.json", id="escaped-json"
        ),
        pytest.param(
            json.dumps({"features": [{"properties": FACILITY}], "担当": "山田 太郎"}).encode(),
            "a.geojson",
            id="beside-the-features",
        ),
        pytest.param(
            json.dumps([FACILITY | {"備考": "なし"}], ensure_ascii=False)
            .replace('"備考"', '"備考": "山田 太郎さん", "備考"')
            .encode(),
            "a.json",
            id="hidden-by-a-key",
        ),
        pytest.param((LOG + APPLICANTS).encode(), "at-the-end.txt", id="at-the-end"),
        pytest.param((LOG + HOUSEHOLD).encode("cp932"), "log.txt", id="cp932-after-ascii"),
        pytest.param((LOG + HOUSEHOLD).encode("euc_jp"), "log.txt", id="euc-jp"),
        pytest.param((LOG + HOUSEHOLD).encode("utf-16-le"), "log.txt", id="utf-16-no-mark"),
        pytest.param(
            ("大聖寺の公園\n" * 1_000).encode() + HOUSEHOLD.encode("cp932"), "a.txt", id="mixed"
        ),
        pytest.param(HOUSEHOLD.encode() + b"\0\n", "a.txt", id="short-with-a-nul"),
        pytest.param(f"{HOUSEHOLD}\0{LOG}".encode(), "a.txt", id="with-a-nul"),
        *(
            pytest.param(("園" * before + HOUSEHOLD * 9).encode(), "a.txt", id=f"line-{before}")
            for before in (9_980, 9_995, 19_990)
        ),
        pytest.param(("園" * 9_995 + "090-1234-5678").encode(), "a.txt", id="over-the-border"),
    ],
)
def test_personal_data_are_found_wherever_they_hide(content: bytes, name: str) -> None:
    assert "個人情報とみられる内容があるため" in refusal(content, name)


OLD_BOOK = (SAMPLES / "172065_public_toilet_part.xls").read_bytes()
ODF = "application/vnd.oasis.opendocument.text"
BOOK = {"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b"<x/>"}


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        pytest.param(
            OLD_BOOK + "WordDocument".encode("utf-16-le"), "a.doc", "「.xls」", id="words-of-word"
        ),
        pytest.param(OLD_BOOK[:9_000], "a.doc", "「.xls」", id="cut-off"),
        pytest.param(zipped({**BOOK, "word/document.xml": b"x"}), "a.docx", "「.xlsx」", id="docx"),
        pytest.param(
            zipped({**BOOK, "content.xml": b"x", "mimetype": ODF.encode()}),
            "a.odt",
            "「.xlsx」",
            id="odt",
        ),
        pytest.param(
            zipped({"[Content_Types].xml": b"x", "xl/book.xml": b"x"}),
            "a.bin",
            "「.zip」",
            id="moved",
        ),
        pytest.param(zipped({"content.xml": b"<office/>"}), "a.odf", "「.zip」", id="no-type"),
        pytest.param(zipped({"xl/workbook.bin": b"x"}), "a.bin", "xlsb", id="xlsb"),
        pytest.param(zipped(BOOK)[:-9], "a.bin", "壊れている", id="damaged"),
        pytest.param(write_stream("EncryptedPackage", b""), "a.docx", "パスワード", id="password"),
        pytest.param(PNG + zipped({TOILETS: b"a,b\n1,2\n"}), "a.png", "「.zip」", id="picture"),
    ],
)
def test_a_table_in_the_clothes_of_another_file_is_refused(
    content: bytes, name: str, said: str
) -> None:
    assert said in refusal(content, name)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        pytest.param(LOG.encode(), "log.txt", id="log"),
        pytest.param("大聖寺の公園\n".encode("cp932") * 1_000, "a.txt", id="cp932"),
        pytest.param(b"caf\xe9 et mus\xe9e\n" * 9, "lisez-moi.txt", id="french"),
        pytest.param(PNG + bytes(1_000), "map.png", id="picture"),
        pytest.param(bytes(range(256)) * 300, "map.shp", id="map"),
        pytest.param(
            zipped({"word/document.xml": b"<w/>", "word/embeddings/Sheet1.xlsx": b"x"}),
            "chart.docx",
            id="chart",
        ),
        pytest.param(
            zipped({"content.xml": b"x", "mimetype": ODF.encode()}), "letter.odt", id="letter"
        ),
        pytest.param(write_stream("__properties_version1.0", b""), "mail.msg", id="message"),
        pytest.param(json.dumps({"version": "1.0", "tags": []}).encode(), "a.json", id="settings"),
        pytest.param(b"[]", "a.json", id="empty-json"),
    ],
)
def test_what_it_says_it_is_is_taken(content: bytes, name: str) -> None:
    assert refusal(content, name) == ""
