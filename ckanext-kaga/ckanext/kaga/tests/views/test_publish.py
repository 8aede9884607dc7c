"""The page 公開する: several files at once, as staff meet it."""

from __future__ import annotations

import io
from typing import Any

import pytest
from ckan.lib.jobs import Worker
from ckan.tests import factories
from werkzeug.datastructures import FileStorage

from ckanext.kaga.model import Check
from ckanext.kaga.tests.conftest import TOILETS
from ckanext.kaga.tests.portal import act
from ckanext.kaga.tests.tabular.books import zipped

pytestmark = [
    pytest.mark.stack,
    pytest.mark.usefixtures("clean_db", "clean_index", "with_test_worker", "clean_queues"),
]


@pytest.fixture
def token(city: dict[str, Any]) -> dict[str, str]:
    """The headers of an editor of the city."""
    user = factories.UserWithToken()
    act("organization_member_create", id=city["id"], username=user["name"], role="editor")
    return {"Authorization": user["token"]}


def hand_in(app: Any, token: dict[str, str], city: dict[str, Any], *files: FileStorage) -> Any:
    data = {"owner_org": city["name"], "known": "update", "upload": list(files)}
    return app.post("/publish", data=data, headers=token, follow_redirects=False)


def test_a_stranger_is_shown_the_way_to_log_in(app: Any, portal: None) -> None:
    assert "/user/login" in app.get("/publish", follow_redirects=False).headers["Location"]


def test_who_belongs_to_no_organisation_is_told_whom_to_ask(app: Any, portal: None) -> None:
    user = factories.UserWithToken()
    page = app.get("/publish", headers={"Authorization": user["token"]}).body
    assert "組織の管理者に" in page
    assert 'type="file"' not in page


def test_several_files_go_their_ways_in_one_table(
    app: Any, token: dict[str, str], city: dict[str, Any], toilets: bytes
) -> None:
    wide = toilets.decode("utf-8-sig").replace("36.309009", "36.309009度", 1).encode()
    answer = hand_in(
        app, token, city,
        FileStorage(io.BytesIO(wide), TOILETS),
        FileStorage(io.BytesIO("色,番号\n赤,007\n".encode()), "色の一覧.csv"),
        FileStorage(io.BytesIO(b"\x89PNG\r\n\x1a\n" + bytes(20)), "photo.csv"),
    )  # fmt: skip
    address = answer.headers["Location"]
    waiting = app.get(address, headers=token)
    assert 'hx-trigger="every 3s"' in waiting.body
    assert "photo.csv" in waiting.body
    Worker().work(burst=True)
    page = app.get(address, headers=token)
    assert "every 3s" not in page.body
    assert TOILETS in page.body
    assert "要修正" in page.body
    files = {"file": [part.split("=")[1] for part in address.split("?")[1].split("&")]}
    app.post("/publish/results/repair", data=files, headers=token)
    Worker().work(burst=True)
    app.post("/publish/results/public", data=files, headers=token)
    states = {Check.latest(one).state for one in files["file"]}
    assert states == {"published"}
    found = act("package_search", fq=f"owner_org:{city['id']}")["results"]
    assert {package["private"] for package in found} == {False}
    assert len(found) == 2


def of_a_year_later(
    app: Any,
    token: dict[str, str],
    city: dict[str, Any],
    toilets: bytes,
    *,
    rows: int = 16,
    public: bool = False,
) -> tuple[dict[str, Any], str]:
    """A dataset whose second file says another year than its first; the address of its results.

    ``rows`` are those of the second file; the first has 17, and is public where asked for.
    """
    hand_in(app, token, city, FileStorage(io.BytesIO(toilets), "トイレ_令和5年度.csv"))
    Worker().work(burst=True)
    [package] = act("package_search", include_private=True)["results"]
    assert package["temporal_start"] == "2023-04-01"
    if public:
        act("package_patch", id=package["id"], private=False)
    fewer = b"".join(toilets.splitlines(keepends=True)[: rows + 1])
    second = FileStorage(io.BytesIO(fewer), "トイレ_令和6年度.csv")
    address = hand_in(app, token, city, second).headers["Location"]
    Worker().work(burst=True)
    return package, address


def press(app: Any, token: dict[str, str], address: str, button: str) -> str:
    """Press a button of the page of results, which is there; the page that follows."""
    step = f"/publish/results/{button}"
    assert f'action="{step}"' in app.get(address, headers=token).body
    files = {"file": [part.split("=")[1] for part in address.split("?")[1].split("&")]}
    return app.post(step, data=files, headers=token).body


def period(package: dict[str, Any]) -> tuple[str, str]:
    found = act("package_show", id=package["id"])
    return found["temporal_start"], found["temporal_end"]


def test_the_button_for_all_publishes_the_period_that_the_page_says(
    app: Any, token: dict[str, str], city: dict[str, Any], toilets: bytes
) -> None:
    package, address = of_a_year_later(app, token, city, toilets)
    body = app.get(address, headers=token).body
    assert "2023-04-01 → 2024-04-01" in body
    assert "2024-03-31 → 2025-03-31" in body
    press(app, token, address, "public")
    assert act("package_show", id=package["id"])["private"] is False
    assert period(package) == ("2024-04-01", "2025-03-31")


def test_the_button_for_all_leaves_what_a_person_wrote_and_says_so_first(
    app: Any, token: dict[str, str], city: dict[str, Any], toilets: bytes
) -> None:
    package, address = of_a_year_later(app, token, city, toilets)
    act("package_patch", id=package["id"], temporal_start="2023-07-01")
    body = app.get(address, headers=token).body
    assert "ファイル名によると2024-04-01です。" in body
    assert "先に確かめてください" in body
    press(app, token, address, "public")
    assert period(package) == ("2023-07-01", "2024-03-31")


def test_a_period_that_the_new_file_does_not_say_is_to_be_looked_at(
    app: Any, token: dict[str, str], city: dict[str, Any], toilets: bytes
) -> None:
    package, _ = of_a_year_later(app, token, city, toilets)
    third = FileStorage(io.BytesIO(toilets), "トイレ.csv")
    address = hand_in(app, token, city, third).headers["Location"]
    Worker().work(burst=True)
    body = app.get(address, headers=token).body
    assert "前の版から引き継いでいます。" in body
    assert "先に確かめてください" in body
    press(app, token, address, "public")
    assert period(package) == ("2023-04-01", "2024-03-31")


def test_a_public_dataset_takes_the_period_of_its_new_file_by_a_button(
    app: Any, token: dict[str, str], city: dict[str, Any], toilets: bytes
) -> None:
    """Its table is public as soon as it was checked; what is said of it changes when asked to."""
    package, address = of_a_year_later(app, token, city, toilets, public=True)
    assert period(package) == ("2023-04-01", "2024-03-31")
    assert "2023-04-01 → 2024-04-01" in app.get(address, headers=token).body
    body = press(app, token, address, "describe")
    assert period(package) == ("2024-04-01", "2025-03-31")
    assert "→" not in body
    assert "/publish/results/describe" not in body


def test_a_file_that_is_held_back_says_nothing_of_what_is_public(
    app: Any, token: dict[str, str], city: dict[str, Any], toilets: bytes
) -> None:
    package, address = of_a_year_later(app, token, city, toilets, rows=2, public=True)
    body = app.get(address, headers=token).body
    assert "判断待ち" in body
    assert "2024-04-01" not in body
    app.post("/publish/results/describe", data={"file": address.split("=")[1]}, headers=token)
    assert period(package) == ("2023-04-01", "2024-03-31")


@pytest.mark.ckan_config("ckanext.kaga.approval", True)
@pytest.mark.usefixtures("forgotten_trail")
def test_approval_is_asked_for_with_the_period_that_the_page_says(
    app: Any, token: dict[str, str], city: dict[str, Any], toilets: bytes
) -> None:
    package, address = of_a_year_later(app, token, city, toilets)
    press(app, token, address, "ask")
    assert period(package) == ("2024-04-01", "2025-03-31")
    assert act("kaga_review_show", package_id=package["id"])["standing"] == "asked"


def test_no_file_replaces_another_of_the_same_go(
    app: Any, token: dict[str, str], city: dict[str, Any], toilets: bytes
) -> None:
    """Two lists of the same standard, as of two branch offices: the second is told, not lost in."""
    south = b"".join(toilets.splitlines(keepends=True)[:-1])
    answer = hand_in(
        app, token, city,
        FileStorage(io.BytesIO(toilets), "北部.csv"),
        FileStorage(io.BytesIO(south), "南部.csv"),
    )  # fmt: skip
    address = answer.headers["Location"]
    assert address.count("file=") == 1
    page = app.get(address, headers=token).body
    assert "南部.csv" in page
    assert "別のデータセットを作る" in page
    Worker().work(burst=True)
    check = Check.latest(address.rpartition("=")[2])
    assert check.report["rows"] == 17


def test_of_two_people_at_one_dataset_the_second_is_told(
    app: Any, token: dict[str, str], city: dict[str, Any], toilets: bytes
) -> None:
    """While the first file waits; afterwards the second one is the next version."""
    other = factories.UserWithToken()
    act("organization_member_create", id=city["id"], username=other["name"], role="editor")
    second = {"Authorization": other["token"]}
    fewer = b"".join(toilets.splitlines(keepends=True)[:-1])
    hand_in(app, token, city, FileStorage(io.BytesIO(toilets), TOILETS))
    refused = hand_in(app, second, city, FileStorage(io.BytesIO(fewer), TOILETS))
    assert "file=" not in refused.headers["Location"]
    told = app.get(refused.headers["Location"], headers=second).body
    assert "別の職員のファイルを上書きしないように" in told
    Worker().work(burst=True)
    taken = hand_in(app, second, city, FileStorage(io.BytesIO(fewer), TOILETS))
    Worker().work(burst=True)
    [resource] = act("package_search", include_private=True)["results"][0]["resources"]
    assert taken.headers["Location"].endswith(resource["id"])
    versions = act("kaga_version_list", resource_id=resource["id"])
    assert [version["rows"] for version in versions] == [16, 17]


def test_a_zip_of_many_tables_is_taken_apart(
    app: Any, token: dict[str, str], city: dict[str, Any], toilets: bytes
) -> None:
    colours = "色,番号\n赤,007\n".encode()
    many = zipped({f"令和8年度/{TOILETS}": toilets, "色の一覧.csv": colours, "図.png": b"\x89PNG"})
    answer = hand_in(app, token, city, FileStorage(io.BytesIO(many), "まとめ.zip"))
    Worker().work(burst=True)
    page = app.get(answer.headers["Location"], headers=token).body
    assert TOILETS in page
    assert "色の一覧.csv" in page
    assert "図.png" not in page
    found = act("package_search", fq=f"owner_org:{city['id']}", include_private=True)["results"]
    assert len(found) == 2
    assert {one["url"].rsplit(".")[-1] for package in found for one in package["resources"]} == {
        "csv"
    }


def test_a_zip_of_one_table_stays_that_file(
    app: Any, token: dict[str, str], city: dict[str, Any], toilets: bytes
) -> None:
    one = zipped({TOILETS: toilets, "図.png": b"\x89PNG"})
    hand_in(app, token, city, FileStorage(io.BytesIO(one), "toilets.zip"))
    [package] = act("package_search", fq=f"owner_org:{city['id']}", include_private=True)["results"]
    assert package["resources"][0]["url"].endswith("toilets.zip")


def test_no_more_files_are_taken_than_a_request_has_time_for(
    app: Any, token: dict[str, str], city: dict[str, Any]
) -> None:
    many = zipped({f"{number}番.csv": "色,番号\n赤,007\n".encode() for number in range(51)})
    hand_in(app, token, city, FileStorage(io.BytesIO(many), "まとめ.zip"))
    photos = [
        FileStorage(io.BytesIO(b"\x89PNG\r\n\x1a\n"), f"{number}.csv") for number in range(50)
    ]
    hand_in(app, token, city, *photos, FileStorage(io.BytesIO("色\n赤\n".encode()), "最後.csv"))
    page = app.get("/publish", headers=token).body
    assert "まとめ.zip: 圧縮ファイルの中に51個のファイルがあり、上限の50個を超えています" in page
    assert "最後.csv: 一度に受け取るのは50件までです" in page
    assert act("package_search", include_private=True)["count"] == 0


def test_a_running_step_is_shown(
    app: Any, token: dict[str, str], city: dict[str, Any], toilets: bytes
) -> None:
    address = hand_in(app, token, city, FileStorage(io.BytesIO(toilets), TOILETS)).headers[
        "Location"
    ]
    Check.latest(address.split("=")[1]).enter("checking", 30)
    assert "30%" in app.get(address, headers=token, status=200).body


def test_nothing_chosen_is_said(app: Any, token: dict[str, str], city: dict[str, Any]) -> None:
    data = {"owner_org": city["name"], "known": "update"}
    assert "ファイルを選んでください" in app.post("/publish", data=data, headers=token).body


def test_strangers_see_no_results(
    app: Any, token: dict[str, str], city: dict[str, Any], toilets: bytes
) -> None:
    address = hand_in(app, token, city, FileStorage(io.BytesIO(toilets), TOILETS)).headers[
        "Location"
    ]
    assert TOILETS not in app.get(address).body
