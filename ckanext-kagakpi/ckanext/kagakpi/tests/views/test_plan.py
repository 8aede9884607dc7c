"""The public pages of the plan, as strangers meet them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ckanext.kagakpi.plan import Kpi, record
from ckanext.kagakpi.tests.portal import act, bring_in, renamed, slug_of

pytestmark = pytest.mark.stack

POISON = '"><script>poison()</script>'


@pytest.fixture
def own(people: dict[str, str], city: dict[str, Any]) -> dict[str, Any]:
    """Kaga's own plan, on which nothing is reported."""
    return bring_in(people, city, renamed(slug_of(city)))


@pytest.fixture
def example(people: dict[str, str], city: dict[str, Any]) -> dict[str, Any]:
    """An example with a correction, an evaluation and texts that try to become HTML."""
    plan = renamed(f"{slug_of(city)}-example")
    first = replace(plan.kpis[0], text=POISON, note_ja=POISON)
    shown = bring_in(people, city, replace(plan, kpis=(first, *plan.kpis[1:])), example=True)

    def report(kpi: str, as_of: str, **told: Any) -> Any:
        told |= {"id": shown["id"], "kpi": kpi, "as_of": as_of}
        return act("kagakpi_observation_create", people["admin"], **told)

    report("programming", "2020-03-31", value="1620")
    report("programming", "2020-09-30", value="310")
    report("programming", "2021-03-31", value="842", cause_ja="休館しました。", next_ja=POISON)
    wrong = report("iot", "2021-03-31", value="6")
    told = {"revises": wrong["id"], "reason": "1件は次の年度のものでした。"}
    report("iot", "2021-03-31", value="5", **told)
    report(shown["promises"][0]["kpi"], "2021-03-31", standing="missing", missing_ja=POISON)
    return shown


def test_the_overview_has_the_numbers_first(app: Any, own: dict[str, Any]) -> None:
    body = app.get("/plan").body
    body = body[body.index('role="main"') :]  # what is shared with a link to it stands before
    assert own["ja"] in body
    places = [
        body.index(text)
        for text in (
            "kpi-counts",
            "15件の目標のうち、達成0件、途中経過0件、未達成0件、報告なし15件です。",
            "柱ごとの状況",
            "すべての目標",
            "計画の原則",
        )
    ]
    assert places == sorted(places)
    assert "見本です" not in body
    assert body.count('href="/plan/') > 20


def test_an_example_is_marked_on_every_page(app: Any, example: dict[str, Any]) -> None:
    slug = example["slug"]
    for path in (
        "",
        "/pillars/inclusion",
        "/measures/programming",
        "/kpi/programming",
        "/versions/1",
    ):
        body = app.get(f"/plan/{slug}{path}").body
        assert "値はすべて架空のものです" in body, path
        assert "poison()</script>" not in body
    assert f'href="/plan/{slug}"' in app.get("/plan").body


def test_a_kpi_answers_eight_questions_before_the_chart(app: Any, example: dict[str, Any]) -> None:
    body = app.get(f"/plan/{example['slug']}/kpi/programming").body
    asked = [
        "何を目標にしたか",
        "いまどこまで来たか",
        "なぜか",
        "次に何をするか",
        "誰が担当か",
        "次の報告はいつか",
        "データはどこか",
        "尋ねるには",
    ]
    places = [body.index(f">{question}</h2>") for question in asked]
    assert places == sorted(places)
    assert places[-1] < body.index("<svg viewBox") < body.index('id="years"')
    assert "コンピュータクラブハウス加賀の来場者数を、年間 1,700 人以上にします。" in body
    assert (
        "令和2年度の実績は842人で、目標（1,700人以上）を達成しませんでした（差は858人）。" in body
    )
    assert "休館しました。" in body
    assert "政策戦略部 政策推進担当課" in body
    assert "計画の43ページ" in body
    assert "<title id=" in body
    assert "<desc id=" in body
    assert body.count('class="kpi-mark"') == 1


def test_a_correction_is_there_to_read(app: Any, example: dict[str, Any]) -> None:
    body = app.get(f"/plan/{example['slug']}/kpi/iot").body
    assert "<del>6件</del>" in body
    assert "1件は次の年度のものでした。" in body


def test_a_measure_that_is_shown_twice_is_counted_once(app: Any, own: dict[str, Any]) -> None:
    body = app.get(f"/plan/{own['slug']}/pillars/my-number").body
    assert "1件の目標のうち" in body
    assert "再掲" in body
    measure = app.get(f"/plan/{own['slug']}/measures/online-applications").body
    assert measure.count("計画の40ページ") == 2


def test_what_is_not_there_is_not_there(app: Any, own: dict[str, Any]) -> None:
    slug = own["slug"]
    for path in (
        "/plan/none",
        f"/plan/{slug}/kpi/none",
        f"/plan/{slug}/measures/none",
        f"/plan/{slug}/pillars/none",
        f"/plan/{slug}/versions/9",
        f"/plan/{slug}/versions/{'9' * 30}",
        f"/plan/{slug}?year=x",
    ):
        app.get(path, status=404)
    assert "0件の目標" in app.get(f"/plan/{slug}?year=2035").body


def test_english_and_easy_japanese(app: Any, own: dict[str, Any]) -> None:
    english = app.get(f"/en/plan/{own['slug']}/kpi/open-data").body
    assert "What was promised?" in english
    assert "at least 2" in english
    assert '<blockquote class="kpi-words" lang="ja">' in english
    easy = app.get(f"/plan/{own['slug']}/kpi/open-data?lang=ja-simple").body
    assert "何《" not in easy
    assert "<ruby>約束<rp>" in easy


def test_a_target_that_a_revision_kept_is_not_told_as_changed(
    app: Any, people: dict[str, str], city: dict[str, Any]
) -> None:
    plan = bring_in(people, city, renamed(slug_of(city)))
    revised = replace(renamed(plan["slug"]), label="改定版")
    kept = next(one for one in revised.kpis if one.key == "iot")
    given = {"id": plan["slug"], "reason": "改定しました。"}

    def publish(kpi: Kpi) -> str:
        kpis = tuple(kpi if one.key == kpi.key else one for one in revised.kpis)
        content = record.as_json(replace(revised, kpis=kpis))
        act("kagakpi_plan_update", people["admin"], content=content, **given)
        return app.get(f"/plan/{plan['slug']}/kpi/iot?year=2020").body

    assert "年度の途中で目標が変わりました" not in publish(kept)
    targets = tuple(replace(one, text="7件以上", reason_ja="増やします。") for one in kept.targets)
    assert "年度の途中で目標が変わりました" in publish(replace(kept, targets=targets))
