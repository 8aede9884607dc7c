"""Keep which letter went out on a day, and the next version of a plan while it is written.

Why: nobody gets the same letter twice a day, whoever starts the job and however often; and no
query of a public page can show a draft that is not in the table that it reads.

Revision ID: 003_staff
Revises: 002_report
Create Date: 2026-11-26
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "003_staff"
down_revision = "002_report"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kagakpi_reminder",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("period_id", sa.Text, sa.ForeignKey("kagakpi_period.id"), nullable=False),
        sa.Column("owner_org", sa.Text, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.UniqueConstraint("period_id", "owner_org", "day", name="kagakpi_reminder_once"),
    )
    op.create_table(
        "kagakpi_draft",
        sa.Column("plan_id", sa.Text, sa.ForeignKey("kagakpi_plan.id"), primary_key=True),
        sa.Column("base_hash", sa.Text, nullable=False),
        sa.Column("content", JSONB, nullable=False),
        sa.Column("content_hash", sa.Text, nullable=False),
        sa.Column("user_id", sa.Text, nullable=False),
        sa.Column("modified", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("kagakpi_draft")
    op.drop_table("kagakpi_reminder")
