"""The Digital Agency's score: every rule of theirs has its place, and the published sums hold."""

from __future__ import annotations

from ckanext.kaga import tabular
from ckanext.kaga.tabular import RULES
from ckanext.kaga.tabular.readability import REQUIREMENTS, Readability, readability
from ckanext.kaga.tests.tabular.conftest import NEW, SAMPLES, Build


def test_every_rule_of_the_agency_is_mapped() -> None:
    ids = [f"L1-{n:02}" for n in range(1, 16)]
    ids += [f"L2-{n:02}" for n in range(1, 7)] + [f"L3-{n:02}" for n in range(1, 10)]
    assert [one.id for one in REQUIREMENTS] == ids
    assert {rule for one in REQUIREMENTS for rule in one.by} <= set(RULES)


def test_the_published_examples_of_sums() -> None:
    kept = dict.fromkeys((one.id for one in REQUIREMENTS), "kept")
    broken = Readability(kept | {"L1-03": "broken", "L1-09": "broken"})
    assert (broken.score(1), broken.score(2)) == (88, 100)
    assert Readability(kept | {"L2-01": "broken"}).score(2) == 0


def test_kagas_file_keeps_what_can_be_judged() -> None:
    table = tabular.read(SAMPLES / "172065_public_toilet.csv")
    report = tabular.check(table, NEW)
    assert report.readability.as_dict()["levels"] == {"1": 100, "2": 100, "3": 100}
    assert report.readability.verdicts["L1-12"] == "other file"
    assert report.readability.verdicts["L3-02"] == "person"


def test_a_title_above_the_header_costs_what_the_agency_says(build: Build) -> None:
    data = "加賀市公衆トイレ一覧\r\n".encode() + build({"男性トイレ総数": "三"})
    report = tabular.check(tabular.read(data), NEW)
    verdicts = report.readability.verdicts
    broken = {one for one, verdict in verdicts.items() if verdict == "broken"}
    assert broken == {"L1-04", "L1-07", "L2-01", "L3-01"}
    assert report.readability.as_dict()["levels"] == {"1": 85, "2": 0, "3": 0}


def test_another_sheet_is_no_second_table_of_this_one() -> None:
    table = tabular.read(SAMPLES / "172065_public_toilet.csv")
    assert readability(table, {"KG-R023": 1}).verdicts["L1-02"] == "kept"
