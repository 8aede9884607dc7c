"""The links of the catalogue: resources without a file of their own."""

from __future__ import annotations

import sqlalchemy as sa
from ckan import model


def active() -> list[model.Resource]:
    """Return every active resource of an active dataset that is an address elsewhere."""
    query = (
        sa.select(model.Resource)
        .join(model.Package, model.Resource.package_id == model.Package.id)
        .where(
            model.Package.state == "active",
            model.Resource.state == "active",
            sa.func.coalesce(model.Resource.url_type, "") == "",
        )
        .order_by(model.Resource.id)
    )
    return list(model.Session.scalars(query))
