"""Each published table stays, at its own address, and any of them can come back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan import model
from ckan.lib.jobs import Worker
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS

from ckanext.kaga import archive
from ckanext.kaga.tabular import LISTED
from ckanext.kaga.tests.conftest import TOILETS
from ckanext.kaga.tests.portal import act, upload

SPDX = Namespace("http://spdx.org/rdf/terms#")

pytestmark = [pytest.mark.stack, pytest.mark.usefixtures("with_test_worker", "clean_queues")]


@pytest.fixture
def two_versions(dataset: dict[str, Any], toilets: bytes) -> Iterator[dict[str, Any]]:
    """A resource whose second version lacks the last two of the 17 toilets."""
    resource = upload(toilets, TOILETS, package_id=dataset["id"])
    Worker().work(burst=True)
    lines = toilets.splitlines(keepends=True)
    upload(b"".join(lines[:-2]), TOILETS, action="resource_update", id=resource["id"])
    Worker().work(burst=True)
    yield resource
    model.Session.remove()


def rows_of(resource: dict[str, Any]) -> list[dict[str, Any]]:
    return act("datastore_search", resource_id=resource["id"])["records"]


def versions_of(resource: dict[str, Any]) -> list[dict[str, Any]]:
    return act("kaga_version_list", resource_id=resource["id"])


def address(resource: dict[str, Any], end: str) -> str:
    return f"/dataset/{resource['package_id']}/resource/{resource['id']}/{end}"


def address_of_clean(resource: dict[str, Any]) -> str:
    """The URI of the clean CSV in the feed."""
    return f"{tk.config['ckan.site_url']}{address(resource, '').rstrip('/')}#clean-csv"


def test_every_version_has_its_own_file(app: Any, two_versions: dict[str, Any]) -> None:
    assert [one["rows"] for one in versions_of(two_versions)] == [15, 17]
    first = app.get(address(two_versions, "versions/1.csv"), status=200).data
    second = app.get(address(two_versions, "versions/2.csv"), status=200).data
    assert first.count(b"\r\n") == 18
    assert second.count(b"\r\n") == 16
    assert app.get(address(two_versions, "clean.csv"), status=200).data == second
    app.get(address(two_versions, "versions/3.csv"), status=404)


def test_what_a_version_changed_is_a_file(
    app: Any, two_versions: dict[str, Any], toilets: bytes
) -> None:
    renamed = toilets.decode("utf-8-sig").replace("錦城山公園", "錦城山公園（大聖寺）", 1).encode()
    upload(renamed, TOILETS, action="resource_update", id=two_versions["id"])
    Worker().work(burst=True)
    lost = app.get(address(two_versions, "versions/2/changes.csv"), status=200)
    rows = list(csv.DictReader(io.StringIO(lost.data.decode("utf-8-sig"))))
    assert [(row["kind"], row["key"]) for row in rows] == [("removed", "16"), ("removed", "17")]
    more = app.get(address(two_versions, "versions/3/changes.csv"), status=200)
    *added, changed = csv.DictReader(io.StringIO(more.data.decode("utf-8-sig")))
    assert [(row["kind"], row["key"]) for row in added] == [("added", "16"), ("added", "17")]
    assert changed == {
        "kind": "changed",
        "key": "1",
        "column": "名称",
        "old": "錦城山公園",
        "new": "錦城山公園（大聖寺）",
    }
    again = {"If-None-Match": more.headers["ETag"]}
    app.get(address(two_versions, "versions/3/changes.csv"), headers=again, status=304)
    app.get(address(two_versions, "versions/1/changes.csv"), status=404)


def test_a_short_list_of_changes_is_the_one_that_was_kept(two_versions: dict[str, Any]) -> None:
    """Strangers ask for it: the tables, which may be large, are not compared for each."""
    newest = versions_of(two_versions)[0]
    found = act("kaga_difference_show", resource_id=two_versions["id"], number=2)
    assert found == newest["difference"]
    assert found["removed_keys"] == ["16", "17"]


def test_a_long_list_of_changes_is_made_whole_again(
    two_versions: dict[str, Any], toilets: bytes
) -> None:
    header, *rows = csv.reader(io.StringIO(toilets.decode("utf-8-sig")))
    text = io.StringIO(newline="")
    csv.writer(text).writerows([header, *_numbered(rows, 1_100)])
    upload(text.getvalue().encode(), TOILETS, action="resource_update", id=two_versions["id"])
    Worker().work(burst=True)
    newest = versions_of(two_versions)[0]
    found = act("kaga_difference_show", resource_id=two_versions["id"], number=3)
    assert (newest["number"], len(newest["difference"]["added_keys"])) == (3, LISTED)
    assert len(found["added_keys"]) == found["rows"]["added"] == 1_085


def _numbered(rows: list[list[str]], count: int) -> Iterator[list[str]]:
    for number in range(1, count + 1):
        code, _, *rest = rows[(number - 1) % len(rows)]
        yield [code, str(number), *rest]


def test_an_earlier_version_comes_back_as_the_newest(
    app: Any, two_versions: dict[str, Any]
) -> None:
    first = app.get(address(two_versions, "versions/1.csv")).data
    act("kaga_version_restore", resource_id=two_versions["id"], number=1)
    Worker().work(burst=True)
    assert len(rows_of(two_versions)) == 17
    assert rows_of(two_versions)[0]["緯度"] == 36.309009
    newest = versions_of(two_versions)[0]
    assert (newest["number"], newest["restores"]) == (3, 1)
    assert app.get(address(two_versions, "clean.csv")).data == first
    fields = act("datastore_info", id=two_versions["id"])["fields"]
    assert {field["type"] for field in fields if field["id"] == "緯度"} == {"numeric"}


def test_whoever_asks_what_was_modified_learns_of_each_version(
    app: Any, two_versions: dict[str, Any]
) -> None:
    """An upload alone changes nothing public, and to bring a version back needs none."""

    def said() -> list[str]:
        [found] = act("package_search", fq=f"id:{two_versions['package_id']}")["results"]
        feed = app.get(f"/dataset/{two_versions['package_id']}.ttl", status=200).body
        graph = Graph().parse(data=feed, format="turtle")
        clean = URIRef(address_of_clean(two_versions))
        return [
            found["metadata_modified"],
            str(graph.value(clean, DCTERMS.modified)).removesuffix("+00:00"),
            str(graph.value(graph.value(clean, SPDX.checksum), SPDX.checksumValue)),
        ]

    newest = versions_of(two_versions)[0]
    assert said() == [newest["created"]] * 2 + [newest["table_sha256"]]
    act("kaga_version_restore", resource_id=two_versions["id"], number=1)
    Worker().work(burst=True)
    again, *_, first = versions_of(two_versions)
    assert again["table_sha256"] == first["table_sha256"]
    assert said() == [again["created"]] * 2 + [first["table_sha256"]]


def test_the_same_table_again_is_known_by_its_etag(app: Any, two_versions: dict[str, Any]) -> None:
    etag = app.get(address(two_versions, "versions/1.csv")).headers["ETag"]
    act("kaga_version_restore", resource_id=two_versions["id"], number=1)
    Worker().work(burst=True)
    app.get(address(two_versions, "clean.csv"), headers={"If-None-Match": etag}, status=304)


def test_the_original_is_kept_byte_for_byte(two_versions: dict[str, Any], toilets: bytes) -> None:
    first = versions_of(two_versions)[-1]
    with archive.open_kept(first["original_sha256"]) as file:
        assert file.read() == toilets


def test_a_half_kept_file_is_kept_anew(portal: None, tmp_path: Any) -> None:
    """What a killed process left is not taken for the file."""
    path = tmp_path / "table.csv"
    path.write_bytes(b"x" * 100_000)
    with path.open("rb") as file:
        sha256 = archive.keep(file)
        with archive.open_kept(sha256) as kept:
            assert kept.read() == path.read_bytes()
            half = kept.name
        with Path(half).open("r+b") as broken:
            broken.truncate(10)
        assert archive.keep(file) == sha256
    with archive.open_kept(sha256) as kept:
        assert kept.read() == path.read_bytes()


def test_the_page_lists_them_and_offers_the_way_back_to_staff_only(
    app: Any, two_versions: dict[str, Any]
) -> None:
    page = app.get(address(two_versions, "versions"), status=200).body
    assert "versions/1.csv" in page
    assert "versions/2.csv" in page
    assert "/restore" not in page


def test_a_deleted_file_takes_its_tables_with_it(app: Any, two_versions: dict[str, Any]) -> None:
    """The dataset is still public; who took the file out of it meant all of it."""
    act("resource_delete", id=two_versions["id"])
    for end in ("clean.csv", "versions", "versions/1.csv", "versions/2/changes.csv"):
        app.get(address(two_versions, end), status=404)
    for action in ("kaga_published_show", "kaga_version_list"):
        app.get(f"/api/3/action/{action}?resource_id={two_versions['id']}", status=404)


@pytest.mark.parametrize("end", ["clean.csv", "versions/2.csv", f"download/{TOILETS}"])
def test_a_download_that_broke_off_goes_on(
    app: Any, two_versions: dict[str, Any], end: str
) -> None:
    whole = app.get(address(two_versions, end), status=200)
    assert int(whole.headers["Content-Length"]) == len(whole.data)
    wanted = {"Range": "bytes=100-", "If-Range": whole.headers["ETag"]}
    rest = app.get(address(two_versions, end), headers=wanted, status=206)
    assert rest.data == whole.data[100:]
    assert rest.headers["Content-Range"] == f"bytes 100-{len(whole.data) - 1}/{len(whole.data)}"
    app.get(address(two_versions, end), headers={"Range": "bytes=999999-"}, status=416)
    # The table has become another one meanwhile: all of it comes.
    replaced = wanted | {"If-Range": '"of-yesterday"'}
    assert app.get(address(two_versions, end), headers=replaced, status=200).data == whole.data
    # A proxy has packed what came before: a part of what is not packed does not go on with it.
    packed = wanted | {"If-Range": f"W/{whole.headers['ETag']}"}
    assert app.get(address(two_versions, end), headers=packed, status=200).data == whole.data


def test_a_proxy_that_packs_does_not_undo_the_etag(app: Any, two_versions: dict[str, Any]) -> None:
    for end in ("clean.csv", f"download/{TOILETS}", "versions/2/changes.csv"):
        etag = app.get(address(two_versions, end)).headers["ETag"]
        app.get(address(two_versions, end), headers={"If-None-Match": f"W/{etag}"}, status=304)


def test_what_was_replaced_before_it_was_public_stays_with_staff(
    app: Any, dataset: dict[str, Any], toilets: bytes
) -> None:
    """Somebody found out in time what must not be in it."""
    act("package_patch", id=dataset["id"], private=True)
    lines = toilets.splitlines(keepends=True)
    files = toilets, b"".join(lines[:-1]), b"".join(lines[:-2])
    first, second, third = files
    resource = upload(first, TOILETS, package_id=dataset["id"])
    Worker().work(burst=True)
    upload(second, TOILETS, action="resource_update", id=resource["id"])
    Worker().work(burst=True)
    act("package_patch", id=dataset["id"], private=False)
    upload(third, TOILETS, action="resource_update", id=resource["id"])
    Worker().work(burst=True)

    def told(action: str, **more: Any) -> Any:
        asked = {"resource_id": resource["id"], **more}
        return app.get(f"/api/3/action/{action}", query_string=asked)

    for end in ("versions/1.csv", "versions/1/changes.csv", "versions/2/changes.csv"):
        app.get(address(resource, end), status=404)
    for end in ("clean.csv", "versions/2.csv", "versions/3.csv", "versions/3/changes.csv"):
        app.get(address(resource, end), status=200)
    newest, earlier = told("kaga_version_list").json["result"]
    assert (newest["number"], newest["difference"]["rows"]["removed"]) == (3, 1)
    assert (earlier["number"], earlier["difference"]) == (2, None)
    assert told("kaga_published_show").json["result"] == newest
    assert told("kaga_difference_show", number=2).status_code == 404
    assert [one["number"] for one in versions_of(resource)] == [3, 2, 1]
    assert act("kaga_difference_show", resource_id=resource["id"], number=2)["rows"]["removed"] == 1
    model.Session.remove()


def test_before_the_first_version_there_is_an_empty_page(
    app: Any, dataset: dict[str, Any], toilets: bytes
) -> None:
    resource = upload(toilets, TOILETS, package_id=dataset["id"])
    app.get(address(resource, "versions"), status=200)
    assert (
        app.get(f"/api/3/action/kaga_version_list?resource_id={resource['id']}").json["result"]
        == []
    )
