"""Keep the cases of the desk: requests and complaints, their trail, messages, files, readers.

Why: these tables hold what nobody but the desk and the person may read, so they stand apart from
all that is public; what happened to a case can be neither changed nor deleted, unless a proof of
its purge stands in the table of proofs first.

Revision ID: 002_desk
Revises: 001_data_use
Create Date: 2026-11-26
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "002_desk"
down_revision = "001_data_use"
branch_labels = None
depends_on = None

KINDS = ("disclosure", "correction", "stop_use", "complaint")
STANDS = ("open", "waiting", "transferred", "decided", "withdrawn", "closed")
TRAILS = ("event", "message", "attachment", "access")


def upgrade() -> None:
    kinds = ", ".join(f"'{kind}'" for kind in KINDS)
    stands = ", ".join(f"'{one}'" for one in STANDS)
    op.create_table(
        "kagaconsent_case",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("secret_hash", sa.Text, nullable=False),
        sa.Column("once", sa.Text),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("owner_org", sa.Text, nullable=False),
        sa.Column("about", sa.Text),
        sa.Column("text", sa.UnicodeText, nullable=False),
        sa.Column("person_name", sa.UnicodeText, nullable=False),
        sa.Column("person_contact", sa.UnicodeText, nullable=False),
        sa.Column("by_agent", sa.Boolean, nullable=False),
        sa.Column("entered_by", sa.Text),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_on", sa.Date, nullable=False),
        sa.Column("due_on", sa.Date),
        sa.Column("stands", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text),
        sa.Column("decided_on", sa.Date),
        sa.Column("extended", sa.Boolean, nullable=False),
        sa.Column("late", sa.Boolean, nullable=False),
        sa.Column("closed_on", sa.Date),
        sa.Column("unread", sa.Boolean, nullable=False),
        sa.UniqueConstraint("reference", name="kagaconsent_case_reference"),
        sa.UniqueConstraint("once", name="kagaconsent_case_once"),
        sa.CheckConstraint(f"kind IN ({kinds})", name="kagaconsent_case_kind"),
        sa.CheckConstraint(f"stands IN ({stands})", name="kagaconsent_case_stands"),
        sa.CheckConstraint(
            "(closed_on IS NOT NULL) = (stands = 'closed')", name="kagaconsent_case_closed"
        ),
    )
    still = sa.text("closed_on IS NULL")
    by_due = ["due_on", "id"]
    for name, columns, where in (
        ("all", by_due, still),
        ("desk", ["owner_org", *by_due], still),
        ("desk_kind", ["owner_org", "kind", *by_due], still),
        ("desk_stands", ["owner_org", "stands", *by_due], still),
        ("desk_unread", ["owner_org", *by_due], sa.text("unread AND closed_on IS NULL")),
        ("desk_closed", ["owner_org", "closed_on", "id"], sa.text("closed_on IS NOT NULL")),
        ("closed_on", ["closed_on", "id"], sa.text("closed_on IS NOT NULL")),
    ):
        op.create_index(
            f"kagaconsent_case_by_{name}", "kagaconsent_case", columns, postgresql_where=where
        )
    op.create_table(
        "kagaconsent_case_event",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("case_id", sa.BigInteger, sa.ForeignKey("kagaconsent_case.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("happened_on", sa.Date, nullable=False),
        sa.Column("reason", sa.UnicodeText, nullable=False),
        sa.Column("detail", JSONB, nullable=False),
        sa.Column("user_id", sa.Text),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("case_id", "number", name="kagaconsent_case_event_number"),
    )
    op.create_table(
        "kagaconsent_case_message",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("case_id", sa.BigInteger, sa.ForeignKey("kagaconsent_case.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("from_desk", sa.Boolean, nullable=False),
        sa.Column("user_id", sa.Text),
        sa.Column("text", sa.UnicodeText, nullable=False),
        sa.Column("once", sa.Text),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("case_id", "number", name="kagaconsent_case_message_number"),
        sa.UniqueConstraint("case_id", "once", name="kagaconsent_case_message_once"),
    )
    op.create_table(
        "kagaconsent_case_attachment",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("case_id", sa.BigInteger, sa.ForeignKey("kagaconsent_case.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("message", sa.Integer, nullable=False),
        sa.Column("file_name", sa.UnicodeText, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("location", sa.Text, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("case_id", "number", name="kagaconsent_case_attachment_number"),
    )
    op.create_table(
        "kagaconsent_case_access",
        sa.Column("id", sa.BigInteger, sa.Identity(), primary_key=True),
        sa.Column("case_id", sa.BigInteger, sa.ForeignKey("kagaconsent_case.id"), nullable=False),
        sa.Column("user_id", sa.Text),
        sa.Column("seen", sa.Text, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index(
        "kagaconsent_case_access_case", "kagaconsent_case_access", ["case_id", "id"]
    )
    op.create_table(
        "kagaconsent_case_purge",
        sa.Column("case_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("reference", sa.Text, nullable=False),
        sa.Column("owner_org", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("fiscal_year", sa.Integer, nullable=False),
        sa.Column("outcome", sa.Text),
        sa.Column("extended", sa.Boolean, nullable=False),
        sa.Column("late", sa.Boolean, nullable=False),
        sa.Column("closed_on", sa.Date, nullable=False),
        sa.Column("purged", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("erased", JSONB, nullable=False),
    )
    op.execute(
        """
        CREATE OR REPLACE FUNCTION kagaconsent_case_trail_stays() RETURNS trigger
        LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' AND EXISTS (
                SELECT 1 FROM kagaconsent_case_purge WHERE case_id = OLD.case_id
            ) THEN
                RETURN OLD;
            END IF;
            RAISE EXCEPTION 'the trail of a case stays as it is';
        END $$
        """
    )
    for trail in TRAILS:
        op.execute(
            f"CREATE TRIGGER kagaconsent_case_{trail}_stays"
            f" BEFORE UPDATE OR DELETE ON kagaconsent_case_{trail}"
            " FOR EACH ROW EXECUTE FUNCTION kagaconsent_case_trail_stays()"
        )
    op.execute(
        """
        CREATE OR REPLACE FUNCTION kagaconsent_case_itself_stays() RETURNS trigger
        LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS (SELECT 1 FROM kagaconsent_case_purge WHERE case_id = OLD.id) THEN
                RETURN OLD;
            END IF;
            RAISE EXCEPTION 'a case stays as it is';
        END $$
        """
    )
    op.execute(
        "CREATE TRIGGER kagaconsent_case_itself_stays BEFORE DELETE ON kagaconsent_case"
        " FOR EACH ROW EXECUTE FUNCTION kagaconsent_case_itself_stays()"
    )
    op.execute(
        """
        CREATE OR REPLACE FUNCTION kagaconsent_case_proof_stays() RETURNS trigger
        LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'a proof of a purge stays as it is';
        END $$
        """
    )
    op.execute(
        "CREATE TRIGGER kagaconsent_case_purge_stays"
        " BEFORE UPDATE OR DELETE ON kagaconsent_case_purge"
        " FOR EACH ROW EXECUTE FUNCTION kagaconsent_case_proof_stays()"
    )


def downgrade() -> None:
    for trail in reversed(TRAILS):
        op.drop_table(f"kagaconsent_case_{trail}")
    op.drop_table("kagaconsent_case_purge")
    op.drop_table("kagaconsent_case")
    op.execute("DROP FUNCTION kagaconsent_case_trail_stays")
    op.execute("DROP FUNCTION kagaconsent_case_itself_stays")
    op.execute("DROP FUNCTION kagaconsent_case_proof_stays")
