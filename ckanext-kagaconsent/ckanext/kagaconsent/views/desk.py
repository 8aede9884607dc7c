"""The desk's pages for staff: the work list, a case, the counter, the year's figures."""

from __future__ import annotations

import secrets
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import Blueprint, make_response

from ckanext.kaga.common import times
from ckanext.kagaconsent import attachments, casework, desk_settings
from ckanext.kagaconsent.deadlines import Kind
from ckanext.kagaconsent.reference import read_reference
from ckanext.kagaconsent.views import desk_words
from ckanext.kagaconsent.views.kept import as_attachment
from ckanext.kagaconsent.views.requests import FIELDS, organization, organizations

blueprint = Blueprint("kagaconsent_desk", __name__)

ON_A_PAGE = 20


@blueprint.after_request
def keep_nowhere(response: Response) -> Response:
    """Let neither the browser nor anything on the way keep these pages."""
    tk.request.environ["__no_cache__"] = True
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.get("/desk")
def work() -> str:
    """List the cases of the reader's desks by due date."""
    asked = {name: tk.request.args.get(name, "").strip() for name in ("which", "kind")}
    asked = {name: told for name, told in asked.items() if told}
    page = tk.h.get_page_number(tk.request.args)
    wanted = asked | {"limit": ON_A_PAGE, "offset": (page - 1) * ON_A_PAGE}
    try:
        found = tk.get_action("kagaconsent_case_list")({}, wanted)
    except tk.ValidationError:
        found = {"count": 0, "more": False, "results": []}
    except tk.NotAuthorized:
        return _not_yours()

    def address(number: int) -> str:
        there: str = tk.h.url_for("kagaconsent_desk.work", page=number, **asked)
        return there

    owners = {case["owner_org"] for case in found["results"]}
    shown = found | {
        "asked": asked,
        "page": page,
        "pages": -(-found["count"] // ON_A_PAGE),
        "address": address,
        "organizations": {one: organization(one) for one in owners},
        "warn_days": desk_settings.periods().warn_days,
        "words": desk_words,
    }
    return tk.render("kagaconsent/desk/work.html", shown)


@blueprint.get("/desk/find")
def find() -> Response:
    """Go to the case of the number that was typed."""
    reference = read_reference(tk.request.args.get("reference", ""))
    if reference is None:
        tk.h.flash_error(tk._("This is no number of a case. It looks like 4F7K-2M9X."))
        return tk.redirect_to("kagaconsent_desk.work")
    return tk.redirect_to("kagaconsent_desk.show", reference=reference)


@blueprint.get("/desk/new")
def counter() -> Response:
    """Show the form for what a person brings to the counter, says or sends by post."""
    return _counter({"received_on": times.today().isoformat()}, {})


@blueprint.post("/desk/new")
def enter() -> Response:
    """Take what was brought to the counter, and show the slip for the person."""
    fields = (*FIELDS, "kind", "received_on", "by_agent", "once")
    typed = {name: tk.request.form.get(name, "") for name in fields}
    given = typed | {"at_counter": True, "upload": tk.request.files.getlist("upload")}
    try:
        sent = tk.get_action("kagaconsent_case_create")({}, given)
    except tk.NotAuthorized:
        return _not_yours()
    except tk.ValidationError as error:
        return _counter(typed, error.error_dict)
    page = {"sent": sent, "at_counter": True, "words": desk_words}
    return make_response(tk.render("kagaconsent/requests/sent.html", page))


@blueprint.get("/desk/cases/<reference>")
def show(reference: str) -> Response:
    """Show a case with its dates, each with the way to it, and what can be entered."""
    return _page(reference, {}, {})


@blueprint.post("/desk/cases/<reference>/events")
def happen(reference: str) -> Response:
    """Enter what happened."""
    form = tk.request.form
    chosen = form.get("event", "")
    prefix = f"{chosen}-"
    told = {name.removeprefix(prefix): form[name] for name in form if name.startswith(prefix)}
    given = told | {"reference": reference, "event": chosen}
    return _act(reference, "kagaconsent_case_event_add", given, prefix)


@blueprint.post("/desk/cases/<reference>/messages")
def write(reference: str) -> Response:
    """Write to the person."""
    given = {name: tk.request.form.get(name, "") for name in ("text", "once")}
    given |= {"reference": reference, "upload": tk.request.files.getlist("upload")}
    return _act(reference, "kagaconsent_case_message_add", given, "")


@blueprint.post("/desk/cases/<reference>/assign")
def assign(reference: str) -> Response:
    """Give the case to another department; who gave it is back at the list."""
    given = {name: tk.request.form.get(f"assign-{name}", "") for name in ("owner_org", "reason")}
    given["reference"] = reference
    return _act(reference, "kagaconsent_case_assign", given, "assign-")


@blueprint.post("/desk/cases/<reference>/secret")
def renew_secret(reference: str) -> Response:
    """Show the slip with a new passphrase, once."""
    given = {"reference": reference, "how": tk.request.form.get("secret-how", "")}
    try:
        page = tk.get_action("kagaconsent_case_secret_renew")({}, dict(given))
    except (tk.NotAuthorized, tk.ObjectNotFound):
        return tk.abort(404, tk._("There is no such case for you."))
    except tk.ValidationError as error:
        errors = {f"secret-{name}": said for name, said in error.error_dict.items()}
        return _page(reference, {"secret-how": given["how"]}, errors)
    return make_response(tk.render("kagaconsent/desk/secret.html", page))


@blueprint.get("/desk/cases/<reference>/attachments/<int:number>")
def attachment(reference: str, number: int) -> Response:
    """Send one file of a case, to be saved and not shown."""
    given = {"reference": reference, "attachment": number}
    try:
        case = tk.get_action("kagaconsent_case_show")({}, given)
        return as_attachment(attachments.open_kept(case["location"]), case["file_name"])
    except (tk.NotAuthorized, tk.ObjectNotFound, tk.ValidationError, FileNotFoundError):
        return tk.abort(404, tk._("There is no such file."))


@blueprint.get("/desk/statistics")
def statistics() -> str:
    """Show the figures of each year."""
    try:
        found = tk.get_action("kagaconsent_case_statistics_show")({}, {})
    except tk.NotAuthorized:
        return _not_yours()
    page = found | {"words": desk_words}
    return tk.render("kagaconsent/desk/statistics.html", page)


@blueprint.get("/desk/statistics.csv")
def statistics_csv() -> Response:
    """Send the figures as they are published."""
    try:
        found = tk.get_action("kagaconsent_case_statistics_show")({}, {})
    except tk.NotAuthorized:
        return _not_yours()
    response = make_response(found["csv"].encode("utf-8-sig"))
    response.content_type = "text/csv; charset=utf-8"
    response.headers.set("Content-Disposition", "attachment", filename="statistics.csv")
    return response


def _act(reference: str, action: str, given: dict[str, Any], prefix: str) -> Response:
    """Do it and show the case, or show it with what was typed and what is wrong with that."""
    try:
        tk.get_action(action)({}, dict(given))
    except (tk.NotAuthorized, tk.ObjectNotFound):
        return tk.abort(404, tk._("There is no such case for you."))
    except tk.ValidationError as error:
        typed = {f"{prefix}{name}": told for name, told in given.items() if name != "upload"}
        errors = {f"{prefix}{name}": said for name, said in error.error_dict.items()}
        return _page(reference, typed | {"event": given.get("event", "")}, errors)
    if action == "kagaconsent_case_assign":
        tk.h.flash_success(tk._("The case was given to the other department."))
        return tk.redirect_to("kagaconsent_desk.work")
    return tk.redirect_to("kagaconsent_desk.show", reference=reference)


def _page(reference: str, typed: dict[str, Any], errors: dict[str, list[str]]) -> Response:
    try:
        case = tk.get_action("kagaconsent_case_show")({}, {"reference": reference})
    except (tk.NotAuthorized, tk.ObjectNotFound, tk.ValidationError):
        return tk.abort(404, tk._("There is no such case for you."))
    possible = [casework.Event(one) for one in case["possible"]]
    page = {
        "case": case,
        "organization": organization(case["owner_org"]),
        "organizations": organizations(case["kind"]),
        "typed": typed,
        "errors": errors,
        "today": times.today().isoformat(),
        "forms": [
            {
                "event": one.value,
                "required": casework.REQUIRED.get(one, ()),
                "optional": casework.OPTIONAL.get(one, ()),
            }
            for one in possible
        ],
        "once": secrets.token_urlsafe(16),
        "words": desk_words,
    }
    return make_response(tk.render("kagaconsent/desk/case.html", page))


def _counter(typed: dict[str, str], errors: dict[str, list[str]]) -> Response:
    try:
        tk.check_access("kagaconsent_case_list", {}, {})
    except tk.NotAuthorized:
        return _not_yours()
    page = {
        "typed": typed,
        "errors": errors,
        "kinds": [(kind.value, desk_words.kind(kind)) for kind in Kind],
        "organizations": [one for one in organizations() if _is_mine(one[0])],
        "once": typed.get("once") or secrets.token_urlsafe(16),
        "words": desk_words,
    }
    return make_response(tk.render("kagaconsent/desk/counter.html", page))


def _is_mine(owner_org: str) -> bool:
    mine: bool = tk.h.check_access("kagaconsent_case_list", {"owner_org": owner_org})
    return mine


def _not_yours() -> Any:
    if not tk.current_user.is_authenticated:
        return tk.redirect_to("user.login", came_from=tk.request.path)
    return tk.abort(403, tk._("You are not the desk of an organisation."))
