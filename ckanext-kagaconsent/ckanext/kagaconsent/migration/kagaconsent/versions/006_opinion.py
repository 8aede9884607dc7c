"""Keep what the reviewing body says of a version, and who took which step with a draft.

Why: residents read the opinion beside the version that it is about, and who handed on, returned,
published or discarded must be told for good, so neither can be changed or deleted.

Revision ID: 006_opinion
Revises: 005_sign_code
Create Date: 2026-11-26
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "006_opinion"
down_revision = "005_sign_code"
branch_labels = None
depends_on = None

TABLES = ("kagaconsent_opinion", "kagaconsent_data_use_step")


def upgrade() -> None:
    # No foreign keys: a draft that was discarded is gone, and what was done with it stays.
    op.create_table(
        "kagaconsent_opinion",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("data_use_id", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("content_hash", sa.Text, nullable=False),
        sa.Column("body", sa.UnicodeText, nullable=False),
        sa.Column("text", sa.UnicodeText, nullable=False),
        sa.Column("user_id", sa.Text, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "kagaconsent_data_use_step",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("data_use_id", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("step", sa.Text, nullable=False),
        sa.Column("comment", sa.UnicodeText, nullable=False),
        sa.Column("user_id", sa.Text, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
    )
    op.execute(
        """
        CREATE OR REPLACE FUNCTION kagaconsent_trail_stays() RETURNS trigger
        LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'what was said and done in the register stays as it is';
        END $$
        """
    )
    for table in TABLES:
        op.create_index(f"{table}_of", table, ["data_use_id"])
        op.execute(
            f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION kagaconsent_trail_stays()"
        )


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    op.execute("DROP FUNCTION kagaconsent_trail_stays")
