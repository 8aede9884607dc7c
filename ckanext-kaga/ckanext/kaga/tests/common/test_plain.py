"""Easy Japanese: chosen by the reader, remembered, and only where there is a text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from ckanext.kaga.common.plain import Plain, ReaderLanguage, reader_language, with_readings


class Portal:
    """A portal of one page that says which language and which query it was asked for."""

    def __init__(self, locale: str = "ja") -> None:
        self.locale = locale
        self.headers: list[tuple[str, str]] = []
        self.plain = Plain({"Hello": "こんにちは"}.get)  # type: ignore[arg-type]

    def page(self, environ: dict[str, Any], start_response: Any) -> Iterator[bytes]:
        environ["CKAN_LANG"] = self.locale
        start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
        body = f"{reader_language(self.locale)}|{environ['QUERY_STRING']}|{self.plain('Hello')}"
        return iter([body.encode()])

    def get(self, query: str = "", *, path: str = "/", **environ: str) -> list[str]:
        """Return the language, the query and the greeting that the page shows."""
        request: dict[str, Any] = {"PATH_INFO": path, "QUERY_STRING": query, **environ}
        setup_testing_defaults(request)

        def start(_status: str, headers: list[tuple[str, str]], _exc: object = None) -> None:
            self.headers = headers

        body = b"".join(ReaderLanguage(self.page)(request, start))  # type: ignore[arg-type]
        return body.decode().split("|")

    @property
    def cookie(self) -> str | None:
        return dict(self.headers).get("Set-Cookie")


@pytest.fixture
def easy(tmp_path: Path) -> str:
    """Return a folder with one text in easy Japanese."""
    catalog = Catalog(locale="ja")
    catalog.add("Hello", "こんにちは。元気《げんき》ですか")
    folder = tmp_path / "ja_simple" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "test.mo").open("wb") as file:
        write_mo(file, catalog)
    return str(tmp_path)


def test_a_choice_is_shown_at_once_and_remembered_for_a_year(easy: str) -> None:
    portal = Portal()
    portal.plain.add(easy, "test")
    language, _, greeting = portal.get("lang=ja-simple")
    assert language == "ja-simple"
    assert greeting.startswith("こんにちは。<ruby>元気")
    assert portal.cookie == (
        "kaga_language=ja-simple; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax"
    )


def test_the_cookie_brings_it_back(easy: str) -> None:
    portal = Portal()
    portal.plain.add(easy, "test")
    assert portal.get(HTTP_COOKIE="other=1; kaga_language=ja-simple")[0] == "ja-simple"
    assert portal.cookie is None


@pytest.mark.parametrize("language", ["ja", "en"])
def test_another_language_forgets_it(language: str) -> None:
    portal = Portal(locale=language)
    shown = portal.get(f"lang={language}", HTTP_COOKIE="kaga_language=ja-simple")
    assert shown[0] == language
    assert portal.cookie is not None
    assert "Max-Age=0" in portal.cookie


def test_an_english_page_stays_english_whatever_the_cookie_says(easy: str) -> None:
    portal = Portal(locale="en")
    portal.plain.add(easy, "test")
    assert portal.get(HTTP_COOKIE="kaga_language=ja-simple") == ["en", "", "こんにちは"]


def test_the_search_never_sees_the_choice_as_a_filter() -> None:
    assert Portal().get("q=%E3%83%88%E3%82%A4%E3%83%AC&lang=ja-simple&page=2")[1] == (
        "q=%E3%83%88%E3%82%A4%E3%83%AC&page=2"
    )


def test_a_language_that_is_not_ours_is_left_alone() -> None:
    portal = Portal()
    assert portal.get("lang=fr")[1] == "lang=fr"
    assert portal.cookie is None


def test_the_api_keeps_its_arguments() -> None:
    assert Portal().get("lang=en", path="/api/3/action/x")[1] == "lang=en"


def test_shared_caches_keep_the_variants_apart() -> None:
    portal = Portal()
    portal.get()
    assert ("Vary", "Cookie") in portal.headers


def test_over_https_the_cookie_never_travels_in_the_clear() -> None:
    portal = Portal()
    portal.get("lang=ja-simple", **{"wsgi.url_scheme": "https"})
    assert portal.cookie is not None
    assert portal.cookie.endswith("; Secure")


def test_a_text_without_an_easy_form_is_shown_in_japanese(tmp_path: Path) -> None:
    portal = Portal()
    portal.plain.add(str(tmp_path), "test")
    assert portal.get("lang=ja-simple")[2] == "こんにちは"


def test_a_broken_cookie_is_no_error() -> None:
    assert Portal().get(HTTP_COOKIE='kaga_language="\\')[0] == "ja"


def test_readings_become_ruby_and_everything_else_is_escaped() -> None:
    assert with_readings("市《し》の <b>") == (
        "<ruby>市<rp>（</rp><rt>し</rt><rp>）</rp></ruby>の &lt;b&gt;"
    )
