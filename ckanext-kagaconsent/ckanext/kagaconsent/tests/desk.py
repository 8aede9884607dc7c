"""Sending cases to the desk in tests, and a file that comes with one."""

from __future__ import annotations

import io
from typing import Any

from werkzeug.datastructures import FileStorage

from ckanext.kagaconsent.tests.register import act

PDF = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\n%%EOF\n"
COMPLAINT = "駅前広場のカメラの向きが、家の窓のほうを向いているように見えます。"
ASKED = "国民健康保険の記録のうち、私に関するもの。"
PERSON = {"person_name": "山中 花子", "person_contact": "加賀市大聖寺南町ニ41番地 0761-72-0000"}


def complain(city: dict[str, Any], **more: Any) -> Any:
    """Send a complaint as a stranger."""
    given = {"kind": "complaint", "text": COMPLAINT, "owner_org": city["id"]} | more
    return act("kagaconsent_case_create", "", **given)


def ask(city: dict[str, Any], kind: str = "disclosure", **more: Any) -> Any:
    """Send a request under the act as a stranger."""
    given = {"kind": kind, "text": ASKED, "owner_org": city["id"]} | PERSON | more
    return act("kagaconsent_case_create", "", **given)


def enter(user: str, case: dict[str, Any], event: str, **more: Any) -> Any:
    """Let the desk enter what happened."""
    return act("kagaconsent_case_event_add", user, reference=case["reference"], event=event, **more)


def follow(case: dict[str, Any]) -> Any:
    """Look at a case as its person."""
    given = {"reference": case["reference"], "secret": case["secret"]}
    return act("kagaconsent_case_follow", "", **given)


def file(content: bytes = PDF, name: str = "写真.pdf") -> FileStorage:
    """Return an upload."""
    return FileStorage(io.BytesIO(content), name)
