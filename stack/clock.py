"""The clock: runs CKAN's commands of a timetable, each once a day.

``python -m stack.clock TIMETABLE MEMORY``: what was done on which day stands in the file MEMORY, so
that a portal that was down at the time does it when it is up again, and no day twice.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

# All of Japan, in summer as well.
JAPAN = timezone(timedelta(hours=9), "JST")
TIME = re.compile("([01][0-9]|2[0-3]):[0-5][0-9]")
SECONDS_BETWEEN_LOOKS = 30
RETRY = timedelta(minutes=15)
LONGEST = timedelta(hours=3)
# What click answers to a command that is not there: a plugin is off, and trying again is no use.
USAGE = 2


@dataclass(frozen=True)
class Task:
    """A command of CKAN, and when it is due, as ``HH:MM``."""

    at: str
    command: str


def timetable(text: str) -> list[Task]:
    """Return the tasks of a timetable: a line each, of a time and a command.

    Blank lines and those that begin with # are passed over. Raises ValueError, naming the line,
    for a time that is none and for one without a command.
    """
    tasks = []
    for number, line in enumerate(text.splitlines(), 1):
        at, _, command = line.strip().partition(" ")
        if not at or at.startswith("#"):
            continue
        if not TIME.fullmatch(at):
            raise ValueError(f"Line {number}: “{at}” is no time such as 03:15.")
        if not command.strip():
            raise ValueError(f"Line {number}: the command is missing.")
        tasks.append(Task(at, command.strip()))
    return tasks


class Clock:
    """Which tasks are due, and which were done; ``run`` does one and returns its exit status."""

    def __init__(self, tasks: Iterable[Task], memory: Path, run: Callable[[str], int]) -> None:
        """Remember what an earlier clock did."""
        self._tasks = list(tasks)
        self._memory = memory
        self._run = run
        self._done: dict[str, str] = json.loads(memory.read_text()) if memory.exists() else {}
        self._not_before: dict[str, datetime] = {}

    def look(self, now: datetime) -> None:
        """Do what is due; ``now`` is a time in Japan.

        A task that nothing is known of waits for its next time. One that fails is tried again, on
        the same day.
        """
        today, clock = f"{now:%Y-%m-%d}", f"{now:%H:%M}"
        for task in self._tasks:
            if task.command not in self._done:
                self._note(task, today if clock > task.at else "")
            if clock < task.at or self._done[task.command] >= today:
                continue
            if now < self._not_before.get(task.command, now):
                continue
            if self._run(task.command) in {0, USAGE}:
                self._note(task, today)
            else:
                self._not_before[task.command] = now + RETRY

    def _note(self, task: Task, day: str) -> None:
        self._done[task.command] = day
        new = self._memory.with_suffix(".new")
        new.write_text(json.dumps(self._done, indent=1))
        new.replace(self._memory)


def run(command: str) -> int:
    """Run a command of CKAN, tell the log how it ended, and return its exit status."""
    started = time.monotonic()
    print(f"{datetime.now(JAPAN):%Y-%m-%d %H:%M:%S} ckan {command}", flush=True)
    try:
        longest = LONGEST.total_seconds()
        status = subprocess.run(["ckan", *command.split()], check=False, timeout=longest).returncode
    except subprocess.TimeoutExpired:
        status = 1
    print(f"  ended with {status} after {time.monotonic() - started:.0f} s", flush=True)
    return status


def main(table: str, memory: str) -> None:
    """Look at the timetable for ever."""
    try:
        tasks = timetable(Path(table).read_text(encoding="utf-8"))
    except ValueError as error:
        sys.exit(f"{table}: {error}")
    clock = Clock(tasks, Path(memory), run)
    while True:
        clock.look(datetime.now(JAPAN))
        time.sleep(SECONDS_BETWEEN_LOOKS)


if __name__ == "__main__":
    main(*sys.argv[1:])
