"""The web API as staff, and all services well after each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from stack import services
from stack.demo import Portal
from stack.home import Home


@pytest.fixture
def editor(home: Home, accounts: dict[str, dict[str, str]]) -> Portal:
    """Return the web API as the member of staff who publishes."""
    return Portal(home.url, accounts["editor"]["token"])


@pytest.fixture(autouse=True)
def everything_runs_again(home: Home) -> Iterator[None]:
    """Leave the portal as a test found it: all services well."""
    yield
    for name in services.NAMES:
        services.wait_for(lambda name=name: services.is_healthy(home, name), name, home)
