"""The address of the uploaded file: what a stranger gets there, and what staff get."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import openpyxl
import pytest
from ckan.lib.jobs import Worker
from ckan.tests import factories

from ckanext.kaga.common import headers
from ckanext.kaga.tests.conftest import TOILETS
from ckanext.kaga.tests.portal import act, upload

pytestmark = [pytest.mark.stack, pytest.mark.usefixtures("with_test_worker", "clean_queues")]


@pytest.fixture
def published(dataset: dict[str, Any]) -> Callable[..., dict[str, Any]]:
    """Upload a file and have it checked."""

    def make(content: bytes, name: str = TOILETS, **fields: Any) -> dict[str, Any]:
        made = upload(content, name, **{"package_id": dataset["id"]} | fields)
        Worker().work(burst=True)
        return made

    return make


def address(resource: dict[str, Any], name: str = TOILETS) -> str:
    return f"/dataset/{resource['package_id']}/resource/{resource['id']}/download/{name}"


def workbook(toilets: bytes) -> bytes:
    book = openpyxl.Workbook()
    for line in toilets.decode("utf-8-sig").splitlines():
        book.active.append(line.split(","))
    book.create_sheet("控え").sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_plain_table_is_given_byte_for_byte_and_known_again(
    app: Any, published: Callable[..., dict[str, Any]], toilets: bytes
) -> None:
    resource = published(toilets)
    answer = app.get(address(resource), status=200)
    assert answer.data == toilets
    assert answer.headers["Content-Disposition"] == f"attachment; filename={TOILETS}"
    assert answer.headers["Content-Security-Policy"] == headers.FILE_POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    known = {"If-None-Match": answer.headers["ETag"]}
    app.get(address(resource), headers=known, status=304)


def test_what_stands_beside_the_table_stays_with_staff(
    app: Any, published: Callable[..., dict[str, Any]], city: dict[str, Any], toilets: bytes
) -> None:
    """A workbook has hidden sheets and authors, a note above the header may name somebody."""
    editor = factories.UserWithToken()
    act("organization_member_create", id=city["id"], username=editor["name"], role="editor")
    noted = "作成：見本 花子\r\n".encode() + toilets.removeprefix(b"\xef\xbb\xbf")
    for content, name in ((workbook(toilets), "toilet.xlsx"), (noted, TOILETS)):
        resource = published(content, name)
        answer = app.get(address(resource, name), follow_redirects=False, status=302)
        assert answer.headers["Location"].endswith("/clean.csv")
        token = {"Authorization": editor["token"]}
        assert app.get(address(resource, name), headers=token).data == content


def test_a_later_upload_that_waits_is_not_given_to_strangers(
    app: Any, published: Callable[..., dict[str, Any]], toilets: bytes
) -> None:
    resource = published(toilets)
    wrong = toilets.replace(b"36.", "北緯36.".encode(), 1)
    published(wrong, action="resource_update", id=resource["id"])
    assert app.get(address(resource), status=200).data == toilets


def test_nothing_is_given_before_the_first_version(
    app: Any, dataset: dict[str, Any], toilets: bytes
) -> None:
    resource = upload(toilets, TOILETS, package_id=dataset["id"])
    app.get(address(resource), status=404)


def test_what_is_held_back_is_not_given_by_another_name(
    app: Any, published: Callable[..., dict[str, Any]]
) -> None:
    """Nor where package_patch renames it, which asks no resource's hook."""
    applicants = "申請者氏名,携帯電話\r\n見本 花子,090-1234-5678\r\n".encode()
    resource = published(applicants, "applicants.csv")
    for url in ("applicants.pdf", "applicants"):
        with pytest.raises(tk.ValidationError, match="upload"):
            act("resource_patch", id=resource["id"], url=url)
        renamed = {**resource, "url": url, "url_type": "upload"}
        act("package_patch", id=resource["package_id"], resources=[renamed])
        app.get(address(resource, url), status=404)
