"""A PDF with the one embedded font that everything the register prints is set in."""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path

from fpdf import FPDF

FONT = "japanese"


def blank(font: Path, *, title: str, size: tuple[float, float], since: datetime) -> FPDF:
    """Return a PDF without a page yet: millimetres, no margins, the same bytes each time.

    :param font: TrueType file; only the letters that are used are embedded
    :param size: width and height of a page in mm
    :param since: from when on what is printed holds, with its time zone: the date of the PDF
    """
    # What it says of each font table that it leaves out is nothing for a portal's log.
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    pdf = FPDF(unit="mm", format=size)
    pdf.set_margin(0)
    pdf.set_auto_page_break(auto=False)
    pdf.add_font(FONT, "", font)
    pdf.set_font(FONT)
    pdf.set_title(title)
    pdf.set_lang("ja")
    pdf.set_creation_date(since)
    pdf.set_producer("")
    return pdf
