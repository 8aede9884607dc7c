"""The state folder keeps secrets to itself and portals apart."""

import json
import shutil
import socket
from pathlib import Path

import pytest

from stack.console import StepFailed
from stack.home import PORT_NAMES, Home, is_free


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Return an empty state folder, beside an empty shared one."""
    monkeypatch.setenv("KAGA_CACHE", str(tmp_path / "cache"))
    return Home(tmp_path)


def test_secrets_are_made_once(home: Home) -> None:
    """A second look finds the same passwords, or the databases would lock us out."""
    first = home.secrets
    assert Home(home.path).secrets == first
    assert len(set(first.values())) == len(first)


def test_secrets_are_for_the_owner_only(home: Home) -> None:
    """Nobody else on the machine reads them."""
    assert home.secrets
    assert (home.path / "secrets.json").stat().st_mode & 0o777 == 0o600


def test_a_new_kind_of_secret_leaves_the_old_ones(home: Home) -> None:
    """An upgrade that needs one more secret does not change what the databases know."""
    old = dict(home.secrets)
    del old["redis"]
    (home.path / "secrets.json").write_text(json.dumps(old))
    new = Home(home.path).secrets
    assert new["redis"]
    assert {name: new[name] for name in old} == old


def test_ports_are_remembered(home: Home) -> None:
    """Addresses stay: people have bookmarks, scripts have URLs."""
    home.choose_ports()
    first = home.ports
    home.choose_ports()
    assert home.ports == first
    assert set(first) == set(PORT_NAMES)
    assert len(set(first.values())) == len(first)


def test_a_port_taken_meanwhile_is_replaced(home: Home) -> None:
    """Somebody else's program on a private port does not stop the portal."""
    home.choose_ports()
    before = home.ports
    with socket.socket() as other:
        other.bind(("127.0.0.1", before["solr"]))
        other.listen()
        home.choose_ports()
    assert home.ports["solr"] != before["solr"]
    assert home.ports["postgres"] == before["postgres"]


def test_two_folders_never_choose_the_same_port(home: Home, tmp_path: Path) -> None:
    """Not even before either has started anything; a folder that is gone gives its ports back."""
    home.choose_ports()
    other = Home(tmp_path / "other")
    other.path.mkdir()
    other.choose_ports()
    assert not set(home.ports.values()) & set(other.ports.values())
    web = other.ports["web"]
    shutil.rmtree(other.path)
    third = Home(tmp_path / "third")
    third.path.mkdir()
    third.choose_ports()
    assert third.ports["web"] == web


@pytest.mark.parametrize("wish", ["http", "0", "70000", "-1"])
def test_a_wished_port_that_is_none_is_refused(home: Home, wish: str) -> None:
    """The message names the variable, so that the person finds the slip."""
    with pytest.raises(StepFailed, match=f"KAGA_PORT={wish}"):
        home.choose_ports(wish)


def test_a_wished_port_in_use_is_refused(home: Home) -> None:
    """A wish is never silently replaced by another port."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert not is_free(port)
        with pytest.raises(StepFailed, match="already in use"):
            home.choose_ports(str(port))


def test_a_wish_wins_over_a_portal_that_is_down(home: Home, tmp_path: Path) -> None:
    """Its remembered port is free now; when it starts again, it finds another one."""
    other = Home(tmp_path / "other")
    other.path.mkdir()
    other.choose_ports()
    wish = other.ports["web"]
    home.choose_ports(str(wish))
    assert home.ports["web"] == wish
    other.choose_ports()
    assert other.ports["web"] != wish


def test_a_wish_for_a_portal_that_runs_elsewhere_is_refused(home: Home) -> None:
    """Its address does not change under the people who use it; the message says what does it."""
    home.choose_ports()
    web = home.ports["web"]
    home.keep_ports(None)
    home.keep_ports(str(web))
    with pytest.raises(StepFailed, match=f"runs on port {web}") as refused:
        home.keep_ports(str(web + 1))
    assert f"./kaga down && KAGA_PORT={web + 1} ./kaga up" in refused.value.remedy


def test_one_command_at_a_time(home: Home) -> None:
    """Two starts of one folder would start two databases on the same files."""
    with home.lock(), pytest.raises(StepFailed, match="Another"), Home(home.path).lock():
        pass


def test_stamps_know_their_input(home: Home) -> None:
    """A step is done again exactly when what it was done for changed."""
    assert not home.is_stamped("schema", "a")
    home.stamp("schema", "a")
    assert home.is_stamped("schema", "a")
    assert not home.is_stamped("schema", "b")
