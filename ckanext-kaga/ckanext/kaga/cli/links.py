"""``ckan kaga links``: look at every linked table file again."""

from __future__ import annotations

import click

from ckanext.kaga import jobs


@click.command(short_help="リンク先のファイルの確認")
def links() -> None:
    """リンク先の表を見に行く仕事を、順番に並べます。中身が変わったものは、公開の流れに載ります。

    ポータルは一日に一度、夜間に自動で実行します（config/daily）。ワーカーが動いている必要があります。
    """
    click.echo(f"{len(jobs.look_at_links())}件のリンクを順番に並べました。")
