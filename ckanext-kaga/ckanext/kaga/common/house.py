"""Where the house style lives, for every plugin that registers it."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent

TEMPLATES = str(_HERE / "templates")
"""Absolute path of the Jinja macros and overrides that all plugins share."""

ASSETS = str(_HERE / "assets")
"""Absolute path of the shared CSS, fonts and scripts (webassets library ``kaga-common``)."""
