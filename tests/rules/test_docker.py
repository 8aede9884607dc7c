"""The containers' files name only what is there. They are read here, not run."""

import configparser
import re
import subprocess
from pathlib import Path

import pytest
import yaml

DOCKER = Path(__file__).resolve().parents[2] / "docker"


@pytest.fixture(scope="module")
def compose() -> dict:
    """Return compose.yml as data."""
    return yaml.safe_load((DOCKER / "compose.yml").read_text())


def test_mounted_folders_exist(compose: dict) -> None:
    """A bind mount of a folder that is gone would be made empty, by root."""
    mounts = [volume for service in compose["services"].values() for volume in service["volumes"]]
    bound = [mount.split(":")[0] for mount in mounts if mount.startswith(".")]
    assert bound
    assert [path for path in bound if not (DOCKER / path).is_dir()] == []


def test_every_secret_is_made(compose: dict) -> None:
    """make-env.sh writes each variable that compose.yml reads without a default."""
    read = set(re.findall(r"\$\{(\w+)\}", (DOCKER / "compose.yml").read_text()))
    made = set(re.findall(r"\b[A-Z]+_[A-Z]+(?:_[A-Z]+)?\b", (DOCKER / "make-env.sh").read_text()))
    assert read <= made


def test_only_the_web_port_is_published_and_only_locally(compose: dict) -> None:
    """Databases, queue and search engine stay inside."""
    ports = {name: service.get("ports", []) for name, service in compose["services"].items()}
    assert [name for name, published in ports.items() if published] == ["web"]
    assert all(port.startswith("127.0.0.1:") for port in ports["web"])


def test_ini_takes_its_secrets_from_the_environment(compose: dict) -> None:
    """Each %(CKAN_…)s of ckan.ini is a variable of the service."""
    parser = configparser.RawConfigParser()
    parser.read(DOCKER / "ckan.ini")
    named = set(re.findall(r"%\((\w+)\)s", "\n".join(parser["app:main"].values())))
    assert named
    assert named <= set(compose["services"]["web"]["environment"])


@pytest.mark.parametrize("script", sorted(DOCKER.rglob("*.sh")), ids=lambda path: path.name)
def test_scripts_parse(script: Path) -> None:
    """A shell can read every script."""
    assert subprocess.run(["bash", "-n", str(script)], check=False).returncode == 0
