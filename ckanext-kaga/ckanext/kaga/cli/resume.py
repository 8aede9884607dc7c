"""``ckan kaga resume``: take up the checks that a killed worker left."""

from __future__ import annotations

import click

from ckanext.kaga import jobs


@click.command(short_help="中断した検査の再開")
def resume() -> None:
    """中断したままの検査を、もう一度順番に並べます。ワーカーを起動する前に実行します。"""
    lost = jobs.resume()
    click.echo(f"{len(lost)}件の検査を順番に並べました。")
