"""Keep the codes of the signs on the street: which place of which data use each stands for.

Why: a printed sign cannot be called back, so its code stays for ever and never becomes another's;
a place that is gone keeps its code and says so.

Revision ID: 005_sign_code
Revises: 004_anonymised_call
Create Date: 2026-11-26
"""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from alembic import op

revision = "005_sign_code"
down_revision = "004_anonymised_call"
branch_labels = None
depends_on = None

LETTERS = "34679ACDEFHJKMNPQRTUVWXY"


def upgrade() -> None:
    op.create_table(
        "kagaconsent_sign_code",
        sa.Column("code", sa.Text, primary_key=True),
        sa.Column(
            "data_use_id", sa.Text, sa.ForeignKey("kagaconsent_data_use.id"), nullable=False
        ),
        sa.Column("place", sa.UnicodeText, nullable=False),
        sa.Column("standing", sa.Boolean, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("data_use_id", "place", name="kagaconsent_sign_code_place"),
    )
    op.execute(
        """
        CREATE OR REPLACE FUNCTION kagaconsent_sign_code_stays() RETURNS trigger
        LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' OR (OLD.code, OLD.data_use_id, OLD.place)
                IS DISTINCT FROM (NEW.code, NEW.data_use_id, NEW.place)
            THEN
                RAISE EXCEPTION 'the code of a sign stays what it is';
            END IF;
            RETURN NEW;
        END $$
        """
    )
    op.execute(
        "CREATE TRIGGER kagaconsent_sign_code_stays"
        " BEFORE UPDATE OR DELETE ON kagaconsent_sign_code"
        " FOR EACH ROW EXECUTE FUNCTION kagaconsent_sign_code_stays()"
    )
    _give_codes()


def _give_codes() -> None:
    """Give a code to each place that was published before there were codes."""
    public = sa.text(
        "SELECT use.id, version.content -> 'places' FROM kagaconsent_data_use AS use"
        " JOIN kagaconsent_data_use_version AS version ON version.data_use_id = use.id"
        " AND version.number = use.public_number"
        " WHERE use.state <> 'ended' AND version.content ? 'places'"
    )
    given: set[str] = set()
    for use, places in op.get_bind().execute(public).all():
        names = [
            place.get("qr_id", "").strip() or place.get("description_ja", "").strip() or f"#{at}"
            for at, place in enumerate(places, 1)
        ]
        for name in dict.fromkeys(names):
            while (code := "".join(secrets.choice(LETTERS) for _ in range(4))) in given:
                pass
            given.add(code)
            added = sa.text(
                "INSERT INTO kagaconsent_sign_code VALUES (:code, :use, :name, true, now())"
            )
            op.get_bind().execute(added, {"code": code, "use": use, "name": name})


def downgrade() -> None:
    op.drop_table("kagaconsent_sign_code")
    op.execute("DROP FUNCTION kagaconsent_sign_code_stays")
