"""A refusal: facts or settings that cannot be, and the field to put right."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "KC-D001": (
        "{field}（{value}）が受付日（{received}）より前です。どちらかの日付を直してください。",
        "{field} ({value}) is before the day of receipt ({received}). Correct one of them.",
    ),
    "KC-D002": (
        "{field}：補正された日（{value}）が、補正を求めた日（{asked}）より前です。",
        "{field}: the amendment came in ({value}) before it was asked for ({asked}).",
    ),
    "KC-D003": (
        "{field}：補正の期間が前の補正の期間と重なっています。"
        "前の補正が済んだ日以後に求めた日を入力してください。",
        "{field}: this amendment period overlaps the one before it. "
        "It can begin on the day when the earlier one was answered, not before.",
    ),
    "KC-D004": (
        "{field}（{value}）が初めの期限（{first}）を過ぎています。"
        "延長は初めの期限までに決めなければなりません。",
        "{field} ({value}) is after the first deadline ({first}). "
        "An extension must be decided by the first deadline.",
    ),
    "KC-D005": (
        "{field}が空です。本人に通知する理由を入力してください。",
        "{field} is empty. Enter the reason that the person is told.",
    ),
    "KC-D006": (
        "{field}（{value}）は{lowest}から{highest}までの整数で指定してください。",
        "{field} ({value}) must be a whole number from {lowest} to {highest}.",
    ),
    "KC-D007": (
        "{field}：通知した日（{value}）が、決めた日（{decided}）より前です。",
        "{field}: the notice was sent ({value}) before what it tells was decided ({decided}).",
    ),
    "KC-D008": (
        "{field}（{value}）が、定めることができる最も早い日（{earliest}）より前です。",
        "{field} ({value}) is before the earliest day that can be set ({earliest}).",
    ),
    "KC-D009": (
        "{field}（{value}）は役所が閉まっている日です。開いている日を期限にしてください。",
        "{field} ({value}) is a day on which the office is closed. Set an open day.",
    ),
    "KC-D010": (
        "{kind}には{field}を記録できません（{why}）。空にするか、種類を直してください。",
        "{kind_en} cannot have {field} ({why_en}). Empty it, or correct the kind.",
    ),
    "KC-D011": (
        "{field}（{value}）が受付日（{received}）より後です。"
        "この請求は開示を受けてから行うものです。",
        "{field} ({value}) is after the day of receipt ({received}). "
        "This request follows a disclosure.",
    ),
    "KC-D012": (
        "{field}（{value}）が決定日（{decided}）より後です。どちらかの日付を直してください。",
        "{field} ({value}) is after the decision ({decided}). Correct one of them.",
    ),
    "KC-D013": (
        "{field}（{value}）は{lowest}年から{highest}年までの日付にしてください。",
        "{field} ({value}) must be a date of the years {lowest} to {highest}.",
    ),
    "KC-D014": (
        "{field}（{value}）が基準日（{today}）より後です。先の日付では状態を示せません。",
        "{field} ({value}) is after the day of reference ({today}): there is no state yet.",
    ),
}
"""What is refused: id, then the sentence in Japanese and in English as format templates."""


class Refused(ValueError):
    """Facts that contradict each other, or a setting that the law does not allow.

    ``rule`` is a stable id of ``REFUSALS``; ``field`` names what to put right as the
    dataclass has it, with dots and positions (``amendments[1].asked_on``).
    """

    def __init__(self, rule: str, field: str, **words: object) -> None:
        """Say what is wrong; ``words`` fill the templates of the rule."""
        japanese, english = REFUSALS[rule]
        self.rule = rule
        self.field = field
        self.message = japanese.format(field=field, **words)
        self.message_en = english.format(field=field, **words)
        super().__init__(f"{rule}: {self.message} / {self.message_en}")
