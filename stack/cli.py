"""The command line: one function per command, the command's help in its docstring."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from stack import backup, ckan, portal, postgres, python_env, services, testing
from stack.console import StepFailed, report
from stack.home import Home
from stack.restore import restore

HELP = """\
./kaga up [--empty]          start the portal: install what is missing, repair what broke
./kaga down                  stop it; the data stays
./kaga status                each service, its port, its health, its memory
./kaga url                   the portal's address
./kaga logs [SERVICE] [-f]   the end of the logs; -f follows
./kaga test [fast] [ARG …]   the tests; further arguments go to pytest
./kaga test ckan [PATH …]    CKAN's own tests with our plugins on
./kaga bench NAME            one benchmark of bench/
./kaga ckan ARG …            CKAN's own command line
./kaga psql [DATABASE] [ARG …]  an SQL shell as the owner of ckan (or of datastore)
./kaga backup FOLDER [--keep N]  write a dated backup below FOLDER; keep the newest N
./kaga restore FOLDER        bring a backup into an empty state folder and start the portal
./kaga reset [--yes]         delete the portal's data, secrets and accounts for good
./kaga lock                  write the Python lock files anew

KAGA_HOME is the state folder (.run), KAGA_PORT the web port (5000 or the next that is free).
"""
OWNERS = {"ckan": "ckan", "datastore": "datastore_write"}


def main(arguments: list[str]) -> int:
    """Run one command; return the exit status."""
    os.umask(0o022)
    name, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
    command = COMMANDS.get(name)
    if command is None:
        print(f"There is no command {name}. ./kaga help lists what there is.", file=sys.stderr)
        return 2
    try:
        status = command(Home.from_environment(), rest)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has enough (`| head`); what Python flushes at its end goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except StepFailed as failure:
        report(failure)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Run the same command again: it takes up where it was.", file=sys.stderr)
        return 130
    return status


def _up(home: Home, arguments: list[str]) -> int:
    started = time.monotonic()
    with home.lock():
        if "--empty" in arguments:
            home.no_demonstration.touch()
        portal.up(home, empty=home.no_demonstration.exists())
    print(f"\nThe portal runs: {home.url}   ({time.monotonic() - started:.0f} s)")
    if home.accounts.exists():
        print(f"Accounts and passwords: {home.accounts}")
        print(f"Next: open {home.url}/user/login, log in as the editor, and add a dataset.")
    else:
        print("It is empty. Next: ./kaga ckan user add NAME, then ./kaga ckan sysadmin add NAME")
    return 0


def _down(home: Home, _: list[str]) -> int:
    with home.lock():
        portal.down(home)
        portal.down(home.for_tests())
    return 0


def _status(home: Home, _: list[str]) -> int:
    well = portal.status(home)
    print(f"{'backup':<10} {backup.last(home)}")
    if well:
        return 0
    print("→ ./kaga up starts or repairs it; ./kaga logs SERVICE says why.", file=sys.stderr)
    return 1


def _insist_on_a_start(home: Home) -> None:
    if not home.ini.exists():
        raise StepFailed("The portal was never started here.", "Run ./kaga up")


def _url(home: Home, _: list[str]) -> int:
    _insist_on_a_start(home)
    print(home.url)
    return 0


def _logs(home: Home, arguments: list[str]) -> int:
    names = [word for word in arguments if word != "-f"]
    unknown = [name for name in names if name not in (*services.NAMES, "supervisor")]
    if unknown:
        raise StepFailed(
            f"There is no service {unknown[0]}.", f"Choose one of: {', '.join(services.NAMES)}"
        )
    portal.follow_logs(home, names[0] if names else None, follow="-f" in arguments)
    return 0


def _backup(home: Home, arguments: list[str]) -> int:
    match arguments:
        case [folder]:
            keep = 0
        case [folder, "--keep", count] if re.fullmatch("[1-9][0-9]*", count):
            keep = int(count)
        case _:
            raise StepFailed(
                "A backup needs the folder that it is written into, and --keep a number.",
                "./kaga backup /mnt/backup --keep 14",
            )
    _insist_on_a_start(home)
    into = Path(folder).resolve()
    with home.lock():
        written = backup.write(home, into)
        deleted = backup.keep_newest(home, into, keep) if keep else []
    print(f"Wrote {written.folder}: {written.size / 1e6:,.1f} MB.", end="")
    print(f" Deleted {len(deleted)} older." if deleted else "")
    return 0


def _restore(home: Home, arguments: list[str]) -> int:
    if len(arguments) != 1:
        raise StepFailed(
            "A restore needs one backup.", "./kaga restore /mnt/backup/kaga-2026-11-26-023000"
        )
    started = time.monotonic()
    found = backup.Backup.read(Path(arguments[0]).resolve())
    with home.lock():
        kept = restore(home, found)
    seconds = time.monotonic() - started
    print(f"\nThe portal of {found.manifest['made']} runs: {home.url}   ({seconds:.0f} s)")
    for path in kept:
        print(f"{path} was here already and stayed; compare it with {found.folder / 'settings'}.")
    return 0


def _reset(home: Home, arguments: list[str]) -> int:
    if "--yes" not in arguments:
        print(f"This deletes all data, secrets and accounts in {home.path}. Type yes: ", end="")
        if input().strip() != "yes":
            print("Nothing was deleted.")
            return 1
    with home.lock():
        portal.down(home.for_tests())
        portal.reset(home)
    return 0


def _ckan(home: Home, arguments: list[str]) -> int:
    _insist_on_a_start(home)
    if not services.is_healthy(home, "postgres"):
        raise StepFailed(
            "The portal does not run, and CKAN's command line needs its database.",
            "Run ./kaga up. Files are checked without it by "
            f"{home.venv / 'bin' / 'python'} -m ckanext.kaga check FILE",
        )
    return ckan.interactive(home, arguments)


def _psql(home: Home, arguments: list[str]) -> int:
    named = bool(arguments) and not arguments[0].startswith("-")
    database, rest = (arguments[0], arguments[1:]) if named else ("ckan", arguments)
    if database not in OWNERS:
        raise StepFailed(f"There is no database {database}.", f"Choose one of: {', '.join(OWNERS)}")
    _insist_on_a_start(home)
    role = OWNERS[database]
    command = [*postgres.psql(home, role, database), *rest]
    os.execvpe(command[0], command, postgres.environment(home, role))


def _test(home: Home, arguments: list[str]) -> int:
    tests = home.for_tests()
    with tests.lock():
        if arguments[:1] == ["fast"]:
            return testing.fast(tests, arguments[1:])
        try:
            if arguments[:1] == ["ckan"]:
                return testing.of_ckan(tests, arguments[1:])
            return testing.whole(tests, arguments)
        finally:
            testing.stop(tests)


def _bench(home: Home, arguments: list[str]) -> int:
    if not arguments:
        raise StepFailed("A benchmark needs its name.", "./kaga bench load")
    tests = home.for_tests()
    with tests.lock():
        try:
            return testing.bench(tests, arguments[0], arguments[1:])
        finally:
            testing.stop(tests)


def _lock(_: Home, __: list[str]) -> int:
    python_env.lock()
    return 0


def _help(_: Home, __: list[str]) -> int:
    print(HELP, end="")
    return 0


COMMANDS: dict[str, Callable[[Home, list[str]], int]] = {
    "up": _up,
    "down": _down,
    "status": _status,
    "url": _url,
    "logs": _logs,
    "backup": _backup,
    "restore": _restore,
    "reset": _reset,
    "ckan": _ckan,
    "psql": _psql,
    "test": _test,
    "bench": _bench,
    "lock": _lock,
    "help": _help,
    "--help": _help,
    "-h": _help,
}
