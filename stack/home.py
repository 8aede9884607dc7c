"""The state folder: where things lie, which ports and secrets they use."""

from __future__ import annotations

import fcntl
import json
import os
import pwd
import secrets
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from stack.console import StepFailed, step

ROOT = Path(__file__).resolve().parent.parent
SERVICE_USER = "kaga"
PORT_NAMES = ("web", "postgres", "redis", "solr", "supervisor")
FIRST_WEB_PORT = 5000
FIRST_PRIVATE_PORT = 20000
PRIVATE_PORTS = 10000
SECRET_NAMES = (
    "session",
    "csrf",
    "api_token",
    "postgres",
    "ckan",
    "datastore_write",
    "datastore_read",
    "redis",
    "supervisor",
)


@dataclass(frozen=True)
class Home:
    """One state folder. Two of them never share a port, a file or a process."""

    path: Path

    @classmethod
    def from_environment(cls) -> Home:
        """Return the folder that KAGA_HOME names, else ``.run`` in the checkout."""
        return cls(Path(os.environ.get("KAGA_HOME") or ROOT / ".run").resolve())

    def for_tests(self) -> Home:
        """Return the state folder of the tests, beside the portal's."""
        return Home(self.path / "test")

    # Where things lie

    @property
    def venv(self) -> Path:
        """The Python environment."""
        return self.path / "venv"

    @property
    def logs(self) -> Path:
        """One log file per service."""
        return self.path / "log"

    @property
    def files(self) -> Path:
        """CKAN's file storage and web assets."""
        return self.path / "files"

    @property
    def ini(self) -> Path:
        """CKAN's configuration of this machine."""
        return self.path / "ckan.ini"

    @property
    def accounts(self) -> Path:
        """The demonstration's accounts with passwords and tokens, mode 600."""
        return self.path / "accounts.json"

    @property
    def no_demonstration(self) -> Path:
        """There where this portal was started empty, and is to stay without the demonstration."""
        return self.path / "no-demonstration"

    @property
    def restoring(self) -> Path:
        """There while a restore is at work; holds the backup's folder."""
        return self.path / "restoring"

    @property
    def clock_memory(self) -> Path:
        """What the clock did on which day."""
        return self.path / "run" / "daily.json"

    @property
    def own_settings(self) -> tuple[Path, ...]:
        """What people told this portal in files, and what nobody can make anew."""
        names = ("local.ini", "daily", "accounts.json", "no-demonstration")
        return tuple(self.path / name for name in names)

    @property
    def state(self) -> tuple[Path, ...]:
        """Everything that `reset` deletes."""
        names = ("postgres", "redis", "solr", "files", "log", "stamps", "test")
        single = ("ckan.ini", "accounts.json", "secrets.json", "ports.json", "supervisord.conf")
        marks = ("no-demonstration", "restoring")
        return tuple(self.path / name for name in names + single + marks)

    # The account that services run as

    @property
    def user(self) -> str | None:
        """The unprivileged account of the services, or None where the caller is one already."""
        return SERVICE_USER if os.geteuid() == 0 else None

    def make_folder(self, path: Path, mode: int = 0o750) -> Path:
        """Create a folder that the services may write to."""
        path.mkdir(parents=True, exist_ok=True)
        path.chmod(mode)
        if self.user:
            shutil.chown(path, self.user, self.user)
        return path

    def give(self, folder: Path) -> None:
        """Give everything below a folder to the services' account, whoever wrote it."""
        if not self.user or not folder.exists():
            return
        account = pwd.getpwnam(self.user)
        for path in (folder, *folder.rglob("*")):
            os.chown(path, account.pw_uid, account.pw_gid, follow_symlinks=False)

    def write_private(self, path: Path, text: str, *, for_services: bool) -> None:
        """Write a file that holds secrets: never readable by others, not even for a moment."""
        new = path.with_name(path.name + ".new")
        new.unlink(missing_ok=True)
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(text)
        if self.user and for_services:
            new.chmod(0o640)
            shutil.chown(new, None, self.user)
        new.replace(path)

    # Secrets and ports

    @cached_property
    def secrets(self) -> dict[str, str]:
        """The passwords and keys of this portal, made once."""
        path = self.path / "secrets.json"
        known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
        missing = [name for name in SECRET_NAMES if name not in known]
        if missing:
            known |= {name: secrets.token_urlsafe(32) for name in missing}
            self.write_private(path, json.dumps(known, indent=2), for_services=False)
        return known

    @property
    def ports(self) -> dict[str, int]:
        """The remembered ports; empty before the first start."""
        path = self.path / "ports.json"
        return dict(json.loads(path.read_text())) if path.exists() else {}

    def choose_ports(self, wish: str | None = None) -> None:
        """Settle and remember the ports. Called only while no service of this home runs.

        ``wish`` (KAGA_PORT) decides the web port; a remembered port that somebody else took
        meanwhile is replaced. Raises StepFailed where the wish is taken or is no port.
        """
        ports = self.ports
        if wish:
            if not wish.isdigit() or not 0 < int(wish) < 2**16 or not is_free(int(wish)):
                raise StepFailed(
                    f"KAGA_PORT={wish} cannot be used: no port number, already in use, or root's.",
                    "Set KAGA_PORT to a free port, for example KAGA_PORT=5010 ./kaga up",
                )
            ports["web"] = int(wish)
        with shared_cache():
            for name in PORT_NAMES:
                wished = name == "web" and bool(wish)
                known = name in ports and is_free(ports[name])
                if known and self._claim(ports[name], wished=wished):
                    continue
                first = FIRST_WEB_PORT if name == "web" else FIRST_PRIVATE_PORT
                offset = 0 if name == "web" else secrets.randbelow(PRIVATE_PORTS)
                ports[name] = next(
                    port
                    for port in range(first + offset, 2**16)
                    if port not in ports.values() and is_free(port) and self._claim(port)
                )
        new = self.path / "ports.json.new"
        new.write_text(json.dumps(ports, indent=2))
        new.replace(self.path / "ports.json")

    def keep_ports(self, wish: str | None) -> None:
        """Raise StepFailed where a portal that runs is wished to another web port."""
        if wish and wish != str(self.ports["web"]):
            raise StepFailed(
                f"The portal runs on port {self.ports['web']}, not on KAGA_PORT={wish}.",
                f"To move it: ./kaga down && KAGA_PORT={wish} ./kaga up",
            )

    def _claim(self, port: int, *, wished: bool = False) -> bool:
        """Reserve a port against the other state folders of this machine.

        A port that another folder has chosen is free until its service starts, which may be
        minutes later. A claim of a folder that is gone counts no more, nor does any against a
        person's wish.
        """
        claims = cache_folder() / "ports"
        claims.mkdir(exist_ok=True)
        claim = claims / str(port)
        holder = Path(claim.read_text()) if claim.exists() else self.path
        if holder != self.path and holder.exists() and not wished:
            return False
        claim.write_text(str(self.path))
        return True

    @property
    def url(self) -> str:
        """The portal's address."""
        return f"http://127.0.0.1:{self.ports['web']}"

    @property
    def supervisor_url(self) -> str:
        """The address of supervisor's XML-RPC interface, with its password."""
        return f"http://kaga:{self.secrets['supervisor']}@127.0.0.1:{self.ports['supervisor']}/RPC2"

    def database_url(self, role: str, database: str) -> str:
        """Return the SQLAlchemy address of a database for one of the roles."""
        password = self.secrets[role]
        return f"postgresql://{role}:{password}@127.0.0.1:{self.ports['postgres']}/{database}"

    def redis_url(self, number: int) -> str:
        """Return the address of one of Redis' numbered databases."""
        return f"redis://:{self.secrets['redis']}@127.0.0.1:{self.ports['redis']}/{number}"

    def solr_url(self, core: str) -> str:
        """Return the address of a Solr core."""
        return f"http://127.0.0.1:{self.ports['solr']}/solr/{core}"

    # Remembering what was done

    def is_stamped(self, name: str, value: str) -> bool:
        """Tell whether a step was last completed for exactly this input."""
        return self.stamped(name) == value

    def stamped(self, name: str) -> str | None:
        """Return the input for which a step was last completed; None where it never was."""
        path = self.path / "stamps" / name
        return path.read_text() if path.exists() else None

    def stamp(self, name: str, value: str) -> None:
        """Remember that a step was completed for this input."""
        path = self.path / "stamps" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(value)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Keep a second ``./kaga`` away from this folder while one changes it."""
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / "lock").open("a+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                file.seek(0)
                if Path(f"/proc/{file.read()}").exists():
                    raise StepFailed(
                        f"Another ./kaga is at work in {self.path}.",
                        "Wait until it has finished, then run the command again.",
                    ) from error
                with step("What an interrupted ./kaga left at work"):
                    fcntl.flock(file, fcntl.LOCK_EX)
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
            # What a step runs holds it too: where ./kaga is killed, its child works on.
            os.set_inheritable(file.fileno(), True)
            yield


def cache_folder() -> Path:
    """Return the folder that all checkouts of this machine share: the installer, Solr's jars."""
    if named := os.environ.get("KAGA_CACHE"):
        return Path(named)
    if os.geteuid() == 0:
        return Path("/var/cache/kaga")
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kaga"


@contextmanager
def shared_cache() -> Iterator[None]:
    """Keep other checkouts from changing the shared folder at the same time."""
    cache_folder().mkdir(parents=True, exist_ok=True)
    with (cache_folder() / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        os.set_inheritable(file.fileno(), True)
        yield


def is_free(port: int) -> bool:
    """Tell whether nobody listens on a port of the loopback address."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
