"""The walk through the URL map, and what pages are searched for."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from ckan.tests.helpers import CKANTestApp
from werkzeug.routing import Rule

from ckanext.kaga.common.headers import COMMON, POSITION_POLICY
from ckanext.kaga.common.origin import SAFE_METHODS

FOREIGN = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
OLD_FOREIGN = {"Origin": "https://evil.example"}
OWN = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
"""What browsers say of a page of another site, of the same in an old browser, of one of ours."""

JSON_LD = "application/ld+json"


class Inline(HTMLParser):
    """Collects what a page runs or styles without a file: script, style and their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag if it is such a one. JSON-LD is data, which a browser does not run."""
        names = dict(attrs)
        is_script = tag == "script" and "src" not in names and names.get("type") != JSON_LD
        if is_script or tag == "style" or any(n == "style" or n.startswith("on") for n in names):
            self.found.append(self.get_starttag_text() or tag)


def inline(text: str) -> list[str]:
    """Return the tags of a page that its Content-Security-Policy would refuse."""
    page = Inline()
    page.feed(text)
    return page.found


def unsafe_routes(site: CKANTestApp) -> Iterator[tuple[str, str]]:
    """Yield method and address of every route that can change something."""
    for rule in site.flask_app.url_map.iter_rules():
        for method in sorted(rule.methods - SAFE_METHODS):
            yield method, address(site, rule)


def address(site: CKANTestApp, rule: Rule) -> str:
    """Return an address that the rule matches, with 3 or x for each part left open."""
    values = {name: 3 if name == "ver" else "x" for name in rule.arguments}
    urls = site.flask_app.url_map.bind("localhost")
    return str(urls.build(rule.endpoint, {**values, **(rule.defaults or {})}))


def policies_of(address: str) -> dict[str, str]:
    """Return what an answer forbids the browser: all the same, but for what is near the reader."""
    if address == "/register":
        return COMMON | {"Permissions-Policy": POSITION_POLICY}
    return COMMON
