"""Twelve-digit numbers of one column: together they tell whether they are My Numbers."""

from __future__ import annotations

import re

from ckanext.kaga.gate import rules
from ckanext.kaga.gate.mynumber import is_my_number, proves
from ckanext.kaga.gate.patterns import TWELVE
from ckanext.kaga.gate.tally import Tally

_SAID = re.compile("個人番号|マイナンバー")
_NOT_DIGIT = re.compile(r"\D")
# With fewer numbers in a column, one that passes in a telling shape is worth asking about.
_FEW = 5
_LENGTHS = (11, 12)
"""A spreadsheet drops a leading zero."""


class Numbers:
    """What the numbers of one column say, over all batches.

    ``people`` is whether the table has a column of people's names.
    """

    def __init__(self, column: str, *, people: bool) -> None:
        """Begin with no number seen."""
        self._column = column
        self._seen = 0
        self._passing = 0
        self._shaped = people
        self._proved = Tally()
        self._open = Tally()
        self._said = Tally()

    def read(self, row: int, text: str) -> None:
        """Take the numbers from the levelled text of one cell."""
        for found in TWELVE.finditer(text):
            self._seen += 1
            digits = _NOT_DIGIT.sub("", found[0])
            if not is_my_number(digits):
                continue
            if _SAID.search(text):
                self._said.add(rules.MY_NUMBER, self._column, row, digits)
            self._passing += 1
            self._shaped = self._shaped or found[0] != digits or found[0] != text
            self._proved.add(rules.MY_NUMBER, self._column, row, digits)
            self._open.add(rules.MAYBE_MY_NUMBER, self._column, row, digits)

    def tell(self) -> Tally:
        """What is to be said about the column."""
        if proves(self._passing, self._seen):
            return self._proved
        if self._said.hits():
            return self._said
        few = self._seen < _FEW or 2 * self._passing >= self._seen
        all_of_several = 1 < self._seen == self._passing
        return self._open if few and (self._shaped or all_of_several) else Tally()

    def read_headed(self, row: int, text: str) -> None:
        """Take a levelled cell under a header that says My Number."""
        digits = _NOT_DIGIT.sub("", text)
        if len(digits) not in _LENGTHS:
            return
        passes = is_my_number(digits.zfill(12))
        rule = rules.MY_NUMBER if passes else rules.MAYBE_MY_NUMBER
        self._said.add(rule, self._column, row, digits)
