"""The eight questions that a data use must answer before anybody sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from ckanext.kagaconsent.ledger import use_rules as rules
from ckanext.kagaconsent.ledger.data_use import DataUse, PeriodUnit, Storage
from ckanext.kagaconsent.ledger.finding import Finding, Rule
from ckanext.kagaconsent.ledger.named import Record, labels
from ckanext.kagaconsent.ledger.party import Party
from ckanext.kagaconsent.ledger.vocabulary import dpv
from ckanext.kagaconsent.ledger.words import core, is_answer

REVIEW_YEARS = 5
_PURPOSES = 3
_NOBODY = {"提供しない", "提供しません", "どこにも提供しない", "どこにも提供しません", "提供なし"}
_UNITS = {PeriodUnit.DAY: "日", PeriodUnit.MONTH: "か月", PeriodUnit.YEAR: "年"}


class Question(Enum):
    """The questions in the order in which people ask them: Japanese, English, easy Japanese."""

    WHO = ("だれが", "Who", "だれが")
    WHAT = ("何を", "What", "何《なに》を")
    WHY = ("何のために", "Why", "何《なん》の ために")
    GROUND = ("何を根拠に", "On what ground", "どの 法律《ほうりつ》で")
    HOW_LONG = ("いつまで", "How long", "いつまで")
    TO_WHOM = ("だれに渡すか", "To whom", "だれに 渡《わた》すか")
    STOP = ("止めるには", "How to stop", "止《と》めるには")
    COMPLAIN = ("苦情はどこへ", "Whom to complain to", "困《こま》ったことを 言《い》う ところ")

    @property
    def ja(self) -> str:
        """The question in Japanese."""
        return self.value[0]

    @property
    def en(self) -> str:
        """The question in English."""
        return self.value[1]

    @property
    def easy(self) -> str:
        """The question in easy Japanese, each reading in 《》."""
        return self.value[2]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a data use says to one question.

    ``text`` is in Japanese, a line for each part, and empty where nothing is said.
    ``fields`` are those that it was made of. ``answered`` is False while ``missing`` finds
    anything about the question.
    """

    question: Question
    text: str
    fields: tuple[str, ...]
    answered: bool


def answers(use: DataUse) -> list[Answer]:
    """Return the answers to all eight questions, in their order."""
    return [
        Answer(question, "\n".join(filter(None, text(use))), fields, not any(check(use)))
        for question, fields, text, check in _GATE
    ]


def missing(use: DataUse) -> list[Finding]:
    """Return why the data use may not be published; empty when all eight are answered.

    A term that its vocabulary does not have is among it, and a version without a start, a
    title or a kind.
    """
    found = [finding for _, _, _, check in _GATE for finding in check(use)]
    if not is_answer(use.title_ja):
        found.append(_say(rules.NO_NAME, Question.WHAT, use, "title_ja"))
    if use.kind is None:
        found.append(_say(rules.NO_NAME, Question.WHAT, use, "kind"))
    if use.valid_from is None:
        found.append(rules.NO_START.finding("valid_from"))
    return [*found, *_unknown_terms(use)]


def _unknown_terms(use: DataUse) -> Iterator[Finding]:
    """Terms that the forms do not offer; an empty one is no term."""
    said = [(f"purpose_terms[{at}]", "purposes", one) for at, one in enumerate(use.purpose_terms)]
    said += [
        (f"items[{at}].dpv_term", "personal_data", one.dpv_term) for at, one in enumerate(use.items)
    ]
    said += [
        (f"processings[{at}].dpv_terms[{place}]", "processing", term)
        for at, one in enumerate(use.processings)
        for place, term in enumerate(one.dpv_terms)
    ]
    said += [
        (f"measures[{at}].dpv_term", "measures", one.dpv_term)
        for at, one in enumerate(use.measures)
    ]
    for field, group, term in said:
        if term and dpv().term(group, term) is None:
            offered = dpv().groups[group]
            yield rules.UNKNOWN_TERM.finding(field, term, group=offered.ja, group_en=offered.en)


def says_nobody(text: str) -> bool:
    """Tell whether a text says that the data goes to nobody."""
    return core(text) in _NOBODY


def _say(rule: Rule, question: Question, record: Record, field: str, path: str = "") -> Finding:
    """A finding about a field of ``record``, which is at ``path`` in the data use."""
    ja, en = next((ja, en) for name, ja, en in labels(record) if name == field)
    value = getattr(record, field)
    return rule.finding(
        path + field,
        value if isinstance(value, str) else "",
        question=question.ja,
        question_en=question.en,
        item=ja,
        item_en=en,
    )


def _text(question: Question, record: Record, field: str, path: str = "") -> Iterator[Finding]:
    """A text field that has to be an answer."""
    text = getattr(record, field)
    if not text.strip():
        yield _say(rules.MISSING, question, record, field, path)
    elif not is_answer(text):
        yield _say(rules.EVASIVE, question, record, field, path)


def _shown(text: str) -> str:
    return text.strip() if is_answer(text) else ""


def _desk(party: Party | None) -> Iterator[str]:
    """A party in one line: name, desk and how to reach it."""
    if party:
        parts = (party.name_ja, party.desk_name, party.phone, party.email, party.address, party.url)
        yield "　".join(filter(None, map(_shown, parts)))


def _who(use: DataUse) -> Iterator[str]:
    yield from _desk(use.controller)
    for processor in use.processors:
        yield f"委託先：{_shown(processor.name_ja)}"


def _check_who(use: DataUse) -> Iterator[Finding]:
    if use.controller is None:
        yield _say(rules.MISSING, Question.WHO, use, "controller")
    else:
        yield from _text(Question.WHO, use.controller, "name_ja", "controller.")
    for at, processor in enumerate(use.processors):
        yield from _text(Question.WHO, processor, "name_ja", f"processors[{at}].")


def _what(use: DataUse) -> Iterator[str]:
    yield "、".join(filter(None, (_shown(item.name_ja) for item in use.items)))


def _check_what(use: DataUse) -> Iterator[Finding]:
    if not use.items:
        yield _say(rules.MISSING, Question.WHAT, use, "items")
    for at, item in enumerate(use.items):
        yield from _text(Question.WHAT, item, "name_ja", f"items[{at}].")


def _why(use: DataUse) -> Iterator[str]:
    yield _shown(use.purpose_ja)


def _check_why(use: DataUse) -> Iterator[Finding]:
    yield from _text(Question.WHY, use, "purpose_ja")
    if not use.purpose_terms:
        yield _say(rules.MISSING, Question.WHY, use, "purpose_terms")
    elif len(use.purpose_terms) > _PURPOSES:
        yield _say(rules.MANY_PURPOSES, Question.WHY, use, "purpose_terms")


def _ground(use: DataUse) -> Iterator[str]:
    for basis in use.bases:
        yield f"{_shown(basis.law_name)}{_shown(basis.article)}"
    if any(basis.needs_consent for basis in use.bases) and _shown(use.withdrawal_ja):
        yield f"同意の取消し：{_shown(use.withdrawal_ja)}"


def _check_ground(use: DataUse) -> Iterator[Finding]:
    if not use.bases:
        yield _say(rules.MISSING, Question.GROUND, use, "bases")
    for at, basis in enumerate(use.bases):
        for field in ("law_name", "article"):
            if not is_answer(getattr(basis, field)):
                yield _say(rules.NO_ARTICLE, Question.GROUND, basis, field, f"bases[{at}].")
        if basis.code is None:
            yield _say(rules.MISSING, Question.GROUND, basis, "code", f"bases[{at}].")
    consent = any(basis.needs_consent for basis in use.bases)
    if consent and not is_answer(use.withdrawal_ja):
        yield _say(rules.NO_WITHDRAWAL, Question.GROUND, use, "withdrawal_ja")


def period(storage: Storage) -> str:
    """Return how long data is kept: 5年, or the event that ends it; empty where not said."""
    if storage.period_value is not None and storage.period_value >= 0 and storage.period_unit:
        return f"{storage.period_value}{_UNITS[storage.period_unit]}"
    return _shown(storage.until_event_ja)


def _how_long(use: DataUse) -> Iterator[str]:
    yield "、".join(filter(None, map(period, use.storages)))
    if use.review_date:
        yield f"見直す日：{use.review_date}"


def _check_how_long(use: DataUse) -> Iterator[Finding]:
    if not use.storages:
        yield _say(rules.MISSING, Question.HOW_LONG, use, "storages")
    for at, storage in enumerate(use.storages):
        path = f"storages[{at}]."
        if storage.period_value is not None and storage.period_unit is None:
            yield _say(rules.MISSING, Question.HOW_LONG, storage, "period_unit", path)
        elif not period(storage):
            said = storage.until_event_ja.strip()
            field = "until_event_ja" if said else "period_value"
            rule = rules.EVASIVE if said else rules.MISSING
            yield _say(rule, Question.HOW_LONG, storage, field, path)
    if use.review_date is None:
        yield _say(rules.NO_REVIEW, Question.HOW_LONG, use, "review_date")
    elif use.valid_from is not None:
        latest = years_later(use.valid_from, REVIEW_YEARS)
        if not use.valid_from < use.review_date <= latest:
            yield rules.FAR_REVIEW.finding(
                "review_date",
                use.review_date.isoformat(),
                question=Question.HOW_LONG.ja,
                question_en=Question.HOW_LONG.en,
                start=use.valid_from,
                latest=latest,
            )


def far_ahead(use: DataUse, today: date) -> list[Finding]:
    """Return what is wrong with a review that lies too far ahead of today.

    A version that begins in the future would else put it off for as long as it likes.
    """
    latest = years_later(today, REVIEW_YEARS)
    if use.review_date is None or use.review_date <= latest:
        return []
    question = Question.HOW_LONG
    finding = rules.FAR_AHEAD.finding(
        "review_date",
        use.review_date.isoformat(),
        question=question.ja,
        question_en=question.en,
        latest=latest,
    )
    return [finding]


def years_later(day: date, years: int) -> date:
    """Return the same day so many years later; of 29 February the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _to_whom(use: DataUse) -> Iterator[str]:
    for provision in use.provisions:
        if provision.recipient:
            yield _shown(provision.recipient.name_ja)
    yield _shown(use.to_whom_ja)


def _check_to_whom(use: DataUse) -> Iterator[Finding]:
    if not use.provisions:
        yield from _text(Question.TO_WHOM, use, "to_whom_ja")
    elif says_nobody(use.to_whom_ja):
        yield _say(rules.CONTRADICTION, Question.TO_WHOM, use, "to_whom_ja")
    for at, provision in enumerate(use.provisions):
        path = f"provisions[{at}]."
        if provision.recipient is None:
            yield _say(rules.MISSING, Question.TO_WHOM, provision, "recipient", path)
        else:
            yield from _text(Question.TO_WHOM, provision.recipient, "name_ja", f"{path}recipient.")


def _stop(use: DataUse) -> Iterator[str]:
    if _shown(use.how_to_stop_ja):
        yield _shown(use.how_to_stop_ja)
    else:
        yield _shown(use.stop_impossible_ja)
        yield _shown(use.remaining_route_ja)


def _check_stop(use: DataUse) -> Iterator[Finding]:
    if is_answer(use.how_to_stop_ja):
        return
    reason, route = is_answer(use.stop_impossible_ja), is_answer(use.remaining_route_ja)
    if reason and route:
        return
    if reason or route:
        field = "remaining_route_ja" if reason else "stop_impossible_ja"
        yield _say(rules.NO_ROUTE, Question.STOP, use, field)
    else:
        yield from _text(Question.STOP, use, "how_to_stop_ja")


def _complain(use: DataUse) -> Iterator[str]:
    yield from _desk(use.complaint_desk)


def _check_complain(use: DataUse) -> Iterator[Finding]:
    desk = use.complaint_desk
    if desk is None:
        yield _say(rules.MISSING, Question.COMPLAIN, use, "complaint_desk")
        return
    yield from _text(Question.COMPLAIN, desk, "name_ja", "complaint_desk.")
    if not any(map(is_answer, (desk.phone, desk.email, desk.address, desk.url))):
        yield _say(rules.NO_CONTACT, Question.COMPLAIN, desk, "phone", "complaint_desk.")


_Gate = tuple[
    Question,
    tuple[str, ...],
    Callable[[DataUse], Iterator[str]],
    Callable[[DataUse], Iterator[Finding]],
]
_GATE: tuple[_Gate, ...] = (
    (Question.WHO, ("controller", "processors"), _who, _check_who),
    (Question.WHAT, ("items",), _what, _check_what),
    (Question.WHY, ("purpose_ja", "purpose_terms"), _why, _check_why),
    (Question.GROUND, ("bases", "withdrawal_ja"), _ground, _check_ground),
    (Question.HOW_LONG, ("storages", "review_date"), _how_long, _check_how_long),
    (Question.TO_WHOM, ("provisions", "to_whom_ja"), _to_whom, _check_to_whom),
    (
        Question.STOP,
        ("how_to_stop_ja", "stop_impossible_ja", "remaining_route_ja"),
        _stop,
        _check_stop,
    ),
    (Question.COMPLAIN, ("complaint_desk",), _complain, _check_complain),
)
