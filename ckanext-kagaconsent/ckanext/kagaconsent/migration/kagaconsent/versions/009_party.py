"""Keep beside the public list who is responsible, which policies are stated, and which data it is.

Why: the page of the parties read every public data use to sum up the six policies, and the five
questions asked about purposes, which are too wide to know oneself in; both answer from an index
now, the first with a letter for each policy that is written with the version.

Revision ID: 009_party
Revises: 008_review
Create Date: 2026-11-26
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from ckanext.kagaconsent import ledger

revision = "009_party"
down_revision = "008_review"
branch_labels = None
depends_on = None

AT_A_TIME = 500


def upgrade() -> None:
    op.add_column("kagaconsent_data_use_version", sa.Column("policies", sa.Text))
    _mark_what_is_there()
    op.alter_column("kagaconsent_data_use_version", "policies", nullable=False)
    op.add_column("kagaconsent_listed", sa.Column("party", sa.Text))
    op.add_column("kagaconsent_listed", sa.Column("policies", sa.Text))
    op.create_index(
        "kagaconsent_listed_parties",
        "kagaconsent_listed",
        ["party", "policies", "review_on"],
        postgresql_where=sa.text("party IS NOT NULL"),
    )
    op.execute(
        """
        CREATE OR REPLACE FUNCTION kagaconsent_list_party() RETURNS trigger
        LANGUAGE plpgsql AS $$
        BEGIN
            SELECT left(coalesce(content#>>'{controller,name_ja}', ''), 500), policies
                INTO NEW.party, NEW.policies FROM kagaconsent_data_use_version
                WHERE data_use_id = NEW.data_use_id AND number = NEW.number AND state <> 'ended';
            RETURN NEW;
        END $$
        """
    )
    op.execute(
        """
        CREATE OR REPLACE FUNCTION kagaconsent_list_data() RETURNS trigger
        LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO kagaconsent_facet (field, value, slug)
            SELECT DISTINCT field, value, NEW.slug FROM kagaconsent_data_use_version AS version,
            LATERAL (
                SELECT 'party', version.content#>>'{controller,name_ja}'
                UNION ALL SELECT 'data', kagaconsent_texts(
                    jsonb_path_query_array(version.content, '$.items[*].dpv_term'))
            ) AS facets(field, value)
            WHERE version.data_use_id = NEW.data_use_id AND version.number = NEW.number
                AND value <> '' AND length(value) <= 500;
            RETURN NEW;
        END $$
        """
    )
    op.execute(
        "CREATE TRIGGER kagaconsent_list_party BEFORE INSERT OR UPDATE ON kagaconsent_listed"
        " FOR EACH ROW EXECUTE FUNCTION kagaconsent_list_party()"
    )
    op.execute(
        "CREATE TRIGGER kagaconsent_list_data AFTER INSERT ON kagaconsent_listed"
        " FOR EACH ROW EXECUTE FUNCTION kagaconsent_list_data()"
    )
    op.execute("UPDATE kagaconsent_data_use SET public_number = public_number")


def _mark_what_is_there() -> None:
    """Write the letters of the versions that are there; what they say stays as it is."""
    connection = op.get_bind()
    stays = "ALTER TABLE kagaconsent_data_use_version {} TRIGGER kagaconsent_published_stays"
    op.execute(stays.format("DISABLE"))
    read = sa.text(
        "SELECT id, content FROM kagaconsent_data_use_version WHERE id > :last"
        " ORDER BY id LIMIT :limit"
    )
    mark = sa.text("UPDATE kagaconsent_data_use_version SET policies = :marks WHERE id = :id")
    last = 0
    while rows := connection.execute(read, {"last": last, "limit": AT_A_TIME}).all():
        told = [{"id": id_, "marks": ledger.marks(ledger.read_use(said))} for id_, said in rows]
        connection.execute(mark, told)
        last = rows[-1][0]
    op.execute(stays.format("ENABLE"))


def downgrade() -> None:
    op.execute("DROP TRIGGER kagaconsent_list_data ON kagaconsent_listed")
    op.execute("DROP TRIGGER kagaconsent_list_party ON kagaconsent_listed")
    op.execute("DROP FUNCTION kagaconsent_list_data")
    op.execute("DROP FUNCTION kagaconsent_list_party")
    op.execute("DELETE FROM kagaconsent_facet WHERE field IN ('party', 'data')")
    op.drop_index("kagaconsent_listed_parties")
    op.drop_column("kagaconsent_listed", "policies")
    op.drop_column("kagaconsent_listed", "party")
    op.drop_column("kagaconsent_data_use_version", "policies")
