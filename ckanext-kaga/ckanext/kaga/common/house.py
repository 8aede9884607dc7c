"""The house style: where it lives, and how a plugin moves in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from ckanext.kaga.common.plain import Plain, ReaderLanguage, reader_language

_HERE = Path(__file__).parent

TEMPLATES = str(_HERE / "templates")
"""Absolute path of the Jinja macros and overrides that all plugins share."""

ASSETS = str(_HERE / "assets")
"""Absolute path of the shared CSS and script (webassets library ``kaga-common``)."""


class WebApp(Protocol):
    """What a Flask application offers that the house style needs."""

    wsgi_app: Any
    jinja_env: Any


def portal_title(config: Mapping[str, Any], language: str) -> str:
    """Return the portal's name for a reader of ``language``, as the settings have it now."""
    japanese: str = config["ckan.site_title"]
    english: str | None = config.get("ckanext.kaga.catalogue_title_en")
    return english if english and language.startswith("en") else japanese


def furnish(
    app: WebApp,
    config: Mapping[str, Any],
    translate: Callable[[str], str],
    i18n_directory: str,
    i18n_domain: str,
) -> None:
    """Give ``app`` what the shared templates call, and one plugin's easy Japanese.

    Each plugin calls it from ``IMiddleware.make_middleware``; what is already there from
    another plugin is used, so that any of them can be alone. ``config`` is the site's, and
    ``translate`` is gettext for the locale of the request.
    """
    names = app.jinja_env.globals
    if "plain" not in names:
        names["plain"] = Plain(translate)
        names["portal_title"] = partial(portal_title, config)
        names["reader_language"] = reader_language
        app.wsgi_app = ReaderLanguage(app.wsgi_app)
    names["plain"].add(i18n_directory, i18n_domain)
