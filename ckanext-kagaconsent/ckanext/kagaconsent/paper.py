"""What PDFs are printed with on this portal: the Japanese font that every one of them carries."""

from __future__ import annotations

from pathlib import Path

import ckan.plugins.toolkit as tk


def font() -> Path:
    """Return the font file, or answer 503 where the portal has none."""
    path = Path(tk.config["ckanext.kagaconsent.font"])
    if not path.is_file():
        tk.abort(503, tk._("This portal has no Japanese font, so it prints no PDF."))
    return path
