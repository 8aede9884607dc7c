"""What the person who keeps the machine once said holds at each later start."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from stack import ckan, cli, portal, postgres
from stack.console import StepFailed
from stack.home import Home


def test_the_address_that_people_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A portal behind a proxy is known by another name than its port."""
    monkeypatch.setattr(Home, "user", None)
    names = ("web", "postgres", "redis", "solr", "supervisor")
    home = Home(tmp_path)
    (tmp_path / "local.ini").write_text(
        "[app:main]\nuse = config:/srv/kaga/config/ckan.ini\n"
        "ckan.site_url = https://data.example.jp\n"
    )
    (tmp_path / "ports.json").write_text(json.dumps(dict.fromkeys(names, 5000)))
    ckan.write_config(home)
    assert "ckan.site_url = https://data.example.jp\n" in home.ini.read_text()


def test_a_cluster_keeps_its_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An upgrade of Debian brings a newer PostgreSQL, which cannot read the older one's data."""
    for version in ("15", "17"):
        (tmp_path / version / "bin").mkdir(parents=True)
        (tmp_path / version / "bin" / "postgres").touch()
    monkeypatch.setattr(postgres, "programs", lambda: tmp_path / "17" / "bin")
    home = Home(tmp_path)
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "PG_VERSION").write_text("15\n")
    assert postgres.command(home)[0] == str(tmp_path / "15" / "bin" / "postgres")
    (tmp_path / "15" / "bin" / "postgres").unlink()
    with pytest.raises(StepFailed, match="PostgreSQL 15, which is not installed") as refused:
        postgres.command(home)
    assert "./kaga restore" in refused.value.remedy


def test_a_portal_that_was_started_empty_stays_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An upgrade must not fill a city's own portal with the demonstration."""
    started: list[bool] = []
    monkeypatch.setattr(portal, "up", lambda _, *, empty: started.append(empty))
    monkeypatch.setattr(Home, "url", "http://127.0.0.1:5000")
    monkeypatch.setitem(os.environ, "KAGA_HOME", str(tmp_path))
    for arguments in (["up"], ["up", "--empty"], ["up"]):
        assert cli.main(arguments) == 0
    assert started == [False, True, True]
