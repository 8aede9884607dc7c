"""Businesses, the reviewing body, and who may do what of the whole register."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.tests import factories

from ckanext.kagaconsent.tests.register import CONTENT, act, draft, publish

pytestmark = pytest.mark.stack

BODY = "官民データ活用検討委員会（例）"
OPINION = "掲示の文字が小さいため、大きくすることを求めます。"


@pytest.fixture
def everybody(
    people: dict[str, str], city: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> dict[str, str]:
    """One user name for each role of the matrix; the business has an organisation of its own."""
    names = people | {
        "anonymous": "",
        "business": factories.User()["name"],
        "reviewer": factories.User()["name"],
        "sysadmin": factories.Sysadmin()["name"],
    }
    body = factories.Organization(title=BODY)
    business = factories.Organization(title="株式会社例モビリティ（例）")
    for organization, who, role in (
        (body, "reviewer", "member"),
        (business, "business", "admin"),
    ):
        act("organization_member_create", id=organization["id"], username=names[who], role=role)
    settings = {
        "business_orgs": [business["name"], "no-such-organisation"],
        "approving_orgs": [city["name"]],
        "reviewing_groups": [body["name"]],
    }
    for key, value in settings.items():
        monkeypatch.setitem(tk.config, f"ckanext.kagaconsent.{key}", value)
    return names | {"business org": business["id"]}


def handed_on(people: dict[str, str], city: dict[str, Any], slug: str) -> dict[str, Any]:
    use = draft(people, city, slug)
    seen = {"id": use["id"], "content_hash": use["draft"]["content_hash"]}
    return act("kagaconsent_data_use_review", people["editor"], **seen)


ROLES = (
    "anonymous",
    "resident",
    "business",
    "other editor",
    "editor",
    "reviewer",
    "admin",
    "sysadmin",
)
EDITS = {"editor", "admin", "sysadmin"}
PUBLISHES = {"admin", "sysadmin"}
ALL = set(ROLES)
# action: who may with a draft that was handed on, who with what is public
MATRIX: dict[str, tuple[set[str], set[str]]] = {
    "kagaconsent_data_use_create": (EDITS, EDITS),
    "kagaconsent_data_use_update": (EDITS, EDITS),
    "kagaconsent_data_use_review": (EDITS, EDITS),
    "kagaconsent_data_use_publish": (PUBLISHES, PUBLISHES),
    "kagaconsent_data_use_suspend": (PUBLISHES, PUBLISHES),
    "kagaconsent_data_use_end": (PUBLISHES, PUBLISHES),
    "kagaconsent_data_use_show": (EDITS | {"reviewer"}, ALL),
    "kagaconsent_data_use_version_list": (EDITS | {"reviewer"}, ALL),
    "kagaconsent_data_use_version_show": (EDITS | {"reviewer"}, ALL),
    "kagaconsent_data_use_list": (ALL, ALL),
    "kagaconsent_data_use_work_list": (ALL - {"anonymous"}, ALL - {"anonymous"}),
    "kagaconsent_draft_return": (EDITS, EDITS),
    "kagaconsent_draft_discard": (EDITS, EDITS),
    "kagaconsent_draft_step_list": (EDITS | {"reviewer"}, EDITS),
    "kagaconsent_opinion_add": ({"reviewer", "sysadmin"}, {"reviewer", "sysadmin"}),
    "kagaconsent_opinion_list": (EDITS | {"reviewer"}, ALL),
    "kagaconsent_party_list": (ALL, ALL),
}


def test_who_may_do_what(everybody: dict[str, str], city: dict[str, Any]) -> None:
    waiting = handed_on(everybody, city, "matrix-waiting")
    public = publish(everybody, draft(everybody, city, "matrix-public"))
    found: dict[str, tuple[set[str], ...]] = {}
    for action in MATRIX:
        found[action] = tuple(
            {role for role in ROLES if may(action, everybody[role], use, city)}
            for use in (waiting, public)
        )
    assert found == MATRIX


def may(action: str, user: str, use: dict[str, Any], city: dict[str, Any]) -> bool:
    given = {"id": use["id"], "owner_org": city["id"], "number": 1}
    try:
        tk.check_access(action, {"user": user}, given)
    except tk.NotAuthorized:
        return False
    return True


def test_the_city_approves_what_a_business_writes(
    everybody: dict[str, str], city: dict[str, Any]
) -> None:
    use = act(
        "kagaconsent_data_use_create",
        everybody["business"],
        owner_org=everybody["business org"],
        slug="shared-bicycles",
        content=CONTENT,
        reason="最初の登録です。",
    )
    seen = {"id": use["id"], "content_hash": use["draft"]["content_hash"]}
    with pytest.raises(tk.NotAuthorized):  # nothing was handed on, so it is nobody's yet
        act("kagaconsent_data_use_publish", everybody["other editor"], **seen)
    act("kagaconsent_data_use_review", everybody["business"], **seen)
    colleague = factories.User()["name"]
    act(
        "organization_member_create",
        id=everybody["business org"],
        username=colleague,
        role="admin",
    )
    for who in (everybody["business"], colleague, everybody["editor"]):
        with pytest.raises(tk.NotAuthorized):
            act("kagaconsent_data_use_publish", who, **seen)
    work = act("kagaconsent_data_use_work_list", everybody["admin"])["drafts"]
    assert [one["waits_for"] for one in work if one["slug"] == "shared-bicycles"] == ["publish"]
    assert act("kagaconsent_data_use_show", everybody["admin"], id=use["id"])["of_business"]
    back = act(
        "kagaconsent_draft_return",
        everybody["admin"],
        **seen,
        reason="提供先を書いてください",
    )
    assert back["state"] == "draft"
    act("kagaconsent_data_use_review", everybody["business"], **seen)
    public = act("kagaconsent_data_use_publish", everybody["admin"], **seen)
    assert public["state"] == "published"
    for action in ("suspend", "end"):
        with pytest.raises(tk.NotAuthorized):
            act(f"kagaconsent_data_use_{action}", colleague, id=use["id"], reason="終えました")
    steps = act("kagaconsent_draft_step_list", everybody["business"], id=use["id"])
    assert [one["step"] for one in steps] == ["reviewed", "returned", "reviewed", "published"]
    assert steps[1]["comment"] == "提供先を書いてください"
    with pytest.raises(sa.exc.DBAPIError, match="stays as it is"):
        model.Session.execute(sa.text("DELETE FROM kagaconsent_data_use_step"))
    model.Session.rollback()


def test_an_opinion_is_public_with_its_version(
    everybody: dict[str, str], city: dict[str, Any]
) -> None:
    use = draft(everybody, city, "with-opinion")
    seen = {"id": use["id"], "content_hash": use["draft"]["content_hash"]}
    said = seen | {"number": 1, "text": OPINION}
    with pytest.raises(tk.ValidationError):  # not handed on
        act("kagaconsent_opinion_add", everybody["reviewer"], **said)
    act("kagaconsent_data_use_review", everybody["editor"], **seen)
    for wrong in ({"content_hash": "0" * 64}, {"text": ""}):
        with pytest.raises(tk.ValidationError):
            act("kagaconsent_opinion_add", everybody["reviewer"], **(said | wrong))
    told = act("kagaconsent_opinion_add", everybody["reviewer"], **said)
    assert (told["body"], told["text"]) == (BODY, OPINION)
    with pytest.raises(tk.NotAuthorized):
        act("kagaconsent_opinion_list", "", id=use["id"])
    act("kagaconsent_data_use_publish", everybody["admin"], **seen)
    shown = act("kagaconsent_data_use_show", "", id=use["id"])
    assert [one["text"] for one in shown["opinions"]] == [OPINION]
    assert "user_id" not in shown["opinions"][0]
    changed = act(
        "kagaconsent_data_use_update",
        everybody["editor"],
        id=use["id"],
        content=CONTENT | {"benefit_ja": "夜のバスが増えます。"},
        reason="夜の便を加えたため",
    )
    publish(everybody, changed)
    versions = [
        act("kagaconsent_data_use_version_show", "", id=use["id"], number=number)["opinions"]
        for number in (1, 2)
    ]
    assert [len(one) for one in versions] == [1, 0]
    with pytest.raises(sa.exc.DBAPIError, match="stays as it is"):
        model.Session.execute(sa.text("UPDATE kagaconsent_opinion SET text = '賛成です'"))
    model.Session.rollback()


def test_what_the_body_sees(everybody: dict[str, str], city: dict[str, Any]) -> None:
    draft(everybody, city, "not-yet")
    handed_on(everybody, city, "ready")
    work = act("kagaconsent_data_use_work_list", everybody["reviewer"])["drafts"]
    mine = {one["slug"]: one["waits_for"] for one in work}
    assert mine["ready"] == "opinion"
    assert "not-yet" not in mine
    with pytest.raises(tk.NotAuthorized):
        act("kagaconsent_data_use_show", everybody["reviewer"], id="not-yet")


def test_who_works_on_the_register_finds_the_way(app: Any, everybody: dict[str, str]) -> None:
    finders = {"reviewer": True, "business": True, "editor": True, "resident": False}
    for role, finds in finders.items():
        token = {"Authorization": factories.APIToken(user=everybody[role])["token"]}
        body = app.get("/register", headers=token).body
        assert ('href="/register/work"' in body) is finds, role


def test_a_discarded_draft_is_gone(everybody: dict[str, str], city: dict[str, Any]) -> None:
    use = draft(everybody, city, "discarded")
    wrong = {"id": use["id"], "content_hash": "0" * 64}
    with pytest.raises(tk.ValidationError):
        act("kagaconsent_draft_discard", everybody["editor"], **wrong)
    seen = wrong | {"content_hash": use["draft"]["content_hash"]}
    assert act("kagaconsent_draft_discard", everybody["editor"], **seen)["left"] is False
    with pytest.raises(tk.NotAuthorized):
        act("kagaconsent_data_use_show", everybody["editor"], id=use["id"])
    assert draft(everybody, city, "discarded")["number"] == 1


def test_overdue_is_said_everywhere(
    app: Any, everybody: dict[str, str], city: dict[str, Any]
) -> None:
    past = {"valid_from": "2020-04-01", "review_date": "2025-03-31"}
    slug = f"overdue-{city['name'].lower().replace('_', '-')}"
    publish(everybody, draft(everybody, city, slug, **past))
    publish(everybody, draft(everybody, city, f"not-{slug}", review_date="2031-03-31"))
    work = act("kagaconsent_data_use_work_list", everybody["editor"])["reviews"]
    mine = {one["slug"]: one["overdue"] for one in work}
    assert mine == {slug: True}
    assert act("kagaconsent_data_use_work_list", everybody["resident"]) == {
        "drafts": [],
        "reviews": [],
        "more": [],
    }
    assert "見直しの期限を過ぎています" in app.get(f"/register/{slug}").body
    assert "見直しの期限切れ" in app.get("/register").body
    assert app.get(f"/register/{slug}.json").json["overdue"] is True
    assert app.get(f"/register/not-{slug}.json").json["overdue"] is False
    parties = act("kagaconsent_party_list", "")
    party = next(one for one in parties if one["name_ja"] == CONTENT["controller"]["name_ja"])
    assert party["overdue"] >= 1
    assert [one["key"] for one in party["policies"]] == [
        "transparency",
        "involvement",
        "proper_means",
        "security",
        "complaints",
        "by_design",
    ]
    for one in party["policies"]:
        assert one["stated"] + one["part"] + one["open"] == party["count"]
    assert "例市長" in app.get("/register/parties").body
