"""Keep beside the public list whose each data use is and when it is to be looked at anew.

Why: the staff's work list is by review date; to find the few that are due it read the document of
every public data use.

Revision ID: 008_review
Revises: 007_listed
Create Date: 2026-11-26
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "008_review"
down_revision = "007_listed"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("kagaconsent_listed", sa.Column("owner_org", sa.Text))
    op.add_column("kagaconsent_listed", sa.Column("review_on", sa.Date))
    op.create_index(
        "kagaconsent_listed_reviews",
        "kagaconsent_listed",
        ["owner_org", "review_on", "slug"],
        postgresql_where=sa.text("review_on IS NOT NULL"),
    )
    op.execute(
        """
        CREATE OR REPLACE FUNCTION kagaconsent_list_review() RETURNS trigger
        LANGUAGE plpgsql AS $$
        BEGIN
            SELECT owner_org INTO NEW.owner_org FROM kagaconsent_data_use
                WHERE id = NEW.data_use_id;
            SELECT CASE WHEN state <> 'ended' THEN CAST(content->>'review_date' AS date) END
                INTO NEW.review_on FROM kagaconsent_data_use_version
                WHERE data_use_id = NEW.data_use_id AND number = NEW.number;
            RETURN NEW;
        END $$
        """
    )
    op.execute(
        "CREATE TRIGGER kagaconsent_list_review BEFORE INSERT OR UPDATE ON kagaconsent_listed"
        " FOR EACH ROW EXECUTE FUNCTION kagaconsent_list_review()"
    )
    op.execute("UPDATE kagaconsent_listed SET number = number")


def downgrade() -> None:
    op.execute("DROP TRIGGER kagaconsent_list_review ON kagaconsent_listed")
    op.execute("DROP FUNCTION kagaconsent_list_review")
    op.drop_index("kagaconsent_listed_reviews")
    op.drop_column("kagaconsent_listed", "review_on")
    op.drop_column("kagaconsent_listed", "owner_org")
