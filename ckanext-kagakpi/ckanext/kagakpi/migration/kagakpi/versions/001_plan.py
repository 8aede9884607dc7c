"""Keep the plan, version by version, and what is reported and said about its KPI.

Why: what a resident was promised, and every value that was ever shown, must stay what it was, so
a version, a report and an evaluation can be neither changed nor deleted; a correction is added.

Revision ID: 001_plan
Revises:
Create Date: 2026-11-26
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "001_plan"
down_revision = None
branch_labels = None
depends_on = None

STANDINGS = ("final", "provisional", "estimated", "missing", "not_applicable")
KEPT = ("kagakpi_plan_version", "kagakpi_observation", "kagakpi_evaluation")


def upgrade() -> None:
    _plans()
    _observations()
    _rounds()
    op.execute(
        """
        CREATE OR REPLACE FUNCTION kagakpi_stays() RETURNS trigger
        LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'what was published of a plan stays as it is';
        END $$
        """
    )
    for table in KEPT:
        op.execute(
            f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION kagakpi_stays()"
        )


def _plans() -> None:
    op.create_table(
        "kagakpi_plan",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("slug", sa.Text, nullable=False),
        sa.Column("owner_org", sa.Text, nullable=False),
        sa.Column("example", sa.Boolean, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("modified", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("slug", name="kagakpi_plan_slug"),
    )
    op.create_index("kagakpi_plan_listed", "kagakpi_plan", ["example", "created"])
    op.create_table(
        "kagakpi_plan_version",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("plan_id", sa.Text, sa.ForeignKey("kagakpi_plan.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("content", JSONB, nullable=False),
        sa.Column("content_hash", sa.Text, nullable=False),
        sa.Column("reason", sa.UnicodeText, nullable=False),
        sa.Column("user_id", sa.Text, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("plan_id", "number", name="kagakpi_plan_version_number"),
    )


def _observations() -> None:
    listed = ", ".join(f"'{standing}'" for standing in STANDINGS)
    thing = ["id", "plan_id", "indicator", "year"]
    op.create_table(
        "kagakpi_observation",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("plan_id", sa.Text, sa.ForeignKey("kagakpi_plan.id"), nullable=False),
        sa.Column("indicator", sa.Text, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("value", sa.Numeric),
        sa.Column("numerator", sa.Numeric),
        sa.Column("denominator", sa.Numeric),
        sa.Column("text_ja", sa.UnicodeText, nullable=False),
        sa.Column("met", sa.Boolean),
        sa.Column("standing", sa.Text, nullable=False),
        sa.Column("missing_ja", sa.UnicodeText, nullable=False),
        sa.Column("revises", sa.Text),
        sa.Column("reason", sa.UnicodeText, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("evidence", JSONB, nullable=False),
        sa.Column("query_hash", sa.Text),
        sa.Column("user_id", sa.Text, nullable=False),
        sa.Column("approver_id", sa.Text, nullable=False),
        sa.UniqueConstraint("revises", name="kagakpi_observation_revised_once"),
        sa.UniqueConstraint(*thing, name="kagakpi_observation_same_thing"),
        sa.ForeignKeyConstraint(
            ["revises", *thing[1:]],
            [f"kagakpi_observation.{name}" for name in thing],
            name="kagakpi_observation_revises",
        ),
        sa.CheckConstraint(f"standing IN ({listed})", name="kagakpi_observation_standing"),
        sa.CheckConstraint("source IN ('manual', 'computed')", name="kagakpi_observation_source"),
        sa.CheckConstraint(
            "(numerator IS NULL) = (denominator IS NULL)"
            " AND (value IS NULL OR numerator IS NULL) AND (denominator IS NULL OR denominator > 0)",
            name="kagakpi_observation_number",
        ),
        sa.CheckConstraint(
            "revises IS NULL OR reason <> ''", name="kagakpi_observation_corrected_why"
        ),
    )
    op.create_index(
        "kagakpi_observation_of", "kagakpi_observation", ["plan_id", "indicator", "year"]
    )
    op.create_table(
        "kagakpi_evaluation",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("plan_id", sa.Text, sa.ForeignKey("kagakpi_plan.id"), nullable=False),
        sa.Column("kpi", sa.Text, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column(
            "observation_id", sa.Text, sa.ForeignKey("kagakpi_observation.id"), nullable=False
        ),
        sa.Column("cause_ja", sa.UnicodeText, nullable=False),
        sa.Column("next_ja", sa.UnicodeText, nullable=False),
        sa.Column("next_kind", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Text, nullable=False),
        sa.Column("approver_id", sa.Text, nullable=False),
    )
    op.create_index("kagakpi_evaluation_of", "kagakpi_evaluation", ["plan_id", "kpi", "year"])


def _rounds() -> None:
    op.create_table(
        "kagakpi_period",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("plan_id", sa.Text, sa.ForeignKey("kagakpi_plan.id"), nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("due", sa.Date, nullable=False),
        sa.Column("opened", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed", sa.DateTime(timezone=True)),
        sa.Column("user_id", sa.Text, nullable=False),
        sa.UniqueConstraint("plan_id", "as_of", name="kagakpi_period_once"),
    )
    op.create_table(
        "kagakpi_assignment",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("period_id", sa.Text, sa.ForeignKey("kagakpi_period.id"), nullable=False),
        sa.Column("kpi", sa.Text, nullable=False),
        sa.Column("owner_org", sa.Text, nullable=False),
        sa.UniqueConstraint("period_id", "kpi", name="kagakpi_assignment_once"),
    )
    op.create_index("kagakpi_assignment_of", "kagakpi_assignment", ["owner_org"])


def downgrade() -> None:
    for table in (
        "kagakpi_assignment",
        "kagakpi_period",
        "kagakpi_evaluation",
        "kagakpi_observation",
        "kagakpi_plan_version",
        "kagakpi_plan",
    ):
        op.drop_table(table)
    op.execute("DROP FUNCTION kagakpi_stays")
