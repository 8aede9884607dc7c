"""Keep the register of data use: each use, and every version of what it says.

Why: what a resident was shown must stay what it was, at its address and with its hash, so a
version that became public can be neither changed nor deleted, not even by this program.

Revision ID: 001_data_use
Revises:
Create Date: 2026-11-26
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "001_data_use"
down_revision = None
branch_labels = None
depends_on = None

STATES = ("draft", "reviewed", "published", "suspended", "ended")


def upgrade() -> None:
    listed = ", ".join(f"'{state}'" for state in STATES)
    op.create_table(
        "kagaconsent_data_use",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("slug", sa.Text, nullable=False),
        sa.Column("owner_org", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("public_number", sa.Integer),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("modified", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("slug", name="kagaconsent_data_use_slug"),
        sa.CheckConstraint(f"state IN ({listed})", name="kagaconsent_data_use_state"),
    )
    op.create_index("kagaconsent_data_use_owner", "kagaconsent_data_use", ["owner_org"])
    op.create_table(
        "kagaconsent_data_use_version",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column(
            "data_use_id", sa.Text, sa.ForeignKey("kagaconsent_data_use.id"), nullable=False
        ),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("content", JSONB, nullable=False),
        sa.Column("content_hash", sa.Text, nullable=False),
        sa.Column("identifiability", sa.Text, nullable=False),
        sa.Column("searched", sa.UnicodeText, nullable=False),
        sa.Column("reason", sa.UnicodeText, nullable=False),
        sa.Column("user_id", sa.Text, nullable=False),
        sa.Column("reviewer_id", sa.Text),
        sa.Column("approver_id", sa.Text),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published", sa.DateTime(timezone=True)),
        sa.UniqueConstraint("data_use_id", "number", name="kagaconsent_data_use_version_number"),
        sa.CheckConstraint(f"state IN ({listed})", name="kagaconsent_data_use_version_state"),
        sa.CheckConstraint(
            "(published IS NOT NULL) = (state IN ('published', 'suspended', 'ended'))"
            " AND (published IS NULL) = (approver_id IS NULL)",
            name="kagaconsent_data_use_version_published",
        ),
    )
    op.create_index(
        "kagaconsent_data_use_version_draft",
        "kagaconsent_data_use_version",
        ["data_use_id"],
        unique=True,
        postgresql_where=sa.text("published IS NULL"),
    )
    op.create_index(
        "kagaconsent_data_use_version_content",
        "kagaconsent_data_use_version",
        ["content"],
        postgresql_using="gin",
        postgresql_ops={"content": "jsonb_path_ops"},
    )
    op.execute(
        """
        CREATE OR REPLACE FUNCTION kagaconsent_published_stays() RETURNS trigger
        LANGUAGE plpgsql AS $$
        BEGIN
            IF OLD.published IS NOT NULL THEN
                RAISE EXCEPTION 'a published version of a data use stays as it is';
            END IF;
            IF TG_OP = 'DELETE' THEN
                RETURN OLD;
            END IF;
            RETURN NEW;
        END $$
        """
    )
    op.execute(
        "CREATE TRIGGER kagaconsent_published_stays"
        " BEFORE UPDATE OR DELETE ON kagaconsent_data_use_version"
        " FOR EACH ROW EXECUTE FUNCTION kagaconsent_published_stays()"
    )


def downgrade() -> None:
    op.drop_table("kagaconsent_data_use_version")
    op.drop_table("kagaconsent_data_use")
    op.execute("DROP FUNCTION kagaconsent_published_stays")
