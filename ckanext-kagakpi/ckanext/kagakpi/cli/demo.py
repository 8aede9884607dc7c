"""``ckan kagakpi demo``: bring in the example plan with its made-up reports."""

from __future__ import annotations

import sys
from typing import Any

import ckan.plugins.toolkit as tk
import click

from ckanext.kagakpi import plan as core
from ckanext.kagakpi.cli.importing import DONE, REFUSED, said


@click.command("demo", short_help="見本の計画を登録")
@click.option("--organization", required=True, help="見本を置く組織（名前またはID）。")
@click.option("--user", required=True, help="誰の操作として行うか（組織の管理者のユーザー名）。")
def demo(organization: str, user: str) -> None:
    """架空の値を入れた見本の計画を、市の計画とは別に登録します。

    どのページにも見本と表示されます。登録済みのものは変えません。終了コード：0 登録または登録済み、
    1 受け付けなかった。
    """

    def call(action: str, **data: Any) -> Any:
        return tk.get_action(action)({"user": user}, data)

    try:
        done = list(core.bring_in(call, organization))
    except (tk.ValidationError, tk.NotAuthorized, tk.ObjectNotFound) as error:
        click.echo(f"受付不可　{said(error)}")
        sys.exit(REFUSED)
    click.echo(f"登録{len(done)}件" if done else "変更なし")
    sys.exit(DONE)
