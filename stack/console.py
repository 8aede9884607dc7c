"""What the person at the terminal sees: steps with their time, and failures with a remedy."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LAST_LINES = 15


class StepFailed(Exception):
    """A step could not be done.

    ``what`` is one sentence, ``remedy`` says what the person does next, ``log`` holds the
    last lines of whatever went wrong.
    """

    def __init__(self, what: str, remedy: str, log: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy
        self.log = log


@contextmanager
def step(name: str) -> Iterator[None]:
    """Show ``name`` while the block runs and its seconds when it ends."""
    live = sys.stderr.isatty()
    if live:
        print(f"  … {name}", end="", file=sys.stderr, flush=True)
    started = time.monotonic()
    mark = "×"
    try:
        yield
        mark = "✓"
    finally:
        start_of_line = "\r" if live else ""
        seconds = time.monotonic() - started
        print(f"{start_of_line}  {mark} {name:<52}{seconds:7.1f} s", file=sys.stderr, flush=True)


def report(failure: StepFailed) -> None:
    """Print a failure: what, the log's end, what to do."""
    print(f"\n× {failure.what}", file=sys.stderr)
    for line in failure.log.strip().splitlines()[-LAST_LINES:]:
        print(f"    {line}", file=sys.stderr)
    print(f"→ {failure.remedy}", file=sys.stderr)


def tail(path: Path, lines: int = LAST_LINES, *, since: int = 0) -> str:
    """Return the last lines of a log file, or nothing where there is none.

    Of what is older than ``since`` (the file's bytes then) nothing is returned, unless the log
    was begun anew meanwhile.
    """
    if not path.exists():
        return ""
    written = path.read_bytes()
    new = written[since:] if len(written) >= since else written
    return "\n".join(new.decode(errors="replace").splitlines()[-lines:])


def run(
    command: list[str],
    what: str,
    remedy: str,
    *,
    env: dict[str, str] | None = None,
    cwd: Path | None = None,
    user: str | None = None,
    stdin: str | None = None,
) -> str:
    """Run a command to its end and return what it printed.

    ``user`` runs it as that account with no supplementary groups (root only). It inherits the
    locks that are held (``Home.lock``, ``shared_cache``) until its end. Raises StepFailed with
    ``what`` and ``remedy`` when it exits non-zero.
    """
    done = subprocess.run(
        command,
        env=env,
        cwd=cwd,
        user=user,
        group=user,
        extra_groups=[] if user else None,
        close_fds=False,
        input=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise StepFailed(what, remedy, done.stdout)
    return done.stdout
