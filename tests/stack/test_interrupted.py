"""What was killed half-way is made anew by the next run, and never by two runs at once."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from stack import postgres
from stack.console import StepFailed
from stack.home import ROOT, Home

INITDB = """#!/bin/sh
echo 15 > "$2/PG_VERSION"
[ -e killed ] || { touch killed; kill -9 $$; }
touch "$2/postgresql.conf"
"""
KILLED_IN_A_STEP = """
import sys
from pathlib import Path
from stack.console import run
from stack.home import Home
with Home(Path(sys.argv[1])).lock():
    child = f"kill -9 $PPID; sleep 1; touch {sys.argv[1]}/finished"
    run(["sh", "-c", child], "", "")
"""


def test_a_half_made_cluster_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """initdb writes PG_VERSION early: the file says nothing about how far it came."""
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "initdb").write_text(INITDB)
    (programs / "initdb").chmod(0o755)
    monkeypatch.setattr(postgres, "programs", lambda: programs)
    monkeypatch.setattr(Home, "user", None)
    home = Home(tmp_path)
    (tmp_path / "ports.json").write_text('{"postgres": 5432}')
    with pytest.raises(StepFailed):
        postgres.create_cluster(home)
    postgres.create_cluster(home)
    assert "kaga.conf" in (tmp_path / "postgres" / "postgresql.conf").read_text()
    assert sorted(path.name for path in tmp_path.glob("*postgres*")) == ["postgres"]


def test_what_a_killed_run_started_is_waited_for(tmp_path: Path) -> None:
    """kill -9 of ./kaga leaves its child at work: a second one beside it would do harm."""
    done = subprocess.run([sys.executable, "-c", KILLED_IN_A_STEP, tmp_path], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    with Home(tmp_path).lock():
        assert (tmp_path / "finished").exists()
