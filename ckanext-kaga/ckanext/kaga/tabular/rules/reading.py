"""KG-R: rules about the file itself, found while it is read."""

from __future__ import annotations

from ckanext.kaga.tabular.rule import Rule

_RFC = "RFC 4180"
_RULE = "デジタル庁 機械可読性ルール（2026-03-31）"
_OURS = "この検査"

EMPTY = Rule(
    "KG-R001",
    "error",
    "空のファイル",
    "Empty file",
    "ファイルに表がありません。見出しの行とデータの行があるCSVを選んでください。",
    "The file holds no table. Choose a CSV file with a header row and data rows.",
    "見出しがなければ、どの列が何かを決められません。",
    _OURS,
)
NOT_TEXT = Rule(
    "KG-R002",
    "error",
    "CSVではないファイル",
    "Not a CSV file",
    "このファイルはCSVではなく{kind_ja}です。{remedy_ja}",
    "This file is not CSV but {kind_en}. {remedy_en}",
    "ファイル名の末尾が.csvでも、中身が違えば読み取れません。",
    _OURS,
)
ENCODING_UNKNOWN = Rule(
    "KG-R003",
    "error",
    "文字コードが分からない",
    "Unknown character encoding",
    "文字コードを判別できません。表計算ソフトで開き、「CSV UTF-8（コンマ区切り）」で"
    "保存し直してください。",
    "The character encoding cannot be told. Open the file in a spreadsheet and save it as "
    "“CSV UTF-8 (Comma delimited)”.",
    "推測で読むと、文字が別の文字に変わって公開されるおそれがあります。",
    _RULE + " L3-08",
)
NUL = Rule(
    "KG-R004",
    "error",
    "制御文字（NUL）",
    "NUL characters",
    "{row}行目にNULという見えない制御文字があります。ファイルが壊れている可能性があります。"
    "元の表から「CSV UTF-8（コンマ区切り）」で保存し直してください。",
    "Line {row} holds the invisible control character NUL; the file may be damaged. Save it "
    "again from the original table as “CSV UTF-8 (Comma delimited)”.",
    "NULはデータベースに保存できません。",
    "PostgreSQL",
)
TOO_BIG = Rule(
    "KG-R005",
    "error",
    "ファイルが大きすぎる",
    "File too big",
    "ファイルが大きすぎます（上限は{limit}MB）。年度や地区などで分けてください。",
    "The file is too big (the limit is {limit} MB). Split it, for example by year or area.",
    "すべての利用者が安定して使えるように上限を設けています。",
    _OURS,
)
TOO_MANY_ROWS = Rule(
    "KG-R006",
    "error",
    "行が多すぎる",
    "Too many rows",
    "行の数が上限の{limit}行を超えています。年度や地区などで分けてください。",
    "The file has more than {limit} rows. Split it, for example by year or area.",
    "すべての利用者が安定して使えるように上限を設けています。",
    _OURS,
)
TOO_MANY_COLUMNS = Rule(
    "KG-R007",
    "error",
    "列が多すぎる",
    "Too many columns",
    "見出しの行（{row}行目）に{found}列あり、上限の{limit}列を超えています。表を分けるか、"
    "使っていない列を削除してください。",
    "The header (row {row}) has {found} columns; the limit is {limit}. Split the table or "
    "delete unused columns.",
    "データベースの表に作れる列の数には限りがあります。",
    "PostgreSQL",
)
CELL_TOO_LONG = Rule(
    "KG-R008",
    "error",
    "セルの文字が多すぎる",
    "Cell too long",
    '{row}行目に{limit}文字を超えるセルがあります。引用符（"）の閉じ忘れがないかを確かめ、'
    "長い文章は別の文書にしてURLを書いてください。",
    "Row {row} has a cell of more than {limit} characters. Look for a missing closing "
    "quotation mark; put long texts into a document and give its URL.",
    "表計算ソフトの1セルに入るのは32,767文字までです。",
    _OURS,
)
QUOTE_OPEN = Rule(
    "KG-R009",
    "error",
    "引用符の閉じ忘れ",
    "Quotation mark not closed",
    '{row}行目で始まる引用符（"）が閉じていないため、それより後ろを読み取れません。'
    "引用符を閉じるか、削除してください。",
    "The quotation mark that opens in row {row} is never closed, so what follows cannot be "
    "read. Close or delete it.",
    "引用符が閉じないと、残りのすべての行が一つのセルになります。",
    _RFC,
)
ENCODING = Rule(
    "KG-R010",
    "notice",
    "UTF-8ではない文字コード",
    "Encoding other than UTF-8",
    "文字コードは{encoding}です。公開するCSVはUTF-8に変換します（元のファイルもそのまま残ります）。",
    "The encoding is {encoding}. The published CSV is converted to UTF-8; the original stays "
    "as it is.",
    "自治体標準オープンデータセットの文字コードはUTF-8です。",
    "GIF 452-1, " + _RULE + " L3-08",
)
ABOVE_HEADER = Rule(
    "KG-R011",
    "notice",
    "見出しより上の行",
    "Row above the header",
    "{row}行目「{value}」は見出し（{header_row}行目）より上にあるため、データに含めません。"
    "公開するファイルでは見出しを1行目にします。",
    "Row {row} “{value}” is above the header (row {header_row}) and not part of the data. The "
    "published file has its header in row 1.",
    "表題や注記の行があると、機械は見出しを見つけられません。",
    _RULE + " L3-01",
)
BLANK_ROWS = Rule(
    "KG-R012",
    "notice",
    "空の行",
    "Blank rows",
    "{rows_ja}は空のため、データに含めません。",
    "{rows_en}: blank, not part of the data.",
    "空の行は、データの終わりと取り違えられることがあります。",
    _RULE + " L1-03",
)
ROW_SHORT = Rule(
    "KG-R013",
    "warning",
    "列の足りない行",
    "Row with too few cells",
    "{row}行目のセルは{found}個で、見出しの{expected}個より少なくなっています。足りないセルは"
    "空欄として読みました。行の途中に改行が入っていないか確かめてください。",
    "Row {row} has {found} cells, the header {expected}. The missing cells were read as blank. "
    "Check that no line break splits the row.",
    "セルが足りないと、値が隣の列にずれている可能性があります。",
    _RFC,
)
ROW_LONG = Rule(
    "KG-R014",
    "error",
    "列の多い行",
    "Row with too many cells",
    "{row}行目のセルは{found}個で、見出しの{expected}個より多く、「{value}」の入る列がありません。"
    'コンマを含むセルを引用符（"）で囲むか、余分なセルを削除してください。',
    "Row {row} has {found} cells, the header {expected}; there is no column for “{value}”. Put "
    "cells with a comma into quotation marks or delete the surplus cells.",
    "入る列のない値は公開できず、値がずれている可能性があります。",
    _RFC + ", " + _RULE + " L1-15",
)
QUOTE_STRAY = Rule(
    "KG-R015",
    "warning",
    "引用符の誤り",
    "Misplaced quotation mark",
    '{row}行目の引用符（"）の使い方に誤りがあり、表計算ソフトと同じ読み方をしました。セルの中の'
    '引用符は二つ重ねて（""）書いてください。',
    "Row {row} misplaces a quotation mark and was read as spreadsheets read it. Inside a cell, "
    'write a quotation mark twice ("").',
    "読み取るソフトによって、セルの値が変わってしまいます。",
    _RFC,
)
DELIMITER = Rule(
    "KG-R016",
    "notice",
    "コンマではない区切り",
    "Delimiter other than a comma",
    "列の区切りは{delimiter_ja}です。公開するCSVではコンマにします。",
    "The columns are separated by {delimiter_en}. The published CSV has commas.",
    "CSVの区切りはコンマです。",
    _RFC,
)
NO_ROWS = Rule(
    "KG-R017",
    "warning",
    "データの行がない",
    "No data rows",
    "見出し（{header_row}行目）の下にデータの行がありません。ひな形のまま選んでいないか"
    "確かめてください。",
    "There is no data row below the header (row {header_row}). Check that this is not the empty "
    "template.",
    "空の表は利用者の役に立ちません。",
    _OURS,
)

ENCODING_UNSURE = Rule(
    "KG-R018",
    "warning",
    "文字コードが確かでない",
    "Encoding not certain",
    "文字コードを{encoding}として読みましたが、確かではありません。名称や住所が正しく読めているか"
    "確かめてください。",
    "The file was read as {encoding}, which is not certain. Check that names and addresses are "
    "spelt as they should be.",
    "二つの文字コードで読めるか、壊れた文字があるためです。",
    _OURS,
)
TOTAL = Rule(
    "KG-R019",
    "notice",
    "合計の行",
    "Row of totals",
    "{row}行目「{value}」は表の終わりにある合計の行のため、データに含めません。",
    "Row {row} “{value}” holds totals at the end of the table and is not part of the data.",
    "合計がデータに混ざると、集計したときに二重に数えられます。",
    _RULE + " L1-04",
)
NOTE_BELOW = Rule(
    "KG-R020",
    "notice",
    "表の下の注記",
    "Note below the table",
    "{row}行目「{value}」は表の下の注記のため、データに含めません。必要な注記はデータセットの説明に"
    "書いてください。",
    "Row {row} “{value}” is a note below the table and not part of the data. Put what readers "
    "need into the description of the dataset.",
    "注記の行は、データの行と取り違えられます。",
    _RULE + " L1-04",
)
HEADER_JOINED = Rule(
    "KG-R021",
    "notice",
    "二段の見出し",
    "Header of two rows",
    "見出しが{first}行目と{row}行目の二段になっているため、上の段と下の段を「_」でつないで読みました"
    "（{value}）。",
    "The header takes rows {first} and {row}; the upper and the lower cell were joined with “_” "
    "({value}).",
    "見出しは1行でなければ、機械は列の名前を決められません。",
    _RULE + " L3-01, L1-12",
)
HEADER_REPEATED = Rule(
    "KG-R022",
    "notice",
    "見出しの繰り返し",
    "Header repeated",
    "{row}行目は見出しと同じ内容のため、データに含めません。",
    "Row {row} repeats the header and is not part of the data.",
    "ページごとの見出しは、印刷のためのものです。",
    _RULE + " L1-04",
)
OTHER_TABLE = Rule(
    "KG-R023",
    "warning",
    "ほかの表",
    "Another table",
    "{place_ja}（{rows}行、見出し「{value}」）は読んでいません。公開する場合は、その表を選んで"
    "別のファイルとして公開してください。",
    "Not read: {place_en} ({rows} rows, header “{value}”). To publish it, choose it and publish "
    "it as a file of its own.",
    "一つのファイルから公開するのは一つの表です。",
    _RULE + " L1-02",
)
NO_SUCH_PART = Rule(
    "KG-R024",
    "error",
    "選んだ表がない",
    "No such table",
    "選んだ表（{place_ja}）がファイルにありません。表を選び直してください。",
    "The file does not hold what was chosen: {place_en}. Choose again.",
    "選んだ後でファイルが変わると起こります。",
    _OURS,
)
ALL_HIDDEN = Rule(
    "KG-R025",
    "error",
    "表示されているシートに表がない",
    "No table on a visible sheet",
    "表があるのは非表示のシートだけです。公開してよいものであれば、シートを再表示して保存し直して"
    "ください。",
    "Only hidden sheets hold a table. If it may be published, unhide the sheet and save again.",
    "非表示のシートには、公開を予定していない情報があることがあります。",
    _OURS,
)
MERGED_CELLS = Rule(
    "KG-R026",
    "warning",
    "結合されたセル",
    "Merged cells",
    "セル{range}が結合されています。値は{first}だけにあり、残りの{rest}個のセルは空欄として読みました。"
    "結合を解除し、それぞれのセルに値を入れてください。",
    "The cells {range} are merged. Only {first} has the value; the other {rest} were read as "
    "blank. Unmerge them and fill in each.",
    "結合されたセルの値がどの行のものか、機械には分かりません。",
    _RULE + " L1-12",
)

RULES: tuple[Rule, ...] = (
    EMPTY,
    NOT_TEXT,
    ENCODING_UNKNOWN,
    NUL,
    TOO_BIG,
    TOO_MANY_ROWS,
    TOO_MANY_COLUMNS,
    CELL_TOO_LONG,
    QUOTE_OPEN,
    ENCODING,
    ABOVE_HEADER,
    BLANK_ROWS,
    ROW_SHORT,
    ROW_LONG,
    QUOTE_STRAY,
    DELIMITER,
    NO_ROWS,
    ENCODING_UNSURE,
    TOTAL,
    NOTE_BELOW,
    HEADER_JOINED,
    HEADER_REPEATED,
    OTHER_TABLE,
    NO_SUCH_PART,
    ALL_HIDDEN,
    MERGED_CELLS,
)
