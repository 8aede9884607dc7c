"""A refusal: a plan, a target or an observation that cannot be, and the field to put right."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "KP-P001": ("読めません（{why}）。", "Not readable ({why})."),
    "KP-P002": ("{field}がありません。", "{field} is missing."),
    "KP-P003": ("「{field}」という項目はありません。", "There is no key “{field}” here."),
    "KP-P004": ("{field}が二度あります。", "{field} is there twice."),
    "KP-P005": (
        "{field}の「{value}」は使えません。{expected}にしてください。",
        "{field}: “{value}” is not one of {expected}.",
    ),
    "KP-P006": (
        "{field}の「{value}」は数として読めません。割合は80%のように書いてください。",
        "{field}: “{value}” is no number. A share is written as 80%.",
    ),
    "KP-P007": (
        "{field}の「{value}」がこの計画にありません。",
        "{field}: there is no “{value}” in this plan.",
    ),
    "KP-P008": (
        "施策「{value}」の主たる掲載が{count}か所あります。1か所にし、ほかは再掲にしてください。",
        "Measure “{value}” has {count} primary places. It needs one; the others are 再掲.",
    ),
    "KP-P009": (
        "{field}は{expected}の形で書いてください。",
        "{field} must be {expected}.",
    ),
    "KP-P010": (
        "KPI「{value}」がどこにも掲載されていません。",
        "KPI “{value}” is shown in no place of the plan.",
    ),
    "KP-P011": (
        "終わる年度（last_year）と理由（ended_ja）は、両方とも書いてください（{field}がありません）。",
        "An end needs its last year (last_year) and its reason (ended_ja); {field} is missing.",
    ),
    "KP-P012": (
        "KPI「{value}」は{last}年度で終わります。その後の{year}年度に目標は置けません。",
        "KPI “{value}” ends with fiscal year {last}; it cannot have a target for {year}.",
    ),
    "KP-P013": (
        "施策「{measure}」は終わっています。続いているKPI「{value}」は、この施策に置けません。",
        "Measure “{measure}” has ended; KPI “{value}”, which goes on, cannot be part of it.",
    ),
    "KP-P014": (
        "前の版にある{what}「{value}」がありません。終えるときは、消さずに last_year（最後の年度）"
        "と ended_ja（理由）を書いてください。",
        "“{value}” of the version before is not there. To end it, keep it and write last_year (the "
        "last fiscal year) and ended_ja (why).",
    ),
    "KP-T001": (
        "目標の{field}がありません。比べ方「{comparator}」には必要です。",
        "The target has no {field}, which “{comparator}” needs.",
    ),
    "KP-T002": (
        "目標の{field}は、比べ方「{comparator}」では使いません。",
        "The target has {field}, which “{comparator}” does not use.",
    ),
    "KP-T003": (
        "目標の下限（{low}）が上限（{high}）より大きくなっています。",
        "The lower bound ({low}) is above the upper one ({high}).",
    ),
    "KP-T004": (
        "{field}（{value}）は0以上にしてください。",
        "{field} ({value}) must not be negative.",
    ),
    "KP-T005": (
        "数の目標「{comparator}」は、数で測らない指標には使えません。",
        "“{comparator}” needs numbers, which the indicator does not have.",
    ),
    "KP-T006": (
        "目標の基準（{basis}）は、この指標の測り方（{time}）に合いません。{fix}",
        "The basis “{basis}” does not fit an indicator of kind “{time}”. {fix_en}",
    ),
    "KP-T007": ("{field}（{value}）は数にしてください。", "{field} ({value}) must be a number."),
    "KP-O001": (
        "{field}（{value}）はその年度の中の日にしてください（年度の最後の日は{last}）。",
        "{field} ({value}) must be a day of the fiscal year, which ends on {last}.",
    ),
    "KP-O002": (
        "{field}（{value}）が報告した日（{reported}）より後です。まだない値は報告できません。",
        "{field} ({value}) is after the day of the report ({reported}).",
    ),
    "KP-O003": (
        "値と、分子・分母の両方は記録できません。分子と分母だけにしてください。",
        "A value and a numerator with its denominator exclude each other. Keep the latter.",
    ),
    "KP-O004": (
        "分母（{value}）は0より大きくし、分子と一緒に記録してください。",
        "The denominator ({value}) must be above 0 and come with its numerator.",
    ),
    "KP-O005": (
        "値がない報告には理由を書いてください。0は値です。",
        "A report without a value says why. Zero is a value.",
    ),
    "KP-O006": (
        "値がない（{status}）とした報告に値があります。どちらかにしてください。",
        "The report says that there is no value ({status}), yet it has one.",
    ),
    "KP-O007": (
        "訂正する報告「{value}」がありません。",
        "There is no report “{value}” to revise.",
    ),
    "KP-O008": (
        "報告「{value}」が二度あります。訂正は新しい報告として加えてください。",
        "Report “{value}” is there twice. A revision is a new report.",
    ),
    "KP-O009": (
        "値（{value}）が{lowest}から{highest}までの範囲にありません。",
        "The value ({value}) is not between {lowest} and {highest}.",
    ),
    "KP-O010": (
        "訂正（{value}）が、訂正する報告より前の時刻か、別の指標か年度のものです。",
        "The revision “{value}” is earlier than what it revises, or of another indicator or year.",
    ),
    "KP-O011": ("{field}（{value}）は数にしてください。", "{field} ({value}) must be a number."),
    "KP-E001": (
        "施策「{value}」はこの柱に再掲されています。先に再掲を除いてください。",
        "Measure “{value}” is shown again in this part. Take that place out first.",
    ),
    "KP-E002": (
        "施策「{value}」をそれ自身に統合することはできません。",
        "Measure “{value}” cannot be merged with itself.",
    ),
    "KP-E003": (
        "KPI「{value}」は施策「{measure}」のものではありません。",
        "KPI “{value}” is not of measure “{measure}”.",
    ),
    "KP-E004": (
        "{year}年度で終わることにはできません。策定日より前に終わった年度の目標は変わらないので、"
        "{earliest}年度以降にしてください。",
        "It cannot end with fiscal year {year}: years that were over when the version was adopted "
        "keep their targets. Write {earliest} or a later one.",
    ),
    "KP-E005": (
        "記号「{value}」は、この計画でもう使われています。別の記号にしてください。",
        "The key “{value}” is in use in this plan. Choose another one.",
    ),
    "KP-E006": (
        "記号「{value}」は使えません。半角の英小文字、数字、ハイフンで書いてください（例：free-wifi）。",
        "“{value}” is no key. Write small letters, digits and hyphens, such as free-wifi.",
    ),
    "KP-E007": (
        "「{value}」は公開された版にあるので、取り除けません。理由を書いて終えてください。",
        "“{value}” is in a published version and cannot be taken out. End it, with a reason.",
    ),
    "KP-E008": (
        "施策「{value}」にはKPIがあるので、取り除けません。先にKPIを取り除いてください。",
        "Measure “{value}” has KPI and cannot be taken out. Take those out first.",
    ),
    "KP-E009": (
        "施策「{value}」は、この柱にもう載っています。",
        "Measure “{value}” stands in this part already.",
    ),
    "KP-E010": (
        "施策「{value}」の再掲が、そこにはありません。",
        "Measure “{value}” is not shown again there.",
    ),
    "KP-B001": (
        "報告のブック（XLSX）として読めません。書き出したブックに書き込んで使ってください。",
        "Not readable as a workbook (XLSX) of reports. Fill in one that was downloaded.",
    ),
    "KP-B002": (
        "「{value}」のシートがありません。シートの名前は変えないでください。",
        "The sheet “{value}” is gone. Keep the names of the sheets.",
    ),
    "KP-B003": (
        "見出し「{value}」の列がありません。見出しの行は変えないでください。",
        "The column “{value}” is gone. Keep the row of headings.",
    ),
    "KP-B004": (
        "「{value}」のブックです。この報告期間（{expected}）のブックを使ってください。",
        "This is a workbook of “{value}”. Take the one of this round ({expected}).",
    ),
    "KP-B005": (
        "「{value}」は、この組織が報告するKPIではありません。KPIの記号は変えないでください。",
        "“{value}” is no KPI that this organisation reports. Keep the keys of the KPI.",
    ),
    "KP-B006": (
        "「{value}」の行が二度あります。一行だけにしてください。",
        "“{value}” has two rows. Keep one.",
    ),
    "KP-B007": (
        "「{field}」の「{value}」は読み取れません。{expected}を書いてください。",
        "“{field}”: “{value}” cannot be read. Write {expected_en}.",
    ),
    "KP-B008": ("{most}を超えています。", "It has more than {most}."),
    "KP-B009": (
        "「{field}」の式に結果がありません。結果の値に置き換えてください。",
        "The formula in “{field}” has no result. Put its value there instead.",
    ),
}
"""What is refused: id, then the sentence in Japanese and in English as format templates."""


class Refused(ValueError):
    """Something that cannot be in a plan or in its reports.

    ``rule`` is a stable id of ``REFUSALS``; ``field`` names what to put right; ``place`` is
    the file and line it stands in, where it was read from one.
    """

    def __init__(self, rule: str, field: str = "", place: str = "", **words: object) -> None:
        """Say what is wrong; ``words`` fill the templates of the rule."""
        japanese, english = REFUSALS[rule]
        self.rule = rule
        self.field = field
        self.place = place
        self.words = words
        self.message = (f"{place}：" if place else "") + japanese.format(field=field, **words)
        self.message_en = (f"{place}: " if place else "") + english.format(field=field, **words)
        super().__init__(f"{rule}: {self.message} / {self.message_en}")

    def at(self, place: str) -> Refused:
        """Return the same refusal with the place where it was read."""
        return Refused(self.rule, self.field, place, **self.words)
