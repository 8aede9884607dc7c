"""The sums of the parties: kept by the database, and what the documents say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from ckan import model
from ckan.tests.helpers import CKANTestApp

from ckanext.kaga.common.times import today
from ckanext.kagaconsent import ledger
from ckanext.kagaconsent.tests.register import CONTENT, act, draft, publish

pytestmark = pytest.mark.stack

PAST = {"valid_from": "2020-04-01", "review_date": "2025-03-31"}


def summed() -> dict[str, tuple[int, int, list[tuple[int, int, int]]]]:
    """What is told of each party: how many, how many overdue, and each policy's three sums."""
    return {
        one["name_ja"]: (
            one["count"],
            one["overdue"],
            [(policy["stated"], policy["part"], policy["open"]) for policy in one["policies"]],
        )
        for one in act("kagaconsent_party_list", "")
    }


def read() -> dict[str, tuple[int, int, list[tuple[int, int, int]]]]:
    """The same, of every public document."""
    found: dict[str, list[tuple[bool, list[tuple[int, int, int]]]]] = {}
    wanted = {"include_content": True, "limit": 200}
    for one in act("kagaconsent_data_use_list", "", **wanted)["results"]:
        if one["state"] == "ended":
            continue
        kept = [
            (int(policy.stated), int(not policy.stated and bool(policy.how)), int(not policy.how))
            for policy in ledger.policies(ledger.read_use(one["content"]))
        ]
        overdue = one["content"]["review_date"] < today().isoformat()
        found.setdefault(one["agency"], []).append((overdue, kept))
    return {
        name: (
            len(uses),
            sum(overdue for overdue, _ in uses),
            [
                tuple(map(sum, zip(*policy, strict=True)))
                for policy in zip(*(kept for _, kept in uses), strict=True)
            ],
        )
        for name, uses in found.items()
    }


@pytest.fixture
def party(city: dict[str, Any], people: dict[str, str]) -> str:
    """A party with one use that states everything, one that does not, and one that ended."""
    name = f"例{city['name']}長"
    responsible = {"controller": CONTENT["controller"] | {"name_ja": name}}
    slug = f"sums-{city['name'].lower().replace('_', '-')}"
    publish(people, draft(people, city, f"{slug}-a", **responsible))
    less = {"measures": [], "risk_notes_ja": "", "storages": [{"until_event_ja": "退会するまで"}]}
    publish(people, draft(people, city, f"{slug}-b", **responsible, **less, **PAST))
    gone = publish(people, draft(people, city, f"{slug}-c", **responsible))
    act("kagaconsent_data_use_end", people["admin"], id=gone["id"], reason="終了")
    draft(people, city, f"{slug}-d", **responsible)
    return name


def test_what_is_summed_up_is_what_the_documents_say(
    app: CKANTestApp, party: str, people: dict[str, str]
) -> None:
    told = summed()
    assert told == read()
    count, overdue, policies = told[party]
    assert (count, overdue) == (2, 1)
    assert policies[0] == (2, 0, 0)
    assert policies[3] == (1, 0, 1)
    assert policies[5] == (1, 1, 0)
    listed = act("kagaconsent_data_use_list", "", party=party)["results"]
    assert [one["state"] for one in listed] == ["published", "published", "ended"]
    page = app.get("/register/parties").body
    link = page.split(f">{party}</h2>")[1].split('href="', 1)[1].split('"')[0]
    assert listed[0]["slug"] in app.get(link).body

    use = act("kagaconsent_data_use_show", people["editor"], id=listed[1]["id"])
    better = use["content"] | {
        "measures": CONTENT["measures"],
        "risk_notes_ja": CONTENT["risk_notes_ja"],
    }
    written = {"id": use["id"], "content": better, "reason": "安全管理を書き足したため"}
    publish(people, act("kagaconsent_data_use_update", people["editor"], **written))
    told = summed()
    assert told == read()
    assert told[party][2][5] == (2, 0, 0)


def test_what_was_there_before_the_sums_is_in_them(
    party: str, migrate_db_for: Callable[..., None]
) -> None:
    before = summed()
    model.Session.remove()  # what was read would else keep the tables
    migrate_db_for("kagaconsent", "008_review", forward=False)
    migrate_db_for("kagaconsent")
    assert summed() == before
