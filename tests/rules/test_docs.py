"""What can be configured, called, typed or opened is in docs/, or this fails."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import yaml

from ckanext.kaga.tabular import RULES
from stack.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"
PLUGINS = sorted(ROOT.glob("ckanext-*/ckanext/*/plugin.py"))


def exported(module: Path) -> list[str]:
    """Return the names in a module's ``__all__``, without importing it."""
    for node in ast.parse(module.read_text()).body:
        targets = [node.target] if isinstance(node, ast.AnnAssign) else getattr(node, "targets", [])
        if any(isinstance(target, ast.Name) and target.id == "__all__" for target in targets):
            return list(ast.literal_eval(node.value))
    return []


def config_keys() -> list[str]:
    """Return the configuration keys that the plugins declare."""
    return [
        option["key"]
        for plugin in PLUGINS
        for declaration in plugin.parent.glob("config_declaration.yaml")
        for group in yaml.safe_load(declaration.read_text())["groups"]
        for option in group["options"]
    ]


def actions() -> list[str]:
    """Return the actions that the plugins register."""
    return [
        name
        for plugin in PLUGINS
        for module in plugin.parent.glob("logic/action/__init__.py")
        for name in exported(module)
    ]


def commands() -> list[str]:
    """Return the commands of CKAN's command line that the plugins add, as they are typed."""
    pattern = re.compile(r'^@(\w+)\.command\((?:"(\w+)")?.*?^def (\w+)', re.M | re.S)
    found = [
        f"ckan {path.parents[1].name} {'' if group == 'click' else f'{group} '}{name or function}"
        for path in sorted(ROOT.glob("ckanext-*/ckanext/*/cli/*.py"))
        for group, name, function in pattern.findall(path.read_text())
    ]
    return [*found, *(f"./kaga {name}" for name in COMMANDS if not name.startswith("-"))]


def pages() -> list[str]:
    """Return the addresses that the plugins' blueprints answer."""
    found = []
    for path in sorted(ROOT.glob("ckanext-*/ckanext/*/views/*.py")):
        text = path.read_text()
        prefix = re.search(r'url_prefix="([^"]+)"', text)
        routes = re.findall(r'(?:\.route|\.get|\.post|add_url_rule)\(\s*"(/[^"]*|)"', text)
        found += [(prefix[1] if prefix else "") + route for route in routes]
    return found


@pytest.mark.parametrize(
    ("document", "names"),
    [
        pytest.param("configuration.md", config_keys(), id="configuration"),
        pytest.param("actions.md", actions(), id="actions"),
        pytest.param("commands.md", commands(), id="commands"),
        pytest.param("pages.md", pages(), id="pages"),
        pytest.param("rules.md", list(RULES), id="rules"),
    ],
)
def test_it_is_documented(document: str, names: list[str]) -> None:
    """Each name stands in its reference page."""
    assert names
    text = (REFERENCE / document).read_text()
    assert [name for name in names if name not in text] == []


def test_links_lead_somewhere() -> None:
    """No document links to a file that is not there."""
    broken = []
    for document in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("config/*.md")):
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", document.read_text()):
            if "://" not in target and not (document.parent / target).exists():
                broken.append(f"{document.relative_to(ROOT)}: {target}")
    assert broken == []
