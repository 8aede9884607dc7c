"""One file of the 個人情報ファイル簿 (the statutory ledger of personal information files)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class FileKind(StrEnum):
    """法60条2項: how the file is searched."""

    COMPUTER = "computer"
    MANUAL = "manual"

    @property
    def ja(self) -> str:
        """The name in the ledger."""
        return _KINDS[self]


_KINDS = {
    FileKind.COMPUTER: "電子計算機処理ファイル（法第60条第2項第1号）",
    FileKind.MANUAL: "マニュアル処理ファイル（法第60条第2項第2号）",
}


class People(StrEnum):
    """How many people a file is about. From 1,000 on the law demands an entry (法74条2項9号)."""

    UNDER_1000 = "under_1000"
    UNDER_10000 = "1000_9999"
    UNDER_100000 = "10000_99999"
    MORE = "100000_or_more"

    @property
    def ja(self) -> str:
        """The band for people."""
        return _PEOPLE[self]


_PEOPLE = {
    People.UNDER_1000: "1,000人未満",
    People.UNDER_10000: "1,000人以上1万人未満",
    People.UNDER_100000: "1万人以上10万人未満",
    People.MORE: "10万人以上",
}


class Law(StrEnum):
    """Which law the agency keeps its ledger under."""

    APPI = "appi"
    COUNCIL = "council_ordinance"
    """議会 is outside the act and has an ordinance of its own."""

    @property
    def ja(self) -> str:
        """The name for people."""
        return _LAWS[self]


_LAWS = {
    Law.APPI: "個人情報の保護に関する法律",
    Law.COUNCIL: "議会の個人情報の保護に関する条例",
}


@dataclass(frozen=True, slots=True)
class Omission:
    """法75条3項: an item that is left out because showing it would hinder the work.

    ``ground`` says why; it is printed where the item would stand. Of 記録項目 a part is left
    out and the rest stands in the entry; the other items are left out whole, and what the
    entry may hold of them never leaves.
    """

    field: str = ""
    ground: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLedgerEntry:
    """The statutory items in their order, then what the law does not ask for.

    ``None`` means that nobody has said it yet. It is not 含まない and not なし: for those
    there are False, the empty tuple of ``regular_recipients`` and the empty text of
    ``special_procedure_law``. Texts are in the form that files give back: no spaces around
    them, lines parted by a line feed, an item of a list in one line.
    """

    file_name: str = ""
    agency_name: str = ""
    administering_unit: str = ""
    purpose_of_use: str = ""
    record_items: tuple[str, ...] = ()
    record_scope: str = ""
    collection_method: str = ""
    contains_sensitive: bool | None = None
    regular_recipients: tuple[str, ...] | None = None
    request_desk_name: str = ""
    request_desk_address: str = ""
    special_procedure_law: str | None = None
    contains_ordinance_sensitive: bool | None = None
    file_kind: FileKind | None = None
    has_manual_companion: bool | None = None
    anon_proposals_open: bool | None = None
    anon_desk_name: str = ""
    anon_desk_address: str = ""
    anon_summary: str = ""
    anon_made_desk: str = ""
    anon_made_period: str = ""
    remarks: str = ""
    omissions: tuple[Omission, ...] = ()
    people: People | None = None
    published_voluntarily: bool = False
    law: Law = Law.APPI
    created_on: date | None = None
    corrected_on: date | None = None
    removed_on: date | None = None
    related_use_ids: tuple[str, ...] = ()
    withheld: bool = False
    """法75条3項: the whole file is left out of the published ledger."""

    def shown(self, field: str) -> Any:
        """Return the value of a field as it may leave: None where the whole item is left out."""
        if field != "record_items" and self.omission(field):
            return None
        return getattr(self, field)

    def omission(self, field: str) -> Omission | None:
        """Return the omission of one field, if it is left out."""
        return next((one for one in self.omissions if one.field == field), None)


def published(entries: tuple[FileLedgerEntry, ...]) -> tuple[FileLedgerEntry, ...]:
    """Return the entries that the public ledger shows: neither withheld nor removed."""
    return tuple(one for one in entries if not one.withheld and one.removed_on is None)
