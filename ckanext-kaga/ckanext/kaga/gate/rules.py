"""The rules of the gate: what each says to staff, why, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["refused", "blocked", "look", "info"]
"""``refused`` cannot be overridden, ``blocked`` can be released by a second person with a
written reason, ``look`` asks a person to look, ``info`` only tells."""


@dataclass(frozen=True)
class Rule:
    """Something personal that can be found in a file.

    ``message_*`` are format templates over ``column`` and ``count``. ``why_*`` is the
    reason, ``remedy_*`` what to do, ``source`` the law, or that it is our own choice.
    """

    id: str
    severity: Severity
    title_ja: str
    title_en: str
    message_ja: str
    message_en: str
    why_ja: str
    why_en: str
    remedy_ja: str
    remedy_en: str
    source: str


_LAW = "個人情報の保護に関する法律 第2条第1項・第69条"
_CODE = "個人情報の保護に関する法律 第2条第2項（個人識別符号）・第69条"
_OWN = "この検査の判断"

_IDENTIFIES = "個人を特定できる情報です。法令に基づく場合などを除き、公開できません。"
_IDENTIFIES_EN = "It identifies a person; it may not be published unless a law provides for it."
_CODED = "一人ひとりに割り当てられた番号（個人識別符号など）は、それだけで個人情報です。"
_CODED_EN = "A number given to one person is personal information by itself."

_DELETE = "列を削除してから、もう一度ファイルを選んでください。"
_DELETE_EN = "Delete the column and choose the file again."
_ASK = (
    "公開の根拠があるときは、個人情報の担当に相談してください。別の人が理由を書いて承認できます。"
)
_ASK_EN = (
    "If there is a ground for publishing it, ask the office for personal information: "
    "a second person can release it with a written reason."
)
_CELL = "該当する部分を削除するか、「本人」「担当課」のように言い換えてください。"
_CELL_EN = "Delete it, or say “the person” or “the section” instead."
_LOOK = "公開してよいものか確認してください。そうでなければ列や該当する部分を削除してください。"
_LOOK_EN = "Make sure that it may be public; otherwise delete the column or the part."

MY_NUMBER = Rule(
    "KG-P001",
    "refused",
    "マイナンバー（個人番号）",
    "My Number",
    "「{column}」に、マイナンバー（個人番号）が{count}件あります。公開できません。",
    "“{column}” holds My Numbers, {count} in all. They cannot be published.",
    "マイナンバーを含む情報の提供は、法律で定められた場合のほか禁じられています。承認による例外はありません。",
    "Providing My Numbers is forbidden except where the law lists it. No release is possible.",
    _DELETE
    + "このファイルを既に他の人に渡しているときは、すぐに個人情報の担当に知らせてください。",
    f"{_DELETE_EN} If anyone else has this file, tell the office for personal information at once.",
    "番号法（平成25年法律第27号）第19条。検査用数字は平成26年総務省令第85号第5条",
)
MAYBE_MY_NUMBER = Rule(
    "KG-P002",
    "blocked",
    "マイナンバーかもしれない番号",
    "A number that may be a My Number",
    "「{column}」に、マイナンバーかもしれない12桁の番号が{count}件あります。",
    "“{column}” holds 12-digit numbers that may be My Numbers, {count} in all.",
    "検査用数字が合う12桁の番号は、およそ11個に1個が偶然です。件数が少ないため断定できません。",
    "One 12-digit number in eleven has the right check digit by chance; these are too few to tell.",
    "何の番号かを確かめ、マイナンバーであれば削除してください。" + _ASK,
    f"Find out what the number is and delete it if it is a My Number. {_ASK_EN}",
    "番号法（平成25年法律第27号）第19条。判断の基準はこの検査による",
)
EMAIL = Rule(
    "KG-P003",
    "blocked",
    "個人のメールアドレス",
    "Personal e-mail address",
    "「{column}」に、個人のものと思われるメールアドレスが{count}件あります。",
    "“{column}” holds e-mail addresses that seem to be personal, {count} in all.",
    _IDENTIFIES,
    _IDENTIFIES_EN,
    f"課や窓口のメールアドレスに替えるか、削除してください。{_ASK}",
    f"Use the address of an office, or delete it. {_ASK_EN}",
    _LAW,
)
MOBILE = Rule(
    "KG-P004",
    "blocked",
    "携帯電話の番号",
    "Mobile phone number",
    "「{column}」に、携帯電話の番号が{count}件あります。",
    "“{column}” holds mobile phone numbers, {count} in all.",
    "070・080・090で始まる番号の多くは、個人が持ち歩く電話です。",
    "Numbers that begin with 070, 080 or 090 mostly belong to one person's phone.",
    f"課や窓口の電話番号に替えるか、削除してください。{_ASK}",
    f"Use the number of an office, or delete it. {_ASK_EN}",
    _LAW,
)
NAME_BIRTH = Rule(
    "KG-P005",
    "blocked",
    "氏名と生年月日",
    "Name and date of birth",
    "「{column}」で、氏名と生年月日が組になっています（{count}件）。",
    "“{column}” put names and dates of birth together, {count} in all.",
    _IDENTIFIES,
    _IDENTIFIES_EN,
    f"氏名の列を削除し、生年月日は「30歳代」のような年代に替えてください。{_ASK}",
    f"Delete the names, and turn the dates into age groups such as 30-39. {_ASK_EN}",
    _LAW,
)
NAME_ADDRESS = Rule(
    "KG-P006",
    "blocked",
    "氏名と住所",
    "Name and home address",
    "「{column}」で、個人の氏名と住所が組になっています（{count}件）。",
    "“{column}” put people's names and addresses together, {count} in all.",
    _IDENTIFIES,
    _IDENTIFIES_EN,
    f"氏名の列を削除し、住所は町名までにしてください。{_ASK}",
    f"Delete the names, and cut the addresses after the name of the town. {_ASK_EN}",
    _LAW,
)
NAME_PHONE = Rule(
    "KG-P007",
    "blocked",
    "氏名と電話番号",
    "Name and phone number",
    "「{column}」で、個人の氏名と電話番号が組になっています（{count}件）。",
    "“{column}” put people's names and phone numbers together, {count} in all.",
    _IDENTIFIES,
    _IDENTIFIES_EN,
    f"課や窓口の名前と電話番号に替えるか、両方の列を削除してください。{_ASK}",
    f"Use the name and number of an office, or delete both columns. {_ASK_EN}",
    _LAW,
)
BANK = Rule(
    "KG-P008",
    "blocked",
    "銀行口座",
    "Bank account",
    "「{column}」に、銀行などの口座番号が{count}件あります。",
    "“{column}” holds bank account numbers, {count} in all.",
    "口座番号は、他の情報と合わせて個人を特定でき、悪用されるおそれがあります。",
    "An account number leads to a person together with other data, and can be misused.",
    f"{_DELETE}{_ASK}",
    f"{_DELETE_EN} {_ASK_EN}",
    _LAW,
)
RESIDENCE_CARD = Rule(
    "KG-P009",
    "blocked",
    "在留カードの番号",
    "Residence card number",
    "「{column}」に、在留カードの番号と同じ形（英字2字・数字8字・英字2字）が{count}件あります。",
    "“{column}” holds values shaped like residence card numbers, {count} in all.",
    _CODED,
    _CODED_EN,
    f"{_DELETE}{_ASK}",
    f"{_DELETE_EN} {_ASK_EN}",
    _CODE,
)
PASSPORT = Rule(
    "KG-P010",
    "blocked",
    "旅券（パスポート）の番号",
    "Passport number",
    "「{column}」に、旅券（パスポート）の番号が{count}件あります。",
    "“{column}” holds passport numbers, {count} in all.",
    _CODED,
    _CODED_EN,
    f"{_DELETE}{_ASK}",
    f"{_DELETE_EN} {_ASK_EN}",
    f"{_CODE}、同施行令 第1条",
)
DRIVING_LICENCE = Rule(
    "KG-P011",
    "blocked",
    "運転免許証の番号",
    "Driving licence number",
    "「{column}」に、運転免許証の番号が{count}件あります。",
    "“{column}” holds driving licence numbers, {count} in all.",
    _CODED,
    _CODED_EN,
    f"{_DELETE}{_ASK}",
    f"{_DELETE_EN} {_ASK_EN}",
    f"{_CODE}、同施行令 第1条",
)
INSURANCE = Rule(
    "KG-P012",
    "blocked",
    "保険や年金などの番号",
    "Number of insurance, pension or resident record",
    "「{column}」に、被保険者の記号・番号、基礎年金番号または住民票コードが{count}件あります。",
    "“{column}” holds numbers of insured persons, pensions or resident records, {count} in all.",
    f"{_CODED}保険の記号・番号は、事務に必要な場合のほか告げるよう求めることも禁じられています。",
    f"{_CODED_EN} Even asking for an insurance number is forbidden without need.",
    f"{_DELETE}{_ASK}",
    f"{_DELETE_EN} {_ASK_EN}",
    f"{_CODE}、健康保険法 第194条の2、国民健康保険法 第111条の2",
)
PLATE = Rule(
    "KG-P013",
    "blocked",
    "自動車の登録番号（ナンバー）",
    "Licence plate",
    "「{column}」に、自動車の登録番号（ナンバー）が{count}件あります。",
    "“{column}” holds licence plates, {count} in all.",
    "持ち主を調べる手がかりになり、他の情報と合わせると個人を特定できることがあります。",
    "A plate leads to the owner, and together with other data to a person.",
    f"{_DELETE}{_ASK}",
    f"{_DELETE_EN} {_ASK_EN}",
    _LAW,
)
NAME_IN_TEXT = Rule(
    "KG-P014",
    "blocked",
    "文章の中の氏名",
    "Full name in free text",
    "「{column}」の文章に、個人の氏名と思われる言葉が{count}件あります。",
    "The text in “{column}” holds what seem to be full names of people, {count} in all.",
    _IDENTIFIES,
    _IDENTIFIES_EN,
    f"{_CELL}{_ASK}",
    f"{_CELL_EN} {_ASK_EN}",
    _LAW,
)
BIRTH_IN_TEXT = Rule(
    "KG-P015",
    "blocked",
    "文章の中の生年月日",
    "Date of birth in free text",
    "「{column}」の文章に、生年月日と思われる日付が{count}件あります。",
    "The text in “{column}” holds what seem to be dates of birth, {count} in all.",
    "生年月日は、他の情報と合わせると個人を特定できることがあります。",
    "A date of birth leads to a person together with other data.",
    f"{_CELL}{_ASK}",
    f"{_CELL_EN} {_ASK_EN}",
    _LAW,
)
NAME_COLUMN = Rule(
    "KG-P016",
    "look",
    "氏名の列",
    "A column of names",
    "「{column}」に、個人の氏名が{count}件あります。",
    "“{column}” holds names of people, {count} in all.",
    "氏名だけでも個人情報です。議員や委員のように公にする立場の人か確認が必要です。",
    "A name alone is personal information; it matters whether these people hold a public office.",
    _LOOK,
    _LOOK_EN,
    _LAW,
)
BIRTH_COLUMN = Rule(
    "KG-P017",
    "look",
    "生年月日の列",
    "A column of dates of birth",
    "「{column}」に、生年月日が{count}件あります。",
    "“{column}” holds dates of birth, {count} in all.",
    "氏名がなくても、他の列と合わせると個人を特定できることがあります。",
    "Even without a name it may lead to a person together with other columns.",
    "「30歳代」のような年代に替えられないか検討してください。" + _LOOK,
    f"Consider age groups such as 30-39. {_LOOK_EN}",
    _LAW,
)
SURNAME_IN_TEXT = Rule(
    "KG-P018",
    "look",
    "文章の中の名字",
    "Surname in free text",
    "「{column}」の文章に、「名字＋さん」のような言葉が{count}件あります。",
    "The text in “{column}” holds what seem to be surnames of people, {count} in all.",
    "場所や用件と合わせると、誰のことか分かる場合があります。",
    "Together with a place or a matter it may be clear who is meant.",
    _LOOK,
    _LOOK_EN,
    _LAW,
)
OFFICE_EMAIL = Rule(
    "KG-P019",
    "look",
    "問い合わせ先にある個人のメールアドレス",
    "Personal e-mail address as a contact",
    "問い合わせ先「{column}」に、個人のものかもしれないメールアドレスが{count}件あります。",
    "The contact column “{column}” holds addresses that may be personal, {count} in all.",
    "小さな店や団体では、個人のアドレスが公開の連絡先のこともあります。",
    "Small shops and clubs may use a personal address as their public contact.",
    _LOOK,
    _LOOK_EN,
    _OWN,
)
OFFICE_MOBILE = Rule(
    "KG-P020",
    "look",
    "施設の電話番号にある携帯電話の番号",
    "Mobile number as a facility's phone",
    "施設などの電話番号「{column}」に、携帯電話の番号が{count}件あります。",
    "The facilities' phone column “{column}” holds mobile numbers, {count} in all.",
    "小さな店や団体では、携帯電話が公開の連絡先のこともあります。",
    "Small shops and clubs may use a mobile as their public phone.",
    _LOOK,
    _LOOK_EN,
    _OWN,
)
OFFICER_ADDRESS = Rule(
    "KG-P021",
    "look",
    "営業者や代表者の住所",
    "Address of an owner or representative",
    "「{column}」に、個人の営業者や代表者の住所と思われるものが{count}件あります。",
    "“{column}” holds addresses of what seem to be individual owners, {count} in all.",
    "法令で公にする一覧もありますが、個人事業主では自宅のことがあります。",
    "Some lists are public by law, yet a sole trader's address may be a home.",
    _LOOK,
    _LOOK_EN,
    _LAW,
)
SMALL_CELL = Rule(
    "KG-P022",
    "look",
    "統計の小さな数",
    "Small number in statistics",
    "統計の列「{column}」に、一人ひとりを推測できる小さな数が{count}件あります。",
    "The statistics column “{column}” holds counts small enough to guess persons, {count} in all.",
    "狭い地域で数人しかいない場合、誰のことか推測されるおそれがあります。"
    "小さな数を「X」と表す統計もあります。境目の数を定めた法令は確認できていません。",
    "With few people in a small area it can be guessed who they are. Some statistics print X "
    "instead. We know of no law that sets the limit.",
    "地域や区分をまとめるか、小さな数を「X」などに替えることを検討してください。",
    "Consider merging areas or groups, or printing X instead.",
    f"{_OWN}（境目は設定できます。既定は10）",
)
AUTHOR = Rule(
    "KG-P023",
    "info",
    "ファイルの作成者の名前",
    "Author's name in the file",
    "Officeファイルに、作成者や更新者の名前が{count}件記録されています。公開されません。",
    "The Office file records names of its authors, {count} in all. They are not published.",
    "公開するファイルは表から新しく作るため、元のファイルの記録は含まれません。",
    "The public file is made anew from the table and holds none of this.",
    "対応は不要です。元のファイルを直接渡すときは、先に「ドキュメント検査」で削除してください。",
    "Nothing to do. Before handing over the original itself, remove it with Inspect Document.",
    _OWN,
)
COMMENTS = Rule(
    "KG-P024",
    "info",
    "セルのコメント",
    "Comments on cells",
    "Officeファイルに、セルのコメントが{count}件あります。公開されません。",
    "The Office file has comments on cells, {count} in all. They are not published.",
    AUTHOR.why_ja,
    AUTHOR.why_en,
    AUTHOR.remedy_ja,
    AUTHOR.remedy_en,
    _OWN,
)
HIDDEN_SHEETS = Rule(
    "KG-P025",
    "info",
    "非表示のシート",
    "Hidden sheets",
    "Officeファイルに、非表示のシートが{count}枚あります。選んだ表のほかは公開されません。",
    "The Office file has hidden sheets, {count} in all. Only the chosen table is published.",
    AUTHOR.why_ja,
    AUTHOR.why_en,
    AUTHOR.remedy_ja,
    AUTHOR.remedy_en,
    _OWN,
)
HIDDEN_CELLS = Rule(
    "KG-P026",
    "look",
    "非表示の行や列",
    "Hidden rows or columns",
    "Officeファイルに、非表示の行や列が{count}か所あります。",
    "The Office file has hidden rows or columns, {count} in all.",
    "隠しただけの行や列は、表に含まれて読み取られることがあります。",
    "Rows and columns that are only hidden may be read with the table.",
    "表計算ソフトで表示し、公開してよい内容か確認してください。不要であれば削除してください。",
    "Show them in the spreadsheet and make sure that they may be public; delete them if not.",
    _OWN,
)
UNINSPECTED = Rule(
    "KG-P027",
    "info",
    "調べられなかったファイル情報",
    "File information not inspected",
    "ファイルの作成者・コメント・非表示の部分は調べられませんでした。",
    "Authors, comments and hidden parts of the file could not be inspected.",
    "壊れているか、展開後の大きさが上限を超えています。表の中身は調べています。",
    "The file is damaged or too big when unpacked. The table itself was inspected.",
    "元のファイルをそのまま渡さないでください。公開するファイルは表から新しく作られます。",
    "Do not hand over the original. The public file is made anew from the table.",
    _OWN,
)

RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in (
        MY_NUMBER, MAYBE_MY_NUMBER, EMAIL, MOBILE, NAME_BIRTH, NAME_ADDRESS, NAME_PHONE, BANK,
        RESIDENCE_CARD, PASSPORT, DRIVING_LICENCE, INSURANCE, PLATE, NAME_IN_TEXT, BIRTH_IN_TEXT,
        NAME_COLUMN, BIRTH_COLUMN, SURNAME_IN_TEXT, OFFICE_EMAIL, OFFICE_MOBILE, OFFICER_ADDRESS,
        SMALL_CELL, AUTHOR, COMMENTS, HIDDEN_SHEETS, HIDDEN_CELLS, UNINSPECTED,
    )
}  # fmt: skip
"""Every rule of the gate by its id."""
