"""``python -m ckanext.kaga``: another city checks its files without running a portal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from ckanext.kaga.tests.tabular.conftest import SAMPLES
from ckanext.kaga.tests.tabular.test_layout import BENCHES, OWN


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run it as the shell does, where no CKAN is configured."""
    env = {name: value for name, value in os.environ.items() if name != "CKAN_INI"}
    return subprocess.run(
        [sys.executable, "-m", "ckanext.kaga", *map(str, arguments)],
        env=env | {"PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_file_is_checked() -> None:
    done = run("check", SAMPLES / "222127_aed.csv")
    assert done.returncode == 1
    assert "AED設置箇所一覧" in done.stdout
    assert done.stderr == ""


def test_the_city_s_own_standards_are_known(tmp_path: Path) -> None:
    folder = tmp_path / "standards"
    folder.mkdir()
    (folder / "bench.yaml").write_text(OWN, encoding="utf-8")
    (tmp_path / "benches.csv").write_bytes(BENCHES)
    done = run("--standards-folder", folder, "check", tmp_path / "benches.csv")
    assert "ベンチ一覧（加賀市独自データセット、bench/new）" in done.stdout

    (folder / "bench.yaml").write_text("slug: Bench", encoding="utf-8")
    wrong = run("--standards-folder", folder, "standards", "list")
    assert wrong.returncode == 1
    assert "bench.yaml" in wrong.stderr
    assert "Traceback" not in wrong.stderr
