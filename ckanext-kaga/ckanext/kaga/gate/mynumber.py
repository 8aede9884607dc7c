"""My Number (個人番号): its check digit, and when numbers that pass are proof."""

from __future__ import annotations

from math import comb

_DIGITS = 12
_WEIGHTS = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
"""For the first eleven digits from the left: n + 1 up to n = 6 from the right, then n - 5."""

_CHANCE = 1 / 11
"""How probable it is that another 12-digit number has the right check digit."""
_DOUBT = 0.001
"""Numbers are proved to be My Numbers when chance would do the same less often than this."""
_FEWEST = 3


def is_my_number(digits: str) -> bool:
    """Tell whether twelve half-width digits have the check digit of a 個人番号.

    Rule: 平成26年総務省令第85号 第5条: modulus 11; the digit is 0 where the remainder is
    0 or 1, else 11 minus the remainder. It proves little for a single number.
    """
    if len(digits) != _DIGITS or not (digits.isascii() and digits.isdigit()):
        return False
    rest = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False)) % 11
    return int(digits[-1]) == (0 if rest <= 1 else 11 - rest)


def proves(passing: int, numbers: int) -> bool:
    """Tell whether so many of a column's 12-digit numbers passing is more than chance.

    At least three and half of all must pass, and in a column of other numbers that would
    happen less than once in a thousand times (binomial distribution).
    """
    if passing < _FEWEST or 2 * passing < numbers:
        return False
    if numbers > 100:  # noqa: PLR2004 - half of so many never pass by chance
        return True
    tail = sum(
        comb(numbers, k) * _CHANCE**k * (1 - _CHANCE) ** (numbers - k)
        for k in range(passing, numbers + 1)
    )
    return tail < _DOUBT
