"""Starting services: watched until each answers, or one of them is seen to fail."""

from __future__ import annotations

import http
import re
import time
import xmlrpc.client
from dataclasses import dataclass

from stack import services
from stack.console import StepFailed, tail
from stack.home import Home, is_free

ALIVE = ("STARTING", "RUNNING")
# supervisor's fault codes for starting what runs, and for what ended before it could tell
ALREADY_STARTED = 60
DIED_AT_ONCE = 50
# Nothing but an error for so long, from a service that does answer, will not get better.
SECONDS_OF_ERRORS = 20


@dataclass
class Life:
    """One life of a service's process: over where supervisor has another process, or none.

    ``began`` and ``log_size`` (bytes, at that time) are of what this start began; what it found
    running has no ``began``. ``wrong_since`` is when it first answered with an error.
    """

    name: str
    pid: int
    began: float | None = None
    log_size: int = 0
    wrong_since: float | None = None

    def is_over(self, home: Home) -> bool:
        """Tell whether the process died."""
        info = services.process(home, self.name)
        return info["statename"] not in ALIVE or info["pid"] != self.pid

    def is_wrong(self, home: Home) -> bool:
        """Tell whether it has answered with errors only, for longer than a start needs."""
        if services.http_status(home, self.name) != http.HTTPStatus.INTERNAL_SERVER_ERROR:
            self.wrong_since = None
            return False
        self.wrong_since = self.wrong_since or time.monotonic()
        return time.monotonic() - self.wrong_since > SECONDS_OF_ERRORS


def start(home: Home, *names: str) -> None:
    """Start services and wait until each answers.

    Raises StepFailed as soon as one of them dies instead, or only answers with errors. Then what
    this call started is stopped, so that nothing goes on dying and starting anew, and the next
    call tries it afresh.
    """
    lives = [_begin(home, name) for name in names]

    def answers(life: Life) -> bool:
        for each in lives:
            if each.is_over(home):
                raise _failed(home, each, lives, f"died{_when(each)}{_how(home, each)}")
        if services.is_healthy(home, life.name):
            return True
        if life.is_wrong(home):
            raise _failed(home, life, lives, "runs, but answers with an error (HTTP 500)")
        return False

    for life in lives:
        services.wait_for(lambda life=life: answers(life), life.name, home)  # type: ignore[misc]


def _begin(home: Home, name: str) -> Life:
    interface = services.supervisor(home)
    if services.process(home, name)["statename"] == "BACKOFF":
        # It died; supervisor would wait longer and longer before it tries again.
        services.stop(home, name)
    _insist_on_port(home, name)
    log = home.logs / f"{name}.log"
    written = log.stat().st_size if log.exists() else 0
    try:
        interface.startProcess(name, False)
    except xmlrpc.client.Fault as fault:
        if fault.faultCode == ALREADY_STARTED:
            return Life(name, services.process(home, name)["pid"])
        if fault.faultCode != DIED_AT_ONCE:
            raise StepFailed(
                f"{name} could not be started: {fault.faultString}.",
                f"Read {home.logs / 'supervisor.log'}, then run ./kaga up again.",
            ) from fault
    return Life(name, services.process(home, name)["pid"], time.monotonic(), written)


def _insist_on_port(home: Home, name: str) -> None:
    """Raise StepFailed where a service is down and another program has its port.

    A portal whose supervisor runs keeps its ports: people and the other services know them.
    """
    port = home.ports.get(name)
    if port and services.process(home, name)["statename"] not in ALIVE and not is_free(port):
        raise StepFailed(
            f"{name} cannot start: another program listens on its port {port}.",
            f"See which by `ss -ltnp 'sport = :{port}'` and end it, then run ./kaga up again;\n"
            "  or let the portal choose a free port: ./kaga down, then ./kaga up.",
        )


def _failed(home: Home, life: Life, lives: list[Life], what: str) -> StepFailed:
    """Stop what was started, and what failed; return what to tell, with the last words."""
    log = home.logs / f"{life.name}.log"
    last_words = tail(log, since=life.log_size)
    stopped = [each.name for each in lives if each is life or each.began is not None]
    services.stop(home, *stopped)
    return StepFailed(
        f"{life.name} {what}.",
        f"Mend what its log says, then run ./kaga up again. The whole log: {log}\n"
        f"  Stopped until then: {', '.join(stopped)}.",
        last_words,
    )


def _when(life: Life) -> str:
    return "" if life.began is None else f" {time.monotonic() - life.began:.0f} s after its start"


def _how(home: Home, life: Life) -> str:
    """Return supervisor's word on the end: an exit status, or a signal where it was killed."""
    log = tail(home.logs / "supervisor.log", lines=100)
    ends = re.findall(rf"exited: {life.name} \(([^;)]*)", log)
    return f" ({ends[-1]})" if ends else ""
