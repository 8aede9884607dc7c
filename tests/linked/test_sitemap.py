"""Search engines are told every public page, of whichever plugin, and nothing else."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest

from ckanext.kaga.shared import sitemap
from ckanext.kagaconsent.tests import register
from ckanext.kagakpi.tests.portal import act, bring_in, renamed, slug_of

pytestmark = pytest.mark.stack

NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
SITE = "http://test.kaga.local"


def told(app: Any, path: str = "/sitemap.xml") -> dict[str, ET.Element]:
    """Return the entries of a sitemap by their address; each is told once."""
    entries = ET.fromstring(app.get(path, status=200).data).findall("s:url", NS)  # noqa: S314  ours
    found = {entry.findtext("s:loc", "", NS): entry for entry in entries}
    assert len(found) == len(entries)
    return found


@pytest.fixture
def pages(people: dict[str, str], city: dict[str, Any]) -> dict[str, str]:
    """A public and a private dataset, a public use of data and a draft, and a plan: their paths."""
    slug = slug_of(city)
    for name in ("public", "private"):
        act(
            "package_create",
            name=f"{name}-{slug}",
            title=name,
            notes=name,
            owner_org=city["id"],
            private=name == "private",
            type="dataset",
        )
    use = register.draft(people, city, f"use-{slug}")
    register.publish(people, use)
    draft = register.draft(people, city, f"draft-{slug}")
    plan = bring_in(people, city, renamed(f"{slug}-x"), example=True)
    return {
        "public": f"/dataset/public-{slug}",
        "private": f"/dataset/private-{slug}",
        "use": f"/register/{use['slug']}",
        "draft": f"/register/{draft['slug']}",
        "plan": f"/plan/{plan['slug']}",
    }


def test_every_public_page_is_told_in_each_language(app: Any, pages: dict[str, str]) -> None:
    entries = told(app)
    for name in ("public", "use", "plan"):
        for root in (SITE, f"{SITE}/en"):
            entry = entries[f"{root}{pages[name]}"]
            others = {
                link.get("hreflang"): link.get("href") for link in entry.findall("x:link", NS)
            }
            assert others == {"ja": f"{SITE}{pages[name]}", "en": f"{SITE}/en{pages[name]}"}
        app.get(pages[name], status=200)
    assert entries[f"{SITE}{pages['public']}"].findtext("s:lastmod", "", NS).endswith("Z")
    for name in ("private", "draft"):
        assert f"{SITE}{pages[name]}" not in entries


def test_who_has_it_already_is_told_so(app: Any, pages: dict[str, str]) -> None:
    etag = app.get("/sitemap.xml").headers["ETag"]
    app.get("/sitemap.xml", headers={"If-None-Match": etag}, status=304)
    act("package_patch", id=pages["public"].rpartition("/")[2], private=True)
    app.get("/sitemap.xml", headers={"If-None-Match": etag}, status=200)
    assert f"{SITE}{pages['public']}" not in told(app)


def test_many_pages_are_told_in_files(
    app: Any, pages: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = told(app)
    monkeypatch.setattr(sitemap, "MOST", 2)
    parts = re.findall(f"<loc>{SITE}(/sitemap-[0-9]+[.]xml)</loc>", app.get("/sitemap.xml").body)
    assert len(parts) > 1
    assert [address for part in parts for address in told(app, part)] == list(whole)
    for number in (0, len(parts) + 1):
        app.get(f"/sitemap-{number}.xml", status=404)


def test_robots_are_shown_the_way(app: Any) -> None:
    answer = app.get("/robots.txt")
    assert f"\nSitemap: {SITE}/sitemap.xml\n" in answer.body
    assert "Disallow: /api/" in answer.body
