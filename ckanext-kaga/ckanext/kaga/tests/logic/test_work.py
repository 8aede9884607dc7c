"""What waits for the caller, over the datasets of the caller's organisations."""

from __future__ import annotations

import io
from typing import Any

import pytest
from ckan.lib.jobs import Worker
from ckan.tests import factories
from werkzeug.datastructures import FileStorage

from ckanext.kaga.tests.conftest import TOILETS
from ckanext.kaga.tests.portal import act

pytestmark = [
    pytest.mark.stack,
    pytest.mark.usefixtures("clean_db", "clean_index", "with_test_worker", "clean_queues"),
]


def test_each_sees_what_waits_in_the_own_organisation(city: dict[str, Any], toilets: bytes) -> None:
    editor, stranger = factories.User()["name"], factories.User()["name"]
    act("organization_member_create", id=city["id"], username=editor, role="editor")
    other = factories.Organization()
    act("organization_member_create", id=other["id"], username=stranger, role="editor")
    wrong = toilets.decode("utf-8-sig").replace("36.309009", "北緯", 1).encode()
    for content, name in ((toilets, TOILETS), (wrong, "wrong.csv"), (b"a,b\n1,2\n", "plain.csv")):
        file = FileStorage(io.BytesIO(content), name)
        act("kaga_publish", editor, upload=file, owner_org=city["name"], known="new")
    Worker().work(burst=True)
    found = [(item["kind"], item["file"]) for item in act("kaga_work_list", editor)]
    assert found == [
        ("correct", "wrong.csv"),
        ("make-public", TOILETS),
        ("make-public", "plain.csv"),
        ("standard", "plain.csv"),
    ]
    assert act("kaga_work_list", stranger) == []
