"""Say of each version whether the uploaded file itself may be downloaded by everybody.

Why: the personal-data gate looks at the table; what stands beside it in a workbook, an archive
or above the header of a text must not become public with it. Earlier versions say no.

Revision ID: 003_open_original
Revises: 002_publication
Create Date: 2026-11-25
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "003_open_original"
down_revision = "002_publication"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "kaga_version",
        sa.Column("original_open", sa.Boolean, nullable=False, server_default=sa.false()),
    )


def downgrade() -> None:
    op.drop_column("kaga_version", "original_open")
