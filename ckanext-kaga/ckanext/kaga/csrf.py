"""The token check of our own forms, which CKAN 2.12.0 cannot switch off (see middleware)."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
from flask import current_app, g
from flask_wtf.csrf import validate_csrf
from wtforms import ValidationError

from ckanext.kaga.common.origin import SAFE_METHODS

# Ours by construction: a view of any of the three plugins is checked without asking for it.
OUR_MODULES = ("ckanext.kaga.", "ckanext.kagaconsent.", "ckanext.kagakpi.")


def check_own_forms() -> None:
    """Stop a request to one of our views, with status 400, that does not bring the form's token.

    The token comes as the form field ``WTF_CSRF_FIELD_NAME`` or as the header ``X-CSRFToken``. A
    program that signed in by API token needs none.
    """
    view = current_app.view_functions.get(tk.request.endpoint or "")
    if (
        tk.request.method in SAFE_METHODS
        or view is None
        or not view.__module__.startswith(OUR_MODULES)
        or not current_app.config["WTF_CSRF_ENABLED"]
        or (tk.current_user.is_authenticated and g.get("login_via_auth_header"))
    ):
        return
    name = current_app.config["WTF_CSRF_FIELD_NAME"]
    token = tk.request.form.get(name) or tk.request.headers.get("X-CSRFToken")
    try:
        validate_csrf(token)
    except ValidationError:
        tk.abort(400)
