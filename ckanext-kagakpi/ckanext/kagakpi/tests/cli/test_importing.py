"""``ckan kagakpi import`` and ``demo``, with the city's plan and with files that are none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ckan.cli.cli import ckan as ckan_command

from ckanext.kagakpi.tests.plan.seed import FILE
from ckanext.kagakpi.tests.portal import act, slug_of

pytestmark = pytest.mark.stack


@pytest.fixture
def run(cli: Any, people: dict[str, str], city: dict[str, Any]) -> Any:
    """Run a command of ours as the city's administrator; returns what click tells."""

    def run_(*words: str, user: str = people["admin"]) -> Any:
        who = ["--organization", city["name"], "--user", user]
        return cli.invoke(ckan_command, ["kagakpi", *words, *who])

    return run_


def test_a_plan_is_brought_in_once_and_a_change_is_shown_before(
    run: Any, people: dict[str, str], city: dict[str, Any], tmp_path: Path
) -> None:
    slug = slug_of(city)
    file = tmp_path / "plan.yaml"
    text = FILE.read_text(encoding="utf-8").replace("key: kaga-smart-city", f"key: {slug}")
    file.write_text(text, encoding="utf-8")
    assert "受付不可" in run("import", str(file), user=people["editor"]).output
    first = run("import", str(file))
    assert first.exit_code == 0, first.output
    assert "KPI 15件" in first.output
    assert "変更なし" in run("import", str(file)).output

    file.write_text(text.replace("low: 1700", "low: 1800"), encoding="utf-8")
    shown = run("import", str(file))
    assert shown.exit_code == 1
    assert "kpis.programming.targets.2020.low：1700 → 1800" in shown.output
    assert run("import", str(file), "--accept").exit_code == 1  # without a reason
    assert act("kagakpi_plan_show", "", id=slug)["number"] == 1
    taken = run("import", str(file), "--accept", "--reason", "目標を改めました。")
    assert taken.exit_code == 0, taken.output
    assert act("kagakpi_plan_show", "", id=slug)["number"] == 2
    assert act("kagakpi_plan_version_list", "", id=slug)[0]["reason"] == "目標を改めました。"
    assert "変更なし（第2版）" in run("import", str(file)).output


def test_a_file_that_is_no_plan_is_refused_with_its_line(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text("key: x\nlabel: [", encoding="utf-8")
    done = run("import", str(file))
    assert done.exit_code == 2
    assert "plan.yaml:" in done.output


def test_the_demonstration_is_a_plan_of_its_own_and_comes_in_once(run: Any) -> None:
    first = run("demo")
    assert first.exit_code == 0, first.output
    assert run("demo").output.strip() == "変更なし"
    example = act("kagakpi_plan_show", "", id="kaga-smart-city-example")
    assert example["example"]
    assert example["number"] == 2
    assert example["year"] == 2025
    counts = example["overview"]
    assert all(counts[name] for name in ("kept", "on_the_way", "not_kept", "not_reported"))
    iot = act("kagakpi_kpi_show", "", id="kaga-smart-city-example", kpi="iot", year=2020)
    assert [one["value"] for one in iot["reports"] if one["year"] == 2020] == ["5", "6"]
