"""The eras that the Japanese calendar counts years by."""

from __future__ import annotations

from datetime import date

ERAS = {
    "明治": (date(1868, 10, 23), date(1912, 7, 29)),
    "大正": (date(1912, 7, 30), date(1926, 12, 24)),
    "昭和": (date(1926, 12, 25), date(1989, 1, 7)),
    "平成": (date(1989, 1, 8), date(2019, 4, 30)),
    "令和": (date(2019, 5, 1), date.max),
}
"""First and last day of each era."""

LETTERS = {"M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和"} | {
    era[0]: era for era in ERAS
}
"""The era that a letter, Latin or Japanese, stands for."""
