"""The way of an uploaded file: read, detect, check, load, keep; each step seen by people."""

from __future__ import annotations

import tempfile
from typing import Any, BinaryIO

import ckan.plugins.toolkit as tk
from ckanext.datastore.backend import DatastoreBackend

from ckanext.kaga import archive, config, standards, tabular, uploads, versions
from ckanext.kaga.choices import Choices
from ckanext.kaga.model import Check, Version, datastore

FINDINGS_KEPT = 10_000
"""So many findings are stored; somebody who has more corrects a whole column anyway."""

_SEVERITIES = ("error", "warning", "notice")


class Stopped(Exception):
    """The check ends here, for a reason that the person who uploaded can act on."""

    def __init__(self, rule: str, ja: str, en: str) -> None:
        super().__init__(en)
        self.message = {"rule": rule, "ja": ja, "en": en}


def publish(check: Check) -> None:
    """Take the file of a check as far as it comes: to a published version, or to a reason.

    The caller holds the resource's lock. Raises Stopped.
    """
    choices = Choices.of(check.choices)
    if choices.restore is not None:
        _restore(check, choices.restore)
        return
    resource = act("resource_show", id=check.resource_id)
    package = act("package_show", id=resource["package_id"])
    with _file(resource) as file:
        check.sha256 = archive.keep(file)
        file.seek(0)
        try:
            table = tabular.read(file, check.file_name)
        except tabular.Unreadable as error:
            raise Stopped(error.rule, error.message, error.message_en) from error
    match = _match(table, resource.get("standard") or package.get("standard"))
    check.enter("checking", 30)
    report = tabular.check(table, match)
    check.report = _kept(report, match)
    if errors := report.counts()["error"]:
        raise Stopped(
            "has-errors",
            f"直すところが{errors}件あるため、表を公開しませんでした。"
            "前に公開した表があれば、そのまま残っています。"
            "下の一覧のとおりに直して、ファイルをもう一度アップロードしてください。",
            f"The table was not published because {errors} cells must be corrected first."
            " A table that was published before stays as it is."
            " Correct them as listed below and upload the file again.",
        )
    check.enter("loading", 60)
    clean = tabular.clean(table, match)
    _load(resource["id"], clean)
    versions.add(check, clean, match.standard if match else None)
    check.finish("published")


def _restore(check: Check, number: int) -> None:
    """Publish an earlier version's table again, as the newest version."""
    earlier = Version.by_number(check.resource_id, number)
    assert earlier is not None  # noqa: S101 - the action looked, and versions stay
    check.enter("loading", 60)
    _load(check.resource_id, versions.open_table(earlier))
    versions.add_again(check, earlier)
    check.finish("published")


def act(action: str, **data: Any) -> dict[str, Any]:
    """Call an action for the portal: the person was authorised when the file was accepted."""
    user = tk.get_action("get_site_user")({"ignore_auth": True}, {})
    return tk.get_action(action)({"ignore_auth": True, "user": user["name"]}, data)


def _file(resource: dict[str, Any]) -> BinaryIO:
    try:
        return uploads.open_file(resource)
    except FileNotFoundError as error:
        raise Stopped(
            "file-missing",
            "アップロードされたファイルが見つかりません。もう一度アップロードしてください。",
            "The uploaded file is not in the storage. Please upload it again.",
        ) from error


def _match(table: tabular.Table, wanted: str | None) -> standards.Match | None:
    """Return the header read as the standard that people chose, else as the likeliest.

    None where no standard is likely: the table is then published as it is, all of it text.
    """
    known = config.registry()
    if wanted:
        return standards.match(table.header, known.get(wanted))
    matches = standards.detect(table.header, known)
    return matches[0] if matches and matches[0].likely else None


def _kept(report: tabular.Report, match: standards.Match | None) -> dict[str, Any]:
    """Return what is kept of a report: true totals, and the most serious findings first."""
    findings = sorted(report.findings, key=lambda one: _SEVERITIES.index(one.severity))
    return report.as_dict() | {
        "standard_name": {"ja": match.standard.name_ja, "en": match.standard.name_en}
        if match
        else None,
        "counts": report.counts(),
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
