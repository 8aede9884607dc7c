"""The house rules that a program can check: form, types, who imports what."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
# Beside the environment: the next run looks only at what was changed.
MYPY_CACHE = BIN.parents[1] / "mypy"


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["ruff", "check", "--no-cache"], id="lint"),
        pytest.param(["ruff", "format", "--no-cache", "--check"], id="format"),
        pytest.param(["mypy", f"--cache-dir={MYPY_CACHE}"], id="types"),
        pytest.param(["lint-imports", "--no-cache"], id="imports"),
    ],
)
def test_house_rule(command: list[str]) -> None:
    """The tree passes lint, format, strict types of the cores, and the import contracts."""
    done = subprocess.run(
        [str(BIN / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
