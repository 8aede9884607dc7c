"""Files that are no tables: looked at before they are kept, because they are public at once.

Nobody can hold them back for a second person, as a table is held: they are taken or refused.
"""

from __future__ import annotations

import codecs
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
from werkzeug.datastructures import FileStorage

from ckanext.kaga import config, gate, records, tabular, uploads
from ckanext.kaga.model import Check

_HEAD = 64 * 1024
_TEXTS = frozenset({"text", "html", "xml", "xml2003"})
_PACKED = frozenset({"gzip", "7z", "rar"})
_WORKBOOKS = frozenset({"xl/workbook.xml", "xl/workbook.bin"})
_DOCUMENTS = frozenset({"word/document.xml", "ppt/presentation.xml"})
"""Of these a workbook may be a part, as a chart's numbers in a slide."""

_OTHER_STREAMS = ("WordDocument", "PowerPoint Document", "EncryptedPackage")
_WORKBOOK_STREAMS = ("Workbook", "Book")

_LONGEST_JSON = 50 * 1024 * 1024
"""So many bytes of JSON are read as records; what is longer is read line by line."""

_LONGEST_LINE = 10_000
_BATCH = 10_000
_FEWEST_COLUMNS = 2
_HITS_SAID = 5

_REFUSED = (
    "マイナンバーとみられる番号があるため、受け付けませんでした。番号を削除して、もう一度アップロード"
    "してください。この判定を解除することはできません。",
    "The file holds what looks like My Numbers and was not accepted. Delete them and upload the "
    "file again. Nobody can override this.",
)
_BLOCKED = (
    "個人情報とみられる内容があるため、受け付けませんでした。削除して、もう一度アップロードしてください。"
    "公開してよい内容の表であれば、CSVかExcelのファイルにしてアップロードすると、別の職員が確認した"
    "うえで公開できます。",
    "What looks like personal data was found, and the file was not accepted. Delete it and upload "
    "the file again. If it is a table that may be public, upload it as CSV or Excel, which a "
    "second person can release.",
)
_MISNAMED = (
    "中身は{kind}ですが、名前が「{suffix}」で終わっていないため、確認できません。名前の終わりを"
    "「{suffix}」にして、もう一度アップロードしてください。",
    "This is {kind}, whose name does not end in {suffix}, so it cannot be checked. Let its name "
    "end in {suffix} and upload it again.",
)
_IN_PLACE_OF_TABLE = (
    "ここには表のファイル（CSV、Excel、ODS、ZIP）だけを置けます。ほかのファイルは、新しいリソースと"
    "して追加してください。",
    "This place holds table files only (CSV, Excel, ODS, ZIP). Add any other file as a new "
    "resource.",
)


def refuse(resource: dict[str, Any], current: dict[str, Any] | None = None) -> None:
    """Refuse a file that is no table by its name, where it hides one or holds personal data.

    ``resource`` is what ``resource_create`` or ``resource_update`` was given, ``current`` what
    the latter replaces. A resource that had a table keeps to tables: what the gate holds back must
    not become public by another name. Raises ValidationError on ``upload``.
    """
    upload = resource.get("upload")
    is_upload = isinstance(upload, FileStorage)
    name = (upload.filename if is_upload else resource.get("url")) or ""
    if uploads.is_table(name) or not (is_upload or resource.get("url_type") == "upload"):
        return
    if current is not None and Check.latest(current["id"]) is not None:
        raise _error(*_IN_PLACE_OF_TABLE)
    if is_upload:
        _refuse_content(upload, name)


def _refuse_content(upload: FileStorage, name: str) -> None:
    kind = tabular.sniff(upload.stream.read(_HEAD), name)
    upload.stream.seek(0)
    if kind in _PACKED:
        raise uploads.refusal(tabular.refusal(kind))
    if kind in _TEXTS:
        _refuse_text(upload, name)
    elif kind in tabular.READABLE and _holds_table(upload, kind):
        readable = tabular.READABLE[kind]
        ja, en = _MISNAMED
        suffix = readable.suffixes[0]
        raise _error(
            ja.format(kind=readable.ja, suffix=suffix), en.format(kind=readable.en, suffix=suffix)
        )


def _holds_table(upload: FileStorage, kind: str) -> bool:
    """Tell whether there is a table in a file whose start is an archive's, or an old document's.

    A Word document, a map (KMZ) and an electronic book begin like workbooks and ZIP archives do.
    """
    try:
        return _has_workbook(upload) if kind == "xls" else _packs_table(upload)
    finally:
        upload.stream.seek(0)


def _has_workbook(upload: FileStorage) -> bool:
    data = upload.stream.read()

    def has(streams: tuple[str, ...]) -> bool:
        return any(name.encode("utf-16-le") in data for name in streams)

    return has(_WORKBOOK_STREAMS) and not has(_OTHER_STREAMS)


def _packs_table(upload: FileStorage) -> bool:
    try:
        with zipfile.ZipFile(upload.stream) as archive:
            names = archive.namelist()
            if "content.xml" in names and "mimetype" in names:
                return b"spreadsheet" in archive.read("mimetype")[:_HEAD]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return True
    if _DOCUMENTS & set(names):
        return False
    return bool(_WORKBOOKS & set(names)) or any(uploads.is_table(name) for name in names)


def _refuse_text(upload: FileStorage, name: str) -> None:
    try:
        verdict = _verdict(upload, name)
    finally:
        upload.stream.seek(0)
    grave = verdict.grave[:_HITS_SAID]
    if not grave:
        return
    said = [uploads.in_reader_language(hit.message, hit.message_en) for hit in grave]
    what = _REFUSED if verdict.outcome == "refused" else _BLOCKED
    raise tk.ValidationError({"upload": [*said, uploads.in_reader_language(*what)]})


def _verdict(upload: FileStorage, name: str) -> gate.Verdict:
    """What is found in JSON record by record, in a table by its header, else line by line."""
    if (rows := _records(upload)) is not None:
        return records.inspect(rows)
    if verdict := _verdict_of_table(upload, name):
        return verdict
    return gate.inspect(_lines(upload), None, policy=config.gate_policy())


def _records(upload: FileStorage) -> list[dict[str, Any]] | None:
    """The records of JSON: its list of objects, or the properties of its features."""
    upload.stream.seek(0)
    data = upload.stream.read(_LONGEST_JSON + 1)
    if len(data) > _LONGEST_JSON or data.lstrip(codecs.BOM_UTF8).lstrip()[:1] not in {b"{", b"["}:
        return None
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if isinstance(found, dict) and isinstance(found.get("features"), list):
        found = [one.get("properties") for one in found["features"] if isinstance(one, dict)]
    if isinstance(found, list) and found and all(isinstance(one, dict) for one in found):
        return found
    return None


def _lines(upload: FileStorage) -> Iterator[tabular.Table]:
    upload.stream.seek(0)
    text = io.TextIOWrapper(upload.stream, _encoding(upload), errors="replace")
    try:
        lines = iter(lambda: text.readline(_LONGEST_LINE), "")
        while some := list(islice(lines, _BATCH)):
            yield records.table_of(("本文",), [{"本文": line} for line in some])
    finally:
        text.detach()


def _encoding(upload: FileStorage) -> str:
    head = upload.stream.read(_HEAD)
    upload.stream.seek(0)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp932"
    return "utf-8-sig"


def _verdict_of_table(upload: FileStorage, name: str) -> gate.Verdict | None:
    """What is found where all of the text is one table; None where it is more, or none."""
    upload.stream.seek(0)
    left_out = False

    def whole(batches: Iterable[tabular.Table]) -> Iterator[tabular.Table]:
        nonlocal left_out
        for table in batches:
            left_out = left_out or bool(table.skipped)
            yield table

    try:
        batches = tabular.read_batches(upload.stream, f"{Path(name).stem}.csv", size=_BATCH)
        first = next(batches)
        if len(first.header) < _FEWEST_COLUMNS:
            return None
        tables = whole(chain([first], batches))
        fit = records.fit_of(first.header)
        verdict = gate.inspect(tables, fit, policy=config.gate_policy())
    except tabular.Unreadable:
        return None
    return None if left_out else verdict


def _error(ja: str, en: str) -> tk.ValidationError:
    return tk.ValidationError({"upload": [uploads.in_reader_language(ja, en)]})
