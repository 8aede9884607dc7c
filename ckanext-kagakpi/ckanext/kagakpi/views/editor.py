"""Pages on which staff write the next version of a plan: the whole, publishing it."""

from __future__ import annotations

from dataclasses import fields

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint

from ckanext.kagakpi import plan as core
from ckanext.kagakpi.views.editing import (
    Errors,
    Opened,
    as_typed,
    not_for_you,
    opened,
    page,
    read,
    stepped,
)

blueprint = Blueprint("kagakpi_editor", __name__, url_prefix="/plan/<slug>/draft")


@blueprint.get("")
def show(slug: str) -> Response:
    """Show the draft: what it changes, its measures and KPI; or begin one."""
    return _show(slug)


@blueprint.post("")
def head(slug: str) -> Response:
    """Begin a draft, or change what is said of the version as a whole."""

    def step(found: Opened) -> core.Plan:
        return core.edit.headed(found.content, found.base, core.edit.Head(**read(core.edit.Head)))

    return stepped(slug, step, lambda errors: _show(slug, errors))


@blueprint.post("/delete")
def delete(slug: str) -> Response:
    """Throw the draft away."""
    opened(slug)
    tk.get_action("kagakpi_draft_delete")({}, {"id": slug})
    tk.h.flash_success(tk._("The draft was thrown away."))
    return tk.redirect_to("kagakpi_editor.show", slug=slug)


@blueprint.post("/publish")
def publish(slug: str) -> Response:
    """Publish the draft as the next version."""
    form = tk.request.form
    given = {"reason": form.get("reason", "").strip(), "content_hash": form.get("content_hash", "")}
    try:
        tk.get_action("kagakpi_draft_publish")({}, {"id": slug, **given})
    except tk.ValidationError as error:
        return _show(slug, error.error_dict)
    except (tk.NotAuthorized, tk.ObjectNotFound):
        return not_for_you()
    tk.h.flash_success(tk._("The new version is published."))
    number = tk.get_action("kagakpi_plan_show")({}, {"id": slug})["number"]
    return tk.redirect_to("kagakpi.version", slug=slug, number=number)


def _show(slug: str, errors: Errors | None = None) -> Response:
    found = opened(slug)
    said = {one.name: getattr(found.content, one.name) for one in fields(core.edit.Head)}
    return page("show", found, errors, typed=as_typed(said, errors))
