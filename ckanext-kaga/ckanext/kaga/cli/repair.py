"""``ckan kaga repair``: the accepted repairs made, the clean CSV written, and what was changed."""

from __future__ import annotations

import io
import sys
from collections import Counter
from pathlib import Path

import click

from ckanext.kaga import config, standards, tabular
from ckanext.kaga.cli import given, said
from ckanext.kaga.cli.output import force_option, refuse_existing, write

WRITTEN, ERRORS_LEFT, NOT_WRITTEN = 0, 1, 2

_RULE = click.Choice(list(tabular.RULES))


@click.command(short_help="ファイルを直して、公開する形のCSVを書き出す")
@given.file
@click.argument("more", metavar="", nargs=-1, type=_RULE)
@click.option(
    "-o",
    "--output",
    "out",
    metavar="OUT",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="書き出すCSV。変更の一覧は「OUTの名前.changes.csv」に書きます。",
)
@click.option(
    "--accept",
    metavar="RULE…",
    multiple=True,
    type=_RULE,
    help="この規則の修正案をすべて採用します（例：KG-T006 KG-V009）。",
)
@click.option("--accept-safe", is_flag=True, help="確実な修正案をすべて採用します。")
@force_option
@given.standard
@given.part
def repair(
    file: Path,
    more: tuple[str, ...],
    *,
    out: Path,
    accept: tuple[str, ...],
    standard: standards.Standard | None,
    part: tabular.Part | None,
    accept_safe: bool,
    force: bool,
) -> None:
    """FILE の修正案を採用し、公開する形のCSV（UTF-8、BOM付き、CRLF）を OUT に書き出します。

    見出しと値の書き方は、どの場合も標準にそろえます（KG-H005、KG-T010）。変えたところはすべて、
    OUT の隣の変更の一覧に書きます。FILE は変わりません。

    終了コード：0 書き出した、1 書き出したがエラーが残る、2 書き出していない。
    """
    if more and not accept:
        raise click.UsageError("規則の番号は --accept の後に書いてください。")
    changes = out.with_name(f"{out.stem}.changes.csv")
    _refuse_overwriting(file, (out, changes), force=force)
    try:
        table = tabular.read(file, part=part, known=config.registry())
    except tabular.Unreadable as error:
        click.echo(f"{error.rule}　{error.message}", err=True)
        sys.exit(NOT_WRITTEN)
    repaired = tabular.repair(
        table,
        given.fit(table, standard),
        "safe" if accept_safe else "none",
        rules={*accept, *more, *tabular.ALWAYS_MADE},
    )
    for path, data in ((out, _clean_csv(repaired)), (changes, _list_of(repaired.changes))):
        write(path, data, force=force, quiet=True, status=NOT_WRITTEN)
    report = tabular.check(repaired.table, repaired.fit)
    _say(report, repaired, (out, changes))
    sys.exit(WRITTEN if report.publishable else ERRORS_LEFT)


def _refuse_overwriting(file: Path, written: tuple[Path, ...], *, force: bool) -> None:
    for path in written:
        if path.exists() and path.samefile(file):
            raise click.UsageError(f"{path} は直す前のファイルです。別の名前を指定してください。")
        refuse_existing(path, force=force, status=NOT_WRITTEN)


def _clean_csv(repaired: tabular.Repaired) -> bytes:
    stream = io.BytesIO()
    tabular.write_csv(tabular.clean(repaired.table, repaired.fit, forgiving=True), stream)
    return stream.getvalue()


def _list_of(changes: tuple[tabular.Change, ...]) -> bytes:
    stream = io.StringIO()
    tabular.write_changes(changes, stream)
    return stream.getvalue().encode("utf-8-sig")


def _say(report: tabular.Report, repaired: tabular.Repaired, written: tuple[Path, ...]) -> None:
    fit: standards.Match | None = repaired.fit
    for line in said.about_file(report, fit):
        click.echo(line)
    made = Counter(change.rule for change in repaired.changes)
    rules = "、".join(f"{rule} {count:,}か所" for rule, count in sorted(made.items()))
    click.echo(f"変更：{len(repaired.changes):,}か所" + (f"（{rules}）" if rules else ""))
    left = [finding for finding in report.findings if finding.severity != "notice"]
    for line in said.findings(left):
        click.echo(line)
    click.echo(f"残り：{said.counts(report)}")
    click.echo(f"書き出し：{'、'.join(str(path) for path in written)}")
