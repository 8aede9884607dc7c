"""A plan alone and among many: the time of its pages must not grow with the portal's plans.

``./kaga bench plans [PLANS [KPIS [YEARS]]]`` (200, 500 and 10 unless told otherwise) makes one plan
of so many KPI with a report for each year, measures ``GET /plan/<slug>`` and the plan's files on
the server, then adds the other plans of the same size and measures the same again. A file is asked
for as by somebody who has none, and as by somebody who has it.
"""

from __future__ import annotations

import sys
import uuid
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import sqlalchemy as sa
from ckan import model

from bench.portal import act
from ckanext.kagakpi import plan as core
from ckanext.kagakpi.model import Observation
from stack.wsgi import application as build

SEED = Path(core.__file__).parents[1] / "examples" / "kaga-plan-2019.yaml"
FIRST = 2016
CALLS = 15
FILES = (".json", ".csv", ".ttl", ".ngsild.json")
FILE_CALLS = 3
ACTION = "/api/3/action/kagakpi_promise_list?id="


def plan_of(key: str, kpis: int, years: int) -> core.Plan:
    """Return a plan of so many KPI, each with a target for so many years, all in one measure."""
    seed = core.load(SEED)
    kpi = next(one for one in seed.kpis if one.key == "training")
    indicator = seed.indicator(kpi)
    first = replace(kpi.targets[0], low=Decimal(50))
    targets = tuple(replace(first, year=FIRST + at) for at in range(years))
    keys = [f"kpi-{at}" for at in range(kpis)]
    place = replace(seed.primary("training"), kpis=tuple(keys))
    return replace(
        seed,
        key=key,
        first_year=FIRST,
        adopted_on=core.years.first_day(FIRST),
        measures=tuple(one for one in seed.measures if one.key == "training"),
        places=(place,),
        indicators=tuple(replace(indicator, key=one) for one in keys),
        kpis=tuple(replace(kpi, key=one, indicator=one, targets=targets) for one in keys),
    )


def fill(kpis: int, years: int, owner: str) -> None:
    """Report every year of every KPI of the organisation's plans that nothing is reported on."""
    model.Session.execute(
        sa.text(
            "INSERT INTO kagakpi_observation (id, plan_id, indicator, year, as_of, at, value,"
            " text_ja, standing, missing_ja, reason, source, evidence, user_id, approver_id)"
            " SELECT gen_random_uuid()::text, p.id, 'kpi-' || k, :first + y,"
            " make_date(:first + y + 1, 3, 31), now(), (k * 7 + y * 13) % 100, '', 'final', '', '',"
            " 'manual', '[]', 'bench', 'bench'"
            " FROM kagakpi_plan p, generate_series(0, :kpis - 1) k,"
            " generate_series(0, :years - 1) y"
            " WHERE p.owner_org = :owner AND NOT EXISTS"
            " (SELECT FROM kagakpi_observation o WHERE o.plan_id = p.id)"
        ),
        {"owner": owner, "first": FIRST, "kpis": kpis, "years": years},
    )
    model.Session.commit()


def copy(slug: str, plans: int) -> None:
    """Add plans until there are so many, each with the same content under a key of its own.

    Not by the action, which would check the same 500 KPI again for each.
    """
    model.Session.execute(
        sa.text(
            "WITH made AS (INSERT INTO kagakpi_plan"
            " SELECT gen_random_uuid()::text, slug || '-' || n, owner_org, example, 1, now(), now()"
            " FROM kagakpi_plan, generate_series(2, :plans) n WHERE slug = :slug"
            " RETURNING id, slug)"
            " INSERT INTO kagakpi_plan_version"
            " (plan_id, number, content, content_hash, reason, user_id, created)"
            " SELECT made.id, 1, v.content || jsonb_build_object('key', made.slug),"
            " md5(made.slug), v.reason, v.user_id, now() FROM made, kagakpi_plan p"
            " JOIN kagakpi_plan_version v ON v.plan_id = p.id WHERE p.slug = :slug"
        ),
        {"slug": slug, "plans": plans},
    )
    model.Session.commit()


def seconds(client: Any, address: str, calls: int = CALLS, tag: str = "") -> tuple[float, str, int]:
    """Return the median time of an answer after one call to warm up, its ETag and its size.

    ``tag``: asked with it, and 304 is what must come.
    """
    times = []
    for call in range(calls + 1):
        started = perf_counter()
        answer = client.get(address, headers={"If-None-Match": tag} if tag else {})
        if call:
            times.append(perf_counter() - started)
        if answer.status_code != (304 if tag else 200):
            raise SystemExit(f"{address}: {answer.status_code}")
    return median(times), answer.headers.get("ETag", ""), len(answer.data)


def files(client: Any, slug: str) -> None:
    """Measure the files of a plan, and the action that some of them are made from."""
    for address in (*(f"/plan/{slug}{end}" for end in FILES), f"{ACTION}{slug}"):
        whole, tag, size = seconds(client, address, FILE_CALLS)
        again = f"{1000 * seconds(client, address, CALLS, tag)[0]:8.1f} ms" if tag else f"{'–':>11}"
        name = address.partition("?")[0].replace(slug, "<slug>")
        print(f"  {name:40} {1000 * whole:8.1f} ms {size / 1e6:6.1f} MB   304 {again}")


def main(plans: int, kpis: int, years: int) -> None:
    """Measure the page with one plan, then among all of them."""
    application = build()._wsgi_app
    slug = f"bench-{uuid.uuid4().hex[:8]}"
    with application.test_request_context():
        owner = act("organization_create", name=slug, title=slug)["id"]
        content = core.record.as_json(plan_of(slug, kpis, years))
        told = {"owner_org": owner, "content": content, "reason": slug, "example": True}
        act("kagakpi_plan_create", **told)
        fill(kpis, years, owner)
    address = f"/plan/{slug}?year={FIRST}"
    print(f"a plan of {kpis} KPI and {years} years, alone")
    alone, _, _ = seconds(application.test_client(), address)
    files(application.test_client(), slug)
    with application.test_request_context():
        copy(slug, plans)
        fill(kpis, years, owner)
        model.Session.execute(sa.text("ANALYZE kagakpi_observation, kagakpi_plan_version"))
        model.Session.commit()
        rows = model.Session.scalar(sa.select(sa.func.count()).select_from(Observation))
    among, _, _ = seconds(application.test_client(), address)
    print(f"among {plans} plans; {rows:,} reports in the table")
    files(application.test_client(), slug)
    print(f"overview, median of {CALLS} calls")
    print(f"  alone {1000 * alone:8.1f} ms")
    print(f"  among {1000 * among:8.1f} ms")
    print(f"  ratio {among / alone:8.2f}")


if __name__ == "__main__":
    main(*(int(number) for number in [*sys.argv[1:], *("200", "500", "10")[len(sys.argv) - 1 :]]))
