"""A built wheel holds all that the plugins need at run time, and no tests."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLUGINS = ("kaga", "kagaconsent", "kagakpi")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return the names in a wheel built from a copy of what git would hand out."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    subprocess.run(
        ["tar", "--ignore-failed-read", "-cf", str(folder / "source.tar"), "-T", "-"],
        cwd=ROOT, input=listed.stdout, text=True, check=True, capture_output=True,
    )  # fmt: skip
    subprocess.run(["tar", "-xf", str(folder / "source.tar"), "-C", str(source)], check=True)
    built = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)],
        cwd=source, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stdout + built.stderr
    return set(zipfile.ZipFile(next(folder.glob("*.whl"))).namelist())


def test_every_file_of_the_plugins_is_inside(wheel: set[str]) -> None:
    """Templates, assets, translations, YAML and migrations travel with the code."""
    expected = set()
    for plugin in PLUGINS:
        root = ROOT / f"ckanext-{plugin}"
        expected |= {
            str(path.relative_to(root))
            for path in (root / "ckanext").rglob("*")
            if path.is_file() and not {"tests", "__pycache__"} & set(path.relative_to(root).parts)
        }
    assert expected - wheel == set()
    assert any(name.endswith(".mo") for name in wheel)
    assert any("/migration/" in name for name in wheel)


def test_no_tests_inside(wheel: set[str]) -> None:
    """A portal's machine gets no test code."""
    assert not [name for name in wheel if "/tests/" in name]


def test_the_three_plugins_are_registered(wheel: set[str]) -> None:
    """CKAN finds the plugins and the RDF profile by their entry points."""
    from importlib.metadata import entry_points

    plugins = {entry.name for entry in entry_points(group="ckan.plugins")}
    assert set(PLUGINS) <= plugins
    assert "kaga_dcat_ap" in {entry.name for entry in entry_points(group="ckan.rdf.profiles")}
