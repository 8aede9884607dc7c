"""What people decide on the report page: repairs, cells by hand, and what is held back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint

from ckanext.kaga.shared.errors import sentences
from ckanext.kaga.views.report import editable, proposed

blueprint = Blueprint(
    "kaga_decision", __name__, url_prefix="/dataset/<dataset_id>/resource/<resource_id>/check"
)


@blueprint.post("")
def run(dataset_id: str, resource_id: str) -> Response:
    """Check the file again with one more decision, then show the report."""
    fields = ("part", "accept", "loss", "anew")
    given = {name: tk.request.form[name] for name in fields if name in tk.request.form}
    return _decide(dataset_id, resource_id, "kaga_check_run", **given)


@blueprint.post("/cells")
def write_cells(dataset_id: str, resource_id: str) -> Response:
    """Write the cells that were ticked or edited in the list of findings, then check again."""
    return _then_report(dataset_id, resource_id, lambda: _write_cells(resource_id))


@blueprint.post("/release")
def ask_for_release(dataset_id: str, resource_id: str) -> Response:
    """Ask a second person about what the personal-data gate holds back."""
    reason = tk.request.form.get("reason", "")
    return _decide(dataset_id, resource_id, "kaga_release_ask", reason=reason)


@blueprint.post("/release/decide")
def decide_release(dataset_id: str, resource_id: str) -> Response:
    """Let it pass or keep it back, as the second person."""
    form = tk.request.form
    given = {name: form.get(name, "") for name in ("decision", "reason")}
    return _decide(dataset_id, resource_id, "kaga_release_decide", **given)


def _decide(dataset_id: str, resource_id: str, action: str, **given: Any) -> Response:
    def act() -> None:
        tk.get_action(action)({}, {"resource_id": resource_id, **given})

    return _then_report(dataset_id, resource_id, act)


def _then_report(dataset_id: str, resource_id: str, act: Callable[[], None]) -> Response:
    """Do what was decided and show the report, with the reason where it was refused."""
    try:
        act()
    except tk.NotAuthorized:
        return tk.abort(403, tk._("You may not change this file."))
    except tk.ObjectNotFound:
        return tk.abort(404, tk._("Resource not found"))
    except tk.ValidationError as error:
        tk.h.flash_error(sentences(error))
    return tk.redirect_to("kaga_report.show", dataset_id=dataset_id, resource_id=resource_id)


def _write_cells(resource_id: str) -> None:
    form = tk.request.form
    check = tk.get_action("kaga_check_show")({}, {"resource_id": resource_id})
    cells: dict[str, str | None] = dict.fromkeys(form.getlist("undo"))
    if str(check["id"]) != form.get("check") and not cells:
        message = tk._("The file was checked again in the meantime. Look at the new report.")
        raise tk.ValidationError({"check": [message]})
    findings = check["report"]["findings"] if check["report"] and not cells else []
    for number, finding in enumerate(findings):
        text = form.get(f"new-{number}")
        if text is None or not editable(finding):
            continue
        if str(number) in form.getlist("fix") or text != proposed(finding):
            cells[f"{finding['row']}:{finding['column']}"] = text
    if not cells:
        message = tk._("No cell was chosen. Tick the lines to correct, or change their text.")
        raise tk.ValidationError({"cells": [message]})
    tk.get_action("kaga_check_run")({}, {"resource_id": resource_id, "cells": cells})
