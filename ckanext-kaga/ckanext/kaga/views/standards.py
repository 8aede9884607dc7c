"""The standard datasets as pages and files: what each column is, and what a source confirms."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint

from ckanext.kaga import config
from ckanext.kaga.shared import answers
from ckanext.kaga.standards import ARTEFACTS, Standard, crosswalk, guide
from ckanext.kaga.standards.header import normalise
from ckanext.kaga.standards.kinds import kind_of

blueprint = Blueprint("kaga_standards", __name__, url_prefix="/standards")


@blueprint.get("")
def index() -> str:
    """List the standards that the portal checks files against, or those that ``q`` is found in."""
    words = normalise(tk.request.args.get("q", ""))
    every = config.registry().all()
    found = [standard for standard in every if words in _searched(standard)]
    families: dict[str, list[Standard]] = {}
    for standard in sorted(found, key=lambda one: (one.generation, one.number, one.slug)):
        families.setdefault(standard.standard, []).append(standard)
    page = {"families": families, "q": tk.request.args.get("q", ""), "doubts": guide.doubts}
    return tk.render("kaga/standards/index.html", page)


@blueprint.get("/<slug>/<generation>")
def show(slug: str, generation: str) -> str:
    """Show one standard; its address is what the feeds name in dct:conformsTo."""
    standard = _standard(slug, generation)
    other = config.registry().other(standard)
    moves = _moves(standard, other) if other else []
    page = {
        "standard": standard,
        "other": other,
        "moves": moves,
        "same": len(standard.columns) - len(moves),
        # Which of the two languages the registry's words are shown in.
        "tongue": 1 if tk.h.lang() == "en" else 0,
        "doubts": guide.doubts(standard),
        "levels": guide.LEVELS,
        "how": guide.how,
        "kind_of": kind_of,
    }
    return tk.render("kaga/standards/show.html", page)


@blueprint.get("/<slug>/<generation>/<artefact>")
def download(slug: str, generation: str, artefact: str) -> Response:
    """Send a template or a definition for machines; the ETag is its content, 304 where known."""
    standard = _standard(slug, generation)
    if artefact not in ARTEFACTS or not standard.has_columns:
        return tk.abort(404, tk._("There is no such file of this standard dataset."))
    data, sha256 = _made(standard, artefact)
    file_name = ""
    if artefact.startswith("template"):
        name = "_".join(filter(None, (config.municipality_code(), slug)))
        file_name = f"{name}{artefact.removeprefix('template')}"
    return answers.sent(data, ARTEFACTS[artefact].mimetype, file_name, tag=sha256)


@lru_cache(maxsize=512)
def _made(standard: Standard, artefact: str) -> tuple[bytes, str]:
    data = ARTEFACTS[artefact].make(standard)
    return data, hashlib.sha256(data).hexdigest()


def _standard(slug: str, generation: str) -> Standard:
    try:
        return config.registry().get(f"{slug}/{generation}")
    except KeyError:
        return tk.abort(404, tk._("There is no such standard dataset."))


def _searched(standard: Standard) -> str:
    names = (standard.name_ja, standard.name_en, standard.key, standard.standard)
    return normalise("\n".join((*names, *standard.by_name)))


def _moves(standard: Standard, other: Standard) -> list[dict[str, Any]]:
    """Each column that is not simply the same in the other generation, and what it is there."""
    old, new = (other, standard) if standard.generation == "new" else (standard, other)
    walk = crosswalk(old, new)
    if standard is new:
        parts = [(step.new.name, (step,), [one.name for one in step.old]) for step in walk.steps]
    else:
        steps = {column.name: walk.of_old(column.name) for column in old.columns}
        parts = [(name, of, [step.new.name for step in of]) for name, of in steps.items()]
    return [
        {
            "name": name,
            "ways": list(dict.fromkeys(_ways()[step.way] for step in of)) or [tk._("No place")],
            "others": others,
            "notes": list(dict.fromkeys(step.note for step in of if step.note)),
        }
        for name, of, others in parts
        if [step.way for step in of] != ["same"]
    ]


def _ways() -> dict[str, str]:
    """How a column of the new generation comes from the old one, in words."""
    return {
        "same": tk._("Same name"),
        "renamed": tk._("Renamed"),
        "joined": tk._("Joined to one"),
        "start": tk._("Beginning of the address"),
        "ask": tk._("A person decides"),
        "new": tk._("New"),
    }
