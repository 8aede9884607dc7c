"""How often one address may do what nobody has to log in for."""

from __future__ import annotations

import hashlib
import ipaddress

import ckan.plugins.toolkit as tk
from ckan.lib.redis import connect_to_redis
from flask import has_request_context

_HOUR = 3600  # seconds


def refuse_too_many(what: str, most: int) -> None:
    """Raise ValidationError on ``limit`` where this address has used up its hour; 0 is no limit."""
    address = _address()
    if most and address and int(connect_to_redis().get(_key(what, address)) or 0) >= most:
        raise tk.ValidationError(
            {"limit": [tk._("Too many from your connection. Please try again in an hour.")]}
        )


def count(what: str) -> None:
    """Count one more for this address. It is kept for an hour, and only as a hash."""
    address = _address()
    if address:
        with connect_to_redis().pipeline() as pipe:
            pipe.set(_key(what, address), 0, ex=_HOUR, nx=True)
            pipe.incr(_key(what, address))
            pipe.execute()


def _key(what: str, address: str) -> str:
    secret = tk.config["SECRET_KEY"]
    name = hashlib.sha256(f"{secret} {address}".encode()).hexdigest()[:32]
    return f"ckan:{tk.config['ckan.site_id']}:kagaconsent:{what}:{name}"


def _address() -> str:
    """Whose request this is: a network of IPv6, an address of IPv4, "" outside a request.

    What stands in ``X-Forwarded-For`` is believed only of a proxy in our own network.
    """
    if not has_request_context():
        return ""
    try:
        address = ipaddress.ip_address(tk.request.remote_addr or "")
        if not address.is_global:
            forwarded = tk.request.headers.get("X-Forwarded-For", "").rpartition(",")[-1].strip()
            address = ipaddress.ip_address(forwarded) if forwarded else address
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        # a household has a /64 and could use each of its addresses once
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
