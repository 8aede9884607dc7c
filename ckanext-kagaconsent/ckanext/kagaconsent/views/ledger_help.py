"""What the form of the file ledger asks for: label, help and an example for each field."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.kagaconsent import ledger
from ckanext.kagaconsent.ledger.lint import OMISSIBLE

_LONG = {
    "purpose_of_use",
    "record_items",
    "record_scope",
    "collection_method",
    "regular_recipients",
    "special_procedure_law",
    "anon_summary",
    "remarks",
    "related_use_ids",
}
_DAYS = {"created_on", "corrected_on", "removed_on"}
_CHOICES = {
    "contains_sensitive": ("含む", "含まない"),
    "contains_ordinance_sensitive": ("含む", "含まない"),
    "file_kind": tuple(kind.ja for kind in ledger.FileKind),
    "has_manual_companion": ("有", "無"),
    "anon_proposals_open": ("該当", "非該当"),
    "people": tuple(people.ja for people in ledger.People),
    "published_voluntarily": ("該当", "非該当"),
    "law": tuple(law.ja for law in ledger.Law),
}
_ENGLISH = {
    "含む": "Contains some",
    "含まない": "Contains none",
    "有": "There is one",
    "無": "There is none",
    "該当": "Yes",
    "非該当": "No",
    ledger.FileKind.COMPUTER.ja: "Kept by computer (art. 60 (2) 1)",
    ledger.FileKind.MANUAL.ja: "Kept by hand (art. 60 (2) 2)",
    ledger.People.UNDER_1000.ja: "Less than 1,000 people",
    ledger.People.UNDER_10000.ja: "1,000 to 9,999 people",
    ledger.People.UNDER_100000.ja: "10,000 to 99,999 people",
    ledger.People.MORE.ja: "100,000 people or more",
    ledger.Law.APPI.ja: "Act on the Protection of Personal Information",
    ledger.Law.COUNCIL.ja: "Ordinance of the council",
}
_EXAMPLES = {
    "file_name": "住民基本台帳ファイル",
    "agency_name": "加賀市長",
    "administering_unit": "市民健康部窓口課",
    "purpose_of_use": "住民の居住関係の公証の基礎とするため",
    "record_items": "氏名、生年月日、住所（1行に1つ）",
    "record_scope": "市に住所を有する者",
    "collection_method": "本人又は世帯主からの届出",
    "regular_recipients": "石川県知事（1行に1つ。なければ「なし」）",
    "request_desk_name": "総務部総務課",
    "request_desk_address": "加賀市大聖寺南町ニ41番地",
    "special_procedure_law": "住民基本台帳法第14条第2項（なければ「該当なし」）",
    "anon_desk_name": "総務部総務課",
    "anon_desk_address": "加賀市大聖寺南町ニ41番地",
    "anon_summary": "本人の数8,000人、年齢階級と受診の有無",
    "anon_made_desk": "総務部総務課",
    "anon_made_period": "令和9年4月1日から令和9年5月31日まで",
    "related_use_ids": "station-camera（登録簿の短い名前。1行に1つ）",
}


def names() -> list[str]:
    """Return the name of every field of the form."""
    parts = [part.field for part in ledger.ledger().parts()]
    omitted = [f"omit_{name}" for name in OMISSIBLE]
    return [*parts, *omitted, "withheld", "slug", "owner_org", "reason"]


def labels() -> dict[str, str]:
    """Return what each field is called in the reader's language."""
    said = {field["name"]: field["label"] for field in fields()}
    return said | {
        "slug": tk._("Short name for the address"),
        "reason": tk._("Reason for the change"),
        "owner_org": tk._("Organisation"),
        "withheld": tk._("Leave the whole file out of the public ledger (art. 75 (3))"),
        "id": tk._("Draft"),
        "content_hash": tk._("Draft"),
    }


def fields() -> list[dict[str, Any]]:
    """Return the fields in the order of the law, then what the law does not ask for."""
    return [_field(part) for part in ledger.ledger().parts()]


def _field(part: ledger.Part) -> dict[str, Any]:
    english = tk.h.lang() == "en"
    item = ledger.ledger().item_of(part.field)
    label = part.en if english else part.ja
    if item and len(item.parts) > 1:
        label = f"{item.en}: {part.en}" if english else f"{item.ja}：{part.ja}"
    helps = _helps()
    told = [helps.get(part.field, ""), f"（{item.article}）" if item else ""]
    if part.field in _EXAMPLES:
        told.append(tk._("Example: {text}").format(text=_EXAMPLES[part.field]))
    return {
        "name": part.field,
        "label": f"{part.number} {label}",
        "type": _type(part.field),
        "options": _options(part.field, english=english),
        "help": " ".join(filter(None, told)),
        "omissible": part.field in OMISSIBLE,
        "statutory": item is not None,
    }


def _options(field: str, *, english: bool) -> list[tuple[str, str]]:
    """The words of a choice, which are what a file of the ledger holds, as the reader says them."""
    words = _CHOICES.get(field, ())
    said = [(word, _ENGLISH[word] if english else word) for word in words]
    return [("", tk._("(not chosen)")), *said] if said else []


def _type(field: str) -> str:
    if field in _CHOICES:
        return "select"
    if field in _DAYS:
        return "date"
    return "textarea" if field in _LONG else "text"


def _helps() -> dict[str, str]:
    return {
        "file_name": tk._("The name by which residents can tell the file from others."),
        "agency_name": tk._("The agency by law, such as the mayor or the board of education."),
        "administering_unit": tk._("The section that does the work."),
        "purpose_of_use": tk._("For which work, and to do what. “Administration” alone is none."),
        "record_items": tk._("Every item, one on each line. Do not end with “and others”."),
        "record_scope": tk._("Whose data it is, and since when."),
        "collection_method": tk._("From whom and how."),
        "contains_sensitive": tk._("Such as illness, disability or crime (art. 2 (3))."),
        "regular_recipients": tk._("To whom outside the agency it goes again and again."),
        "request_desk_name": tk._("Where people ask to see, correct or stop it."),
        "special_procedure_law": tk._("Where another law says how to correct or stop it."),
        "contains_ordinance_sensitive": tk._("What the city's own ordinance protects more."),
        "has_manual_companion": tk._("Only for a file that is kept by computer."),
        "anon_proposals_open": tk._("Whether proposals for anonymised information are taken."),
        "people": tk._("From 1,000 people on the law demands the entry."),
        "published_voluntarily": tk._("For a file of less than 1,000 people."),
        "removed_on": tk._("With a day here the file leaves the ledger."),
    }
