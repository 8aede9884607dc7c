"""``ckan kagakpi import``: bring in a plan, or its next version, from its YAML file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import click

from ckanext.kagakpi import plan as core

DONE, REFUSED, UNREADABLE = 0, 1, 2
_MOST = 200


@click.command("import", short_help="計画を登録")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--organization", required=True, help="計画を所管する組織（名前またはID）。")
@click.option("--user", required=True, help="誰の操作として行うか（組織の管理者のユーザー名）。")
@click.option("--accept", is_flag=True, help="表示された変更を新しい版として登録する。")
@click.option("--reason", default="", help="新しい版の理由（公開されます）。")
def import_file(file: Path, organization: str, user: str, accept: bool, reason: str) -> None:
    """FILE（YAML）の計画を登録します。登録した計画はすぐに公開されます。

    登録済みのものと同じ内容なら何も変えません。違えば変更点を示し、--accept と --reason があれば
    新しい版にします。終了コード：0 登録または同じ、1 受け付けなかった、2 ファイルが読めない。
    """
    try:
        plan = core.load(file)
    except core.Refused as refused:
        click.echo(refused.message, err=True)
        sys.exit(UNREADABLE)
    try:
        status = _brought_in(plan, organization, user, accept, reason)
    except (tk.ValidationError, tk.NotAuthorized, tk.ObjectNotFound) as error:
        click.echo(f"{plan.key}：受付不可　{said(error)}")
        sys.exit(REFUSED)
    sys.exit(status)


def said(error: Exception) -> str:
    """Return what a refusal says, in one line."""
    if isinstance(error, tk.ValidationError):
        return "　".join(
            f"{name}：{' '.join(map(str, told))}" for name, told in error.error_dict.items()
        )
    return str(error)


def _brought_in(plan: core.Plan, organization: str, user: str, accept: bool, reason: str) -> int:
    given = {"content": core.record.as_json(plan)}
    try:
        known = tk.get_action("kagakpi_plan_show")({"user": user}, {"id": plan.key})
    except tk.ObjectNotFound:
        given |= {"owner_org": organization, "reason": reason or "計画を登録しました。"}
        tk.get_action("kagakpi_plan_create")({"user": user}, given)
        click.echo(f"{plan.key}：登録（第1版、KPI {len(plan.kpis)}件）")
        return DONE
    changes = _changes(known, plan, user)
    if not changes:
        click.echo(f"{plan.key}：変更なし（第{known['number']}版）")
        return DONE
    for change in changes[:_MOST]:
        click.echo(f"{change.path}：{_flat(change.old)} → {_flat(change.new)}")
    if len(changes) > _MOST:
        click.echo(f"ほか{len(changes) - _MOST}件")
    if not (accept and reason):
        click.echo("登録していません。新しい版にするには --accept と --reason を付けてください。")
        return REFUSED
    given |= {"id": plan.key, "reason": reason, "content_hash": known["content_hash"]}
    new = tk.get_action("kagakpi_plan_update")({"user": user}, given)
    click.echo(f"{plan.key}：登録（第{new['number']}版、変更{len(changes)}件）")
    return DONE


def _changes(known: dict[str, Any], plan: core.Plan, user: str) -> list[core.record.Change]:
    number = {"id": plan.key, "number": known["number"]}
    old = tk.get_action("kagakpi_plan_version_show")({"user": user}, number)["content"]
    return core.record.difference(core.record.read(old), plan)


def _flat(value: Any) -> str:
    text = "（なし）" if value is None else str(value)
    return text if len(text) <= _MOST else f"{text[:_MOST]}…"
