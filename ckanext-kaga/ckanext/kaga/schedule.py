"""What an approval, or the time that was set, sets going."""

from __future__ import annotations

import logging

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.lib.jobs import get_queue

from ckanext.kaga import jobs, reviews
from ckanext.kaga.model import Review

log = logging.getLogger(__name__)


def publish(package: model.Package, step: Review) -> None:
    """Make public what the step let pass, as the person of the step; and keep all of it.

    A private dataset becomes public; the files of a public one that waited go on their way.
    CKAN's action ends the transaction that the step was added in.
    """
    for resource in package.resources:
        if resource.id in step.files:
            jobs.request(resource, jobs.choices_of(resource), anew=False)
    if package.private:
        person = model.User.get(step.user_id)
        context = {"user": person.name if person else "", "ignore_auth": True}
        tk.get_action("package_patch")(context, {"id": package.id, "private": False})
    model.Session.commit()


def enqueue(step: Review) -> None:
    """Let the worker publish what the step lets pass when its time has come; twice does no harm."""
    get_queue().enqueue_at(step.publish_at, publish_due, step.id)


def resume() -> int:
    """Put every dataset that waits for its time back on the clock; return how many."""
    steps = Review.waiting()
    for step in steps:
        enqueue(step)
    return len(steps)


def publish_due(review_id: int) -> None:
    """Publish what a step lets pass, unless it was withdrawn, changed or done in the meantime."""
    step = Review.get(review_id)
    package = model.Package.get(step.package_id) if step else None
    if step is None or package is None or package.state != "active":
        return
    trail = Review.trail(package.id)
    stands = reviews.Present.of(package).standing(trail)
    if stands.name != "scheduled" or stands.step != step.step:
        log.info(
            "Dataset %s is not published at the time that was set: %s", package.id, stands.name
        )
        return
    Review.add("published", package.id, trail[-1].number, user_id=step.user_id, digest=step.digest)
    publish(package, step)
