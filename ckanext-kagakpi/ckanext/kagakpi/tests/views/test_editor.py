"""Staff write the next version of a plan by its pages; nobody outside sees it before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan.tests import factories

from ckanext.kagakpi.tests.portal import act, bring_in, renamed, slug_of

pytestmark = pytest.mark.stack

WHY = "整備が終わったため、目標を見直しました。"
NEW = "観光地フリーWi-Fi 整備事業"
PAGES = ("", ".json", ".csv", ".atom", ".ttl", ".ngsild.json")


@pytest.fixture
def tokens(people: dict[str, str], city: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Headers of each person."""
    return {
        who: {"Authorization": factories.APIToken(user=name)["token"]}
        for who, name in people.items()
    }


def head_of(plan: dict[str, Any]) -> dict[str, str]:
    """What the form of a version says as a whole."""
    told = {name: plan[name] for name in ("ja", "en", "source_ja", "licence_ja")}
    return told | {"first_year": "2020", "last_year": "２０２３", "label": "令和3年度改定"}


def moved(plan: dict[str, Any], **more: str) -> dict[str, str]:
    """What the form of the Wi-Fi measure says, moved to another part."""
    place = next(row for row in plan["places"] if row["measure"] == "wifi")
    names = ("number", "heading", "title", "text", "kpi_text", "target_text", "page")
    told = {name: place[name] for name in names}
    return told | {"ja": "フリーWi-Fi", "node": "systems", **more}


TARGET = {"comparator": "maintain", "basis": "at_point", "low": "３０", "text": "30箇所の維持"}
APART = {"ja": NEW, "title": NEW, "number": "(5)⑨", "key": "tourist-wifi"}
Send = Callable[..., str]


@pytest.fixture
def plan(people: dict[str, str], city: dict[str, Any]) -> Any:
    """The city's own plan."""
    return bring_in(people, city, renamed(slug_of(city)))


@pytest.fixture
def send(app: Any, plan: Any, tokens: dict[str, dict[str, str]]) -> Send:
    """Send a form of the plan's editor, as an editor of the organisation in charge."""

    def posted(path: str, who: str = "editor", status: int = 200, **form: Any) -> str:
        address = f"/plan/{plan['slug']}/draft{path}"
        body: str = app.post(address, data=form, headers=tokens[who], status=status).body
        return body

    return posted


def draft_of(people: dict[str, str], plan: Any) -> Any:
    return act("kagakpi_draft_show", people["editor"], id=plan["slug"])


def test_each_step_is_kept_or_says_what_is_wrong(
    app: Any, people: dict[str, str], plan: Any, tokens: dict[str, dict[str, str]], send: Send
) -> None:
    draft = f"/plan/{plan['slug']}/draft"
    assert draft in app.get(f"/plan/{plan['slug']}", headers=tokens["editor"]).body
    wrong = send("", status=400, adopted_on="3月", **head_of(plan))
    assert "2021-03-31" in wrong
    assert "令和3年度改定" in wrong
    page = send("", adopted_on="令和４年３月３０日", **head_of(plan))
    assert "2022-03-30" in page

    send("/kpi/wifi", status=400, year="2021", **TARGET)
    send("/kpi/wifi", year="2021", reason_ja=WHY, **TARGET)
    assert WHY in app.get(f"{draft}/kpi/wifi", headers=tokens["editor"]).body
    send("/kpi/wifi", status=400, year="2021", reason_ja=WHY, **TARGET | {"low": "多く"})
    send("/kpi/wifi", status=400, year="2021", reason_ja=WHY, **TARGET | {"basis": "sometimes"})

    stale = draft_of(people, plan)["content_hash"]
    send("/measures/wifi", content_hash=stale, **moved(plan))
    again = send("/measures/wifi", status=400, content_hash=stale, **moved(plan))
    assert "読んだ後にほかの人が変更" in again
    send("/measures/wifi", status=400, **moved(plan, title=""))
    send("/measures/wifi/split", status=400, **moved(plan, **APART | {"key": "Wi-Fi!"}))
    send("/measures/wifi/split", kpis=["wifi"], **moved(plan, **APART))
    send("/measures/wifi/merge", status=400, into="none")
    page = send("/measures/wifi/merge", into="tourist-wifi")
    assert NEW in page
    told = draft_of(people, plan)["content"]
    assert "wifi" not in {one["key"] for one in told["measures"]}
    assert {one["key"]: one["measure"] for one in told["kpis"]}["wifi"] == "tourist-wifi"
    for path in ("/measures/none", "/kpi/none"):
        app.get(f"{draft}{path}", headers=tokens["editor"], status=404)


def test_a_draft_is_there_for_nobody_else_until_it_is_published(
    app: Any, people: dict[str, str], plan: Any, tokens: dict[str, dict[str, str]], send: Send
) -> None:
    draft, one = f"/plan/{plan['slug']}/draft", {"id": plan["slug"]}
    send("", adopted_on="2022-03-30", **head_of(plan))
    send("/kpi/wifi", year="2021", reason_ja=WHY, **TARGET)
    send("/measures/wifi/split", kpis=["wifi"], **moved(plan, **APART))
    send("/measures/wifi/merge", into="tourist-wifi")
    for path in PAGES:
        body = app.get(f"/plan/{plan['slug']}{path}").body
        assert not any(new in body for new in (NEW, WHY, "tourist-wifi", draft))
    assert len(act("kagakpi_plan_version_list", "", **one)) == 1
    assert act("package_search", "", q="tourist-wifi")["count"] == 0
    for who in ("resident", "other editor"):
        app.get(draft, headers=tokens[who], status=404)
        app.get(f"{draft}/kpi/wifi", headers=tokens[who], status=404)
        send("/measures/wifi", who=who, status=404, **moved(plan))
        send("/delete", who=who, status=404)
    app.get(draft, status=404)

    content_hash = draft_of(people, plan)["content_hash"]
    publish = {"reason": "令和3年度の見直しです。", "content_hash": content_hash}
    send("/publish", status=404, **publish)
    send("/publish", who="admin", status=400, **publish | {"reason": ""})
    send("/publish", who="admin", status=400, **publish | {"content_hash": "0" * 64})
    assert "令和3年度の見直しです。" in send("/publish", who="admin", **publish)
    shown = act("kagakpi_plan_show", "", **one)
    assert (shown["number"], shown["label"]) == (2, "令和3年度改定")
    heir = next(row for row in shown["measures"] if row["key"] == "tourist-wifi")
    assert [row["key"] for row in heir["follows"]] == ["wifi"]
    page = app.get(f"/plan/{plan['slug']}/measures/wifi").body
    assert NEW in page
    assert "以前の版では" in page
    assert "30箇所" in app.get(f"/plan/{plan['slug']}/kpi/wifi?year=2021").body


SPOTS = {
    "key": "tourist-wifi-spots",
    "wording": "観光地のWi-Fi整備箇所数",
    "indicator": "",
    "indicator_ja": "観光地で使える公衆Wi-Fiの箇所数",
    "indicator_en": "Wi-Fi spots for visitors",
    "indicator_kind": "count",
    "indicator_time": "stock",
    "indicator_unit_ja": "箇所",
    "indicator_better": "up",
    "year": "２０２２",
    "reason_ja": "観光地を新しく対象にするため。",
    "text": "観光地の10箇所で整備する。",
    "comparator": "ge",
    "basis": "at_point",
    "low": "１０",
}


def test_a_new_measure_with_a_kpi_and_its_place_again(
    app: Any, people: dict[str, str], plan: Any, tokens: dict[str, dict[str, str]], send: Send
) -> None:
    draft = f"/plan/{plan['slug']}/draft"
    send("", adopted_on="2022-03-30", **head_of(plan))
    new = moved(plan, **APART)
    wrong = send("/measures", status=400, **new | {"key": "Wi-Fi!", "title": ""})
    assert "観光地フリーWi-Fi 整備事業" in wrong  # nothing typed is lost
    assert "free-wifi" in wrong
    send("/measures", **new)

    form = f"{draft}/measures/tourist-wifi/kpi"
    assert "観光地" in app.get(form, headers=tokens["editor"]).body
    kpi = "/measures/tourist-wifi/kpi"
    wrong = send(kpi, status=400, **SPOTS | {"low": "たくさん", "indicator_kind": "many"})
    assert wrong.count("house-field-error") == 2
    assert SPOTS["indicator_ja"] in wrong
    wrong = send(kpi, status=400, **SPOTS | {"basis": "in_period"})
    assert "（年度中）は、この指標の測り方（ある日の状態）に合いません。「年度末」に" in wrong
    assert "at_point" not in wrong.split("house-notice")[1].split("</div>")[0]
    wrong = send(kpi, status=400, **SPOTS | {"reason_ja": ""})
    assert "約束または変更の理由がありません" in wrong
    send(kpi, **SPOTS)
    same = {"key": "tourist-wifi-all", "indicator": "wifi", "comparator": "maintain"}
    send(kpi, **SPOTS | same)
    content = draft_of(people, plan)["content"]
    added = [one for one in content["kpis"] if one["measure"] == "tourist-wifi"]
    assert [one["indicator"] for one in added] == ["tourist-wifi-spots", "wifi"]
    send("/kpi/wifi/withdraw", status=400)
    send("/kpi/tourist-wifi-all/withdraw")
    send("/measures/tourist-wifi/withdraw", status=400)

    there = moved(plan, node="systems", number="(5)⑨", title="（再掲）フリーWi-Fi")
    send("/measures/wifi/again", kpis=["wifi"], **there)
    send("/measures/wifi/again", status=400, **there)
    page = app.get(draft, headers=tokens["editor"]).body
    assert "新しい施策：施策「フリーWi-Fi」" not in page
    assert f"新しい施策：施策「{NEW}」" in page
    assert "令和4年度（2022年度）の目標 10箇所以上" in page
    assert "」に再掲" in page
    assert "measures.tourist-wifi" not in page
    send("/measures/wifi/not-again", node="systems", number="(5)⑨")
    send("/measures/wifi/not-again", status=400, node="systems", number="(5)⑨")
    english = app.get(f"/en{draft}", headers=tokens["editor"]).body
    assert "target for FY2022: at least 10" in english


def asked(period: Any) -> bool:
    """Whether a round asks for the Wi-Fi."""
    return any(row["kpi"] == "wifi" for row in period["assignments"])


@pytest.mark.usefixtures("no_rounds")
def test_what_ended_is_read_in_public_with_its_reason_and_its_reports(
    app: Any, people: dict[str, str], plan: Any, tokens: dict[str, dict[str, str]], send: Send
) -> None:
    one, why = {"id": plan["slug"]}, "整備がすべて終わり、維持に移ったため。"
    send("", adopted_on="2022-03-30", **head_of(plan))
    for year in ("2021", "2022", "2023"):
        send("/kpi/wifi", year=year, reason_ja=WHY, **TARGET)
    assert "終わる理由がありません" in send(
        "/kpi/wifi/end", status=400, last_year="2022", ended_ja=""
    )
    assert why in send("/kpi/wifi/end", status=400, last_year="2019", ended_ja=why)
    send("/kpi/wifi/end", status=400, last_year="いつか", ended_ja=why)
    send("/measures/wifi/end", last_year="2022", ended_ja=why)
    send("/kpi/wifi", status=400, year="2023", reason_ja=WHY, **TARGET)
    send("/measures/wifi/kpi", status=400, **SPOTS)
    send("/measures/wifi/resume")
    send("/measures/wifi/end", last_year="2022", ended_ja=why)
    content = draft_of(people, plan)["content"]
    ended = next(row for row in content["kpis"] if row["key"] == "wifi")
    assert [row["year"] for row in ended["targets"]] == [2020, 2021, 2022]
    due = {"due": "2026-12-25"}
    early = act("kagakpi_period_open", people["admin"], as_of="2024-03-31", **due, **one)
    given = {"reason": "見直しです。", "content_hash": draft_of(people, plan)["content_hash"]}
    assert why in send("/publish", who="admin", **given)

    shown = act("kagakpi_kpi_show", "", kpi="wifi", **one)
    assert (shown["ended"]["last_year"], shown["ended"]["label"]) == (2022, "令和3年度改定")
    assert shown["year"] == 2022
    states = {
        year: {row["kpi"] for row in act("kagakpi_plan_show", "", year=year, **one)["promises"]}
        for year in (2020, 2022, 2023)
    }
    assert [("wifi" in states[year]) for year in (2020, 2022, 2023)] == [True, True, False]
    later = act("kagakpi_period_open", people["admin"], as_of="2023-12-31", **due, **one)
    assert [asked(early), asked(later)] == [True, False]
    waiting = act("kagakpi_work_list", people["editor"])
    assert "wifi" not in {row["kpi"] for row in waiting}
    assert "iot" in {row["kpi"] for row in waiting}
    for path in ("", "/kpi/wifi", "/kpi/wifi?year=2023", "/measures/wifi", "/versions/2"):
        page = app.get(f"/plan/{plan['slug']}{path}").body
        assert why in page, path
        assert "令和4年度" in page
    assert "kpis.wifi" not in app.get(f"/plan/{plan['slug']}/versions/2").body
    assert why in app.get(f"/en/plan/{plan['slug']}/kpi/wifi").body


def test_a_draft_stands_on_one_version(
    app: Any, people: dict[str, str], plan: Any, tokens: dict[str, dict[str, str]]
) -> None:
    one = {"id": plan["slug"]}
    content = act("kagakpi_plan_version_show", "", number=1, **one)["content"]
    begun = act("kagakpi_draft_save", people["editor"], content=content, **one)
    publish = {"reason": "見直しです。", "content_hash": begun["content_hash"]}
    with pytest.raises(tk.ValidationError, match="content"):  # nothing has been changed
        act("kagakpi_draft_publish", people["admin"], **publish, **one)
    revised = content | {"ja": "改定した計画"}
    begun = act("kagakpi_draft_save", people["editor"], content=revised, **one)
    act(
        "kagakpi_plan_update",
        people["admin"],
        content=content | {"ja": "別の改定"},
        reason="急ぎの訂正です。",
        **one,
    )
    assert act("kagakpi_draft_show", people["editor"], **one)["stale"]
    publish["content_hash"] = begun["content_hash"]
    with pytest.raises(tk.ValidationError, match="content_hash"):
        act("kagakpi_draft_publish", people["admin"], **publish, **one)
    assert act("kagakpi_draft_show", people["editor"], **one)["content"]["ja"] == "改定した計画"
    draft = f"/plan/{plan['slug']}/draft"
    assert "改定した計画" in app.get(draft, headers=tokens["admin"]).body
    app.post(f"{draft}/delete", headers=tokens["editor"])
    assert "改定した計画" not in app.get(draft, headers=tokens["admin"]).body
