"""``python -m ckanext.kaga``: another city checks its files without running a portal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from ckanext.kaga.tests.tabular.conftest import SAMPLES
from ckanext.kaga.tests.tabular.test_layout import BENCHES, OWN


def run(
    *arguments: str | Path, terminal: str = "utf-8", given: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """Run it as the shell does, where no CKAN is configured; ``given`` comes through a pipe."""
    env = {name: value for name, value in os.environ.items() if name != "CKAN_INI"}
    return subprocess.run(
        [sys.executable, "-m", "ckanext.kaga", *map(str, arguments)],
        env=env | {"PYTHONUTF8": "0", "PYTHONIOENCODING": terminal},
        input=given,
        capture_output=True,
        check=False,
    )


def test_a_file_is_checked_in_a_terminal_of_windows() -> None:
    done = run("check", SAMPLES / "222127_aed.csv", terminal="cp932")
    assert (done.returncode, done.stderr) == (1, b"")
    said = done.stdout.decode("cp932")
    assert "AED設置箇所一覧" in said
    assert "宗高88??」" in said


def test_a_pipe_is_read_and_json_is_utf_8() -> None:
    table = (SAMPLES / "222127_aed.csv").read_bytes()
    done = run("check", "--json", "-", terminal="cp932", given=table)
    assert (done.returncode, done.stderr) == (1, b"")
    told = json.loads(done.stdout.decode("utf-8"))
    assert (told["rows"], told["totals"]["KG-T021"]) == (82, 2)


def test_the_city_s_own_standards_are_known(tmp_path: Path) -> None:
    folder = tmp_path / "standards"
    folder.mkdir()
    (folder / "bench.yaml").write_text(OWN, encoding="utf-8")
    (tmp_path / "benches.csv").write_bytes(BENCHES)
    # A terminal that knows no Japanese is given it all the same.
    done = run("--standards-folder", folder, "check", tmp_path / "benches.csv", terminal="latin-1")
    assert "ベンチ一覧（加賀市独自データセット、bench/new）" in done.stdout.decode("utf-8")

    (folder / "bench.yaml").write_text("slug: Bench", encoding="utf-8")
    wrong = run("--standards-folder", folder, "standards", "list")
    assert wrong.returncode == 1
    assert b"bench.yaml" in wrong.stderr
    assert b"Traceback" not in wrong.stderr
