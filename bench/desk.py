"""The desk with few cases and with very many: the list, the page of it, and a person's status.

``./kaga bench desk [CASES …]`` fills the tables with so many cases (1,000 and 1,000,000 unless
told otherwise) of DESKS organisations, four in ten of them open, each with its trail, and times
what an editor of one desk and a resident ask. The last line of each is the ratio of the slow ends
(p95) of the largest and the smallest. What was filled in is taken away again.
"""

from __future__ import annotations

import logging
import statistics
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model
from ckan.cli.db import _run_migrations
from ckan.common import config
from ckan.tests.helpers import CKANTestApp

from bench.harness import CALLS
from bench.portal import act, application

CASES = (1_000, 1_000_000)
DESKS = 4
MARK = "bench-"
FILL = """
WITH added AS (
    INSERT INTO kagaconsent_case (reference, secret_hash, kind, owner_org, text, person_name,
        person_contact, by_agent, created, received_on, due_on, stands, outcome, decided_on,
        extended, late, closed_on, unread)
    SELECT :mark || n, md5(n::text), (ARRAY['disclosure', 'correction', 'stop_use', 'complaint'])
            [1 + n % 4], (CAST(:owners AS text[]))[1 + n / 4 % :desks],
        repeat('国民健康保険の記録のうち、私に関するもの。', 10), '山中 花子',
        '加賀市大聖寺南町ニ41番地', false, now(), current_date - n % 1000,
        CASE WHEN n % 10 < 4 THEN current_date + n % 60 - 10 END,
        CASE WHEN n % 10 < 4 THEN 'open' ELSE 'closed' END,
        CASE WHEN n % 10 < 4 THEN NULL WHEN n % 4 = 3 THEN 'explained' ELSE 'full' END,
        CASE WHEN n % 10 < 4 THEN NULL ELSE current_date - n % 900 END, false, false,
        CASE WHEN n % 10 < 4 THEN NULL ELSE current_date - n % 900 END, n % 7 = 0
    FROM generate_series(CAST(:first AS integer), :last) n
    RETURNING id, received_on, closed_on
), events AS (
    INSERT INTO kagaconsent_case_event
        (case_id, number, event, happened_on, reason, detail, created)
    SELECT id, 1, 'received', received_on, '', CAST('{}' AS jsonb), now() FROM added
    UNION ALL
    SELECT id, 2, 'closed', closed_on, '', CAST('{}' AS jsonb), now() FROM added
    WHERE closed_on IS NOT NULL
)
INSERT INTO kagaconsent_case_message (case_id, number, from_desk, text, created)
SELECT id, 1, true, 'お問い合わせの件、確認しています。', now() FROM added
"""
TRAILS = ("access", "attachment", "message", "event")


def fill(owners: list[str], first: int, last: int) -> None:
    """Add the cases of these numbers, as SQL, and let PostgreSQL know its tables."""
    given = {"mark": MARK, "owners": owners, "desks": DESKS, "first": first, "last": last}
    assert model.meta.engine is not None  # noqa: S101 - of a running CKAN
    with model.meta.engine.begin() as connection:
        connection.execute(sa.text(FILL), given)
    with model.meta.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in ("case", *(f"case_{trail}" for trail in TRAILS)):
            connection.execute(sa.text(f"VACUUM ANALYZE kagaconsent_{table}"))


def empty() -> None:
    """Take all cases away, as the owner of the tables can."""
    model.Session.remove()
    assert model.meta.engine is not None  # noqa: S101 - of a running CKAN
    with model.meta.engine.begin() as connection:
        tables = ", ".join(f"kagaconsent_case_{trail}" for trail in TRAILS)
        connection.execute(sa.text(f"TRUNCATE {tables}, kagaconsent_case"))


def measure(what: str, work: Callable[[], object]) -> float:
    """Call once to warm up, then CALLS times; print the median and return the slow end in ms."""
    work()
    times = []
    for _ in range(CALLS):
        started = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - started))
    p95 = statistics.quantiles(times, n=20)[-1]
    print(f"  {what:<32} p50 {statistics.median(times):7.1f} ms  p95 {p95:7.1f} ms")
    return p95


@contextmanager
def city() -> Iterator[tuple[list[str], str, str]]:
    """Give the ids of some organisations, and an editor of the first: name and token."""
    name = f"{MARK}{uuid.uuid4().hex[:8]}"
    user = act("user_create", name=name, email=f"{name}@example.com", password=uuid.uuid4().hex)
    owners = [
        act("organization_create", name=f"{name}-{number}", title=name)["id"]
        for number in range(DESKS)
    ]
    act("organization_member_create", id=owners[0], username=name, role="editor")
    token = act("api_token_create", user=name, name="bench")["token"]
    try:
        yield owners, name, token
    finally:
        empty()
        for owner in owners:
            act("organization_purge", id=owner)
        act("user_delete", id=user["id"])


def asked(app: CKANTestApp, owner: str, user: str, token: str) -> dict[str, Callable[[], Any]]:
    """Return what is asked, by its name."""
    given = {"kind": "disclosure", "text": "記録の開示", "owner_org": owner}
    person = {"person_name": "山中 花子", "person_contact": "加賀市大聖寺南町ニ41番地"}
    sent = tk.get_action("kagaconsent_case_create")({"user": ""}, given | person)
    keys = {"reference": sent["reference"], "secret": sent["secret"]}
    headers = {"Authorization": token}

    def listed(**which: str) -> Callable[[], Any]:
        return lambda: tk.get_action("kagaconsent_case_list")({"user": user}, dict(which))

    return {
        "list (action)": listed(),
        "list, overdue (action)": listed(which="overdue"),
        "list, one kind (action)": listed(kind="complaint"),
        "list, closed (action)": listed(which="closed"),
        "work list (page)": lambda: app.get("/desk", headers=headers, status=200),
        "status (page)": lambda: app.post("/requests/status", data=keys, status=200),
    }


def main(sizes: list[int]) -> None:
    """Measure at each size, the smallest first."""
    logging.disable(logging.INFO)
    with application() as flask_app:
        _run_migrations("kagaconsent", "head", True)
        config["ckanext.kagaconsent.requests_per_hour"] = 0
        empty()
        slow: dict[str, list[float]] = {}
        with city() as (owners, user, token):
            app = CKANTestApp(flask_app)
            done = 0
            for size in sorted(sizes):
                fill(owners, done + 1, size)
                done = size
                print(f"{size:,} cases ({CALLS} calls after one warm-up)")
                for what, work in asked(app, owners[0], user, token).items():
                    slow.setdefault(what, []).append(measure(what, work))
        print(f"p95 of {max(sizes):,} cases / p95 of {min(sizes):,}")
        for what, times in slow.items():
            print(f"  {what:<32} {times[-1] / times[0]:.2f}")


if __name__ == "__main__":
    main([int(cases) for cases in sys.argv[1:]] or list(CASES))
