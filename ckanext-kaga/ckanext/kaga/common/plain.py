"""Easy Japanese (やさしい日本語): a reader's choice above the Japanese locale.

Babel knows no locale for it, so a portal in Japanese shows a sentence in easy
Japanese when the reader asked for it and we have one (docs/adr/0004).
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

EASY_JAPANESE = "ja-simple"
"""BCP 47 tag: Japanese with the registered variant ``simple`` (IANA, 2015-12-29)."""

COOKIE = "kaga_language"
_CATALOGUE = "ja_simple"
_LANGUAGES = ("ja", "en", EASY_JAPANESE)
_ONE_YEAR = 365 * 24 * 60 * 60
_WISH = "kaga.language"
_READING = re.compile(r"([々一-鿿]+)《([ぁ-ゖー]+)》")

_environ: ContextVar[WSGIEnvironment | None] = ContextVar("kaga_environ", default=None)


def reader_language(locale: str) -> str:
    """Return the BCP 47 tag of what the reader of this request sees.

    ``locale`` is CKAN's locale of the request; outside a request it is returned as it is.
    """
    environ = _environ.get()
    wish = environ.get(_WISH) if environ else None
    return EASY_JAPANESE if wish == EASY_JAPANESE and locale == "ja" else locale.replace("_", "-")


class ReaderLanguage:
    """WSGI middleware: ``?lang=`` on any page chooses, a cookie remembers easy Japanese.

    The parameter is taken out of the query before the application sees it, because
    CKAN's search reads a parameter that it does not know as a filter. The API is left
    alone: there ``lang`` may be an argument of an action.
    """

    def __init__(self, app: WSGIApplication) -> None:
        """Wrap ``app``."""
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request (PEP 3333)."""
        chosen = None if "/api/" in environ.get("PATH_INFO", "") else _take_choice(environ)
        environ[_WISH] = chosen or _remembered(environ)

        def start(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> object:
            if any(k.lower() == "content-type" and "html" in v for k, v in headers):
                headers = [*headers, ("Vary", "Cookie")]
            if chosen:
                headers = [*headers, ("Set-Cookie", _cookie(chosen, environ))]
            return start_response(status, headers, exc_info)  # type: ignore[arg-type]

        token = _environ.set(environ)
        try:
            return self._app(environ, start)  # type: ignore[arg-type]
        finally:
            _environ.reset(token)


class Plain:
    """The template function ``plain("msgid")``: easy Japanese where wished and known.

    Falls back to the usual translation, so that a forgotten sentence is shown in
    Japanese, never in English. Easy Japanese carries readings as HTML ruby, so use
    ``_()`` inside attributes.
    """

    def __init__(self, translate: Callable[[str], str]) -> None:
        """``translate`` is gettext for the locale of the request."""
        self._translate = translate
        self._catalogues: list[gettext.NullTranslations] = []

    def add(self, directory: str, domain: str) -> None:
        """Read the easy Japanese catalogue of one plugin; a plugin may have none."""
        self._catalogues.append(gettext.translation(domain, directory, [_CATALOGUE], fallback=True))

    def __call__(self, msgid: str) -> str:
        """Return the text for the reader of this request."""
        environ = _environ.get()
        locale = environ.get("CKAN_LANG", "") if environ else ""
        if reader_language(locale) == EASY_JAPANESE:
            for catalogue in self._catalogues:
                text = catalogue.gettext(msgid)
                if text != msgid:
                    return with_readings(text)
        return self._translate(msgid)


def with_readings(text: str) -> Markup:
    """Turn 漢字《かんじ》, as Aozora Bunko writes readings, into HTML ruby; escape the rest."""
    ruby = r"<ruby>\1<rp>（</rp><rt>\2</rt><rp>）</rp></ruby>"
    return Markup(_READING.sub(ruby, str(escape(text))))  # noqa: S704  escaped before


def _take_choice(environ: WSGIEnvironment) -> str | None:
    """Take ``lang`` out of the query string and return it if it is one of ours."""
    query = parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True)
    chosen = next((value for key, value in query if key == "lang" and value in _LANGUAGES), None)
    if chosen:
        environ["QUERY_STRING"] = urlencode([pair for pair in query if pair[0] != "lang"])
    return chosen


def _remembered(environ: WSGIEnvironment) -> str | None:
    try:
        morsel = SimpleCookie(environ.get("HTTP_COOKIE", "")).get(COOKIE)
    except CookieError:
        return None
    return morsel.value if morsel else None


def _cookie(chosen: str, environ: WSGIEnvironment) -> str:
    """Remember easy Japanese for a year; forget it when another language is chosen.

    A display preference and nothing else: it may therefore be set by a GET.
    """
    age = _ONE_YEAR if chosen == EASY_JAPANESE else 0
    secure = "; Secure" if environ.get("wsgi.url_scheme") == "https" else ""
    return f"{COOKIE}={chosen}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{secure}"
