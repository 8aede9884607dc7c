"""What the operating system must bring: packages, and the services' account."""

from __future__ import annotations

import ctypes.util
import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stack.console import StepFailed, run
from stack.home import ROOT, SERVICE_USER, Home

FONT = Path("/usr/share/fonts/opentype/ipaexfont-gothic/ipaexg.ttf")
POLICY = Path("/usr/sbin/policy-rc.d")
CLUSTERS = Path("/etc/postgresql-common/createcluster.conf")


def postgres_programs() -> Path | None:
    """Return the folder of the newest PostgreSQL server's programs."""
    found = Path("/usr/lib/postgresql").glob("*/bin/postgres")
    return max(
        (path.parent for path in found), key=lambda path: int(path.parent.name), default=None
    )


def missing_packages(*, jars_needed: bool, venv_needed: bool, for_tests: bool) -> list[str]:
    """Return the Debian packages whose work nothing on this machine does yet."""
    japanese_fonts = (
        subprocess.run(["fc-list", ":lang=ja"], capture_output=True, text=True, check=False).stdout
        if shutil.which("fc-list")
        else ""
    )
    wanted = {
        "postgresql": postgres_programs() is None,
        "redis-server": shutil.which("redis-server") is None,
        "default-jre-headless": shutil.which("java") is None,
        "libmagic1": ctypes.util.find_library("magic") is None,
        "fonts-ipaexfont-gothic": not FONT.exists(),
        "maven": jars_needed and shutil.which("mvn") is None,
        "python3-venv": venv_needed and not _can_make_venv(),
        "acl": os.geteuid() == 0 and shutil.which("setfacl") is None,
        "chromium-headless-shell": for_tests and shutil.which("chromium-headless-shell") is None,
        "fonts-noto-cjk": for_tests and not japanese_fonts,
    }
    return [name for name, needed in wanted.items() if needed]


def _can_make_venv() -> bool:
    probe = subprocess.run(
        [sys.executable, "-c", "import ensurepip"], check=False, capture_output=True
    )
    return probe.returncode == 0


def install(packages: list[str]) -> None:
    """Install Debian packages, or raise StepFailed with the line that does it.

    What the packages bring as services of the system (a PostgreSQL cluster, a Redis) is not
    started: this portal runs its own.
    """
    if not packages:
        return
    line = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if os.geteuid() != 0:
        raise StepFailed(
            f"This machine lacks: {', '.join(packages)}.",
            f"Run: sudo apt-get update && sudo {' '.join(line)}",
        )
    remedy = f"Run by hand and read the message: apt-get update && {' '.join(line)}"
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update"], "Debian's package lists could not be read.", remedy, env=env)
    with _no_system_services():
        run(line, "Debian's packages could not be installed.", remedy, env=env)


@contextmanager
def _no_system_services() -> Iterator[None]:
    """Keep apt from starting services and from making a PostgreSQL cluster."""
    made = []
    for path, text, mode in (
        (POLICY, "#!/bin/sh\nexit 101\n", 0o755),
        (CLUSTERS, "create_main_cluster = false\n", 0o644),
    ):
        if not path.exists() and (path == POLICY or postgres_programs() is None):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
            path.chmod(mode)
            made.append(path)
    try:
        yield
    finally:
        if POLICY in made:
            POLICY.unlink()


def ensure_service_user(home: Home) -> None:
    """Make the account that the services run as, and let it reach this checkout.

    Nothing to do where the caller is no root. Folders above the checkout that only root may
    enter (a home folder, a mktemp folder) get an access-control entry that lets this one
    account pass through, not list.
    """
    if home.user is None:
        return
    try:
        pwd.getpwnam(SERVICE_USER)
    except KeyError:
        run(
            [
                "useradd",
                "--system",
                "--user-group",
                "--home-dir",
                "/nonexistent",
                "--no-create-home",
                "--shell",
                "/usr/sbin/nologin",
                SERVICE_USER,
            ],
            f"The account {SERVICE_USER} for the services could not be made.",
            "Run ./kaga up as an ordinary user instead of root, or make the account by hand.",
        )
    home.path.mkdir(parents=True, exist_ok=True)
    for target in (ROOT, home.path):
        # from the top: what lies below a closed folder cannot be judged before that one is open
        for folder in (*reversed(target.parents), target):
            if not _allows(folder, "-x"):
                subprocess.run(["setfacl", "-m", f"u:{SERVICE_USER}:--x", folder], check=False)
    unreadable = next(
        (
            path
            for path in (ROOT / "pyproject.toml", ROOT / "ckanext-kaga")
            if not _allows(path, "-r")
        ),
        None,
    )
    if unreadable:
        raise StepFailed(
            f"The services' account {SERVICE_USER} cannot read {unreadable}.",
            f"Make the checkout readable (chmod -R go+rX {ROOT}), or move it below /opt or /srv.",
        )


def _allows(path: Path, permission: str) -> bool:
    return (
        subprocess.run(
            ["test", permission, path],
            user=SERVICE_USER,
            group=SERVICE_USER,
            extra_groups=[],
            check=False,
        ).returncode
        == 0
    )
