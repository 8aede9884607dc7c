"""A portal out of a backup, in a state folder that holds none."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

from stack import portal, postgres, services, starting
from stack.backup import DATABASES, FILES, SETTINGS, STANDARDS, Backup
from stack.console import StepFailed, run, step
from stack.home import ROOT, Home


def restore(home: Home, backup: Backup) -> list[Path]:
    """Bring a backup into an empty state folder and end when the portal answers.

    What people know comes from the backup: data, files, accounts, tokens, settings. What belongs to
    a machine is made here: ports, passwords of the services, search index, the code's environment.
    Returns the settings that somebody wrote here before: they stay as they are.
    Raises StepFailed, before anything is written, where a portal is here already, the backup is
    damaged, or it is of a newer version.
    """
    _insist_on_an_empty_folder(home)
    with step("Sums of the backup"):
        backup.check()
    backup.insist_on_its_migrations()
    own = _own_settings(home, backup.folder / SETTINGS)
    stays = [path for path in own if path.exists()]
    differs = [path for path in stays if path.read_text() != own[path]]
    # First of all, as it makes the account to which the settings are given.
    portal.prepare(home, for_tests=False)
    home.restoring.write_text(str(backup.folder))
    with step("Settings"):
        _write_settings(
            home,
            backup.folder / SETTINGS,
            {path: text for path, text in own.items() if path not in stays},
        )
    portal.write_configuration(home, wish=os.environ.get("KAGA_PORT"))
    _write_postgres_settings(home, backup.folder / SETTINGS)
    with step("Databases"):
        services.start_supervisor(home)
        starting.start(home, "postgres")
        postgres.create_roles(home)
        postgres.create_databases(home)
        for database in DATABASES:
            _load(home, database, backup.folder / f"{database}.dump")
    with step("Files"):
        _unpack(home, backup.folder / FILES)
    home.restoring.unlink()
    portal.up(home, empty=True)
    return differs


def _insist_on_an_empty_folder(home: Home) -> None:
    names = ("postgres", "secrets.json", "files", "restoring")
    found = [name for name in names if (home.path / name).exists()]
    if found:
        raise StepFailed(
            f"{home.path} holds a portal already, or part of one ({', '.join(found)}).",
            "Restore into another folder: KAGA_HOME=/srv/kaga-restored ./kaga restore FOLDER. "
            "Or, where nothing here is needed any more: ./kaga reset, then restore again.",
        )


def _own_settings(home: Home, settings: Path) -> dict[Path, str]:
    """Return what is to be written where of the machine's own settings."""
    own = {path: settings / path.name for path in home.own_settings}
    own |= {home.path / STANDARDS / path.name: path for path in (settings / STANDARDS).glob("*")}
    texts = {path: source.read_text() for path, source in own.items() if source.exists()}
    local = home.path / "local.ini"
    if local in texts:
        texts[local] = _at_home(home, texts[local], standards=(settings / STANDARDS).exists())
    return texts


def _at_home(home: Home, text: str, *, standards: bool) -> str:
    """Return local.ini with this checkout's and this state folder's addresses."""
    shared = ROOT / "config" / "ckan.ini"
    used = r"(?m)^(use\s*=\s*config:).*/config/ckan\.ini$"
    text = re.sub(used, lambda found: f"{found[1]}{shared}", text)
    if standards:
        folder = home.path / STANDARDS
        key = r"(?m)^(ckanext\.kaga\.standards_folder\s*=\s*).*$"
        text = re.sub(key, lambda found: f"{found[1]}{folder}", text)
    return text


def _write_settings(home: Home, settings: Path, own: dict[Path, str]) -> None:
    """Write the settings, and the secrets that must not change."""
    for path, text in own.items():
        path.parent.mkdir(exist_ok=True)
        home.write_private(path, text, for_services=path != home.accounts)
    secrets = json.loads((settings / "secrets.json").read_text())
    home.write_private(home.path / "secrets.json", json.dumps(secrets), for_services=False)
    memory = settings / home.clock_memory.name
    if memory.exists():
        home.make_folder(home.clock_memory.parent)
        home.clock_memory.write_text(memory.read_text())


def _write_postgres_settings(home: Home, settings: Path) -> None:
    folder = home.path / "postgres" / "conf.d"
    for path in (settings / "conf.d").glob("*.conf"):
        (folder / path.name).write_text(path.read_text())
    home.give(folder)


def _load(home: Home, database: str, dump: Path) -> None:
    """Fill an empty database: owners, rights, functions and triggers as they were."""
    run(
        [
            str(postgres.programs() / "pg_restore"),
            *postgres.connection(home, postgres.SUPERUSER, database),
            "--exit-on-error",
            f"--jobs={os.cpu_count() or 1}",
            str(dump),
        ],
        f"The database {database} could not be restored.",
        "Read the message above; then ./kaga reset, and restore again.",
        env=postgres.environment(home, postgres.SUPERUSER),
    )
    # Without it, the first days' questions would be planned for empty tables.
    postgres.sql(home, "ANALYZE", database)


def _unpack(home: Home, archive: Path) -> None:
    """Bring back what people uploaded."""
    run(
        ["tar", "--extract", "--gzip", "--no-same-owner", f"--file={archive}"],
        "The uploaded files could not be restored.",
        "Read the message above; then ./kaga reset, and restore again.",
        cwd=home.files,
    )
    home.give(home.files)
