"""``ckan kagakpi register``: put a plan into the catalogue."""

from __future__ import annotations

import sys

import ckan.plugins.toolkit as tk
import click

from ckanext.kagakpi.cli.importing import DONE, REFUSED, said

_SAID = {
    "created": "登録",
    "updated": "更新",
    "same": "変更なし",
    "deleted": "削除されているため、そのまま",
    "taken": "同じ名前のデータセットが別の組織にあるため、登録不可",
}


@click.command(short_help="計画をデータセットとして登録")
@click.argument("plan")
@click.option("--user", required=True, help="誰の操作として行うか（組織の管理者のユーザー名）。")
def register(plan: str, user: str) -> None:
    """PLAN（キーまたはID）の各版を、カタログのデータセットとして登録し、または最新にします。

    ckanext.kagakpi.catalogue_orgs にある組織の計画は、公表のたびに自動で行われます。
    終了コード：0 登録または同じ、1 受け付けなかった。
    """
    try:
        done = tk.get_action("kagakpi_plan_register")({"user": user}, {"id": plan})
    except (tk.ValidationError, tk.NotAuthorized, tk.ObjectNotFound) as error:
        click.echo(f"{plan}：受付不可　{said(error)}")
        sys.exit(REFUSED)
    for one in done:
        click.echo(f"{one['name']}：{_SAID[one['done']]}")
    sys.exit(REFUSED if any(one["done"] == "taken" for one in done) else DONE)
