"""Index the evidence of reports.

Why: each page of a dataset asks which reports name it, and would read every report for that.

Revision ID: 004_evidence
Revises: 003_staff
Create Date: 2026-11-26
"""

from __future__ import annotations

from alembic import op

revision = "004_evidence"
down_revision = "003_staff"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "kagakpi_observation_evidence",
        "kagakpi_observation",
        ["evidence"],
        postgresql_using="gin",
        postgresql_ops={"evidence": "jsonb_path_ops"},
    )


def downgrade() -> None:
    op.drop_index("kagakpi_observation_evidence")
