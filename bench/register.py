"""The register of data use: how long its list takes with 1,000 and with 100,000 public entries.

``./kaga bench register [ENTRIES …]`` fills the register from the ten examples, each with a number,
one of 40 departments, a place name that 20 share and a review date within five years, and asks
``kagaconsent_data_use_list`` for 20 with their count: plainly, by words, by each filter and by
two; for the work list of an organisation that has every fourth, all overdue, so that it is as long
as it gets at each size; for the sums of the parties; and for the answer to the five questions. The
promise, of the list and the work list, is a p95 of at most twice the one at the smallest size.
What is filled in is taken away afterwards.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
import uuid
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
import yaml
from ckan import model

from bench.portal import act, application
from ckanext.kagaconsent import ledger, register
from stack.demo import DATA_USES

SIZES = (1_000, 100_000)
CALLS = 60
LEFT_OUT = {"benefit_ja", "necessity_ja", "alternatives_ja", "human_oversight_ja", "risk_notes_ja"}
TABLES = ("kagaconsent_data_use", "kagaconsent_data_use_version")
QUESTIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("plain", {}),
    ("word of many", {"q": "予約"}),
    ("word of few", {"q": "例町0023"}),
    ("two words", {"q": "例町0023 カメラ"}),
    ("word of none", {"q": "ぬりかべ"}),
    ("kind", {"kind": "camera"}),
    ("department", {"department": "例課07"}),
    ("identifiability", {"identifiability": "none"}),
    ("purpose", {"purpose": "ImproveHealthcare"}),
    ("kind and department", {"kind": "app", "department": "例課06"}),
    ("state", {"state": "published"}),
)
WORK = "kagaconsent_data_use_work_list"
PARTIES = "kagaconsent_party_list"
AFFECTED = "kagaconsent_affected_list"


def templates() -> list[dict[str, Any]]:
    """The ten examples without what a short entry leaves out, as rows to multiply."""
    found = []
    for told in yaml.safe_load(DATA_USES.read_text(encoding="utf-8"))["data_uses"]:
        content = {key: value for key, value in told.items() if key not in LEFT_OUT}
        use = ledger.read_use(content)
        kept = {str(item.identifiability) for item in use.items}
        strongest = next(one for one in ("identifiable", "de_identified", "none") if one in kept)
        found.append(
            {
                "content": json.dumps(ledger.record_json(use), ensure_ascii=False),
                "searched": register.fold("\n".join(_texts(content))),
                "identifiability": strongest,
                "policies": ledger.marks(use),
            }
        )
    return found


def _texts(told: Any) -> list[str]:
    if isinstance(told, dict):
        return [text for one in told.values() for text in _texts(one)]
    if isinstance(told, list):
        return [text for one in told for text in _texts(one)]
    return [str(told)]


def fill(entries: int, owner: str) -> None:
    """Multiply the templates to so many public entries, set by set; the index is built last.

    :param owner: id of the organisation that every fourth belongs to, with its review overdue
    """
    run = model.Session.execute
    for table in TABLES:
        run(sa.text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
    run(sa.text("DROP INDEX kagaconsent_listed_grams"))
    columns = "at int, content jsonb, searched text, seen text, marks text"
    run(sa.text(f"CREATE TEMP TABLE template ({columns})"))
    for at, one in enumerate(templates()):
        values = ":at, CAST(:content AS jsonb), :searched, :identifiability, :policies"
        run(sa.text(f"INSERT INTO template VALUES ({values})"), {"at": at, **one})
    run(sa.text("ALTER TABLE template ADD grams text[]"))
    run(sa.text("UPDATE template SET grams = kagaconsent_grams(searched)"))
    many = {"entries": entries, "owner": owner}
    run(
        sa.text(
            "CREATE TEMP TABLE entry AS SELECT 'bench-' || lpad(n::text, 6, '0') AS slug,"
            " md5(n::text)::uuid::text AS id, n, template.*,"
            " '例課' || lpad((n % 40)::text, 2, '0') AS desk,"
            " CASE n % 4 WHEN 0 THEN :owner ELSE 'bench-' || n % 40 END AS owner,"
            " current_date + n * 7 % 1825 * CASE n % 4 WHEN 0 THEN -1 ELSE 1 END AS review,"
            " '例町' || lpad((n * 7 % (:entries / 20))::text, 4, '0') AS town"
            " FROM generate_series(1, :entries) AS n JOIN template ON at = n % 10"
        ),
        many,
    )
    for statement in (
        "INSERT INTO kagaconsent_data_use SELECT id, slug, owner, 'published', 1, now(), now()"
        " FROM entry",
        "INSERT INTO kagaconsent_data_use_version (data_use_id, number, state, content,"
        " content_hash, identifiability, policies, searched, reason, user_id, approver_id, created,"
        " published) SELECT id, 1, 'published', jsonb_set(content || jsonb_build_object('slug',"
        " slug, 'review_date', review), '{controller,desk_name}', to_jsonb(desk)), md5(slug), seen,"
        " marks, searched || chr(10) || town, 'bench', 'bench', 'bench', now(), now() FROM entry",
        "INSERT INTO kagaconsent_listed SELECT slug, id, 1, coalesce(content->'places', '[]'),"
        " grams || kagaconsent_grams(town) FROM entry",
        "INSERT INTO kagaconsent_facet SELECT DISTINCT field, value, slug FROM (SELECT slug,"
        " 'kind' AS field, content->>'kind' AS value FROM entry UNION ALL SELECT slug, 'state',"
        " 'published' FROM entry UNION ALL SELECT slug, 'department', desk FROM entry UNION ALL"
        " SELECT slug, 'identifiability', seen FROM entry UNION ALL SELECT slug, 'purpose',"
        " kagaconsent_texts(content->'purpose_terms') FROM entry) AS facets",
        "CREATE INDEX kagaconsent_listed_grams ON kagaconsent_listed USING gin (grams)",
        "DROP TABLE entry",
        "DROP TABLE template",
        *(f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in TABLES),
    ):
        run(sa.text(statement))
    model.Session.commit()
    # Now, not by the database itself while the questions are asked.
    with model.meta.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in (*TABLES, "kagaconsent_listed", "kagaconsent_facet"):
            connection.execute(sa.text(f"VACUUM ANALYZE {table}"))


def empty() -> None:
    """Take away what was filled in."""
    run = model.Session.execute
    for table in reversed(TABLES):
        run(sa.text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        run(sa.text(f"TRUNCATE {table} CASCADE"))
        run(sa.text(f"ALTER TABLE {table} ENABLE TRIGGER USER"))
    model.Session.commit()


def measure(action: str, question: dict[str, Any], user: str) -> tuple[float, float, str]:
    """Return p50 and p95 in ms of asking as somebody, and how many are found."""

    def ask() -> Any:
        return tk.get_action(action)({"user": user}, dict(question))

    found = ask()
    times = []
    for _ in range(CALLS):
        model.Session.remove()
        started = time.perf_counter()
        ask()
        times.append(1000 * (time.perf_counter() - started))
    if action == PARTIES:
        count = f"{sum(party['count'] for party in found):,}"
    elif action == AFFECTED:
        count = f"{len(found['results'])}{'+' if found['has_more'] else ''}"
    elif action == WORK:
        count = f"{len(found['reviews'])}{'+' if found['more'] else ''}"
    else:
        count = f"{found['count']:,}{'+' if found['has_more'] else ''}"
    return statistics.median(times), statistics.quantiles(times, n=20)[-1], count


def main(sizes: list[int]) -> None:
    """Measure each size, and print each p95 beside the one of the first."""
    base: dict[str, tuple[float, float]] = {}
    asked = [(name, "kagaconsent_data_use_list", question) for name, question in QUESTIONS]
    asked.append(("work list", WORK, {}))
    asked.append(("parties", PARTIES, {}))
    asked.append(("five questions", AFFECTED, {"kind": ["camera"], "data": ["Picture"]}))
    with application():
        name = f"bench-{uuid.uuid4().hex[:8]}"
        owner = act("organization_create", name=name, title=name)["id"]
        user = act("user_create", name=name, email=f"{name}@example.com", password=uuid.uuid4().hex)
        act("organization_member_create", id=owner, username=name, role="editor")
        try:
            for size in sizes:
                empty()
                started = time.perf_counter()
                fill(size, owner)
                print(f"{size:,} entries, filled in {time.perf_counter() - started:.0f} s")
                for what, action, question in asked:
                    p50, p95, count = measure(action, question, name)
                    first = base.setdefault(what, (p50, p95))
                    print(
                        f"  {what:<22}{count:>8} found  p50 {p50:6.1f} ms  p95 {p95:6.1f} ms"
                        f"  {p50 / first[0]:4.2f} × p50, {p95 / first[1]:4.2f} × p95",
                        flush=True,
                    )
        finally:
            empty()
            act("organization_purge", id=owner)
            act("user_delete", id=user["id"])


if __name__ == "__main__":
    main([int(entries) for entries in sys.argv[1:]] or list(SIZES))
