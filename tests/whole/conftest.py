"""The running portal of the tests, which `./kaga test` started: home, accounts, web API."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from stack import services
from stack.demo import Portal
from stack.home import Home


@pytest.fixture(scope="session")
def home() -> Home:
    """Return the state folder of the running portal."""
    return Home(Path(os.environ["KAGA_TEST_HOME"]))


@pytest.fixture(scope="session")
def accounts(home: Home) -> dict[str, dict[str, str]]:
    """Return the demonstration's accounts."""
    return json.loads(home.accounts.read_text())


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
