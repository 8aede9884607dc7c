"""Who may change something: each header that a browser or a program sends, and each lie."""

from __future__ import annotations

import pytest

from ckanext.kaga.common.origin import Sender, may_change

OWN = "https://data.kaga.example/portal"
HOST = "data.kaga.example"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("site", ["cross-site", "same-site", "something new"])
def test_other_sites_page_is_refused(method: str, site: str) -> None:
    assert not may_change(Sender(method, fetch_site=site, host=HOST), OWN)


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_own_page_and_address_bar_pass(site: str) -> None:
    assert may_change(Sender("POST", fetch_site=site, host=HOST), OWN)


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_reading_is_free_for_all(method: str) -> None:
    assert may_change(Sender(method, fetch_site="cross-site", origin="https://evil.example"), OWN)


@pytest.mark.parametrize(
    "origin",
    [
        "https://data.kaga.example",
        "https://DATA.kaga.example",
        "https://data.kaga.example:443",
    ],
)
def test_older_browsers_own_page_passes_by_its_origin(origin: str) -> None:
    assert may_change(Sender("POST", origin=origin, host="10.0.0.5:5000"), OWN)


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "http://data.kaga.example",
        "https://data.kaga.example:8443",
        "https://data.kaga.example.evil.example",
        "https://evil.example/data.kaga.example",
        "https://data.kaga.example@evil.example",
        "null",
        "https://[",
        "https://data.kaga.example:port",
        "file://",
    ],
)
def test_any_other_origin_is_refused(origin: str) -> None:
    assert not may_change(Sender("POST", origin=origin, host="10.0.0.5:5000"), OWN)


def test_address_that_the_browser_used_is_own_too() -> None:
    sender = Sender("POST", origin="http://127.0.0.1:5000", host="127.0.0.1:5000")
    assert may_change(sender, "http://localhost:5000")


def test_origin_does_not_outweigh_what_the_browser_says_of_the_site() -> None:
    sender = Sender("POST", fetch_site="cross-site", origin="https://data.kaga.example", host=HOST)
    assert not may_change(sender, OWN)


def test_program_without_browser_headers_passes() -> None:
    assert may_change(Sender("POST", host=HOST, has_session=True), OWN)


def test_token_alone_passes_from_anywhere() -> None:
    sender = Sender("POST", fetch_site="cross-site", origin="https://app.example", has_token=True)
    assert may_change(sender, OWN)


def test_token_beside_a_session_does_not_count() -> None:
    sender = Sender("POST", fetch_site="cross-site", has_token=True, has_session=True)
    assert not may_change(sender, OWN)
