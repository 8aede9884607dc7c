"""Kaga's plan, as the plugin brings it."""

from __future__ import annotations

from pathlib import Path

from ckanext.kagakpi.plan import load

FILE = Path(__file__).parents[2] / "examples" / "kaga-plan-2019.yaml"
PLAN = load(FILE)
