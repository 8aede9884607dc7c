"""Fetching a linked file from real servers on this machine; nothing here asks the internet."""

from __future__ import annotations

import io
import shutil
import time
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
import requests.adapters
from hypothesis import given
from hypothesis import strategies as st

from ckanext.kaga import fetch
from ckanext.kaga.tabular import Unreadable
from ckanext.kaga.tests.website import ETAG, HOST, TABLE, Site, certified, here, resolving, served

LIMITS = fetch.Limits(size=1024 * 1024, silence=5, total=5)


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[list[str]]]:
    """What names resolve to, one list of addresses after the other; others as ever."""
    return resolving(monkeypatch)


@pytest.fixture
def site(names: dict[str, list[list[str]]]) -> Iterator[str]:
    """Where the site is."""
    Site.asked.clear()
    with served() as place:
        yield f"http://{place}"


def got(
    url: str, limits: fetch.Limits = LIMITS, allowed: fetch.Allowed = here, **named: Any
) -> tuple[bytes, fetch.Validators | None]:
    file = io.BytesIO()
    state = fetch.fetch(url, file, limits, allowed=allowed, **named)
    return file.getvalue(), state


def refused(url: str, **named: Any) -> Unreadable:
    with pytest.raises(Unreadable) as error:
        got(url, **named)
    return error.value


def test_a_file_comes_with_what_its_server_calls_it(site: str) -> None:
    content, state = got(f"{site}/toilets.csv")
    assert content == TABLE
    assert state == fetch.Validators(ETAG, "Wed, 01 Apr 2026 00:00:00 GMT")
    assert Site.asked[0].headers["Host"] == site.removeprefix("http://")


def test_what_is_known_does_not_come_again(site: str) -> None:
    _, state = got(f"{site}/toilets.csv")
    assert got(f"{site}/toilets.csv", known=state) == (b"", None)
    content, _ = got(f"{site}/toilets.csv", known=fetch.Validators('"of last year"'))
    assert content == TABLE


def test_what_came_packed_is_unpacked(site: str) -> None:
    assert got(f"{site}/packed")[0] == TABLE


def test_a_redirect_is_followed(site: str) -> None:
    assert got(f"{site}/moved")[0] == TABLE


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("/inside", "KG-L003"),
        ("/elsewhere", "KG-L001"),
        ("/round", "KG-L006"),
        ("/gone", "KG-L008"),
        ("/endless", "KG-R005"),
        ("/bomb", "KG-R005"),
        ("/cut", "KG-L004"),
    ],
)
def test_what_does_not_come_is_explained(site: str, path: str, rule: str) -> None:
    error = refused(f"{site}{path}")
    assert error.rule == rule
    assert error.message.endswith("。")
    assert error.message_en.endswith(".")


def test_redirects_end_after_five(site: str) -> None:
    refused(f"{site}/round")
    assert len(Site.asked) == 6


@pytest.mark.parametrize("path", ["/drip", "/headers/drip"])
def test_a_server_that_sends_a_byte_now_and_then_is_left(site: str, path: str) -> None:
    begun = time.monotonic()
    error = refused(f"{site}{path}", limits=fetch.Limits(size=1024, silence=5, total=0.5))
    assert error.rule == "KG-L007"
    assert time.monotonic() - begun < 3


@pytest.mark.parametrize(
    ("url", "rule"),
    [
        ("ftp://opendata.city.example/a.csv", "KG-L001"),
        ("file:///etc/passwd", "KG-L001"),
        ("//opendata.city.example/a.csv", "KG-L001"),
        ("http:///a.csv", "KG-L001"),
        ("http://[::1/a.csv", "KG-L001"),
        ("http://opendata.city.example:99999/a.csv", "KG-L001"),
        ("http://加賀\u3002\u3002市/a.csv", "KG-L001"),
        ("http://kaga:geheim@opendata.city.example/a.csv", "KG-L002"),
        ("http://kaga@opendata.city.example/a.csv", "KG-L002"),
        ("http://127.0.0.1/a.csv", "KG-L003"),
        ("http://2130706433/a.csv", "KG-L003"),
        ("http://0x7f.1/a.csv", "KG-L003"),
        ("http://[::ffff:127.0.0.1]/a.csv", "KG-L003"),
        ("http://localhost/a.csv", "KG-L003"),
        ("http://no-such-host.invalid/a.csv", "KG-L004"),
    ],
)
def test_an_address_that_may_not_be_asked_is_explained(url: str, rule: str) -> None:
    error = refused(url, allowed=fetch.is_public)
    assert error.rule == rule
    assert "geheim" not in error.message


def test_one_address_that_is_not_public_is_enough(
    site: str, names: dict[str, list[list[str]]]
) -> None:
    names[HOST] = [["127.0.0.1", "127.0.0.2"]]
    assert refused(f"{site}/toilets.csv").rule == "KG-L003"
    assert not Site.asked


def test_a_name_that_changes_its_mind_gains_nothing(
    site: str, names: dict[str, list[list[str]]]
) -> None:
    """The connection goes to the address that was judged; the next answer is not asked for."""
    names[HOST] = [["127.0.0.1"], ["127.0.0.2"]]
    assert got(f"{site}/toilets.csv")[0] == TABLE
    assert names[HOST] == [["127.0.0.2"]]


def test_the_next_address_is_tried(site: str, names: dict[str, list[list[str]]]) -> None:
    names[HOST] = [["127.0.0.3", "127.0.0.1"]]
    everywhere: fetch.Allowed = lambda _host, address: address.is_loopback  # noqa: E731
    assert got(f"{site}/toilets.csv", allowed=everywhere)[0] == TABLE


def test_the_environment_has_no_say(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert got(f"{site}/toilets.csv")[0] == TABLE


@pytest.mark.parametrize(
    "text",
    [
        "0.0.0.1", "10.1.2.3", "100.64.0.1", "127.0.0.1", "169.254.169.254", "172.16.0.1",
        "192.168.1.1", "192.0.2.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::127.0.0.1", "::ffff:8.8.8.8", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
        "2002:7f00:1::", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1", "fc00::1",
        "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(text: str) -> None:
    assert not fetch.is_public("", ip_address(text))


@pytest.mark.parametrize("text", ["8.8.8.8", "203.178.141.194", "2001:200:dff:fff1::1"])
def test_addresses_that_are_public(text: str) -> None:
    assert fetch.is_public("", ip_address(text))


@given(st.ip_addresses(v=4))
def test_a_public_address_carried_by_another_is_not_public(address: Any) -> None:
    for prefix in ("::ffff:", "::", "64:ff9b::"):
        assert not fetch.is_public("", ip_address(f"{prefix}{address}"))


@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes the certificate")
@pytest.mark.parametrize(("name", "rule"), [(HOST, None), ("www.other.example", "KG-L005")])
def test_the_certificate_is_the_name_s(
    names: dict[str, list[list[str]]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    rule: str | None,
) -> None:
    context, certificate = certified(tmp_path, name)
    with served(context) as place:
        url = f"https://{place}/toilets.csv"
        assert refused(url).rule == "KG-L005"
        monkeypatch.setattr(requests.adapters, "DEFAULT_CA_BUNDLE_PATH", str(certificate))
        assert got(url)[0] == TABLE if rule is None else refused(url).rule == rule
