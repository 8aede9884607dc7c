"""The municipal data standards of Japan: their columns, and which of them a file follows.

Pure Python. A standard is one YAML file in ``data/``; adding a file adds a standard.
"""

from __future__ import annotations

from ckanext.kaga.standards.detect import Match, detect, match
from ckanext.kaga.standards.registry import Registry, registry
from ckanext.kaga.standards.standard import Column, Standard

__all__ = ["Column", "Match", "Registry", "Standard", "detect", "match", "registry"]
