"""What of the plan other sites show: small pages in frames, and pictures."""

from __future__ import annotations

import html
import io
import re
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image

from ckanext.kaga.common.headers import EMBED_POLICY
from ckanext.kagakpi.tests.portal import act, bring_in, renamed, slug_of

pytestmark = pytest.mark.stack

POISON = '"><script>poison()</script>'


@pytest.fixture
def slug(people: dict[str, str], city: dict[str, Any]) -> str:
    """An example with a report and a KPI whose name tries to become HTML."""
    plan = renamed(f"{slug_of(city)}-shared")
    indicators = tuple(
        replace(one, ja=POISON, en=POISON) if one.key == "iot" else one for one in plan.indicators
    )
    kpis = tuple(replace(one, text=POISON) if one.key == "iot" else one for one in plan.kpis)
    bring_in(people, city, replace(plan, indicators=indicators, kpis=kpis), example=True)
    told = {"id": plan.key, "kpi": "iot", "as_of": "2021-03-31", "value": "6"}
    act("kagakpi_observation_create", people["admin"], **told)
    return plan.key


def test_only_the_small_pages_may_be_framed(app: Any, slug: str) -> None:
    for path in (f"/plan/{slug}/embed", f"/plan/{slug}/kpi/iot/embed", f"/en/plan/{slug}/embed"):
        answer = app.get(path)
        assert answer.headers["Content-Security-Policy"] == EMBED_POLICY
        assert "X-Frame-Options" not in answer.headers
        assert "Set-Cookie" not in answer.headers
        for never in ("<script", "<form", "poison()</script>", "csrf"):
            assert never not in answer.body
        assert "加賀市「スマートシティ加賀構想」" in answer.body
        again = app.get(path, headers={"If-None-Match": answer.headers["ETag"]}, status=304)
        assert again.data == b""
        assert again.headers["Content-Security-Policy"] == EMBED_POLICY
    for path in (f"/plan/{slug}", f"/plan/{slug}/kpi/iot", f"/plan/{slug}/kpi/iot.json"):
        answer = app.get(path)
        assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    gone = app.get(f"/plan/{slug}/kpi/none/embed", status=404)
    assert gone.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_a_chart_in_a_frame_says_what_it_is(app: Any, slug: str) -> None:
    body = app.get(f"/plan/{slug}/kpi/iot/embed").body
    assert '<svg viewBox="' in body
    assert "<desc id=" in body
    assert f'/plan/{slug}/kpi/iot">' in body
    assert "値はすべて架空のものです" in body
    assert "令和2年度の実績は6件で、目標（5件以上）を達成しました。" in body


def test_the_lines_to_copy_lead_to_the_small_page(app: Any, slug: str) -> None:
    for page in (f"/plan/{slug}/kpi/iot", f"/plan/{slug}"):
        body = app.get(page).body
        found = re.search(r"<textarea[^>]* readonly>(.*?)</textarea>", body, re.DOTALL)
        assert found
        code = html.unescape(found[1])
        address = re.match(r'<iframe src="([^"]+)" title="[^"<>]+" width="100%"', code)
        assert address
        assert "poison()</script>" not in code
        assert app.get(re.sub(r"^https?://[^/]+", "", address[1])).status_code == 200


def test_a_shared_page_has_a_picture(app: Any, slug: str) -> None:
    for page in (f"/plan/{slug}/kpi/iot", f"/plan/{slug}", f"/en/plan/{slug}/kpi/talent"):
        body = app.get(page).body
        meta = {
            name: html.unescape(text)
            for name, text in re.findall(
                r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)"', body
            )
        }
        assert meta["twitter:card"] == "summary_large_image"
        assert meta["og:image:alt"].startswith(meta["og:title"])
        answer = app.get(re.sub(r"^https?://[^/]+", "", meta["og:image"]))
        assert answer.mimetype == "image/png"
        assert Image.open(io.BytesIO(answer.data)).size == (1200, 630)
        same = {"If-None-Match": answer.headers["ETag"]}
        app.get(re.sub(r"^https?://[^/]+", "", meta["og:image"]), headers=same, status=304)


@pytest.mark.ckan_config("ckanext.kagakpi.font", "/nowhere/font.ttf")
def test_without_a_font_there_is_no_picture_and_everything_else(app: Any, slug: str) -> None:
    assert "og:image" not in app.get(f"/plan/{slug}").body
    app.get(f"/plan/{slug}/share.png", status=404)
