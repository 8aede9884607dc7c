"""The register of data use: what a version is kept as, what is told of it, and who is inside."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import authz, model
from ckan.types import Context

from ckanext.kaga.common.times import iso, today
from ckanext.kagaconsent import ledger, roles
from ckanext.kagaconsent.ledger.use_rules import NOT_RUNNING
from ckanext.kagaconsent.model import DataUse, DataUseStep, DataUseVersion, Opinion

STATES = ("draft", "reviewed", "published", "suspended", "ended")
"""Of a version, and of a data use; the last three are public."""

TITLES = ("title_ja", "title_easy_ja", "title_en")

FACETS = (
    "owner_org",
    "kind",
    "party",
    "department",
    "identifiability",
    "purpose",
    "dataset",
    "state",
)
"""What the public list is narrowed by."""

LONGEST_SEARCH = 20
"""So many words of a search are looked for."""

_STRONGEST = ("identifiable", "de_identified", "none")


def fold(text: str) -> str:
    """Return a text as the search compares it: usual width, small letters."""
    return unicodedata.normalize("NFKC", text).casefold()


def words(text: str) -> list[str]:
    """Return the words that a search asks for, as the search compares them."""
    return fold(text).split()[:LONGEST_SEARCH]


def facets(asked: Mapping[str, Any]) -> dict[str, str]:
    """Return which fields of the public list have to have which value, of an action's arguments."""
    wanted = {**asked, "owner_org": owner_id(asked)}
    return {field: wanted[field] for field in FACETS if wanted.get(field)}


def owner_id(asked: Mapping[str, Any]) -> str | None:
    """Return the id of the organisation that was asked for; what is none finds nothing."""
    name: str | None = asked.get("owner_org")
    owner = model.Group.get(name) if name else None
    return owner.id if owner else name


def kept(use: DataUse, content: ledger.DataUse, number: int) -> dict[str, Any]:
    """Return the columns of a version of ``use`` that says ``content``."""
    whole = replace(content, id=use.id, slug=use.slug, version=number)
    told = ledger.record_json(whole)
    said = {str(item.identifiability) for item in whole.items}
    return {
        "data_use_id": use.id,
        "number": number,
        "content": told,
        "content_hash": ledger.content_hash(whole),
        "identifiability": next((one for one in _STRONGEST if one in said), "none"),
        "searched": fold("\n".join(_texts(told))),
        "policies": ledger.marks(whole),
    }


def is_inside(user: str, owner_org: str) -> bool:
    """Tell whether somebody edits for the organisation, and so sees its drafts."""
    may: bool = authz.has_user_permission_for_group_or_org(owner_org, user, "update_dataset")
    return may


def reads_drafts(user: str, use: DataUse) -> bool:
    """Tell whether somebody sees the drafts of a data use: who edits or publishes it.

    The reviewing body sees a draft as well once it was handed on.
    """
    if is_inside(user, use.owner_org) or roles.publishes(user, use.owner_org):
        return True
    return bool(roles.body_of(user)) and DataUseVersion.of(use.id)[0].state == "reviewed"


def own_organizations(context: Context) -> dict[str, str]:
    """Return the organisations that the caller of an action edits for: id, title."""
    mine = tk.get_action("organization_list_for_user")(
        {"user": context.get("user", "")}, {"permission": "update_dataset"}
    )
    return {one["id"]: one["title"] for one in mine}


def sees_drafts(context: Context, use: DataUse) -> bool:
    """Tell whether the caller of an action sees the drafts of a data use."""
    return bool(context.get("ignore_auth")) or reads_drafts(context.get("user", ""), use)


def listed(use: DataUse, version: DataUseVersion) -> dict[str, Any]:
    """Return one line of the register as JSON-ready data."""
    content = version.content
    shown = ("kind", "title_ja", "title_easy_ja", "title_en", "summary_easy_ja", "purpose_ja")
    return {
        "id": use.id,
        "slug": use.slug,
        "owner_org": use.owner_org,
        "state": version.state,
        "number": version.number,
        **{name: content.get(name, "") for name in shown},
        "purpose_terms": content.get("purpose_terms", []),
        "agency": content.get("controller", {}).get("name_ja", ""),
        "department": content.get("controller", {}).get("desk_name", ""),
        "identifiability": version.identifiability,
        "example": content.get("example", False),
        "review_date": content.get("review_date"),
        "overdue": is_overdue(version),
        "content_hash": version.content_hash,
        "published": iso(version.published) if version.published else None,
    }


def headed(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what names a data use beside its address: titles, who is responsible, whether real."""
    controller = content.get("controller", {})
    return {
        **{name: content.get(name, "") for name in ("slug", *TITLES)},
        "agency": controller.get("name_ja", ""),
        "department": controller.get("desk_name", ""),
        "example": content.get("example", False),
    }


def summed(version: DataUseVersion, *, inside: bool) -> dict[str, Any]:
    """Return what is told of a version beside its content; who wrote it only to those inside."""
    told = {
        "number": version.number,
        "state": version.state,
        "content_hash": version.content_hash,
        "reason": version.reason,
        "created": iso(version.created),
        "published": iso(version.published) if version.published else None,
        "overdue": is_overdue(version),
    }
    if inside:
        told |= {
            "user_id": version.user_id,
            "reviewer_id": version.reviewer_id,
            "approver_id": version.approver_id,
        }
    return told


def told(version: DataUseVersion) -> dict[str, Any]:
    """Return the content of a version with its answers and how it keeps the six policies."""
    use = ledger.read_use(version.content)
    return {
        "content": version.content,
        "answers": [
            {
                "question": one.question.name.lower(),
                "question_ja": one.question.ja,
                "question_en": one.question.en,
                "text": one.text,
                "answered": one.answered,
            }
            for one in ledger.answers(use)
        ],
        "policies": [
            {
                "key": one.policy.key,
                "number": one.policy.number,
                "title_ja": one.policy.ja,
                "title_en": one.policy.en,
                "stated": one.stated,
                "how": list(one.how),
                "not_stated": list(one.not_stated),
            }
            for one in ledger.policies(use)
        ],
    }


def is_overdue(version: DataUseVersion) -> bool:
    """Tell whether the day on which a version was to be looked at anew is past.

    What has ended needs no review.
    """
    date = version.content.get("review_date", "")
    return version.state != "ended" and bool(date) and date < today().isoformat()


def opinions(use: DataUse, *, inside: bool) -> list[dict[str, Any]]:
    """Return the opinions on what is public of a data use; to those inside all."""
    public = {one.number: one.content_hash for one in DataUseVersion.of(use.id) if one.published}
    return [
        opined(opinion)
        for opinion in Opinion.of(use.id)
        if inside or public.get(opinion.number) == opinion.content_hash
    ]


def opined(opinion: Opinion) -> dict[str, Any]:
    """Return an opinion as everybody reads it: of the body, not of one member."""
    return {
        "number": opinion.number,
        "content_hash": opinion.content_hash,
        "body": opinion.body,
        "text": opinion.text,
        "created": iso(opinion.created),
    }


def stepped(step: DataUseStep) -> dict[str, Any]:
    """Return a step with the name of who took it."""
    return {
        "number": step.number,
        "step": step.step,
        "comment": step.comment,
        "user_id": step.user_id,
        "user": person(step.user_id),
        "created": iso(step.created),
    }


def person(user_id: str) -> str:
    """Return the name of somebody as colleagues read it."""
    user = model.User.get(user_id)
    name: str = user.display_name if user else user_id
    return name


def changes(old: DataUseVersion, new: DataUseVersion) -> list[dict[str, Any]]:
    """Return what changed from one version to another, but for its number."""
    found = ledger.difference(ledger.read_use(old.content), ledger.read_use(new.content))
    return [one.as_dict() for one in found if one.path != "version"]


def unready(content: ledger.DataUse) -> list[ledger.Finding]:
    """Return what keeps a data use from the public, field by field; empty where nothing does."""
    found = ledger.missing(content)
    if not any(one.field == "review_date" for one in found):
        found += ledger.far_ahead(content, today())
    if content.status not in {ledger.UseStatus.PLANNED, ledger.UseStatus.IN_USE}:
        found.append(NOT_RUNNING.finding("status"))
    return found


def refuse_unready(content: ledger.DataUse) -> None:
    """Raise ValidationError with each field that keeps a data use from the public."""
    errors: dict[str, list[str]] = {}
    for finding in unready(content):
        errors.setdefault(finding.field, []).append(f"{finding.message} / {finding.message_en}")
    if errors:
        raise tk.ValidationError(errors)


def _texts(told: Any) -> Iterator[str]:
    """Every text of a content."""
    if isinstance(told, dict):
        for value in told.values():
            yield from _texts(value)
    elif isinstance(told, list):
        for value in told:
            yield from _texts(value)
    elif isinstance(told, str):
        yield told
