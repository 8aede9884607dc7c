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
