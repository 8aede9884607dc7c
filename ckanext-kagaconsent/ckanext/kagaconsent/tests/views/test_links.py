"""Datasets and the data uses that made them lead to each other; the five questions; the places."""

from __future__ import annotations

from typing import Any

import pytest
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV

from ckanext.kagaconsent.tests.register import CONTENT, act, draft, publish

pytestmark = pytest.mark.stack

SITE = "http://test.kaga.local"
POISON = '"><script>poison()</script>'


def dataset(city: dict[str, Any], title: str, *, private: bool = False) -> dict[str, Any]:
    name = f"data-{factories.Dataset.stub().name}"
    made: dict[str, Any] = act(
        "package_create",
        name=name,
        title=title,
        notes="駅前広場を通る人の数",
        owner_org=city["id"],
        private=private,
        type="dataset",
    )
    return made


@pytest.fixture
def slug(city: dict[str, Any]) -> str:
    return f"linked-{city['name'].lower().replace('_', '-')}"


def test_both_lead_to_each_other_as_far_as_the_reader_may_see(
    app: CKANTestApp, people: dict[str, str], city: dict[str, Any], slug: str
) -> None:
    public = dataset(city, "駅前広場の人の数")
    private = dataset(city, "まだ秘密の数", private=True)
    ids = [public["id"], private["id"], "no-such-dataset"]
    publish(people, draft(people, city, slug, source_dataset_ids=ids, title_ja=POISON))

    page = app.get(f"/register/{slug}").body
    assert f'href="/dataset/{public["name"]}"' in page
    assert "まだ秘密の数" not in page
    token = {"Authorization": factories.APIToken(user=people["editor"])["token"]}
    assert "まだ秘密の数" in app.get(f"/register/{slug}", headers=token).body

    body = app.get(f"/dataset/{public['name']}").body
    assert f'href="/register/{slug}"' in body
    assert POISON not in body + page
    other = dataset(city, "ほかのデータ")
    assert "/register/" not in app.get(f"/dataset/{other['name']}").body.split("module-content")[-1]


def test_the_catalogue_says_what_generated_a_dataset(
    app: CKANTestApp, people: dict[str, str], city: dict[str, Any], slug: str, clean_index: None
) -> None:
    made = dataset(city, "駅前広場の人の数")
    use = publish(people, draft(people, city, slug, source_dataset_ids=[made["id"]]))
    here, there = URIRef(f"{SITE}/dataset/{made['id']}"), URIRef(f"{SITE}/register/{slug}")
    for path in (f"/dataset/{made['name']}.ttl", "/catalog.ttl"):
        said = Graph().parse(data=app.get(path).data, format="turtle")
        assert (here, PROV.wasGeneratedBy, there) in said
        assert (there, RDF.type, PROV.Activity) in said
        assert (there, DCTERMS.title, Literal(CONTENT["title_ja"], lang="ja")) in said
    register = Graph().parse(data=app.get(f"/register/{slug}.ttl").data, format="turtle")
    assert (there, PROV.generated, here) in register
    act(
        "kagaconsent_data_use_update",
        people["editor"],
        id=use["id"],
        content=CONTENT,
        reason="訂正",
    )
    again = Graph().parse(data=app.get(f"/dataset/{made['name']}.ttl").data, format="turtle")
    assert (here, PROV.wasGeneratedBy, there) in again  # a draft changes nothing in public


def test_the_five_questions_list_what_concerns_me_and_why(
    app: CKANTestApp, people: dict[str, str], city: dict[str, Any], slug: str
) -> None:
    place = f"広場{POISON}{slug}"
    camera = publish(people, draft(people, city, slug, places=[{"description_ja": place}]))
    publish(people, draft(people, city, f"{slug}-app", kind="app", places=[]))
    asked = app.get("/register/affected")
    assert asked.body.count("<legend>") == 5
    assert POISON not in asked.body

    question = asked.body.split('name="data"')[1].split("</label>")[0]
    assert "顔や姿の画像" in question
    assert "人が写った写真や映像です。" in question  # what it is, beside its name

    answer = app.post("/register/affected", data={"place": place, "kind": ["camera", "app"]})
    assert "no-store" in answer.headers["Cache-Control"]
    found = answer.body.split('class="register-found"')[1].split("</ol>")[0]
    # Two reasons come before one.
    assert found.index(f'href="/register/{slug}"') < found.index(f'href="/register/{slug}-app"')
    assert "種別：" in found
    answer = app.post("/register/affected", data={"data": "Picture"})
    assert "データの種類：<span>顔や姿の画像" in answer.body
    assert POISON not in answer.body
    assert "一つ以上選んでください" in app.post("/register/affected", data={}).body
    assert "このような登録はありません" not in answer.body
    app.post("/register/affected", data={"place": "\0"}, status=200)

    act("kagaconsent_data_use_end", people["admin"], id=camera["id"], reason="終了")
    assert (
        f'href="/register/{slug}"' not in app.post("/register/affected", data={"place": place}).body
    )


def test_the_list_shows_where_it_happens(
    app: CKANTestApp, people: dict[str, str], city: dict[str, Any], slug: str
) -> None:
    word = f"通り{slug}"
    places = [
        {"description_ja": POISON, "geojson": '{"type":"Point","coordinates":[136.3,36.3]}'},
        {"description_ja": "位置のない場所", "geojson": "null"},
    ]
    publish(people, draft(people, city, slug, places=places, benefit_ja=word))
    answer = app.get(f"/register?q={word}")
    assert 'data-latitude="36.3" data-longitude="136.3"' in answer.body
    assert "位置のない場所" in answer.body
    assert answer.body.count('class="house-map-spot"') == 1
    assert POISON not in answer.body
    assert "geolocation=(self)" in answer.headers["Permissions-Policy"]
    assert "geolocation=()" in app.get(f"/register/{slug}").headers["Permissions-Policy"]
    assert 'id="places"' not in app.get(f"/register?q={word}&kind=app").body
