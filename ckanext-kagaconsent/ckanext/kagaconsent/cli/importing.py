"""``ckan kagaconsent import``: register data uses from a file, as drafts."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import click
import yaml

DONE, REFUSED, UNREADABLE = 0, 1, 2


@click.command("import", short_help="データ利用を下書きとして登録")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--organization", required=True, help="登録する組織（名前またはID）。")
@click.option("--user", required=True, help="誰の操作として行うか（ユーザー名）。")
@click.option("--reason", default="ファイルから登録しました。", show_default=True, help="理由。")
def import_file(file: Path, organization: str, user: str, reason: str) -> None:
    """FILE（YAMLまたはJSON）のデータ利用を下書きとして登録し、一件ずつ結果を示します。

    登録済みのものと同じ内容なら何も変えず、違えば新しい下書きを作ります。公開は別の人が行います。
    終了コード：0 すべて登録または同じ、1 受け付けなかったものがある、2 ファイルが読めない。
    """
    try:
        uses = _uses(file)
    except (ValueError, yaml.YAMLError) as error:
        click.echo(f"{file}：読み取れません。{error}", err=True)
        sys.exit(UNREADABLE)
    refused = False
    for use in uses:
        slug = str(use.get("slug", ""))
        try:
            click.echo(f"{slug}：{_register(use, slug, organization, user, reason)}")
        except (tk.ValidationError, tk.NotAuthorized, tk.ObjectNotFound) as error:
            refused = True
            click.echo(f"{slug}：受付不可　{_said(error)}")
    sys.exit(REFUSED if refused else DONE)


def _uses(file: Path) -> list[dict[str, Any]]:
    """The data uses of a file; days that YAML reads as dates are ISO 8601 text again."""
    told = yaml.safe_load(file.read_text(encoding="utf-8"))
    uses = told.get("data_uses") if isinstance(told, dict) else None
    if not isinstance(uses, list) or not all(isinstance(use, dict) for use in uses):
        raise ValueError("data_uses: に続けて一件ずつ書いてください。")
    plain: list[dict[str, Any]] = json.loads(json.dumps(uses, default=_plain))
    return plain


def _plain(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise ValueError(f"{value!r}は書けない値です。")


def _register(use: dict[str, Any], slug: str, organization: str, user: str, reason: str) -> str:
    given = {"content": use, "reason": reason}
    try:
        before = tk.get_action("kagaconsent_data_use_show")({"user": user}, {"id": slug})
    except (tk.NotAuthorized, tk.ObjectNotFound):
        given |= {"slug": slug, "owner_org": organization}
        tk.get_action("kagaconsent_data_use_create")({"user": user}, given)
        return "登録（下書き）"
    after = tk.get_action("kagaconsent_data_use_update")({"user": user}, given | {"id": slug})
    return "変更なし" if _newest(before) == _newest(after) else "変更（下書き）"


def _newest(use: dict[str, Any]) -> str:
    """The hash of the draft, or of what is public where there is none."""
    newest: str = (use.get("draft") or use)["content_hash"]
    return newest


def _said(error: Exception) -> str:
    if isinstance(error, tk.ValidationError):
        return "　".join(
            f"{name}：{' '.join(map(str, said))}" for name, said in error.error_dict.items()
        )
    return str(error)
