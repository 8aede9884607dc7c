"""Names of people: how they are told from names of facilities, companies and places."""

from __future__ import annotations

import re
from pathlib import Path

DATA = Path(__file__).parent / "data"

# Frequent surnames of Japan, chosen by hand; a rarer one is found by its column's header only.
SURNAMES = (DATA / "surnames.txt").read_text(encoding="utf-8").split()
_SURNAME = "|".join(sorted(SURNAMES, key=len, reverse=True))
_LONG_SURNAME = "|".join(
    sorted((name for name in SURNAMES if len(name) > 1), key=len, reverse=True)
)
_GIVEN = r"(?:[一-龯々]{1,3}|[ぁ-ん]{2,4}|[ァ-ヶー]{2,4})"
_TITLE = r"(?:さん|様(?![々式子相])|氏(?!神)|殿(?!堂)|くん|ちゃん)"

# What follows a word that is also a surname when it is no person: 石川県, 中村商店, 山口の皆様.
_NO_GIVEN = re.compile(
    r"[県市町村区郡州]|^(?:都|府|道|駅|川|橋|山|池|寺|院|園|館|港|店|字)"
    r"|商店|酒店|書店|旅館|工業|建設|医院|温泉|地区|公園|学校|会$|部$|課$|係$|社$"
    r"|[皆客者業主員]$|奥|宅"
)
_NO_PERSON = re.compile(
    r"会社|[(（]株[)）]|㈱|㈲|[(（]有[)）]|法人|組合|協会|協議会|委員会|連合|町内会|自治会|保存会|"
    r"センター|学校|大学|病院|医院|クリニック|神社|[寺社院園館店所課係室部局庁]$|教育委員|"
    r"[都道府県市町村区]$|公園|ホーム|グループ|クラブ|財団|機構|公社|国$"
)
_MARKS = {"非公開", "不明", "なし", "未定", "匿名", "同上", "空き", "欠員", "該当なし"}
_LETTERS = re.compile(r"[一-龯々〆ヶぁ-んァ-ヶーa-zA-Z][一-龯々〆ヶぁ-んァ-ヶーa-zA-Z .・]{1,29}")
_COMMON = re.compile(rf"(?:{_LONG_SURNAME}) ?{_GIVEN}")

_WITH_TITLE = re.compile(rf"({_LONG_SURNAME}) ?({_GIVEN}) ?{_TITLE}")
_LABELLED = re.compile(
    r"(?:氏名|本人|担当者?|責任者|申請者|申込者|届出者?|連絡者|連絡先|世帯主|保護者|飼い主|所有者|"
    rf"母|父|長男|長女|妻|夫|代表者?)(?:は|が|:|・)? ?(({_SURNAME}) ?({_GIVEN}))"
    r"(?=$|[ 、。,.(（)）/\d])"
)
_SURNAME_TITLE = re.compile(rf"(?:^|[^一-龯々ァ-ヶ])((?:{_LONG_SURNAME}){_TITLE})")

IN_TEXT = (_WITH_TITLE, _LABELLED, _SURNAME_TITLE)
"""What ``full_names`` and ``surnames`` look for; they leave out some of it."""


def is_person(name: str) -> bool:
    """Tell whether the cell of a column of names can be a person's (text after NFKC).

    A company, an office, a number or a mark such as 非公開 is none.
    """
    return (
        _LETTERS.fullmatch(name) is not None
        and _NO_PERSON.search(name) is None
        and name not in _MARKS
    )


def is_common_name(name: str) -> bool:
    """Tell whether the cell begins with a frequent surname and goes on like a given name."""
    found = _COMMON.fullmatch(name)
    return found is not None and _NO_GIVEN.search(name[1:]) is None and is_person(name)


def full_names(text: str) -> list[str]:
    """The full names of people in a text after NFKC: with a title, or after a label."""
    titled = [found[0] for found in _WITH_TITLE.finditer(text) if not _NO_GIVEN.search(found[2])]
    labelled = [found[1] for found in _LABELLED.finditer(text) if not _NO_GIVEN.search(found[3])]
    return titled + labelled


def surnames(text: str) -> list[str]:
    """The surnames with a title, such as 山田さん, in a text after NFKC."""
    return [found[1] for found in _SURNAME_TITLE.finditer(text)]
