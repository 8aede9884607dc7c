"""What can be wrong with a data use."""

from __future__ import annotations

from ckanext.kagaconsent.ledger.finding import Rule

MISSING = Rule(
    "KC-U001",
    "error",
    "問いに答えていない",
    "Question not answered",
    "「{question}」に答えていません。「{item}」を入力してください。",
    "“{question_en}” is not answered. Fill in “{item_en}”.",
)
EVASIVE = Rule(
    "KC-U002",
    "error",
    "答えになっていない",
    "Not an answer",
    "「{question}」：「{item}」の「{value}」は答えになっていません。具体的に書いてください。",
    "“{question_en}”: “{value}” says nothing for “{item_en}”. Write what it is.",
)
NO_ARTICLE = Rule(
    "KC-U003",
    "error",
    "根拠の条項がない",
    "Ground without an article",
    "「{question}」：法令名と条項の両方が要ります。「{item}」を入力してください。",
    "“{question_en}”: both law and article are needed. Fill in “{item_en}”.",
)
NO_WITHDRAWAL = Rule(
    "KC-U004",
    "error",
    "同意の取消しの方法がない",
    "No way to withdraw",
    "「{question}」：本人の同意を根拠にするときは、同意を取り消す方法が要ります。",
    "“{question_en}”: a ground of consent needs the way to withdraw it.",
)
NO_REVIEW = Rule(
    "KC-U005",
    "error",
    "見直す日がない",
    "No review date",
    "「{question}」：見直す日を入力してください。この版の開始日から5年以内です。",
    "“{question_en}”: enter the review date, at most five years after the version begins.",
)
FAR_REVIEW = Rule(
    "KC-U006",
    "error",
    "見直す日が遠い",
    "Review date out of range",
    "「{question}」：見直す日（{value}）は、この版の開始日（{start}）の後、{latest}までの日にしてください。",
    "“{question_en}”: the review date ({value}) must be after {start} and by {latest}.",
)
NO_START = Rule(
    "KC-U007",
    "error",
    "この版の開始日がない",
    "No start of the version",
    "この版の開始日を入力してください。見直す日はそこから数えます。",
    "Enter from when this version holds. The review date is counted from there.",
)
NO_ROUTE = Rule(
    "KC-U008",
    "error",
    "残された方法がない",
    "No remaining route",
    "「{question}」：止められないときは、理由と残された方法の両方が要ります。「{item}」を入力してください。",
    "“{question_en}”: where it cannot be stopped, the reason and what can be done instead are "
    "both needed. Fill in “{item_en}”.",
)
NO_CONTACT = Rule(
    "KC-U009",
    "error",
    "連絡の方法がない",
    "No way to reach the desk",
    "「{question}」：窓口の電話番号、電子メール、所在地、ホームページのどれかを入力してください。",
    "“{question_en}”: enter telephone, mail address, address or web page of the desk.",
)
MANY_PURPOSES = Rule(
    "KC-U010",
    "error",
    "目的の語が多すぎる",
    "Too many purpose terms",
    "「{question}」：目的の語は、大切な順に三つまでにしてください。",
    "“{question_en}”: at most three purpose terms, the most important first.",
)
CONTRADICTION = Rule(
    "KC-U011",
    "error",
    "提供の記載が矛盾",
    "Contradiction on provision",
    "「{question}」：「提供しない」とありますが、提供先も記載されています。どちらかを直してください。",
    "“{question_en}”: it says 提供しない, yet a recipient is named. Correct one.",
)
UNKNOWN_TERM = Rule(
    "KC-U012",
    "error",
    "語彙にない語",
    "Term that is none",
    "「{value}」は「{group}」の語彙（DPV 2.3）にありません。一覧から選んでください。",
    "“{value}” is not offered for “{group_en}” (DPV 2.3). Choose from the list.",
)
NO_NAME = Rule(
    "KC-U013",
    "error",
    "表題か種別がない",
    "No title or kind",
    "「{item}」がありません。一覧に載せるために入力してください。",
    "“{item_en}” is empty. The list of the register needs it.",
)

NOT_RUNNING = Rule(
    "KC-U014",
    "error",
    "計画中か使用中かがない",
    "Neither planned nor in use",
    "状態に「計画中」か「使っている」を選んでください。休止や終了は、公開のあとに別の手続で示します。",
    "Choose whether it is planned or in use. That it is suspended or ended is said afterwards.",
)

FAR_AHEAD = Rule(
    "KC-U015",
    "error",
    "見直す日が5年より先",
    "Review more than five years ahead",
    "「{question}」：見直す日（{value}）は、今日から5年以内（{latest}まで）の日にしてください。",
    "“{question_en}”: the review date ({value}) must be within five years from today, by {latest}.",
)

RULES = {
    rule.id: rule
    for rule in (
        NOT_RUNNING,
        FAR_AHEAD,
        MISSING,
        EVASIVE,
        NO_ARTICLE,
        NO_WITHDRAWAL,
        NO_REVIEW,
        FAR_REVIEW,
        NO_START,
        NO_ROUTE,
        NO_CONTACT,
        MANY_PURPOSES,
        CONTRADICTION,
        UNKNOWN_TERM,
        NO_NAME,
    )
}
"""The rules of a data use by id."""
