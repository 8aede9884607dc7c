"""``ckan kaga publish``: a folder as a city has it, with the worker at work."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from ckan.lib.jobs import Worker
from ckan.tests import factories
from click.testing import CliRunner, Result

from ckanext.kaga.cli import kaga
from ckanext.kaga.tests.conftest import SAMPLES, TOILETS
from ckanext.kaga.tests.portal import act
from ckanext.kaga.tests.tabular.books import zipped

pytestmark = [
    pytest.mark.stack,
    pytest.mark.usefixtures("clean_db", "clean_index", "with_test_worker", "clean_queues"),
]


@pytest.fixture(autouse=True)
def worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """While the command waits, the worker works."""
    monkeypatch.setattr("time.sleep", lambda _: Worker().work(burst=True))


@pytest.fixture
def run(city: dict[str, Any]) -> Any:
    """Run the command as an editor of the city."""
    editor = factories.User()["name"]
    act("organization_member_create", id=city["id"], username=editor, role="editor")

    def run(*arguments: str | Path) -> Result:
        given = ["publish", "--organization", city["name"], "--user", editor]
        return CliRunner().invoke(kaga, [*given, *(str(argument) for argument in arguments)])

    return run


def test_a_folder_is_one_table_of_results(run: Any, tmp_path: Path, toilets: bytes) -> None:
    (tmp_path / TOILETS).write_bytes(toilets)
    (tmp_path / "222127_aed.csv").write_bytes((SAMPLES / "222127_aed.csv").read_bytes())
    (tmp_path / "notes.txt").write_text("no table")
    result = run(tmp_path, "--json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.output)
    assert [(Path(one["file"]).name, one["state"], one["rows"]) for one in found] == [
        (TOILETS, "published", 17),
        ("222127_aed.csv", "published", 82),
    ]
    again = json.loads(run(tmp_path / TOILETS, "--json").output)
    assert (again[0]["created"], again[0]["resource_id"]) == (False, found[0]["resource_id"])


def test_no_file_of_a_folder_replaces_another(run: Any, tmp_path: Path, toilets: bytes) -> None:
    for name in ("a_north.csv", "b_south.csv"):
        (tmp_path / name).write_bytes(toilets)
    result = run(tmp_path, "--json")
    assert result.exit_code == 1
    assert [one["state"] for one in json.loads(result.output)] == ["published", "refused"]


def test_what_needs_a_person_is_said_and_the_rest_goes_on(
    run: Any, tmp_path: Path, toilets: bytes
) -> None:
    (tmp_path / "a.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(20))
    wrong = toilets.decode("utf-8-sig").replace("36.309009", "36.309009度", 1)
    (tmp_path / TOILETS).write_text(wrong)
    result = run(tmp_path)
    assert result.exit_code == 1
    assert "[受付不可] a.csv" in result.output
    assert f"[要修正] {TOILETS}　要修正1" in result.output
    assert run(tmp_path / TOILETS, "--accept-safe").exit_code == 0


def test_a_zip_of_many_tables_is_taken_apart(run: Any, tmp_path: Path, toilets: bytes) -> None:
    aed = (SAMPLES / "222127_aed.csv").read_bytes()
    path = tmp_path / "まとめ.zip"
    path.write_bytes(zipped({f"施設/{TOILETS}": toilets, "222127_aed.csv": aed}))
    found = json.loads(run(path, "--json").output)
    assert [(one["file"], one["state"], one["rows"]) for one in found] == [
        (f"{path}/{TOILETS}", "published", 17),
        (f"{path}/222127_aed.csv", "published", 82),
    ]
