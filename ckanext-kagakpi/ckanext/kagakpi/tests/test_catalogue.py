"""The city's plan as datasets of the catalogue: by itself, once, where it is allowed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan.tests import factories
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import DCAT

from ckanext.kagakpi import catalogue
from ckanext.kagakpi.cli import kagakpi
from ckanext.kagakpi.plan import record
from ckanext.kagakpi.tests.portal import act, bring_in, renamed, slug_of

pytestmark = [pytest.mark.stack, pytest.mark.usefixtures("allowed")]

SITE = "http://test.kaga.local"


@pytest.fixture
def allowed(city: dict[str, Any], ckan_config: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plans of the city go into the catalogue."""
    monkeypatch.setitem(ckan_config, catalogue.ORGANISATIONS, [city["name"]])


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What was queued, which no worker takes here."""
    queued: list[Any] = []
    monkeypatch.setattr(tk, "enqueue_job", lambda job, args, **_: queued.append((job, args)))
    return queued


def done(jobs: list[Any]) -> int:
    """Do what was queued; return how much it was."""
    count = len(jobs)
    while jobs:
        job, args = jobs.pop(0)
        job(*args)
    return count


def dataset(name: str) -> dict[str, Any]:
    found: dict[str, Any] = act("package_show", "", id=name)
    return found


def test_it_is_registered_by_itself_and_once(
    app: Any, people: dict[str, str], city: dict[str, Any], jobs: list[Any], cli: Any
) -> None:
    slug = slug_of(city)
    plan = bring_in(people, city, renamed(slug))
    assert done(jobs) == 1
    first = dataset(f"plan-{slug}-1")
    assert first["owner_org"] == city["id"]
    assert not first["private"]
    assert first["notes_translated"]["en"].startswith("Targets of each KPI")
    assert first["resources"][0]["name_en"] == "Targets and results (CSV)"
    assert [one["format"] for one in first["resources"]] == ["CSV", "JSON", "TTL", "JSON-LD"]
    for one in first["resources"]:
        app.get(one["url"].removeprefix(SITE), status=200)
    again = act("kagakpi_plan_register", people["admin"], id=slug)
    assert again == [{"name": first["name"], "done": "same"}]
    assert dataset(first["name"])["metadata_modified"] == first["metadata_modified"]
    # A correction is the same edition, a revision is another one; the old one tells its own.
    for label in (renamed(slug).label, "令和3年度改定"):
        new = replace(renamed(slug), label=label, lead_ja=f"政策戦略部 {label}")
        content = record.as_json(new)
        act("kagakpi_plan_update", people["admin"], id=slug, content=content, reason="改めました。")
        done(jobs)
    old, revised = dataset(first["name"]), dataset(f"plan-{slug}-3")
    assert old["resources"][0]["url"] == f"{SITE}/plan/{slug}.csv?version=2"
    assert revised["resources"][0]["url"] == f"{SITE}/plan/{slug}.csv"
    assert old["resources"][0]["id"] == first["resources"][0]["id"]
    ends = (f"{plan['slug']}-1", f"{plan['slug']}-3")
    series = URIRef(f"{SITE}/plan/{slug}#series")
    for end in ends:
        said = Graph().parse(data=app.get(f"/dataset/plan-{end}.ttl").data, format="turtle")
        assert (series, RDF.type, DCAT.DatasetSeries) in said
        (mine,) = said.subjects(DCAT.inSeries, series)
        ids = [URIRef(f"{SITE}/dataset/{one['id']}") for one in (old, revised)]
        assert list(said.objects(mine, DCAT.prev)) == ([] if mine == ids[0] else ids[:1])
        assert list(said.objects(series, DCAT.first)) == ids[:1]
        assert list(said.objects(series, DCAT.last)) == ids[1:]
    told = cli.invoke(kagakpi, ["register", slug, "--user", people["admin"]])
    assert told.exit_code == 0, told.output
    assert told.output.count("変更なし") == 2


def test_a_published_report_brings_it_up_to_date(
    people: dict[str, str], city: dict[str, Any], jobs: list[Any]
) -> None:
    slug = slug_of(city)
    bring_in(people, city, renamed(slug))
    done(jobs)
    before = dataset(f"plan-{slug}-1")
    days = {"as_of": "2021-03-31", "due": "2026-12-25"}
    opened = act("kagakpi_period_open", people["admin"], id=slug, **days)
    one = {"period_id": opened["id"], "kpi": "programming"}
    act("kagakpi_report_save", people["editor"], value="842", **one)
    act("kagakpi_report_submit", people["editor"], **one)
    act("kagakpi_report_review", people["admin"], **one)
    assert jobs == []
    act("kagakpi_report_publish", people["admin"], **one)
    assert done(jobs) == 1
    after = dataset(before["name"])
    [report] = act("kagakpi_observation_list", "", id=slug)
    for old, new in zip(before["resources"], after["resources"], strict=True):
        assert new["id"] == old["id"]
        assert new["last_modified"][:19] == report["at"][:19] >= old["last_modified"][:19]


def test_nothing_is_registered_that_should_not_be(
    people: dict[str, str], city: dict[str, Any], jobs: list[Any], ckan_config: Any
) -> None:
    slug = slug_of(city)
    bring_in(people, city, renamed(f"{slug}-x"), example=True)
    with pytest.raises(tk.ValidationError):
        act("kagakpi_plan_register", people["admin"], id=f"{slug}-x")
    assert jobs == []
    # Somebody else has the name, and a dataset that was deleted stays so.
    other = factories.Organization()
    factories.Dataset(name=f"plan-{slug}-1", owner_org=other["id"])
    bring_in(people, city, renamed(slug))
    done(jobs)
    assert dataset(f"plan-{slug}-1")["owner_org"] == other["id"]
    assert act("kagakpi_plan_register", people["admin"], id=slug)[0]["done"] == "taken"
    bring_in(people, city, renamed(f"{slug}-b"))
    done(jobs)
    act("package_delete", id=f"plan-{slug}-b-1")
    assert act("kagakpi_plan_register", people["admin"], id=f"{slug}-b")[0]["done"] == "deleted"
    with pytest.raises(tk.NotAuthorized):
        dataset(f"plan-{slug}-b-1")
    ckan_config[catalogue.ORGANISATIONS] = []
    del jobs[:]
    bring_in(people, city, renamed(f"{slug}-c"))
    assert jobs == []
