"""The services under supervisor: their programs, their control, their health."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request
import xmlrpc.client
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stack import postgres, solr
from stack.console import StepFailed, tail
from stack.home import ROOT, Home

STORES = ("postgres", "redis", "solr")
PYTHON = ("web", "worker", "clock")
NAMES = (*STORES, *PYTHON)
WEB_PROCESSES = 3
SECONDS_TO_START = 300
# supervisor's fault code for stopping what does not run
NOT_RUNNING = 70

HEAD = """[supervisord]
logfile = {home.logs}/supervisor.log
logfile_maxbytes = 10MB
pidfile = {home.path}/run/supervisor.pid
childlogdir = {home.logs}
umask = 027

[inet_http_server]
port = 127.0.0.1:{port}
username = kaga
password = {password}

[rpcinterface:supervisor]
supervisor.rpcinterface_factory = supervisor.rpcinterface:make_main_rpcinterface
"""
PROGRAM = """
[program:{name}]
command = {command}
environment = {environment}
directory = {home.path}/run
autostart = false
autorestart = true
startsecs = 2
startretries = 30
stopsignal = {stop_signal}
stopwaitsecs = 30
stopasgroup = {as_group}
killasgroup = true
redirect_stderr = true
stdout_logfile = {home.logs}/{name}.log
stdout_logfile_maxbytes = 10MB
stdout_logfile_backups = 5
"""


@dataclass(frozen=True)
class Service:
    """How one service runs."""

    command: list[str]
    stop_signal: str = "TERM"
    # gunicorn and PostgreSQL end their own children in order; others' children need the signal
    as_group: bool = False


def programs(home: Home) -> dict[str, Service]:
    """Return the services of a home, in the order in which they start."""
    python = str(home.venv / "bin" / "python")
    own = home.path / "daily"
    timetable = own if own.exists() else ROOT / "config" / "daily"
    return {
        # INT is PostgreSQL's fast shutdown: open sessions end, nothing is lost
        "postgres": Service(postgres.command(home), stop_signal="INT"),
        "redis": Service(["redis-server", str(home.path / "redis" / "redis.conf")]),
        "solr": Service(solr.command(home)),
        "web": Service(
            [
                python,
                "-m",
                "gunicorn",
                "--bind",
                f"127.0.0.1:{home.ports['web']}",
                "--workers",
                str(WEB_PROCESSES),
                # CKAN's DataStore is not safe in threads; this kind of worker with one thread
                # serves one request at a time and still lets browsers keep idle connections.
                "--worker-class",
                "gthread",
                "--threads",
                "1",
                "--worker-tmp-dir",
                "/dev/shm",  # noqa: S108  the heartbeat file belongs in memory
                # A page takes fifty files in one go, and one of them takes a second.
                "--timeout",
                "180",
                "--max-requests",
                "5000",
                "--max-requests-jitter",
                "500",
                "--chdir",
                str(ROOT),
                "stack.wsgi:application()",
            ]
        ),
        "worker": Service([python, "-m", "stack.worker"], as_group=True),
        "clock": Service(
            [python, "-m", "stack.clock", str(timetable), str(home.clock_memory)],
            as_group=True,
        ),
    }


def write_config(home: Home) -> None:
    """Write supervisor's and Redis' configuration."""
    home.make_folder(home.logs)
    home.make_folder(home.path / "run")
    home.make_folder(home.path / "redis", 0o700)
    home.write_private(
        home.path / "redis" / "redis.conf",
        f"bind 127.0.0.1\nport {home.ports['redis']}\nrequirepass {home.secrets['redis']}\n"
        f"dir {home.path / 'redis'}\nappendonly yes\nmaxmemory-policy noeviction\n"
        "daemonize no\n",
        for_services=True,
    )
    env = {
        "CKAN_INI": str(home.ini),
        "PATH": f"{home.venv / 'bin'}:/usr/local/bin:/usr/bin:/bin",
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
        "LANG": "C.UTF-8",
        "HOME": str(home.path / "run"),
    }
    text = HEAD.format(
        home=home, port=home.ports["supervisor"], password=home.secrets["supervisor"]
    )
    for name, service in programs(home).items():
        text += PROGRAM.format(
            name=name,
            command=" ".join(f'"{word}"' for word in service.command),
            environment=",".join(f'{key}="{value}"' for key, value in env.items()),
            home=home,
            stop_signal=service.stop_signal,
            as_group=str(service.as_group).lower(),
        )
    home.write_private(home.path / "supervisord.conf", text, for_services=True)


def supervisor(home: Home) -> Any:
    """Return supervisor's XML-RPC interface, or None where it does not run."""
    if "supervisor" not in home.ports:
        return None
    interface = xmlrpc.client.ServerProxy(home.supervisor_url).supervisor
    try:
        interface.getState()
    except (OSError, xmlrpc.client.ProtocolError, http.client.HTTPException):
        return None
    return interface


def start_supervisor(home: Home) -> None:
    """Start supervisor, or have it read its configuration again."""
    interface = supervisor(home)
    if interface is not None:
        added, changed, removed = interface.reloadConfig()[0]
        for group in (*changed, *removed):
            interface.stopProcessGroup(group)
            interface.removeProcessGroup(group)
        for group in (*added, *changed):
            interface.addProcessGroup(group)
        return
    started = subprocess.run(
        [str(home.venv / "bin" / "supervisord"), "-c", str(home.path / "supervisord.conf")],
        user=home.user,
        group=home.user,
        extra_groups=[] if home.user else None,
        cwd=home.path / "run",
        env={"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    if started.returncode != 0:
        raise StepFailed(
            "supervisor could not be started.",
            f"Read {home.logs / 'supervisor.log'}, then run ./kaga up again.",
            started.stdout + started.stderr,
        )
    wait_for(lambda: supervisor(home) is not None, "supervisor", home)


def stop(home: Home, *names: str) -> None:
    """Stop services, the last started first, and wait for their end."""
    interface = supervisor(home)
    if interface is None:
        return
    for name in reversed(names):
        try:
            interface.stopProcess(name)
        except xmlrpc.client.Fault as fault:
            if fault.faultCode != NOT_RUNNING:
                raise


def shut_down(home: Home) -> None:
    """Stop everything of a home, supervisor included."""
    interface = supervisor(home)
    if interface is None:
        return
    stop(home, *NAMES)
    pid = interface.getPID()
    interface.shutdown()
    wait_for(lambda: not Path(f"/proc/{pid}").exists(), "supervisor's end", home)


def wait_for(condition: Callable[[], bool], name: str, home: Home) -> None:
    """Wait until a condition holds; raise StepFailed with the service's log where it does not."""
    deadline = time.monotonic() + SECONDS_TO_START
    while not condition():
        if time.monotonic() > deadline:
            raise StepFailed(
                f"{name} did not answer within {SECONDS_TO_START} s.",
                f"Read the log with ./kaga logs {name}, then run ./kaga up again.",
                tail(home.logs / f"{name}.log"),
            )
        time.sleep(0.2)


# Health


def is_healthy(home: Home, name: str) -> bool:
    """Tell whether a service answers, asked in its own way."""
    checks: dict[str, Callable[[], bool]] = {
        "postgres": lambda: _postgres_answers(home),
        "redis": lambda: _redis_answers(home),
        "solr": lambda: http_status(home, name) == http.HTTPStatus.OK,
        "web": lambda: http_status(home, name) == http.HTTPStatus.OK,
        "worker": lambda: _works(process(home, name)),
        "clock": lambda: process(home, name)["statename"] == "RUNNING",
    }
    return checks[name]()


def http_status(home: Home, name: str) -> int | None:
    """Return the status that a service answers with; None where it gives none or has none."""
    addresses = {
        "solr": lambda: f"{home.solr_url('ckan')}/admin/ping",
        "web": lambda: f"{home.url}/api/3/action/status_show",
    }
    if name not in addresses:
        return None
    try:
        with urllib.request.urlopen(addresses[name](), timeout=30) as reply:  # noqa: S310  our own
            return int(reply.status)
    except urllib.error.HTTPError as refusal:
        return refusal.code
    except (OSError, http.client.HTTPException):
        return None


def _postgres_answers(home: Home) -> bool:
    probe = [
        str(postgres.programs() / "pg_isready"),
        "-q",
        "-h",
        "127.0.0.1",
        "-p",
        str(home.ports["postgres"]),
    ]
    return subprocess.run(probe, check=False).returncode == 0


def _redis_answers(home: Home) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", home.ports["redis"]), timeout=2) as connection:
            connection.sendall(f"AUTH {home.secrets['redis']}\r\nPING\r\n".encode())
            reply = b""
            while reply.count(b"\r\n") < 2:  # noqa: PLR2004  one line for each of the commands
                part = connection.recv(1024)
                if not part:
                    break
                reply += part
            return reply == b"+OK\r\n+PONG\r\n"
    except OSError:
        return False


def _works(worker: dict[str, Any]) -> bool:
    """Tell whether the worker is done with its preparations, which may fail (stack/worker.py)."""
    try:
        command = Path(f"/proc/{worker['pid']}/cmdline").read_bytes()
    except OSError:
        return False
    return worker["statename"] == "RUNNING" and b"stack.worker" not in command


def process(home: Home, name: str) -> dict[str, Any]:
    """Return supervisor's word on a service: its state and process number."""
    interface = supervisor(home)
    if interface is None:
        return {"statename": "STOPPED", "pid": 0}
    return dict(interface.getProcessInfo(name))


def megabytes(pid: int) -> float:
    """Return the memory of a process and its children in MB, shared pages split (PSS)."""
    children = [
        int(path.parent.name) for path in Path("/proc").glob("[0-9]*/stat") if _parent(path) == pid
    ]
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    own = re.search(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)
    return (int(own[1]) / 1024 if own else 0.0) + sum(megabytes(child) for child in children)


def _parent(stat: Path) -> int:
    try:
        return int(stat.read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0
