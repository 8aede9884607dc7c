"""Keep the statutory file ledger (個人情報ファイル簿): each file, and every version of its entry.

Why: the law has the ledger published and corrected at once; what it said on a day must be shown
later as it was, so a published version can be neither changed nor deleted.

Revision ID: 003_file_ledger
Revises: 002_desk
Create Date: 2026-11-26
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "003_file_ledger"
down_revision = "002_desk"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kagaconsent_file_ledger",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("slug", sa.Text, nullable=False),
        sa.Column("owner_org", sa.Text, nullable=False),
        sa.Column("public_number", sa.Integer),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("modified", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("slug", name="kagaconsent_file_ledger_slug"),
    )
    op.create_index("kagaconsent_file_ledger_owner", "kagaconsent_file_ledger", ["owner_org"])
    op.create_table(
        "kagaconsent_file_ledger_version",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column(
            "file_ledger_id", sa.Text, sa.ForeignKey("kagaconsent_file_ledger.id"), nullable=False
        ),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("listed", sa.Boolean, nullable=False),
        sa.Column("content", JSONB, nullable=False),
        sa.Column("content_hash", sa.Text, nullable=False),
        sa.Column("searched", sa.UnicodeText, nullable=False),
        sa.Column("reason", sa.UnicodeText, nullable=False),
        sa.Column("user_id", sa.Text, nullable=False),
        sa.Column("approver_id", sa.Text),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published", sa.DateTime(timezone=True)),
        sa.UniqueConstraint(
            "file_ledger_id", "number", name="kagaconsent_file_ledger_version_number"
        ),
        sa.CheckConstraint(
            "(published IS NULL) = (approver_id IS NULL)"
            " AND (approver_id IS NULL OR approver_id <> user_id)",
            name="kagaconsent_file_ledger_version_published",
        ),
    )
    op.create_index(
        "kagaconsent_file_ledger_version_draft",
        "kagaconsent_file_ledger_version",
        ["file_ledger_id"],
        unique=True,
        postgresql_where=sa.text("published IS NULL"),
    )
    op.create_index(
        "kagaconsent_file_ledger_version_when",
        "kagaconsent_file_ledger_version",
        ["published"],
    )
    op.execute(
        """
        CREATE OR REPLACE FUNCTION kagaconsent_file_ledger_stays() RETURNS trigger
        LANGUAGE plpgsql AS $$
        BEGIN
            IF OLD.published IS NOT NULL THEN
                RAISE EXCEPTION 'a published version of the file ledger stays as it is';
            END IF;
            IF TG_OP = 'DELETE' THEN
                RETURN OLD;
            END IF;
            RETURN NEW;
        END $$
        """
    )
    op.execute(
        "CREATE TRIGGER kagaconsent_file_ledger_stays"
        " BEFORE UPDATE OR DELETE ON kagaconsent_file_ledger_version"
        " FOR EACH ROW EXECUTE FUNCTION kagaconsent_file_ledger_stays()"
    )


def downgrade() -> None:
    op.drop_table("kagaconsent_file_ledger_version")
    op.drop_table("kagaconsent_file_ledger")
    op.execute("DROP FUNCTION kagaconsent_file_ledger_stays")
