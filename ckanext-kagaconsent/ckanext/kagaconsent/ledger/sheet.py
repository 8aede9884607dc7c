"""The printed form of one file of the ledger as a PDF: A4, the statutory rows in their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from fpdf import FPDF
from fpdf.enums import WrapMode

from ckanext.kagaconsent.ledger.lint import CONTROL
from ckanext.kagaconsent.ledger.paper import FONT, blank

_A4 = (210.0, 297.0)
_MARGIN = 15.0
_COLUMNS = (9.0, 57.0, 34.0, 80.0)
_BODY, _SMALL, _TITLE = 9.0, 7.0, 16.0
_VOLUNTARY = "1,000人未満のため、法律上の義務によらず任意に掲載するファイルです。"


def sheet_bytes(form: Mapping[str, Any], font: Path, since: datetime) -> bytes:
    """Return the PDF of what ``print_form`` made, with ``address`` (where it is published) added.

    :param font: TrueType file with Japanese letters, embedded
    :param since: when the entry was published
    """
    title = f"{form['title']} {form['file_name']}"
    pdf = blank(font, title=CONTROL.sub("", title), size=_A4, since=since)
    pdf.set_margins(_MARGIN, _MARGIN, _MARGIN)
    pdf.set_auto_page_break(auto=True, margin=_MARGIN)
    pdf.add_page()
    _line(pdf, form["title"], _TITLE)
    _line(pdf, form["law"], _SMALL)
    if form["voluntary"]:
        _line(pdf, _VOLUNTARY, _BODY)
    pdf.ln(2)
    _table(pdf, ("番号", "項目", "根拠条文", "内容"), _statutory(form))
    pdf.ln(4)
    _line(pdf, "法律が求める項目のほかに", _BODY)
    extras = [("", one["label"], "法定外", one["text"]) for one in form["not_statutory"]]
    _table(pdf, ("", "項目", "", "内容"), extras)
    pdf.ln(3)
    _line(pdf, form["address"], _SMALL)
    return bytes(pdf.output())


def _statutory(form: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    for row in form["rows"]:
        for value in row["values"]:
            name = row["item"] if not value["label"] else f"{row['item']}：{value['label']}"
            yield str(row["number"]), name, row["article"], value["text"]


def _table(pdf: FPDF, header: tuple[str, ...], rows: Any) -> None:
    pdf.set_font(FONT, size=_BODY)
    with pdf.table(
        col_widths=_COLUMNS,
        text_align="LEFT",
        line_height=4.6,
        padding=1.2,
        wrapmode=WrapMode.CHAR,
        headings_style=None,
        first_row_as_headings=False,
        repeat_headings=0,
    ) as table:
        for cells in (header, *rows):
            row = table.row()
            for text in cells:
                row.cell(CONTROL.sub("", text))


def _line(pdf: FPDF, text: str, size: float) -> None:
    pdf.set_font(FONT, size=size)
    plain = CONTROL.sub("", text)
    pdf.multi_cell(0, size * 0.5, plain, new_x="LMARGIN", new_y="NEXT", wrapmode=WrapMode.CHAR)
