"""The demonstration: accounts, organisations, a real file, examples of the register, the plan.

By the portal's own web API. Runs inside the Python environment, as ``python -m stack.demo URL
ACCOUNTS_FILE``. Whatever is there already stays as it is, so that a second run changes nothing.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
import time
from pathlib import Path
from typing import Any

import requests
import yaml

from ckanext.kagakpi import plan

ROOT = Path(__file__).resolve().parent.parent
CONTENT = ROOT / "config" / "demo"
DATA_USES = ROOT / "ckanext-kagaconsent/ckanext/kagaconsent/data/examples/data_uses.yaml"
PLAN = ROOT / "ckanext-kagakpi/ckanext/kagakpi/examples/kaga-plan-2019.yaml"
FILES = DATA_USES.with_name("file_ledger.yaml")
SECONDS_TO_PUBLISH = 120
SECONDS_A_CALL = 60
MUNICIPALITY = "kaga-city"
# role in accounts.json: (account name, name shown, organisation and capacity in it)
PEOPLE = {
    "admin": ("kaga-admin", "システム管理者", None),
    "editor": ("kaga-editor", "公開担当の職員", (MUNICIPALITY, "editor")),
    "reviewer": ("kaga-reviewer", "承認担当の職員", (MUNICIPALITY, "admin")),
    "business": ("kaga-business", "データを使う事業者", ("example-mobility", "editor")),
    "committee": ("kaga-committee", "検討委員会の委員", ("data-use-committee", "member")),
    "resident": ("kaga-resident", "市民", None),
}


class Refused(Exception):
    """The portal refused an action; the text is its answer."""


class Portal:
    """The portal's action API, as one account."""

    def __init__(self, url: str, token: str) -> None:
        self._url = url
        self._session = requests.Session()
        self._session.headers["Authorization"] = token

    def call(self, action: str, files: dict[str, Any] | None = None, **data: Any) -> Any:
        """Call an action and return its result; raise Refused where the portal says no."""
        reply = self._session.post(
            f"{self._url}/api/3/action/{action}",
            data=data if files else None,
            files=files,
            json=None if files else data,
            timeout=SECONDS_A_CALL,
        )
        try:
            answer = reply.json()
        except ValueError as error:
            raise Refused(f"{action}: {reply.status_code} {reply.text[:500]}") from error
        if not answer.get("success"):
            raise Refused(f"{action}: {answer.get('error') or answer}")
        return answer["result"]

    def has(self, action: str, identifier: str) -> bool:
        """Tell whether a `…_show` action finds an object."""
        try:
            self.call(action, id=identifier)
        except Refused:
            return False
        return True


def main(url: str, accounts_file: Path) -> None:
    """Fill the portal at ``url``, and add the other accounts to the administrator's."""
    accounts: dict[str, dict[str, str]] = json.loads(accounts_file.read_text())
    portal = Portal(url, accounts["admin"]["token"])
    for role in PEOPLE:
        if role not in accounts:
            accounts[role] = _account(portal, role)
            _save(accounts_file, accounts)
    content = yaml.safe_load((CONTENT / "demo.yaml").read_text())
    for organization in content["organizations"]:
        if not portal.has("organization_show", organization["name"]):
            portal.call("organization_create", **organization)
    for name, _, membership in PEOPLE.values():
        if membership:
            organization, role = membership
            portal.call("organization_member_create", id=organization, username=name, role=role)
    editor = Portal(url, accounts["editor"]["token"])
    for dataset in content["datasets"]:
        _publish(editor, dataset)
    reviewer = Portal(url, accounts["reviewer"]["token"])
    for use in yaml.safe_load(DATA_USES.read_text(encoding="utf-8"))["data_uses"]:
        _register(editor, reviewer, use)
    _bring_in_plans(reviewer)
    _fill_the_ledger(editor, reviewer)
    for dataset in content["datasets"]:
        _wait_until_found(portal, dataset)


def _account(portal: Portal, role: str) -> dict[str, str]:
    name, shown, _ = PEOPLE[role]
    password = secrets.token_urlsafe(12)
    known = portal.has("user_show", name)
    fields: dict[str, Any] = {"id": name} if known else {}
    portal.call(
        "user_update" if known else "user_create",
        **fields,
        name=name,
        fullname=shown,
        email=f"{name}@example.com",
        password=password,
    )
    token = portal.call("api_token_create", user=name, name="demo")["token"]
    return {"user": name, "password": password, "token": token}


def _save(path: Path, accounts: dict[str, dict[str, str]]) -> None:
    new = path.with_name(path.name + ".new")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(accounts, file, ensure_ascii=False, indent=2)
    new.replace(path)


def _publish(editor: Portal, dataset: dict[str, Any]) -> None:
    """Create a dataset and upload its files, as the form does: first the one, then the others."""
    described = {key: value for key, value in dataset.items() if key != "resources"}
    if not editor.has("package_show", dataset["name"]):
        editor.call("package_create", **described)
    present = {
        resource["name"]
        for resource in editor.call("package_show", id=dataset["name"])["resources"]
    }
    for resource in dataset["resources"]:
        if resource["name"] in present:
            continue
        fields = {key: value for key, value in resource.items() if key != "upload"}
        file = CONTENT / resource["upload"]
        with file.open("rb") as stream:
            editor.call(
                "resource_create",
                files={"upload": (file.name, stream)},
                package_id=dataset["name"],
                **fields,
            )


def _register(editor: Portal, reviewer: Portal, use: dict[str, Any]) -> None:
    """Register an example of a data use and let the second person publish it."""
    if not editor.has("kagaconsent_data_use_show", use["slug"]):
        editor.call(
            "kagaconsent_data_use_create",
            owner_org=MUNICIPALITY,
            slug=use["slug"],
            content=use,
            reason="登録簿の見本として登録しました。",
        )
    known = editor.call("kagaconsent_data_use_show", id=use["slug"])
    if known["published"]:
        return
    seen = {"id": use["slug"], "content_hash": known["content_hash"]}
    editor.call("kagaconsent_data_use_review", **seen)
    reviewer.call("kagaconsent_data_use_publish", **seen)


def _bring_in_plans(reviewer: Portal) -> None:
    """Bring in Kaga's own plan, on which nothing is reported, and the example beside it."""
    own = plan.load(PLAN)
    if not reviewer.has("kagakpi_plan_show", own.key):
        reviewer.call(
            "kagakpi_plan_create",
            owner_org=MUNICIPALITY,
            content=plan.record.as_json(own),
            reason="令和2年3月に定めた計画を登録しました。",
        )
    for _ in plan.bring_in(reviewer.call, MUNICIPALITY):
        pass


def _fill_the_ledger(editor: Portal, reviewer: Portal) -> None:
    """Write the examples into the file ledger."""
    for file in yaml.safe_load(FILES.read_text(encoding="utf-8"))["files"]:
        _enter(editor, reviewer, file)


def _enter(editor: Portal, reviewer: Portal, file: dict[str, Any]) -> None:
    """Write an example into the file ledger and let the second person publish it."""
    content = {name: value for name, value in file.items() if name != "slug"}
    if not editor.has("kagaconsent_file_ledger_show", file["slug"]):
        editor.call(
            "kagaconsent_file_ledger_create",
            owner_org=MUNICIPALITY,
            slug=file["slug"],
            content=content,
            reason="ファイル簿の見本として記載しました。",
        )
    known = editor.call("kagaconsent_file_ledger_show", id=file["slug"])
    if not known["published"]:
        seen = {"id": file["slug"], "content_hash": known["content_hash"]}
        reviewer.call("kagaconsent_file_ledger_publish", **seen)


def _wait_until_found(portal: Portal, dataset: dict[str, Any]) -> None:
    """Wait until every file is loaded and the search finds the dataset."""
    deadline = time.monotonic() + SECONDS_TO_PUBLISH
    while True:
        found = portal.call("package_search", q=dataset["title"])["results"]
        mine = [package for package in found if package["name"] == dataset["name"]]
        if mine and all(resource["datastore_active"] for resource in mine[0]["resources"]):
            return
        if time.monotonic() > deadline:
            raise Refused(
                f"{dataset['name']} was not published within {SECONDS_TO_PUBLISH} s; "
                "its report page says where the file is and why it stopped."
            )
        time.sleep(0.5)


if __name__ == "__main__":
    try:
        main(sys.argv[1], Path(sys.argv[2]))
    except (Refused, requests.RequestException) as refusal:
        sys.exit(str(refusal))
