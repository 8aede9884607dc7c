"""Letters to staff about what waits for them: written here, sent by the worker."""

from __future__ import annotations

import logging
from collections.abc import Iterable

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.lib.mailer import MailerException

log = logging.getLogger(__name__)


def send(user_ids: Iterable[str], subject: str, body: str) -> None:
    """Queue a letter to each of these people."""
    for user_id in user_ids:
        tk.enqueue_job(deliver, [user_id, subject, body], title=f"Letter to {user_id}")


def deliver(user_id: str, subject: str, body: str) -> None:
    """Send one letter; who has no address, or a server that refuses, is noted in the log."""
    user = model.User.get(user_id)
    if user is None or user.state != "active" or not user.email:
        return
    try:
        tk.mail_user(user, subject, body)
    except MailerException as error:
        # The work list says the same, so a lost letter loses nothing.
        log.warning("A letter to %s was not sent: %s", user.name, error)
