"""What the actions of the registers are called with, and who is answered anyway."""

from __future__ import annotations

import random
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from ckanext.kaga.tests.portal import act
from stack.home import ROOT

LEDGER = ROOT / "ckanext-kagaconsent/ckanext/kagaconsent/tests/ledger/golden/file-ledger.csv"
LETTERS = "ACDEFHJKMNPQRT"
CONTENT = {"title_ja": "駅前広場の人流カメラ（例）", "kind": "camera"}
ENTRY = {"file_name": "図書館利用者ファイル（例）", "agency_name": "例市教育委員会"}
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
}
"""Actions that are about no one thing and answer anybody, with what is public or the caller's."""
JOBS = {"kagaconsent_case_purge", "kagaconsent_case_remind"}
"""Actions on everything there is, for the portal's administrator."""


def arguments(city: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """For each action, what it is called with: things of the city that exist."""
    public, public_file = published_use(city), published_file(city)
    case = act("kagaconsent_case_create", **complaint(city["id"]))
    return {
        "kagaconsent_data_use_create": {
            "owner_org": city["id"],
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
            "owner_org": city["id"],
            **call_for(public_file),
        },
        "kagaconsent_anonymised_call_list": {},
        "kagaconsent_anonymised_call_update": {
            "id": act(
                "kagaconsent_anonymised_call_create",
                owner_org=city["id"],
                **call_for(public_file),
            )["id"],
            **call_for(public_file),
        },
        "kagaconsent_file_ledger_change_list": {},
        "kagaconsent_file_ledger_create": {
            "owner_org": city["id"],
            "slug": "another-file",
            "content": ENTRY,
            "reason": "最初の記載です。",
        },
        "kagaconsent_file_ledger_import": {
            "owner_org": city["id"],
            "upload": LEDGER.read_bytes(),
            "reason": "様式から取り込みました。",
        },
        "kagaconsent_file_ledger_list": {},
        **of_file(public_file),
        "kagaconsent_case_create": complaint(city["id"]),
        "kagaconsent_case_list": {},
        "kagaconsent_case_purge": {},
        "kagaconsent_case_remind": {},
        "kagaconsent_case_statistics_show": {},
        **of_case(case),
        "kagaconsent_sign_list": {},
        "kagaconsent_sign_show": {"code": public["sign"]},
    }


def hidden(organization: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """For each action on one thing, one of the organisation's that nobody outside may see."""
    sent = tk.get_action("kagaconsent_case_create")({"user": ""}, complaint(organization["id"]))
    return {
        **of_data_use(use_of(organization, "nobody-published-it")),
        **of_file(file_of(organization, "nobody-published-this-file")),
        **of_case(sent),
        "kagaconsent_sign_show": {"code": "NNNN"},
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


def of_case(case: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """For each action on one case, what it is called with; nobody has its passphrase."""
    one = {"reference": case["reference"]}
    return {
        "kagaconsent_case_assign": one | {"owner_org": case["owner_org"], "reason": "担当が違う"},
        "kagaconsent_case_event_add": one | {"event": "withdrawn"},
        "kagaconsent_case_follow": one | {"secret": "0000-0000-0000-0000"},
        "kagaconsent_case_message_add": one | {"text": "確認します。"},
        "kagaconsent_case_secret_renew": one | {"how": "窓口で運転免許証を確認"},
        "kagaconsent_case_show": one,
    }


def use_of(organization: dict[str, Any], slug: str) -> dict[str, Any]:
    """A data use that nobody published."""
    return act(
        "kagaconsent_data_use_create",
        owner_org=organization["id"],
        slug=slug,
        content=CONTENT,
        reason="最初の登録です。",
    )


def published_use(city: dict[str, Any]) -> dict[str, Any]:
    """A data use as it is once it is published: whether it may be is not the test's subject."""
    draft = use_of(city, f"camera-{city['name'].lower().replace('_', '-')}")
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


def file_of(organization: dict[str, Any], slug: str) -> dict[str, Any]:
    """A draft of the file ledger that nobody published."""
    return act(
        "kagaconsent_file_ledger_create",
        owner_org=organization["id"],
        slug=slug,
        content=ENTRY,
        reason="最初の記載です。",
    )


def published_file(city: dict[str, Any]) -> dict[str, Any]:
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


def call_for(file: dict[str, Any]) -> dict[str, Any]:
    """What a call for proposals about one file says."""
    return {
        "opens": "2026-12-01",
        "closes": "2027-01-31",
        "files": [file["slug"]],
        "desk": "総務部総務課",
        "summary": "図書館の利用の傾向",
    }


def complaint(owner_org: str) -> dict[str, Any]:
    """What a stranger sends."""
    return {"kind": "complaint", "text": "カメラの向きが気になります。", "owner_org": owner_org}
