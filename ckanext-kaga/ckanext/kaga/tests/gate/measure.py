"""How well the gate tells the corpus apart."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache

from ckanext.kaga import gate, standards, tabular
from ckanext.kaga.tests.gate.corpus import Sample, samples


@dataclass(frozen=True)
class Measured:
    """One file of the corpus with its verdict."""

    sample: Sample
    verdict: gate.Verdict

    def __str__(self) -> str:
        """The name of the file."""
        return f"{self.sample.kind}-{self.sample.variant}"

    @property
    def held(self) -> bool:
        """Whether it is not published without a second person, or not at all."""
        return self.verdict.outcome in {"refused", "blocked"}


@cache
def measured() -> tuple[Measured, ...]:
    """The verdict on every file, with the standard that is detected for it."""
    return tuple(Measured(sample, verdict_on(sample.data)) for sample in samples())


def verdict_on(data: bytes) -> gate.Verdict:
    """What the gate says about a file, as the portal would ask it."""
    table = tabular.read(data)
    best = next(iter(standards.detect(table.header, standards.registry())), None)
    return gate.inspect(table, best, file=data)


def confusion() -> Counter[tuple[bool, gate.Outcome]]:
    """How many files with (true) and without personal data have which outcome."""
    return Counter((one.sample.personal, one.verdict.outcome) for one in measured())


def precision() -> float:
    """The share of the held files that are personal."""
    held = [one for one in measured() if one.held]
    return sum(one.sample.personal for one in held) / len(held)


def recall() -> float:
    """The share of the personal files that are held."""
    personal = [one for one in measured() if one.sample.personal]
    return sum(one.held for one in personal) / len(personal)


def wrong() -> list[Measured]:
    """The files on which the gate is wrong."""
    return [one for one in measured() if one.held != one.sample.personal]
