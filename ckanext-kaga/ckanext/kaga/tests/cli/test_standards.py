"""``ckan kaga standards`` and ``ckan kaga convert``: what people type, and what they get."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ckanext.kaga import standards, tabular
from ckanext.kaga.cli import kaga
from ckanext.kaga.standards import ARTEFACTS

SAMPLES = Path(__file__).parents[1] / "samples"
YAIZU = SAMPLES / "222127_evacuation_space.csv"


def run(*arguments: str | Path) -> Result:
    """Run a command as the shell does."""
    return CliRunner().invoke(kaga, [str(argument) for argument in arguments])


def test_the_list_names_every_standard() -> None:
    result = run("standards", "list")
    lines = result.output.splitlines()
    assert result.exit_code == 0
    assert [line.split()[0] for line in lines] == [one.key for one in standards.registry().all()]
    assert any("18/new" in line and "列未確認" in line for line in lines)


def test_the_list_for_machines() -> None:
    told = {one["key"]: one for one in json.loads(run("standards", "list", "--json").output)}
    assert told["food_business_all/old"]["other_generation"] == "food_business/new"
    assert (told["public_toilet/new"]["columns"], told["18/new"]["columns"]) == (39, 0)


def test_a_standard_is_shown_with_its_doubts() -> None:
    output = run("standards", "show", "aed/new").output
    assert "※必須・推奨の区分は、確認できていません。" in output
    assert "緯度　[未確認・緯度]　10進法の度を半角で" in output


def test_a_standard_for_machines() -> None:
    told = json.loads(run("standards", "show", "public_toilet/new", "--json").output)
    flag = next(one for one in told["columns"] if one["name"] == "車椅子使用者用トイレ有無")
    assert (flag["enum"], flag["required"], flag["name_en_trusted"]) == (
        ["有", "無"],
        "recommended",
        False,
    )
    assert flag["how_ja"] == "「有」・「無」のどれかを書きます。"


def test_a_wrong_key_is_told_the_near_ones() -> None:
    result = run("standards", "show", "public_toilets/new")
    assert result.exit_code == 2
    assert "public_toilet/new" in result.output


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".XLSX"])
def test_a_template_is_made_by_its_suffix(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"toilets{suffix}"
    assert run("standards", "template", "public_toilet/new", "-o", path).exit_code == 0
    made = ARTEFACTS[f"template{suffix.lower()}"].make(
        standards.registry().get("public_toilet/new")
    )
    assert path.read_bytes() == made


def test_another_suffix_is_refused(tmp_path: Path) -> None:
    result = run("standards", "template", "public_toilet/new", "-o", tmp_path / "toilets.ods")
    assert result.exit_code == 2
    assert ".xlsx か .csv" in result.output


def test_there_is_no_template_without_columns(tmp_path: Path) -> None:
    result = run("standards", "template", "18/new", "-o", tmp_path / "borings.csv")
    assert result.exit_code == 1
    assert "列の定義が確認できていません" in result.output


@pytest.mark.parametrize(
    "arguments",
    [("standards", "template", "public_toilet/new"), ("convert", YAIZU)],
)
def test_no_file_is_overwritten_by_accident(
    tmp_path: Path, arguments: tuple[str | Path, ...]
) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("mine", encoding="utf-8")
    result = run(*arguments, "-o", path)
    assert (result.exit_code, path.read_text(encoding="utf-8")) == (1, "mine")
    assert "--force" in result.output
    assert run(*arguments, "-o", path, "--force").exit_code == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = run("standards", "template", "aed/new", "-o", tmp_path / "none" / "aed.csv")
    assert result.exit_code == 1
    assert "書き出せません" in result.output


def test_an_old_file_is_converted(tmp_path: Path) -> None:
    path = tmp_path / "new.csv"
    result = run("convert", YAIZU, "-o", path)
    assert result.exit_code == 0
    assert "指定緊急避難場所一覧（evacuation_space/new）に変換しました。31行。" in result.output
    assert "空欄の列：名称_英字" in result.output
    table = tabular.read(path)
    assert (
        standards.detect(table.header, standards.registry())[0].standard.key
        == "evacuation_space/new"
    )
    assert table.frame.height == 31
    assert b'""' not in path.read_bytes()


def test_what_a_person_decides_is_said(tmp_path: Path) -> None:
    toilets = SAMPLES / "xxxxxx_public_toilet.csv"
    output = run("convert", toilets, "-o", tmp_path / "new.csv").output
    assert "決めてください：「バリアフリートイレ数」←「多機能トイレ数」" in output
    assert "後ろに残した列：多機能トイレ数" in output


def test_a_conversion_for_machines(tmp_path: Path) -> None:
    told = json.loads(run("convert", YAIZU, "-o", tmp_path / "new.csv", "--json").output)
    assert (told["from"], told["to"]) == ("evacuation_space/old", "evacuation_space/new")
    steps = {step["new"]: step for step in told["steps"]}
    assert steps["地方公共団体名"]["old"] == ["都道府県名", "市区町村名"]
    assert steps["町字ID"]["way"] == "new"
    assert "町字ID" in told["blank"]


def test_a_new_file_is_not_converted(tmp_path: Path) -> None:
    result = run("convert", SAMPLES / "172065_public_toilet.csv", "-o", tmp_path / "new.csv")
    assert result.exit_code == 1
    assert not (tmp_path / "new.csv").exists()


def test_an_unreadable_file_is_told_before_anything_is_written(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    assert run("convert", path, "-o", tmp_path / "new.csv").exit_code == 2
    assert not (tmp_path / "new.csv").exists()
