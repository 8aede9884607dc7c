"""Keep beside the versions what the public list is found by.

Why: with 100,000 data uses a list that reads every document to count, to filter and to name the
departments takes seconds; these two tables are written by the database itself whenever another
version becomes the public one, so that they cannot tell anything else than the register.

Revision ID: 007_listed
Revises: 006_opinion
Create Date: 2026-11-26
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "007_listed"
down_revision = "006_opinion"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kagaconsent_listed",
        sa.Column("slug", sa.Text, primary_key=True),
        sa.Column("data_use_id", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("places", JSONB, nullable=False),
        sa.Column("grams", ARRAY(sa.Text), nullable=False),
        sa.UniqueConstraint("data_use_id", name="kagaconsent_listed_data_use"),
        sa.ForeignKeyConstraint(
            ["data_use_id", "number"],
            ["kagaconsent_data_use_version.data_use_id", "kagaconsent_data_use_version.number"],
            name="kagaconsent_listed_version",
            ondelete="CASCADE",
        ),
    )
    op.create_index(
        "kagaconsent_listed_grams", "kagaconsent_listed", ["grams"], postgresql_using="gin"
    )
    op.create_table(
        "kagaconsent_facet",
        sa.Column("field", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, primary_key=True),
        sa.Column(
            "slug",
            sa.Text,
            sa.ForeignKey("kagaconsent_listed.slug", ondelete="CASCADE"),
            primary_key=True,
        ),
    )
    op.create_index("kagaconsent_facet_slug", "kagaconsent_facet", ["slug"])
    op.create_index(
        "kagaconsent_data_use_version_changes",
        "kagaconsent_data_use_version",
        [sa.text("published DESC"), sa.text("id DESC")],
        postgresql_where=sa.text("published IS NOT NULL"),
    )
    op.execute(
        """
        CREATE OR REPLACE FUNCTION kagaconsent_texts(jsonb) RETURNS SETOF text
        LANGUAGE sql IMMUTABLE AS $$
            SELECT jsonb_array_elements_text(
                CASE jsonb_typeof($1) WHEN 'array' THEN $1 ELSE '[]' END
            )
        $$
        """
    )
    op.execute(
        """
        CREATE OR REPLACE FUNCTION kagaconsent_grams(text) RETURNS text[]
        LANGUAGE sql IMMUTABLE AS $$
            WITH letters AS (
                SELECT letter, lead(letter) OVER (ORDER BY at) AS next
                FROM unnest(string_to_array($1, NULL)) WITH ORDINALITY AS one(letter, at)
            ), grams AS (
                SELECT letter AS gram FROM letters
                UNION SELECT letter || next FROM letters WHERE next IS NOT NULL
            )
            SELECT coalesce(array_agg(gram), '{}') FROM grams
        $$
        """
    )
    op.execute(
        """
        CREATE OR REPLACE FUNCTION kagaconsent_list_public() RETURNS trigger
        LANGUAGE plpgsql AS $$
        DECLARE
            shown kagaconsent_data_use_version;
            said jsonb;
        BEGIN
            DELETE FROM kagaconsent_listed WHERE data_use_id = NEW.id;
            SELECT * INTO shown FROM kagaconsent_data_use_version
                WHERE data_use_id = NEW.id AND number = NEW.public_number;
            IF NOT FOUND THEN
                RETURN NEW;
            END IF;
            said := shown.content;
            INSERT INTO kagaconsent_listed (slug, data_use_id, number, places, grams) VALUES (
                NEW.slug, NEW.id, shown.number, coalesce(said->'places', '[]'),
                kagaconsent_grams(shown.searched)
            );
            INSERT INTO kagaconsent_facet (field, value, slug)
            SELECT DISTINCT field, value, NEW.slug FROM (
                SELECT 'owner_org', NEW.owner_org
                UNION ALL SELECT 'kind', said->>'kind'
                UNION ALL SELECT 'state', shown.state
                UNION ALL SELECT 'department', said#>>'{controller,desk_name}'
                UNION ALL SELECT 'identifiability', shown.identifiability
                UNION ALL SELECT 'purpose', kagaconsent_texts(said->'purpose_terms')
                UNION ALL SELECT 'dataset', kagaconsent_texts(said->'source_dataset_ids')
                UNION ALL SELECT 'source', kagaconsent_texts(
                    jsonb_path_query_array(said, '$.items[*].source'))
                UNION ALL SELECT 'place', kagaconsent_texts(
                    jsonb_path_query_array(said, '$.places[*].description_ja'))
                UNION ALL SELECT 'located', 'yes' WHERE said->'places' IS NOT NULL
            ) AS facets(field, value)
            WHERE value <> '' AND length(value) <= 500;
            RETURN NEW;
        END $$
        """
    )
    op.execute(
        "CREATE TRIGGER kagaconsent_list_public"
        " AFTER INSERT OR UPDATE OF public_number ON kagaconsent_data_use"
        " FOR EACH ROW EXECUTE FUNCTION kagaconsent_list_public()"
    )
    op.execute("UPDATE kagaconsent_data_use SET public_number = public_number")


def downgrade() -> None:
    op.execute("DROP TRIGGER kagaconsent_list_public ON kagaconsent_data_use")
    op.execute("DROP FUNCTION kagaconsent_list_public")
    op.execute("DROP FUNCTION kagaconsent_grams")
    op.execute("DROP FUNCTION kagaconsent_texts")
    op.drop_index("kagaconsent_data_use_version_changes")
    op.drop_table("kagaconsent_facet")
    op.drop_table("kagaconsent_listed")
