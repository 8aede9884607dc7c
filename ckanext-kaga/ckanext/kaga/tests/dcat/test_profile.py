"""The demonstration's real dataset as DCAT: golden, valid, the same in each form and language."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from ckan.lib.jobs import Worker
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp, call_action
from pyshacl import validate
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, SKOS
from werkzeug.datastructures import FileStorage

pytestmark = [
    pytest.mark.stack,
    pytest.mark.usefixtures(
        "clean_db", "clean_index", "portal", "with_test_worker", "clean_queues"
    ),
]

ROOT = Path(__file__).parents[5]
DEMO = ROOT / "config" / "demo"
SHAPES = ROOT / "tests" / "conformance" / "dcat-ap-3.0.1"
GOLDEN = Path(__file__).parent / "golden" / "172065_public_toilet.ttl"
SH = Namespace("http://www.w3.org/ns/shacl#")

SITE = "http://test.kaga.local"
ORGANIZATION = "11111111-1111-4111-8111-111111111111"
DATASET = "22222222-2222-4222-8222-222222222222"
RESOURCE = "33333333-3333-4333-8333-333333333333"
DATASET_REF = URIRef(f"{SITE}/dataset/{DATASET}")
FILE_REF = URIRef(f"{DATASET_REF}/resource/{RESOURCE}")


@pytest.fixture
def toilet_dataset(
    clean_db: None, clean_index: None, portal: None, with_test_worker: None, clean_queues: None
) -> dict[str, Any]:
    """Publish the demonstration's dataset under fixed ids, its file loaded into the DataStore."""
    context = {"user": factories.Sysadmin()["name"]}
    demo = yaml.safe_load((DEMO / "demo.yaml").read_text(encoding="utf-8"))
    [city] = [each for each in demo["organizations"] if each["name"] == "kaga-city"]
    [dataset] = demo["datasets"]
    [resource] = dataset.pop("resources")
    call_action("organization_create", dict(context), **city, id=ORGANIZATION)
    call_action("package_create", dict(context), **dataset, id=DATASET)
    with (DEMO / resource["upload"]).open("rb") as stream:
        resource["upload"] = FileStorage(stream, filename=resource["upload"])
        call_action(
            "resource_create", dict(context), **resource, id=RESOURCE, package_id=DATASET, url=""
        )
    Worker().work(burst=True)
    return call_action("package_show", id=DATASET)


def _graph(app: CKANTestApp, page: str) -> Graph:
    formats = {"ttl": "turtle", "rdf": "xml", "xml": "xml", "jsonld": "json-ld", "n3": "n3"}
    answer = app.get(page)
    assert answer.status_code == 200
    return Graph().parse(data=answer.body, format=formats[page.rsplit(".", 1)[-1]])


def _findings(data: Graph, shapes: str, severity: str) -> list[str]:
    _, report, _ = validate(data, shacl_graph=Graph().parse(SHAPES / shapes), advanced=True)
    return [
        f"{report.value(result, SH.focusNode)} {report.value(result, SH.resultPath)}"
        for result in report.subjects(SH.resultSeverity, SH[severity])
    ]


@pytest.mark.usefixtures("toilet_dataset")
def test_the_turtle_is_the_golden_one(app: CKANTestApp) -> None:
    turtle = app.get(f"/dataset/{DATASET}.ttl").body
    when = re.compile(r'"\d{4}-\d\d-\d\dT[\d:.]+\+00:00"')
    found = when.sub('"2026-11-22T00:00:00+00:00"', turtle)
    expected = GOLDEN.read_text(encoding="utf-8")
    as_lines = [
        sorted(Graph().parse(data=text, format="turtle").serialize(format="nt").splitlines())
        for text in (found, expected)
    ]
    assert as_lines[0] == as_lines[1]


@pytest.mark.usefixtures("toilet_dataset")
def test_every_form_says_the_same_in_every_language(app: CKANTestApp) -> None:
    turtle = _graph(app, f"/dataset/{DATASET}.ttl")
    for form in ("rdf", "xml", "jsonld", "n3"):
        assert isomorphic(_graph(app, f"/dataset/{DATASET}.{form}"), turtle), form
    assert isomorphic(_graph(app, f"/en/dataset/{DATASET}.ttl"), turtle)
    assert isomorphic(_graph(app, "/dataset/172065_public_toilet.ttl"), turtle)


@pytest.mark.usefixtures("toilet_dataset")
def test_catalogue_and_dataset_are_valid_dcat_ap(app: CKANTestApp) -> None:
    catalogue = _graph(app, "/catalog.ttl")
    for shapes in ("shapes.ttl", "range.ttl", "deprecateduris.ttl"):
        assert _findings(catalogue, shapes, "Violation") == [], shapes
    missing = {
        finding.rsplit("/", 1)[-1].rsplit("#", 1)[-1]
        for finding in _findings(catalogue, "shapes_recommended.ttl", "Warning")
    }
    # What docs/reference/metadata.md says we do not know or do not promise.
    assert missing == {"bbox", "centroid", "availability", "conformsTo", "issued", "license"}


@pytest.mark.usefixtures("toilet_dataset")
def test_the_catalogue_names_itself_and_its_publisher_in_two_languages(app: CKANTestApp) -> None:
    graph = _graph(app, "/catalog.ttl")
    catalogue = URIRef(SITE)
    publisher = URIRef(f"{SITE}/organization/{ORGANIZATION}")
    assert (catalogue, RDF.type, DCAT.Catalog) in graph
    assert (catalogue, DCAT.dataset, DATASET_REF) in graph
    assert (catalogue, DCTERMS.publisher, publisher) in graph
    assert {title.language for title in graph.objects(catalogue, DCTERMS.title)} == {"ja", "en"}
    assert set(graph.objects(publisher, FOAF.name)) == {
        Literal("加賀市", lang="ja"),
        Literal("Kaga City", lang="en"),
    }


def test_an_empty_catalogue_is_valid_too(app: CKANTestApp) -> None:
    assert _findings(_graph(app, "/catalog.ttl"), "shapes.ttl", "Violation") == []


@pytest.mark.usefixtures("toilet_dataset")
def test_a_renamed_publisher_is_renamed_at_once(app: CKANTestApp) -> None:
    """ckanext-dcat keeps organisations for the life of the process; the feed must not."""
    page = f"/dataset/{DATASET}.ttl"
    assert "加賀市役所" not in app.get(page).body
    context = {"user": factories.Sysadmin()["name"]}
    call_action("organization_patch", context, id=ORGANIZATION, title="加賀市役所")
    assert "加賀市役所" in app.get(page).body


def test_a_dataset_says_the_same_alone_and_in_the_catalogue(
    app: CKANTestApp, toilet_dataset: dict[str, Any]
) -> None:
    factories.Dataset(
        owner_org=ORGANIZATION,
        contact_name="公園緑地課",
        contact_phone="0761-72-1111",
        temporal_start="2025-04-01",
        spatial_text="大聖寺地区",
        resources=[{"url": "https://example.org/公園 一覧.xlsx", "format": "XLSX", "size": 10}],
    )
    catalogue = _graph(app, "/catalog.ttl")
    for dataset in list(catalogue.subjects(RDF.type, DCAT.Dataset)):
        alone = _graph(app, f"/dataset/{str(dataset).rsplit('/', 1)[-1]}.ttl")
        assert set(alone) - set(catalogue) == set()
    assert "_:" not in catalogue.serialize(format="nt")


def test_what_a_dataset_leaves_open_makes_no_invalid_feed(app: CKANTestApp) -> None:
    dataset = factories.Dataset(
        owner_org=factories.Organization()["id"],
        license_id="a-licence-nobody-knows",
        spatial_text="大聖寺地区",
        resources=[
            {"url": "https://example.org/公園 一覧.xlsx", "format": "エクセル", "hash": "abc"},
            {"url": "not an address", "format": ""},
        ],
    )
    graph = _graph(app, f"/dataset/{dataset['name']}.ttl")
    assert _findings(graph, "shapes.ttl", "Violation") == []
    ref = URIRef(f"{SITE}/dataset/{dataset['id']}")
    assert graph.value(graph.value(ref, DCTERMS.spatial), SKOS.prefLabel) == Literal(
        "大聖寺地区", lang="ja"
    )


def test_a_workbook_is_offered_as_its_clean_table_only(
    app: CKANTestApp, toilet_dataset: dict[str, Any]
) -> None:
    """Authors, comments and hidden sheets stay with staff, so the feed does not lead there."""
    book = io.BytesIO()
    openpyxl.Workbook().save(book)
    upload = FileStorage(io.BytesIO(book.getvalue()), filename="toilet.xlsx")
    context = {"user": factories.Sysadmin()["name"]}
    made = call_action(
        "resource_create", context, package_id=DATASET, name="toilet", upload=upload, url=""
    )
    graph = _graph(app, f"/dataset/{DATASET}.ttl")
    workbook = URIRef(f"{DATASET_REF}/resource/{made['id']}")
    assert (workbook, DCAT.accessURL, None) in graph
    assert (workbook, DCAT.downloadURL, None) not in graph
    assert (FILE_REF, DCAT.downloadURL, None) in graph
