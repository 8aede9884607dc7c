"""The web site of a city, served on this machine, for what fetches linked files."""

from __future__ import annotations

import contextlib
import gzip
import socket
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from ckanext.kaga import fetch
from ckanext.kaga.tests.conftest import SAMPLES, TOILETS

TABLE = (SAMPLES / TOILETS).read_bytes()
ETAG = '"34a1"'
HOST = "opendata.city.example"


class Site(BaseHTTPRequestHandler):
    """The web site of a city; ``asked`` are the requests it had."""

    asked: ClassVar[list[Site]] = []

    def do_GET(self) -> None:
        """Answer as the path says."""
        self.asked.append(self)
        with contextlib.suppress(OSError):
            getattr(self, self.path.split("?")[0].strip("/").replace("/", "_").split(".")[0])()

    def toilets(self) -> None:
        """The file, or 304 to who knows it."""
        if self.headers["If-None-Match"] == ETAG:
            self.say(304)
        else:
            self.say(200, TABLE, ETag=ETAG, Last_Modified="Wed, 01 Apr 2026 00:00:00 GMT")

    def moved(self) -> None:
        """The file is at another address."""
        self.say(302, b"x" * 100_000, Location="/toilets.csv")

    def inside(self) -> None:
        """The file is said to be on the city's own network."""
        self.say(302, Location="http://127.0.0.2/toilets.csv")

    def elsewhere(self) -> None:
        """The file is said to be in the server's own file system."""
        self.say(302, Location="file:///etc/passwd")

    def round(self) -> None:
        """The file is at this address."""
        self.say(302, Location=self.path)

    def gone(self) -> None:
        """There is no file."""
        self.say(404)

    def endless(self) -> None:
        """A file that has no end and does not say so."""
        self.say(200, None)
        while True:
            self.wfile.write(b"1,2,3\n" * 10_000)

    def bomb(self) -> None:
        """A file that was packed without being asked, and is far larger than it looks."""
        packed = zlib.compressobj(wbits=31)
        self.say(200, None, Content_Encoding="gzip")
        for _ in range(200):
            self.wfile.write(packed.compress(bytes(1024 * 1024)))
        self.wfile.write(packed.flush())

    def packed(self) -> None:
        """The file, packed without being asked."""
        self.say(200, gzip.compress(TABLE), Content_Encoding="gzip")

    def cut(self) -> None:
        """A file that ends before its end."""
        self.say(200, None, Content_Length="1000")
        self.wfile.write(b"1,2,3\n")

    def drip(self) -> None:
        """A file that comes byte by byte."""
        self.say(200, None)
        while True:
            self.wfile.write(b"1")
            time.sleep(0.1)

    def headers_drip(self) -> None:
        """A head that comes byte by byte."""
        self.wfile.write(b"HTTP/1.0 200 OK\r\nX: ")
        while True:
            self.wfile.write(b"1")
            time.sleep(0.1)

    def say(self, status: int, body: bytes | None = b"", **headers: str) -> None:
        """Answer; a body of None is written by the caller."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if body is not None:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextlib.contextmanager
def served(encrypted: ssl.SSLContext | None = None) -> Iterator[str]:
    """Serve the site; give where it is."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    if encrypted:
        server.socket = encrypted.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}).start()
    try:
        yield f"{HOST}:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def resolving(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[list[str]]]:
    """Say what names resolve to, one list of addresses after the other; others as ever."""
    known: dict[str, list[list[str]]] = {HOST: [["127.0.0.1"]]}
    real = socket.getaddrinfo

    def resolve(host: str, port: int, *rest: Any, **named: Any) -> Any:
        if host not in known:
            return real(host, port, *rest, **named)
        answers = known[host].pop(0) if len(known[host]) > 1 else known[host][0]
        return [found for answer in answers for found in real(answer, port, *rest, **named)]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return known


def here(_host: str, address: fetch.Address) -> bool:
    """Let 127.0.0.1 stand for the internet, and nothing else."""
    return str(address) == "127.0.0.1"


def certified(folder: Path, name: str) -> tuple[ssl.SSLContext, Path]:
    """Return what a server of that name shows, and the certificate that nobody has signed."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-days", "1", "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}",
         "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context, certificate
