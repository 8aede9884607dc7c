"""No cell of a file for people runs in their spreadsheet program."""

from __future__ import annotations

import pytest

from ckanext.kaga.common.spreadsheet import harmless


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_formula_becomes_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-36.3", "+81", "加賀市", "a=b", ""])
def test_numbers_and_plain_text_stay(cell: str) -> None:
    assert harmless(cell) == cell


def test_what_is_no_text() -> None:
    assert harmless(None) == ""
    assert harmless(17) == "17"
