"""Where a request comes from, as far as its browser tells: may it change anything here?

The rules are those of Go's ``http.CrossOriginProtection`` (Go 1.25): browsers say in
``Sec-Fetch-Site`` (W3C Fetch Metadata) or ``Origin`` (RFC 6454) which page sent a request, and no
page can make them lie. Programs send neither, and hold no cookies that a foreign page could use.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Sender:
    """What a request says of where it comes from; a header that is not there is ""."""

    method: str
    fetch_site: str = ""
    origin: str = ""
    host: str = ""
    has_token: bool = False
    has_session: bool = False


def may_change(sender: Sender, own_origin: str) -> bool:
    """Tell whether the request may change something.

    ``own_origin`` is the portal's address as the public knows it (``https://data.example.jp``); a
    path behind it does not matter. An API token without a session counts as a program's: a foreign
    page has no token to send. With a session beside it the token does not count, because CKAN
    falls back to the session when a token is not valid.
    """
    if sender.method in SAFE_METHODS or (sender.has_token and not sender.has_session):
        return True
    if sender.fetch_site:
        return sender.fetch_site in ("same-origin", "none")
    if not sender.origin:
        return True
    origin = _origin(sender.origin)
    if origin is None:
        return False
    return origin == _origin(own_origin) or origin == _origin(f"{origin[0]}://{sender.host}")


def _origin(address: str) -> tuple[str, str, int] | None:
    """Return scheme, host and port of an address; None where it names none (``null``)."""
    try:
        parts = urlsplit(address)
        port = parts.port or DEFAULT_PORTS.get(parts.scheme)
    except ValueError:
        return None
    if not parts.hostname or port is None:
        return None
    return parts.scheme, parts.hostname, port
