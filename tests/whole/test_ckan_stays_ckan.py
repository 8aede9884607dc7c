"""CKAN's own action API behaves as ever with all our plugins on."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Iterator

import pytest

from stack.demo import Portal, Refused
from stack.home import Home

pytestmark = pytest.mark.stack


@pytest.fixture
def admin(home: Home, accounts: dict[str, dict[str, str]]) -> Portal:
    """Return the web API as the system administrator."""
    return Portal(home.url, accounts["admin"]["token"])


@pytest.fixture
def name(admin: Portal) -> Iterator[str]:
    """Return a name for everything that a test makes; it is purged afterwards."""
    name = f"smoke-{uuid.uuid4().hex[:8]}"
    yield name
    for purge, made in (
        ("dataset_purge", name),
        ("group_purge", f"{name}-theme"),
        ("organization_purge", name),
    ):
        with contextlib.suppress(Refused):
            admin.call(purge, id=made)


@pytest.fixture
def dataset(admin: Portal, name: str) -> dict:
    """Return a dataset that CKAN's own action made from the fewest fields."""
    admin.call("organization_create", name=name, title="Smoke")
    return admin.call("package_create", name=name, title="Smoke", notes="Smoke", owner_org=name)


def test_the_plugins_are_on(admin: Portal) -> None:
    """The rest of this file would prove nothing without them."""
    assert {"kaga", "kagaconsent", "kagakpi"} <= set(admin.call("status_show")["extensions"])


def test_a_dataset_is_created_found_changed_and_purged(
    admin: Portal, dataset: dict, name: str
) -> None:
    """The life of a dataset."""
    assert admin.call("package_search", fq=f"name:{name}")["count"] == 1
    admin.call("package_patch", id=name, title="Smoke again")
    shown = admin.call("package_show", id=name)
    assert (shown["title"], shown["notes"]) == ("Smoke again", "Smoke")
    revised = admin.call("package_revise", match={"id": dataset["id"]}, update={"notes": "More"})
    assert revised["package"]["notes"] == "More"
    admin.call("package_delete", id=name)
    assert admin.call("package_search", fq=f"name:{name}")["count"] == 0
    admin.call("dataset_purge", id=name)
    with pytest.raises(Refused, match="Not Found Error"):
        admin.call("package_show", id=name)


def test_tags_groups_and_activity(admin: Portal, dataset: dict, name: str) -> None:
    """What hangs on a dataset."""
    theme = f"{name}-theme"
    admin.call("group_create", name=theme, title="Smoke")
    admin.call("package_patch", id=name, tags=[{"name": "煙突"}], groups=[{"name": theme}])
    assert admin.call("package_search", fq='tags:"煙突"')["count"] == 1
    assert admin.call("group_show", id=theme)["package_count"] == 1
    assert admin.call("package_activity_list", id=name)


def test_datastore_actions(admin: Portal, dataset: dict) -> None:
    """A table that somebody loads by the API is theirs, not ours."""
    made = admin.call(
        "datastore_create",
        resource={"package_id": dataset["id"], "name": "table"},
        fields=[{"id": "code", "type": "text"}, {"id": "count", "type": "int"}],
        records=[{"code": "011002", "count": 1}, {"code": "172065", "count": 2}],
        primary_key=["code"],
    )
    table = made["resource_id"]
    admin.call(
        "datastore_upsert", resource_id=table, force=True, records=[{"code": "172065", "count": 3}]
    )
    found = admin.call("datastore_search", resource_id=table, filters={"code": "172065"})
    assert found["records"] == [{"_id": 2, "code": "172065", "count": 3}]
    assert admin.call("datastore_search", resource_id=table, q="011002")["total"] == 1
    admin.call("datastore_delete", resource_id=table, force=True, filters={"code": "011002"})
    assert admin.call("datastore_search", resource_id=table)["total"] == 1
    assert [field["id"] for field in admin.call("datastore_info", id=table)["fields"]] == [
        "code",
        "count",
    ]


def test_somebody_without_rights_is_refused(
    home: Home, accounts: dict[str, dict[str, str]], dataset: dict, name: str
) -> None:
    """CKAN's own authorisation decides."""
    resident = Portal(home.url, accounts["resident"]["token"])
    for action, data in (
        ("package_patch", {"id": name, "title": "Mine"}),
        ("package_delete", {"id": name}),
        ("organization_create", {"name": f"{name}-2"}),
    ):
        with pytest.raises(Refused, match="Authorization Error"):
            resident.call(action, **data)
