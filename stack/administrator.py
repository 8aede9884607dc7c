"""The demonstration's first account: a system administrator, made inside CKAN.

Runs inside the Python environment, as ``python -m stack.administrator``; the last line that it
prints is the account as JSON.
"""

from __future__ import annotations

import json
import os
import secrets

from ckan import model
from ckan.cli import CKANConfigLoader
from ckan.config.middleware import make_app
from ckan.plugins import toolkit as tk

from stack.demo import PEOPLE


def main() -> None:
    """Make the account, or give the one that is there a new password and token."""
    name, shown, _ = PEOPLE["admin"]
    fields = {
        "name": name,
        "fullname": shown,
        "email": f"{name}@example.com",
        "password": secrets.token_urlsafe(12),
        "sysadmin": True,
    }
    config = CKANConfigLoader(os.environ["CKAN_INI"]).get_config()
    with make_app(config)._wsgi_app.test_request_context():
        site_user = tk.get_action("get_site_user")({"ignore_auth": True}, {})["name"]
        context = {"ignore_auth": True, "user": site_user}
        known = model.User.get(name)
        if known:
            tk.get_action("user_update")(context, fields | {"id": known.id})
        else:
            tk.get_action("user_create")(context, fields)
        token = tk.get_action("api_token_create")(context, {"user": name, "name": "demo"})
    print(json.dumps({"user": name, "password": fields["password"], "token": token["token"]}))


if __name__ == "__main__":
    main()
