"""``ckan kaga repair``: what it writes, what it refuses, and how it says so."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ckanext.kaga import tabular
from ckanext.kaga.cli import kaga
from ckanext.kaga.tests.tabular import books

SAMPLES = Path(__file__).parents[1] / "samples"
SHELTERS = SAMPLES / "222127_evacuation_space.csv"

DAMAGED = (
    "公衆トイレ一覧（令和5年度）\n"
    "名称,緯度　,経度,住所,設置位置,男性トイレ総数,車椅子使用者用トイレ有無,利用開始時間,備考\n"
    "甲公園,36.309009,136.307075,石川県加賀市山田町,入口横,３,○,終日,駅前\n"
    "乙公園,136.307075,36.309009,石川県加賀市片山津町,入口横,2か所,△,9:00,同上\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file as staff have it: a title, look-alikes, circles, words in a time."""
    path = tmp_path / "toilets.csv"
    path.write_bytes(DAMAGED.encode("cp932"))
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where the clean CSV goes."""
    return tmp_path / "clean.csv"


def run(*arguments: str | Path) -> Result:
    """Run the command as the shell does."""
    chosen = ["--standard", "public_toilet/new"]
    return CliRunner().invoke(kaga, ["repair", *(str(one) for one in arguments), *chosen])


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a written file."""
    return list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))


def test_the_clean_file_and_the_changes_are_written(file: Path, out: Path) -> None:
    before = file.read_bytes()
    result = run(file, "-o", out, "--accept-safe")
    assert result.exit_code == 1
    assert "[エラー] KG-T004　3行目の「利用開始時間」に「終日」とあります。" in result.output
    assert "残り：エラー1件" in result.output
    written = out.read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    assert written.count(b"\r\n") == written.count(b"\n") == 3
    first, second = rows_of(out)
    assert list(first)[:2] == ["名称", "所在地_連結表記"]
    assert (first["男性トイレ総数"], second["男性トイレ総数"]) == ("3", "2")
    assert (first["車椅子使用者用トイレ有無"], second["車椅子使用者用トイレ有無"]) == ("有", "△")
    # What nobody could mend stays as it is, beside what is right.
    assert (first["利用開始時間"], second["利用開始時間"]) == ("終日", "09:00")
    assert (second["緯度"], second["経度"]) == ("36.309009", "136.307075")
    assert file.read_bytes() == before


def test_every_difference_is_listed(file: Path, out: Path) -> None:
    run(file, "-o", out, "--accept-safe")
    listed = rows_of(out.with_name("clean.changes.csv"))
    assert [(one["row"], one["column"], one["old"], one["new"], one["rule"]) for one in listed] == [
        ("2", "緯度　", "緯度　", "緯度", "KG-H005"),
        ("2", "住所", "住所", "所在地_連結表記", "KG-H005"),
        ("3", "男性トイレ総数", "３", "3", "KG-T010"),
        ("3", "車椅子使用者用トイレ有無", "○", "有", "KG-T006"),
        ("4", "緯度", "136.307075", "36.309009", "KG-V003"),
        ("4", "経度", "36.309009", "136.307075", "KG-V003"),
        ("4", "男性トイレ総数", "2か所", "2", "KG-T001"),
        ("4", "利用開始時間", "9:00", "09:00", "KG-T010"),
    ]


def test_without_being_asked_only_the_writing_changes(file: Path, out: Path) -> None:
    run(file, "-o", out)
    assert {one["rule"] for one in rows_of(out.with_name("clean.changes.csv"))} == {
        "KG-H005",
        "KG-T010",
    }
    assert rows_of(out)[0]["車椅子使用者用トイレ有無"] == "○"


@pytest.mark.parametrize(
    "options", [["--accept", "KG-V013", "KG-T006"], ["--accept", "KG-V013", "--accept", "KG-T006"]]
)
def test_rules_are_accepted_by_their_ids(file: Path, out: Path, options: list[str]) -> None:
    run(file, "-o", out, *options)
    first, second = rows_of(out)
    assert (first["車椅子使用者用トイレ有無"], second["備考"]) == ("有", "駅前")
    assert second["緯度"] == "136.307075"


def test_repairing_the_clean_file_changes_nothing(file: Path, out: Path, tmp_path: Path) -> None:
    run(file, "-o", out, "--accept-safe", "--accept", "KG-V013")
    again = tmp_path / "again.csv"
    run(out, "-o", again, "--accept-safe", "--accept", "KG-V013")
    assert again.read_bytes() == out.read_bytes()
    assert rows_of(tmp_path / "again.changes.csv") == []


def test_a_real_file_becomes_publishable(out: Path) -> None:
    result = run(SHELTERS, "-o", out, "--accept-safe", "--standard", "evacuation_space/old")
    assert result.exit_code == 0
    assert len(rows_of(out)) == tabular.read(SHELTERS).frame.height


def test_nothing_is_overwritten(file: Path, out: Path) -> None:
    out.write_text("mine")
    refused = run(file, "-o", out)
    assert (refused.exit_code, out.read_text()) == (2, "mine")
    assert "すでにあります" in refused.output
    assert run(file, "-o", out, "--force").exit_code == 1
    assert out.read_text("utf-8-sig").startswith("名称,")


def test_the_changes_of_another_file_are_not_overwritten(file: Path, out: Path) -> None:
    out.with_name("clean.changes.csv").write_text("mine")
    assert run(file, "-o", out).exit_code == 2
    assert not out.exists()


@pytest.mark.parametrize("name", ["toilets.csv", "link.csv", "./toilets.csv"])
def test_the_input_is_never_overwritten(file: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "link.csv").symlink_to(file)
    before = file.read_bytes()
    refused = run(file, "-o", tmp_path / name, "--force")
    assert (refused.exit_code, file.read_bytes()) == (2, before)
    assert "直す前のファイル" in refused.output


def test_a_folder_that_is_not_there_is_named(file: Path, tmp_path: Path) -> None:
    refused = run(file, "-o", tmp_path / "none" / "clean.csv")
    assert refused.exit_code == 2
    assert "書き出せません" in refused.output


def test_an_unreadable_file_writes_nothing(tmp_path: Path, out: Path) -> None:
    path = tmp_path / "toilets.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    refused = run(path, "-o", out)
    assert refused.exit_code == 2
    assert "KG-R002" in refused.output
    assert not out.exists()


def test_rules_without_accept_are_a_usage_error(file: Path, out: Path) -> None:
    assert run(file, "KG-T006", "-o", out).exit_code == 2


def test_one_of_several_tables_is_chosen(tmp_path: Path, out: Path) -> None:
    path = tmp_path / "both.zip"
    path.write_bytes(books.zipped({"a.csv": "店名,席数\n甲,3\n".encode(), "b.xlsx": books.plain()}))
    listed = CliRunner().invoke(kaga, ["parts", str(path)])
    keys = [line.split("\t")[0] for line in listed.output.splitlines()]
    assert listed.exit_code == 0
    assert keys[1] == "a.csv//1/1"
    result = CliRunner().invoke(
        kaga, ["repair", str(path), "-o", str(out), "--part", keys[1], "--accept-safe"]
    )
    assert result.exit_code == 0
    assert rows_of(out) == [{"店名": "甲", "席数": "3"}]
    checked = CliRunner().invoke(kaga, ["check", str(path), "--part", keys[1]])
    assert "1行×2列" in checked.output


@pytest.mark.parametrize("key", ["b.csv", "none//1/1"])
def test_a_part_that_is_not_there_is_refused(file: Path, out: Path, key: str) -> None:
    assert run(file, "-o", out, "--part", key).exit_code == 2
    assert not out.exists()
