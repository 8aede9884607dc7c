"""The lock files belong to what pyproject.toml and config/python/*.in ask for today."""

import re

import pytest

from stack.python_env import LOCKS, SOURCES, inputs_line


@pytest.mark.parametrize("name", SOURCES)
def test_lock_is_not_stale(name: str) -> None:
    """A changed requirement without `./kaga lock` is caught, with no network."""
    first_line = (LOCKS / f"{name}.txt").read_text().splitlines()[0]
    assert first_line == inputs_line(name), "Run ./kaga lock and commit config/python/*.txt"


@pytest.mark.parametrize("name", SOURCES)
def test_every_package_is_pinned_with_hashes(name: str) -> None:
    """Nothing is installed whose content is not known beforehand."""
    text = (LOCKS / f"{name}.txt").read_text()
    pins = re.findall(r"^[a-z0-9].*?(?=^[a-z0-9]|\Z)", text, re.MULTILINE | re.DOTALL)
    assert pins
    for pin in pins:
        assert re.match(r"[a-z0-9._-]+(\[[a-z,]+\])?==", pin), pin[:80]
        assert "--hash=sha256:" in pin, pin[:80]


def test_portal_and_tests_run_the_same_versions() -> None:
    """What is tested is what runs."""

    def pins(name: str) -> dict[str, str]:
        text = (LOCKS / f"{name}.txt").read_text()
        return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", text, re.MULTILINE))

    runtime, test = pins("runtime"), pins("test")
    assert {name: test.get(name) for name in runtime} == runtime
