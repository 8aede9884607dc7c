"""What answers carry: policies on all, uploads that nothing opens, text that stays text."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from ckan.common import CKANConfig
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp, CKANTestClient
from walk import inline, policies_of

from ckanext.kaga.common.headers import FILE_POLICY, PAGE_POLICY

pytestmark = pytest.mark.stack

SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
PAGES_OF_THE_POISON = (
    "/",
    "/dataset/",
    "/dataset/poison",
    "/dataset/groups/poison",
    "/dataset/activity/poison",
    "/dataset/edit/poison",
    "/dataset/resources/poison",
    "/dataset/poison/resource/{resource}",
    "/dataset/poison/resource/{resource}/edit",
    "/organization/",
    "/organization/kaga-city",
    "/organization/about/kaga-city",
    "/organization/activity/kaga-city",
    "/organization/edit/kaga-city",
)


def test_every_page_and_file_carries_the_policies(
    site: CKANTestApp, sysadmin: CKANTestClient, poisoned: dict[str, Any]
) -> None:
    values = {
        "id": "poison",
        "package_type": "dataset",
        "resource_id": poisoned["resources"][0]["id"],
        "ver": 3,
        "number": 1,
        "filename": "base/css/main.css",
        "_format": "ttl",
    }
    urls = site.flask_app.url_map.bind("localhost")
    answered = 0
    for rule in site.flask_app.url_map.iter_rules():
        if "GET" not in rule.methods:
            continue
        parts = {name: values.get(name, "x") for name in rule.arguments}
        address = urls.build(rule.endpoint, {**parts, **(rule.defaults or {})})
        answer = sysadmin.get(address, follow_redirects=False)
        for name, value in policies_of(address).items():
            assert answer.headers.get(name) == value, (address, name)
        if answer.status_code == 200:
            answered += 1
            policy = PAGE_POLICY if answer.mimetype == "text/html" else FILE_POLICY
            assert answer.headers["Content-Security-Policy"] == policy, address
    assert answered > 40


@pytest.mark.parametrize("path", ["/dataset/poison.ttl", "/api/3/action/package_show?id=poison"])
def test_what_one_person_may_see_no_cache_gives_to_others(
    site: CKANTestApp, sysadmin: CKANTestClient, poisoned: dict[str, Any], path: str
) -> None:
    assert sysadmin.get(path).cache_control.private
    assert not sysadmin.get(path).cache_control.public
    assert site.get(path, status=200).cache_control.public


@pytest.mark.parametrize("path", ["/", "/dataset/", "/dataset/poison"])
def test_a_reader_without_an_account_leaves_no_session_behind(
    site: CKANTestApp, poisoned: dict[str, Any], path: str
) -> None:
    """Machines send no cookie back: each of their pages would be one more on the server."""
    assert "Set-Cookie" not in site.get(path).headers


def test_a_page_of_another_site_reads_what_is_public_and_no_more(
    site: CKANTestApp, sysadmin: CKANTestClient, poisoned: dict[str, Any]
) -> None:
    allowed, feed = "Access-Control-Allow-Origin", "/dataset/poison.ttl"
    elsewhere = {"Origin": "https://apps.example.com"}
    assert site.get(feed, headers=elsewhere, status=200).headers[allowed] == "*"
    assert allowed not in sysadmin.get(feed, headers=elsewhere).headers
    assert allowed not in site.get("/user/login", headers=elsewhere, status=200).headers
    written = site.post("/api/3/action/package_delete", headers=elsewhere)
    assert allowed not in written.headers


@pytest.mark.parametrize("path", ["/catalog.csv", "/dataset/poison.json"])
def test_a_form_that_no_feed_has_is_not_found(
    site: CKANTestApp, poisoned: dict[str, Any], path: str
) -> None:
    site.get(path, status=404)


def test_a_strangers_question_has_an_end(site: CKANTestApp, sysadmin: CKANTestClient) -> None:
    """A word of 90 MB kept a web process for a minute."""
    search, question = "/api/3/action/package_search", {"q": "a" * 70_000}
    assert site.post(search, json=question).status_code == 413
    assert site.post(search, json={"q": "poison"}).status_code == 200
    assert sysadmin.post(search, json={"q": "poison", "x": "a" * 70_000}).status_code != 413


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/dataset/a%00b", 404),
        ("/dataset/?q=%00", 400),
        ("/api/3/action/kaga_version_list?resource_id=%00", 400),
    ],
)
def test_no_address_holds_a_nul(site: CKANTestApp, path: str, status: int) -> None:
    """It reached the database, which refused it, and the answer was 500."""
    site.get(path, status=status)


def test_a_form_for_everybody_brings_its_token(site: CKANTestApp) -> None:
    answer = site.get("/user/login", status=200)
    assert "Set-Cookie" in answer.headers
    assert 'name="_csrf_token" value="' in answer.body


@pytest.mark.parametrize(
    "action", ["kaga_work_list", "kagaconsent_data_use_work_list", "kagakpi_work_list"]
)
def test_what_waits_for_somebody_is_no_strangers_to_ask(site: CKANTestApp, action: str) -> None:
    """On the web CKAN lets an auth function decide on a stranger, who is a user of a kind there."""
    site.get(f"/api/3/action/{action}", status=403)


@pytest.mark.parametrize("path", PAGES_OF_THE_POISON)
def test_poison_stays_text_and_pages_hold_no_script_or_style(
    sysadmin: CKANTestClient, poisoned: dict[str, Any], path: str
) -> None:
    answer = sysadmin.get(path.format(resource=poisoned["resources"][0]["id"]))
    assert answer.status_code == 200
    text = answer.get_data(as_text=True)
    assert "poison()" in text
    assert "<script>poison" not in text
    assert "<img src=x" not in text
    assert inline(text) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<script>alert(1)</script>"),
        ("picture.svg", SVG),
        ("data.xml", b"<x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>"),
        ("table.csv", "名称\n便所\n".encode()),
    ],
)
def test_uploaded_file_is_saved_and_never_opened(
    sysadmin: CKANTestClient, create_with_upload: Any, name: str, content: bytes
) -> None:
    """As staff get it; what strangers get of a table is in views/test_original.py."""
    dataset = factories.Dataset(owner_org=factories.Organization()["id"])
    resource = create_with_upload(
        content,
        name,
        context={"user": factories.Sysadmin()["name"]},
        package_id=dataset["id"],
        url="http://upload",
        name=name,
    )
    answer = sysadmin.get(f"/dataset/{dataset['id']}/resource/{resource['id']}/download/{name}")
    assert answer.status_code == 200
    assert answer.get_data() == content
    assert answer.headers["Content-Disposition"] == f"attachment; filename={name}"
    assert answer.headers["Content-Security-Policy"] == FILE_POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_picture_that_can_run_is_no_logo(site: CKANTestApp, sysadmin: CKANTestClient) -> None:
    factories.Organization(name="with-logo")
    answer = sysadmin.post(
        "/organization/edit/with-logo",
        data={"name": "with-logo", "image_upload": (BytesIO(SVG), "logo.svg")},
    )
    assert "image/svg+xml" in answer.get_data(as_text=True)
    assert "logo.svg" not in site.get("/organization/with-logo").get_data(as_text=True)


@pytest.mark.parametrize(
    ("name", "is_shown"), [("old.svg", False), ("old.html", False), ("logo.png", True)]
)
def test_public_upload_is_shown_only_if_it_cannot_run(
    site: CKANTestApp, ckan_config: CKANConfig, name: str, is_shown: bool
) -> None:
    folder = Path(ckan_config["ckan.storage_path"]) / "storage" / "uploads" / "group"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(SVG)
    answer = site.get(f"/uploads/group/{name}")
    assert answer.get_data() == SVG
    assert answer.headers["Content-Security-Policy"] == FILE_POLICY
    is_attachment = answer.headers.get("Content-Disposition", "").startswith("attachment")
    assert is_attachment == (not is_shown)
