"""The catalogue's settings, each a typed question."""

from __future__ import annotations

from pathlib import Path

import ckan.plugins.toolkit as tk

from ckanext.kaga import standards
from ckanext.kaga.gate import Policy


def check_timeout() -> int:
    """Return after how many seconds a check that is still running is given up."""
    return tk.config["ckanext.kaga.check_timeout"]


def largest_file() -> int:
    """Return how many bytes a file may have, uploaded or linked."""
    return tk.config["ckan.max_resource_size"] * 1024 * 1024


def link_hosts() -> frozenset[str]:
    """Return the names of the internal hosts that links may lead to, in lower case."""
    return frozenset(host.lower() for host in tk.config["ckanext.kaga.link_hosts"])


def registry() -> standards.Registry:
    """Return the standards that the package ships and those of the city's own folder.

    Raises ``standards.Wrong`` where there is a mistake in the folder.
    """
    # Not there when a command runs without the plugin, as ``kaga check`` may.
    folder = tk.config.get("ckanext.kaga.standards_folder")
    return standards.registry(Path(folder) if folder else None)


def municipality_code() -> str:
    """Return the 全国地方公共団体コード of the municipality that runs the portal."""
    return tk.config["ckanext.kaga.municipality_code"]


def gate_policy() -> Policy:
    """Return the city's choices for the personal-data gate."""
    return Policy(
        small_cell=tk.config["ckanext.kaga.small_cell"],
        domains=tuple(tk.config["ckanext.kaga.office_mail_domains"]),
    )


def approval_needed() -> bool:
    """Tell whether nothing becomes public before a second person has approved it."""
    return tk.config["ckanext.kaga.approval"]


def reviewer_roles() -> list[str]:
    """Return the roles in an organisation whose people approve."""
    return tk.config["ckanext.kaga.reviewer_roles"]
