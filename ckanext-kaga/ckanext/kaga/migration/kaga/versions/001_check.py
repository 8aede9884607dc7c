"""Create the table of checks.

Why: a person must see where an uploaded file is and why it stopped, and a killed worker's
work must be found again, so each run of the check is a row and not only a job in Redis.

Revision ID: 001_check
Revises:
Create Date: 2026-11-22
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "001_check"
down_revision = None
branch_labels = None
depends_on = None

STATES = ("queued", "reading", "checking", "loading", "published", "stopped", "failed")


def upgrade() -> None:
    op.create_table(
        "kaga_check",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column(
            "resource_id",
            sa.UnicodeText,
            sa.ForeignKey("resource.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("file_name", sa.UnicodeText, nullable=False),
        sa.Column("file_modified", sa.DateTime, nullable=False),
        sa.Column("sha256", sa.Text),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("progress", sa.SmallInteger, nullable=False),
        sa.Column("attempts", sa.SmallInteger, nullable=False),
        sa.Column("steps", JSONB, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished", sa.DateTime(timezone=True)),
        sa.Column("report", JSONB),
        sa.Column("message", JSONB),
        sa.CheckConstraint(
            "state IN ({})".format(", ".join(f"'{state}'" for state in STATES)),
            name="kaga_check_state",
        ),
        sa.CheckConstraint("progress BETWEEN 0 AND 100", name="kaga_check_progress"),
    )
    op.create_index("kaga_check_by_resource", "kaga_check", ["resource_id", "id"])
    op.create_index(
        "kaga_check_one_waiting",
        "kaga_check",
        ["resource_id"],
        unique=True,
        postgresql_where=sa.text("state = 'queued'"),
    )


def downgrade() -> None:
    op.drop_table("kaga_check")
