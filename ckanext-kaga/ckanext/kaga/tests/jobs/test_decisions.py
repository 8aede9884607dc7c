"""What people decide about a file: repairs, cells by hand, fewer rows, personal data."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.lib.jobs import Worker
from ckan.tests.helpers import FakeSMTP

from ckanext.kaga import archive, uploads
from ckanext.kaga.tests.conftest import TOILETS
from ckanext.kaga.tests.letterbox import letters
from ckanext.kaga.tests.portal import act, upload

pytestmark = [
    pytest.mark.stack,
    pytest.mark.usefixtures("with_test_worker", "clean_queues", "forgotten_trail"),
]

Publish = Callable[..., dict[str, Any]]
DAMAGED = "36.309009"
"""The latitude of the first toilet."""


@pytest.fixture
def publish(dataset: dict[str, Any]) -> Publish:
    """Upload a file, let the worker do its work, return the resource as it then is."""

    def run(content: bytes, name: str = TOILETS, **fields: Any) -> dict[str, Any]:
        resource = upload(content, name, **{"package_id": dataset["id"]} | fields)
        Worker().work(burst=True)
        return act("resource_show", id=resource["id"])

    return run


def decide(resource: dict[str, Any], **choices: Any) -> dict[str, Any]:
    """Decide something, let the worker do its work, return the check that came of it."""
    act("kaga_check_run", resource_id=resource["id"], **choices)
    Worker().work(burst=True)
    return check_of(resource)


def check_of(resource: dict[str, Any]) -> dict[str, Any]:
    return act("kaga_check_show", resource_id=resource["id"])


def rows_of(resource: dict[str, Any]) -> list[dict[str, Any]]:
    return act("datastore_search", resource_id=resource["id"])["records"]


def spoilt(toilets: bytes, new: str) -> bytes:
    return toilets.decode("utf-8-sig").replace(DAMAGED, new, 1).encode()


def test_certain_repairs_are_made_with_one_word_and_taken_back_with_another(
    publish: Publish, toilets: bytes
) -> None:
    resource = publish(spoilt(toilets, f"{DAMAGED}度"))
    assert check_of(resource)["state"] == "stopped"
    assert check_of(resource)["report"]["repairs"]["safe"] == 1
    check = decide(resource, accept="safe")
    assert check["state"] == "published"
    assert check["changes"]["total"] == 1
    assert rows_of(resource)[0]["緯度"] == 36.309009
    with archive.open_kept(check["changes"]["sha256"]) as file:
        [change] = csv.DictReader(io.TextIOWrapper(file, "utf-8-sig", newline=""))
    assert (change["row"], change["column"], change["new"]) == ("2", "緯度", DAMAGED)
    assert decide(resource, anew=True)["state"] == "stopped"


def test_a_cell_is_written_by_hand_and_taken_back(publish: Publish, toilets: bytes) -> None:
    resource = publish(spoilt(toilets, "北緯不明"))
    assert check_of(resource)["state"] == "stopped"
    check = decide(resource, cells={"2:緯度": DAMAGED})
    assert (check["state"], check["changes"]["total"]) == ("published", 1)
    assert rows_of(resource)[0]["緯度"] == 36.309009
    assert decide(resource, cells={"2:緯度": None})["state"] == "stopped"


def test_decisions_are_about_one_upload(publish: Publish, toilets: bytes) -> None:
    resource = publish(spoilt(toilets, "北緯不明"))
    decide(resource, cells={"2:緯度": "1.5"}, accept="safe")
    publish(toilets, action="resource_update", id=resource["id"])
    check = check_of(resource)
    assert (check["choices"]["cells"], check["choices"]["accept"]) == ({}, "none")
    assert rows_of(resource)[0]["緯度"] == 36.309009


@pytest.mark.parametrize(
    "wrong", [{"cells": "x"}, {"cells": {"緯度": "1"}}, {"part": "1"}, {"accept": "all"}]
)
def test_what_is_no_decision_is_refused(
    publish: Publish, toilets: bytes, wrong: dict[str, Any]
) -> None:
    resource = publish(toilets)
    with pytest.raises(tk.ValidationError, match=next(iter(wrong))):
        act("kaga_check_run", resource_id=resource["id"], **wrong)


def test_a_fifth_of_the_rows_is_not_lost_without_a_word(publish: Publish, toilets: bytes) -> None:
    resource = publish(toilets)
    fewer = b"".join(toilets.splitlines(keepends=True)[:-5])
    publish(fewer, action="resource_update", id=resource["id"])
    check = check_of(resource)
    assert (check["state"], check["message"]["rule"]) == ("held", "rows-lost")
    assert check["difference"]["rows"] == {"added": 0, "changed": 0, "removed": 5}
    assert len(rows_of(resource)) == 17
    assert decide(resource, loss=True)["state"] == "published"
    assert len(rows_of(resource)) == 12


def test_another_table_of_the_file_can_be_chosen(publish: Publish) -> None:
    lines = "施設,住所,数\n甲,一,1\n乙,二,2\n丙,三,3\n\n\n品目,値,単位\n丁,4,円\n戊,5,円\n"
    resource = publish(lines.encode(), "two.csv")
    report = check_of(resource)["report"]
    other = next(part for part in report["parts"] if part["key"] != report["part"])
    check = decide(resource, part=other["key"])
    assert (check["report"]["part"], check["state"]) == (other["key"], "held")
    decide(resource, loss=True)
    assert {row["品目"] for row in rows_of(resource)} == {"丁", "戊"}


# --- the personal-data gate ---------------------------------------------------------------

PERSONAL = "氏名,生年月日,自宅電話\n見本 花子,1980-01-02,0761-00-0000\n".encode()
MY_NUMBERS = "名前,個人番号\n見本,123456789018\n".encode()


def test_my_numbers_are_refused_and_erased(publish: Publish) -> None:
    resource = publish(MY_NUMBERS, "list.csv")
    check = check_of(resource)
    assert (check["state"], check["message"]["rule"]) == ("stopped", "personal-number")
    assert "123456789018" not in str(check)
    assert not resource.get("datastore_active")
    with pytest.raises(FileNotFoundError):
        uploads.open_file(resource)


def test_a_second_person_releases_what_is_held_back(
    publish: Publish, people: dict[str, str]
) -> None:
    resource = publish(PERSONAL, "list.csv")
    one = {"resource_id": resource["id"]}
    assert check_of(resource)["message"]["rule"] == "personal-data"
    assert not resource.get("datastore_active")
    reason = {"reason": "本人の同意を得て公表する名簿です。"}
    with pytest.raises(tk.ValidationError):
        act("kaga_release_decide", people["second"], decision="released", **one, **reason)
    act("kaga_release_ask", people["first"], **one, **reason)
    for name in ("first", "editor"):
        with pytest.raises((tk.ValidationError, tk.NotAuthorized)):
            act("kaga_release_decide", people[name], decision="released", **one, **reason)
    act("kaga_release_decide", people["second"], decision="released", **one, **reason)
    Worker().work(burst=True)
    assert check_of(resource)["state"] == "published"
    trail = act("kaga_release_list", **one)
    assert [entry["kind"] for entry in trail] == ["asked", "released"]


@pytest.mark.ckan_config("smtp.server", "localhost")
@pytest.mark.ckan_config("smtp.mail_from", "opendata@city.kaga.lg.jp")
def test_who_decides_is_told_and_so_is_who_asked(
    publish: Publish, people: dict[str, str], mail_server: FakeSMTP
) -> None:
    """By letter and in the list of what to do; what was asked is no longer the asker's to do."""
    resource = publish(PERSONAL, "list.csv")
    one = {"resource_id": resource["id"], "reason": "本人の同意を得て公表する名簿です。"}

    def kinds(name: str) -> list[str]:
        return [
            item["kind"]
            for item in act("kaga_work_list", people[name])
            if item["resource_id"] == resource["id"] and item["kind"] in {"decide", "release"}
        ]

    assert [kinds(name) for name in people] == [["decide"]] * len(people)
    act("kaga_release_ask", people["first"], **one)
    assert [kinds(name) for name in ("editor", "first", "second")] == [[], [], ["release"]]
    address = {name: model.User.get(people[name]).email for name in people}
    [(to, subject, text)] = letters(mail_server)
    assert to == address["second"]
    assert "個人情報の確認の依頼" in subject
    assert one["reason"] in text
    assert f"/resource/{resource['id']}/check" in text
    act("kaga_release_decide", people["second"], decision="refused", **one)
    assert [letter[0] for letter in letters(mail_server)[1:]] == [address["first"]]
    assert kinds("editor") == ["decide"]


def test_a_release_does_not_cover_another_file(publish: Publish, people: dict[str, str]) -> None:
    resource = publish(PERSONAL, "list.csv")
    one = {"resource_id": resource["id"], "reason": "公表する名簿です。"}
    act("kaga_release_ask", people["editor"], **one)
    act("kaga_release_decide", people["first"], decision="released", **one)
    Worker().work(burst=True)
    publish(PERSONAL + "架空 太郎,1990-05-06,0761-00-0001\n".encode(), "list.csv",
            action="resource_update", id=resource["id"])  # fmt: skip
    assert check_of(resource)["state"] == "held"


def test_the_record_can_be_neither_changed_nor_deleted(
    publish: Publish, people: dict[str, str]
) -> None:
    resource = publish(PERSONAL, "list.csv")
    act("kaga_release_ask", people["editor"], resource_id=resource["id"], reason="公表済みです。")
    for statement in ("DELETE FROM kaga_release", "UPDATE kaga_release SET reason = 'x'"):
        with pytest.raises(Exception, match="audit trail"):
            model.Session.execute(sa.text(statement))
        model.Session.rollback()
