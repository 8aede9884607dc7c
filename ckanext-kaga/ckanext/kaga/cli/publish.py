"""``ckan kaga publish``: hand in files or whole folders, and say what became of each."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import click
from ckan import model
from werkzeug.datastructures import FileStorage

from ckanext.kaga import tabular, uploads
from ckanext.kaga.cli.output import write_json
from ckanext.kaga.shared.errors import sentences

PUBLISHED, ATTENTION = 0, 1

_STATES = {
    "published": "完了",
    "stopped": "要修正",
    "held": "判断待ち",
    "failed": "中断",
    "refused": "受付不可",
}
_PAUSE = 0.5


@click.command(short_help="ファイルをまとめて公開")
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="PATH…"
)
@click.option("--organization", required=True, help="データセットの組織（名前またはID）。")
@click.option("--user", required=True, help="誰の操作として行うか（ユーザー名）。")
@click.option(
    "--known",
    type=click.Choice(["update", "replace", "new"]),
    default="update",
    show_default=True,
    help="同じデータセットが既にあるとき、次の版にする（update）か、ほかの職員の確認待ちのファイルも置き換えて次の版にする（replace）か、別に作る（new）か。",
)
@click.option("--accept-safe", is_flag=True, help="確実な修正をすべて行います。")
@click.option("--timeout", default=3600, show_default=True, help="結果を待つ秒数。")
@click.option("--json", "as_json", is_flag=True, help="結果をJSONで出力します。")
def publish(
    paths: tuple[Path, ...],
    organization: str,
    user: str,
    known: str,
    *,
    accept_safe: bool,
    timeout: int,
    as_json: bool,
) -> None:
    """PATH（ファイルまたはフォルダ）の表を公開の流れに載せ、結果を待って一覧にします。

    表をいくつも入れたZIPは、中の表を一つずつ載せます。
    新しいデータセットは非公開で作られます。ワーカーが動いている必要があります。
    終了コード：0 すべて完了、1 人の対応が要るものがある。
    """
    given = {"owner_org": organization, "known": known}
    taken: list[dict[str, Any]] = []
    for path in _tables(paths):
        taken += _hand_in(path, user, given, taken, accept_safe=accept_safe)
    deadline = time.monotonic() + timeout
    results = [one if one["state"] == "refused" else _wait(one, user, deadline) for one in taken]
    if as_json:
        write_json(results)
    else:
        for result in results:
            click.echo(_line(result))
    done = bool(results) and all(result["state"] == "published" for result in results)
    sys.exit(PUBLISHED if done else ATTENTION)


def _tables(paths: tuple[Path, ...]) -> Iterator[Path]:
    """The files themselves, and the table files that stand in the folders."""
    for path in paths:
        if path.is_dir():
            yield from sorted(one for one in path.iterdir() if uploads.is_table(one.name))
        else:
            yield path


def _hand_in(
    path: Path,
    user: str,
    given: dict[str, str],
    before: list[dict[str, Any]],
    *,
    accept_safe: bool,
) -> list[dict[str, Any]]:
    """Hand in a file, or each table of a zip that holds several, after others of the same go."""
    results: list[dict[str, Any]] = []
    with path.open("rb") as stream:
        upload = FileStorage(stream, path.name)
        try:
            for one in uploads.unpacked(upload, tabular.Limits()):
                place = path if one is upload else path / (one.filename or "")
                taken = [it["resource_id"] for it in before + results if "resource_id" in it]
                asked = {"upload": one, "taken": taken, **given}
                results.append(_hand_in_one(asked, str(place), user, accept_safe=accept_safe))
        except tk.ValidationError as error:
            results.append({"file": str(path), "state": "refused", "message": _said(error)})
    return results


def _hand_in_one(
    asked: dict[str, Any], place: str, user: str, *, accept_safe: bool
) -> dict[str, Any]:
    try:
        taken = tk.get_action("kaga_publish")({"user": user}, asked)
    except (tk.ValidationError, tk.NotAuthorized, tk.ObjectNotFound) as error:
        return {"file": place, "state": "refused", "message": _said(error)}
    if accept_safe:
        choices = {"resource_id": taken["resource_id"], "accept": "safe"}
        tk.get_action("kaga_check_run")({"user": user}, choices)
    ids = {name: taken[name] for name in ("package_id", "resource_id", "created")}
    return {"file": place, "state": "queued", **ids}


def _wait(taken: dict[str, Any], user: str, deadline: float) -> dict[str, Any]:
    """Wait for the end of a check, or for the deadline; return what is to be said of it."""
    while True:
        model.Session.remove()
        given = {"resource_id": taken["resource_id"]}
        check = tk.get_action("kaga_check_show")({"user": user}, given)
        if check["finished"] or time.monotonic() > deadline:
            break
        time.sleep(_PAUSE)
    report = check["report"] or {}
    return taken | {
        "state": check["state"],
        "standard": report.get("standard"),
        "rows": report.get("rows"),
        "counts": report.get("counts"),
        "message": check["message"],
    }


def _said(error: Exception) -> dict[str, str]:
    text = sentences(error) if isinstance(error, tk.ValidationError) else str(error)
    return {"rule": "refused", "ja": text, "en": text}


def _line(result: dict[str, Any]) -> str:
    state = _STATES.get(result["state"], result["state"])
    counts = result.get("counts")
    found = f"　要修正{counts['error']}・要確認{counts['warning']}" if counts else ""
    message = f"　{result['message']['ja']}" if result.get("message") else ""
    return f"[{state}] {Path(result['file']).name}{found}{message}"
