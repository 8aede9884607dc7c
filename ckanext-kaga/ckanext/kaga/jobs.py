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

from ckanext.kaga import config, given_names, links, publication, uploads
from ckanext.kaga.choices import Choices
from ckanext.kaga.model import Check, link
from ckanext.kaga.model.lock import is_held, resource_lock

log = logging.getLogger(__name__)

NOTHING_CHOSEN = Choices()

ATTEMPTS = 3
"""A file that has killed its worker so often is not tried again by itself."""

_COMMITTED = "kaga_checks_to_enqueue"


# --- from upload to queue ---------------------------------------------------------------


def on_change(resource: model.Resource) -> None:
    """Ask for a check when the resource holds, or links to, a file that no check has seen."""
    if resource.state != "active" or not is_checked(resource):
        return
    latest = Check.latest(resource.id)
    if latest is None or not latest.is_of(resource):
        request(resource)


def is_checked(resource: model.Resource) -> bool:
    """Tell whether the resource is a table that the portal checks: an upload, or a link."""
    if resource.url_type == "upload":
        return uploads.is_table(resource.url)
    return links.is_link(resource)


def choices_of(resource: model.Resource) -> Choices:
    """Return what people decided so far about the resource's present file."""
    latest = Check.latest(resource.id)
    if latest is None or not latest.is_of(resource):
        return NOTHING_CHOSEN
    return replace(Choices.of(latest.choices), restore=None)


def request(
    resource: model.Resource, choices: Choices = NOTHING_CHOSEN, *, anew: bool = True
) -> None:
    """Save a waiting check with the caller's transaction; its commit puts it in the queue.

    A link is fetched for it, unless it is not to begin ``anew``: then the check is of the file
    that the last one looked at, because a decision is about what a person saw.
    """
    user = tk.current_user if has_request_context() else None
    fields = {"user_id": user.id if user else None, "choices": choices.as_dict()}
    if resource.url_type == "upload":
        name = _name(resource)
    else:
        name = links.file_name(resource)
        fields |= _of_link(resource, anew=anew)
    check_id = Check.request(resource, name, **fields)
    model.Session().info.setdefault(_COMMITTED, set()).add(check_id)


def _name(resource: model.Resource) -> str:
    """Return what the person called the uploaded file; CKAN's own name where nobody knows."""
    kept = resource.url.rsplit("/", 1)[-1]
    if given := given_names.recall(kept):
        return given
    latest = Check.latest(resource.id)
    return latest.file_name if latest and latest.is_of(resource) else kept


def _of_link(resource: model.Resource, *, anew: bool) -> dict[str, Any]:
    """Return what the last look at a link tells its next check."""
    latest = Check.latest(resource.id)
    if latest is None or not latest.is_of(resource):
        return {"source": {"url": resource.url}}
    return {"source": latest.source, "sha256": None if anew else latest.sha256}


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


def look_at_links() -> list[str]:
    """Queue a look at every link to a table of the active datasets; return the resources' ids."""
    found = [resource.id for resource in link.active() if links.is_link(resource)]
    for resource_id in found:
        tk.enqueue_job(
            look_at_link,
            [resource_id],
            title=f"Link {resource_id}",
            rq_kwargs={"timeout": config.check_timeout()},
        )
    return found


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
        try:
            _run(check)
        except Exception:
            model.Session.rollback()
            check = Check.get(check_id)
            if check is None:
                log.info("Check %s ended with its resource, which is gone", check_id)
                return
            log.exception("Check %s failed at step %s", check_id, check.state)
            if check.attempts >= ATTEMPTS:
                check.finish("failed", _FAILED)
            raise


def _run(check: Check) -> None:
    check.start()
    try:
        publication.publish(check)
    except publication.Stopped as stop:
        held = isinstance(stop, publication.Held)
        check.finish("held" if held else "stopped", stop.message)


def look_at_link(resource_id: str) -> None:
    """Ask for a check of a link where it gives another file than at the last look, or none."""
    with resource_lock(resource_id):
        resource = model.Resource.get(resource_id)
        if resource is None or resource.state != "active" or not links.is_link(resource):
            return
        latest = Check.latest(resource_id)
        if latest is None or not latest.is_of(resource):
            request(resource)
        elif latest.is_final:
            source, message = latest.source, latest.message
            # A slow server must not keep a transaction open.
            model.Session.commit()
            if links.has_changed(source, message):
                request(resource, choices_of(resource))
        model.Session.commit()


_FAILED = {
    "rule": "check-failed",
    "ja": "内部の問題で確認を終えられませんでした。前の表はそのまま公開されています。"
    "「もう一度確認する」を押しても続く場合は、ポータルの管理者に連絡してください。",
    "en": "The check could not be finished because of an internal problem. The previous table"
    " is still online. If “Check again” does not help, please tell the portal's administrator.",
}
