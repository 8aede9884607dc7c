"""The jobs of the desk: what is due, what was kept long enough, what the year counts."""

from __future__ import annotations

import hashlib
import io
import json
from typing import Any

import ckan.plugins.toolkit as tk
import click
from werkzeug.datastructures import FileStorage

from ckanext.kaga.shared.licences import open_licence

TITLE = "個人情報の開示請求等・苦情の施行状況"
NOTES = (
    "個人情報の保護に関する法律に基づく開示・訂正・利用停止の請求と苦情の件数を、受付日の年度と"
    "種類ごとに集計したものです。年度の受付が{small}件未満の種類は、個人の推測を避けるため"
    "受付件数だけを示します。"
)
FILE_NAME = "requests_and_complaints.csv"


@click.command(short_help="期限の計算し直しと、窓口への通知")
def deadlines() -> None:
    """完結していない案件の期限を計算し直し、期限間近・期限超過のものを窓口にメールで知らせます。

    ポータルは一日に一度、朝に自動で実行します（config/daily）。メールには受付番号と期限だけを書きます。
    """
    found = _act("kagaconsent_case_remind")
    for one in found["due"]:
        left = one["days_left"]
        said = f"あと{left}日" if left >= 0 else f"{-left}日超過"
        click.echo(f"{one['reference']}　{one['due_on']}　{said}")
    for reference in found["unclear"]:
        click.echo(
            f"{reference}　市の設定が変わったため、期限を計算できません。記録を確かめてください。"
        )
    click.echo(f"完結していない案件{found['open']}件のうち、通知したもの{len(found['due'])}件")


@click.command(short_help="保存期間が過ぎた案件の消去")
@click.option("--json", "as_json", is_flag=True, help="消去の証明をJSONで出力します。")
def purge(*, as_json: bool) -> None:
    """完結してから保存期間（ckanext.kagaconsent.retention_days）が過ぎた案件を、添付ファイルごと消去します。

    消去の証明（受付番号、日時、消去した内容のハッシュ、件数）が残ります。元に戻せません。
    """
    purged = _act("kagaconsent_case_purge")["purged"]
    if as_json:
        click.echo(json.dumps(purged, ensure_ascii=False, indent=2))
        return
    for one in purged:
        click.echo(f"{one['reference']}　完結 {one['closed_on']}　SHA-256 {one['sha256']}")
    click.echo(f"{len(purged)}件を消去しました。")


@click.command(short_help="請求・苦情の施行状況の出力と公開")
@click.option("--publish", "owner_org", help="この組織のデータセットとして公開します。")
@click.option("--of", "counted_org", help="この組織の案件だけを数えます（空ならすべて）。")
def statistics(owner_org: str | None, counted_org: str | None) -> None:
    """年度ごとの施行状況を、公表用のCSVとして出力します。--publish を付けると公開します。

    公開したデータセットが既にあれば、ファイルを新しいものに替えます。同じ内容なら何も変えません。
    受け付けたものが一件もないうちは、データセットを作りません。
    """
    found = _act("kagaconsent_case_statistics_show", owner_org=counted_org or "")
    if owner_org is None:
        click.echo(found["csv"], nl=False)
        return
    click.echo(_published(owner_org, found))


def _published(owner_org: str, found: dict[str, Any]) -> str:
    """Put the file into the dataset of the organisation; return what was done, in a sentence."""
    content = found["csv"].encode("utf-8-sig")
    organization = _act("organization_show", id=owner_org)
    name = f"requests-and-complaints-{organization['name']}"[:100]
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        package = _act("package_show", id=name)
    except tk.ObjectNotFound:
        if not found["public"]:
            return f"{name}：受け付けたものがまだありません。"
        package = _act(
            "package_create",
            name=name,
            title=TITLE,
            notes=NOTES.format(small=found["small"]),
            owner_org=organization["id"],
            license_id=open_licence(),
            private=False,
        )
    known = next((one for one in package["resources"] if one["name"] == TITLE), None)
    if known and known.get("hash") == sha256:
        return f"{name}：変更はありません。"
    given = {"upload": FileStorage(io.BytesIO(content), FILE_NAME), "hash": sha256}
    if known:
        _act("resource_patch", id=known["id"], **given)
    else:
        _act("resource_create", package_id=package["id"], name=TITLE, format="CSV", **given)
    return f"{name}：ファイルを登録しました。"


def _act(action: str, **given: Any) -> Any:
    """Call an action as the portal itself."""
    site = tk.get_action("get_site_user")({"ignore_auth": True}, {})
    return tk.get_action(action)({"user": site["name"], "ignore_auth": True}, given)
