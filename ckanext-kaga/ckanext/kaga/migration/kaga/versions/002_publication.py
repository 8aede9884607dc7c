"""Keep every published version of a table, and who let what pass the personal-data gate.

Why: a business that takes the data at night needs each version at an address that stays, a
public servant must be able to go back to an earlier one, and what a second person released
must be on record; so a version is a row with its files by content, and a release is a row
that nobody can change.

Revision ID: 002_publication
Revises: 001_check
Create Date: 2026-11-23
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "002_publication"
down_revision = "001_check"
branch_labels = None
depends_on = None

STATES = ("queued", "reading", "checking", "loading", "published", "stopped", "failed")


def upgrade() -> None:
    op.add_column("kaga_check", sa.Column("user_id", sa.UnicodeText))
    op.add_column(
        "kaga_check",
        sa.Column("choices", JSONB, nullable=False, server_default=sa.text("'{}'::jsonb")),
    )
    for column in ("verdict", "difference", "changes"):
        op.add_column("kaga_check", sa.Column(column, JSONB))
    _allow_states(*STATES, "held")
    op.create_table(
        "kaga_version",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column(
            "resource_id",
            sa.UnicodeText,
            sa.ForeignKey("resource.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("user_id", sa.UnicodeText),
        sa.Column("file_name", sa.UnicodeText, nullable=False),
        sa.Column("original_sha256", sa.Text, nullable=False),
        sa.Column("table_sha256", sa.Text, nullable=False),
        sa.Column("rows", sa.BigInteger, nullable=False),
        sa.Column("columns", JSONB, nullable=False),
        sa.Column("standard", sa.Text),
        sa.Column("slug", sa.Text),
        sa.Column("difference", JSONB),
        sa.Column("restores", sa.Integer),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("resource_id", "number", name="kaga_version_number"),
    )
    op.create_table(
        "kaga_release",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("resource_id", sa.UnicodeText, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("user_id", sa.UnicodeText, nullable=False),
        sa.Column("reason", sa.UnicodeText, nullable=False),
        sa.Column("hits", JSONB, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('asked', 'released', 'refused')", name="kaga_release_kind"),
        sa.CheckConstraint("length(trim(reason)) > 0", name="kaga_release_reason"),
    )
    op.create_index("kaga_release_by_digest", "kaga_release", ["resource_id", "digest"])
    op.execute(
        """
        CREATE OR REPLACE FUNCTION kaga_release_stays() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'kaga_release is an audit trail: rows are only added';
        END $$
        """
    )
    op.execute(
        "CREATE TRIGGER kaga_release_stays BEFORE UPDATE OR DELETE ON kaga_release"
        " FOR EACH ROW EXECUTE FUNCTION kaga_release_stays()"
    )


def downgrade() -> None:
    op.drop_table("kaga_release")
    op.execute("DROP FUNCTION kaga_release_stays")
    op.drop_table("kaga_version")
    op.execute("UPDATE kaga_check SET state = 'stopped' WHERE state = 'held'")
    _allow_states(*STATES)
    for column in ("changes", "difference", "verdict", "choices", "user_id"):
        op.drop_column("kaga_check", column)


def _allow_states(*states: str) -> None:
    op.drop_constraint("kaga_check_state", "kaga_check")
    listed = ", ".join(f"'{state}'" for state in states)
    op.create_check_constraint("kaga_check_state", "kaga_check", f"state IN ({listed})")
