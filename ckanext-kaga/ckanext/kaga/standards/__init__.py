"""The municipal data standards of Japan: their columns, and which of them a file follows.

Pure Python. A standard is one YAML file in ``data/``; adding a file adds a standard.
"""

from __future__ import annotations

from ckanext.kaga.standards.artefacts import ARTEFACTS, Artefact
from ckanext.kaga.standards.crosswalk import Crosswalk, Step, crosswalk
from ckanext.kaga.standards.definition import Wrong
from ckanext.kaga.standards.detect import Match, detect, match, settle
from ckanext.kaga.standards.registry import Registry, registry
from ckanext.kaga.standards.standard import Column, Standard

__all__ = [
    "ARTEFACTS",
    "Artefact",
    "Column",
    "Crosswalk",
    "Match",
    "Registry",
    "Standard",
    "Step",
    "Wrong",
    "crosswalk",
    "detect",
    "match",
    "registry",
    "settle",
]
