"""What is missing, evasive or contradictory in an entry of the file ledger."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ckanext.kagaconsent.ledger.entry import FileKind, FileLedgerEntry, Law, People
from ckanext.kagaconsent.ledger.finding import Finding, Rule
from ckanext.kagaconsent.ledger.items import ledger
from ckanext.kagaconsent.ledger.words import is_answer, is_open_ended

OMISSIBLE = ("record_items", "collection_method", "regular_recipients")
"""What 法75条3項 lets leave out: 記録項目の一部, 5号, 7号."""

MISSING = Rule(
    "KC-L001",
    "error",
    "法定の項目が空",
    "Statutory item empty",
    "「{item}」（{article}）が空です。入力してください。",
    "“{item_en}” ({article}) is empty. Fill it in.",
)
EVASIVE = Rule(
    "KC-L002",
    "error",
    "答えになっていない",
    "Not an answer",
    "「{item}」（{article}）の「{value}」では内容が分かりません。具体的に書いてください。",
    "“{item_en}” ({article}): “{value}” says nothing. Write what it is.",
)
OPEN_ENDED = Rule(
    "KC-L003",
    "warning",
    "「等」で終わる項目",
    "Item that ends in “and others”",
    "「{item}」の「{value}」は、ほかに何が含まれるか分かりません。「等」をやめて全て挙げてください。",
    "“{item_en}”: “{value}” hides further ones. Name them all.",
)
NOT_OMISSIBLE = Rule(
    "KC-L004",
    "error",
    "省略できない項目の省略",
    "Item that cannot be left out",
    "「{item}」は法第75条第3項で省略できる項目ではありません。記載してください。",
    "“{item_en}” is not among the items that art. 75 (3) lets leave out. Fill it in.",
)
NO_GROUND = Rule(
    "KC-L005",
    "error",
    "省略の理由がない",
    "Omission without a ground",
    "「{item}」を省略する理由がありません。支障の内容が分かるように書いてください。",
    "The omission of “{item_en}” has no ground. Say what would be hindered.",
)
FILLED = Rule(
    "KC-L019",
    "warning",
    "省略した項目に内容がある",
    "Item left out, yet filled in",
    "「{item}」は省略しているため、入力した内容は公表されません。公表するなら省略をやめてください。",
    "“{item_en}” is left out, so what was filled in is not published. Undo the one or the other.",
)
OMITTED = Rule(
    "KC-L006",
    "notice",
    "省略した項目",
    "Item left out",
    "「{item}」は法第75条第3項により記載を省略しています（理由：{value}）。",
    "“{item_en}” is left out under art. 75 (3) (ground: {value}).",
)
WITHHELD = Rule(
    "KC-L007",
    "notice",
    "ファイル簿に載せないファイル",
    "File left out of the ledger",
    "このファイルは法第75条第3項により公表するファイル簿に載りません。",
    "This file is left out of the published ledger under art. 75 (3).",
)
DUTY_UNKNOWN = Rule(
    "KC-L008",
    "warning",
    "本人の数が分からない",
    "Number of people unknown",
    "本人の数が選ばれていません。1,000人以上なら作成と公表の義務があります（法第74条第2項第9号）。",
    "The number of people is not chosen. From 1,000 on the law demands an entry (art. 74 (2) 9).",
)
VOLUNTARY = Rule(
    "KC-L009",
    "notice",
    "任意の掲載",
    "Published without a duty",
    "1,000人未満のため法律上の作成義務はなく、任意の掲載として表示します。",
    "Under 1,000 people: there is no duty, and the entry is shown as voluntary.",
)
NOT_SAID_VOLUNTARY = Rule(
    "KC-L010",
    "warning",
    "任意の掲載と示していない",
    "Not said to be voluntary",
    "1,000人未満のファイルです。公表するなら「任意の掲載」を選んでください。",
    "Under 1,000 people: choose “voluntary” to publish it.",
)
NOT_VOLUNTARY = Rule(
    "KC-L011",
    "error",
    "義務があるのに任意の掲載",
    "Called voluntary, yet a duty",
    "本人の数が{value}のファイルは作成と公表の義務があります。「任意の掲載」を外してください。",
    "{value} people: the law demands the entry. Do not call it voluntary.",
)
SENSITIVE = Rule(
    "KC-L012",
    "warning",
    "要配慮個人情報の見落とし",
    "Special care overlooked",
    "記録項目に「{value}」がありますが、要配慮個人情報は「含まない」になっています。確認してください。",
    "“{value}” is recorded, yet the entry says that nothing needs special care. Check it.",
)
COMPANION = Rule(
    "KC-L013",
    "error",
    "マニュアル処理ファイルの矛盾",
    "Companion of a file by hand",
    "マニュアル処理ファイルには、対応するマニュアル処理ファイルの有無を記載しません。",
    "Only a computer file can have a companion that is kept by hand.",
)
ANONYMISED = Rule(
    "KC-L014",
    "error",
    "匿名加工情報の記載が不足",
    "Anonymised information incomplete",
    "匿名加工情報の記載には「{item}」も必要です。",
    "What is said about anonymised information needs “{item_en}” too.",
)
COUNCIL = Rule(
    "KC-L015",
    "error",
    "議会に法律を適用",
    "The act applied to the council",
    "議会は個人情報保護法の対象外です。適用する法令を議会の条例にしてください。",
    "The council is outside the act. Choose the council's ordinance.",
)
DATES = Rule(
    "KC-L016",
    "error",
    "日付の前後が逆",
    "Dates in the wrong order",
    "「{item}」（{value}）が作成年月日より前です。",
    "“{item_en}” ({value}) is before the day of entry.",
)
FORMULA = Rule(
    "KC-L017",
    "error",
    "数式に見える文字",
    "Text that looks like a formula",
    "「{item}」の「{value}」は表計算ソフトで数式として動きます。先頭の記号を取ってください。",
    "“{item_en}”: a spreadsheet would run “{value}” as a formula. Take away its first sign.",
)
UNPRINTABLE = Rule(
    "KC-L018",
    "error",
    "表に書けない文字",
    "Text that no table holds",
    "「{item}」に制御文字があるか、32,767文字を超えています。",
    "“{item_en}” holds control characters, or more than 32,767 characters.",
)

_SENSITIVE = re.compile(
    "病歴|既往|傷病|診療|診断|健康診査|健診|検診|検査結果|投薬|処方|障害|障がい|要介護|"
    "犯罪|前科|犯歴|被害|信条|宗教|人種|社会的身分|逮捕|少年の保護"
)
_COUNCIL = re.compile("議会|議長")
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\ufffe\uffff]")
CELL = 32_767
"""More characters an Excel cell does not hold."""


def lint(entry: FileLedgerEntry) -> list[Finding]:
    """Return what is wrong with an entry, in the order of its items."""
    return [
        *_items(entry),
        *_omissions(entry),
        *_threshold(entry),
        *_contradictions(entry),
        *_cells(entry),
    ]


def _say(rule: Rule, field: str, value: str = "") -> Finding:
    """A finding about a field, with the names of its item."""
    form = ledger()
    part, item = form.part_of(field), form.item_of(field)
    ja, en = part.ja, part.en
    if item and len(item.parts) > 1:
        ja, en = f"{item.ja}：{ja}", f"{item.en}: {en}"
    article = item.article if item else "法定外"
    return rule.finding(field, value, item=ja, item_en=en, article=article)


def _items(entry: FileLedgerEntry) -> Iterator[Finding]:
    """Each statutory item that must always be said."""
    texts = ("file_name", "agency_name", "administering_unit", "purpose_of_use")
    for field in (*texts, "record_scope", "collection_method"):
        yield from _text(entry, field, getattr(entry, field))
    if entry.record_items or not entry.omission("record_items"):
        yield from _list(entry, "record_items", entry.record_items or None)
    yield from _list(entry, "regular_recipients", entry.regular_recipients)
    for field in ("request_desk_name", "request_desk_address"):
        yield from _text(entry, field, getattr(entry, field))
    if entry.special_procedure_law:
        yield from _text(entry, "special_procedure_law", entry.special_procedure_law)
    said = ["contains_sensitive", "special_procedure_law", "contains_ordinance_sensitive"]
    said += ["file_kind", "anon_proposals_open"]
    if entry.file_kind is FileKind.COMPUTER:
        said.append("has_manual_companion")
    for field in said:
        if getattr(entry, field) is None:
            yield _say(MISSING, field)


def _text(entry: FileLedgerEntry, field: str, text: str) -> Iterator[Finding]:
    if not text.strip():
        if not entry.omission(field):
            yield _say(MISSING, field)
    elif not is_answer(text):
        yield _say(EVASIVE, field, text)


def _list(entry: FileLedgerEntry, field: str, values: tuple[str, ...] | None) -> Iterator[Finding]:
    if values is None:
        if not entry.omission(field):
            yield _say(MISSING, field)
        return
    for value in values:
        if not is_answer(value):
            yield _say(EVASIVE, field, value)
        elif is_open_ended(value):
            yield _say(OPEN_ENDED, field, value)


def _omissions(entry: FileLedgerEntry) -> Iterator[Finding]:
    names = {part.field for part in ledger().parts()}
    for omission in entry.omissions:
        if omission.field not in names:
            raise ValueError(f"no field of the ledger: {omission.field}")
        if omission.field not in OMISSIBLE:
            yield _say(NOT_OMISSIBLE, omission.field)
        elif not is_answer(omission.ground):
            yield _say(NO_GROUND, omission.field, omission.ground)
        else:
            yield _say(OMITTED, omission.field, omission.ground)
            if omission.field != "record_items" and getattr(entry, omission.field):
                yield _say(FILLED, omission.field)
    if entry.withheld:
        yield WITHHELD.finding("withheld")


def _threshold(entry: FileLedgerEntry) -> Iterator[Finding]:
    if entry.people is None:
        yield _say(DUTY_UNKNOWN, "people")
    elif entry.people is People.UNDER_1000:
        rule = VOLUNTARY if entry.published_voluntarily else NOT_SAID_VOLUNTARY
        yield _say(rule, "published_voluntarily")
    elif entry.published_voluntarily:
        yield _say(NOT_VOLUNTARY, "published_voluntarily", entry.people.ja)


def _contradictions(entry: FileLedgerEntry) -> Iterator[Finding]:
    if entry.contains_sensitive is False:
        for item in filter(_SENSITIVE.search, entry.record_items):
            yield _say(SENSITIVE, "contains_sensitive", item)
    if entry.file_kind is FileKind.MANUAL and entry.has_manual_companion:
        yield _say(COMPANION, "has_manual_companion")
    if entry.anon_proposals_open:
        yield from _incomplete(entry, "anon_desk_name", "anon_desk_address")
    made = ("anon_summary", "anon_made_desk", "anon_made_period")
    if any(getattr(entry, field).strip() for field in made):
        yield from _incomplete(entry, *made)
    if entry.law is Law.APPI and _COUNCIL.search(entry.agency_name):
        yield _say(COUNCIL, "law")
    for field in ("corrected_on", "removed_on"):
        day = getattr(entry, field)
        if day and entry.created_on and day < entry.created_on:
            yield _say(DATES, field, day.isoformat())


def _incomplete(entry: FileLedgerEntry, *fields: str) -> Iterator[Finding]:
    for field in fields:
        if not is_answer(getattr(entry, field)):
            yield _say(ANONYMISED, field)


def _cells(entry: FileLedgerEntry) -> Iterator[Finding]:
    """Texts that a table cannot hold as they are, or would run."""
    for part in ledger().parts():
        value = getattr(entry, part.field)
        texts = value if isinstance(value, tuple) else (value,)
        for text in (one for one in texts if isinstance(one, str)):
            if CONTROL.search(text) or len(text) > CELL:
                yield _say(UNPRINTABLE, part.field)
            elif text.startswith(("=", "+", "-", "@")) and is_answer(text):
                yield _say(FORMULA, part.field, text)


RULES = {
    rule.id: rule
    for rule in (
        MISSING,
        EVASIVE,
        OPEN_ENDED,
        NOT_OMISSIBLE,
        NO_GROUND,
        OMITTED,
        FILLED,
        WITHHELD,
        DUTY_UNKNOWN,
        VOLUNTARY,
        NOT_SAID_VOLUNTARY,
        NOT_VOLUNTARY,
        SENSITIVE,
        COMPANION,
        ANONYMISED,
        COUNCIL,
        DATES,
        FORMULA,
        UNPRINTABLE,
    )
}
"""The rules of the file ledger by id."""
