"""Actions on a report in a round: writing, handing on, looking at, publishing, putting right."""

from __future__ import annotations

import uuid
from dataclasses import asdict
from typing import Any, NamedTuple

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context, DataDict

from ckanext.kaga.common.times import iso
from ckanext.kaga.shared.caller import caller
from ckanext.kagakpi import boards, catalogue, computed, promises, reports
from ckanext.kagakpi import plan as core
from ckanext.kagakpi.logic.refusal import changed_since
from ckanext.kagakpi.logic.schema.observation import fields
from ckanext.kagakpi.logic.schema.report import one, returned, written
from ckanext.kagakpi.model import Period, Plan, Report

__all__ = [
    "kagakpi_report_compute",
    "kagakpi_report_preview_show",
    "kagakpi_report_publish",
    "kagakpi_report_return",
    "kagakpi_report_review",
    "kagakpi_report_save",
    "kagakpi_report_show",
    "kagakpi_report_submit",
]

_NUMBERS = ("value", "numerator", "denominator")


class Place(NamedTuple):
    """One KPI in one round, with what is known of it."""

    period: Period
    plan: Plan
    board: boards.Board
    kpi: core.Kpi
    report: Report | None


@validate(written)
def kagakpi_report_save(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Write the draft of a report; a published one is put right this way, with ``reason``.

    :param period_id: of the round
    :param kpi: key of the KPI
    :param value: the number; or ``numerator`` and ``denominator``; or ``text_ja`` and ``met``
        where a person judges
    :param standing: final, provisional, estimated, missing (with ``missing_ja``), not_applicable
    :param evidence: links, each with ``label`` and ``url`` (optional)
    :param cause_ja: why it is so (optional), with ``next_ja`` and ``next_kind``: what comes next
    :param reason: why a published report is put right
    :param modified: when the report was read (optional): refused where it changed since
    :returns: the report, as ``kagakpi_report_show`` gives it
    :raises NotFound: there is no such round or KPI
    :raises ValidationError: the report cannot be, the round is closed, or it is with a reviewer
    """
    tk.check_access("kagakpi_report_save", context, data_dict)
    place = _place(data_dict, lock=True)
    if data_dict.get("modified", _modified(place)) != _modified(place):
        raise changed_since("kpi")
    return _written(context, place, _given(place, data_dict))


@tk.side_effect_free
@validate(written)
def kagakpi_report_preview_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return what ``kagakpi_report_save`` would change with the same arguments; nothing is written.

    :returns: ``kpi``, ``text``, ``modified`` (UTC, "" where nothing is written yet), ``changes``
        (``field``, ``old`` and ``new``, numbers as text) and ``warnings`` as in
        ``kagakpi_report_show``
    :raises NotFound: there is no such round or KPI
    :raises ValidationError: as for ``kagakpi_report_save``, where anything would change
    """
    tk.check_access("kagakpi_report_preview_show", context, data_dict)
    place = _place(data_dict)
    told = _given(place, data_dict)
    old, new = (place.report.content if place.report else {}), _content(told)
    changes = [
        {"field": name, "old": _text(old.get(name)), "new": _text(new.get(name))}
        for name in fields()
        if name != "reason" and _text(old.get(name)) != _text(new.get(name))
    ]
    warned = []
    if changes:
        checked = _allowed(place, told)
        indicator = place.board.plan.indicator(place.kpi)
        history = place.board.history.get(place.kpi.indicator, ())
        warned = core.warnings(indicator, history, checked)
    return {
        "kpi": place.kpi.key,
        "text": place.kpi.text,
        "modified": _modified(place),
        "changes": changes,
        "warnings": [asdict(one_) for one_ in warned],
    }


@validate(one)
def kagakpi_report_compute(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Work the value out from the catalogue, and write it with its evidence into the draft.

    :param period_id: of the round
    :param kpi: key of the KPI, whose indicator names who works it out
    :returns: the report, as ``kagakpi_report_show`` gives it
    :raises NotFound: there is no such round or KPI
    :raises ValidationError: nobody can work it out, or as for ``kagakpi_report_save``
    """
    tk.check_access("kagakpi_report_compute", context, data_dict)
    place = _place(data_dict, lock=True)
    indicator = place.board.plan.indicator(place.kpi)
    provider = computed.providers().get(indicator.computed)
    first = core.years.first_day(place.period.year)
    found = provider(first, place.period.as_of, indicator.computed_from) if provider else None
    if found is None:
        raise tk.ValidationError({"value": [tk._("This value cannot be worked out.")]})
    empty = {"text_ja": "", "missing_ja": "", "reason": "", "cause_ja": "", "next_ja": ""}
    old = place.report.content if place.report else {}
    kept = {name: old.get(name, "") for name in ("cause_ja", "next_ja", "next_kind", "reason")}
    told = {
        **empty,
        **kept,
        "value": found.value,
        "standing": "final",
        "evidence": found.evidence,
        "source": "computed",
        "query_hash": computed.query_hash(found),
    }
    return _written(context, place, told)


@validate(one)
def kagakpi_report_submit(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Hand a draft on to the organisation in charge of the plan.

    :param period_id: of the round
    :param kpi: key of the KPI
    :returns: the report, as ``kagakpi_report_show`` gives it
    :raises NotFound: there is no such round or KPI
    :raises ValidationError: there is no draft
    """
    tk.check_access("kagakpi_report_submit", context, data_dict)
    place = _place(data_dict, lock=True)
    _in_state(place, "draft")
    return _moved(context, place, state="submitted", comment="")


@validate(one)
def kagakpi_report_review(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Say that a report was looked at and is right; another person than its writer does.

    :param period_id: of the round
    :param kpi: key of the KPI
    :returns: the report, as ``kagakpi_report_show`` gives it
    :raises NotFound: there is no such round or KPI
    :raises ValidationError: nobody handed it on, or the caller wrote it
    """
    tk.check_access("kagakpi_report_review", context, data_dict)
    place = _place(data_dict, lock=True)
    _in_state(place, "submitted")
    _second_person(context, place)
    return _moved(context, place, state="reviewed", reviewer_id=caller(context).id)


@validate(returned)
def kagakpi_report_return(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Give a report back to those who wrote it, with what is to be done.

    :param period_id: of the round
    :param kpi: key of the KPI
    :param comment: what is to be done
    :returns: the report, as ``kagakpi_report_show`` gives it
    :raises NotFound: there is no such round or KPI
    :raises ValidationError: nobody handed it on
    """
    tk.check_access("kagakpi_report_return", context, data_dict)
    place = _place(data_dict, lock=True)
    _in_state(place, "submitted", "reviewed")
    return _moved(context, place, state="draft", comment=data_dict["comment"], reviewer_id=None)


@validate(one)
def kagakpi_report_publish(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Make a reviewed report public, for good; another person than its writer does.

    :param period_id: of the round
    :param kpi: key of the KPI
    :returns: the report, as ``kagakpi_report_show`` gives it
    :raises NotFound: there is no such round or KPI
    :raises ValidationError: nobody looked at it, the caller wrote it, or it cannot be any more
    """
    tk.check_access("kagakpi_report_publish", context, data_dict)
    place = _place(data_dict, lock=True)
    _in_state(place, "reviewed")
    _second_person(context, place)
    assert place.report is not None  # noqa: S101 - was in a state
    told = _typed(place.report.content)
    new = _checked(place, told)
    added = reports.publish(
        place.plan,
        place.kpi,
        new,
        told,
        user_id=place.report.user_id,
        approver_id=caller(context).id,
    )
    moved = _moved(context, place, state="published", observation_id=added.id)
    catalogue.ask(place.plan)
    return moved


@tk.side_effect_free
@validate(one)
def kagakpi_report_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return a report as it stands inside, with what helps to write and to judge it.

    :param period_id: of the round
    :param kpi: key of the KPI
    :returns: ``state`` (empty, draft, submitted, reviewed, published), ``content``, ``comment``,
        ``user_id``, ``modified`` (UTC), ``indicator`` (definition and unit), ``goal`` (what was
        promised, in ``ja`` and ``en``, or None), ``last_year`` (the report that counts for the
        year before, or None), ``warnings`` (``rule``, ``ja``, ``en``), ``can_compute``,
        ``corrects`` (whether it puts a published report right)
    :raises NotFound: there is no such round or KPI
    """
    tk.check_access("kagakpi_report_show", context, data_dict)
    return _told(_place(data_dict))


def _given(place: Place, data_dict: DataDict) -> dict[str, Any]:
    """What somebody reports; a value that was worked out stays so while nobody changes it."""
    told = {name: data_dict[name] for name in fields() if name in data_dict}
    old = place.report.content if place.report else {}
    if old.get("source") == "computed" and promises.number(told["value"]) == old["value"]:
        told |= {name: old[name] for name in ("source", "query_hash", "evidence")}
    return told


def _text(value: Any) -> Any:
    """A field as it is compared: forms and workbooks end lines each in their own way."""
    if isinstance(value, str):
        value = value.replace("\r\n", "\n")
    return None if value in ("", []) else value


def _modified(place: Place) -> str:
    return iso(place.report.modified) if place.report else ""


def _content(told: dict[str, Any]) -> dict[str, Any]:
    """What is kept of a report: its numbers as text."""
    return {**told, **{name: promises.number(told.get(name)) for name in _NUMBERS}}


def _allowed(place: Place, told: dict[str, Any]) -> core.Observation:
    """The report as the core takes it, if it may be written now."""
    state = place.report.state if place.report else "empty"
    if state in {"submitted", "reviewed"}:
        raise _refused(tk._("The report was handed on. Whoever has it can give it back."))
    correcting = bool(place.report and place.report.observation_id)
    if place.period.closed and not correcting:
        raise _refused(tk._("The reporting round is closed."))
    if correcting and not told["reason"]:
        raise tk.ValidationError({"reason": [tk._("Say why the report is put right.")]})
    return _checked(place, told)


def _written(context: Context, place: Place, told: dict[str, Any]) -> dict[str, Any]:
    _allowed(place, told)
    return _moved(
        context,
        place,
        state="draft",
        content=_content(told),
        user_id=caller(context).id,
        reviewer_id=None,
    )


def _checked(place: Place, told: dict[str, Any]) -> core.Observation:
    """The report as the core takes it; what was published before is what it puts right."""
    more = {"as_of": place.period.as_of}
    if place.report and place.report.observation_id:
        more["revises"] = place.report.observation_id
    return reports.checked(place.board, place.kpi, told | more, str(uuid.uuid4()))


def _typed(content: dict[str, Any]) -> dict[str, Any]:
    """The content of a draft with its numbers as numbers."""
    number = tk.get_validator("kagakpi_number")
    return content | {name: number(content.get(name)) for name in _NUMBERS}


def _moved(context: Context, place: Place, **fields_: Any) -> dict[str, Any]:
    report = Report.keep(place.period.id, place.kpi.key, **fields_)
    model.Session.commit()
    fresh = boards.of(place.plan)
    return _told(place._replace(report=report, board=fresh))


def _told(place: Place) -> dict[str, Any]:
    indicator = place.board.plan.indicator(place.kpi)
    history = place.board.history.get(place.kpi.indicator, ())
    report = place.report
    warned = _warned(place, indicator, history)
    target = place.board.targets(place.period.year).get(place.kpi.key)
    goal = core.shown.goal(indicator, target) if target else None
    before = core.latest(history, place.kpi.indicator, place.period.year - 1)
    known = before.number if before else None
    value = None if known is None else core.shown.reported(indicator, known, before)
    return {
        "plan": place.plan.slug,
        "period_id": place.period.id,
        "kpi": place.kpi.key,
        "text": place.kpi.text,
        "year": place.period.year,
        "as_of": place.period.as_of.isoformat(),
        "due": place.period.due.isoformat(),
        "closed": place.period.closed is not None,
        "state": report.state if report else "empty",
        "content": report.content if report else {},
        "comment": report.comment if report else "",
        "user_id": report.user_id if report else None,
        "modified": iso(report.modified) if report else None,
        "corrects": bool(report and report.observation_id),
        "indicator": promises.indicator_told(indicator),
        "judged": bool(target and target.comparator.is_judged),
        "goal": dict(zip(("ja", "en"), goal, strict=True)) if goal else None,
        "last_year": {"ja": value[0], "en": value[1]} if value else None,
        "warnings": [asdict(one_) for one_ in warned],
        "can_compute": indicator.computed in computed.providers(),
    }


def _warned(
    place: Place, indicator: core.Indicator, history: tuple[core.Observation, ...]
) -> list[core.Warned]:
    if place.report is None or place.report.state == "published":
        return []
    try:
        new = _checked(place, _typed(place.report.content))
    except tk.ValidationError:
        # The plan was changed since; publishing says what is wrong.
        return []
    return core.warnings(indicator, history, new)


def _in_state(place: Place, *states: str) -> None:
    if place.report is None or place.report.state not in states:
        raise _refused(tk._("This is not possible from the state that it is in."))


def _second_person(context: Context, place: Place) -> None:
    if place.report and place.report.user_id == caller(context).id:
        raise _refused(tk._("Another person than the one who wrote it must do this."))


def _place(data_dict: DataDict, *, lock: bool = False) -> Place:
    period = Period.get(data_dict["period_id"], lock=lock)
    plan = Plan.get(period.plan_id) if period else None
    if period is None or plan is None:
        raise tk.ObjectNotFound(tk._("There is no such reporting round."))
    board = boards.of(plan)
    kpi = board.plan.kpi(data_dict["kpi"])
    if kpi is None:
        raise tk.ObjectNotFound(tk._("There is no such KPI in the plan."))
    return Place(period, plan, board, kpi, Report.get(period.id, kpi.key))


def _refused(why: str) -> tk.ValidationError:
    return tk.ValidationError({"kpi": [why]})
