"""``ckan kaga check``: what people and scripts read from it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ckanext.kaga.cli import kaga
from ckanext.kaga.tests.tabular.conftest import NEW
from ckanext.kaga.tests.tabular.test_layout import BENCHES, OWN

SAMPLES = Path(__file__).parents[1] / "samples"
KAGA = SAMPLES / "172065_public_toilet.csv"


def run(*arguments: str | Path) -> Result:
    """Run the command as the shell does."""
    return CliRunner().invoke(kaga, ["check", *(str(argument) for argument in arguments)])


@pytest.fixture
def perfect(tmp_path: Path) -> Path:
    """A file in which nothing is to be found."""
    values = {
        "code": "1",
        "localgov_code": "172065",
        "kana": "コウエン",
        "integer": "1",
        "number": "1.5",
        "latitude": "36.309009",
        "longitude": "136.307075",
        "time": "09:00",
        "url": "https://www.example.jp/a.jpg",
        "text": "公園",
        "choaza_id": "0008001",
    }
    own = {
        "男性トイレ総数": "3",
        "女性トイレ総数": "2",
        "男女共用トイレ総数": "2",
        "所在地_連結表記": "石川県加賀市山田町",
    }
    cells = [
        own.get(column.name, column.enum[0] if column.enum else values[column.type])
        for column in NEW.columns
    ]
    path = tmp_path / "perfect.csv"
    header = ",".join(column.name for column in NEW.columns)
    path.write_text(f"{header}\n{','.join(cells)}\n", encoding="utf-8")
    return path


def test_a_perfect_file_is_clean(perfect: Path) -> None:
    result = run(perfect)
    assert (result.exit_code, "指摘はありません。" in result.output) == (0, True)


def test_kaga_is_readable_for_people() -> None:
    result = run(KAGA)
    assert result.exit_code == 1
    assert (
        "標準：公衆トイレ一覧（自治体標準オープンデータセット、public_toilet/new）" in result.output
    )
    assert "[お知らせ] KG-H011　推奨の列「画像」は、17行すべてが空です。" in result.output
    assert result.output.endswith("エラー0件、警告0件、お知らせ6件\n")


def test_the_proposed_repair_is_shown() -> None:
    said = run(SAMPLES / "222127_evacuation_space.csv").output
    assert "空欄にしてください。【修正案：「1」（確実）】" in said
    tourism = run(SAMPLES / "222127_tourism.csv").output
    assert "【修正案：空欄にする（おそらく）】" in tourism


def test_json_is_the_report() -> None:
    told = json.loads(run(KAGA, "--json").output)
    assert (told["standard"], told["generation"]) == ("public_toilet/new", "new")
    assert (told["encoding"], told["rows"], told["columns"]) == ("utf-8", 17, 39)
    assert {finding["rule"] for finding in told["findings"]} == {"KG-H011"}


def test_the_standard_can_be_chosen() -> None:
    told = json.loads(run(KAGA, "--json", "--standard", "public_toilet/old").output)
    assert told["standard"] == "public_toilet/old"
    assert "KG-H002" in {finding["rule"] for finding in told["findings"]}


def test_an_unknown_standard_is_a_usage_error() -> None:
    result = run(KAGA, "--standard", "nothing/new")
    assert result.exit_code == 2
    assert "ckan kaga standards list" in result.output


def test_a_file_of_no_standard_is_checked_as_a_table(tmp_path: Path) -> None:
    path = tmp_path / "cafes.csv"
    path.write_text("店名,席数\n甲,3\n", encoding="utf-8")
    result = run(path, "--json")
    assert result.exit_code == 1
    assert [finding["rule"] for finding in json.loads(result.output)["findings"]] == ["KG-H001"]


def test_an_unreadable_file_says_why_and_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "toilets.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    result = run(path)
    assert result.exit_code == 2
    assert "KG-R002　このファイルはCSVではなく画像（PNG）です。" in result.output
    told = json.loads(run(path, "--json").output)
    assert [finding["rule"] for finding in told["findings"]] == ["KG-R002"]


def test_a_missing_file_is_a_usage_error(tmp_path: Path) -> None:
    assert run(tmp_path / "none.csv").exit_code == 2


def test_the_city_s_own_standard_says_which_table_is_meant(
    tmp_path: Path, ckan_config: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, file = tmp_path / "standards", tmp_path / "benches.csv"
    folder.mkdir()
    (folder / "bench.yaml").write_text(OWN, encoding="utf-8")
    file.write_bytes(BENCHES)
    assert json.loads(run(file, "--json").output)["standard"] is None
    monkeypatch.setitem(ckan_config, "ckanext.kaga.standards_folder", str(folder))
    assert json.loads(run(file, "--json").output)["standard"] == "bench/new"
    listed = CliRunner().invoke(kaga, ["parts", str(file)])
    assert listed.output.splitlines()[0].endswith("材質、背もたれ")
    out = tmp_path / "clean.csv"
    CliRunner().invoke(kaga, ["repair", str(file), "-o", str(out)])
    assert out.read_text("utf-8-sig").splitlines()[0] == "材質,背もたれ"
