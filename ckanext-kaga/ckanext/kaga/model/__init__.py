"""Tables of the catalogue and all of its SQL; one module per noun."""

from __future__ import annotations

from ckanext.kaga.model.check import Check

__all__ = ["Check"]
