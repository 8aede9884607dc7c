"""A backup of the portal: one dated folder that holds everything which cannot be made anew.

``ckan.dump`` and ``datastore.dump`` are PostgreSQL's own archives, ``files.tar.gz`` is what people
uploaded, ``settings/`` is what this machine was told, ``manifest.json`` says of what version it is
and names each of these parts with its size and SHA-256. Why in this order: docs/adr/0056.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import tarfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from stack import ckan, portal, postgres
from stack.clock import JAPAN
from stack.console import StepFailed, run, step
from stack.home import ROOT, Home

FORMAT = 1
DATABASES = ("ckan", "datastore")
FILES = "files.tar.gz"
SETTINGS = "settings"
STANDARDS = "standards"
# Sessions, form tokens and the tokens that people have in their programs. The services' own
# passwords belong to a machine: the next one makes its own.
SECRETS = ("session", "csrf", "api_token")
# Below KAGA_HOME/files, and made by each start.
MADE_ANEW = ("webassets", "i18n")
_NAMED = "kaga-%Y-%m-%d-%H%M%S"
_LAST = "backup"
_TWO_DAYS = 48
NAME = re.compile(r"kaga-\d{4}-\d\d-\d\d-\d{6}")
UNFINISHED = ".part"


@dataclass(frozen=True)
class Backup:
    """A backup that is whole: its folder, and what its manifest says."""

    folder: Path
    manifest: dict[str, Any]

    @classmethod
    def read(cls, folder: Path) -> Backup:
        """Return the backup in a folder. Raises StepFailed where there is none that we can read."""
        try:
            manifest = json.loads((folder / "manifest.json").read_text())
            known = manifest["format"] == FORMAT
        except (OSError, ValueError, KeyError, TypeError) as error:
            inside = sorted(path for path in _whole(folder))
            remedy = f"Name one backup: {inside[-1]}" if inside else "Name a folder such as kaga-…"
            raise StepFailed(f"{folder} is no backup of a portal.", remedy) from error
        if not known:
            raise StepFailed(
                f"{folder} was written by a newer Kaga, in a form that this one cannot read.",
                "Bring this checkout to the newest version (git pull), then run it again.",
            )
        return cls(folder, manifest)

    @property
    def size(self) -> int:
        """The bytes of all parts."""
        return sum(part["bytes"] for part in self.manifest["parts"].values())

    def check(self) -> None:
        """Compare each part with its sum; raise StepFailed, naming the first that differs."""
        for name, part in self.manifest["parts"].items():
            path = self.folder / name
            if not path.is_file() or _sha256(path) != part["sha256"]:
                raise StepFailed(
                    f"{path} is not as it was written: it is missing or its sum differs.",
                    "Take another backup; this one was damaged, on its disk or on its way.",
                )

    def insist_on_its_migrations(self) -> None:
        """Raise StepFailed where the databases are newer than this checkout's code."""
        if set(self.manifest["migrations"]) - set(_migrations()):
            commit = self.manifest["commit"] or "the commit that is not known"
            raise StepFailed(
                f"The backup is of a newer Kaga ({self.manifest['version']}, {commit}).",
                f"git checkout {commit} (or a newer one), then run it again.",
            )


def write(home: Home, into: Path) -> Backup:
    """Write one backup below a folder, of a portal that runs or is stopped; return it.

    It has its name from the moment that it is whole. Raises StepFailed where it cannot be written,
    and leaves nothing of it then.
    """
    if into.is_relative_to(home.path):
        raise StepFailed(
            f"{into} lies in the state folder itself.",
            "Choose another folder, best on another disk.",
        )
    if not into.is_dir():
        raise StepFailed(
            f"There is no folder {into}.", f"Is its disk mounted? Else make it: mkdir -m 700 {into}"
        )
    made = datetime.now(JAPAN)
    folder = into / made.strftime(_NAMED)
    try:
        with _alone_in(into):
            new = folder.with_name(folder.name + UNFINISHED)
            new.mkdir(mode=0o700)
            try:
                _write_parts(home, new)
                _write_manifest(home, new, made)
                new.rename(folder)
            except BaseException:
                shutil.rmtree(new, ignore_errors=True)
                raise
            _sync(into)
    except OSError as error:
        raise StepFailed(
            f"The backup could not be written: {error}",
            f"Is there space, and may you write, in {into}? Then run the command again.",
        ) from error
    home.stamp(_LAST, str(folder))
    return Backup.read(folder)


def last(home: Home) -> str:
    """Say when and where the last backup was written, and whether it is still there."""
    where = home.stamped(_LAST)
    if where is None:
        return "never written: ./kaga backup FOLDER"
    made = datetime.strptime(Path(where).name, _NAMED).replace(tzinfo=JAPAN)
    hours = int((datetime.now(JAPAN) - made).total_seconds()) // 3600
    age = f"{hours} h ago" if hours < _TWO_DAYS else f"{hours // 24} days ago"
    gone = "" if os.path.isdir(where) else "  which is not there now"  # noqa: PTH112 - may be hidden
    return f"{age:<10} {made:%Y-%m-%d %H:%M}  {where}{gone}"


def keep_newest(home: Home, into: Path, count: int) -> list[Path]:
    """Delete this portal's backups in a folder but for the newest; return what was deleted."""
    with _alone_in(into):
        mine = [
            path for path in _whole(into) if Backup.read(path).manifest["home"] == str(home.path)
        ]
        old = sorted(mine)[:-count]
        for path in old:
            # What is deleted half-way must not look whole.
            leaving = path.rename(path.with_name(path.name + UNFINISHED))
            shutil.rmtree(leaving)
    return old


def _whole(folder: Path) -> list[Path]:
    """Return the backups below a folder that have their name."""
    if not folder.is_dir():
        return []
    return [
        path
        for path in folder.iterdir()
        if NAME.fullmatch(path.name) and (path / "manifest.json").exists()
    ]


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Let one ./kaga at a time write below a folder, without what a killed one left there."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StepFailed(
                f"Another ./kaga writes a backup into {folder}.", "Wait until it has finished."
            ) from error
        for path in folder.glob(f"*{UNFINISHED}"):
            if NAME.fullmatch(path.name.removesuffix(UNFINISHED)):
                shutil.rmtree(path)
        yield
    finally:
        os.close(descriptor)


def _write_parts(home: Home, new: Path) -> None:
    """Write the parts: first what names things, then what is named."""
    with portal.database_awake(home):
        for database in DATABASES:
            with step(f"Database {database}"):
                _dump(home, database, new / f"{database}.dump")
    with step("Files"):
        _pack(home.files, new / FILES)
    with step("Settings"):
        _copy_settings(home, new / SETTINGS)


def _dump(home: Home, database: str, target: Path) -> None:
    """Write one database as it was at one moment, while others go on writing to it."""
    run(
        [
            str(postgres.programs() / "pg_dump"),
            *postgres.connection(home, postgres.SUPERUSER, database),
            "--format=custom",
            f"--file={target}",
        ],
        f"The database {database} could not be dumped.",
        "Read the message above: no space is left in the folder, or PostgreSQL is not well "
        "(./kaga logs postgres). Then run the command again.",
        env=postgres.environment(home, postgres.SUPERUSER),
    )


def _pack(folder: Path, target: Path) -> None:
    """Write what people uploaded; what is deleted meanwhile is left out."""
    with tarfile.open(target, "w:gz", compresslevel=1) as archive:
        for parent, folders, names in os.walk(folder):
            if Path(parent) == folder:
                folders[:] = [name for name in folders if name not in MADE_ANEW]
            folders.sort()
            for name in sorted(names):
                path = Path(parent) / name
                inside = str(path.relative_to(folder))
                with suppress(FileNotFoundError), path.open("rb") as file:
                    archive.addfile(archive.gettarinfo(arcname=inside, fileobj=file), file)


def _copy_settings(home: Home, target: Path) -> None:
    """Copy what this machine was told, and the secrets that must not change."""
    target.mkdir()
    kept = {name: home.secrets[name] for name in SECRETS}
    (target / "secrets.json").write_text(json.dumps(kept, indent=2))
    for path in (*home.own_settings, home.clock_memory):
        if path.exists():
            shutil.copyfile(path, target / path.name)
    for name, paths in (
        ("conf.d", (home.path / "postgres" / "conf.d").glob("*.conf")),
        (STANDARDS, ckan.own_standards(home)),
    ):
        for path in paths:
            (target / name).mkdir(exist_ok=True)
            shutil.copyfile(path, target / name / path.name)


def _write_manifest(home: Home, new: Path, made: datetime) -> None:
    """Write what the backup is of, with size and sum of each part as the disk has it."""
    parts = {}
    for path in sorted(new.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)
        if path.is_dir():
            continue
        _sync(path)
        parts[str(path.relative_to(new))] = {"bytes": path.stat().st_size, "sha256": _sha256(path)}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    manifest = {
        "format": FORMAT,
        "made": made.isoformat(timespec="seconds"),
        "version": project["version"],
        "commit": _commit(),
        "home": str(home.path),
        "migrations": _migrations(),
        "parts": parts,
    }
    path = new / "manifest.json"
    path.write_text(json.dumps(manifest, indent=1, ensure_ascii=False))
    path.chmod(0o600)
    for written in (path, new):
        _sync(written)


def _migrations() -> list[str]:
    return [str(path.relative_to(ROOT)) for path in ckan.migrations()]


def _commit() -> str | None:
    """Return the checkout's commit; None where the code came without git."""
    # Somebody else may own the checkout: git reads it for us all the same.
    command = ["git", "-c", f"safe.directory={ROOT}", "-C", str(ROOT), "rev-parse", "HEAD"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return None
    return done.stdout.strip() or None


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(path: Path) -> None:
    """Have the disk write what it only remembers."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
