"""Rows and columns as a spreadsheet names them."""

from __future__ import annotations

from dataclasses import replace

from ckanext.kaga.tabular.finding import Finding

_ALPHABET = 26


def column_letter(index: int) -> str:
    """Return the letter that a spreadsheet shows for a column, from its 0-based index."""
    letters = ""
    while index >= 0:
        letters = chr(ord("A") + index % _ALPHABET) + letters
        index = index // _ALPHABET - 1
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column (A is 1), case aside; 0 for no letters."""
    number = 0
    for letter in letters.upper():
        number = number * _ALPHABET + ord(letter) - ord("A") + 1
    return number


def extent(first: int, last: int) -> dict[str, str]:
    """Return some rows in the words of both languages: ``rows_ja`` and ``rows_en``."""
    if first == last:
        return {"rows_ja": f"{first}行目", "rows_en": f"Row {first}"}
    count = last - first + 1
    return {
        "rows_ja": f"{first}行目から{last}行目まで（{count:,}行）",
        "rows_en": f"Rows {first} to {last} ({count:,} rows)",
    }


def placed(finding: Finding, member: str, sheet: str = "") -> Finding:
    """Return a finding whose sentences begin with the file in an archive and the sheet."""
    ja = (f"ファイル「{member}」" if member else "") + (f"シート「{sheet}」" if sheet else "")
    en = ", ".join([f"File “{member}”"] * bool(member) + [f"sheet “{sheet}”"] * bool(sheet))
    if not ja:
        return finding
    before = (f"{ja}：", f"{en[0].upper()}{en[1:]}: ")
    return Finding(replace(finding.matter, before=before), finding.row)
