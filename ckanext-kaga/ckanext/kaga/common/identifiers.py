"""Official identifiers of Japan whose check digit tells a typing error from a value."""

from __future__ import annotations

import re

_WEIGHTS = (6, 5, 4, 3, 2)
_NAMES = (
    "北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 "
    "群馬県 埼玉県 千葉県 東京都 神奈川県 新潟県 富山県 石川県 福井県 "
    "山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 "
    "兵庫県 奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県 "
    "香川県 愛媛県 高知県 福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 "
    "鹿児島県 沖縄県"
)
PREFECTURES = tuple(_NAMES.split())
"""In the order of JIS X 0401, from 01 to 47: the first two digits of a local government's code."""


def municipality_check_digit(base: str) -> str:
    """Return the sixth digit of a 全国地方公共団体コード for its first five digits.

    Rule: 総務省「全国地方公共団体コード仕様」, modulus 11 with the weights 6, 5, 4, 3, 2; the
    check digit is the last digit of 11 minus the remainder.

    Raises ValueError if ``base`` is not exactly five digits 0-9.
    """
    if not re.fullmatch(r"[0-9]{5}", base):
        raise ValueError(f"five digits are needed, found {base!r}")
    weighted = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, base, strict=True))
    return str((11 - weighted % 11) % 10)


def is_municipality_code(code: str) -> bool:
    """Tell whether ``code`` is six half-width digits of a prefecture, with the right check digit.

    It proves that the digits belong together, not that the municipality exists today.
    """
    return (
        re.fullmatch(r"[0-9]{6}", code) is not None
        and 1 <= int(code[:2]) <= len(PREFECTURES)
        and municipality_check_digit(code[:5]) == code[5]
    )


def municipality_code_repairs(text: str) -> list[str]:
    """Return the valid codes that ``text`` may have been before a spreadsheet damaged it.

    Two losses are known: the leading zero (``92011`` was ``092011``) and the check digit
    (``13101`` was ``131016``); ``1100`` lost both. One answer is a repair, several are a
    question to a person, none means that the value is something else.
    """
    if not re.fullmatch(r"[0-9]{4,5}", text):
        return []
    base = text.zfill(5)
    candidates = (text.zfill(6), base + municipality_check_digit(base))
    return [code for code in candidates if is_municipality_code(code)]
