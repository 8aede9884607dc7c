"""Workbooks as cities send them, made from Kaga's real file."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

SAMPLES = Path(__file__).parents[1] / "samples"
_SHOWN = ("ID", "名称", "緯度", "経度")


def toilets() -> list[dict[str, str]]:
    """The rows of Kaga's real file."""
    text = (SAMPLES / "172065_public_toilet.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def plain(change: Callable[[Workbook, Worksheet], None] = lambda _book, _sheet: None) -> bytes:
    """The real rows on one sheet, four columns of them, and one change."""
    book = Workbook()
    book.properties.creator = None
    sheet = book.active
    assert sheet is not None
    sheet.title = "一覧"
    sheet.append(_SHOWN)
    for row in toilets():
        sheet.append([row["ID"], row["名称"], float(row["緯度"]), float(row["経度"])])
    change(book, sheet)
    return saved(book)


def as_found() -> bytes:
    """The same as a section keeps it: titles, two header rows, 令和, totals, notes, remarks."""
    book = Workbook()
    book.properties.creator = "加賀 太郎"
    sheet = book.active
    assert sheet is not None
    sheet.title = "公衆トイレ"
    sheet["A1"] = "公衆トイレ一覧"
    sheet.merge_cells("A1:F1")
    sheet["F2"] = "令和5年4月1日現在"
    sheet.append(["名称", "トイレ", None, "設置日", "24時間", "備考"])
    sheet.append([None, "男性", "女性"])
    sheet.merge_cells("B3:C3")
    for column in "ADEF":
        sheet.merge_cells(f"{column}3:{column}4")
    for row in toilets()[:5]:
        men, women = int(row["男性トイレ総数"] or 0), int(row["女性トイレ総数"] or 0)
        sheet.append([row["名称"], men, women, dt.date(2019, 5, 1), True, row["備考"] or None])
    for cell in sheet["D"][4:]:
        cell.number_format = '[$-411]ggge"年"m"月"d"日"'
    sheet.append(["合計", "=SUM(B5:B9)", "=SUM(C5:C9)"])
    sheet.append(["※現地調査による"])
    sheet["A5"].comment = Comment("担当に確認", "加賀 太郎")
    sheet["F6"] = "改修中"
    sheet.merge_cells("F6:F7")
    sheet.row_dimensions[8].hidden = True
    sheet.column_dimensions["E"].hidden = True
    hidden = book.create_sheet("連絡先")
    hidden.append(["氏名", "電話"])
    hidden.append(["加賀 太郎", "0761-72-1111"])
    hidden.sheet_state = "hidden"
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def changed(package: bytes, member: str, change: Callable[[bytes], bytes]) -> bytes:
    """A package with one member changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(target, "w", 8) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == member:
                assert change(data) != data
                data = change(data)
            new.writestr(name, data)
    return target.getvalue()


def with_furigana() -> bytes:
    """The first name of ``plain`` as Excel stores it: shared, in two runs, with its reading."""
    shared = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si>'
        "<r><t>錦城山</t></r><r><t>公園</t></r>"
        '<rPh sb="0" eb="3"><t>キンジョウザン</t></rPh></si></sst>'
    )
    sheet = "xl/worksheets/sheet1.xml"
    name = "".join(f"&#{ord(letter)};" for letter in "錦城山公園")
    inline = f'<c r="B2" t="inlineStr"><is><t>{name}</t></is></c>'
    package = changed(
        plain(),
        sheet,
        lambda xml: xml.replace(inline.encode(), b'<c r="B2" t="s"><v>0</v></c>'),
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="s" Type="{office}/sharedStrings" Target="sharedStrings.xml"/>'
    package = changed(
        package,
        "xl/_rels/workbook.xml.rels",
        lambda xml: xml.replace(b"</Relationships>", relation.encode() + b"</Relationships>"),
    )
    target = io.BytesIO(package)
    with zipfile.ZipFile(target, "a") as more:
        more.writestr("xl/sharedStrings.xml", shared)
    return target.getvalue()


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip of some files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def opendocument(rows: str) -> bytes:
    """An ODS package of one sheet with these elements ``table:table-row``."""
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content{names}><office:body><office:spreadsheet>"
        f"<table:table table:name='一覧'>{rows}</table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content.encode(),
        }
    )
