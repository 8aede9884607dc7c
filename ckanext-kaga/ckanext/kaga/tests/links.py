"""Examples of the rules about links: an address, and what its server answers."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ckanext.kaga import fetch
from ckanext.kaga.tabular import Finding, Unreadable
from ckanext.kaga.tests.website import HOST, certified, here, served

_LIMITS = fetch.Limits(size=1024 * 1024)
_SHORT = fetch.Limits(size=1024 * 1024, total=0.5)


@dataclass(frozen=True)
class Link:
    """An address that breaks a rule; ``words`` say in both languages what its server answers.

    It stands on the site of the city (``site``) or is an address of its own.
    """

    url: str
    words: str = ""
    limits: fetch.Limits = _LIMITS

    def finding(self, folder: Path) -> Finding:
        """What is said when the link is followed; ``folder`` holds the site's certificate.

        Raises AssertionError where nothing is.
        """
        with self._served(folder) as url:
            try:
                fetch.fetch(url, io.BytesIO(), self.limits, allowed=here)
            except Unreadable as error:
                return error.finding
        raise AssertionError(f"{self.url} was fetched")

    @contextmanager
    def _served(self, folder: Path) -> Iterator[str]:
        if HOST not in self.url or "@" in self.url:
            yield self.url
            return
        encrypted = certified(folder, HOST)[0] if self.url.startswith("https:") else None
        with served(encrypted) as place:
            yield self.url.replace(HOST, place)


EXAMPLES = {
    "KG-L001": Link("ftp://files.city.example/toilets.csv"),
    "KG-L002": Link(f"https://kaga:himitsu@{HOST}/toilets.csv"),
    "KG-L003": Link("http://192.168.10.5/toilets.csv"),
    "KG-L004": Link("https://no-such-host.invalid/toilets.csv"),
    "KG-L005": Link(
        f"https://{HOST}/toilets.csv",
        "だれの署名もない証明書 / a certificate that nobody signed",
    ),
    "KG-L006": Link(f"http://{HOST}/round", "自分自身への転送 / a redirect to itself"),
    "KG-L007": Link(
        f"http://{HOST}/drip",
        "1バイトずつの応答、上限は0.5秒 / byte after byte, the limit is 0.5 seconds",
        _SHORT,
    ),
    "KG-L008": Link(f"http://{HOST}/gone", "404"),
}
