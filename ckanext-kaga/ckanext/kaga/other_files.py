"""Files that are no tables: looked at before they are kept, because they are public at once.

Nobody can hold them back for a second person, as a table is held: they are taken or refused.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
from werkzeug.datastructures import FileStorage

from ckanext.kaga import config, gate, json_text, records, tabular, uploads
from ckanext.kaga.model import Check
from ckanext.kaga.tabular.rules import reading

_HEAD = 64 * 1024
_TEXTS = frozenset({"text", "html", "xml", "xml2003"})
_CLOSED = frozenset({"gzip", "7z", "rar", "xlsb"})
"""Kinds that hold other files or a table, and that nobody here looks into."""

_PACKAGES = frozenset({"zip", "xlsx", "xlsb", "ods", "odt", "docx", "pptx"})
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b")) + b"\x7f"
_FEW = 50
"""A text has at most one control character in so many."""

_LONGEST_LINE = 10_000
_OVERLAP = 100
"""So many characters of a line that is cut are looked at once more with what follows."""

_SURE = 0.9
_BY_ITS_NULS = frozenset({"utf-16-le", "utf-16-be"})
_USUAL = ("utf-8-sig", "cp932")
"""What is not surely of one encoding is read in each of these."""

_BATCH = 10_000
_DIGITS = "0123456789０１２３４５６７８９"
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
    kind = _kind(upload, name)
    if kind in _CLOSED:
        raise uploads.refusal(tabular.refusal(kind))
    if kind == "encrypted":
        raise uploads.refusal(reading.ENCRYPTED.finding())
    if kind in _TEXTS or (kind == "binary" and _is_nearly_text(upload)):
        _refuse_text(upload, name)
    elif kind in tabular.READABLE and (kind != "zip" or _packs_table(upload)):
        readable = tabular.READABLE[kind]
        ja, en = _MISNAMED
        suffix = readable.suffixes[0]
        raise _error(
            ja.format(kind=readable.ja, suffix=suffix), en.format(kind=readable.en, suffix=suffix)
        )


def _kind(upload: FileStorage, name: str) -> str:
    """What the file is; a picture or a program with an archive at its end is an archive."""
    try:
        kind = tabular.kind_of(upload.stream, name)
    except tabular.Unreadable as error:
        raise uploads.refusal(error.finding) from error
    upload.stream.seek(0)
    if kind in _PACKAGES | _TEXTS:
        return kind
    return "zip" if zipfile.is_zipfile(upload.stream) else kind


def _packs_table(upload: FileStorage) -> bool:
    """Tell whether an archive, such as a map (KMZ) or an electronic book, holds a table.

    A spreadsheet whose parts have other names than usual is told by their folder.
    """
    upload.stream.seek(0)
    with zipfile.ZipFile(upload.stream) as archive:
        names = [name.lower() for name in archive.namelist()]
    upload.stream.seek(0)
    return any(
        uploads.is_table(name) or name.startswith("xl/") or name == "content.xml" for name in names
    )


def _is_nearly_text(upload: FileStorage) -> bool:
    """Tell whether a file is a text but for some control characters, as a damaged one is."""
    upload.stream.seek(0)
    head = upload.stream.read(_HEAD)
    return len(head) - len(head.translate(None, _CONTROLS)) <= len(head) // _FEW + 1


def _refuse_text(upload: FileStorage, name: str) -> None:
    try:
        verdict = next((one for one in _verdicts(upload, name) if one.grave), None)
    finally:
        upload.stream.seek(0)
    if verdict is None:
        return
    grave = verdict.grave[:_HITS_SAID]
    said = [uploads.in_reader_language(hit.message, hit.message_en) for hit in grave]
    what = _REFUSED if verdict.outcome == "refused" else _BLOCKED
    raise tk.ValidationError({"upload": [*said, uploads.in_reader_language(*what)]})


def _verdicts(upload: FileStorage, name: str) -> Iterator[gate.Verdict]:
    """What is found in JSON record by record, in a table by its header, else line by line."""
    upload.stream.seek(0)
    if (found := json_text.read(upload.stream)) is not None:
        yield records.inspect(found.rows)
        yield _verdict_of_lines(found.lines)
        return
    if verdict := _verdict_of_table(upload, name):
        yield verdict
        return
    for encoding in _encodings(upload):
        yield _verdict_of_lines(_lines(upload, encoding))


def _verdict_of_lines(lines: Iterable[str]) -> gate.Verdict:
    def tables() -> Iterator[tabular.Table]:
        rest = iter(lines)
        while some := list(islice(rest, _BATCH)):
            yield records.table_of(("本文",), [{"本文": line} for line in some])

    return gate.inspect(tables(), None, policy=config.gate_policy())


def _encodings(upload: FileStorage) -> tuple[str, ...]:
    upload.stream.seek(0)
    found = tabular.encoding_of(upload.stream)
    upload.stream.seek(0)
    if found and _is_sure(found.name, found.confidence):
        return (found.name,)
    return tuple(dict.fromkeys((*([found.name] if found else []), *_USUAL)))


def _is_sure(encoding: str, confidence: float) -> bool:
    """Tell whether a text cannot well be read as another one; a few NULs make some UTF-16."""
    return confidence >= _SURE and encoding not in _BY_ITS_NULS


def _lines(upload: FileStorage, encoding: str) -> Iterator[str]:
    """The lines; of a long one pieces that overlap, so that nothing is missed between two."""
    upload.stream.seek(0)
    text = io.TextIOWrapper(upload.stream, encoding, errors="replace")
    try:
        before = ""
        while line := text.readline(_LONGEST_LINE):
            yield before + line.replace("\0", "")
            # A number that is cut would be another number.
            before = "" if line.endswith("\n") else line[-_OVERLAP:].lstrip(_DIGITS)
    finally:
        text.detach()


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
        if len(first.header) < _FEWEST_COLUMNS or not _is_sure(first.encoding, first.confidence):
            return None
        tables = whole(chain([first], batches))
        fit = records.fit_of(first.header)
        verdict = gate.inspect(tables, fit, policy=config.gate_policy())
    except tabular.Unreadable:
        return None
    return None if left_out else verdict


def _error(ja: str, en: str) -> tk.ValidationError:
    return tk.ValidationError({"upload": [uploads.in_reader_language(ja, en)]})
