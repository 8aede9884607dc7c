"""The words that the register's forms offer: terms of DPV 2.3 and elements of DTPR v1.

The ids and English labels are the vocabularies' own, the Japanese is this project's.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import yaml

from ckanext.kagaconsent.ledger.items import DATA


@dataclass(frozen=True, slots=True)
class Term:
    """One term. ``explanation_ja`` is a sentence, empty for DTPR; ``iri`` is empty there too."""

    id: str
    ja: str
    en: str
    explanation_ja: str = ""
    iri: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The terms that one field of a form offers."""

    key: str
    ja: str
    en: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A vocabulary with where it comes from; ``groups`` by key."""

    name: str
    version: str
    source: str
    licence: str
    groups: dict[str, Group]

    def term(self, group: str, id: str) -> Term | None:  # noqa: A002 - what the vocabularies call it
        """Return one term of a group, None for one that is not offered."""
        return next((term for term in self.groups[group].terms if term.id == id), None)


@cache
def dpv() -> Vocabulary:
    """Return the terms of DPV from ``data/dpv.yaml``."""
    return _read("dpv.yaml")


@cache
def dtpr() -> Vocabulary:
    """Return the elements of DTPR by category from ``data/dtpr.yaml``."""
    return _read("dtpr.yaml")


def _read(name: str) -> Vocabulary:
    told = yaml.safe_load((DATA / name).read_text(encoding="utf-8"))
    groups = {
        key: Group(
            key,
            group["ja"],
            group["en"],
            tuple(
                Term(
                    term["id"],
                    term["ja"],
                    term["en"],
                    term.get("explanation", ""),
                    group.get("namespace", "") and group["namespace"] + term["id"],
                )
                for term in group["terms"]
            ),
        )
        for key, group in told["groups"].items()
    }
    return Vocabulary(told["name"], told["version"], told["source"], told["licence"], groups)
