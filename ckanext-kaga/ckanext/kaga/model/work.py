"""The state of every dataset of some organisations, in one query.

Each dataset's and each file's last rows are looked up (LATERAL): to find the last rows of all and
then keep a few reads every check of the whole portal.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa
from ckan import model

from ckanext.kaga.model.check import Check
from ckanext.kaga.model.release import Release
from ckanext.kaga.model.review import Review
from ckanext.kaga.model.version import Version
from ckanext.kaga.worklist import State


def states(organization_ids: Sequence[str]) -> list[State]:
    """Return each table file of the organisations' datasets, and each dataset without a file."""
    package, resource = model.Package, model.Resource
    latest = (
        sa.select(
            Check.resource_id,
            Check.file_name,
            Check.state,
            Check.created,
            Check.user_id,
            Check.sha256,
            Check.file_modified,
            sa.cast(Check.report["counts"]["warning"].astext, sa.Integer).label("warnings"),
        )
        .where(Check.resource_id == resource.id)
        .order_by(Check.id.desc())
        .limit(1)
        .lateral()
    )
    before = (
        Check.before(latest.c.resource_id, latest.c.file_modified)
        .with_only_columns(sa.case((Check.state == "held", Check.user_id)).label("user_id"))
        .lateral()
    )
    published = (
        sa.select(sa.func.max(Version.created).label("created"))
        .where(Version.resource_id == resource.id)
        .lateral()
    )
    reviewed = Review.decisions().where(Review.package_id == package.id).lateral()
    released = Release.steps().where(Release.resource_id == resource.id).lateral()
    query = (
        sa.select(
            package.id,
            package.title,
            package.private,
            package.owner_org,
            package.extras["frequency"].astext,
            package.extras["standard"].astext,
            latest.c.resource_id,
            sa.func.coalesce(sa.func.nullif(resource.name, ""), latest.c.file_name),
            latest.c.state,
            latest.c.warnings,
            latest.c.created,
            published.c.created,
            reviewed.c.kind,
            reviewed.c.user_id,
            reviewed.c.created,
            latest.c.user_id,
            released.c.user_id,
            released.c.created,
            before.c.user_id,
        )
        .outerjoin(resource, sa.and_(resource.package_id == package.id, resource.state == "active"))
        .outerjoin(latest, sa.true())
        .outerjoin(before, sa.true())
        .outerjoin(published, sa.true())
        .outerjoin(reviewed, sa.true())
        .outerjoin(
            released,
            sa.and_(
                released.c.kind == "asked",
                # The file that was asked about; another one is not held back for the same reason.
                released.c.sha256 == latest.c.sha256,
            ),
        )
        .where(
            package.owner_org.in_(organization_ids),
            package.state == "active",
            package.type == "dataset",
        )
    )
    return [
        State(
            id_,
            title,
            private,
            owner_org,
            frequency or "",
            standard or "",
            resource_id,
            file or "",
            state,
            warnings or 0,
            _utc(checked),
            _utc(created),
            review,
            asker,
            _utc(at),
            uploader,
            release_asker,
            _utc(release_asked),
            replaced,
        )
        for (
            id_,
            title,
            private,
            owner_org,
            frequency,
            standard,
            resource_id,
            file,
            state,
            warnings,
            checked,
            created,
            review,
            asker,
            at,
            uploader,
            release_asker,
            release_asked,
            replaced,
        ) in model.Session.execute(query)
    ]


def _utc(time: dt.datetime | None) -> dt.datetime | None:
    return time.astimezone(dt.UTC) if time else None
