"""The staff's work list among few and many datasets: its time may grow with what it reads, no more.

``./kaga bench work [DATASETS …]`` (1000 and 20000 unless told otherwise) makes so many datasets of
one organisation by SQL, each with a table file, three checks of it and two versions; a tenth of
them waits for somebody. Beside them stand as many of another organisation. The action and the page
are asked as an editor of the first; at last as one of an organisation of FEW, beside the largest.
"""

from __future__ import annotations

import sys
import uuid
from http import HTTPStatus
from typing import Any

import ckan.plugins.toolkit as tk
import sqlalchemy as sa
from ckan import model

from bench.harness import latencies
from bench.portal import act
from stack.wsgi import application as build

CALLS = 5
FEW = 10
ROWS = (
    "INSERT INTO package (id, name, title, type, state, private, owner_org, extras,"
    " metadata_created, metadata_modified)"
    " SELECT :mark || '-' || n, :mark || '-' || n, 'データ ' || n, 'dataset', 'active', false,"
    ' :owner, \'{"frequency": "", "standard": ""}\', now(), now()'
    " FROM generate_series(1, :number) n",
    "INSERT INTO resource (id, package_id, url, name, format, position, state, url_type,"
    " created, last_modified)"
    " SELECT :mark || '-r-' || n, :mark || '-' || n, 'table.csv', '表 ' || n, 'CSV', 0, 'active',"
    " 'upload', now(), now() FROM generate_series(1, :number) n",
    "INSERT INTO kaga_check (resource_id, file_name, file_modified, sha256, state, progress,"
    " attempts, steps, created, finished, report, user_id)"
    " SELECT :mark || '-r-' || n, 'table.csv', now() - make_interval(days => 3 - at),"
    " md5(n || '-' || at), CASE WHEN at = 3 AND n % 10 = 0 THEN 'held' ELSE 'published' END, 100,"
    " 1, '{}', now(), now(), jsonb_build_object('counts', jsonb_build_object('warning', 0),"
    " 'findings', (SELECT string_agg(md5(n || '-' || k), '') FROM generate_series(1, 100) k)),"
    " :user"
    " FROM generate_series(1, :number) n, generate_series(1, 3) at",
    "INSERT INTO kaga_version (resource_id, number, file_name, original_sha256, original_open,"
    " table_sha256, rows, columns, created)"
    " SELECT :mark || '-r-' || n, at, 'table.csv', md5(n::text), true, md5(n::text), 10, '[]',"
    " now() FROM generate_series(1, :number) n, generate_series(1, 2) at",
    "ANALYZE package, resource, kaga_check, kaga_version",
)
GONE = (
    "DELETE FROM kaga_version WHERE resource_id LIKE :mark || '-%'",
    "DELETE FROM resource WHERE id LIKE :mark || '-%'",
    "DELETE FROM package WHERE id LIKE :mark || '-%'",
)


def run(statements: tuple[str, ...], **values: Any) -> None:
    """Run statements in one transaction."""
    for statement in statements:
        names = {name for name in values if f":{name}" in statement}
        model.Session.execute(sa.text(statement), {name: values[name] for name in names})
    model.Session.commit()


def measure(app: Any, own: int, others: int) -> None:
    """Make so many datasets of two organisations, ask as editor of the first, and take all away."""
    mark = f"bench-{uuid.uuid4().hex[:8]}"
    with app.test_request_context():
        user = act("user_create", name=mark, email=f"{mark}@example.com", password=mark * 2)
        owners = [
            act("organization_create", name=f"{mark}-{at}", title=mark)["id"] for at in range(2)
        ]
        act("organization_member_create", id=owners[0], username=mark, role="editor")
        headers = {"Authorization": act("api_token_create", user=mark, name=mark)["token"]}
        for at, number in enumerate((own, others)):
            run(ROWS, mark=f"{mark}-{at}", owner=owners[at], number=number, user=user["id"])

    def action() -> list[Any]:
        with app.test_request_context():
            found: list[Any] = tk.get_action("kaga_work_list")({"user": mark}, {})
        return found

    def page() -> None:
        answer = app.test_client().get("/publish", headers=headers)
        if answer.status_code != HTTPStatus.OK:
            raise SystemExit(f"/publish: {answer.status_code}")

    try:
        print(f"{own:,} datasets beside {others:,} of others; {len(action()):,} things to do")
        latencies("kaga_work_list", action, calls=CALLS)
        latencies("/publish      ", page, calls=CALLS)
    finally:
        with app.test_request_context():
            run(GONE, mark=mark)


def main(numbers: list[int]) -> None:
    """Measure each number of datasets, and a small organisation beside the largest."""
    app = build()._wsgi_app
    for number in numbers:
        measure(app, number, number)
    measure(app, FEW, max(numbers))


if __name__ == "__main__":
    main([int(wish) for wish in sys.argv[1:]] or [1_000, 20_000])
