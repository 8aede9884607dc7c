"""The form of a data use for those who write it: a new one, then step by step."""

from __future__ import annotations

import secrets
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint, make_response

from ckanext.kaga.common import times
from ckanext.kagaconsent import ledger, register, roles
from ckanext.kagaconsent.views import words
from ckanext.kagaconsent.views.staff import organizations

blueprint = Blueprint("kagaconsent_form", __name__)

_BUTTONS = {"go", "add", "remove", "content_hash", "reason", "_csrf_token"}


@blueprint.get("/register/new")
def new() -> Response:
    """Ask what is to be registered, for which organisation."""
    return _new({}, {})


@blueprint.post("/register/new")
def create() -> Response:
    """Begin a draft from a template, and go on to its first step."""
    typed = {
        name: tk.request.form.get(name, "").strip()
        for name in ("template", "title_ja", "owner_org", "slug")
    }
    template = ledger.templates().get(typed["template"])
    errors: dict[str, list[str]] = {}
    if template is None:
        errors["template"] = [tk._("Choose what it is about.")]
    if not typed["title_ja"]:
        errors["title_ja"] = [tk._("Enter a title.")]
    mine = {one["id"]: one for one in organizations()}
    if typed["owner_org"] not in mine:
        errors["owner_org"] = [tk._("Choose an organization.")]
    if errors or template is None:
        return _new(typed, errors)
    owner = mine[typed["owner_org"]]
    slug = typed["slug"] or f"{template.key.replace('_', '-')}-{secrets.token_hex(3)}"
    content = ledger.begun(
        template,
        title=typed["title_ja"],
        controller=owner["title"],
        desk=_desk(owner["id"]),
        today=times.today(),
        business=roles.is_business(owner["id"]),
    )
    given = {
        "owner_org": owner["id"],
        "slug": slug,
        "content": content,
        "reason": "最初の登録です。",  # published as data, so in the language of the entry
    }
    try:
        tk.get_action("kagaconsent_data_use_create")({}, given)
    except tk.ValidationError as error:
        known = {name: said for name, said in error.error_dict.items() if name in typed}
        rest = [said for name, said in error.error_dict.items() if name not in typed]
        return _new(typed, known | ({"title_ja": rest[0]} if rest else {}))
    except tk.NotAuthorized:
        return tk.abort(403, tk._("Editors of the organisation register its data uses."))
    return tk.redirect_to("kagaconsent_form.edit", slug=slug, step=ledger.steps()[0].key)


@blueprint.get("/register/<slug>/edit/<step>")
def edit(slug: str, step: str) -> Response:
    """Show one step as it is kept; with ``check`` what is missing beside each field."""
    use, asked = _editable(slug), _step(step)
    content = _content(use)
    errors: dict[str, list[str]] = {}
    if tk.request.args.get("check"):
        errors = said(register.unready(ledger.read_use(content)))
    return _page(use, asked, content, errors=errors)


@blueprint.post("/register/<slug>/edit/<step>")
def save(slug: str, step: str) -> Response:
    """Keep a step in the draft, or show it again as typed, with what is wrong at each field."""
    use, asked = _editable(slug), _step(step)
    form = tk.request.form
    typed = {name: form.getlist(name) for name in form if name not in _BUTTONS}
    if form.get("remove"):
        typed = ledger.without(typed, form["remove"])
    told = ledger.filled(asked, typed, _content(use))
    try:
        ledger.read_use(told)
    except ledger.Refused as refused:
        return _page(use, asked, told, errors=said(refused.findings))
    reason = form.get("reason", "").strip() or (use["draft"] or {}).get("reason", "")
    if not reason:
        why = {"reason": [tk._("Say what changed and why. It becomes public with the version.")]}
        return _page(use, asked, told, errors=why)
    given = {
        "id": use["id"],
        "content": told,
        "reason": reason,
        "content_hash": form.get("content_hash", ""),
    }
    try:
        kept = tk.get_action("kagaconsent_data_use_update")({}, given)
    except tk.ValidationError as error:
        if "content_hash" in error.error_dict:
            return _both(slug, asked, typed)
        return _page(use, asked, told, errors=error.error_dict)
    if reason != ((kept["draft"] or {}).get("reason") or reason):
        tk.h.flash_notice(tk._("The reason was not saved, because nothing else changed."))
    return _onwards(slug, asked)


def said(findings: Any) -> dict[str, list[str]]:
    """Return what is wrong with each field in the reader's language."""
    english = tk.h.lang() == "en"
    errors: dict[str, list[str]] = {}
    for one in findings:
        errors.setdefault(one.field, []).append(one.message_en if english else one.message)
    return errors


def _onwards(slug: str, asked: ledger.Step) -> Response:
    """Where the pressed button leads, once everything is kept."""
    form = tk.request.form
    here = tk.h.url_for("kagaconsent_form.edit", slug=slug, step=asked.key)
    rows = form.get("add") or form.get("remove", "").partition("[")[0]
    if rows in {field.name for field in asked.fields}:
        more = f"?add={rows}" if form.get("add") else ""
        return tk.redirect_to(f"{here}{more}#field-{rows}")
    tk.h.flash_success(tk._("The draft was saved."))
    keys = [step.key for step in ledger.steps()]
    place = keys.index(asked.key) + 1
    if form.get("go") == "check" or place == len(keys):
        return tk.redirect_to("kagaconsent_check.check", slug=slug)
    return tk.redirect_to("kagaconsent_form.edit", slug=slug, step=keys[place])


def _both(slug: str, asked: ledger.Step, typed: dict[str, list[str]]) -> Response:
    """Somebody else saved meanwhile: what is kept now and what was typed, side by side."""
    use = _editable(slug)
    now = _content(use)
    mine = ledger.filled(asked, typed, now)
    apart = ledger.difference(ledger.read_use(now), ledger.read_use(mine))
    return _page(use, asked, mine, apart=apart)


def _page(
    use: dict[str, Any],
    asked: ledger.Step,
    content: dict[str, Any],
    *,
    errors: dict[str, list[str]] | None = None,
    apart: list[ledger.Change] | None = None,
) -> Response:
    errors = errors or {}
    add = tk.request.args.get("add", "")

    def wrong_below(path: str) -> bool:
        return any(name.startswith(path) for name in errors)

    newest = use["draft"] or use
    page = {
        "use": use,
        "step": asked,
        "steps": progress(_content(use)),
        "content": content,
        "content_hash": newest["content_hash"],
        "reason": tk.request.form.get("reason", (use["draft"] or {}).get("reason", "")),
        "errors": {name: why for name, why in errors.items() if _is_of(asked, name)},
        "apart": apart,
        "conflict": apart is not None,
        "add": add,
        "wrong_below": wrong_below,
        "words": words,
        "ranks": range(ledger.RANKS),
    }
    return make_response(tk.render("kagaconsent/form/step.html", page))


def progress(content: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the steps with what each still lacks: the questions, and how many fields."""
    use = ledger.read_use(content)
    answered = {one.question: one.answered for one in ledger.answers(use)}
    found: dict[str, int] = {}
    for one in register.unready(use):
        key = ledger.step_of(one.field).key
        found[key] = found.get(key, 0) + 1
    return [
        {
            "step": step,
            "open": [question for question in step.questions if not answered[question]],
            "lacks": found.get(step.key, 0),
        }
        for step in ledger.steps()
    ]


def _is_of(asked: ledger.Step, name: str) -> bool:
    return name == "reason" or ledger.step_of(name).key == asked.key


def _new(typed: dict[str, str], errors: dict[str, list[str]]) -> Response:
    mine = organizations()
    if not mine:
        return tk.abort(403, tk._("Editors of the organisation register its data uses."))
    page = {
        "templates": ledger.templates().values(),
        "organizations": mine,
        "typed": typed,
        "errors": errors,
    }
    return make_response(tk.render("kagaconsent/form/new.html", page))


def _desk(owner_org: str) -> dict[str, Any]:
    """The desk for complaints as another entry of the organisation has it, if it can be reached."""
    for drafts in (False, True):
        wanted = {"owner_org": owner_org, "limit": 1, "include_content": True, "drafts": drafts}
        for use in tk.get_action("kagaconsent_data_use_list")({}, wanted)["results"]:
            desk = use["content"].get("complaint_desk", {})
            reached = any(desk.get(way) for way in ("phone", "email", "address", "url"))
            if desk.get("name_ja") and reached and not use["example"]:
                return dict(desk)
    return {}


def _editable(slug: str) -> dict[str, Any]:
    """A data use that the reader may write; what is not there and what is not theirs is 404."""
    try:
        use: dict[str, Any] = tk.get_action("kagaconsent_data_use_show")({}, {"id": slug})
        tk.check_access("kagaconsent_data_use_update", {}, {"id": slug})
    except (tk.ObjectNotFound, tk.NotAuthorized, tk.ValidationError):
        tk.abort(404, tk._("This data use is not in the register."))
    if use["state"] == "ended":
        tk.abort(409, tk._("This data use has ended. Register a new one."))
    return use


def _content(use: dict[str, Any]) -> dict[str, Any]:
    """What the draft says, or what is public where there is none."""
    content: dict[str, Any] = (use["draft"] or use)["content"]
    return content


def _step(key: str) -> ledger.Step:
    for one in ledger.steps():
        if one.key == key:
            return one
    return tk.abort(404, tk._("There is no such page."))
