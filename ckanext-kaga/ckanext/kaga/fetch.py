"""Fetching a linked file: whoever wrote the address must not reach more than the public internet.

A name is resolved once, all its addresses are judged, and the connection goes to one of those:
a second answer of the name's server changes nothing. Redirects are followed here, not by
requests, so that each is judged anew, and no proxy, password file or certificate bundle is taken
from the environment.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any, BinaryIO
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from ckanext.kaga.tabular import Rule, Unreadable
from ckanext.kaga.tabular.rules import links as r
from ckanext.kaga.tabular.rules import reading

Address = IPv4Address | IPv6Address
Allowed = Callable[[str, Address], bool]
"""Tells whether a host name that resolves to this address may be connected to."""

_BLOCK = 64 * 1024
_MIB = 1024 * 1024
_UNICAST = IPv6Network("2000::/3")
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Limits:
    """``size`` in bytes; ``silence`` and ``total`` in seconds: to connect or between two bytes,
    and for everything, redirects included."""

    size: int
    silence: float = 10
    total: float = 300
    redirects: int = 5


@dataclass(frozen=True)
class Validators:
    """What a server calls the state of a file: its ETag and Last-Modified, as it wrote them."""

    etag: str | None = None
    last_modified: str | None = None


def fetch(
    url: str,
    file: BinaryIO,
    limits: Limits,
    *,
    known: Validators | None = None,
    allowed: Allowed | None = None,
) -> Validators | None:
    """Write what stands at an address into a file; return how its server calls this state.

    ``known`` is how it called the state that the caller has: None is returned where that is
    still the present one. ``allowed`` judges each address of each host, by default ``is_public``.
    Raises Unreadable where a rule of the house is broken or the file does not come.
    """
    with _Alarm(limits.total) as alarm:
        for _ in range(limits.redirects + 1):
            request = _request(url, known)
            with _in_words(request, limits, alarm):
                response = _send(request, limits, allowed or is_public, alarm)
                with closing(response):
                    if response.is_redirect:
                        url = urljoin(url, response.headers["Location"])
                        continue
                    if response.status_code == requests.codes.not_modified and known:
                        return None
                    if response.status_code != requests.codes.ok:
                        raise _refusal(r.STATUS, request, status=response.status_code)
                    _copy(response, file, limits)
                    alarm.check()
                    headers = response.headers
                    return Validators(headers.get("ETag"), headers.get("Last-Modified"))
    raise Unreadable(r.REDIRECTS.finding(words={"limit": limits.redirects}))


def is_public(host: str, address: Address) -> bool:
    """Tell whether an address is one of the public internet, and not by a detour.

    IPv6 addresses that carry one of IPv4 (mapped, 6to4, Teredo) are none, wherever that leads.
    """
    if isinstance(address, IPv6Address) and (
        address not in _UNICAST or address.sixtofour or address.teredo
    ):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _request(url: str, known: Validators | None) -> requests.PreparedRequest:
    headers = {"User-Agent": "ckanext-kaga", "Accept": "*/*", "Accept-Encoding": "identity"}
    if known and known.etag:
        headers["If-None-Match"] = known.etag
    if known and known.last_modified:
        headers["If-Modified-Since"] = known.last_modified
    try:
        # What is judged is the address as requests spells it, not as the person wrote it.
        request = requests.Request("GET", url, headers).prepare()
        parts = urlsplit(str(request.url))
        if parts.scheme not in _PORTS or not parts.hostname or parts.port == 0:
            raise Unreadable(r.ADDRESS.finding())
    except (requests.RequestException, ValueError) as error:
        raise Unreadable(r.ADDRESS.finding()) from error
    if parts.username is not None or parts.password is not None:
        raise Unreadable(r.PASSWORD.finding())
    # The connection is made to an address; the server wants to hear the name.
    request.headers["Host"] = parts.netloc
    return request


def _host(request: requests.PreparedRequest) -> str:
    return urlsplit(str(request.url)).hostname or ""


def _port(request: requests.PreparedRequest) -> int:
    parts = urlsplit(str(request.url))
    return parts.port or _PORTS[parts.scheme]


def _send(
    request: requests.PreparedRequest, limits: Limits, allowed: Allowed, alarm: _Alarm
) -> requests.Response:
    """Return the answer, its body unread, of the first address of the host that gives one."""
    addresses = _addresses(request)
    if not addresses:
        raise _refusal(r.NO_ANSWER, request)
    if not all(allowed(_host(request), address) for address in addresses):
        raise _refusal(r.NOT_PUBLIC, request)
    for address in addresses[:-1]:
        with suppress(requests.ConnectionError):
            return _Pinned(address, alarm).send(request, stream=True, timeout=limits.silence)
        alarm.check()
    return _Pinned(addresses[-1], alarm).send(request, stream=True, timeout=limits.silence)


def _addresses(request: requests.PreparedRequest) -> list[Address]:
    """Return every address of the request's host, each once, the system's favourite first."""
    try:
        found = socket.getaddrinfo(_host(request), _port(request), type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return [ip_address(text) for text in dict.fromkeys(str(place[4][0]) for place in found)]


def _copy(response: requests.Response, file: BinaryIO, limits: Limits) -> None:
    size = 0
    for block in response.iter_content(_BLOCK):
        size += len(block)
        if size > limits.size:
            words = {"limit": f"{limits.size // _MIB:,}"}
            raise Unreadable(reading.TOO_BIG.finding(words=words))
        file.write(block)


def _refusal(rule: Rule, request: requests.PreparedRequest, **words: object) -> Unreadable:
    return Unreadable(rule.finding(words={"host": _host(request), **words}))


@contextmanager
def _in_words(request: requests.PreparedRequest, limits: Limits, alarm: _Alarm) -> Iterator[None]:
    """Turn what requests raises into a sentence."""
    try:
        yield
    except (requests.RequestException, OSError, ValueError) as error:
        if alarm.rung:
            raise _refusal(r.TOO_SLOW, request, limit=f"{limits.total:g}") from error
        wrong = isinstance(error, requests.exceptions.SSLError)
        raise _refusal(r.CERTIFICATE if wrong else r.NO_ANSWER, request) from error


class _Alarm:
    """Ends every connection when the time is over: a server may send one byte now and then.

    At the end of its block it closes them.
    """

    def __init__(self, seconds: float) -> None:
        self.rung = False
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._ring)

    def __enter__(self) -> _Alarm:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        for one in self._sockets:
            one.close()

    def watch(self, connected: socket.socket) -> None:
        """End this connection too."""
        self._sockets.append(connected)
        self.check()

    def check(self) -> None:
        """Raise TimeoutError where the time is over: a cut answer may look like a whole one."""
        if self.rung:
            raise TimeoutError

    def _ring(self) -> None:
        self.rung = True
        for one in self._sockets:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)


class _Pinned(HTTPAdapter):
    """Sends a request to one address, whatever its name resolves to by now; TLS asks for the
    name."""

    def __init__(self, address: Address, alarm: _Alarm) -> None:
        self._address = str(address)
        self._alarm = alarm
        super().__init__()

    def init_poolmanager(self, *arguments: Any, **named: Any) -> None:
        """Make connections that the alarm can end."""
        super().init_poolmanager(*arguments, **named)
        alarm = self._alarm

        class Plain(HTTPConnection):
            def connect(self) -> None:
                super().connect()
                alarm.watch(self.sock)

        class Encrypted(HTTPSConnection):
            def connect(self) -> None:
                super().connect()
                alarm.watch(self.sock)

        class PlainPool(HTTPConnectionPool):
            ConnectionCls = Plain

        class EncryptedPool(HTTPSConnectionPool):
            ConnectionCls = Encrypted

        self.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": EncryptedPool}

    def build_connection_pool_key_attributes(
        self, request: requests.PreparedRequest, verify: Any, cert: Any = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """Put the address in the place of the name, where only the connection is made."""
        host, pool = super().build_connection_pool_key_attributes(request, verify, cert)
        if host["scheme"] == "https":
            pool |= {"server_hostname": host["host"], "assert_hostname": host["host"]}
        return host | {"host": self._address}, pool
