"""What a new data use begins with: one template for each kind of thing that cities register."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ckanext.kagaconsent.ledger.party import LawApplied, PartyKind

TEMPLATES = Path(__file__).parent.parent / "data" / "templates"


@dataclass(frozen=True, slots=True)
class Template:
    """A template: its key, its name and what it is for, and the content to begin with.

    It says what is so with every such thing. What staff must judge is not in it.
    """

    key: str
    order: int
    ja: str
    en: str
    about_ja: str
    about_en: str
    content: Mapping[str, Any]


@cache
def templates() -> dict[str, Template]:
    """Return the templates by key, in the order in which they are offered."""
    found = []
    for file in TEMPLATES.glob("*.yaml"):
        told = yaml.safe_load(file.read_text(encoding="utf-8"))
        found.append(
            Template(
                file.stem,
                told["order"],
                told["name"][0],
                told["name"][1],
                told["about"][0],
                told["about"][1],
                told["content"],
            )
        )
    return {one.key: one for one in sorted(found, key=lambda one: one.order)}


def begun(
    template: Template,
    *,
    title: str,
    controller: str,
    desk: Mapping[str, Any],
    today: date,
    business: bool = False,
) -> dict[str, Any]:
    """Return the content of a new data use, as ``read_use`` takes it.

    :param controller: name of the organisation that registers it
    :param desk: a party that answers complaints and requests, as another entry of the same
        organisation has it; empty where there is none
    :param business: it is a private business, which is under another chapter of the act
    """
    content: dict[str, Any] = deepcopy(dict(template.content))
    party = {"name_ja": controller}
    if business:
        party |= {"kind": PartyKind.BUSINESS.value, "law_applied": LawApplied.APPI_PRIVATE.value}
    content |= {
        "title_ja": title,
        "valid_from": today.isoformat(),
        "controller": party,
        "complaint_desk": dict(desk) or party,
    }
    if desk:
        content["rights_desk"] = dict(desk)
    return content
