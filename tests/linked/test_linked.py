"""Promises, datasets and uses of data lead to each other, as far as they are public."""

from __future__ import annotations

import re
from typing import Any

import pytest
from ckan.tests import factories
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.namespace import DCAT, PROV

from ckanext.kagaconsent.tests import register
from ckanext.kagakpi.tests.portal import act, bring_in, renamed, slug_of

pytestmark = pytest.mark.stack

SITE = "http://test.kaga.local"
QB = Namespace("http://purl.org/linked-data/cube#")
DPV = Namespace("https://w3id.org/dpv#")
POISON = '"><script>poison()</script>'


@pytest.fixture
def linked(people: dict[str, str], city: dict[str, Any]) -> dict[str, Any]:
    """A use of data that made a public and a private dataset, both counted in a promise."""
    slug = slug_of(city)
    made = {
        name: act(
            "package_create",
            name=f"{name}-{slug}",
            title=f"{title}{POISON}",
            notes="駅前広場を通る人の数",
            owner_org=city["id"],
            private=name == "private",
            type="dataset",
        )
        for name, title in (("public", "広場の人の数"), ("private", "まだ秘密の数"))
    }
    ids = [one["id"] for one in made.values()]
    use = register.draft(people, city, f"use-{slug}", source_dataset_ids=ids, title_ja=POISON)
    register.publish(people, use)
    secret = register.draft(people, city, f"draft-{slug}", source_dataset_ids=ids)
    plan = bring_in(people, city, renamed(f"{slug}-x"), example=True)
    evidence = [
        {"label": "数えたデータ", "url": f"/dataset/{made['public']['name']}"},
        {"label": "もう一つ", "url": f"{SITE}/en/dataset/{made['private']['id']}"},
        {"label": "よその資料", "url": "https://example.jp/dataset/other"},
    ]
    told = {"id": plan["id"], "kpi": "iot", "as_of": "2021-03-31", "value": "5"}
    report = act("kagakpi_observation_create", people["admin"], evidence=evidence, **told)
    return {
        "public": made["public"],
        "private": made["private"],
        "use": use["slug"],
        "draft": secret["slug"],
        "plan": plan["slug"],
        "report": report,
    }


def test_each_leads_to_the_others_in_two_clicks(app: Any, linked: dict[str, Any]) -> None:
    pages = {
        "kpi": f"/plan/{linked['plan']}/kpi/iot",
        "dataset": f"/dataset/{linked['public']['name']}",
        "use": f"/register/{linked['use']}",
    }
    found = {name: app.get(path).body for name, path in pages.items()}
    for name, body in found.items():
        assert POISON not in body
        for other, path in pages.items():
            if other != name:
                assert f'href="{path}"' in body, (name, other)
    for key in (
        f"kpi:{linked['plan']}:iot",
        f"dataset:{linked['public']['id']}",
        f"data-use:{linked['use']}",
    ):
        drawn = app.get(f"/graph/{key}").body
        assert POISON not in drawn
        assert drawn.count('r="4"') == 3  # the dataset, the promise, the use of data
        rows = drawn.split('id="links"')[1].split("</table>")[0]
        assert all(f'href="{path}"' in rows for path in pages.values())
        assert re.search(r'href="/graph/[^"]+\.ttl"', drawn)


def test_one_graph_says_it_in_four_vocabularies(app: Any, linked: dict[str, Any]) -> None:
    path = f"/graph/kpi:{linked['plan']}:iot.ttl"
    answer = app.get(path)
    assert answer.mimetype == "text/turtle"
    assert app.get(path, headers={"If-None-Match": answer.headers["ETag"]}, status=304).data == b""
    said = Graph().parse(data=answer.data, format="turtle")
    dataset = URIRef(f"{SITE}/dataset/{linked['public']['id']}")
    use = URIRef(f"{SITE}/register/{linked['use']}")
    kpi = URIRef(f"{SITE}/plan/{linked['plan']}#kpi-iot")
    assert (dataset, RDF.type, DCAT.Dataset) in said
    assert (dataset, PROV.wasGeneratedBy, use) in said
    assert (kpi, PROV.wasDerivedFrom, dataset) in said
    assert (use, DPV.hasPurpose, None) in said
    assert list(said.subjects(RDF.type, QB.Observation))
    # From each end it is the same links.
    for key in (f"dataset:{linked['public']['name']}", f"data-use:{linked['use']}"):
        other = Graph().parse(data=app.get(f"/graph/{key}.ttl").data, format="turtle")
        assert {(dataset, PROV.wasGeneratedBy, use), (kpi, PROV.wasDerivedFrom, dataset)} <= set(
            other
        )


def test_what_is_not_public_is_in_no_graph(
    app: Any, people: dict[str, str], linked: dict[str, Any]
) -> None:
    token = {"Authorization": factories.APIToken(user=people["admin"])["token"]}
    for key in (
        f"kpi:{linked['plan']}:iot",
        f"dataset:{linked['public']['id']}",
        f"data-use:{linked['use']}",
    ):
        for end in ("", ".ttl"):
            for headers in ({}, token):
                told = app.get(f"/graph/{key}{end}", headers=headers).body
                for secret in (linked["private"]["id"], linked["private"]["name"], linked["draft"]):
                    assert secret not in told
                assert "まだ秘密の数" not in told
    for key in (f"dataset:{linked['private']['id']}", f"data-use:{linked['draft']}"):
        app.get(f"/graph/{key}", status=404)
        app.get(f"/graph/{key}.ttl", headers=token, status=404)
    for key in ("dataset:", "kpi:x", "kpi:x:y", "group:x", "x", "data-use:%00", "dataset:%00"):
        app.get(f"/graph/{key}", status=404)


def test_a_corrected_report_proves_nothing_more(
    app: Any, people: dict[str, str], linked: dict[str, Any]
) -> None:
    told = {"id": linked["plan"], "kpi": "iot", "as_of": "2021-03-31", "value": "4"}
    more = {"revises": linked["report"]["id"], "reason": "数え直しました。"}
    act("kagakpi_observation_create", people["admin"], **told, **more)
    assert act("kagakpi_dataset_kpi_list", "", id=linked["public"]["id"]) == []
    assert f"/plan/{linked['plan']}" not in app.get(f"/dataset/{linked['public']['name']}").body
    assert 'r="4"' not in app.get(f"/graph/kpi:{linked['plan']}:iot").body
