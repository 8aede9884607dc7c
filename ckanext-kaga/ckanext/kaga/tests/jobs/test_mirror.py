"""Whoever copies the catalogue as docs/how-to/mirror.md says has what the portal has."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import pytest
from ckan.lib.jobs import Worker
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp

from ckanext.kaga import archive
from ckanext.kaga.tests.conftest import TOILETS
from ckanext.kaga.tests.portal import act, upload

pytestmark = [
    pytest.mark.stack,
    pytest.mark.usefixtures("with_test_worker", "clean_queues", "clean_index"),
]

ON_A_PAGE = 2


class Mirror:
    """A copy of every public table, by the ids of dataset and file, with its ETag."""

    def __init__(self, app: CKANTestApp) -> None:
        self.app = app
        self.tables: dict[tuple[str, str], tuple[str, bytes]] = {}
        self.since = ""

    def run(self) -> None:
        """Do what the page says for a night, looking only into what was modified."""
        listed = {one["id"]: one for one in self._listed()}
        wanted = f" +metadata_modified:[{self.since}Z TO *]" if self.since else ""
        for one in self._listed(wanted):
            self._fetch(one)
        for dataset, resource in list(self.tables):
            if dataset not in listed:
                answer = self._ask("package_show", id=dataset)
                assert answer.status_code in {403, 404}
                del self.tables[dataset, resource]
            elif resource not in {one["id"] for one in listed[dataset]["resources"]}:
                del self.tables[dataset, resource]
        self.since = max([one["metadata_modified"] for one in listed.values()], default="")

    def _listed(self, more: str = "") -> Iterator[dict[str, Any]]:
        last = ""
        while True:
            after = f"+id:{{{last} TO *]" if last else ""
            asked = {"rows": ON_A_PAGE, "sort": "id asc", "fq": f"{after}{more}"}
            found = self._ask("package_search", **asked).json["result"]["results"]
            if not found:
                return
            yield from found
            last = found[-1]["id"]

    def _fetch(self, dataset: dict[str, Any]) -> None:
        for resource in dataset["resources"]:
            if not resource["datastore_active"]:
                continue
            key = dataset["id"], resource["id"]
            known = {"If-None-Match": self.tables[key][0]} if key in self.tables else {}
            address = f"/dataset/{key[0]}/resource/{key[1]}/clean.csv"
            answer = self.app.get(address, headers=known)
            if answer.status_code == 200:
                self.tables[key] = answer.headers["ETag"], answer.data

    def _ask(self, action: str, **asked: Any) -> Any:
        return self.app.get(f"/api/3/action/{action}", query_string=asked)


def test_a_copy_follows_a_dozen_changes(
    app: CKANTestApp, city: dict[str, Any], toilets: bytes
) -> None:
    lines = toilets.splitlines(keepends=True)
    datasets = [factories.Dataset(owner_org=city["id"])["id"] for _ in range(3)]
    files = [upload(toilets, TOILETS, package_id=one)["id"] for one in datasets]
    Worker().work(burst=True)
    mirror = Mirror(app)

    def is_the_same(public: int) -> None:
        Worker().work(burst=True)
        mirror.run()
        assert len(mirror.tables) == public
        for (dataset, resource), (etag, table) in mirror.tables.items():
            assert act("package_show", id=dataset)["private"] is False
            version = act("kaga_published_show", resource_id=resource)
            with archive.open_kept(version["table_sha256"]) as kept:
                assert table == kept.read()
            assert etag == f'"{hashlib.sha256(table).hexdigest()}"'

    is_the_same(public=3)
    upload(b"".join(lines[:-1]), TOILETS, action="resource_update", id=files[0])
    is_the_same(public=3)
    act("kaga_version_restore", resource_id=files[0], number=1)
    is_the_same(public=3)
    act("package_delete", id=datasets[1])
    is_the_same(public=2)
    act("package_patch", id=datasets[1], state="active")
    is_the_same(public=3)
    act("package_patch", id=datasets[2], private=True)
    is_the_same(public=2)
    upload(b"".join(lines[:-2]), TOILETS, action="resource_update", id=files[2])
    is_the_same(public=2)
    act("package_patch", id=datasets[2], private=False, name="toilets-of-the-city")
    is_the_same(public=3)
    other = factories.Organization()["id"]
    act("package_owner_org_update", id=datasets[0], organization_id=other)
    upload(b"".join(lines[:-3]), TOILETS, action="resource_update", id=files[0])
    is_the_same(public=3)
    files.append(upload(toilets, TOILETS, package_id=datasets[0])["id"])
    is_the_same(public=4)
    act("resource_delete", id=files[0])
    is_the_same(public=3)
    act("dataset_purge", id=datasets[1])
    is_the_same(public=2)
