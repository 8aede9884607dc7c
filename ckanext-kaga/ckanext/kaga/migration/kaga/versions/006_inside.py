"""Let a version that was replaced while its dataset was private stay with its staff.

Why: who looks at a draft, finds what must not become public and hands in another file has not
published the first one; its address would have opened with the dataset.

Revision ID: 006_inside
Revises: 005_link
Create Date: 2026-11-26
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "006_inside"
down_revision = "005_link"
branch_labels = None
depends_on = None


def upgrade() -> None:
    column = sa.Column("inside", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("kaga_version", column)


def downgrade() -> None:
    op.drop_column("kaga_version", "inside")
