"""The windows that pages are looked at in.."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

PHONE = 390
DESKTOP = 1280
"""Widths in CSS pixels."""

Open = Callable[..., Page]
"""What the fixture ``open_page`` gives: ``open_page(width, role, scripts=True) -> Page``."""
