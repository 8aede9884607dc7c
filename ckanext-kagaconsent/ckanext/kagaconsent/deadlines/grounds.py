"""The articles that the dates stand on, and how far each was read in a source.

The wording of some was not read. What is doubtful is part of the data, so that a page can
print 要確認 beside it until somebody has looked at laws.e-gov.go.jp.
"""

from __future__ import annotations

from dataclasses import dataclass

_APPI = "個人情報の保護に関する法律"
_APPI_EN = "Act on the Protection of Personal Information"


@dataclass(frozen=True, slots=True)
class Ground:
    """One article.

    ``source`` is where it was read. ``doubt_ja`` and ``doubt_en`` say what nobody has read in
    a source yet; empty where nothing is doubtful.
    """

    law_ja: str
    law_en: str
    article_ja: str
    article_en: str
    source: str = ""
    doubt_ja: str = ""
    doubt_en: str = ""

    @property
    def confirmed(self) -> bool:
        """Tell whether article and content were read in a source."""
        return not self.doubt_ja

    @property
    def ja(self) -> str:
        """Law and article, with 要確認 where something is doubtful."""
        mark = "" if self.confirmed else f"（要確認：{self.doubt_ja}）"
        return f"{self.law_ja}{self.article_ja}{mark}"

    @property
    def en(self) -> str:
        """The same in English."""
        mark = "" if self.confirmed else f" (to be checked: {self.doubt_en})"
        return f"{self.law_en}, {self.article_en}{mark}"


def _appi(
    article_ja: str, article_en: str, source: str = "", doubt_ja: str = "", doubt_en: str = ""
) -> Ground:
    return Ground(_APPI, _APPI_EN, article_ja, article_en, source, doubt_ja, doubt_en)


_UNREAD = ("条文を確認していません", "the text of the article was not read")
_NUMBER = (
    "内容は確認済み、条番号を確認していません",
    "the content was read, the number of the article was not",
)
_QA = "個人情報保護委員会 Q&A（行政機関等編）5-6-1"
_AICHI = "愛知県後期高齢者医療広域連合 審査基準"
_CIVIL = "菅野労務FP事務所の法令集 民法第六章 期間の計算"

GROUNDS: dict[str, Ground] = {
    "disclosure": _appi("第76条", "art. 76", "iuris.jp 第76条"),
    "correction": _appi("第90条", "art. 90", "千葉県要綱（要旨）"),
    "stop_use": _appi("第98条", "art. 98", "iuris.jp 第三款 利用停止"),
    "complaint": _appi(
        "第128条",
        "art. 128",
        "",
        "条文を確認していません。日数は法律になく、市の設定です",
        "the text was not read; the number of days is the city's setting, not the law's",
    ),
    "disclosure_days": _appi("第83条第1項", "art. 83 (1)", _QA),
    "correction_days": _appi("第94条第1項", "art. 94 (1)", _AICHI, *_NUMBER),
    "stop_use_days": _appi("第102条第1項", "art. 102 (1)", "滋賀県 審査基準"),
    "disclosure_amendment": _appi(
        "第83条第1項ただし書",
        "art. 83 (1), proviso",
        "経済産業省「開示請求等の流れ」",
        "補正を求めた日の翌日から補正された日までを数えないという数え方",
        "that the days not counted run from the day after asking to the day of the answer",
    ),
    "correction_amendment": _appi(
        "第94条第1項ただし書",
        "art. 94 (1), proviso",
        _AICHI,
        "条番号と、補正を求めた日の翌日から補正された日までを数えないという数え方",
        "the number of the article, and that the days not counted run from the day after "
        "asking to the day of the answer",
    ),
    "stop_use_amendment": _appi("第102条第1項ただし書", "art. 102 (1), proviso", "", *_UNREAD),
    "disclosure_extension": _appi("第83条第2項", "art. 83 (2)", _QA),
    "correction_extension": _appi("第94条第2項", "art. 94 (2)", _AICHI, *_NUMBER),
    "stop_use_extension": _appi("第102条第2項", "art. 102 (2)", "", *_UNREAD),
    "disclosure_special": _appi(
        "第84条",
        "art. 84",
        "厚生労働省 参考資料8（通知する事項のみ）",
        "60日と「相当の部分」の文言を確認していません",
        "the 60 days and the words on the considerable part were not read",
    ),
    "correction_special": _appi("第95条", "art. 95", _AICHI, *_NUMBER),
    "stop_use_special": _appi("第103条", "art. 103", "", *_UNREAD),
    "disclosure_transfer": _appi(
        "第85条",
        "art. 85",
        "厚生労働省 参考資料8",
        "移送されても初めの受付日から数えるという解釈",
        "the reading that the count goes on from the first receipt",
    ),
    "correction_transfer": _appi("第96条", "art. 96", "", *_UNREAD),
    "stop_use_filing": _appi("第98条第3項", "art. 98 (3)", "iuris.jp 第三款 利用停止"),
    "correction_filing": _appi("第90条第3項", "art. 90 (3)", "", *_UNREAD),
    "first_day": Ground(
        "民法",
        "Civil Code",
        "第140条（初日不算入）",
        "art. 140 (the first day is not counted)",
        _CIVIL,
    ),
    "last_day": Ground(
        "民法",
        "Civil Code",
        "第142条（休日に当たる末日）",
        "art. 142 (a last day that is a holiday)",
        _CIVIL,
        "この期限に当てはまることを条文や手引で確認していません",
        "that it holds for this deadline was not read in an article or guide",
    ),
    "last_day_of_filing": Ground(
        "地方自治法",
        "Local Autonomy Act",
        "第4条の2第4項",
        "art. 4-2 (4)",
        "iuris.jp 地方自治法第四条の二（令和六年法律第六十五号による改正まで）",
    ),
    "own_count": _appi(
        "第108条（施行条例の定め）",
        "art. 108 (what the ordinance sets)",
        _QA,
        "開庁日だけを数える定めができるかを確認していません",
        "that an ordinance may count open days only was not read",
    ),
}
"""By key. The keys that begin with a kind are ``<kind>`` and ``<kind>_<what>``."""
