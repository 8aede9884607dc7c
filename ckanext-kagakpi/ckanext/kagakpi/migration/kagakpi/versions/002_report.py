"""Keep reports apart while they are written and looked at.

Why: no query of a public page can show a draft that is not in the table that it reads.

Revision ID: 002_report
Revises: 001_plan
Create Date: 2026-11-26
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "002_report"
down_revision = "001_plan"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kagakpi_report",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("period_id", sa.Text, sa.ForeignKey("kagakpi_period.id"), nullable=False),
        sa.Column("kpi", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("content", JSONB, nullable=False),
        sa.Column("comment", sa.UnicodeText, nullable=False),
        sa.Column("user_id", sa.Text, nullable=False),
        sa.Column("reviewer_id", sa.Text),
        sa.Column("observation_id", sa.Text, sa.ForeignKey("kagakpi_observation.id")),
        sa.Column("modified", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("period_id", "kpi", name="kagakpi_report_once"),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'reviewed', 'published')"
            " AND (state <> 'published' OR observation_id IS NOT NULL)",
            name="kagakpi_report_state",
        ),
    )


def downgrade() -> None:
    op.drop_table("kagakpi_report")
