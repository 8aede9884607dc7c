"""Safety around the whole site, CKAN's own pages included, whichever of our plugins is on.

CKAN 2.12.0 lets any anonymous GET switch Flask-WTF's token check off for that page, for as long
as the process lives (CVE-2026-41255, mended in 2.11.5 but not in 2.12.0). The guard here does not
depend on tokens, so it holds either way.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import ckan.plugins.toolkit as tk
from ckan.types import CKANApp, Response
from flask import request
from werkzeug.http import parse_cookie

from ckanext.kaga import csrf
from ckanext.kaga.common import headers, origin

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

log = logging.getLogger(__name__)

REFUSAL_JA = (
    "この操作は、このポータルの画面から送られたことを確認できなかったため、受け付けませんでした。"
    "ポータルのページを開き直して、もう一度操作してください。"
)
REFUSAL_EN = (
    "This change was not accepted, because it did not come from a page of this portal. "
    "Open the page on the portal again and repeat what you did."
)
REFUSAL_API = (
    "ほかのサイトのページからは書き込めません。Cookieを付けず、APIトークンを付けて送ってください。"
    " / A page of another site cannot write here. Send an API token, and no cookies."
)
REFUSAL_PAGE = f"""<!DOCTYPE html>
<html lang="ja"><head><meta charset="utf-8"><title>受け付けませんでした</title></head>
<body><main><h1>受け付けませんでした</h1><p>{REFUSAL_JA}</p>
<p lang="en">{REFUSAL_EN}</p></main></body></html>
"""
# So many bytes of a stranger's question are read: a longer one keeps a web process for a minute.
LONGEST_QUESTION = 64 * 1024
# Where Flask notes that the application is guarded
EXTENSION = "kaga-guard"
# Endpoints that send what users uploaded or typed, as files
FILE_ENDPOINT = re.compile(r"(^|\.)(static|(\w+_)?download|dump)$")


def protect(app: CKANApp, config: tk.CKANConfig) -> None:
    """Put the guard before the application, and safe headers on everything it answers.

    Each plugin calls it from ``IMiddleware.make_middleware``, so that any of them can be alone;
    the first one's guard is everybody's.
    """
    if EXTENSION in app.extensions:
        return
    app.extensions[EXTENSION] = OriginGuard
    site_url: str = config["ckan.site_url"]
    app.wsgi_app = OriginGuard(  # type: ignore[method-assign]
        app.wsgi_app,
        own_origin=site_url,
        token_header=config["apitoken_header_name"],
        session_cookies=(config["SESSION_COOKIE_NAME"], config["REMEMBER_COOKIE_NAME"]),
    )
    app.before_request(csrf.check_own_forms)
    app.before_request(bound_questions)
    app.before_request(refuse_nul)

    @app.after_request
    def add_headers(response: Response) -> Response:
        if tk.current_user.is_authenticated:
            # No cache may give it to others; CKAN, which comes after us, says so of pages alone.
            tk.request.environ["__no_cache__"] = True
        elif tk.request.method in {"GET", "HEAD"} and response.mimetype != "text/html":
            for name, value in headers.FOR_OTHER_SITES.items():
                response.headers.setdefault(name, value)
        return make_safe(response, is_https=site_url.startswith("https:"))


def bound_questions() -> None:
    """Let a stranger ask the API in ``LONGEST_QUESTION`` bytes, else the answer is 413.

    A form with files (multipart) has limits of its own.
    """
    if (
        request.blueprint == "api"
        and request.mimetype != "multipart/form-data"
        and not tk.current_user.is_authenticated
    ):
        request.max_content_length = LONGEST_QUESTION


def refuse_nul() -> None:
    """Refuse an address with a NUL, which no database and no file system takes.

    No page has one in its path (404), and no question has one (400).
    """
    if "\0" in request.path:
        tk.abort(404, tk._("There is no such page."))
    if b"%00" in request.query_string:
        tk.abort(400, tk._("This address holds a character that no name can have."))


def send_whole_to_weak(environ: WSGIEnvironment) -> None:
    """Leave out a wish for a part where the reader has an ETag that a proxy made weak by packing.

    What is there is packed and the part would not be: the two do not fit (RFC 9110, 13.1.5).
    """
    if environ.get("HTTP_IF_RANGE", "").startswith("W/"):
        environ.pop("HTTP_RANGE", None)


class OriginGuard:
    """WSGI: refuses what a page of another origin sends in order to change something here."""

    def __init__(
        self,
        app: WSGIApplication,
        *,
        own_origin: str,
        token_header: str,
        session_cookies: Iterable[str],
    ) -> None:
        self.app = app
        self.own_origin = own_origin
        self.token_key = f"HTTP_{token_header.upper().replace('-', '_')}"
        self.session_cookies = frozenset(session_cookies)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        sender = origin.Sender(
            method=environ["REQUEST_METHOD"],
            fetch_site=environ.get("HTTP_SEC_FETCH_SITE", ""),
            origin=environ.get("HTTP_ORIGIN", ""),
            host=environ.get("HTTP_HOST", ""),
            has_token=bool(environ.get(self.token_key)),
            has_session=not self.session_cookies.isdisjoint(parse_cookie(environ)),
        )
        if origin.may_change(sender, self.own_origin):
            send_whole_to_weak(environ)
            return self.app(environ, start_response)
        log.warning(
            "Refused %s %r from origin %r (%r). If that is us, ckan.site_url (%s) is wrong.",
            sender.method,
            environ.get("PATH_INFO"),
            sender.origin,
            sender.fetch_site,
            self.own_origin,
        )
        return self._refuse(environ, start_response)

    def _refuse(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if "/api/" in environ.get("PATH_INFO", ""):
            kind = "application/json; charset=utf-8"
            error = {"__type": "Authorization Error", "message": REFUSAL_API}
            text = json.dumps({"success": False, "error": error}, ensure_ascii=False)
        else:
            kind, text = "text/html; charset=utf-8", REFUSAL_PAGE
        body = text.encode()
        safe = headers.for_answer(is_page=True, is_https=self.own_origin.startswith("https:"))
        start_response(
            "403 Forbidden",
            [
                ("Content-Type", kind),
                ("Content-Length", str(len(body))),
                ("Cache-Control", "no-store"),
                *safe.items(),
            ],
        )
        return [body]


def make_safe(response: Response, *, is_https: bool) -> Response:
    """Add the headers that tell a browser what it may not do with this answer.

    Pages get the policy of pages, everything else that of files. What users uploaded is saved by
    the browser, not opened, unless it is of a kind that cannot run anything. A view that other
    sites may frame says so with ``headers.EMBED_POLICY``, and nothing else can.
    """
    endpoint, path = tk.request.endpoint or "", tk.request.path
    is_file = FILE_ENDPOINT.search(endpoint) is not None
    from_user = is_file and (not endpoint.endswith("static") or path.startswith("/uploads/"))
    disposition = response.headers.get("Content-Disposition", "")
    is_whole = response.status_code in (200, 206)
    if from_user and is_whole and headers.must_download(response.mimetype, disposition):
        file_name = disposition.removeprefix("inline")  # with its semicolon
        response.headers.set("Content-Disposition", f"attachment{file_name}")
    is_page = response.mimetype == "text/html" and not (is_file and is_whole)
    may_be_framed = response.headers.get("Content-Security-Policy") == headers.EMBED_POLICY
    for name, value in headers.for_answer(is_page=is_page, is_https=is_https).items():
        response.headers.setdefault(name, value)
    if may_be_framed:
        del response.headers["X-Frame-Options"]
    return response
