"""config/who.md is the truth: every action of our plugins, as every role."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.logic import check_access as ckans_check_access
from ckan.tests import factories

from ckanext.kaga.tests.portal import act, upload

TABLE = Path(__file__).parents[5] / "config" / "who.md"
LEDGER = (
    TABLE.parents[1] / "ckanext-kagaconsent/ckanext/kagaconsent/tests/ledger/golden/file-ledger.csv"
)
ROLES = ("anonymous", "resident", "other editor", "editor", "admin", "sysadmin")
LETTERS = "ACDEFHJKMNPQRT"
PLUGINS = ("kaga", "kagaconsent", "kagakpi")
FOR_EVERYBODY = {
    "kagaconsent_affected_list",
    "kagaconsent_affected_question_list",
    "kagaconsent_anonymised_call_list",
    "kagaconsent_case_create",
    "kagaconsent_change_list",
    "kagaconsent_data_use_list",
    "kagaconsent_file_ledger_change_list",
    "kagaconsent_file_ledger_list",
    "kagaconsent_party_list",
    "kagaconsent_place_list",
    "kagaconsent_register_show",
    "kagaconsent_sign_list",
    "kagakpi_kpi_show",
    "kagakpi_observation_list",
    "kagakpi_plan_list",
    "kagakpi_plan_show",
    "kagakpi_plan_version_list",
    "kagakpi_plan_version_show",
}
"""Actions that are about no one thing and answer anybody, with what is public or the caller's."""
JOBS = {"kagaconsent_case_purge", "kagaconsent_case_remind"}
"""Actions on everything there is, for the portal's administrator."""

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
def people(city: dict[str, Any]) -> dict[str, str]:
    """One user name for each role."""
    names = {role: factories.User()["name"] for role in ROLES[1:-1]}
    names |= {"anonymous": "", "sysadmin": factories.Sysadmin()["name"]}
    for role in ("editor", "admin"):
        act("organization_member_create", id=city["id"], username=names[role], role=role)
    other = factories.Organization()
    act("organization_member_create", id=other["id"], username=names["other editor"], role="editor")
    return names


CONTENT = {"title_ja": "駅前広場の人流カメラ（例）", "kind": "camera"}

PLAN = {
    "label": "2019",
    "ja": "加賀市官民データ活用推進計画2019",
    "en": "Kaga's plan for the use of public and private data 2019",
    "adopted_on": "2020-03-30",
    "first_year": 2020,
    "last_year": None,
    "supersedes": None,
    "lead_ja": "政策戦略部 政策推進担当課",
    "source_ja": "加賀市「スマートシティ加賀構想」（令和2年3月）",
    "licence_ja": "本文に利用条件の記載はありません。",
    "principles": [],
    "policies": [],
    "nodes": [{"key": "inclusion", "number": "(4)", "ja": "格差の是正", "en": "All", "page": 43}],
    "measures": [{"key": "wifi", "ja": "市内フリーWi-Fi 整備事業", "en": "Free Wi-Fi"}],
    "places": [
        {
            "node": "inclusion",
            "number": "(4)④",
            "heading": "市内フリーWi-Fi の整備",
            "title": "市内フリーWi-Fi 整備事業",
            "measure": "wifi",
            "primary": True,
            "marked": False,
            "page": 44,
            "text": "観光地等で整備します。",
            "kpi_text": "整備個所数",
            "target_text": "29 箇所の維持",
            "kpis": ["wifi"],
        }
    ],
    "indicators": [
        {"key": "wifi", "ja": "箇所数", "en": "Places", "kind": "count", "time": "stock"}
    ],
    "kpis": [{"key": "wifi", "measure": "wifi", "indicator": "wifi", "text": "数", "targets": []}],
}


def of_data_use(use: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """For each action on one data use, what it is called with."""
    one = {"id": use["id"]}
    seen = one | {"content_hash": use["content_hash"]}
    reason = {"reason": "装置の点検のためです。"}
    return {
        "kagaconsent_data_use_end": one | reason,
        "kagaconsent_data_use_publish": seen,
        "kagaconsent_data_use_review": seen,
        "kagaconsent_data_use_show": one,
        "kagaconsent_data_use_suspend": one | reason,
        "kagaconsent_data_use_update": one | reason | {"content": CONTENT},
        "kagaconsent_data_use_version_list": one,
        "kagaconsent_data_use_version_show": one | {"number": 1},
        "kagaconsent_draft_discard": seen,
        "kagaconsent_draft_return": seen | reason,
        "kagaconsent_draft_step_list": one,
        "kagaconsent_opinion_add": seen | {"number": 1, "text": "掲示を大きくしてください。"},
        "kagaconsent_opinion_list": one,
    }


ENTRY = {"file_name": "図書館利用者ファイル（例）", "agency_name": "例市教育委員会"}


def of_file(file: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """For each action on one file of the ledger, what it is called with."""
    one = {"id": file["id"]}
    written = {"content": ENTRY, "reason": "年に一度の見直しです。"}
    return {
        "kagaconsent_file_ledger_publish": one | {"content_hash": file["content_hash"]},
        "kagaconsent_file_ledger_show": one,
        "kagaconsent_file_ledger_update": one | written,
        "kagaconsent_file_ledger_version_list": one,
    }


def file_of(organization: dict[str, Any], slug: str) -> dict[str, Any]:
    """A draft of the file ledger that nobody published."""
    return act(
        "kagaconsent_file_ledger_create",
        owner_org=organization["id"],
        slug=slug,
        content=ENTRY,
        reason="最初の記載です。",
    )


def call_for(file: dict[str, Any]) -> dict[str, Any]:
    """What a call for proposals about one file says."""
    return {
        "opens": "2026-12-01",
        "closes": "2027-01-31",
        "files": [file["slug"]],
        "desk": "総務部総務課",
        "summary": "図書館の利用の傾向",
    }


def of_case(case: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """For each action on one case, what it is called with; nobody has its passphrase."""
    one = {"reference": case["reference"]}
    return {
        "kagaconsent_case_assign": one | {"owner_org": case["owner_org"], "reason": "担当が違う"},
        "kagaconsent_case_event_add": one | {"event": "withdrawn"},
        "kagaconsent_case_follow": one | {"secret": "0000-0000-0000-0000"},
        "kagaconsent_case_message_add": one | {"text": "確認します。"},
        "kagaconsent_case_show": one,
    }


@pytest.fixture
def public_file(city: dict[str, Any]) -> dict[str, Any]:
    """A file of the ledger as it is once it is published."""
    file = file_of(city, f"file-{city['name'].lower().replace('_', '-')}")
    for statement in (
        "UPDATE kagaconsent_file_ledger_version SET published = now(), approver_id = 'another'"
        " WHERE file_ledger_id = :id",
        "UPDATE kagaconsent_file_ledger SET public_number = 1 WHERE id = :id",
    ):
        model.Session.execute(sa.text(statement), {"id": file["id"]})
    model.Session.commit()
    return file


@pytest.fixture
def case(city: dict[str, Any]) -> dict[str, Any]:
    """A complaint that a stranger sent to the city."""
    return act("kagaconsent_case_create", **complaint(city["id"]))


def complaint(owner_org: str) -> dict[str, Any]:
    """What a stranger sends."""
    return {"kind": "complaint", "text": "カメラの向きが気になります。", "owner_org": owner_org}


def of_plan(city: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """For each action on plans, what it is called with: an example of the city's."""
    content = PLAN | {"key": f"plan-{city['name'].replace('_', '-')}"}
    one = {"id": content["key"]}
    reason = {"reason": "計画を登録しました。"}
    new = {"owner_org": city["id"], "content": content, "example": True, **reason}
    act("kagakpi_plan_create", **new)
    days = {"as_of": "2021-03-31", "due": "2021-05-31"}
    opened = act("kagakpi_period_open", **one, **days)
    period = {"period_id": opened["id"]}
    report = period | {"kpi": "wifi"}
    return {
        "kagakpi_period_close": period,
        "kagakpi_period_list": one,
        "kagakpi_period_open": one | {"as_of": "2020-03-31", "due": "2020-05-31"},
        "kagakpi_period_show": period,
        "kagakpi_report_compute": report,
        "kagakpi_report_publish": report,
        "kagakpi_report_return": report | {"comment": "単位を確かめてください。"},
        "kagakpi_report_review": report,
        "kagakpi_report_save": report | {"value": "29"},
        "kagakpi_report_show": report,
        "kagakpi_report_submit": report,
        "kagakpi_kpi_show": one | {"kpi": "wifi"},
        "kagakpi_observation_create": one | {"kpi": "wifi", "as_of": "2021-03-31", "value": "29"},
        "kagakpi_observation_list": one,
        "kagakpi_plan_create": new | {"content": content | {"key": "another-plan"}},
        "kagakpi_plan_list": {},
        "kagakpi_plan_show": one,
        "kagakpi_plan_update": one | reason | {"content": content},
        "kagakpi_plan_version_list": one,
        "kagakpi_plan_version_show": one | {"number": 1},
    }


@pytest.fixture
def draft(city: dict[str, Any]) -> dict[str, Any]:
    """A data use of the city that nobody published."""
    return act(
        "kagaconsent_data_use_create",
        owner_org=city["id"],
        slug=f"camera-{city['name'].lower().replace('_', '-')}",
        content=CONTENT,
        reason="最初の登録です。",
    )


@pytest.fixture
def public(draft: dict[str, Any]) -> dict[str, Any]:
    """The same, as it is once it is published: whether it may be is not this test's subject."""
    use = tk.get_action("kagaconsent_data_use_show")({"ignore_auth": True}, {"id": draft["id"]})
    model.Session.execute(
        sa.text(
            "UPDATE kagaconsent_data_use_version SET state = 'published', published = now(),"
            " approver_id = user_id WHERE data_use_id = :id"
        ),
        {"id": use["id"]},
    )
    model.Session.execute(
        sa.text(
            "UPDATE kagaconsent_data_use SET state = 'published', public_number = 1 WHERE id = :id"
        ),
        {"id": use["id"]},
    )
    model.Session.execute(
        sa.text(
            "INSERT INTO kagaconsent_sign_code (code, data_use_id, place, standing, created)"
            " VALUES (:code, :id, '駅前広場', true, now())"
        ),
        {"id": use["id"], "code": (code := "".join(random.choices(LETTERS, k=8)))},  # noqa: S311
    )
    model.Session.commit()
    return use | {"sign": code}


@pytest.fixture
def arguments(
    dataset: dict[str, Any],
    toilets: bytes,
    public: dict[str, Any],
    public_file: dict[str, Any],
    case: dict[str, Any],
    city: dict[str, Any],
) -> dict[str, dict[str, Any]]:
    """For each action, what it is called with: things of the city that exist."""
    resource = upload(toilets, "172065_public_toilet.csv", package_id=dataset["id"])
    one = {"resource_id": resource["id"]}
    package = {"package_id": dataset["id"]}
    reason = {"reason": "公表されている連絡先です。"}
    return {
        "kaga_check_run": one,
        "kaga_check_show": one,
        "kaga_difference_show": one | {"number": 2},
        "kaga_publish": {"owner_org": dataset["owner_org"], "upload": "172065_public_toilet.csv"},
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
        "kaga_work_list": {},
        "kagaconsent_data_use_create": {
            "owner_org": dataset["owner_org"],
            "slug": "another-camera",
            "content": CONTENT,
            "reason": "最初の登録です。",
        },
        "kagaconsent_data_use_list": {},
        "kagaconsent_affected_list": {"kind": ["camera"]},
        "kagaconsent_affected_question_list": {},
        "kagaconsent_change_list": {},
        "kagaconsent_place_list": {},
        "kagaconsent_register_show": {},
        "kagaconsent_data_use_work_list": {},
        "kagaconsent_party_list": {},
        **of_data_use(public),
        "kagaconsent_anonymised_call_create": {
            "owner_org": dataset["owner_org"],
            **call_for(public_file),
        },
        "kagaconsent_anonymised_call_list": {},
        "kagaconsent_anonymised_call_update": {
            "id": act(
                "kagaconsent_anonymised_call_create",
                owner_org=dataset["owner_org"],
                **call_for(public_file),
            )["id"],
            **call_for(public_file),
        },
        "kagaconsent_file_ledger_change_list": {},
        "kagaconsent_file_ledger_create": {
            "owner_org": dataset["owner_org"],
            "slug": "another-file",
            "content": ENTRY,
            "reason": "最初の記載です。",
        },
        "kagaconsent_file_ledger_import": {
            "owner_org": dataset["owner_org"],
            "upload": LEDGER.read_bytes(),
            "reason": "様式から取り込みました。",
        },
        "kagaconsent_file_ledger_list": {},
        **of_file(public_file),
        "kagaconsent_case_create": complaint(dataset["owner_org"]),
        "kagaconsent_case_list": {},
        "kagaconsent_case_purge": {},
        "kagaconsent_case_remind": {},
        "kagaconsent_case_statistics_show": {},
        **of_case(case),
        **of_plan(city),
        "kagaconsent_sign_list": {},
        "kagaconsent_sign_show": {"code": public["sign"]},
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
    arguments |= of_data_use(
        act(
            "kagaconsent_data_use_create",
            owner_org=hidden["id"],
            slug="nobody-published-it",
            content=CONTENT,
            reason="最初の登録です。",
        )
    )
    arguments |= of_file(file_of(hidden, "nobody-published-this-file"))
    arguments |= of_case(
        tk.get_action("kagaconsent_case_create")({"user": ""}, complaint(hidden["id"]))
    )
    arguments["kagaconsent_sign_show"] = {"code": "NNNN"}
    for action in registered():
        if action in FOR_EVERYBODY:
            tk.get_action(action)({"user": ""}, dict(arguments[action]))
            assert asked[-1] == action
            continue
        # An action that is about no dataset gives each caller what is the caller's own.
        everybody = ("anonymous", "resident", "other editor")
        outside = everybody if arguments[action] or action in JOBS else ("anonymous",)
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
