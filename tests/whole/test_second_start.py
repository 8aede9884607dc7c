"""Starting what runs changes nothing and takes no time."""

from __future__ import annotations

import time

import pytest

from stack import portal, services
from stack.demo import Portal
from stack.home import Home

pytestmark = pytest.mark.stack

SECONDS = 30


def test_a_second_start_is_quick_and_duplicates_nothing(home: Home, editor: Portal) -> None:
    """The same processes, datasets, organisations and accounts are there afterwards."""

    def what_is_there() -> list[object]:
        return [
            {name: services.process(home, name)["pid"] for name in services.NAMES},
            editor.call("package_list"),
            editor.call("organization_list"),
            home.accounts.read_text(),
            home.ports,
            home.secrets,
        ]

    before = what_is_there()
    started = time.monotonic()
    portal.up(home, for_tests=True)
    assert time.monotonic() - started < SECONDS
    assert what_is_there() == before
