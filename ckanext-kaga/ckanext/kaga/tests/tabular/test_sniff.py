"""What a file is, whatever its name says."""

from __future__ import annotations

import io
import zipfile

import pytest

from ckanext.kaga.tabular import Unreadable, kind_of, read, refusal, sniff
from ckanext.kaga.tabular.compound import write_stream
from ckanext.kaga.tabular.kinds import KINDS
from ckanext.kaga.tests.tabular import books
from ckanext.kaga.tests.tabular.conftest import SAMPLES

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"


def archive(name: str) -> bytes:
    """A zip file with one member."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (PNG, "png"),
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"%PDF-1.7", "pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),
        (archive("xl/workbook.xml"), "xlsx"),
        (archive("word/document.xml"), "docx"),
        (archive("a.csv"), "zip"),
        (b"\xef\xbb\xbf \n<!DOCTYPE html><html>", "html"),
        (b"<?xml version='1.0'?><kml>", "xml"),
        (b"\x00\x01\x02", "binary"),
        ("名称,住所\n".encode(), "text"),
        ("名称,住所\n".encode("cp932"), "text"),
        ("名称,住所\n".encode("utf-16"), "text"),
        (b"BMI,height\n", "text"),
        (b"", "text"),
    ],
)
def test_the_bytes_decide(head: bytes, kind: str) -> None:
    assert sniff(head, "toilets.csv") == kind


def test_the_name_helps_where_a_zip_does_not_show_its_content() -> None:
    assert sniff(archive("a"), "toilets.XLSX") == "xlsx"


def test_an_image_named_csv_is_refused_with_a_sentence() -> None:
    with pytest.raises(Unreadable) as refused:
        read(PNG, "toilets.csv")
    assert refused.value.rule == "KG-R002"
    assert "CSVではなく画像（PNG）です" in refused.value.message
    assert "not CSV but a PNG image" in refused.value.message_en


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (
            b"<html><table><tr><td>1</td></tr></table>",
            "toilets.xls",
            "Excelの名前を付けたウェブページ",
        ),
        (
            b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
            b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "toilets.xls",
            "XMLスプレッドシート2003",
        ),
        (archive("xl/workbook.bin"), "toilets.xlsx", "xlsb"),
    ],
)
def test_what_excel_opens_all_the_same_is_told_how_to_save_it(
    data: bytes, name: str, kind: str
) -> None:
    with pytest.raises(Unreadable, match="CSV UTF-8（コンマ区切り）") as refused:
        read(data, name)
    assert kind in refused.value.message


TEXT, SPREADSHEET = (f"application/vnd.oasis.opendocument.{one}" for one in ("text", "spreadsheet"))
OLD_EXCEL = (SAMPLES / "172065_public_toilet_part.xls").read_bytes()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        pytest.param(OLD_EXCEL, "xls", id="workbook"),
        pytest.param(
            OLD_EXCEL + "WordDocument".encode("utf-16-le"), "xls", id="workbook that names Word"
        ),
        pytest.param(write_stream("WORKBOOK", b""), "xls", id="workbook in capitals"),
        pytest.param(OLD_EXCEL[:3_000], "xls", id="cut off"),
        pytest.param(write_stream("WordDocument", b""), "doc", id="Word"),
        pytest.param(write_stream("PowerPoint Document", b""), "ppt", id="PowerPoint"),
        pytest.param(write_stream("EncryptedPackage", b""), "encrypted", id="password"),
        pytest.param(write_stream("__properties_version1.0", b""), "msg", id="Outlook"),
        pytest.param(write_stream("Contents", b"Workbook"), "binary", id="another program"),
    ],
)
def test_an_old_document_is_what_its_root_holds(data: bytes, kind: str) -> None:
    assert kind_of(data, "toilets.xls") == kind


def test_a_message_is_no_damaged_workbook() -> None:
    with pytest.raises(Unreadable, match="Outlookのメール") as refused:
        read(write_stream("__properties_version1.0", b""), "toilets.xls")
    assert refused.value.rule == "KG-R002"


@pytest.mark.parametrize(
    ("files", "kind"),
    [
        pytest.param({"XL/Workbook.xml": b"x"}, "xlsx", id="workbook"),
        pytest.param({"word/document.xml": b"x", "xl/workbook.xml": b"x"}, "xlsx", id="both"),
        pytest.param({"xl/workbook.bin": b"x"}, "xlsb", id="binary workbook"),
        pytest.param(
            {"word/document.xml": b"x", "word/embeddings/Sheet1.xlsx": b"x"}, "docx", id="chart"
        ),
        pytest.param({"content.xml": b"x", "mimetype": SPREADSHEET.encode()}, "ods", id="ods"),
        pytest.param({"content.xml": b"x", "mimetype": TEXT.encode()}, "odt", id="odt"),
        pytest.param(
            {"content.xml": b"x", "mimetype": TEXT.encode(), "xl/workbook.xml": b"x"},
            "xlsx",
            id="workbook that says it is a text",
        ),
        pytest.param({"content.xml": b"x"}, "zip", id="no type"),
        pytest.param({"doc.kml": b"x"}, "zip", id="map"),
    ],
)
def test_a_package_is_what_is_in_it(files: dict[str, bytes], kind: str) -> None:
    assert kind_of(books.zipped(files), "a.bin") == kind


def test_a_package_that_cannot_be_looked_into_is_refused_with_a_sentence() -> None:
    data = bytearray(books.zipped({"content.xml": b"x", "mimetype": SPREADSHEET.encode()}))
    for at in (data.rindex(b"PK\x01\x02") + 8, data.rindex(b"PK\x03\x04") + 6):
        data[at] |= 1
    with pytest.raises(Unreadable) as refused:
        kind_of(bytes(data), "a.ods")
    assert refused.value.rule == "KG-R027"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_sentence(kind: str) -> None:
    finding = refusal(kind)
    assert KINDS[kind]["kind_ja"] in finding.message
    assert "{" not in finding.message + finding.message_en
