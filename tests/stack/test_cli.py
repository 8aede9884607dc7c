"""The command line answers in one sentence and with an honest exit status."""

import os
import subprocess
from pathlib import Path
from typing import IO

import pytest

from stack.cli import COMMANDS, HELP

ROOT = Path(__file__).resolve().parents[2]


def kaga(
    *arguments: str, home: Path, stdout: int | IO[str] = subprocess.PIPE, **env: str
) -> subprocess.CompletedProcess:
    """Run ./kaga with a state folder of its own."""
    return subprocess.run(
        [str(ROOT / "kaga"), *arguments],
        env=os.environ | {"KAGA_HOME": str(home)} | env,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )


def test_help_names_every_command() -> None:
    """What exists can be found."""
    for name in COMMANDS:
        if not name.startswith("-") and name != "help":
            assert f"./kaga {name}" in HELP


def test_no_word_is_help(tmp_path: Path) -> None:
    """The first thing a newcomer types explains the rest."""
    done = kaga(home=tmp_path)
    assert done.returncode == 0
    assert "./kaga up" in done.stdout


def test_an_unknown_command_is_refused(tmp_path: Path) -> None:
    """A typo starts nothing."""
    done = kaga("upp", home=tmp_path)
    assert done.returncode == 2
    assert "./kaga help" in done.stderr


@pytest.mark.parametrize("command", [["url"], ["psql"], ["ckan", "user", "list"]])
def test_before_the_first_start(tmp_path: Path, command: list[str]) -> None:
    """A command that needs the portal says how to get one."""
    done = kaga(*command, home=tmp_path)
    assert done.returncode == 1
    assert "./kaga up" in done.stderr


def test_ckan_while_the_portal_is_down(tmp_path: Path) -> None:
    """One sentence instead of CKAN's tracebacks, and the way that needs no portal."""
    (tmp_path / "ports.json").write_text('{"postgres": 1}')
    (tmp_path / "ckan.ini").touch()
    done = kaga("ckan", "kaga", "standards", "list", home=tmp_path)
    assert done.returncode == 1
    assert "./kaga up" in done.stderr
    assert "-m ckanext.kaga check FILE" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["help", "status"])
def test_a_reader_that_has_enough(tmp_path: Path, command: str) -> None:
    """`./kaga status | head -2` ends as quietly as any other command of the system."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing) as nobody_reads:
        done = kaga(command, home=tmp_path, stdout=nobody_reads)
    assert "Error" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "role", "rest"),
    [
        ([], "ckan", ""),
        (["-c", "select 1"], "ckan", "-c select 1"),
        (["datastore", "-c", "select 1"], "datastore_write", "-c select 1"),
    ],
)
def test_psql_takes_options_with_and_without_a_database(
    tmp_path: Path, arguments: list[str], role: str, rest: str
) -> None:
    """Without a name it is CKAN's database, whatever else is asked of the SQL shell."""
    (tmp_path / "ports.json").write_text('{"postgres": 5432}')
    (tmp_path / "ckan.ini").touch()
    shell = tmp_path / "bin" / "psql"
    shell.parent.mkdir()
    shell.write_text('#!/bin/sh\necho "$@"\n')
    shell.chmod(0o755)
    done = kaga("psql", *arguments, home=tmp_path, PATH=f"{shell.parent}:{os.environ['PATH']}")
    database = role.split("_", maxsplit=1)[0]
    assert done.stdout.strip().endswith(f"--username {role} --dbname {database} {rest}".strip())


def test_status_of_a_portal_that_is_down(tmp_path: Path) -> None:
    """Each service is named, and a script sees that something is missing."""
    done = kaga("status", home=tmp_path)
    assert done.returncode == 1
    assert [line.split()[0] for line in done.stdout.splitlines()] == [
        "postgres", "redis", "solr", "web", "worker", "clock", "backup",
    ]  # fmt: skip


def test_logs_of_an_unknown_service(tmp_path: Path) -> None:
    """The message lists the services that there are."""
    done = kaga("logs", "mysql", home=tmp_path)
    assert done.returncode == 1
    assert "postgres" in done.stderr


def test_reset_asks_first(tmp_path: Path) -> None:
    """Without a yes, nothing is deleted: not even where nobody can be asked."""
    keep = tmp_path / "secrets.json"
    keep.write_text("{}")
    done = kaga("reset", home=tmp_path)
    assert done.returncode != 0
    assert keep.exists()
