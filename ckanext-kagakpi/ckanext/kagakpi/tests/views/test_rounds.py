"""A reporting round as staff meet it: forms, what is wrong beside its field, nothing outside."""

from __future__ import annotations

from typing import Any

import pytest
from ckan.tests import factories

from ckanext.kagakpi.tests.portal import act, bring_in, renamed, slug_of

pytestmark = pytest.mark.stack


def test_a_round_by_its_pages(app: Any, people: dict[str, str], city: dict[str, Any]) -> None:
    plan = bring_in(people, city, renamed(slug_of(city)))
    tokens = {
        who: {"Authorization": factories.APIToken(user=people[who])["token"]}
        for who in ("editor", "admin", "other editor", "resident")
    }
    rounds = f"/plan/{plan['slug']}/rounds"

    def send(who: str, path: str, status: int = 200, **form: str) -> str:
        body: str = app.post(path, data=form, headers=tokens[who], status=status).body
        return body

    assert "期限" in send("admin", rounds, status=400, as_of="3月", due="2026-12-25")
    page = send("admin", rounds, as_of="2021-03-31", due="2026-12-25")
    assert page.count("未着手") == 15
    (period,) = act("kagakpi_period_list", people["admin"], id=plan["id"])
    form = f"{rounds}/{period['id']}/training"
    assert "前の年度の値" in app.get(form, headers=tokens["editor"]).body

    wrong = send("editor", form, status=400, value="たくさん", cause_ja="書きかけの理由")
    assert "「たくさん」は数として読めません。" in wrong
    assert "書きかけの理由" in wrong
    send("editor", form, value="66", standing="final", cause_ja="回数を増やしました。")
    send("editor", form, **{"value": "66", "url-0": "javascript:x()"}, status=400)
    send("editor", f"{form}/submit")
    assert "別の人が行います" in send("editor", f"{form}/review", status=400)
    public = f"/plan/{plan['slug']}/kpi/training"
    assert "回数を増やしました" not in app.get(public).body
    send("admin", f"{form}/review")
    assert "公開されているページを見る" in send("admin", f"{form}/publish")
    shown = app.get(public).body
    assert "回数を増やしました。" in shown
    assert "次の報告の期限は2026年12月25日です。" in shown

    for path in (rounds, f"{rounds}/{period['id']}", form):
        for who in ("resident", "other editor"):
            app.get(path, headers=tokens[who], status=404)
        app.get(path, status=404)
    send("resident", f"{form}/publish", status=404)
    send("editor", f"{form}/erase", status=404)
    send("editor", f"{rounds}/{period['id']}/close", status=404)
    assert "終了" in send("admin", f"{rounds}/{period['id']}/close")
