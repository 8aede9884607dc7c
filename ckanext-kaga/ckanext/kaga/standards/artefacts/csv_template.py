"""The blank template as CSV: the header, and nothing that would have to be deleted."""

from __future__ import annotations

import csv
import io

from ckanext.kaga.standards.standard import Standard


def make(standard: Standard) -> bytes:
    """Return the header as CSV: UTF-8 with BOM, which Excel needs, and CRLF."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerow(standard.by_name)
    return text.getvalue().encode("utf-8-sig")
