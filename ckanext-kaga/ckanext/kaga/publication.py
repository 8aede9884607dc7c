"""The way of an uploaded file: read, repair, check, gate, load, keep; each step seen by people."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any, BinaryIO

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import index_update_package
from ckanext.datastore.backend import DatastoreBackend

from ckanext.kaga import (
    archive,
    config,
    gate,
    links,
    releases,
    reviews,
    standards,
    tabular,
    uploads,
    versions,
)
from ckanext.kaga.choices import Choices
from ckanext.kaga.model import Check, Version, datastore
from ckanext.kaga.tabular.rules import reading

FINDINGS_KEPT = 10_000
"""So many findings are stored; somebody who has more corrects a whole column anyway."""

CHANGES_KEPT = 1_000
"""So many changes of a repair are listed; the file of changes has them all."""

LOSS = 0.2
"""Where a greater share of the rows is gone, a person must say that it is meant."""

_SEVERITIES = ("error", "warning", "notice")

_REFUSED = (
    "個人番号（マイナンバー）とみられる番号が含まれているため、受け付けませんでした。アップロードされた"
    "ファイルは、このポータルから消しました。番号の列を削除したファイルをアップロードしてください。"
    "この判定を解除することはできません。",
    "The file holds what looks like My Numbers and was not accepted. The uploaded file has been "
    "erased from this portal. Delete the column and upload the file again. Nobody can override "
    "this.",
)
_REFUSED_LINK = (
    "リンク先のファイルに、個人番号（マイナンバー）とみられる番号が含まれているため、受け付けません"
    "でした。このポータルには残していません。リンクを外し、リンク先の管理者に、番号の列を削除する"
    "よう知らせてください。この判定を解除することはできません。",
    "The linked file holds what looks like My Numbers and was not accepted. Nothing of it stays "
    "on this portal. Take the link away, and tell whoever runs that site to delete the column. "
    "Nobody can override this.",
)
_HAS_ERRORS = (
    "直すところが{errors}件あるため、表を公開しませんでした。前に公開した表があれば、そのまま残って"
    "います。確認結果の一覧から直すか、元の表を直してもう一度アップロードしてください。",
    "The table was not published because something must be corrected first (cells: {errors}). A "
    "table that was published before stays as it is. Correct it in the check report, or in your "
    "file and upload it again.",
)
_PERSONAL_DATA = (
    "個人情報とみられる内容があるため、公開を止めています。列を削除するなどして、もう一度アップロード"
    "してください。公開してよい内容であれば、理由を書いて、別の職員に確認を頼んでください。",
    "What looks like personal data keeps this table from becoming public. Delete it and upload "
    "the file again; or, if it may be public, write down why and ask a second person.",
)
_ROWS_LOST = (
    "公開中の{difference.old_rows}行のうち{difference.removed}行がなくなります。このまま公開して"
    "よければ「行が減ることを確認して公開する」を押してください。",
    "{difference.removed} of the {difference.old_rows} published rows would disappear. If that is "
    "meant, press “Publish with fewer rows”.",
)
_APPROVAL = (
    "この表を公開するには、別の職員の承認が必要です。「公開の準備」のページで承認を依頼してください。"
    "承認されるまでは、前に公開した表がそのまま公開されています。",
    "Somebody else has to approve this table before it is published. Ask for it on the page “Get "
    "ready to publish”. Until then the table that was published before stays online.",
)


class Stopped(Exception):
    """The check ends here, for a reason that the person who uploaded can act on."""

    def __init__(self, rule: str, ja: str, en: str) -> None:
        super().__init__(en)
        self.message = {"rule": rule, "ja": ja, "en": en}


class Held(Stopped):
    """The check goes on as soon as somebody decides."""


def publish(check: Check) -> None:
    """Take the file of a check as far as it comes: to a published version, or to a reason.

    The caller holds the resource's lock. Raises Stopped, or Held.
    """
    if (number := Choices.of(check.choices).restore) is not None:
        _restore(check, number)
        return
    resource = act("resource_show", id=check.resource_id)
    package = act("package_show", id=resource["package_id"])
    with _file(check, resource) as file:
        choices = Choices.of(check.choices)
        table = _read(file, check.file_name, choices.part)
        parts = _parts(file, check.file_name, table)
        fit, about = tabular.fit(
            table.header,
            config.registry(),
            chosen=resource.get("standard"),
            usual=package.get("standard"),
        )
        table = replace(table, findings=(*table.findings, *about))
        repaired = tabular.repair(table, fit, choices.accept, choices.by_place())
        check.enter("checking", 30)
        verdict = gate.inspect(repaired.table, repaired.fit, file=file, policy=config.gate_policy())
        check.verdict = verdict.as_dict()
        if verdict.outcome == "refused":
            if check.source:
                raise Stopped("personal-number", *_REFUSED_LINK)
            uploads.forget(resource)
            raise Stopped("personal-number", *_REFUSED)
        check.sha256 = archive.keep(file)
        if check.source:
            check.source = {**check.source, "sha256": check.sha256, "seen": check.sha256}
    check.changes = _kept_changes(repaired.changes)
    report = tabular.check(repaired.table, repaired.fit, limit=FINDINGS_KEPT)
    check.report = _kept(report, repaired.fit) | {"part": table.part.key, "parts": parts}
    if errors := report.counts()["error"]:
        raise Stopped("has-errors", *(text.format(errors=errors) for text in _HAS_ERRORS))
    if verdict.outcome == "blocked" and not releases.is_released(check):
        raise Held(releases.RULE, *_PERSONAL_DATA)
    clean = tabular.clean(repaired.table, repaired.fit)
    difference = versions.difference(check.resource_id, clean)
    check.difference = difference.as_dict() if difference else None
    if difference and difference.loss > LOSS and not choices.loss:
        raise Held("rows-lost", *(text.format(difference=difference) for text in _ROWS_LOST))
    standard = repaired.fit.standard if repaired.fit else None
    if check.source and difference and difference.is_empty and versions.is_newest(check, standard):
        # A link that was gone for a day and is back with what it had.
        check.finish("published")
        return
    if reviews.needs_approval(check):
        raise Held(reviews.RULE, *_APPROVAL)
    check.enter("loading", 60)
    _load(resource["id"], clean)
    versions.add(check, table, clean, standard)
    index_update_package({"ignore_auth": True}, package["id"])
    check.finish("published")


def _restore(check: Check, number: int) -> None:
    """Publish an earlier version's table again, as the newest version."""
    earlier = Version.by_number(check.resource_id, number)
    assert earlier is not None  # noqa: S101 - the action looked, and versions stay
    check.enter("loading", 60)
    _load(check.resource_id, versions.open_table(earlier))
    versions.add_again(check, earlier)
    package_id = model.Resource.get(check.resource_id).package_id
    index_update_package({"ignore_auth": True}, package_id)
    check.finish("published")


def act(action: str, **data: Any) -> dict[str, Any]:
    """Call an action for the portal: the person was authorised when the file was accepted."""
    user = tk.get_action("get_site_user")({"ignore_auth": True}, {})
    return tk.get_action(action)({"ignore_auth": True, "user": user["name"]}, data)


def _file(check: Check, resource: dict[str, Any]) -> BinaryIO:
    try:
        return links.bring(check) if check.source else uploads.open_file(resource)
    except tabular.Unreadable as error:
        raise Stopped(error.rule, error.message, error.message_en) from error
    except FileNotFoundError as error:
        raise Stopped(
            "file-missing",
            "アップロードされたファイルが見つかりません。もう一度アップロードしてください。",
            "The uploaded file is not in the storage. Please upload it again.",
        ) from error


def _read(file: BinaryIO, name: str, part: str) -> tabular.Table:
    try:
        chosen = tabular.Part.of(part) if part else None
        return tabular.read(file, name, part=chosen, known=config.registry())
    except tabular.Unreadable as error:
        raise Stopped(error.rule, error.message, error.message_en) from error


def _parts(file: BinaryIO, name: str, table: tabular.Table) -> list[dict[str, Any]]:
    """Return the tables to choose from, where the file holds more than the one that was read."""
    if not any(finding.rule == reading.OTHER_TABLE.id for finding in table.findings):
        return []
    file.seek(0)
    return [
        {"key": part.key, "rows": part.rows, "columns": part.columns, "header": part.header}
        | part.place
        for part in tabular.parts(file, name, known=config.registry())
    ]


def _kept_changes(changes: Sequence[tabular.Change]) -> dict[str, Any] | None:
    """Return what is kept of a repair: how much, the first of it, and the file with all."""
    if not changes:
        return None
    with tempfile.TemporaryFile("w+", encoding="utf-8-sig", newline="") as file:
        tabular.write_changes(changes, file)
        file.flush()
        sha256 = archive.keep(file.buffer)
    first = [asdict(change) for change in changes[:CHANGES_KEPT]]
    return {"total": len(changes), "first": first, "sha256": sha256}


def _kept(report: tabular.Report, match: standards.Match | None) -> dict[str, Any]:
    """Return what is kept of a report: true totals, and the most serious findings first."""
    findings = sorted(report.findings, key=lambda one: _SEVERITIES.index(one.severity))
    repairs = Counter(one.repair["confidence"] for one in findings if one.repair)
    return report.as_dict() | {
        "standard_name": {"ja": match.standard.name_ja, "en": match.standard.name_en}
        if match
        else None,
        "counts": report.counts(),
        "repairs": repairs,
        "findings": [one.as_dict() for one in findings[:FINDINGS_KEPT]],
    }


def _load(resource_id: str, clean: tabular.CleanTable) -> None:
    with tempfile.TemporaryFile() as rows:
        # Text in quotes, because COPY takes a bare \. for the end of the data; NULL without.
        clean.frame.write_csv(rows, include_header=False, quote_style="non_numeric")
        rows.seek(0)
        try:
            datastore.load(resource_id, clean.columns, rows, clean.frame.height)
        except datastore.Rejected as error:
            raise Stopped(
                "value-rejected",
                f"データベースが受け付けない値がありました（{error}）。"
                "前の表はそのまま公開されています。",
                f"The database refused a value ({error}). The previous table is still online.",
            ) from error
        except datastore.Busy as error:
            raise Stopped(
                "table-busy",
                "前の表がずっと読まれていて、入れ替えられませんでした。"
                "少し待ってから「もう一度確認する」を押してください。",
                "The previous table was being read all the time and could not be replaced."
                " Wait a little, then press “Check again”.",
            ) from error
    # CKAN's own action marks the resource as having a table and adds what it indexes.
    act("datastore_create", resource_id=resource_id, force=True)
    DatastoreBackend.get_active_backend().calculate_record_count(resource_id)
