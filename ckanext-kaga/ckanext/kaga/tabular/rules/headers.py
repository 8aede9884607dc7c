"""KG-H: rules about the header and about whole columns."""

from __future__ import annotations

from ckanext.kaga.tabular.rule import Rule

_BOOK = "自治体標準オープンデータセット データ項目定義書"
_RULE = "デジタル庁 機械可読性ルール（2026-03-31）"
_OURS = "この検査"

NO_STANDARD = Rule(
    "KG-H001",
    "notice",
    "当てはまる標準がない",
    "No standard recognised",
    "見出しが、登録されているどの標準データセットにも当てはまりません。見出しの検査と型の検査は"
    "行わず、すべての列を文字として扱います。",
    "The header fits none of the standard datasets. Neither header nor types were checked; "
    "every column is treated as text.",
    "標準に合った表は、他の市区町村のデータと合わせて使えます。",
    _OURS,
)
REQUIRED_MISSING = Rule(
    "KG-H002",
    "warning",
    "必須の列がない",
    "Required column missing",
    "必須の列「{name}」がありません。別の見出しの列にある場合は、その見出しを「{name}」に直してください。"
    "ない場合は列を追加し、すべての行に記入してください。",
    "The required column “{name}” is missing. If you have it under another header, rename that to "
    "“{name}”; if not, add it and fill it in every row.",
    "定義書で必須（◎）とされている項目です。",
    _BOOK,
)
RECOMMENDED_MISSING = Rule(
    "KG-H003",
    "notice",
    "推奨の列がない",
    "Recommended column missing",
    "推奨の列「{name}」がありません。別の見出しの列にある場合は、その見出しを「{name}」に直し、"
    "分かる場合は列を追加してください。",
    "The recommended column “{name}” is missing. If you have it under another header, rename that "
    "to “{name}”; else add it if you have the data.",
    "定義書で推奨（○）とされている項目です。",
    _BOOK,
)
EXTRA = Rule(
    "KG-H004",
    "notice",
    "標準にない列",
    "Column outside the standard",
    "列「{column}」は標準にない列です。文字の列として、標準の列の後ろに残します。",
    "The column “{column}” is not part of the standard. It is kept as text, after the "
    "standard's columns.",
    "市区町村独自の列があっても差し支えありません。",
    _BOOK,
)
NEARLY = Rule(
    "KG-H012",
    "warning",
    "標準によく似た見出し",
    "Header nearly that of the standard",
    "列「{column}」は標準の「{name}」によく似ています。同じ項目であれば、見出しを「{name}」に直して"
    "ください。違う項目であれば、このままで差し支えありません。",
    "The column “{column}” is spelt nearly like “{name}” of the standard. Rename it if it is the "
    "same thing; leave it if it is not.",
    "見出しが一字違うだけで、標準の列として扱われません。",
    _OURS,
)
RENAMED = Rule(
    "KG-H005",
    "notice",
    "標準と違う見出し",
    "Header spelt differently",
    "見出し「{column}」を標準の「{name}」として読みました。公開するCSVでは標準の見出しにします。",
    "The header “{column}” was read as the standard's “{name}”, which the published CSV has.",
    "見出しが一字でも違うと、機械は別の項目として扱います。",
    _BOOK,
)
BLANK_HEADER = Rule(
    "KG-H006",
    "warning",
    "空の見出し",
    "Blank header cell",
    "{letter}列（左から{number}列目）の見出しが空です。「{name}」という列として読みました。"
    "内容が分かる見出しを付けてください。",
    "The header cell of column {letter} (number {number}) is blank; it was read as “{name}”. "
    "Give it a telling name.",
    "見出しのない列は、何のデータか分かりません。",
    _RULE + " L1-05",
)
DUPLICATE_HEADER = Rule(
    "KG-H007",
    "warning",
    "重複した見出し",
    "Repeated header",
    "見出し「{column}」が二つ以上あります。{letter}列（左から{number}列目）は「{name}」という列"
    "として読みました。見出しを区別してください。",
    "The header “{column}” occurs more than once. Column {letter} (number {number}) was read as "
    "“{name}”. Give each column its own name.",
    "同じ見出しの列は、どちらのデータか区別できません。",
    _RULE + " L2-03",
)
EMPTY_COLUMN = Rule(
    "KG-H008",
    "notice",
    "空の列",
    "Empty column",
    "{letter}列（左から{number}列目）は見出しもデータも空のため、含めません。",
    "Column {letter} (number {number}) has neither header nor data and is left out.",
    "空の列は表の範囲を分かりにくくします。",
    _RULE + " L1-03",
)
OLD_GENERATION = Rule(
    "KG-H009",
    "notice",
    "旧世代の標準",
    "Old generation of the standard",
    "旧世代の標準（{standard}）の見出しです。このまま公開できますが、次に作り直すときは"
    "自治体標準オープンデータセットへの移行を検討してください。",
    "The header is the old generation's ({standard}). It can be published as it is; consider "
    "moving to 自治体標準オープンデータセット at the next revision.",
    "デジタル庁は2023年以降、新しい標準を公表しています。",
    _BOOK,
)
ORDER = Rule(
    "KG-H010",
    "notice",
    "標準と違う列の順序",
    "Column order differs",
    "列の順序が標準と異なります。公開するCSVでは標準の順序に並べます。",
    "The order of the columns differs from the standard's, which the published CSV has.",
    "順序をそろえると、見比べやすくなります。",
    _BOOK,
)
RECOMMENDED_EMPTY = Rule(
    "KG-H011",
    "notice",
    "推奨の列がすべて空",
    "Recommended column is empty",
    "推奨の列「{column}」は、{rows}行すべてが空です。分かる場合は記入してください。",
    "The recommended column “{column}” is blank in all {rows} rows. Fill it in if you have the "
    "data.",
    "定義書で推奨（○）とされている項目です。",
    _BOOK,
)

OTHER_STANDARD = Rule(
    "KG-H013",
    "notice",
    "データセットと違う標準",
    "Standard other than the dataset's",
    "データセットの標準は「{wanted_ja}」ですが、見出しが標準「{found_ja}」に合うため、"
    "「{found_ja}」として確認しました。「{wanted_ja}」として確認するときは、このファイルの"
    "「準拠する標準データセット」でそれを選んでください。",
    "The standard of the dataset is “{wanted_en}”, but the header fits “{found_en}”, so the table "
    "was checked as that. To have it checked as “{wanted_en}”, choose it as the standard of this "
    "file.",
    "一つのデータセットに、違う標準の表があっても差し支えありません。",
    _OURS,
)

RULES: tuple[Rule, ...] = (
    NO_STANDARD,
    REQUIRED_MISSING,
    RECOMMENDED_MISSING,
    EXTRA,
    RENAMED,
    BLANK_HEADER,
    DUPLICATE_HEADER,
    EMPTY_COLUMN,
    OLD_GENERATION,
    ORDER,
    RECOMMENDED_EMPTY,
    NEARLY,
    OTHER_STANDARD,
)
