"""Rules over rows and tables: they agree whether the table comes whole or in batches."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest

from ckanext.kaga import standards, tabular
from ckanext.kaga.tests.tabular.conftest import NEW, SAMPLES, Build, Findings


def rules_of(findings: list[tabular.Finding]) -> list[tuple[str, int | None]]:
    return [(one.rule, one.row) for one in findings if one.rule.startswith("KG-V")]


TOWNS = [
    {"緯度": f"36.30{number}", "経度": f"136.31{number}", "全国地方公共団体コード": "172065"}
    for number in range(9)
]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            [{"ID": "a"}, {"ID": "a"}], [("KG-V004", 2), ("KG-V004", 3)], id="repeated ID"
        ),
        pytest.param([{"ID": ""}, {}], [("KG-V005", 2)], id="blank ID"),
        pytest.param([{"ID": ""}, {"ID": ""}], [], id="no IDs at all"),
        pytest.param(
            [{"名称": "公園"}, {"名称": "公園"}],
            [("KG-V006", 3)],
            id="the same row with another ID",
        ),
        pytest.param(
            [{"女性トイレ総数": "3", "女性トイレ数（和式）": "1", "女性トイレ数（洋式）": "1"}],
            [("KG-V007", 2)],
            id="parts do not add up",
        ),
        pytest.param(
            [{"女性トイレ総数": "3", "女性トイレ数（和式）": "1"}], [], id="a part is not known"
        ),
        pytest.param(
            [{"所在地_連結表記": "加賀市山田町"}, {}], [("KG-V009", 2)], id="no prefecture"
        ),
        pytest.param(
            [*TOWNS, {"全国地方公共団体コード": "172031"}], [("KG-V010", 11)], id="another city"
        ),
        pytest.param(
            [*TOWNS, {"緯度": "37.8339", "経度": "136.31"}], [("KG-V011", 11)], id="a digit lost"
        ),
        pytest.param(
            [{"男性トイレ総数": "0"}, {"男性トイレ総数": ""}], [("KG-V012", None)], id="blank and 0"
        ),
        pytest.param([{"備考": "駅前"}, {"備考": "〃"}], [("KG-V013", 3)], id="ditto"),
        pytest.param([{"ID": "a"}, {"ID": "同上"}], [("KG-V013", 3)], id="ditto for an ID"),
        pytest.param([{}, {"ID": "小　計"}, {}], [("KG-V014", 3)], id="a total between the rows"),
        pytest.param(
            [{"緯度": "136.307", "経度": "36.309"}], [("KG-V003", 2), ("KG-V003", 2)], id="swapped"
        ),
    ],
)
def test_each_rule_finds_its_rows(
    build: Build, findings: Findings, rows: list[dict[str, str]], expected: list
) -> None:
    found = findings(build(*rows))
    assert [one for one in rules_of(found) if one[0] != "KG-V002"] == expected
    assert all("{" not in one.message + one.message_en for one in found)


def test_the_code_tells_the_prefecture_where_no_row_does(build: Build, findings: Findings) -> None:
    code = "全国地方公共団体コード"
    rows = [{code: "172065", "所在地_連結表記": f"加賀市山田町{number}"} for number in range(3)]
    found = [one for one in findings(build(*rows)) if one.rule == "KG-V009"]
    assert [one.repair and one.repair["new"] for one in found] == [
        f"石川県加賀市山田町{number}" for number in range(3)
    ]
    # Where it is, not who runs it, tells the prefecture.
    elsewhere = {
        **rows[0],
        "所在地_全国地方公共団体コード": "182087",
        "所在地_連結表記": "あわら市1",
    }
    [one] = [one for one in findings(build(elsewhere)) if one.rule == "KG-V009"]
    assert one.repair == {"new": "福井県あわら市1", "confidence": "likely"}


def test_an_address_of_the_old_generation_needs_no_prefecture() -> None:
    table = tabular.read(SAMPLES / "222127_evacuation_space.csv")
    report = tabular.check(table, standards.registry().get("evacuation_space/old"))
    assert "KG-V009" not in report.totals


def test_a_file_named_for_another_city_is_said_once(build: Build) -> None:
    rows = [{"全国地方公共団体コード": "222127"}, {"全国地方公共団体コード": "222127"}]

    def found(data: bytes, name: str) -> list[str]:
        report = tabular.check(tabular.read(data, name), NEW)
        return [one.message for one in report.findings if one.rule == "KG-V015"]

    [said] = found(build(*rows), "172065_public_toilet.csv")
    assert "172065の行はありません（多いのは222127）" in said
    assert not found(build(*rows), "222127_public_toilet.csv")
    assert not found(build(*rows), "public_toilet.csv")
    assert not found(build(*rows, {"全国地方公共団体コード": "172065"}), "172065_public_toilet.csv")


def test_a_repeated_id_names_the_other_row(build: Build, findings: Findings) -> None:
    said = [one.message for one in findings(build({"ID": "a"}, {"ID": "b"}, {"ID": "a"}))]
    assert ["4行目でも" in said[0], "2行目でも" in said[1]] == [True, True]


def test_an_event_ends_after_it_begins() -> None:
    event = standards.registry().get("event/new")
    table = tabular.read("イベント名,開始日,終了日\n祭り,2026-10-02,2026-10-01\n".encode())
    found = tabular.check(table, event).findings
    assert [one.row for one in found if one.rule == "KG-V008"] == [2]


def test_a_blank_flag_is_the_standards_way_to_say_no() -> None:
    table = tabular.read(SAMPLES / "222127_evacuation_space.csv")
    report = tabular.check(table, standards.registry().get("evacuation_space/old"))
    assert "KG-V001" not in report.totals


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("172065_public_toilet.csv", 1),
        ("222127_public_toilet.csv", 7),
        ("222127_public_toilet.csv", 100),
        ("222127_tourism.csv", 40),
    ],
)
def test_batches_give_the_same_report_as_the_whole(name: str, size: int) -> None:
    whole = tabular.read(SAMPLES / name)
    fit = standards.detect(whole.header, standards.registry())[0]
    report = tabular.check(whole, fit)
    batches = tabular.check(tabular.read_batches(SAMPLES / name, size=size), fit)
    assert batches.as_dict() == report.as_dict()


def test_findings_beyond_the_limit_are_counted(build: Build) -> None:
    rows = [{"男性トイレ総数": "三"} for _ in range(9)]
    report = tabular.check(tabular.read(build(*rows)), NEW, limit=2)
    assert [one.rule for one in report.findings].count("KG-T001") == 2
    assert report.totals["KG-T001"] == 9
    assert report.counts()["error"] == 9


def test_no_batch_is_nothing_to_check() -> None:
    def none() -> Iterator[tabular.Table]:
        yield from ()

    with pytest.raises(ValueError, match="no batch"):
        tabular.check(none(), NEW)


def test_the_golden_swap_survives_reading_from_a_stream(build: Build) -> None:
    data = io.BytesIO(build({"緯度": "136.307", "経度": "36.309"}))
    report = tabular.check(tabular.read(data), NEW)
    assert report.totals["KG-V003"] == 2
