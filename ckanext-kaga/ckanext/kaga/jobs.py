"""The way of an uploaded file: read, detect, check, load; each step seen by people."""

from __future__ import annotations

import hashlib
import logging
import tempfile
from typing import Any, BinaryIO

import ckan.plugins.toolkit as tk
import redis
import rq
import sqlalchemy as sa
from ckan import model
from ckanext.datastore.backend import DatastoreBackend

from ckanext.kaga import config, standards, tabular, uploads
from ckanext.kaga.model import Check, datastore
from ckanext.kaga.model.lock import is_held, resource_lock

log = logging.getLogger(__name__)

ATTEMPTS = 3
"""A file that has killed its worker so often is not tried again by itself."""

FINDINGS_KEPT = 10_000
"""So many findings are stored; somebody who has more corrects a whole column anyway."""

_SEVERITIES = ("error", "warning", "notice")

_COMMITTED = "kaga_checks_to_enqueue"


class Stopped(Exception):
    """The check ends here, for a reason that the person who uploaded can act on."""

    def __init__(self, rule: str, ja: str, en: str) -> None:
        super().__init__(en)
        self.message = {"rule": rule, "ja": ja, "en": en}


# --- from upload to queue ---------------------------------------------------------------


def on_change(resource: model.Resource) -> None:
    """Ask for a check when the resource holds a file that no check has seen."""
    if resource.url_type != "upload" or resource.state != "active":
        return
    if not uploads.is_table(resource.url):
        return
    latest = Check.latest(resource.id)
    if latest is None or latest.file_modified != (resource.last_modified or resource.created):
        request(resource)


def request(resource: model.Resource) -> None:
    """Save a waiting check with the caller's transaction; its commit puts it in the queue."""
    check_id = Check.request(resource)
    model.Session().info.setdefault(_COMMITTED, set()).add(check_id)


@sa.event.listens_for(model.Session, "after_commit")
def _enqueue_committed(session: Any) -> None:
    # CKAN saves in a nested transaction first; a worker sees the row only after the outer one.
    if session.in_nested_transaction():
        return
    for check_id in session.info.pop(_COMMITTED, ()):
        try:
            enqueue(check_id)
        except redis.RedisError:
            # The file is saved and its check is waiting: `ckan kaga resume` will find it.
            log.exception("Check %s waits: the queue does not answer", check_id)


@sa.event.listens_for(model.Session, "after_rollback")
def _forget_rolled_back(session: Any) -> None:
    session.info.pop(_COMMITTED, None)


def enqueue(check_id: int) -> None:
    """Put a saved check into the queue; twice does no harm, the second finds nothing to do."""
    tk.enqueue_job(
        run_check,
        [check_id],
        title=f"Check {check_id}",
        rq_kwargs={
            "timeout": config.check_timeout(),
            "retry": rq.Retry(max=ATTEMPTS - 1, interval=[5, 30]),
        },
    )


def resume() -> list[int]:
    """Queue again every check that nobody works on and that has not ended; return their ids."""
    lost = [check.id for check in Check.unfinished() if not is_held(check.resource_id)]
    for check_id in lost:
        enqueue(check_id)
    return lost


# --- in the worker ----------------------------------------------------------------------


def run_check(check_id: int) -> None:
    """Check one uploaded file and, where nothing forbids it, publish it as a table."""
    check = Check.get(check_id)
    if check is None:
        return
    with resource_lock(check.resource_id):
        # Only now is it certain that no other job is at this resource.
        check = Check.get(check_id)
        if check is None or check.is_final:
            return
        if check.attempts >= ATTEMPTS:
            check.finish("failed", _FAILED)
            return
        check.start()
        try:
            _publish(check)
        except Stopped as stop:
            check.finish("stopped", stop.message)
        except Exception:
            model.Session.rollback()
            log.exception("Check %s failed at step %s", check_id, check.state)
            if check.attempts >= ATTEMPTS:
                check.finish("failed", _FAILED)
            raise


def _publish(check: Check) -> None:
    resource = _act("resource_show", id=check.resource_id)
    package = _act("package_show", id=resource["package_id"])
    with _file(resource) as file:
        check.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        try:
            table = tabular.read(file, check.file_name)
        except tabular.Unreadable as error:
            raise Stopped(error.rule, error.message, error.message_en) from error
    match = _match(table, resource.get("standard") or package.get("standard"))
    check.enter("checking", 30)
    report = tabular.check(table, match)
    check.report = _kept(report, match.standard)
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
    _load(resource["id"], tabular.clean(table, match))
    check.finish("published")


def _file(resource: dict[str, Any]) -> BinaryIO:
    try:
        return uploads.open_file(resource)
    except FileNotFoundError as error:
        raise Stopped(
            "file-missing",
            "アップロードされたファイルが見つかりません。もう一度アップロードしてください。",
            "The uploaded file is not in the storage. Please upload it again.",
        ) from error


def _match(table: tabular.Table, wanted: str | None) -> standards.Match:
    """Return the header read as the standard that people chose, else as the likeliest."""
    known = standards.registry()
    if wanted:
        return standards.match(table.header, known.get(wanted))
    matches = standards.detect(table.header, known)
    if not matches or not matches[0].likely:
        raise Stopped(
            "standard-unknown",
            "見出しの行に合う標準データセットがないため、表にはせず、"
            "ファイルのまま公開しています。標準に沿ったデータであれば、データセットの編集画面で"
            "標準を選ぶか、見出しを標準の項目名にそろえてください。",
            "No standard fits the header row, so the file is offered as it is and not as a"
            " table. If it follows a standard, choose it on the dataset's edit page or use the"
            " standard's column names.",
        )
    return matches[0]


def _kept(report: tabular.Report, standard: standards.Standard) -> dict[str, Any]:
    """Return what is kept of a report: true totals, and the most serious findings first."""
    findings = sorted(report.findings, key=lambda one: _SEVERITIES.index(one.severity))
    return report.as_dict() | {
        "standard_name": {"ja": standard.name_ja, "en": standard.name_en},
        "slug": standard.slug,
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
    _act("datastore_create", resource_id=resource_id, force=True)
    DatastoreBackend.get_active_backend().calculate_record_count(resource_id)


_FAILED = {
    "rule": "check-failed",
    "ja": "内部の問題で確認を終えられませんでした。前の表はそのまま公開されています。"
    "「もう一度確認する」を押しても続く場合は、ポータルの管理者に連絡してください。",
    "en": "The check could not be finished because of an internal problem. The previous table"
    " is still online. If “Check again” does not help, please tell the portal's administrator.",
}


def _act(action: str, **data: Any) -> dict[str, Any]:
    # The person was authorised when the file was accepted; the worker acts for the site.
    user = tk.get_action("get_site_user")({"ignore_auth": True}, {})
    return tk.get_action(action)({"ignore_auth": True, "user": user["name"]}, data)
