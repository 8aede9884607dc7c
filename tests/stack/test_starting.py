"""Who starts a portal is told at once what died, in its own last words, and what to do."""

from __future__ import annotations

import http.server
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from stack import services, starting
from stack.console import StepFailed
from stack.home import Home

Begin = Callable[..., Home]
LIVES = "exec sleep 60"
DIES = "echo Port is taken; exit 3"
# supervisor takes what lived for two seconds for started, and starts it anew by itself
DIES_LATE = "echo Loading; sleep 3; echo No such plugin; exit 3"


@pytest.fixture
def begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Begin]:
    """Return what puts scripts in the places of services, under a supervisor of their own."""
    monkeypatch.setenv("KAGA_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(Home, "user", None)
    home = Home(tmp_path)
    home.venv.symlink_to(sys.prefix)
    home.choose_ports()

    def begin(**scripts: str) -> Home:
        now = {name: services.Service(["sh", "-c", text]) for name, text in scripts.items()}
        monkeypatch.setattr(services, "programs", lambda _: now)
        monkeypatch.setattr(services, "NAMES", tuple(now))
        services.write_config(home)
        services.start_supervisor(home)
        return home

    yield begin
    services.shut_down(home)


@pytest.mark.parametrize(("script", "words"), [(DIES, "Port is taken"), (DIES_LATE, "No such pl")])
def test_a_death_is_told_at_once(begin: Begin, script: str, words: str) -> None:
    """Nobody waits five minutes for what has said why it cannot run."""
    home = begin(web=script, clock=LIVES)
    began = time.monotonic()
    with pytest.raises(StepFailed, match=r"web died \d s after its start \(exit.* 3\)") as told:
        starting.start(home, "web", "clock")
    assert time.monotonic() - began < 6
    assert words in told.value.log
    assert str(home.logs / "web.log") in told.value.remedy
    assert "./kaga up" in told.value.remedy
    # Nothing dies and starts behind the person's back.
    assert services.process(home, "web")["statename"] == "STOPPED"
    assert services.process(home, "clock")["statename"] == "STOPPED"


def test_a_taken_port_is_told(begin: Begin) -> None:
    """Its own words would come late, after many tries, and say nothing of what to do."""
    home = begin(web=LIVES)
    port = home.ports["web"]
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        with pytest.raises(StepFailed, match=f"another program listens on its port {port}"):
            starting.start(home, "web")


def test_what_was_mended_starts_at_once(begin: Begin) -> None:
    """A second try does not wait until supervisor has got over the first, nor tell its words."""
    home = begin(clock=DIES)
    with pytest.raises(StepFailed):
        starting.start(home, "clock")
    home = begin(clock=LIVES)
    starting.start(home, "clock")
    home = begin(clock="exit 4")
    with pytest.raises(StepFailed, match="exit status 4") as told:
        starting.start(home, "clock")
    assert told.value.log == ""


def test_what_runs_stays_when_another_dies(begin: Begin) -> None:
    """A start that repairs one service does not end those that are well."""
    home = begin(clock=LIVES, web=DIES)
    starting.start(home, "clock")
    before = services.process(home, "clock")["pid"]
    with pytest.raises(StepFailed, match="web died"):
        starting.start(home, "clock", "web")
    assert services.process(home, "clock")["pid"] == before


def test_a_web_server_that_only_errs_is_told(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    """It lives, but a wrong setting breaks every page: that does not get better by waiting."""
    monkeypatch.setattr(starting, "SECONDS_OF_ERRORS", 1)
    home = begin(web=f"echo default language xx is not available; {LIVES}")

    class Errs(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_error(500)

    def serve() -> None:
        with http.server.HTTPServer(("127.0.0.1", home.ports["web"]), Errs) as server:
            while not done.is_set():
                server.handle_request()

    done = threading.Event()
    later = threading.Timer(1, serve)
    later.daemon = True
    later.start()
    with pytest.raises(StepFailed, match="web runs, but answers with an error") as told:
        starting.start(home, "web")
    done.set()
    assert "default language xx" in told.value.log


def test_the_worker_is_well_when_it_works(begin: Begin, tmp_path: Path) -> None:
    """Its preparations take seconds and may fail: only what follows them is work."""
    go = tmp_path / "go"
    prepares = f"while [ ! -e {go} ]; do sleep 0.1; done; {LIVES}"
    home = begin(worker=f": stack.worker; {prepares}")
    threading.Timer(3, go.touch).start()
    began = time.monotonic()
    starting.start(home, "worker")
    assert time.monotonic() - began > 3
