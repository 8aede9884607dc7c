"""``ckan kagaconsent import``, with the examples and with files that are none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ckan.cli.cli import ckan as ckan_command

from ckanext.kagaconsent.tests.ledger.test_examples import FILE
from ckanext.kagaconsent.tests.register import act, publish

pytestmark = pytest.mark.stack


@pytest.fixture
def run(cli: Any, people: dict[str, str], city: dict[str, Any]) -> Any:
    """Import a file as the city's editor; returns what click tells."""

    def import_(file: Path, user: str = people["editor"]) -> Any:
        words = [str(file), "--organization", city["name"], "--user", user]
        return cli.invoke(ckan_command, ["kagaconsent", "import", *words])

    return import_


def test_the_examples_are_registered_once_and_can_all_be_published(
    run: Any, people: dict[str, str], city: dict[str, Any]
) -> None:
    first = run(FILE)
    assert first.exit_code == 0, first.output
    assert first.output.count("登録（下書き）") == 10
    again = run(FILE)
    assert again.exit_code == 0
    assert again.output.count("変更なし") == 10
    drafts = act("kagaconsent_data_use_list", people["editor"], drafts=True, limit=200)
    assert drafts["count"] == 10
    for row in drafts["results"]:
        use = act("kagaconsent_data_use_show", people["editor"], id=row["id"])
        assert publish(people, use)["state"] == "published"
    assert run(FILE).output.count("変更なし") == 10
    assert act("kagaconsent_data_use_list", people["editor"], drafts=True)["count"] == 0


def test_a_changed_file_makes_a_draft(
    run: Any, people: dict[str, str], city: dict[str, Any], tmp_path: Path
) -> None:
    file = tmp_path / "uses.yaml"
    file.write_text(
        "data_uses:\n- slug: bus-survey\n  title_ja: バスの調査\n  start_date: 2026-04-01\n"
    )
    assert "登録（下書き）" in run(file).output
    file.write_text("data_uses:\n- slug: bus-survey\n  title_ja: バスと鉄道の調査\n")
    assert "bus-survey：変更（下書き）" in run(file).output
    use = act("kagaconsent_data_use_show", people["editor"], id="bus-survey")
    assert use["draft"]["content"]["title_ja"] == "バスと鉄道の調査"


def test_what_is_wrong_is_said_and_the_rest_is_taken(
    run: Any, people: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "uses.yaml"
    file.write_text(
        "data_uses:\n- slug: wrong-kind\n  kind: drone\n- slug: right-kind\n  kind: app\n"
    )
    done = run(file)
    assert done.exit_code == 1
    assert "wrong-kind：受付不可" in done.output
    assert "drone" in done.output
    assert "right-kind：登録（下書き）" in done.output
    assert "受付不可" in run(file, people["resident"]).output
    for text in ("a: [", "- 1", "data_uses: 駅", "data_uses: [!!binary aGk=]"):
        file.write_text(text)
        assert run(file).exit_code == 2
