"""``/sitemap.xml``: the pages that are public, for search engines (the protocol of sitemaps.org).

Each plugin offers its own pages, and the first that is on puts the file up for all of them. What
is offered is a stranger's view, whoever asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint

from ckanext.kaga.shared.answers import sent

MOST = 5_000
"""So many pages are in one file, each in every language: the protocol allows 50,000 addresses."""

_SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)

blueprint = Blueprint("kaga_sitemap", __name__)


@dataclass(frozen=True, slots=True)
class Page:
    """A public page: its path without a language, and when it changed (ISO 8601 in UTC)."""

    path: str
    changed: str = ""


class ISitemap(p.Interface):
    """Offer pages to search engines."""

    def get_public_pages(self) -> Iterator[Page]:
        """Give each public page once, in an order that stays."""
        raise NotImplementedError


def put_up(plugin: str) -> list[Blueprint]:
    """Return the file for the first plugin that offers pages: it stands once."""
    first = next(iter(p.PluginImplementations(ISitemap)), None)
    return [blueprint] if first is not None and first.name == plugin else []


@blueprint.route("/sitemap.xml")
def whole() -> Response:
    """Send the pages, or the list of files that have them where they are many."""
    pages = _pages()
    if len(pages) <= MOST:
        return _sent(pages)
    root = tk.h.url_for("home.index", locale="default", _external=True).rstrip("/")
    parts = "".join(
        f"<sitemap><loc>{root}/sitemap-{number}.xml</loc></sitemap>\n"
        for number in range(1, -(-len(pages) // MOST) + 1)
    )
    return _xml(f"<sitemapindex {_SPACES}>\n{parts}</sitemapindex>\n")


@blueprint.route("/sitemap-<int:number>.xml")
def part(number: int) -> Response:
    """Send one of those files."""
    pages = _pages()[MOST * (number - 1) : MOST * number] if number else []
    return _sent(pages) if pages else tk.abort(404)


def _pages() -> list[Page]:
    offered = p.PluginImplementations(ISitemap)
    return [page for plugin in offered for page in plugin.get_public_pages()]


def _sent(pages: list[Page]) -> Response:
    roots = _roots()
    return _xml(f"<urlset {_SPACES}>\n{''.join(_told(page, roots) for page in pages)}</urlset>\n")


def _roots() -> dict[str, str]:
    """Return where the pages of each language begin, by the language's tag (BCP 47)."""
    default = tk.config["ckan.locale_default"]
    codes = [str(locale) for locale in tk.h.get_available_locales()]
    return {
        code.replace("_", "-"): tk.h.url_for(
            "home.index", locale="default" if code == default else code, _external=True
        ).rstrip("/")
        for code in codes
    }


def _told(page: Page, roots: dict[str, str]) -> str:
    """Tell a page in each language, each with where the others are, as the protocol wants it."""
    path = quote(page.path)
    changed = f"<lastmod>{page.changed}</lastmod>" if page.changed else ""
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{tag}" href="{root}{path}"/>'
        for tag, root in roots.items()
    )
    return "".join(
        f"<url><loc>{root}{path}</loc>{changed}{others}</url>\n" for root in roots.values()
    )


def _xml(body: str) -> Response:
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return sent(f"{head}{body}".encode(), "application/xml; charset=utf-8")
