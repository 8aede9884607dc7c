"""From an upload to the worker: what is queued, what is taken up again, what is given up."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

import ckan.plugins.toolkit as tk
import redis
import rq
import sqlalchemy as sa
from ckan import model
from flask import has_request_context

from ckanext.kaga import config, publication, uploads
from ckanext.kaga.choices import Choices
from ckanext.kaga.model import Check
from ckanext.kaga.model.lock import is_held, resource_lock

log = logging.getLogger(__name__)

NOTHING_CHOSEN = Choices()

ATTEMPTS = 3
"""A file that has killed its worker so often is not tried again by itself."""

_COMMITTED = "kaga_checks_to_enqueue"


# --- from upload to queue ---------------------------------------------------------------


def on_change(resource: model.Resource) -> None:
    """Ask for a check when the resource holds a file that no check has seen."""
    if resource.url_type != "upload" or resource.state != "active":
        return
    if not uploads.is_table(resource.url):
        return
    latest = Check.latest(resource.id)
    if latest is None or not latest.is_of(resource):
        request(resource)


def choices_of(resource: model.Resource) -> Choices:
    """Return what people decided so far about the resource's present file."""
    latest = Check.latest(resource.id)
    if latest is None or not latest.is_of(resource):
        return NOTHING_CHOSEN
    return replace(Choices.of(latest.choices), restore=None)


def request(resource: model.Resource, choices: Choices = NOTHING_CHOSEN) -> None:
    """Save a waiting check with the caller's transaction; its commit puts it in the queue."""
    user = tk.current_user if has_request_context() else None
    check_id = Check.request(resource, user.id if user else None, choices.as_dict())
    model.Session().info.setdefault(_COMMITTED, set()).add(check_id)


@sa.event.listens_for(model.Session, "after_commit")
def _enqueue_committed(session: Any) -> None:
    # CKAN saves in a nested transaction first; a worker sees the row only after the outer one.
    if session.in_nested_transaction():
        return
    for check_id in session.info.pop(_COMMITTED, ()):
        try:
            enqueue(check_id)
        except redis.RedisError:
            # The file is saved and its check is waiting: `ckan kaga resume` will find it.
            log.exception("Check %s waits: the queue does not answer", check_id)


@sa.event.listens_for(model.Session, "after_rollback")
def _forget_rolled_back(session: Any) -> None:
    session.info.pop(_COMMITTED, None)


def enqueue(check_id: int) -> None:
    """Put a saved check into the queue; twice does no harm, the second finds nothing to do."""
    tk.enqueue_job(
        run_check,
        [check_id],
        title=f"Check {check_id}",
        rq_kwargs={
            "timeout": config.check_timeout(),
            "retry": rq.Retry(max=ATTEMPTS - 1, interval=[5, 30]),
        },
    )


def resume() -> list[int]:
    """Queue again every check that nobody works on and that has not ended; return their ids."""
    lost = [check.id for check in Check.unfinished() if not is_held(check.resource_id)]
    for check_id in lost:
        enqueue(check_id)
    return lost


# --- in the worker ----------------------------------------------------------------------


def run_check(check_id: int) -> None:
    """Check one uploaded file and, where nothing forbids it, publish it as a table."""
    check = Check.get(check_id)
    if check is None:
        return
    with resource_lock(check.resource_id):
        # Only now is it certain that no other job is at this resource.
        check = Check.get(check_id)
        if check is None or check.is_final:
            return
        if check.attempts >= ATTEMPTS:
            check.finish("failed", _FAILED)
            return
        check.start()
        try:
            publication.publish(check)
        except publication.Stopped as stop:
            held = isinstance(stop, publication.Held)
            check.finish("held" if held else "stopped", stop.message)
        except Exception:
            model.Session.rollback()
            log.exception("Check %s failed at step %s", check_id, check.state)
            if check.attempts >= ATTEMPTS:
                check.finish("failed", _FAILED)
            raise


_FAILED = {
    "rule": "check-failed",
    "ja": "内部の問題で確認を終えられませんでした。前の表はそのまま公開されています。"
    "「もう一度確認する」を押しても続く場合は、ポータルの管理者に連絡してください。",
    "en": "The check could not be finished because of an internal problem. The previous table"
    " is still online. If “Check again” does not help, please tell the portal's administrator.",
}
