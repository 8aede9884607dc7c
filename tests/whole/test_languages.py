"""The running portal speaks Japanese where no page shows it: in what scripts say."""

from __future__ import annotations

import pytest
import requests

from stack.home import Home

pytestmark = pytest.mark.stack


def test_scripts_are_given_japanese(home: Home) -> None:
    """CKAN answers with nothing where their translations were never built."""
    texts = requests.get(f"{home.url}/api/i18n/ja", timeout=30).json()
    assert texts["Show all"] == [None, "すべて表示"]
    assert texts["Close"] == [None, "閉じる"]
