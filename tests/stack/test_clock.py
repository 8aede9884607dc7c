"""The clock: each task of the timetable once a day, also after a night without power."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stack.clock import JAPAN, RETRY, USAGE, Clock, Task, timetable
from stack.home import ROOT

MORNING = Task("07:00", "kagaconsent deadlines")
NIGHT = Task("03:15", "kaga links")


def at(told: str) -> datetime:
    return datetime.strptime(told, "%Y-%m-%d %H:%M").replace(tzinfo=JAPAN)


class Commands:
    """Stands for CKAN's command line: what was run, and how it ends."""

    def __init__(self, *statuses: int) -> None:
        self.run: list[str] = []
        self.statuses = list(statuses)

    def __call__(self, command: str) -> int:
        self.run.append(command)
        return self.statuses.pop(0) if self.statuses else 0


def test_the_timetable_names_commands_that_there_are() -> None:
    tasks = timetable((ROOT / "config" / "daily").read_text("utf-8"))
    assert tasks
    told = (ROOT / "docs" / "reference" / "commands.md").read_text("utf-8")
    for task in tasks:
        assert f"`ckan {' '.join(task.command.split()[:2])}" in told


@pytest.mark.parametrize(
    ("line", "wrong"),
    [("25:00 kaga links", "25:00"), ("kaga links", "kaga"), ("03:15", "missing"), ("3 x", "3")],
)
def test_a_line_that_cannot_be_is_named(line: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=rf"^Line 2: .*{re.escape(wrong)}"):
        timetable(f"# Ours\n{line}\n")


def test_a_task_is_done_once_a_day_at_its_time(tmp_path: Path) -> None:
    commands = Commands()
    clock = Clock([NIGHT, MORNING], tmp_path / "done.json", commands)
    for told in ("03:14", "03:15", "03:16", "06:59", "07:00", "23:59"):
        clock.look(at(f"2026-11-26 {told}"))
    assert commands.run == [NIGHT.command, MORNING.command]
    clock.look(at("2026-11-27 03:15"))
    assert commands.run == [NIGHT.command, MORNING.command, NIGHT.command]


def test_a_new_portal_waits_for_the_next_time(tmp_path: Path) -> None:
    commands = Commands()
    clock = Clock([NIGHT, MORNING], tmp_path / "done.json", commands)
    clock.look(at("2026-11-26 05:00"))
    assert commands.run == []
    clock.look(at("2026-11-26 07:00"))
    assert commands.run == [MORNING.command]


def test_what_was_missed_is_done_when_the_portal_is_up_again(tmp_path: Path) -> None:
    commands = Commands()
    Clock([NIGHT], tmp_path / "done.json", commands).look(at("2026-11-26 03:15"))
    later = Clock([NIGHT], tmp_path / "done.json", commands)
    later.look(at("2026-11-29 01:00"))
    assert len(commands.run) == 1
    later.look(at("2026-11-29 09:30"))
    later.look(at("2026-11-29 09:31"))
    assert len(commands.run) == 2


def test_what_failed_is_tried_again_later(tmp_path: Path) -> None:
    commands = Commands(1, 1)
    clock = Clock([NIGHT], tmp_path / "done.json", commands)
    first = at("2026-11-26 03:15")
    for minutes in range(60):
        clock.look(first + timedelta(minutes=minutes))
    assert len(commands.run) == 3
    assert timedelta(minutes=15) == RETRY


def test_a_command_of_a_plugin_that_is_off_waits_for_the_next_day(tmp_path: Path) -> None:
    commands = Commands(USAGE)
    clock = Clock([NIGHT], tmp_path / "done.json", commands)
    clock.look(at("2026-11-26 03:15"))
    clock.look(at("2026-11-26 12:00"))
    assert len(commands.run) == 1


@given(st.lists(st.integers(1, 3000), max_size=60))
def test_no_day_has_a_task_twice(
    tmp_path_factory: pytest.TempPathFactory, waits: list[int]
) -> None:
    commands = Commands()
    days: list[str] = []
    clock = Clock(
        [NIGHT],
        tmp_path_factory.mktemp("clock") / "done.json",
        lambda command: days.append(f"{now:%Y-%m-%d}") or commands(command),
    )
    now = at("2026-11-26 00:00")
    for minutes in waits:
        now += timedelta(minutes=minutes)
        clock.look(now)
    assert len(days) == len(set(days))
