"""What a business fetches at night: exact types, stable files, valid feeds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyshacl
import pytest
import rdflib
import requests

from stack.home import ROOT, Home

pytestmark = pytest.mark.stack

DATASET = "172065_public_toilet"
SHAPES = ROOT / "tests" / "conformance" / "dcat-ap-3.0.1" / "shapes.ttl"
ORIGINAL = ROOT / "config" / "demo" / f"{DATASET}.csv"
SECONDS = 30


@pytest.fixture
def portal(home: Home) -> Any:
    """Return a function that fetches an address of the portal as nobody."""

    def fetch(address: str, **headers: str) -> requests.Response:
        return requests.get(f"{home.url}{address}", headers=headers, timeout=SECONDS)

    return fetch


@pytest.fixture
def resource(portal: Any) -> dict[str, Any]:
    """Return the demonstration's file as the API describes it."""
    answer = portal(f"/api/3/action/package_show?id={DATASET}").json()
    return answer["result"]["resources"][0]


def test_typed_json(portal: Any, resource: dict[str, Any]) -> None:
    """Codes keep their digits as text, coordinates and counts are numbers."""
    answer = portal(f"/api/3/action/datastore_search?resource_id={resource['id']}").json()["result"]
    assert answer["total"] == 17
    first = answer["records"][0]
    assert first["全国地方公共団体コード"] == "172065"
    assert isinstance(first["緯度"], float)
    assert isinstance(first["男性トイレ総数"], int)
    types = {field["id"]: field["type"] for field in answer["fields"]}
    assert (types["全国地方公共団体コード"], types["緯度"]) == ("text", "numeric")


def test_clean_csv_and_304(portal: Any, resource: dict[str, Any]) -> None:
    """One encoding, one line end; who has the file already gets no second copy."""
    address = f"/dataset/{DATASET}/resource/{resource['id']}/clean.csv"
    answer = portal(address)
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer.content.count(b"\r\n") == 18
    assert "Set-Cookie" not in answer.headers
    again = portal(address, **{"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_original_is_untouched(portal: Any, resource: dict[str, Any]) -> None:
    """What staff uploaded comes back byte for byte, and never as a page."""
    answer = portal(
        f"/dataset/{DATASET}/resource/{resource['id']}/download/{Path(resource['url']).name}"
    )
    assert answer.content == ORIGINAL.read_bytes()
    assert answer.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("suffix", "kind"), [("ttl", "turtle"), ("rdf", "xml"), ("jsonld", "json-ld")]
)
def test_dcat_conforms(portal: Any, suffix: str, kind: str) -> None:
    """Each form of the dataset's description passes DCAT-AP 3.0.1's own shapes."""
    answer = portal(f"/dataset/{DATASET}.{suffix}")
    graph = rdflib.Graph().parse(data=answer.content, format=kind)
    conforms, _, report = pyshacl.validate(graph, shacl_graph=rdflib.Graph().parse(SHAPES))
    assert conforms, report


def test_every_address_in_the_feed_answers(portal: Any, home: Home) -> None:
    """The feed names nothing of ours that is not there."""
    graph = rdflib.Graph().parse(data=portal("/catalog.ttl").content, format="turtle")
    ours = {
        str(node).removeprefix(home.url).split("#")[0]
        for triple in graph
        for node in triple
        if isinstance(node, rdflib.URIRef) and str(node).startswith(f"{home.url}/")
    }
    assert ours
    # the API's address alone asks for parameters
    ours.discard("/api/3/action/datastore_search")
    assert {address: portal(address).status_code for address in ours} == dict.fromkeys(ours, 200)
