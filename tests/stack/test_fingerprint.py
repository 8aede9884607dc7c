"""What makes ./kaga up start web and worker anew."""

from pathlib import Path

from stack import portal
from stack.home import Home


def test_a_standard_of_the_city_s_own_is_taken_over(tmp_path: Path) -> None:
    """Dropped into the folder, changed or taken out: each start knows."""
    home = Home(tmp_path / "home")
    standards = tmp_path / "standards"
    for folder in (home.path, standards):
        folder.mkdir()
    home.ini.write_text("")
    (home.path / "local.ini").write_text(
        f"[app:main]\nckanext.kaga.standards_folder = {standards}\n"
    )
    seen = [portal.code_fingerprint(home)]
    bench = standards / "bench.yaml"
    for change in (
        lambda: bench.write_text("slug: bench\n"),
        lambda: bench.write_text("slug: benches\n"),
        bench.unlink,
    ):
        change()
        seen.append(portal.code_fingerprint(home))
    assert len(set(seen)) == len(seen) - 1
    assert seen[0] == seen[-1]
