"""What people write into local.ini is taken, or its mistake is named at once."""

from pathlib import Path

import pytest

from stack import ckan
from stack.console import StepFailed
from stack.home import Home


@pytest.mark.parametrize(
    "text",
    ["[app:main]\nckanext.kaga.standards_folder = /srv/standards\n", "[server]\nport = 5000\n", ""],
)
def test_settings_that_add_to_nothing_are_named(tmp_path: Path, text: str) -> None:
    """Somebody wrote the file anew; without its first lines the portal would not start."""
    (tmp_path / "local.ini").write_text(text)
    with pytest.raises(StepFailed, match=r"local\.ini") as refused:
        ckan.write_config(Home(tmp_path))
    assert "use = config:/" in refused.value.remedy


def test_the_first_file_is_made_so(tmp_path: Path) -> None:
    """What ./kaga up makes is what it takes."""
    home = Home(tmp_path)
    home.choose_ports()
    ckan.write_config(home)
    assert str(tmp_path / "local.ini") in home.ini.read_text()
