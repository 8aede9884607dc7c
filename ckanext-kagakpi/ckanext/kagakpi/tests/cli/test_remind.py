"""What waits is listed for those who take it further, and written to them once a day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from ckan import model
from ckan.cli.cli import ckan as ckan_command
from ckan.tests import factories
from ckan.tests.helpers import FakeSMTP

from ckanext.kaga.tests.letterbox import letters
from ckanext.kagakpi.boards import local_now
from ckanext.kagakpi.tests.portal import act, bring_in, renamed, slug_of

pytestmark = pytest.mark.stack

VALUE, CAUSE = "842", "佐藤さんの講座が中止になりました。"


def day(days: int) -> str:
    return (local_now().date() + dt.timedelta(days=days)).isoformat()


def new_letters(server: FakeSMTP) -> list[tuple[str, str, str]]:
    """Those that were sent since the last look."""
    found = letters(server)
    server.clear_smtp_messages()
    return found


@pytest.mark.ckan_config("smtp.mail_from", "opendata@city.kaga.lg.jp")
@pytest.mark.usefixtures("with_test_worker", "clean_queues", "forgotten_trail", "no_rounds")
def test_each_hears_of_what_waits_for_them_once_a_day(
    people: dict[str, str], city: dict[str, Any], cli: Any, mail_server: FakeSMTP, app: Any
) -> None:
    plan = bring_in(people, city, renamed(slug_of(city)))
    department, people["clerk"] = factories.Organization(), factories.User()["name"]
    act(
        "organization_member_create",
        id=department["id"],
        username=people["clerk"],
        role="editor",
    )
    mine = {"programming": department["id"], "wifi": department["id"]}
    given = {"id": plan["slug"], "assignments": mine}
    soon = act("kagakpi_period_open", people["admin"], **given, as_of="2021-03-31", due=day(7))
    act("kagakpi_period_open", people["admin"], **given, as_of="2020-03-31", due=day(60))

    def step(who: str, name: str, **told: str) -> None:
        here = {"period_id": soon["id"], "kpi": "programming"}
        act(f"kagakpi_report_{name}", people[who], **here, **told)

    def waits(who: str, task: str) -> list[str]:
        rows = act("kagakpi_work_list", people[who])
        return [one["kpi"] for one in rows if one["task"] == task and one["due"] == day(7)]

    def run() -> str:
        done = cli.invoke(ckan_command, ["kagakpi", "remind"])
        assert done.exit_code == 0, done.output
        return str(done.output)

    assert sorted(waits("clerk", "write")) == ["programming", "wifi"]
    assert len(waits("editor", "write")) == 13
    assert act("kagakpi_work_list", people["resident"]) == []
    step("clerk", "save", value=VALUE, cause_ja=CAUSE)
    assert "あと7日" in run()
    sent = new_letters(mail_server)
    address = {who: model.User.get(name).email for who, name in people.items()}
    assert {one[0] for one in sent} == {address[who] for who in ("clerk", "editor", "admin")}
    (letter,) = [one for one in sent if one[0] == address["clerk"]]
    assert day(7) in letter[1]
    assert letter[2].count("・") == 2
    assert "/plans/work" in letter[2]
    assert all(private not in "".join(letter) for private in (VALUE, CAUSE, people["clerk"]))
    assert "通知した組織（期間ごと）0件" in run()
    assert new_letters(mail_server) == []

    step("clerk", "submit")
    assert waits("clerk", "write") == ["wifi"]
    assert waits("editor", "review") == ["programming"]
    step("editor", "return", comment="単位を確かめてください。")
    assert "programming" in waits("clerk", "write")
    token = factories.APIToken(user=people["clerk"])["token"]
    page = app.get("/plans/work", headers={"Authorization": token}).body
    assert "単位を確かめてください。" in page
    assert f"/rounds/{soon['id']}/programming" in page
    step("clerk", "submit")
    step("editor", "review")
    assert (waits("editor", "publish"), waits("admin", "publish")) == ([], ["programming"])
    step("admin", "publish")
    act("kagakpi_period_close", people["admin"], period_id=soon["id"])
    assert waits("clerk", "write") == waits("admin", "write") == []
    step("clerk", "save", value=VALUE, reason="数え直しました。")
    assert waits("clerk", "write") == ["programming"]
    app.get("/plans/work", status=403)
