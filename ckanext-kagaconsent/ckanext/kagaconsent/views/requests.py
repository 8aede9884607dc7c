"""The desk's pages for residents: nobody logs in, and nothing of a case is in an address.

The number and the passphrase come with each form (docs/adr/0043), so the pages set nothing and
leave nothing in the history of a borrowed computer.
"""

from __future__ import annotations

import secrets
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint, make_response

from ckanext.kaga.shared.organizations import every_organization
from ckanext.kagaconsent import attachments, desk, desk_settings
from ckanext.kagaconsent.deadlines import Kind
from ckanext.kagaconsent.views import desk_words, words
from ckanext.kagaconsent.views.kept import as_attachment

blueprint = Blueprint("kagaconsent_requests", __name__)

FIELDS = ("owner_org", "about", "text", "person_name", "person_contact", "disclosure_received_on")
TOO_MANY = 429


@blueprint.after_request
def keep_nowhere(response: Response) -> Response:
    """Let neither the browser nor anything on the way keep these pages."""
    tk.request.environ["__no_cache__"] = True
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/requests")
def start() -> str:
    """Say in plain words what can be asked for, how long it takes, and what happens then."""
    about = tk.request.args.get("about", "")
    shown = {"about": about, "periods": desk_settings.periods(), "words": desk_words}
    return tk.render("kagaconsent/requests/start.html", shown)


@blueprint.get("/requests/new/<kind>")
def form(kind: str) -> Response:
    """Show the form of one kind."""
    return _form(kind, {"about": tk.request.args.get("about", "")}, {})


@blueprint.post("/requests/new/<kind>")
def send(kind: str) -> Response:
    """Take the form, and show the number and the passphrase this once."""
    typed = {name: tk.request.form.get(name, "") for name in (*FIELDS, "once")}
    typed["by_agent"] = tk.request.form.get("by_agent", "")
    files = tk.request.files.getlist("upload")
    try:
        sent = tk.get_action("kagaconsent_case_create")({}, typed | {"kind": kind, "upload": files})
    except tk.ValidationError as error:
        return _form(kind, typed, error.error_dict)
    page = {"sent": sent, "words": desk_words}
    return make_response(tk.render("kagaconsent/requests/sent.html", page))


@blueprint.get("/requests/status")
def ask_status() -> Response:
    """Ask for the number and the passphrase."""
    return _ask({}, {})


@blueprint.post("/requests/status")
def show_status() -> Response:
    """Show where a case stands, to whoever typed its number and passphrase."""
    return _status(_typed(), {}, "")


@blueprint.post("/requests/message")
def write() -> Response:
    """Send a message to the desk, and show the case again."""
    typed = _typed()
    text, once = (tk.request.form.get(name, "") for name in ("text", "once"))
    given = {"text": text, "once": once, "upload": tk.request.files.getlist("upload")}
    try:
        tk.get_action("kagaconsent_case_message_add")({}, typed | given)
    except tk.NotAuthorized as error:
        return _ask(typed, {"secret": [str(error)]})
    except tk.ValidationError as error:
        return _status(typed, error.error_dict, text)
    return _status(typed, {}, "", written=True)


@blueprint.post("/requests/attachment")
def attachment() -> Response:
    """Send one file of a case, to be saved and not shown."""
    number = tk.request.form.get("attachment", "")
    try:
        case = tk.get_action("kagaconsent_case_follow")({}, _typed() | {"attachment": number})
        return as_attachment(attachments.open_kept(case["location"]), case["file_name"])
    except (tk.NotAuthorized, tk.ObjectNotFound, tk.ValidationError, FileNotFoundError):
        return tk.abort(404, tk._("There is no such file."))


def _typed() -> dict[str, str]:
    return {name: tk.request.form.get(name, "") for name in ("reference", "secret")}


def _ask(typed: dict[str, str], errors: dict[str, list[str]]) -> Response:
    page = {"typed": typed, "errors": errors, "words": desk_words}
    return make_response(tk.render("kagaconsent/requests/ask_status.html", page), _code(errors))


def _status(
    typed: dict[str, str], errors: dict[str, list[str]], text: str, *, written: bool = False
) -> Response:
    try:
        case = tk.get_action("kagaconsent_case_follow")({}, dict(typed))
    except tk.NotAuthorized as error:
        return _ask(typed, {"secret": [str(error)]})
    except tk.ValidationError as error:
        return _ask(typed, error.error_dict)
    page = {
        "case": case,
        "secret": typed["secret"],
        "organization": organization(case["owner_org"]),
        "errors": errors,
        "text": text,
        "written": written,
        "once": secrets.token_urlsafe(16),
        "words": desk_words,
    }
    return make_response(tk.render("kagaconsent/requests/status.html", page), _code(errors))


def _form(kind: str, typed: dict[str, str], errors: dict[str, list[str]]) -> Response:
    if kind not in list(Kind):
        return tk.abort(404, tk._("There is no such page."))
    use = _use(typed.get("about", ""))
    page = {
        "kind": kind,
        "typed": typed,
        "errors": errors,
        "use": use,
        "organizations": organizations(kind),
        "asked_elsewhere": _elsewhere(Kind(kind), use),
        "any_department": bool(desk_settings.desk_organization()),
        "once": typed.get("once") or secrets.token_urlsafe(16),
        "periods": desk_settings.periods(),
        "megabytes": desk_settings.attachment_bytes() // (1024 * 1024),
        "words": desk_words,
        "use_words": words,
    }
    return make_response(tk.render("kagaconsent/requests/form.html", page), _code(errors))


def _code(errors: dict[str, list[str]]) -> int:
    return TOO_MANY if "limit" in errors else 200


def _use(slug: str) -> dict[str, Any] | None:
    """The public data use of this short name."""
    try:
        use = tk.get_action("kagaconsent_data_use_show")({}, {"id": slug})
    except (tk.NotAuthorized, tk.ObjectNotFound, tk.ValidationError):
        return None
    return use if use["published"] else None


def _elsewhere(kind: Kind, use: dict[str, Any] | None) -> str:
    """Whom to ask where the portal's desk does not take it: the desk that the entry names."""
    if use is None or use["owner_org"] not in desk.silent(kind):
        return ""
    content = use["content"]
    party = content.get("rights_desk") or content.get("complaint_desk") or content["controller"]
    ways = ("name_ja", "desk_name", "phone", "email", "address", "url")
    return "　".join(party[way] for way in ways if party.get(way))


def organizations(kind: str = Kind.COMPLAINT) -> list[tuple[str, str]]:
    """Return the organisations that answer cases of a kind, as options of a form."""
    silent = desk.silent(Kind(kind))
    found = every_organization()
    return [(one["name"], one["display_name"]) for one in found if one["id"] not in silent]


def organization(owner_org: str) -> str:
    """Return the name of an organisation for people."""
    try:
        given = {"id": owner_org, "include_dataset_count": False, "include_users": False}
        return tk.get_action("organization_show")({}, given)["display_name"]
    except (tk.NotAuthorized, tk.ObjectNotFound):
        return owner_org
