"""Check digits: official values pass, and any single typing error is seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.kaga.common import identifiers as ids

REAL_CODES = [
    "172065",  # 加賀市
    "172014",  # 金沢市
    "170003",  # 石川県
    "172031",  # 小松市
    "131016",  # 千代田区
    "011002",  # 札幌市: the remainder makes 11 - 9
    "092011",  # 宇都宮市
    "222127",  # 焼津市
    "142131",  # 大和市
    "462209",  # 南さつま市
]

bases = st.builds(
    "{:02d}{:03d}".format,
    st.integers(min_value=1, max_value=47),
    st.integers(min_value=0, max_value=999),
)


@pytest.mark.parametrize("code", REAL_CODES)
def test_the_codes_of_real_municipalities_pass(code: str) -> None:
    assert ids.is_municipality_code(code)


@pytest.mark.parametrize(
    "text",
    [
        "172064",
        "092012",
        "131017",
        "17206",
        "1720655",
        "",
        " 172065",
        "172065\n",
        "１７２０６５",  # full-width digits are read by Excel, not by a machine
        "172o65",
        "000001",  # check digit right, no such prefecture
        "480002",
    ],
)
def test_anything_else_does_not(text: str) -> None:
    assert not ids.is_municipality_code(text)


@given(bases)
def test_a_computed_digit_completes_the_code(base: str) -> None:
    assert ids.is_municipality_code(base + ids.municipality_check_digit(base))


@given(bases, st.integers(0, 4), st.integers(1, 9))
def test_one_wrong_digit_is_always_seen_unless_two_remainders_share_a_digit(
    base: str, place: int, shift: int
) -> None:
    """Remainders 0 and 10 both give the digit 1: the only pair the rule cannot tell apart."""
    digit = ids.municipality_check_digit(base)
    wrong = base[:place] + str((int(base[place]) + shift) % 10) + base[place + 1 :]
    if digit != "1":
        assert ids.municipality_check_digit(wrong) != digit


@pytest.mark.parametrize("base", ["1720", "172065", "1720a", "１７２０６", ""])
def test_a_check_digit_needs_five_digits(base: str) -> None:
    with pytest.raises(ValueError, match="five digits"):
        ids.municipality_check_digit(base)


@pytest.mark.parametrize(
    ("damaged", "repairs"),
    [
        ("92011", ["092011"]),
        ("13101", ["131016"]),
        ("1100", ["011002"]),
        ("11002", ["011002", "110027"]),  # two cities: a person has to say which
        ("172065", []),  # nothing was lost
        ("48000", []),
        ("abc", []),
    ],
)
def test_what_a_spreadsheet_lost_is_put_back(damaged: str, repairs: list[str]) -> None:
    assert ids.municipality_code_repairs(damaged) == repairs


@given(bases.filter(lambda base: base.startswith("0")))
def test_a_lost_leading_zero_is_always_among_the_repairs(base: str) -> None:
    code = base + ids.municipality_check_digit(base)
    assert code in ids.municipality_code_repairs(code[1:])
