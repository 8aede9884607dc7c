"""``ckan kagakpi remind``: letters about reports that are due."""

from __future__ import annotations

import ckan.plugins.toolkit as tk
import click


@click.command("remind", short_help="報告の期限の通知")
def remind() -> None:
    """期限間近・期限超過の報告がある組織の担当者に、メールで知らせます。

    ポータルは一日に一度、朝に自動で実行します（config/daily）。同じ日に何度実行しても、同じメールは一通だけです。
    メールには計画とKPIの名前と期限だけを書きます。
    """
    site = tk.get_action("get_site_user")({"ignore_auth": True}, {})
    context = {"user": site["name"], "ignore_auth": True}
    found = tk.get_action("kagakpi_report_remind")(context, {})
    for one in found["reminded"]:
        left = one["days_left"]
        said = f"あと{left}日" if left >= 0 else f"{-left}日超過"
        click.echo(f"{one['owner']}　{one['plan']}　{one['due']}　{said}　{one['reports']}件")
    count = len(found["reminded"])
    click.echo(f"報告を待っているもの{found['waiting']}件、通知した組織（期間ごと）{count}件")
