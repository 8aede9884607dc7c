"""全国地方公共団体コード: the six-digit code of a municipality, with its check digit."""

from __future__ import annotations

import re

_PREFECTURES = 47
_DIGITS = 6


def check_digit(base: str) -> str:
    """Return the check digit of a five-digit base ``abcde``.

    The last digit of 11 - ((6a + 5b + 4c + 3d + 2e) mod 11); 総務省 全国地方公共団体
    コード仕様. Raises ValueError when the base is not five ASCII digits.
    """
    if not re.fullmatch(r"[0-9]{5}", base):
        raise ValueError(f"not five digits: {base!r}")
    total = sum(weight * int(digit) for weight, digit in zip(range(6, 1, -1), base, strict=True))
    return str(11 - total % 11)[-1]


def is_valid(code: str) -> bool:
    """Whether the code has six digits, a prefecture from 01 to 47 and the right check digit."""
    return (
        re.fullmatch(r"[0-9]{6}", code) is not None
        and 1 <= int(code[:2]) <= _PREFECTURES
        and check_digit(code[:5]) == code[5]
    )


def restore(code: str) -> str | None:
    """Return the six-digit code that five digits stand for, or None when that is not certain.

    A spreadsheet cuts the leading zero (``92011`` was ``092011``), people leave the
    check digit off (``13101`` is ``131016``). Where both readings are valid codes
    (``11002``) there is no answer; a person has to be asked.
    """
    if not re.fullmatch(r"[0-9]{5}", code):
        return None
    readings = [f"0{code}", code + check_digit(code)]
    valid = [reading for reading in readings if is_valid(reading)]
    return valid[0] if len(valid) == 1 else None
