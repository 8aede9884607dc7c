"""The check digit of 全国地方公共団体コード."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.kaga.standards import localgov_code

REAL = ["172065", "172014", "170003", "172031", "131016", "011002", "092011", "222127", "462209"]


@pytest.mark.parametrize("code", REAL)
def test_real_codes_are_valid(code: str) -> None:
    assert localgov_code.is_valid(code)


@pytest.mark.parametrize(
    "code", ["172064", "092012", "131017", "480002", "17206", "１７２０６５", ""]
)
def test_wrong_codes_are_not(code: str) -> None:
    assert not localgov_code.is_valid(code)


@given(st.sampled_from(REAL), st.integers(0, 4), st.integers(1, 9))
def test_one_wrong_digit_is_seen(code: str, at: int, by: int) -> None:
    """Eleven remainders share ten digits: 1 stands for two of them and is weaker."""
    wrong = code[:at] + str((int(code[at]) + by) % 10) + code[at + 1 :]
    assert not localgov_code.is_valid(wrong) or code[5] == "1"


@pytest.mark.parametrize(
    ("written", "meant"), [("92011", "092011"), ("13101", "131016"), ("17206", "172065")]
)
def test_five_digits_are_restored_where_one_reading_is_a_code(written: str, meant: str) -> None:
    assert localgov_code.restore(written) == meant


@pytest.mark.parametrize("written", ["11002", "1100", "1720650", "abcde", "１３１０１"])
def test_nothing_is_guessed(written: str) -> None:
    assert localgov_code.restore(written) is None


def test_the_base_has_five_digits() -> None:
    with pytest.raises(ValueError, match="five digits"):
        localgov_code.check_digit("1720")
