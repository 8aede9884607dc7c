"""From a link to a published table: a real server on this machine, the real services."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import quote

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.lib.jobs import Worker
from ckan.tests import factories
from click.testing import CliRunner

from ckanext.kaga import archive, jobs
from ckanext.kaga.cli import kaga
from ckanext.kaga.model import Check
from ckanext.kaga.tests.conftest import TOILETS
from ckanext.kaga.tests.portal import act, upload

pytestmark = [
    pytest.mark.stack,
    pytest.mark.usefixtures("with_test_worker", "clean_queues"),
]


class Site(BaseHTTPRequestHandler):
    """The web site of another office: its files by path, and the answers that it gave."""

    files: ClassVar[dict[str, bytes]] = {}
    answers: ClassVar[list[int]] = []
    meanwhile: ClassVar[list[Callable[[], None]]] = []
    """What happens before the next answers."""

    def do_GET(self) -> None:
        """Give a file, or say that it is unchanged or not there."""
        if self.meanwhile:
            self.meanwhile.pop()()
        body = self.files.get(self.path, b"")
        etag = f'"{hashlib.md5(body, usedforsecurity=False).hexdigest()}"'
        status = 200 if self.path in self.files else 404
        if status == 200 and self.headers["If-None-Match"] == etag:
            status, body = 304, b""
        self.answers.append(status)
        self.send_response(status)
        self.send_header("ETag", etag)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def site(portal: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Where the other office's site is; links may lead there."""
    monkeypatch.setitem(tk.config, "ckanext.kaga.link_hosts", ["127.0.0.1"])
    Site.files.clear()
    Site.answers.clear()
    Site.meanwhile.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def link(dataset: dict[str, Any], site: str) -> Iterator[Callable[..., dict[str, Any]]]:
    """Link to a file of the site, let the worker do its work, return the resource."""

    def run(content: bytes | None, path: str = f"/{TOILETS}", **fields: Any) -> dict[str, Any]:
        if content is not None:
            Site.files[path] = content
        resource = act("resource_create", package_id=dataset["id"], url=f"{site}{path}", **fields)
        Worker().work(burst=True)
        return resource

    yield run
    model.Session.remove()


def check_of(resource: dict[str, Any]) -> dict[str, Any]:
    return act("kaga_check_show", resource_id=resource["id"])


def versions_of(resource: dict[str, Any]) -> list[dict[str, Any]]:
    return act("kaga_version_list", resource_id=resource["id"])


def look_again() -> None:
    """Do what cron does at night."""
    assert "件のリンク" in CliRunner().invoke(kaga, ["links"]).output
    Worker().work(burst=True)
    model.Session.remove()


def test_a_linked_table_becomes_one_of_the_portal(
    link: Callable[..., dict[str, Any]], toilets: bytes
) -> None:
    resource = link(toilets)
    check = check_of(resource)
    assert (check["state"], check["file_name"]) == ("published", TOILETS)
    assert check["report"]["standard"] == "public_toilet/new"
    assert len(act("datastore_search", resource_id=resource["id"])["records"]) == 17
    [version] = versions_of(resource)
    with archive.open_kept(version["original_sha256"]) as original:
        assert original.read() == toilets


@pytest.mark.parametrize(
    ("path", "fields", "name"),
    [
        (f"/{quote('公衆トイレ')}.csv?year=2026", {}, "公衆トイレ.csv"),
        ("/download.php?id=3", {"format": "CSV"}, "download.php.csv"),
        ("/", {"format": "csv"}, "file.csv"),
    ],
)
def test_an_address_or_a_format_says_that_it_is_a_table(
    link: Callable[..., dict[str, Any]],
    toilets: bytes,
    path: str,
    fields: dict[str, str],
    name: str,
) -> None:
    check = check_of(link(toilets, path, **fields))
    assert (check["state"], check["file_name"]) == ("published", name)


def test_links_to_other_things_are_left_alone(dataset: dict[str, Any]) -> None:
    for url, kind in (("https://city.example/plan.pdf", "PDF"), ("https://city.example/", "")):
        page = act("resource_create", package_id=dataset["id"], url=url, format=kind)
        assert Check.latest(page["id"]) is None


def test_the_portal_s_own_network_is_not_asked(
    link: Callable[..., dict[str, Any]], toilets: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(tk.config, "ckanext.kaga.link_hosts", [])
    check = check_of(link(toilets))
    assert (check["state"], check["message"]["rule"]) == ("stopped", "KG-L003")
    assert Site.answers == []


def test_what_does_not_come_waits_for_staff(
    link: Callable[..., dict[str, Any]], dataset: dict[str, Any], city: dict[str, Any]
) -> None:
    resource = link(None)
    assert check_of(resource)["message"]["rule"] == "KG-L008"
    editor = factories.User()["name"]
    act("organization_member_create", id=city["id"], username=editor, role="editor")
    work = act("kaga_work_list", user=editor)
    waiting = {(item["kind"], item["resource_id"], item["file"]) for item in work}
    assert ("correct", resource["id"], TOILETS) in waiting


def test_what_a_page_of_an_error_is_is_not_believed(link: Callable[..., dict[str, Any]]) -> None:
    check = check_of(link(b"<!DOCTYPE html><title>503</title>"))
    assert (check["state"], check["message"]["rule"]) == ("stopped", "KG-R002")


def test_the_limit_is_that_of_uploads(
    link: Callable[..., dict[str, Any]], toilets: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(tk.config, "ckan.max_resource_size", 0)
    assert check_of(link(toilets))["message"]["rule"] == "KG-R005"


def test_an_unchanged_link_is_let_be(link: Callable[..., dict[str, Any]], toilets: bytes) -> None:
    resource = link(toilets)
    first = check_of(resource)["id"]
    look_again()
    assert Site.answers == [200, 304]
    assert check_of(resource)["id"] == first
    assert len(versions_of(resource)) == 1


def test_a_changed_link_is_the_next_version(
    link: Callable[..., dict[str, Any]], toilets: bytes
) -> None:
    resource = link(toilets)
    Site.files[f"/{TOILETS}"] = b"".join(toilets.splitlines(keepends=True)[:-1])
    look_again()
    assert [version["rows"] for version in versions_of(resource)] == [16, 17]
    look_again()
    assert len(versions_of(resource)) == 2


def test_a_link_that_is_gone_for_a_day_is_said_once(
    link: Callable[..., dict[str, Any]], toilets: bytes
) -> None:
    resource = link(toilets)
    Site.files.clear()
    look_again()
    gone = check_of(resource)
    assert (gone["state"], gone["message"]["rule"]) == ("stopped", "KG-L008")
    look_again()
    assert check_of(resource)["id"] == gone["id"]
    Site.files[f"/{TOILETS}"] = toilets
    look_again()
    assert check_of(resource)["state"] == "published"
    assert len(versions_of(resource)) == 1


def test_links_of_deleted_datasets_are_not_looked_at(
    link: Callable[..., dict[str, Any]], toilets: bytes, dataset: dict[str, Any]
) -> None:
    resource = link(toilets)
    act("package_delete", id=dataset["id"])
    assert resource["id"] not in jobs.look_at_links()


def test_a_decision_is_about_what_was_seen(
    link: Callable[..., dict[str, Any]], toilets: bytes
) -> None:
    wrong = toilets.decode("utf-8-sig").replace("36.309009", "北緯36.309009", 1).encode()
    resource = link(wrong)
    finding = check_of(resource)["report"]["findings"][0]
    Site.files.clear()
    cells = {f"{finding['row']}:{finding['column']}": "36.309009"}
    act("kaga_check_run", resource_id=resource["id"], cells=cells)
    Worker().work(burst=True)
    check = check_of(resource)
    assert (check["state"], check["choices"]["cells"]) == ("published", cells)


def test_a_decision_does_not_go_over_to_another_file(
    link: Callable[..., dict[str, Any]], toilets: bytes
) -> None:
    wrong = toilets.decode("utf-8-sig").replace("36.309009", "北緯36.309009", 1).encode()
    resource = link(wrong)
    finding = check_of(resource)["report"]["findings"][0]
    place = f"{finding['row']}:{finding['column']}"
    act("kaga_check_run", resource_id=resource["id"], cells={place: "36.1"})
    Worker().work(burst=True)
    Site.files[f"/{TOILETS}"] = toilets
    look_again()
    check = check_of(resource)
    assert (check["state"], check["choices"]) == ("published", {})
    assert versions_of(resource)[0]["difference"]["rows"]["changed"] == 1


def test_my_numbers_of_a_link_are_refused_and_not_kept(
    link: Callable[..., dict[str, Any]],
) -> None:
    content = "名称,個人番号\nあ,123456789018\nい,123456789018\nう,123456789018\n".encode()
    resource = link(content, "/list.csv")
    check = check_of(resource)
    assert (check["state"], check["message"]["rule"]) == ("stopped", "personal-number")
    with pytest.raises(FileNotFoundError):
        archive.open_kept(hashlib.sha256(content).hexdigest())
    look_again()
    assert check_of(resource)["id"] == check["id"]


def test_personal_data_of_a_link_waits_for_a_second_person(
    link: Callable[..., dict[str, Any]], people: dict[str, str], forgotten_trail: None
) -> None:
    """What was released is the file that was looked at, whatever the link gives by then."""
    content = "氏名,生年月日\n山田 太郎,1980-04-01\n".encode()
    resource = link(content, "/list.csv")
    assert check_of(resource)["message"]["rule"] == "personal-data"
    reason = "公表済みの名簿です。"
    ask = {"resource_id": resource["id"], "reason": reason}
    act("kaga_release_ask", user=people["editor"], **ask)
    Site.files["/list.csv"] = content.replace("太郎".encode(), "花子".encode())
    act("kaga_release_decide", user=people["first"], decision="released", **ask)
    Worker().work(burst=True)
    assert check_of(resource)["state"] == "published"
    [row] = act("datastore_search", resource_id=resource["id"])["records"]
    assert row["氏名"] == "山田 太郎"
    look_again()
    assert check_of(resource)["message"]["rule"] == "personal-data"


@pytest.mark.ckan_config("ckanext.kaga.approval", "true")
def test_what_is_approved_of_a_link_is_the_file_that_was_seen(
    link: Callable[..., dict[str, Any]],
    people: dict[str, str],
    toilets: bytes,
    forgotten_trail: None,
) -> None:
    resource = link(toilets)
    assert check_of(resource)["message"]["rule"] == "approval"
    one = {"package_id": resource["package_id"]}
    act("kaga_review_ask", user=people["editor"], **one)
    Site.files.clear()
    act("kaga_review_decide", user=people["first"], decision="approved", **one)
    Worker().work(burst=True)
    assert check_of(resource)["state"] == "published"


def test_another_address_is_another_file(
    link: Callable[..., dict[str, Any]], toilets: bytes, site: str
) -> None:
    resource = link(toilets)
    Site.files["/colours.csv"] = "色,番号\n赤,007\n".encode()
    act("resource_patch", id=resource["id"], url=f"{site}/colours.csv")
    Worker().work(burst=True)
    assert check_of(resource)["file_name"] == "colours.csv"
    act("resource_patch", id=resource["id"], description="説明だけ変えました")
    assert check_of(resource)["state"] != "queued"


@pytest.mark.parametrize("there", [True, False])
def test_a_dataset_that_is_purged_during_its_check_leaves_no_error(
    dataset: dict[str, Any],
    site: str,
    toilets: bytes,
    caplog: pytest.LogCaptureFixture,
    there: bool,
) -> None:
    resource = act("resource_create", package_id=dataset["id"], url=f"{site}/{TOILETS}")
    if there:
        Site.files[f"/{TOILETS}"] = toilets

    def purge() -> None:
        """Delete what CKAN's purge deletes, as another process would."""
        assert model.meta.engine is not None
        with model.meta.engine.begin() as connection:
            gone = sa.delete(model.Resource).where(model.Resource.id == resource["id"])
            connection.execute(gone)

    Site.meanwhile.append(purge)
    check = Check.latest(resource["id"])
    assert check is not None
    check_id = check.id
    jobs.run_check(check_id)
    assert Check.get(check_id) is None
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


def test_an_upload_takes_the_place_of_a_link(
    link: Callable[..., dict[str, Any]], toilets: bytes
) -> None:
    resource = link(None)
    upload(toilets, TOILETS, action="resource_update", id=resource["id"])
    Worker().work(burst=True)
    assert check_of(resource)["state"] == "published"
