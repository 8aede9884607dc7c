"""Roles of columns: what a header says about whose data stand below it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

import polars as pl

from ckanext.kaga.gate.names import is_common_name
from ckanext.kaga.gate.patterns import levelled
from ckanext.kaga.standards import Match

# How many cells are looked at where the header leaves a name open, how many names there
# must be, and which share of the cells.
_FIRST = 200
_FEWEST = 3
_MOST = 0.7


class Role(Enum):
    """What a column holds, as far as the gate needs to know."""

    MY_NUMBER = auto()
    ACCOUNT = auto()
    LICENCE = auto()
    PASSPORT = auto()
    INSURANCE = auto()
    BIRTH = auto()
    NAME = auto()
    """Of the person whom the row is about."""
    FIRST_WORD = auto()
    """A header that may be a person's name or a thing's: the cells decide."""
    SURNAME = auto()
    GIVEN = auto()
    OFFICER = auto()
    """Of someone named for an office or a business: 代表者, 設置者, 議員."""
    FACILITY = auto()
    HOME = auto()
    OFFICER_HOME = auto()
    ADDRESS = auto()
    """Whose it is, the nearest name says."""
    PHONE = auto()
    CONTACT = auto()
    """An organisation's contact, meant to be public."""
    EMAIL = auto()
    OTHER = auto()


_PERSON = (
    "申請者|申込者|届出者|届出人|世帯主|保護者|飼い主|飼主|契約者|対象者|本人|利用者|参加者|受給者|"
    "相談者|患者|児童|生徒|園児|被災者|要支援者|会員|納税者|居住者|個人|請求者"
)
_OFFICER = (
    "代表|設置者|開設者|営業者|経営者|管理者|所有者|責任者|理事|院長|園長|校長|施設長|議員|委員|講師|"
    "出演|作者|作家|作曲|作詞|著者|監督|会長|社長|市長|町長|選手|受賞|技術者|許可業者|監査|候補者|主宰"
)
_THING = (
    "名称|施設|店舗|店名|屋号|事業所|事業者|団体|学校|園名|法人|会社|企業|病院|商号|会場|場所名|イベント|"
    "公園|営業所|文化財|建物名|工事|データ|寺社|機関"
)
# The first that fits is the role. Headers are compared after NFKC, in lower case, without spaces.
_HEADERS: tuple[tuple[Role, str], ...] = (
    (Role.MY_NUMBER, r"個人番号(?!カード)|マイナンバー(?!カード)|my_?number|特定個人情報"),
    (Role.ACCOUNT, r"口座番号|口座no|account_?(number|no)"),
    (Role.LICENCE, r"運転免許|^免許証?(の)?番号|driver'?s?_?licen[cs]e"),
    (Role.PASSPORT, r"旅券|パスポート|passport"),
    (
        Role.INSURANCE,
        r"被保険者証?(の|等)*(記号|番号)|保険証(の|等)*(記号|番号|記番号)|住民票コード|基礎年金番号",
    ),
    (Role.BIRTH, r"生年月日|誕生日|出生(年月)?日$|birth_?da(te|y)|date_?of_?birth|^dob$"),
    (Role.OTHER, r"fax|ファックス|メールアドレス.*有無|url|(氏名|名前|住所|電話番号)の有無"),
    (Role.OFFICER_HOME, rf"({_OFFICER}).*(住所|居所|自宅)"),
    (
        Role.HOME,
        rf"自宅|現住所|本籍|居住地|({_PERSON})の?_?(住所|居所|所在地)|送付先|home_?address",
    ),
    (Role.OFFICER, rf"({_OFFICER}).*(氏名|名$|名前|者$|等$|員$|長$)"),
    (Role.NAME, rf"氏名(?!.*(カナ|かな|ふりがな|フリガナ|ローマ字))|({_PERSON})名?$|full_?name"),
    (Role.SURNAME, r"^(姓|氏|名字|苗字|(sur|last|family)_?name)$"),
    (Role.GIVEN, r"^(名|下の名前|(given|first)_?name)$"),
    (Role.FIRST_WORD, r"^(お?名前|name|担当者?)$"),
    (Role.ADDRESS, r"住所|所在地|^address$"),
    (
        Role.CONTACT,
        r"(問い?合わ?せ|連絡)先?.*(メール|mail|名称|部署|課)|代表電話|事務局|窓口|担当課",
    ),
    (Role.EMAIL, r"メール|e-?mail"),
    (Role.FACILITY, _THING),
    (Role.PHONE, r"電話|携帯|^tel|phone|連絡先$"),
)


@dataclass(frozen=True)
class Roles:
    """The roles of all columns of a table, in file order.

    ``owners`` has for each column the place of the nearest column that names the person
    or the facility it belongs to, None where there is none. ``standard`` is true for the
    columns that a standard asks to publish: those are about facilities and offices.
    """

    roles: tuple[Role, ...]
    owners: tuple[int | None, ...]
    standard: tuple[bool, ...]

    def of_person(self, index: int) -> bool:
        """Whether the column at the place belongs to the person whom the row is about."""
        owner = self.owners[index]
        return not self.standard[index] and owner is not None and self.roles[owner] in _PEOPLE

    def of_office(self, index: int) -> bool:
        """Whether the column holds a phone or mail address of a facility or an office."""
        if self.roles[index] is Role.CONTACT:
            return not self.of_person(index)
        return self.roles[index] in {Role.PHONE, Role.EMAIL} and self.of_facility(index)

    def of_facility(self, index: int) -> bool:
        """Whether the column at the place belongs to a facility, or is one of a standard."""
        owner = self.owners[index]
        named = owner is not None and self.roles[owner] is Role.FACILITY
        return self.standard[index] or named

    def places(self, *roles: Role) -> list[int]:
        """The places of the columns with one of the roles."""
        return [at for at, role in enumerate(self.roles) if role in roles]


_PEOPLE = {Role.NAME, Role.SURNAME}


def roles(header: Sequence[str], fit: Match | None, frame: pl.DataFrame) -> Roles:
    """Read the roles from the headers; a likely match says which are a standard's.

    Where a header leaves it open, the first cells of the column tell names of people.
    """
    known = fit.columns if fit and fit.likely else (None,) * len(header)
    standard = [column is not None for column in known]
    found = [_role(cell) for cell in header]
    for at, own in enumerate(standard):
        if own and found[at] in {Role.FACILITY, Role.NAME, Role.FIRST_WORD}:
            found[at] = Role.FACILITY
        elif found[at] in {Role.FIRST_WORD, Role.OTHER} and not own:
            names = _has_names(frame.to_series(at))
            open_ = Role.FACILITY if found[at] is Role.FIRST_WORD else Role.OTHER
            found[at] = Role.NAME if names else open_
    owners = [_owner(found, at) for at in range(len(found))]
    return Roles(tuple(found), tuple(owners), tuple(standard))


def _has_names(cells: pl.Series) -> bool:
    """Whether most of the first cells are frequent names; too few cells tell nothing."""
    first = [levelled(cell) for cell in cells.head(_FIRST) if cell.strip()]
    names = sum(1 for cell in first if is_common_name(cell))
    return names >= _FEWEST and names >= _MOST * len(first)


def _role(cell: str) -> Role:
    header = re.sub(r"\s+", "", unicodedata.normalize("NFKC", cell)).lower()
    return next((role for role, words in _HEADERS if re.search(words, header)), Role.OTHER)


def _owner(found: list[Role], at: int) -> int | None:
    """The nearest name to the left, else the nearest to the right."""
    names = [index for index, role in enumerate(found) if role in _PEOPLE | {Role.FACILITY}]
    before = [index for index in names if index <= at]
    after = [index for index in names if index > at]
    return before[-1] if before else (after[0] if after else None)
