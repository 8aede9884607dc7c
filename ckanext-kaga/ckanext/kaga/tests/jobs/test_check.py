"""From an uploaded file to a published table, on the real services and Kaga's real file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from ckan import model
from ckan.lib.jobs import Worker

from ckanext.kaga import jobs
from ckanext.kaga.model import Check
from ckanext.kaga.tests.conftest import SAMPLES, TOILETS
from ckanext.kaga.tests.portal import act, upload

pytestmark = [pytest.mark.stack, pytest.mark.usefixtures("with_test_worker", "clean_queues")]

CODE = "全国地方公共団体コード"


@pytest.fixture
def publish(dataset: dict[str, Any]) -> Iterator[Callable[..., dict[str, Any]]]:
    """Upload a file, let the worker do its work, return the resource as it then is."""

    def run(content: bytes, name: str = TOILETS, **fields: Any) -> dict[str, Any]:
        fields = {"package_id": dataset["id"]} | fields
        resource = upload(content, name, **fields)
        Worker().work(burst=True)
        return act("resource_show", id=resource["id"])

    yield run
    model.Session.remove()


def check_of(resource: dict[str, Any]) -> dict[str, Any]:
    return act("kaga_check_show", resource_id=resource["id"])


def rows_of(resource: dict[str, Any]) -> list[dict[str, Any]]:
    return act("datastore_search", resource_id=resource["id"])["records"]


def types_of(resource: dict[str, Any]) -> dict[str, str]:
    fields = act("datastore_search", resource_id=resource["id"], limit=0)["fields"]
    return {field["id"]: field["type"] for field in fields}


def test_kagas_toilets_become_a_typed_table(
    publish: Callable[..., dict[str, Any]], toilets: bytes
) -> None:
    resource = publish(toilets)
    check = check_of(resource)
    assert (check["state"], check["progress"]) == ("published", 100)
    assert set(check["steps"]) == {"queued", "reading", "checking", "loading", "published"}
    assert resource["datastore_active"]
    assert len(rows_of(resource)) == 17
    assert rows_of(resource)[0][CODE] == "172065"
    types = types_of(resource)
    assert types[CODE] == "text"
    assert types["緯度"] == types["経度"] == "numeric"


def test_the_data_dictionary_has_labels_and_notes(
    publish: Callable[..., dict[str, Any]], toilets: bytes
) -> None:
    fields = act("datastore_info", id=publish(toilets)["id"])["fields"]
    assert all(field["info"]["label"] for field in fields)
    assert any(field["info"]["notes"] for field in fields)


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda text: text.encode("cp932"), id="CP932"),
        pytest.param(lambda text: text.encode("utf-8"), id="UTF-8 without BOM"),
        pytest.param(
            lambda text: ("加賀市公衆トイレ一覧,,,\r\n" + text).encode("cp932"), id="title row"
        ),
    ],
)
def test_the_same_table_comes_out_of_other_spellings_of_the_file(
    publish: Callable[..., dict[str, Any]], toilets: bytes, spoil: Callable[[str], bytes]
) -> None:
    resource = publish(spoil(toilets.decode("utf-8-sig")))
    assert check_of(resource)["state"] == "published"
    assert rows_of(resource) == rows_of(publish(toilets))


@pytest.mark.parametrize("name", ["公衆トイレ一覧.csv", "トイレ（最終版）.CSV", "令和７年度.csv"])
def test_a_file_with_a_japanese_name_is_checked_like_any_other(
    publish: Callable[..., dict[str, Any]], toilets: bytes, name: str
) -> None:
    """CKAN leaves of such a name what is ASCII, which may be the suffix alone."""
    resource = publish(toilets, name)
    assert check_of(resource)["state"] == "published"
    assert resource["name"] == name
    assert not resource["url"].endswith("/.csv")


def test_a_file_with_errors_keeps_the_old_table_and_says_why(
    publish: Callable[..., dict[str, Any]], toilets: bytes
) -> None:
    resource = publish(toilets)
    before = rows_of(resource)
    wrong = toilets.decode("utf-8-sig").replace("36.", "北緯36.", 1).encode("utf-8")
    publish(wrong, action="resource_update", id=resource["id"])
    check = check_of(resource)
    assert check["state"] == "stopped"
    assert check["message"]["rule"] == "has-errors"
    assert "1件" in check["message"]["ja"]
    assert check["report"]["counts"]["error"] == 1
    assert check["report"]["findings"][0]["severity"] == "error"
    assert rows_of(resource) == before


def test_a_table_of_no_standard_is_published_as_text(
    publish: Callable[..., dict[str, Any]],
) -> None:
    resource = publish("色,番号\n赤,007\n".encode(), "colours.csv")
    assert check_of(resource)["state"] == "published"
    assert check_of(resource)["report"]["standard"] is None
    assert rows_of(resource) == [{"_id": 1, "色": "赤", "番号": "007"}]


def test_what_people_choose_wins_over_what_the_header_tells(
    publish: Callable[..., dict[str, Any]], toilets: bytes
) -> None:
    resource = publish(toilets, standard="public_toilet/new")
    assert check_of(resource)["report"]["standard"] == "public_toilet/new"


def test_the_dataset_s_standard_leaves_a_table_that_is_clearly_another(
    publish: Callable[..., dict[str, Any]], dataset: dict[str, Any], toilets: bytes
) -> None:
    act("package_patch", id=dataset["id"], standard="public_toilet/new")
    first = check_of(publish(toilets))["report"]
    assert first["standard"] == "public_toilet/new"
    assert "KG-H013" not in first["totals"]
    devices = (SAMPLES / "222127_aed.csv").read_bytes()
    second = check_of(publish(devices, "aed.csv"))["report"]
    assert second["standard"] == "aed/old"
    [told] = [one for one in second["findings"] if one["rule"] == "KG-H013"]
    assert "「公衆トイレ一覧」" in told["message"]
    assert "「AED設置箇所一覧」" in told["message"]
    chosen = check_of(publish(devices, "aed.csv", standard="public_toilet/new"))["report"]
    assert chosen["standard"] == "public_toilet/new"
    undecided = check_of(publish("色,番号\n赤,007\n".encode(), "colours.csv"))["report"]
    assert undecided["standard"] == "public_toilet/new"


def test_text_that_is_no_table_is_explained(publish: Callable[..., dict[str, Any]]) -> None:
    check = check_of(publish(b"\n\n", "empty.csv"))
    assert check["state"] == "stopped"
    assert check["message"]["ja"]
    assert check["message"]["en"]


def test_a_new_upload_is_checked_and_a_new_description_is_not(
    publish: Callable[..., dict[str, Any]], toilets: bytes
) -> None:
    resource = publish(toilets)
    first = check_of(resource)["id"]
    act("resource_patch", id=resource["id"], description="説明だけ変えました")
    assert check_of(resource)["id"] == first
    publish(toilets, action="resource_update", id=resource["id"])
    assert check_of(resource)["id"] > first


def test_package_revise_is_an_upload_like_any_other(
    publish: Callable[..., dict[str, Any]], toilets: bytes, dataset: dict[str, Any]
) -> None:
    import io

    from werkzeug.datastructures import FileStorage

    resource = publish(toilets)
    first = check_of(resource)["id"]
    act(
        "package_revise",
        match={"id": dataset["id"]},
        **{"update__resources__0__upload": FileStorage(io.BytesIO(toilets), TOILETS)},
    )
    assert check_of(resource)["id"] > first


def test_a_file_without_a_name_is_named_after_itself(
    dataset: dict[str, Any], toilets: bytes
) -> None:
    """Nobody reads 名無しのリソース; what a person wrote is kept."""
    silent = upload(toilets, "toilets.csv", package_id=dataset["id"])
    named = upload(toilets, "toilets.csv", package_id=dataset["id"], name="公衆トイレ")
    assert (silent["name"], named["name"]) == ("toilets.csv", "公衆トイレ")


def test_other_files_are_left_alone(dataset: dict[str, Any]) -> None:
    pdf = upload(b"%PDF-1.7", "plan.pdf", package_id=dataset["id"])
    assert Check.latest(pdf["id"]) is None


def test_one_check_waits_per_resource_however_often_people_press(
    dataset: dict[str, Any], toilets: bytes
) -> None:
    resource = upload(toilets, TOILETS, package_id=dataset["id"])
    waiting = check_of(resource)["id"]
    for _ in range(3):
        assert act("kaga_check_run", resource_id=resource["id"])["id"] == waiting


def test_lost_work_is_found_again(dataset: dict[str, Any], toilets: bytes) -> None:
    resource = upload(toilets, TOILETS, package_id=dataset["id"])
    check = Check.latest(resource["id"])
    assert check is not None
    check.start()
    act("job_clear")
    assert check.id in jobs.resume()
    Worker().work(burst=True)
    assert check_of(resource)["state"] == "published"
    assert check.id not in jobs.resume()


def test_a_file_that_kills_its_worker_is_not_tried_for_ever(
    dataset: dict[str, Any], toilets: bytes
) -> None:
    resource = upload(toilets, TOILETS, package_id=dataset["id"])
    check = Check.latest(resource["id"])
    assert check is not None
    for _ in range(jobs.ATTEMPTS):
        check.start()
    Worker().work(burst=True)
    assert check_of(resource)["message"]["rule"] == "check-failed"


def test_a_check_of_a_purged_dataset_ends_quietly(dataset: dict[str, Any], toilets: bytes) -> None:
    resource = upload(toilets, TOILETS, package_id=dataset["id"])
    check = Check.latest(resource["id"])
    assert check is not None
    act("dataset_purge", id=dataset["id"])
    assert Check.get(check.id) is None
    jobs.run_check(check.id)
