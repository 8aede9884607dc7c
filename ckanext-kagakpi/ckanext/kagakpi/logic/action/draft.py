"""Actions on the next version of a plan while it is written, which nobody outside sees."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context, DataDict

from ckanext.kaga.common.times import iso
from ckanext.kaga.shared.caller import caller
from ckanext.kagakpi import boards
from ckanext.kagakpi import plan as core
from ckanext.kagakpi.logic import found
from ckanext.kagakpi.logic.kept import nothing_lost
from ckanext.kagakpi.logic.refusal import changed_since
from ckanext.kagakpi.logic.schema.draft import one, published, saved
from ckanext.kagakpi.model import Draft, Plan, PlanVersion

__all__ = [
    "kagakpi_draft_delete",
    "kagakpi_draft_publish",
    "kagakpi_draft_save",
    "kagakpi_draft_show",
]


@validate(saved)
def kagakpi_draft_save(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Write the next version of a plan, which nobody outside the organisation sees.

    :param id: id or key of the plan
    :param content: the whole content, with the same ``key``; checked as for
        ``kagakpi_plan_update``
    :param content_hash: hash of what was read before, of the draft or, where there is none, of
        the newest version (optional): refused where it changed since
    :returns: the draft, as ``kagakpi_draft_show`` gives it
    :raises NotFound: there is no such plan
    :raises ValidationError: something in it cannot be, or it changed since
    """
    tk.check_access("kagakpi_draft_save", context, data_dict)
    row = found.plan(data_dict, lock=True)
    draft, newest = Draft.get(row.id), PlanVersion.of(row.id)[0]
    content = data_dict["content"]
    if content.key != row.slug:
        raise tk.ValidationError({"content": [tk._("The key of a plan stays as it is.")]})
    nothing_lost(row, boards.parsed(newest), content)
    known = draft.content_hash if draft else newest.content_hash
    _unchanged(data_dict, known)
    kept = Draft.keep(
        row.id,
        base_hash=draft.base_hash if draft else newest.content_hash,
        content=core.record.as_json(content),
        content_hash=core.record.content_hash(content),
        user_id=caller(context).id,
    )
    model.Session.commit()
    return _told(row, kept)


@validate(one)
def kagakpi_draft_delete(context: Context, data_dict: DataDict) -> None:
    """Throw the draft of a plan away; where there is none, nothing happens.

    :param id: id or key of the plan
    :raises NotFound: there is no such plan
    """
    tk.check_access("kagakpi_draft_delete", context, data_dict)
    Draft.drop(found.plan(data_dict, lock=True).id)
    model.Session.commit()


@validate(published)
def kagakpi_draft_publish(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Make the draft of a plan its next version, public at once and for good.

    :param id: id or key of the plan
    :param reason: what changed and why, in a sentence that everybody reads
    :param content_hash: hash of the draft that was looked at
    :returns: the plan, as ``kagakpi_plan_show`` gives it
    :raises NotFound: there is no such plan, or no draft of it
    :raises ValidationError: it changed since it was looked at, another version was published since
        it was begun, or it says what the newest version says
    """
    tk.check_access("kagakpi_draft_publish", context, data_dict)
    row = found.plan(data_dict, lock=True)
    draft, newest = _draft(row), PlanVersion.of(row.id)[0]
    _unchanged(data_dict, draft.content_hash)
    if draft.content_hash == newest.content_hash:
        raise tk.ValidationError({"content": [tk._("Nothing has been changed.")]})
    told = {"content": draft.content, "content_hash": draft.base_hash}
    Draft.drop(row.id)
    try:
        # One transaction with the draft's end: the update commits both.
        given = told | {"id": row.id, "reason": data_dict["reason"]}
        shown: dict[str, Any] = tk.get_action("kagakpi_plan_update")(context, given)
    except tk.ValidationError:
        model.Session.rollback()
        raise
    return shown


@tk.side_effect_free
@validate(one)
def kagakpi_draft_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Return the draft of a plan, with what it changes of the newest version.

    :param id: id or key of the plan
    :returns: ``slug``, ``content``, ``content_hash``, ``modified`` (UTC), ``changes`` (``path``,
        ``old``, ``new``), ``told`` (the same in words, a line for each thing: ``kind``, ``ja``,
        ``en``, ``old_ja``, ``old_en``, ``new_ja``, ``new_en``, ``why_ja``) and ``stale`` (another
        version was published since it was begun)
    :raises NotFound: there is no such plan, or no draft of it
    """
    tk.check_access("kagakpi_draft_show", context, data_dict)
    row = found.plan(data_dict)
    return _told(row, _draft(row))


def _told(row: Plan, draft: Draft) -> dict[str, Any]:
    newest = PlanVersion.of(row.id)[0]
    content = core.record.read(draft.content)
    base = boards.parsed(newest)
    changes = core.record.difference(base, content)
    return {
        "id": row.id,
        "slug": row.slug,
        "content": draft.content,
        "content_hash": draft.content_hash,
        "modified": iso(draft.modified),
        "changes": [asdict(change) for change in changes],
        "told": [asdict(one_) for one_ in core.told(base, content)],
        "stale": draft.base_hash != newest.content_hash,
    }


def _unchanged(data_dict: DataDict, known: str) -> None:
    if data_dict.get("content_hash", known) != known:
        raise changed_since()


def _draft(row: Plan) -> Draft:
    draft = Draft.get(row.id)
    if draft is None:
        raise tk.ObjectNotFound(tk._("The plan has no draft."))
    return draft
