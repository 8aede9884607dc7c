"""What dies comes back by itself, and the data is whole."""

from __future__ import annotations

import csv
import io
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from stack import services
from stack.demo import Portal, Refused
from stack.home import ROOT, Home

pytestmark = pytest.mark.stack

TOILETS = "172065_public_toilet"
TOILETS_FILE = ROOT / "config" / "demo" / f"{TOILETS}.csv"
MANY = 60_000


def wait(condition: Callable[[], object], what: str, seconds: float = 90) -> None:
    """Wait until a condition holds; a portal that is just coming back may refuse meanwhile."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if condition():
                return
        except (Refused, OSError):
            pass
        time.sleep(0.1)
    pytest.fail(f"{what}: not within {seconds} s")


def rows(portal: Portal, resource: str) -> int:
    """Return how many rows a reader is told of."""
    return portal.call("datastore_search", resource_id=resource, limit=0)["total"]


def toilets(portal: Portal) -> str:
    """Return the id of the demonstration's file."""
    return portal.call("package_show", id=TOILETS)["resources"][0]["id"]


@pytest.mark.parametrize("name", ["worker", "solr", "redis", "postgres"])
def test_a_killed_service_comes_back(home: Home, editor: Portal, name: str) -> None:
    """kill -9, no help: the service runs again, the dataset is found and complete."""
    before = services.process(home, name)["pid"]
    os.kill(before, signal.SIGKILL)
    wait(lambda: services.process(home, name)["pid"] not in (0, before), f"{name} runs again")
    wait(lambda: services.is_healthy(home, name), f"{name} answers")
    wait(lambda: rows(editor, toilets(editor)) == 17, "17 rows")
    wait(lambda: editor.call("package_search", q="トイレ")["count"] >= 1, "search finds it")


@pytest.fixture
def many_toilets(tmp_path: Path) -> Path:
    """Return the real file with its rows repeated, each with an ID of its own."""
    header, *real = list(csv.reader(io.StringIO(TOILETS_FILE.read_text("utf-8-sig"))))
    number = header.index("ID")
    path = tmp_path / f"{TOILETS}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        for count in range(MANY):
            row = list(real[count % len(real)])
            row[number] = str(count + 1)
            writer.writerow(row)
    return path


def test_a_worker_killed_in_mid_load(home: Home, editor: Portal, many_toilets: Path) -> None:
    """A reader sees the old rows or the new ones, and the load is finished after all."""
    resource = toilets(editor)
    seen: set[int] = set()
    try:
        _replace(editor, resource, many_toilets)
        wait(lambda: _state(editor, resource) == "loading", "the load has begun")
        os.kill(services.process(home, "worker")["pid"], signal.SIGKILL)

        def finished() -> bool:
            seen.add(rows(editor, resource))
            return _state(editor, resource) == "published" and rows(editor, resource) == MANY

        wait(finished, "the load is finished by the next worker", seconds=180)
        assert seen <= {17, MANY}
    finally:
        _replace(editor, resource, TOILETS_FILE)
        wait(lambda: _state(editor, resource) == "held", "the lost rows are asked about")
        editor.call("kaga_check_run", resource_id=resource, loss=True)
        wait(lambda: rows(editor, resource) == 17, "the real file is back", seconds=180)


def _replace(editor: Portal, resource: str, file: Path) -> None:
    with file.open("rb") as stream:
        editor.call("resource_patch", files={"upload": (file.name, stream)}, id=resource)


def _state(editor: Portal, resource: str) -> str:
    return editor.call("kaga_check_show", resource_id=resource)["state"]
