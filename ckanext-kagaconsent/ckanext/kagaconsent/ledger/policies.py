"""The six policies of the city's plan, and how a data use says it keeps them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import yaml

from ckanext.kagaconsent.ledger.data_use import DataUse
from ckanext.kagaconsent.ledger.items import DATA
from ckanext.kagaconsent.ledger.questions import Answer, Question, answers
from ckanext.kagaconsent.ledger.words import is_answer


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy with its wording in the plan."""

    key: str
    number: int
    page: int
    ja: str
    en: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What a data use says to one policy.

    ``how`` has a line for each thing that is said, ``fields`` are those that it came from,
    ``not_stated`` those that say nothing yet. ``stated`` holds when none is open. It tells
    what the entry says, not whether the city does it.
    """

    policy: Policy
    how: tuple[str, ...]
    fields: tuple[str, ...]
    not_stated: tuple[str, ...]

    @property
    def stated(self) -> bool:
        """Tell whether everything that the policy asks for is said."""
        return not self.not_stated


@cache
def plan() -> tuple[Policy, ...]:
    """Return the policies in the order of the plan, from ``data/policies.yaml``."""
    told = yaml.safe_load((DATA / "policies.yaml").read_text(encoding="utf-8"))
    return tuple(Policy(**row, source=told["source"]) for row in told["policies"])


def policies(use: DataUse) -> list[Kept]:
    """Return for each policy how the data use keeps it and from which fields, or what is open."""
    said = {one.question: one for one in answers(use)}
    return [_kept(policy, _ASKED[policy.key](use, said)) for policy in plan()]


def marks(use: DataUse) -> str:
    """Return a letter for each policy in the order of the plan.

    ``s`` is stated whole, ``p`` in part, ``o`` is open: what sums are made of.
    """
    return "".join("s" if one.stated else "p" if one.how else "o" for one in policies(use))


_Part = tuple[str, str, str]
"""Field, what is said about it (empty where nothing is), and its heading."""
_Said = dict[Question, Answer]


def _kept(policy: Policy, parts: list[_Part]) -> Kept:
    return Kept(
        policy,
        tuple(f"{heading}：{text}" for _, text, heading in parts if text),
        tuple(field for field, text, _ in parts if text),
        tuple(field for field, text, _ in parts if not text),
    )


def _answer(said: _Said, question: Question) -> _Part:
    """What one of the eight questions says, if it is answered."""
    answer = said[question]
    text = answer.text.replace("\n", " ") if answer.answered else ""
    return answer.fields[0], text, question.ja


def _text(field: str, text: str, heading: str) -> _Part:
    return field, text.strip() if is_answer(text) else "", heading


def _transparency(use: DataUse, said: _Said) -> list[_Part]:
    return [
        _text("summary_easy_ja", use.summary_easy_ja, "やさしい説明"),
        *(
            _answer(said, question)
            for question in (Question.WHAT, Question.WHY, Question.HOW_LONG, Question.STOP)
        ),
    ]


def _involvement(_use: DataUse, said: _Said) -> list[_Part]:
    return [
        _answer(said, question)
        for question in (Question.WHAT, Question.WHY, Question.TO_WHOM, Question.STOP)
    ]


def _proper_means(use: DataUse, said: _Said) -> list[_Part]:
    told = [
        f"{item.name_ja}は{item.collection_method_ja}"
        for item in use.items
        if item.source and is_answer(item.collection_method_ja)
    ]
    complete = bool(use.items) and len(told) == len(use.items)
    return [
        ("items", "、".join(told) if complete else "", "集め方"),
        _answer(said, Question.GROUND),
    ]


def _security(use: DataUse, _said: _Said) -> list[_Part]:
    measures = [one.text_ja.strip() for one in use.measures if is_answer(one.text_ja)]
    disposal = [one.disposal_method_ja.strip() for one in use.storages]
    complete = bool(disposal) and all(map(is_answer, disposal))
    return [
        ("measures", "、".join(measures), "安全管理の措置"),
        ("storages", "、".join(disposal) if complete else "", "廃棄の方法"),
    ]


def _complaints(_use: DataUse, said: _Said) -> list[_Part]:
    return [_answer(said, Question.COMPLAIN)]


def _by_design(use: DataUse, _said: _Said) -> list[_Part]:
    assessed = (
        _text("pia_url", use.pia_url, "影響評価")
        if is_answer(use.pia_url)
        else _text("risk_notes_ja", use.risk_notes_ja, "心配な点")
    )
    return [_text("necessity_ja", use.necessity_ja, "このデータが要る理由"), assessed]


_ASKED: dict[str, Callable[[DataUse, _Said], list[_Part]]] = {
    "transparency": _transparency,
    "involvement": _involvement,
    "proper_means": _proper_means,
    "security": _security,
    "complaints": _complaints,
    "by_design": _by_design,
}
