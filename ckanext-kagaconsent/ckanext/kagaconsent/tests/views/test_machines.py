"""The register as machines read it: linked data, chain, feed, description, and their validators."""

from __future__ import annotations

import json
import re
import sys
import uuid
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from ckan.tests.helpers import CKANTestApp
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS

from ckanext.kaga.tests.described import against, references
from ckanext.kagaconsent.ledger.graph import CONTEXT
from ckanext.kagaconsent.logic import action
from ckanext.kagaconsent.tests.ledger.test_vocabulary import IDS
from ckanext.kagaconsent.tests.register import CONTENT, act, draft, publish
from ckanext.kagaconsent.views import answering

pytestmark = pytest.mark.stack

ATOM = {"a": "http://www.w3.org/2005/Atom"}
DPV = Namespace(CONTEXT["dpv"])
POISON = '</script>"><b>&\u0001'
TITLE = '広場の"カメラ"\\ <b>&</b>'


@pytest.fixture
def slug(people: dict[str, str], city: dict[str, Any]) -> str:
    """The short name of a data use that was published twice and then suspended."""
    name = f"machine-{city['name'].lower().replace('_', '-')}"
    use = publish(people, draft(people, city, name, title_ja=TITLE, title_en=""))
    changed = act(
        "kagaconsent_data_use_update",
        people["editor"],
        id=use["id"],
        content=CONTENT | {"title_ja": TITLE, "benefit_ja": "混雑が分かります。"},
        reason=POISON,
    )
    publish(people, changed)
    act("kagaconsent_data_use_suspend", people["admin"], id=use["id"], reason="点検のため")
    return name


def read(app: CKANTestApp, path: str, form: str) -> Graph:
    return Graph().parse(data=app.get(path).data, format=form)


def test_linked_data_of_one_and_of_all(app: CKANTestApp, slug: str) -> None:
    one = read(app, f"/register/{slug}.ttl", "turtle")
    assert isomorphic(one, read(app, f"/register/{slug}.jsonld", "json-ld"))
    whole = read(app, "/register.ttl", "turtle")
    assert isomorphic(whole, read(app, "/register.jsonld", "json-ld"))
    assert all(triple in whole for triple in one)
    here = next(one.subjects(DPV.hasActivityStatus, DPV.ActivityHalted))
    assert here == URIRef(f"http://test.kaga.local/register/{slug}")
    assert Literal(TITLE, lang="ja") in set(one.objects(here, DCTERMS.title))
    said = {term for triple in whole for term in triple if isinstance(term, URIRef)}
    used = {term.removeprefix(DPV) for term in said if term.startswith(DPV)}
    assert used <= set(IDS["dpv"])


def test_the_chain(app: CKANTestApp, slug: str) -> None:
    told = json.loads(app.get(f"/register/{slug}/dtpr.json").data)
    assert told["datachain"]["title"]["ja"] == TITLE
    assert told["datachain"]["version_address"].endswith(f"/register/{slug}/versions/3")
    for one in told["instance"]["elements"]:
        assert one["id"] in IDS["dtpr"][one["category"]]


def test_the_feed_tells_each_change_once_and_for_good(app: CKANTestApp, slug: str) -> None:
    feed = ET.fromstring(app.get("/register.atom").data)  # noqa: S314 - our own answer
    mine = [
        entry
        for entry in feed.findall("a:entry", ATOM)
        if f"/register/{slug}/" in entry.find("a:link", ATOM).get("href")
    ]
    assert [entry.find("a:category", ATOM).get("term") for entry in mine] == [
        "suspended",
        "published",
        "published",
    ]
    assert [entry.findtext("a:summary", None, ATOM) for entry in mine][:2] == [
        "点検のため",
        POISON.replace("\u0001", "\ufffd"),
    ]
    ids = [entry.findtext("a:id", None, ATOM) for entry in mine]
    use = act("kagaconsent_data_use_show", id=slug)["id"]
    assert ids == [uuid.uuid5(uuid.UUID(use), str(number)).urn for number in (3, 2, 1)]
    assert feed.findtext("a:updated", None, ATOM) == mine[0].findtext("a:updated", None, ATOM)
    english = app.get("/en/register.atom").body
    assert "Changes in the register" in english


def test_the_feed_goes_on_page_by_page(
    app: CKANTestApp, slug: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["ckanext.kagaconsent.views.feed"], "ON_A_PAGE", 2)
    first = ET.fromstring(app.get("/register.atom").data)  # noqa: S314 - our own answer
    links = {link.get("rel"): link.get("href") for link in first.findall("a:link", ATOM)}
    assert len(first.findall("a:entry", ATOM)) == 2
    second = app.get(links["next"].removeprefix("http://test.kaga.local"))
    assert 'rel="previous"' in second.body


EVERY = [
    "/register.json",
    "/register.csv",
    "/register.jsonld",
    "/register.ttl",
    "/register.atom",
    "/register/openapi.json",
    "/register/{slug}.json",
    "/register/{slug}.jsonld",
    "/register/{slug}.ttl",
    "/register/{slug}/dtpr.json",
]


@pytest.mark.parametrize("path", EVERY)
def test_what_did_not_change_is_not_sent_again(app: CKANTestApp, slug: str, path: str) -> None:
    path = path.format(slug=slug)
    answer = app.get(path)
    tag = answer.headers["ETag"]
    assert app.get(path, headers={"If-None-Match": tag}, status=304).data == b""
    assert app.get(path, headers={"If-None-Match": '"other"'}).data == answer.data
    asked = app.test_client().head(path)
    assert (asked.status_code, asked.data, asked.headers["ETag"]) == (200, b"", tag)
    if "openapi" in path:
        return
    since = {"If-Modified-Since": answer.headers["Last-Modified"]}
    assert app.get(path, headers=since, status=304).data == b""


@pytest.mark.parametrize("path", ["/register.json", "/register.csv", "/register.ttl"])
def test_a_change_changes_the_tag(
    app: CKANTestApp, slug: str, people: dict[str, str], path: str
) -> None:
    before = app.get(path).headers["ETag"]
    act("kagaconsent_data_use_end", people["admin"], id=slug, reason="終了")
    assert app.get(path, headers={"If-None-Match": before}).headers["ETag"] != before


@pytest.mark.parametrize("path", EVERY[6:])
def test_a_draft_is_not_told(
    app: CKANTestApp, people: dict[str, str], city: dict[str, Any], path: str
) -> None:
    name = f"inside-{city['name'].lower().replace('_', '-')}"
    draft(people, city, name)
    app.get(path.format(slug=name), status=404)


def test_a_long_register_is_read_part_by_part(
    app: CKANTestApp, slug: str, people: dict[str, str], city: dict[str, Any], monkeypatch: Any
) -> None:
    more = [f"part-{n}-{slug}" for n in range(3)]
    for one in more:
        publish(people, draft(people, city, one))
    monkeypatch.setattr(answering, "AT_A_TIME", 2)
    told = json.loads(app.get("/register.json").data)
    found = [use["slug"] for use in told["data_uses"]]
    assert found == sorted(set(found))
    assert {slug, *more} <= set(found)
    assert told["count"] == len(found)


def test_the_pages_lead_to_what_machines_read(app: CKANTestApp, slug: str) -> None:
    for page in ("/register", f"/register/{slug}"):
        body = app.get(page).body
        links = re.findall(
            r'<link rel="(?:alternate|service-desc)" type="[^"]+" href="([^"]+)"', body
        )
        assert len(links) >= 4
        for link in links:
            assert app.get(link).status_code == 200


@pytest.fixture
def described(app: CKANTestApp, slug: str) -> dict[str, Any]:
    """The description of the interface."""
    told: dict[str, Any] = json.loads(app.get("/register/openapi.json").data)
    return told


FOR_MACHINES = (
    "kagaconsent.show",
    "kagaconsent_export.",
    "kagaconsent_file_ledger.show",
    "kagaconsent_file_ledger_export.",
    "kagaconsent_feed.",
    "kagaconsent_linked.",
    "kagaconsent_openapi.",
)
FOR_STAFF = ("kagaconsent_case_", "kagaconsent_data_use_work_", "kagaconsent_draft_")


def test_the_description_is_whole(described: dict[str, Any], app: CKANTestApp) -> None:
    assert described["openapi"].startswith("3.1")
    known = described["components"]["schemas"]
    assert {name.rsplit("/", 1)[1] for name in references(described)} <= set(known)
    operations = [one["get"]["operationId"] for one in described["paths"].values()]
    assert len(operations) == len(set(operations))
    rules = {
        re.sub(r"<(?:int:)?(\w+)>", r"{\1}", rule.rule)
        for rule in app.flask_app.url_map.iter_rules()
        if rule.endpoint.startswith(FOR_MACHINES)
    }
    assert rules <= set(described["paths"])
    reading = {
        name
        for name in action.__all__
        if getattr(getattr(action, name), "side_effect_free", False)
        and not name.startswith(FOR_STAFF)
    }
    assert {f"/api/3/action/{name}" for name in reading} <= set(described["paths"])


ANSWERS = {
    "/file-ledger.json": {},
    "/register.json": {},
    "/register.jsonld": {},
    "/register/{slug}.json": {},
    "/register/{slug}.jsonld": {},
    "/register/{slug}/dtpr.json": {},
    "/api/3/action/kagaconsent_data_use_list": {"include_content": "true", "limit": 3},
    "/api/3/action/kagaconsent_data_use_show": {"id": "{slug}"},
    "/api/3/action/kagaconsent_data_use_version_list": {"id": "{slug}"},
    "/api/3/action/kagaconsent_data_use_version_show": {"id": "{slug}", "number": 2},
    "/api/3/action/kagaconsent_change_list": {"limit": 2},
    "/api/3/action/kagaconsent_register_show": {},
    "/api/3/action/kagaconsent_place_list": {"q": "駅前"},
    "/api/3/action/kagaconsent_affected_question_list": {},
    "/api/3/action/kagaconsent_affected_list": {"kind": "camera"},
    "/api/3/action/kagaconsent_opinion_list": {"id": "{slug}"},
    "/api/3/action/kagaconsent_party_list": {},
    "/api/3/action/kagaconsent_sign_list": {"data_use": "{slug}", "include_content": "true"},
    "/api/3/action/kagaconsent_file_ledger_list": {"include_content": "true"},
    "/api/3/action/kagaconsent_file_ledger_change_list": {"limit": 2},
    "/api/3/action/kagaconsent_anonymised_call_list": {},
}


@pytest.mark.parametrize("path", ANSWERS)
def test_what_is_answered_is_as_described(
    app: CKANTestApp, slug: str, described: dict[str, Any], path: str
) -> None:
    query = {key: str(value).format(slug=slug) for key, value in ANSWERS[path].items()}
    answer = app.get(path.format(slug=slug), query_string=query)
    operation = described["paths"][path]["get"]
    known = {parameter["name"] for parameter in operation["parameters"]}
    assert set(query) <= known
    [content] = operation["responses"]["200"]["content"].values()
    wrong = list(against(json.loads(answer.data), content["schema"], described, path))
    assert wrong == []
