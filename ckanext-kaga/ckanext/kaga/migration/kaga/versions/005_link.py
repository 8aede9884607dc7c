"""Say of the check of a linked file which address it came from and in which state.

Why: a file that its server calls unchanged need not come again, and decisions of people are about
the file that they saw.

Revision ID: 005_link
Revises: 004_review
Create Date: 2026-11-26
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "005_link"
down_revision = "004_review"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("kaga_check", sa.Column("source", JSONB))


def downgrade() -> None:
    op.drop_column("kaga_check", "source")
