"""The language of whoever reads the answer."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import has_request_context

DEFAULT = "ja"
"""What a job or a command speaks, which has no reader."""


def language() -> str:
    """Return the locale of the request's page, such as ``ja``."""
    return tk.h.lang() if has_request_context() else DEFAULT
