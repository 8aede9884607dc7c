"""A backup is whole or is not there, and a restore touches nothing that is somebody's."""

from __future__ import annotations

import json
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from stack import backup, ckan, portal, postgres
from stack.backup import Backup
from stack.clock import JAPAN
from stack.console import StepFailed
from stack.home import ROOT, Home
from stack.restore import restore

DUMPS = """#!/bin/sh
for word; do case $word in --file=*) echo rows > "${word#--file=}";; esac; done
"""
FAILS = DUMPS + "echo 'No space left on device'; exit 1\n"
LOCAL = """[app:main]
use = config:/srv/old/config/ckan.ini
ckan.site_title = 50% offen
ckan.site_url = https://data.example.jp
ckanext.kaga.standards_folder = {folder}
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Return a state folder with files and settings, whose database is a script."""

    @contextmanager
    def awake(_: Home) -> Iterator[None]:
        yield

    home = Home(tmp_path / "home")
    for path, text in (
        ("files/resources/f2b/771/39", "緯度,経度\r\n"),
        ("files/webassets/main.css", "made anew"),
        ("files/i18n/js/ja.js", "made anew"),
        ("postgres/conf.d/memory.conf", "shared_buffers = 1GB\n"),
        ("../backups/notes.txt", "The person's own."),
        ("run/daily.json", '{"kaga links": "2026-11-25"}'),
        ("local.ini", LOCAL.format(folder=tmp_path / "standards")),
        ("../standards/bench.yaml", "slug: bench\n"),
        ("ports.json", '{"postgres": 5432}'),
        ("../bin/pg_dump", DUMPS),
    ):
        (home.path / path).parent.mkdir(parents=True, exist_ok=True)
        (home.path / path).write_text(text)
    (tmp_path / "bin" / "pg_dump").chmod(0o755)
    monkeypatch.setattr(postgres, "programs", lambda: tmp_path / "bin")
    monkeypatch.setattr(portal, "database_awake", awake)
    return home


def contents(folder: Path) -> list[str]:
    """Return every file below a folder."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_what_cannot_be_made_anew_is_in_it(home: Home, tmp_path: Path) -> None:
    """Uploads, settings and own standards, for nobody else; neither caches nor passwords."""
    written = backup.write(home, tmp_path / "backups")
    assert contents(written.folder) == [
        "ckan.dump",
        "datastore.dump",
        "files.tar.gz",
        "manifest.json",
        "settings/conf.d/memory.conf",
        "settings/daily.json",
        "settings/local.ini",
        "settings/secrets.json",
        "settings/standards/bench.yaml",
    ]
    assert set(written.manifest["parts"]) | {"manifest.json"} == set(contents(written.folder))
    with tarfile.open(written.folder / "files.tar.gz") as packed:
        assert packed.getnames() == ["resources/f2b/771/39"]
    secrets = json.loads((written.folder / "settings" / "secrets.json").read_text())
    assert secrets == {name: home.secrets[name] for name in ("session", "csrf", "api_token")}
    for path in (written.folder, *written.folder.rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_the_last_one_is_told(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the morning: when, where, how old, and whether somebody took it away."""
    assert "never" in backup.last(home)
    written = backup.write(home, tmp_path / "backups").folder
    assert backup.last(home).startswith("0 h ago")
    assert backup.last(home).endswith(str(written))

    later = datetime.now(JAPAN) + timedelta(days=3, hours=1)
    clock = type("Clock", (datetime,), {"now": classmethod(lambda *_: later)})
    monkeypatch.setattr(backup, "datetime", clock)
    shutil.rmtree(written)
    assert backup.last(home).startswith("3 days ago")
    assert "not there now" in backup.last(home)


def test_a_backup_that_fails_leaves_nothing(home: Home, tmp_path: Path) -> None:
    """A disk that is full half-way: a sentence, and no folder that looks like a backup."""
    (tmp_path / "bin" / "pg_dump").write_text(FAILS)
    with pytest.raises(StepFailed) as refused:
        backup.write(home, tmp_path / "backups")
    assert "No space left on device" in refused.value.log
    assert contents(tmp_path / "backups") == ["notes.txt"]


def test_a_folder_that_cannot_be_written(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is not mounted is asked about, and nothing is written where it should be."""
    with pytest.raises(StepFailed, match="There is no folder") as refused:
        backup.write(home, tmp_path / "mnt" / "backups")
    assert "mounted" in refused.value.remedy
    assert not (tmp_path / "mnt").exists()
    with pytest.raises(StepFailed, match="state folder itself"):
        backup.write(home, home.path / "backups")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tarfile, "open", full)
    with pytest.raises(StepFailed, match="No space left"):
        backup.write(home, tmp_path / "backups")
    assert contents(tmp_path / "backups") == ["notes.txt"]


def test_the_newest_are_kept(home: Home, tmp_path: Path) -> None:
    """Old ones of this portal go, and what a killed run left; another portal's stay."""
    folder = tmp_path / "backups"
    newest = backup.write(home, folder).folder
    for name, owner in (
        ("kaga-2026-11-01-023000", home.path),
        ("kaga-2026-11-02-023000", home.path),
        ("kaga-2026-11-03-023000", "/srv/other/.run"),
    ):
        (folder / name).mkdir()
        manifest = newest.joinpath("manifest.json").read_text()
        (folder / name / "manifest.json").write_text(manifest.replace(str(home.path), str(owner)))
    (folder / "kaga-2026-11-04-023000.part").mkdir()
    (folder / "notes.part").mkdir()
    deleted = backup.keep_newest(home, folder, 2)
    assert [path.name for path in deleted] == ["kaga-2026-11-01-023000"]
    assert sorted(path.name for path in folder.iterdir()) == [
        "kaga-2026-11-02-023000",
        "kaga-2026-11-03-023000",
        newest.name,
        "notes.part",
        "notes.txt",
    ]


def test_the_folder_above_is_no_backup(home: Home, tmp_path: Path) -> None:
    """The slip that is likely is told what to type."""
    newest = backup.write(home, tmp_path / "backups").folder
    with pytest.raises(StepFailed) as refused:
        Backup.read(newest.parent)
    assert str(newest) in refused.value.remedy


def test_a_damaged_backup_is_not_restored(home: Home, tmp_path: Path) -> None:
    """One byte is enough; nothing is written."""
    written = backup.write(home, tmp_path / "backups")
    (written.folder / "ckan.dump").write_text("rowz\n")
    target = Home(tmp_path / "target")
    with pytest.raises(StepFailed, match=r"ckan\.dump is not as it was written"):
        restore(target, written)
    assert not target.path.exists()


def test_a_restore_never_meets_a_portal(home: Home, tmp_path: Path) -> None:
    """The message says what to do; there is no flag that deletes."""
    written = backup.write(home, tmp_path / "backups")
    before = contents(home.path)
    with pytest.raises(StepFailed, match="holds a portal already") as refused:
        restore(home, written)
    assert "KAGA_HOME=" in refused.value.remedy
    assert contents(home.path) == before


def test_a_backup_of_a_newer_version(home: Home, tmp_path: Path) -> None:
    """Older code would not know the tables; the message names the commit that does."""
    written = backup.write(home, tmp_path / "backups")
    written.manifest["migrations"].append("ckanext-kaga/ckanext/kaga/migration/kaga/999_later.py")
    with pytest.raises(StepFailed, match="newer Kaga") as refused:
        restore(Home(tmp_path / "target"), written)
    assert str(written.manifest["commit"]) in refused.value.remedy


def test_settings_find_their_new_places(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """local.ini names what is here now; what was written here stays."""

    def stop(*_: object, **__: object) -> None:
        raise StepFailed("No port is free.", "Try again.")

    target = Home(tmp_path / "target")
    target.path.mkdir()
    (target.path / "daily").write_text("# A drill: nothing by itself.\n")
    (home.path / "daily").write_text("07:00 kagaconsent deadlines\n")
    written = backup.write(home, tmp_path / "backups")
    # On a new machine, this makes the account that reads the settings.
    there_before: list[str] = []
    monkeypatch.setattr(
        portal, "prepare", lambda *_, **__: there_before.extend(contents(target.path))
    )
    monkeypatch.setattr(portal, "write_configuration", stop)
    monkeypatch.setattr(Home, "user", None)
    with pytest.raises(StepFailed, match="No port"):
        restore(target, written)
    assert there_before == ["daily"]
    assert (target.path / "daily").read_text() == "# A drill: nothing by itself.\n"
    settings = ckan.own_settings(target)
    assert settings["use"] == f"config:{ROOT / 'config' / 'ckan.ini'}"
    assert settings["ckan.site_title"] == "50% offen"
    assert settings["ckanext.kaga.standards_folder"] == str(target.path / "standards")
    assert (target.path / "standards" / "bench.yaml").read_text() == "slug: bench\n"
    assert {name: target.secrets[name] for name in backup.SECRETS} == {
        name: home.secrets[name] for name in backup.SECRETS
    }
    assert target.secrets["postgres"] != home.secrets["postgres"]
    with pytest.raises(StepFailed, match="was not finished") as refused:
        portal.up(target, empty=True)
    assert "./kaga reset" in refused.value.remedy
    portal.reset(target)
    assert not target.restoring.exists()
