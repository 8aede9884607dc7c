"""Keep who asked to make a dataset public, who approved or returned it, and when it shall be.

Why: where a city wants two people behind what it publishes, the second one's decision must be on
record and must be about the content that was seen; rows are only added, and are numbered per
dataset so that the database settles who of two people was first.

Revision ID: 004_review
Revises: 003_open_original
Create Date: 2026-11-26
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "004_review"
down_revision = "003_open_original"
branch_labels = None
depends_on = None

KINDS = ("asked", "commented", "withdrawn", "returned", "approved", "scheduled", "published")


def upgrade() -> None:
    listed = ", ".join(f"'{kind}'" for kind in KINDS)
    op.create_table(
        "kaga_review",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("package_id", sa.UnicodeText, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("user_id", sa.UnicodeText, nullable=False),
        sa.Column("comment", sa.UnicodeText, nullable=False),
        sa.Column("publish_at", sa.DateTime(timezone=True)),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("files", JSONB, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("package_id", "number", name="kaga_review_number"),
        sa.CheckConstraint(f"kind IN ({listed})", name="kaga_review_kind"),
    )
    op.execute(
        """
        CREATE OR REPLACE FUNCTION kaga_review_stays() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'kaga_review is an audit trail: rows are only added';
        END $$
        """
    )
    op.execute(
        "CREATE TRIGGER kaga_review_stays BEFORE UPDATE OR DELETE ON kaga_review"
        " FOR EACH ROW EXECUTE FUNCTION kaga_review_stays()"
    )


def downgrade() -> None:
    op.drop_table("kaga_review")
    op.execute("DROP FUNCTION kaga_review_stays")
