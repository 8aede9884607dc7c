"""The running portal of the tests, which `./kaga test` started: home, accounts, web API.

Nothing here touches the portal unless a test asks for it, so the fast lane collects it too.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from stack.home import Home


@pytest.fixture(scope="session")
def home() -> Home:
    """Return the state folder of the running portal."""
    return Home(Path(os.environ["KAGA_TEST_HOME"]))


@pytest.fixture(scope="session")
def accounts(home: Home) -> dict[str, dict[str, str]]:
    """Return the demonstration's accounts: user, password and token of each role."""
    return json.loads(home.accounts.read_text())
