"""config/who.md is the truth: every action of our plugins, as every role."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk
import of_plan
import of_registers
import pytest
from ckan.logic import check_access as ckans_check_access
from ckan.tests import factories

from ckanext.kaga.tests.portal import act, upload
from stack.home import ROOT

TABLE = ROOT / "config" / "who.md"
TOILETS = ROOT / "ckanext-kaga/ckanext/kaga/tests/samples/172065_public_toilet.csv"
ROLES = (
    "anonymous",
    "resident",
    "business",
    "other editor",
    "editor",
    "reviewing body",
    "admin",
    "sysadmin",
)
PLUGINS = ("kaga", "kagaconsent", "kagakpi")

pytestmark = pytest.mark.stack


def rows() -> dict[str, dict[str, bool]]:
    """Return the table: action, then role, then whether it may."""
    lines = re.findall(r"^\| `(\w+)` \|(.+)\|$", TABLE.read_text("utf-8"), re.MULTILINE)
    found = {}
    for action, cells in lines:
        answers = [cell.strip() for cell in cells.split("|")][: len(ROLES)]
        assert set(answers) <= {"yes", "–"}, action
        found[action] = {role: cell == "yes" for role, cell in zip(ROLES, answers, strict=True)}
    return found


@pytest.fixture
def people(city: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """One user name for each role; the business and the body have organisations of their own."""
    names = {role: factories.User()["name"] for role in ROLES[1:-1]}
    names |= {"anonymous": "", "sysadmin": factories.Sysadmin()["name"]}
    for role in ("editor", "admin"):
        act("organization_member_create", id=city["id"], username=names[role], role=role)
    elsewhere = {
        "other editor": ("editor", ""),
        "business": ("admin", "ckanext.kagaconsent.business_orgs"),
        "reviewing body": ("member", "ckanext.kagaconsent.reviewing_groups"),
    }
    for name, (role, setting) in elsewhere.items():
        other = factories.Organization()
        act("organization_member_create", id=other["id"], username=names[name], role=role)
        if setting:
            monkeypatch.setitem(tk.config, setting, [other["name"]])
    return names


@pytest.fixture
def dataset(city: dict[str, Any]) -> dict[str, Any]:
    """A dataset of the city without files."""
    return factories.Dataset(owner_org=city["id"])


@pytest.fixture
def arguments(city: dict[str, Any], dataset: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """For each action, what it is called with: things of the city that exist."""
    resource = upload(TOILETS.read_bytes(), TOILETS.name, package_id=dataset["id"])
    one = {"resource_id": resource["id"]}
    package = {"package_id": dataset["id"]}
    reason = {"reason": "公表されている連絡先です。"}
    return {
        "kaga_check_run": one,
        "kaga_check_show": one,
        "kaga_difference_show": one | {"number": 2},
        "kaga_proposal_show": package,
        "kaga_publish": {"owner_org": city["id"], "upload": "172065_public_toilet.csv"},
        "kaga_publish_all": {"owner_org": city["id"], "upload": "172065_public_toilet.csv"},
        "kaga_published_show": one,
        "kaga_release_ask": one | reason,
        "kaga_release_decide": one | reason | {"decision": "released"},
        "kaga_release_list": one,
        "kaga_review_ask": package,
        "kaga_review_comment": package | {"comment": "確認しました。"},
        "kaga_review_decide": package | {"decision": "approved"},
        "kaga_review_schedule": package | {"publish_at": "2027-04-01T09:00"},
        "kaga_review_show": package,
        "kaga_review_withdraw": package,
        "kaga_version_list": one,
        "kaga_version_restore": one | {"number": 1},
        "kaga_waiting_show": one,
        "kaga_work_list": {},
        "kagakpi_dataset_kpi_list": {"id": dataset["id"]},
        **of_registers.arguments(city),
        **of_plan.arguments(city),
    }


def registered() -> dict[str, Callable[..., Any]]:
    """Return the actions of our plugins by name."""
    actions: dict[str, Callable[..., Any]] = {}
    for plugin in p.PluginImplementations(p.IActions):
        if plugin.name in PLUGINS:
            actions |= plugin.get_actions()
    # A chained action is CKAN's, and CKAN says who may.
    return {
        name: action
        for name, action in actions.items()
        if not getattr(action, "chained_action", False)
    }


def test_the_table_has_every_action_and_no_other(portal: None) -> None:
    assert set(rows()) == set(registered())


def test_each_role_may_what_the_table_says(
    people: dict[str, str], arguments: dict[str, dict[str, Any]]
) -> None:
    found: dict[str, dict[str, bool]] = {}
    for action in registered():
        found[action] = {}
        for role, name in people.items():
            try:
                tk.check_access(action, {"user": name}, dict(arguments[action]))
            except tk.NotAuthorized:
                found[action][role] = False
            else:
                found[action][role] = True
    assert found == rows()


def test_each_action_asks_before_it_answers(
    people: dict[str, str],
    arguments: dict[str, dict[str, Any]],
    dataset: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """CKAN exempts plugins from its own audit of this (ckan.logic.get_action)."""
    asked: list[str] = []

    def ask(action: str, context: Any, data_dict: Any = None) -> Any:
        asked.append(action)
        return ckans_check_access(action, context, data_dict)

    monkeypatch.setattr(tk, "check_access", ask)
    act("package_patch", id=dataset["id"], private=True)
    hidden = factories.Organization()
    act("organization_member_create", id=hidden["id"], username=people["editor"], role="editor")
    arguments |= of_registers.hidden(hidden)
    for action in registered():
        if action in of_registers.FOR_EVERYBODY | of_plan.FOR_EVERYBODY:
            tk.get_action(action)({"user": ""}, dict(arguments[action]))
            assert asked[-1] == action
            continue
        # An action that is about no dataset gives each caller what is the caller's own.
        everybody = ("anonymous", "resident", "business", "other editor")
        a_job = action in of_registers.JOBS | of_plan.JOBS
        outside = everybody if arguments[action] or a_job else ("anonymous",)
        for role in outside:
            asked.clear()
            with pytest.raises(tk.NotAuthorized):
                tk.get_action(action)({"user": people[role]}, dict(arguments[action]))
            assert asked[-1] == action


@pytest.mark.parametrize("action", ["kaga_check_run", "kaga_check_show", "kaga_published_show"])
def test_what_is_missing_is_said(portal: None, action: str) -> None:
    with pytest.raises(tk.ValidationError, match="resource_id"):
        act(action)
    with pytest.raises(tk.ObjectNotFound):
        act(action, resource_id="none")


def test_a_link_to_a_page_cannot_be_checked(dataset: dict[str, Any]) -> None:
    link = act("resource_create", package_id=dataset["id"], url="https://city.example/a.html")
    with pytest.raises(tk.ValidationError):
        act("kaga_check_run", resource_id=link["id"])


def test_reading_changes_nothing(portal: None) -> None:
    reads = {
        name for name, action in registered().items() if getattr(action, "side_effect_free", False)
    }
    assert reads == {name for name in registered() if name.endswith(("_show", "_list"))}
