"""``ckan kaga resume``: take up what a killed worker left, and what waits for its time."""

from __future__ import annotations

import click

from ckanext.kaga import jobs, schedule


@click.command(short_help="中断した検査と予約の再開")
def resume() -> None:
    """中断したままの検査を順番に並べ、日時を指定した公開を予約し直します。ワーカーを起動する前に実行します。"""
    lost = jobs.resume()
    timed = schedule.resume()
    click.echo(f"{len(lost)}件の検査を順番に並べ、日時指定の公開{timed}件を予約しました。")
