"""Keep the calls for proposals about anonymised information (匿名加工情報の提案の募集).

Why: the law has each period announced with its files and its desk, so they are data that the
page, and later a search, can rely on.

Revision ID: 004_anonymised_call
Revises: 003_file_ledger
Create Date: 2026-11-26
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "004_anonymised_call"
down_revision = "003_file_ledger"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kagaconsent_anonymised_call",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("owner_org", sa.Text, nullable=False),
        sa.Column("opens", sa.Date, nullable=False),
        sa.Column("closes", sa.Date, nullable=False),
        sa.Column("file_ids", JSONB, nullable=False),
        sa.Column("desk", sa.UnicodeText, nullable=False),
        sa.Column("summary", sa.UnicodeText, nullable=False),
        sa.Column("user_id", sa.Text, nullable=False),
        sa.Column("modified", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("opens <= closes", name="kagaconsent_anonymised_call_period"),
    )


def downgrade() -> None:
    op.drop_table("kagaconsent_anonymised_call")
