"""Handing in a table file: where it goes, what is filled in, what is refused."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
from ckan.lib.jobs import Worker
from ckan.tests import factories
from werkzeug.datastructures import FileStorage

from ckanext.kaga.tests.conftest import TOILETS
from ckanext.kaga.tests.portal import act, upload
from ckanext.kaga.tests.tabular.books import zipped

pytestmark = [
    pytest.mark.stack,
    pytest.mark.usefixtures("clean_db", "clean_index", "with_test_worker", "clean_queues"),
]

NAME = "172065_public_toilet"
Publish = Callable[..., dict[str, Any]]


@pytest.fixture
def editor(city: dict[str, Any]) -> str:
    """An editor of the city, by name."""
    name: str = factories.User()["name"]
    act("organization_member_create", id=city["id"], username=name, role="editor")
    return name


@pytest.fixture
def publish(city: dict[str, Any], editor: str) -> Publish:
    """Hand a file in as the editor and let the worker check it."""

    def run(content: bytes, name: str = TOILETS, **fields: Any) -> dict[str, Any]:
        file = FileStorage(io.BytesIO(content), name)
        taken = act("kaga_publish", editor, upload=file, owner_org=city["name"], **fields)
        Worker().work(burst=True)
        return taken

    return run


def test_a_new_dataset_is_private_and_described_by_its_standard(
    publish: Publish, toilets: bytes
) -> None:
    taken = publish(toilets.decode("utf-8-sig").encode("cp932"), "トイレ（最終版）.csv")
    assert taken["created"]
    package = act("package_show", id=taken["package_id"])
    assert (package["name"], package["title"], package["private"]) == (
        NAME, "公衆トイレ一覧", True,
    )  # fmt: skip
    assert package["standard"] == "public_toilet/new"
    assert "自治体標準ODS" in {tag["name"] for tag in package["tags"]}
    assert act("kaga_check_show", resource_id=taken["resource_id"])["state"] == "published"


def test_two_departments_each_have_their_list_and_its_next_version(
    publish: Publish, toilets: bytes
) -> None:
    """The second one's dataset has no usual name, and was not found when its next file came."""
    publish(toilets, "トイレ_令和5年度.csv")
    user, park = factories.User()["name"], factories.Organization()
    act("organization_member_create", id=park["id"], username=user, role="editor")
    first, second = (
        act(
            "kaga_publish",
            user,
            upload=FileStorage(io.BytesIO(content), name),
            owner_org=park["id"],
        )
        for content, name in (
            (toilets, "トイレ_令和5年度.csv"),
            (toilets[:-2], "トイレ_令和6年度.csv"),
        )
    )
    assert (first["created"], second["created"]) == (True, False)
    assert first["package_id"] == second["package_id"]
    assert act("package_show", id=first["package_id"])["owner_org"] == park["id"]


@pytest.mark.ckan_config("ckanext.kaga.municipality_name", "石川県加賀市")
@pytest.mark.ckan_config("ckanext.kaga.municipality_code", "172065")
def test_the_title_row_and_the_portal_say_when_and_where(publish: Publish, toilets: bytes) -> None:
    title = "加賀市　公衆トイレ一覧（令和６年４月１日現在）\n\n"
    taken = publish(title.encode() + toilets.removeprefix(b"\xef\xbb\xbf"))
    package = act("package_show", id=taken["package_id"])
    assert package["modified"] == "2024-04-01"
    assert (package["spatial_text"], package["spatial_code"]) == ("石川県加賀市", "172065")


def test_period_and_frequency_are_what_the_file_proves(publish: Publish, toilets: bytes) -> None:
    def described(titles: str, name: str) -> tuple[str, ...]:
        content = titles.encode() + toilets.removeprefix(b"\xef\xbb\xbf")
        taken = publish(content, name, known="new")
        package = act("package_show", id=taken["package_id"])
        fields = ("temporal_start", "temporal_end", "frequency")
        return tuple(package.get(field, "").rpartition("/")[2] for field in fields)

    year = ("2024-04-01", "2025-03-31")
    assert described("", "令和6年度トイレ.csv") == (*year, "")
    assert described("公衆トイレ一覧（令和6年度・毎年更新）\n", "a.csv") == (*year, "ANNUAL")
    day = "2024-04-01"
    assert described("公衆トイレ（2024年4月1日現在）\n", "R5年度.csv") == (day, day, "")
    assert described("", TOILETS) == ("", "", "")


def test_the_next_file_of_the_same_standard_is_its_next_version(
    publish: Publish, toilets: bytes
) -> None:
    first = publish(toilets)
    second = publish(b"".join(toilets.splitlines(keepends=True)[:-1]), "令和7年度.csv")
    assert not second["created"]
    assert second["resource_id"] == first["resource_id"]
    versions = act("kaga_version_list", resource_id=first["resource_id"])
    assert [version["rows"] for version in versions] == [16, 17]
    assert versions[0]["difference"]["rows"] == {"added": 0, "changed": 0, "removed": 1}


def test_the_table_has_the_name_of_its_newest_file_unless_a_person_named_it(
    publish: Publish, toilets: bytes
) -> None:
    resource_id = publish(toilets, "令和6年度トイレ.csv")["resource_id"]
    publish(toilets, "令和7年度トイレ.csv")
    assert act("resource_show", id=resource_id)["name"] == "令和7年度トイレ.csv"
    act("resource_patch", id=resource_id, name="公衆トイレの一覧")
    publish(toilets, "令和8年度トイレ.csv")
    assert act("resource_show", id=resource_id)["name"] == "公衆トイレの一覧"


def test_a_file_is_called_what_the_person_called_it(
    publish: Publish, toilets: bytes, dataset: dict[str, Any]
) -> None:
    """CKAN keeps ASCII names only: it would be 3.csv."""
    resource_id = publish(toilets, "C:\\書類\\3割減.csv")["resource_id"]
    assert act("kaga_check_show", resource_id=resource_id)["file_name"] == "3割減.csv"
    act("kaga_check_run", resource_id=resource_id, accept="safe")
    Worker().work(burst=True)
    assert act("kaga_check_show", resource_id=resource_id)["file_name"] == "3割減.csv"
    assert act("kaga_version_list", resource_id=resource_id)[0]["file_name"] == "3割減.csv"
    own = upload(toilets, "4割増.csv", package_id=dataset["id"])
    assert own["name"] == "4割増.csv"
    assert act("kaga_check_show", resource_id=own["id"])["file_name"] == "4割増.csv"


def test_another_dataset_is_made_where_somebody_says_so(publish: Publish, toilets: bytes) -> None:
    first, second = publish(toilets), publish(toilets, known="new")
    assert second["created"]
    assert second["package_id"] != first["package_id"]


def test_a_file_of_no_standard_is_known_by_its_name(publish: Publish) -> None:
    taken = publish("色,番号\n赤,007\n".encode(), "colours.csv")
    assert act("package_show", id=taken["package_id"])["title"] == "colours"


def test_a_file_with_a_japanese_name_is_known_by_it_too(publish: Publish) -> None:
    first = publish("色,番号\n赤,007\n".encode(), "色の一覧.csv")
    second = publish("色,番号\n赤,007\n青,008\n".encode(), "色の一覧.csv")
    assert (second["created"], second["resource_id"]) == (False, first["resource_id"])
    assert publish("色\n赤\n".encode(), "色の一覧（旧）.csv")["created"]


def test_each_table_of_a_zip_is_taken_with_an_answer_of_its_own(
    city: dict[str, Any], editor: str, toilets: bytes
) -> None:
    content = zipped(
        {
            TOILETS: toilets,
            "色の一覧.csv": "色,番号\n赤,007\n".encode(),
            "写真.csv": b"\x89PNG\r\n\x1a\n" + bytes(20),
        }
    )

    def hand_in(action: str) -> Any:
        file = FileStorage(io.BytesIO(content), "一式.zip")
        return act(action, editor, upload=file, owner_org=city["name"])

    with pytest.raises(tk.ValidationError, match="kaga_publish_all"):
        hand_in("kaga_publish")
    first, second, third = hand_in("kaga_publish_all")["files"]
    Worker().work(burst=True)
    assert [first["file"], second["file"]] == [TOILETS, "色の一覧.csv"]
    for taken in (first, second):
        assert act("kaga_check_show", resource_id=taken["resource_id"])["state"] == "published"
    assert third["file"] == "写真.csv"
    assert "PNG" in third["error"]["upload"][0]


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"\x89PNG\r\n\x1a\n" + bytes(20), "list.csv"), (b"", "list.csv"), (b"%PDF-1.7", "list.pdf")],
)
def test_what_is_no_table_leaves_nothing_behind(
    publish: Publish, city: dict[str, Any], content: bytes, name: str
) -> None:
    with pytest.raises(tk.ValidationError, match="upload"):
        publish(content, name)
    found = act("package_search", fq=f"owner_org:{city['id']}", include_private=True)
    assert found["count"] == 0


def test_another_organisations_dataset_is_never_replaced(publish: Publish, toilets: bytes) -> None:
    other = factories.Organization()
    theirs = act("package_create", name=NAME, title="他", notes="他", owner_org=other["id"])
    taken = publish(toilets)
    assert taken["created"]
    assert taken["package_id"] != theirs["id"]
