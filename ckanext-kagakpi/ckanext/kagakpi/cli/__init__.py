"""Command line of the plan, below ``ckan kagakpi``."""

from __future__ import annotations

import click

from ckanext.kagakpi.cli.demo import demo
from ckanext.kagakpi.cli.importing import import_file
from ckanext.kagakpi.cli.registration import register
from ckanext.kagakpi.cli.remind import remind

__all__ = ["kagakpi"]


@click.group(short_help="計画とKPI")
def kagakpi() -> None:
    """計画とKPIを扱います。"""


kagakpi.add_command(demo)
kagakpi.add_command(import_file)
kagakpi.add_command(register)
kagakpi.add_command(remind)
