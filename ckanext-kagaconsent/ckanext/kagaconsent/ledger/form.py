"""The form of a data use: its steps and fields, and what was typed as the content it means.

A control is named by the path of its field, as findings have it (``items[0].name_ja``), so that
what is wrong is said where it was typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, Literal, cast, get_args, get_origin, get_type_hints

import yaml

from ckanext.kagaconsent.ledger.choices import choices
from ckanext.kagaconsent.ledger.data_use import DataUse
from ckanext.kagaconsent.ledger.items import DATA
from ckanext.kagaconsent.ledger.named import labels
from ckanext.kagaconsent.ledger.questions import Question
from ckanext.kagaconsent.ledger.reading import LONGEST_LIST
from ckanext.kagaconsent.ledger.vocabulary import dpv

Control = Literal[
    "text", "area", "date", "number", "yes_no", "choice", "marks", "ranked", "lines", "part", "rows"
]
RANKS = 3
"""How many places a ranked list of terms has."""

_ROW = re.compile(r"\[(\d{1,3})\]\.")


@dataclass(frozen=True, slots=True)
class Option:
    """What a control offers."""

    value: str
    ja: str
    en: str
    explanation_ja: str = ""


@dataclass(frozen=True, slots=True)
class FormField:
    """One field: a control, a part with fields of its own, or rows of such parts.

    ``needed``: nothing is published without it. ``more``: asked last. ``example`` is Japanese.
    """

    name: str
    ja: str
    en: str
    control: Control
    help_ja: str = ""
    help_en: str = ""
    example: str = ""
    needed: bool = False
    more: bool = False
    options: tuple[Option, ...] = ()
    fields: tuple[FormField, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the form, with the questions that it answers."""

    key: str
    ja: str
    en: str
    lead_ja: str
    lead_en: str
    questions: tuple[Question, ...]
    fields: tuple[FormField, ...]


@cache
def steps() -> tuple[Step, ...]:
    """Return the steps in their order, from ``data/form.yaml``."""
    told = yaml.safe_load((DATA / "form.yaml").read_text(encoding="utf-8"))
    return tuple(
        Step(
            step["key"],
            step["name"][0],
            step["name"][1],
            step["lead"][0],
            step["lead"][1],
            tuple(Question[name] for name in step["questions"]),
            tuple(_field(DataUse, one) for one in step["fields"]),
        )
        for step in told["steps"]
    )


def step_of(path: str) -> Step:
    """Return the step that asks for the field at a path; the first for one that none asks for."""
    name = re.split(r"[.\[]", path, maxsplit=1)[0]
    found = (step for step in steps() if any(field.name == name for field in step.fields))
    return next(found, steps()[0])


def filled(
    step: Step, typed: Mapping[str, Sequence[str]], before: Mapping[str, Any]
) -> dict[str, Any]:
    """Return ``before`` with what was typed in a step, as ``read_use`` takes it.

    Rows in which nothing is typed go. What cannot be read stays as it was typed, for
    ``read_use`` to name.
    """
    return _part(step.fields, "", typed, before)


def without(typed: Mapping[str, Sequence[str]], row: str) -> dict[str, Sequence[str]]:
    """Return what was typed but for one row, such as ``items[1]``."""
    return {name: said for name, said in typed.items() if not name.startswith(f"{row}.")}


def _held(fields: Sequence[FormField], content: Mapping[str, Any]) -> Iterator[str]:
    for field in fields:
        value = content.get(field.name)
        if value in (None, "", [], {}):
            continue
        if field.control == "part":
            yield from _held(field.fields, value)
        elif field.control == "rows":
            for row in value:
                yield from _held(field.fields, row)
        else:
            yield field.name


def _field(owner: type, told: Mapping[str, Any]) -> FormField:
    name = told["field"]
    known = {one: (ja, en) for one, ja, en in labels(owner)}
    control, inner = _control(owner, told)
    help_ja, help_en = told.get("help", ("", ""))
    return FormField(
        name,
        *known[name],
        control,
        help_ja,
        help_en,
        str(told.get("example", "")),
        told.get("needed", False),
        told.get("more", False),
        _options(inner, told),
        tuple(_field(inner, one) for one in told.get("fields", ())),
    )


def _control(owner: type, told: Mapping[str, Any]) -> tuple[Control, Any]:
    """The control of a field, and the class of its value or of one entry of its list."""
    kind = _types(owner)[told["field"]]
    many = get_origin(kind) is tuple
    plain = get_args(kind)[0] if many else plain_type(kind)
    control: Control
    if is_dataclass(plain):
        control = "rows" if many else "part"
    elif many and told.get("term") == "purposes":
        control = "ranked"
    elif many:
        control = "marks" if "term" in told or issubclass(plain, StrEnum) else "lines"
    elif "term" in told or issubclass(plain, StrEnum):
        control = "choice"
    elif plain is str:
        control = "area" if told.get("area") else "text"
    else:
        controls: dict[type, Control] = {bool: "yes_no", int: "number", date: "date"}
        control = controls[plain]
    return control, plain


@cache
def _types(owner: type) -> dict[str, Any]:
    return get_type_hints(owner)


def plain_type(kind: Any) -> Any:
    """Return a type without its None."""
    return next((one for one in get_args(kind) if one is not NoneType), kind)


def _options(kind: Any, told: Mapping[str, Any]) -> tuple[Option, ...]:
    if "term" in told:
        terms = dpv().groups[told["term"]].terms
        return tuple(Option(one.id, one.ja, one.en, one.explanation_ja) for one in terms)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return tuple(Option(one.value, one.ja, one.en) for one in choices(kind))
    return ()


def _part(
    fields: Sequence[FormField],
    path: str,
    typed: Mapping[str, Sequence[str]],
    before: Mapping[str, Any],
) -> dict[str, Any]:
    content = dict(before)
    for field in fields:
        value = _value(field, f"{path}{field.name}", typed, before.get(field.name))
        if value in (None, "", [], {}):
            content.pop(field.name, None)
        else:
            content[field.name] = value
    return content


def _value(field: FormField, path: str, typed: Mapping[str, Sequence[str]], before: Any) -> object:
    if field.control == "part":
        return _part(field.fields, f"{path}.", typed, before or {})
    if field.control == "rows":
        rows = cast(Sequence[Mapping[str, Any]], before or [])
        told = [
            _part(field.fields, f"{path}[{at}].", typed, rows[at] if at < len(rows) else {})
            for at in _numbers(path, typed)
        ]
        return [row for row in told if any(True for _ in _held(field.fields, row))]
    if field.control == "ranked":
        ranked = [_said(typed, f"{path}[{at}]") for at in range(RANKS)]
        return list(dict.fromkeys(filter(None, ranked)))
    if field.control == "marks":
        return [one for one in typed.get(path, ()) if one]
    return _single(field.control, _said(typed, path))


def _single(control: Control, said: str) -> object:
    """What one text means; what cannot be read stays a text."""
    if control == "lines":
        return [line.strip() for line in said.split("\n") if line.strip()]
    if control == "yes_no":
        return {"true": True, "false": False}.get(said, said)
    if control == "number":
        usual = unicodedata.normalize("NFKC", said)
        return int(usual) if re.fullmatch("[0-9]{1,9}", usual) else said
    return said


def _said(typed: Mapping[str, Sequence[str]], path: str) -> str:
    """What was typed at a path, with line ends as JSON has them."""
    said = typed.get(path, ())
    return said[0].replace("\r\n", "\n").replace("\r", "\n").strip() if said else ""


def _numbers(path: str, typed: Mapping[str, Sequence[str]]) -> list[int]:
    """The numbers of the rows that came, in their order; at most one list full of them."""
    found = {
        int(row[1])
        for name in typed
        if name.startswith(path) and (row := _ROW.match(name, len(path)))
    }
    return sorted(found)[: LONGEST_LIST + 1]
