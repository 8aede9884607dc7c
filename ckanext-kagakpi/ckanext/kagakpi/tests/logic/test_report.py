"""A reporting round: two departments, a second person, a correction, a computed value."""

from __future__ import annotations

from datetime import date
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan.tests import factories

from ckanext.kagakpi.boards import local_now
from ckanext.kagakpi.plan import years
from ckanext.kagakpi.tests.portal import act, bring_in, renamed, slug_of

pytestmark = pytest.mark.stack

OUTSIDE = ("", "resident", "other editor")


@pytest.fixture
def plan(people: dict[str, str], city: dict[str, Any]) -> dict[str, Any]:
    """The city's own plan."""
    return bring_in(people, city, renamed(slug_of(city)))


@pytest.fixture
def opened(
    people: dict[str, str], plan: dict[str, Any], department: dict[str, Any]
) -> dict[str, Any]:
    """A round on 令和2年度 in which the department reports the visitors of the club house."""
    return act(
        "kagakpi_period_open",
        people["admin"],
        id=plan["slug"],
        as_of="2021-03-31",
        due="2026-12-25",
        assignments={"programming": department["name"]},
    )


def step(people: dict[str, str], who: str, name: str, period: dict[str, Any], **told: Any) -> Any:
    told = {"kpi": "programming", **told, "period_id": period["id"]}
    return act(f"kagakpi_report_{name}", people[who], **told)


def state_of(plan: dict[str, Any], kpi: str) -> str:
    shown = act("kagakpi_plan_show", "", id=plan["id"])
    return next(one["state"] for one in shown["promises"] if one["kpi"] == kpi)


def published(people: dict[str, str], period: dict[str, Any], **told: Any) -> Any:
    step(people, "clerk", "save", period, **told)
    step(people, "clerk", "submit", period)
    step(people, "editor", "review", period)
    return step(people, "admin", "publish", period)


def test_from_draft_to_public(
    people: dict[str, str], plan: dict[str, Any], opened: dict[str, Any]
) -> None:
    draft = step(people, "clerk", "save", opened, value="842", cause_ja="休館しました。")
    assert draft["state"] == "draft"
    for who in ("", "resident"):
        shown = act("kagakpi_kpi_show", people.get(who, ""), id=plan["id"], kpi="programming")
        assert shown["reports"] == []
        assert shown["next_due"] == "2026-12-25"
        assert "842" not in str(act("kagakpi_plan_show", people.get(who, ""), id=plan["id"]))
    step(people, "clerk", "submit", opened)
    with pytest.raises(tk.ValidationError):  # it is with those in charge
        step(people, "clerk", "save", opened, value="843")
    step(people, "editor", "review", opened)
    assert state_of(plan, "programming") == "not_reported"
    assert step(people, "admin", "publish", opened)["state"] == "published"
    assert state_of(plan, "programming") == "not_kept"
    shown = act("kagakpi_kpi_show", "", id=plan["id"], kpi="programming")
    assert shown["evaluations"][0]["cause_ja"] == "休館しました。"
    round_ = act("kagakpi_period_show", people["editor"], period_id=opened["id"])
    states = {one["kpi"]: one["state"] for one in round_["assignments"]}
    assert (states["programming"], states["wifi"]) == ("published", "empty")


def test_a_second_person_looks_and_publishes(
    people: dict[str, str], plan: dict[str, Any], opened: dict[str, Any]
) -> None:
    told = {"kpi": "open-data"}
    step(people, "admin", "save", opened, value="2", **told)
    step(people, "admin", "submit", opened, **told)
    with pytest.raises(tk.ValidationError):
        step(people, "admin", "review", opened, **told)
    with pytest.raises(tk.ValidationError):  # nobody looked at it
        step(people, "admin", "publish", opened, **told)
    step(people, "editor", "review", opened, **told)
    with pytest.raises(tk.ValidationError):
        step(people, "admin", "publish", opened, **told)
    with pytest.raises(tk.NotAuthorized):
        step(people, "editor", "publish", opened, **told)


def test_a_round_is_there_for_nobody_else(
    people: dict[str, str], plan: dict[str, Any], opened: dict[str, Any]
) -> None:
    step(people, "clerk", "save", opened, value="842")
    one = {"period_id": opened["id"], "kpi": "programming"}
    for who in OUTSIDE:
        name = people.get(who, "")
        for action, told in (
            ("kagakpi_report_show", one),
            ("kagakpi_period_show", {"period_id": opened["id"]}),
            ("kagakpi_period_list", {"id": plan["id"]}),
            ("kagakpi_report_show", {"period_id": "none", "kpi": "programming"}),
        ):
            with pytest.raises(tk.NotAuthorized):
                act(action, name, **told)
    with pytest.raises(tk.NotAuthorized):  # the department writes its own KPI only
        step(people, "clerk", "save", opened, kpi="open-data", value="2")
    with pytest.raises(tk.NotAuthorized):  # and nobody writes the department's
        step(people, "editor", "save", opened, value="842")


def test_a_report_is_given_back_with_what_is_to_be_done(
    people: dict[str, str], opened: dict[str, Any]
) -> None:
    step(people, "clerk", "save", opened, value="842")
    step(people, "clerk", "submit", opened)
    why = "オンラインの参加者を除いてください。"
    back = step(people, "editor", "return", opened, comment=why)
    assert (back["state"], back["comment"]) == ("draft", why)
    assert step(people, "clerk", "save", opened, value="800")["state"] == "draft"


def test_a_correction_is_public_with_its_reason(
    people: dict[str, str], plan: dict[str, Any], opened: dict[str, Any]
) -> None:
    published(people, opened, value="842")
    with pytest.raises(tk.ValidationError, match="reason"):
        step(people, "clerk", "save", opened, value="1842")
    act("kagakpi_period_close", people["admin"], period_id=opened["id"])
    why = "転記の誤りを直しました。"
    step(people, "clerk", "save", opened, value="1842", reason=why)
    assert state_of(plan, "programming") == "not_kept"  # not before it is published
    published(people, opened, value="1842", reason=why)
    assert state_of(plan, "programming") == "kept"
    reports = act("kagakpi_kpi_show", "", id=plan["id"], kpi="programming")["reports"]
    assert [(one["value"], one["current"]) for one in reports] == [("1842", True), ("842", False)]
    assert reports[0]["reason"] == why
    with pytest.raises(tk.ValidationError):  # nothing new in a closed round
        step(people, "admin", "save", opened, kpi="open-data", value="2")


def test_what_looks_odd_is_said_and_last_years_value_stands_beside_it(
    people: dict[str, str],
    plan: dict[str, Any],
    department: dict[str, Any],
    opened: dict[str, Any],
) -> None:
    before = act(
        "kagakpi_period_open",
        people["admin"],
        id=plan["slug"],
        as_of="2020-03-31",
        due="2026-12-25",
        assignments={"programming": department["name"]},
    )
    published(people, before, value="1620")
    odd = step(people, "clerk", "save", opened, value="17,000")
    assert [one["rule"] for one in odd["warnings"]] == ["KP-W001"]
    assert odd["last_year"]["ja"] == "1,620人"
    assert step(people, "clerk", "save", opened, value="1700")["warnings"] == []


def test_two_datasets_move_the_kpi_with_their_evidence(
    people: dict[str, str], plan: dict[str, Any], city: dict[str, Any]
) -> None:
    today = local_now().date()
    now = act(
        "kagakpi_period_open",
        people["admin"],
        id=plan["slug"],
        as_of=today.isoformat(),
        due=today.isoformat(),
    )
    assert now["year"] == years.year_of(today)
    told = {"kpi": "open-data"}

    def count() -> Any:
        return step(people, "editor", "compute", now, **told)["content"]

    before = count()
    made = [factories.Dataset(owner_org=city["id"], title=f"公衆トイレ一覧{n}") for n in (1, 2)]
    factories.Dataset(owner_org=city["id"], private=True)
    after = count()
    assert int(after["value"]) == int(before["value"]) + 2
    assert {f"/dataset/{one['name']}" for one in made} <= {one["url"] for one in after["evidence"]}
    assert len(after["query_hash"]) == 64
    kept = step(
        people, "editor", "save", now, value=after["value"], cause_ja="2件増えました。", **told
    )
    assert kept["content"]["source"] == "computed"
    changed = step(people, "editor", "save", now, value="99", **told)["content"]
    assert changed.get("source", "manual") == "manual"
    with pytest.raises(tk.ValidationError):  # no dataset of that standard
        step(people, "editor", "compute", now, kpi="wifi")
    with pytest.raises(tk.ValidationError):  # nobody works it out
        step(people, "editor", "compute", now, kpi="talent")


def test_what_cannot_be_opened_is_said(people: dict[str, str], plan: dict[str, Any]) -> None:
    good = {"id": plan["slug"], "as_of": "2021-03-31", "due": "2026-12-25"}
    for field, told in (
        ("as_of", {"as_of": "3月末"}),
        ("assignments", {"assignments": {"none": plan["owner_org"]}}),
        ("assignments", {"assignments": {"wifi": "no-such-department"}}),
        ("assignments", {"assignments": []}),
    ):
        with pytest.raises(tk.ValidationError) as refused:
            act("kagakpi_period_open", people["admin"], **good | told)
        assert set(refused.value.error_dict) == {field}
    act("kagakpi_period_open", people["admin"], **good)
    with pytest.raises(tk.ValidationError, match="as_of"):
        act("kagakpi_period_open", people["admin"], **good)
    with pytest.raises(tk.NotAuthorized):
        act("kagakpi_period_open", people["editor"], **good)
    assert date.fromisoformat(good["due"])


def test_a_look_before_writing_says_what_would_change(
    people: dict[str, str], opened: dict[str, Any]
) -> None:
    told = {"value": "842", "cause_ja": "休館しました。\n復旧しました。"}
    seen = step(people, "clerk", "preview_show", opened, **told)
    assert {one["field"]: one["new"] for one in seen["changes"]} == told | {"standing": "final"}
    assert step(people, "clerk", "show", opened)["state"] == "empty"
    saved = step(people, "clerk", "save", opened, **told | {"modified": seen["modified"]})
    with pytest.raises(tk.ValidationError):  # it was written since
        step(people, "clerk", "save", opened, **told | {"modified": seen["modified"]})
    step(people, "clerk", "save", opened, **told | {"modified": saved["modified"]})
    same = told | {"cause_ja": told["cause_ja"].replace("\n", "\r\n")}
    assert step(people, "clerk", "preview_show", opened, **same)["changes"] == []
    with pytest.raises(tk.ValidationError):
        step(people, "clerk", "preview_show", opened, value="たくさん")
    with pytest.raises(tk.NotAuthorized):
        step(people, "editor", "preview_show", opened, **told)


def test_nothing_last_year_is_a_value_of_last_year(
    people: dict[str, str], plan: dict[str, Any], opened: dict[str, Any]
) -> None:
    published(people, opened, value="0")
    later = {"id": plan["slug"], "as_of": "2022-03-31", "due": "2026-12-25"}
    period = act("kagakpi_period_open", people["admin"], **later)
    shown = step(people, "editor", "show", period)
    assert shown["last_year"] == {"ja": "0人", "en": "0 people"}
