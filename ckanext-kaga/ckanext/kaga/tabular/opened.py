"""A file becomes a document: whatever its name says, its bytes decide how it is opened."""

from __future__ import annotations

from pathlib import PurePath

from ckanext.kaga.standards import Registry
from ckanext.kaga.tabular.archive import members
from ckanext.kaga.tabular.document import Document
from ckanext.kaga.tabular.finding import Finding
from ckanext.kaga.tabular.kinds import READABLE, refusal
from ckanext.kaga.tabular.places import placed
from ckanext.kaga.tabular.rules import reading as r
from ckanext.kaga.tabular.sheet import Sheet
from ckanext.kaga.tabular.sniff import sniff_file
from ckanext.kaga.tabular.source import Source
from ckanext.kaga.tabular.table import Limits, Unreadable
from ckanext.kaga.tabular.text import open_text
from ckanext.kaga.tabular.workbook import open_workbook


def open_document(source: Source, limits: Limits, known: Registry) -> Document:
    """Open a file, of an archive all that can be read.

    ``known`` are the standards to choose its table by. Raises Unreadable where nothing can be
    read.
    """
    kind = sniff_file(source)
    if kind == "zip":
        return _archive(source, limits, known)
    sheets, findings = _file(source, kind, limits)
    return Document(sheets, known, (*_about_suffix(source.name, kind), *findings))


def _archive(source: Source, limits: Limits, known: Registry) -> Document:
    sheets: list[Sheet] = []
    findings = [*_about_suffix(source.name, "zip")]
    reason: Finding | None = None
    for member in members(source, limits):
        try:
            more, about = _file(member, sniff_file(member), limits, member.name)
        except Unreadable as error:
            reason = reason or error.finding
            words = _reason(error.finding) | {"name": member.name}
            findings.append(r.MEMBER_SKIPPED.finding(words=words))
        else:
            sheets.extend(more)
            findings.extend(placed(finding, member.name) for finding in about)
    if not sheets:
        raise Unreadable(r.NO_MEMBER.finding(words=_reason(reason)))
    return Document(tuple(sheets), known, tuple(findings))


def _file(
    source: Source, kind: str, limits: Limits, member: str = ""
) -> tuple[tuple[Sheet, ...], tuple[Finding, ...]]:
    if kind == "encrypted":
        raise Unreadable(r.ENCRYPTED.finding())
    if kind not in READABLE or (member and kind == "zip"):
        raise Unreadable(refusal(kind))
    if kind == "text":
        return (open_text(source, limits, member),), ()
    return open_workbook(source, kind, limits, member)


def _about_suffix(name: str, kind: str) -> tuple[Finding, ...]:
    suffix = PurePath(name).suffix.lower()
    if not suffix or suffix in READABLE[kind].suffixes:
        return ()
    words = {"suffix": suffix, "kind_ja": READABLE[kind].ja, "kind_en": READABLE[kind].en}
    return (r.SUFFIX.finding(words=words),)


def _reason(finding: Finding | None) -> dict[str, str]:
    if finding is None:
        return {"reason_ja": "空の圧縮ファイルです。", "reason_en": "It is empty."}
    return {"reason_ja": finding.message, "reason_en": finding.message_en}
