"""Tables of the catalogue and all of its SQL; one module per noun."""

from __future__ import annotations

from ckanext.kaga.model.check import Check
from ckanext.kaga.model.release import Release
from ckanext.kaga.model.review import Review
from ckanext.kaga.model.version import Version

__all__ = ["Check", "Release", "Review", "Version"]
