"""A portal is backed up while it runs and comes back elsewhere, as people and programs know it."""

from __future__ import annotations

import os
import re
import shutil
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from stack import backup, ckan, postgres, python_env, services
from stack.console import StepFailed, run
from stack.demo import Portal
from stack.home import ROOT, Home

pytestmark = pytest.mark.stack

TOILETS = ROOT / "config" / "demo" / "172065_public_toilet.csv"
SECONDS = 60


@pytest.fixture(scope="module")
def published(home: Home, accounts: dict[str, dict[str, str]]) -> Iterator[str]:
    """Return the name of a dataset that no demonstration knows, with a published file."""
    editor = Portal(home.url, accounts["editor"]["token"])
    name = f"backup-{uuid.uuid4().hex[:8]}"
    editor.call(
        "package_create", name=name, title="控えの試験", notes="控え", owner_org="kaga-city"
    )
    with TOILETS.open("rb") as stream:
        made = editor.call(
            "resource_create",
            files={"upload": (TOILETS.name, stream)},
            package_id=name,
            name="控え",
        )
    services.wait_for(lambda: _state(editor, made["id"]) == "published", "worker", home)
    yield name
    Portal(home.url, accounts["admin"]["token"]).call("dataset_purge", id=name)


def _state(portal: Portal, resource: str) -> str:
    return portal.call("kaga_check_show", resource_id=resource)["state"]


@pytest.fixture(scope="module")
def restored(
    home: Home, published: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Home]:
    """Return a second portal, out of a backup of the one that runs."""
    folder = tmp_path_factory.mktemp("backups")
    before = {name: services.process(home, name)["pid"] for name in services.NAMES}
    # Not by ./kaga backup: ./kaga test is at work in this state folder.
    written = backup.write(home, folder).folder
    assert {name: services.process(home, name)["pid"] for name in services.NAMES} == before

    # Not in pytest's folder: another pytest of this machine closes it to the services' account.
    second = Home(home.path / "restored")
    services.shut_down(second)
    shutil.rmtree(second.path, ignore_errors=True)
    # What is no part of a backup and takes long to make: the Python environment, translations.
    second.path.mkdir()
    second.venv.symlink_to(home.venv)
    second.stamp("venv", python_env.wanted(for_tests=False))
    second.stamp("script-texts", ckan.script_texts_fingerprint())
    env = {name: value for name, value in os.environ.items() if not name.startswith("CKAN_")}
    try:
        run(
            [str(ROOT / "kaga"), "restore", str(written)],
            "./kaga restore failed.",
            "Read what it says.",
            env=env | {"KAGA_HOME": str(second.path)},
        )
        yield second
    finally:
        services.shut_down(second)
        shutil.rmtree(second.path)


def test_what_people_and_programs_see(
    home: Home, restored: Home, accounts: dict[str, dict[str, str]], published: str
) -> None:
    """Datasets, rows, files, the plan and the register, read with the tokens of before."""
    told: list[list[Any]] = []
    for url in (home.url, restored.url):
        editor = Portal(url, accounts["editor"]["token"])
        dataset = editor.call("package_show", id=published)
        resource = dataset["resources"][0]
        rows = editor.call("datastore_search", resource_id=resource["id"])
        assert rows["total"] == 17
        file = requests.get(
            f"{url}/dataset/{published}/resource/{resource['id']}/download/{TOILETS.name}",
            headers={"Authorization": accounts["editor"]["token"]},
            timeout=SECONDS,
        )
        assert file.content == TOILETS.read_bytes()
        told.append(
            _without_address(
                url,
                [
                    dataset,
                    rows["records"],
                    rows["fields"],
                    editor.call("package_search", q="控えの試験", include_private=True)["count"],
                    editor.call("package_list"),
                    editor.call("kagakpi_plan_list"),
                    editor.call("kagaconsent_data_use_list"),
                    editor.call("kagaconsent_file_ledger_list"),
                ],
            )
        )
    assert told[0] == told[1]
    assert told[1][3] == 1


def _without_address(url: str, told: Any) -> Any:
    """Leave out the port, in which the two differ."""
    if isinstance(told, dict):
        return {name: _without_address(url, value) for name, value in told.items()}
    if isinstance(told, list):
        return [_without_address(url, value) for value in told]
    return told.replace(url, "") if isinstance(told, str) else told


def test_people_log_in_as_before(restored: Home, accounts: dict[str, dict[str, str]]) -> None:
    """The password is the one that the person knows."""
    browser = requests.Session()
    page = browser.get(f"{restored.url}/user/login", timeout=SECONDS).text
    token = re.search(r'name="_csrf_token"[^>]*?(?:value|content)="([^"]+)"', page)
    assert token
    account = accounts["editor"]
    fields = {"login": account["user"], "password": account["password"], "_csrf_token": token[1]}
    browser.post(f"{restored.url}/user/login", data=fields, timeout=SECONDS)
    profile = browser.get(f"{restored.url}/user/{account['user']}", timeout=SECONDS)
    assert profile.status_code == 200
    assert "/user/_logout" in profile.text


def test_the_schema_is_the_same(home: Home, restored: Home) -> None:
    """Owners, rights, functions, views and triggers of both databases, as PostgreSQL tells them."""
    for database in backup.DATABASES:
        before, after = (_schema(where, database) for where in (home, restored))
        assert any("_stays" in part or "populate_full_text" in part for part in before)
        assert before - after == set()
        # What CKAN's set-permissions gives when it runs for the second time, as at each upgrade.
        assert [
            part for part in after - before if "ACL" not in part or "_table_stats" not in part
        ] == []


def _schema(home: Home, database: str) -> set[str]:
    """Return the definition of each thing in a database; their order is that of their making."""
    program = str(postgres.programs() / "pg_dump")
    text = run(
        [program, *postgres.connection(home, "postgres", database), "--schema-only"],
        "no schema",
        "see the log",
        env=postgres.environment(home, "postgres"),
    )
    return set(re.sub(r"(?m)^\\(un)?restrict .*$", "", text).strip().split("\n\n\n"))


def test_what_is_only_added_to_still_is(restored: Home) -> None:
    """Each table that lets nobody change a row refuses it, its owner included."""
    found = postgres.sql(
        restored,
        "SELECT tgrelid::regclass FROM pg_trigger WHERE tgname LIKE '%\\_stays'",
        "ckan",
    ).split()
    filled = [
        table for table in found if postgres.sql(restored, f"TABLE {table} LIMIT 1", "ckan").strip()
    ]
    assert {"kagakpi_plan_version", "kagaconsent_data_use_version"} <= set(filled)
    for table in filled:
        with pytest.raises(StepFailed) as refused:
            postgres.sql(restored, f"DELETE FROM {table}", "ckan")  # noqa: S608  names out of the catalogue
        assert "ERROR" in refused.value.log, table
