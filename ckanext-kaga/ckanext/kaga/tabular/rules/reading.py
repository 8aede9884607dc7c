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

ENCRYPTED = Rule(
    "KG-R027",
    "error",
    "パスワードのかかったファイル",
    "Password-protected file",
    "ファイルにパスワードがかかっているため、読み取れません。パスワードを解除して保存し直してください。",
    "The file is protected by a password and cannot be read. Remove the password and save again.",
    "公開するデータにパスワードは要りません。",
    _OURS,
)
DAMAGED = Rule(
    "KG-R028",
    "error",
    "壊れたファイル",
    "Damaged file",
    "ファイルが壊れているため、読み取れません。元のソフトで開けるか確かめ、保存し直してください。",
    "The file is damaged and cannot be read. Check that the original program opens it, and save "
    "it again.",
    "送信や保存の途中で切れたファイルは、一部だけを読むと誤ったデータになります。",
    _OURS,
)
RATIO = Rule(
    "KG-R029",
    "error",
    "展開すると大きすぎる",
    "Grows too much when unpacked",
    "圧縮されたファイルを展開すると{limit}倍を超える大きさになるため、読み取りをやめました。"
    "元の表を保存し直すか、CSVで保存してください。",
    "Unpacked, the file would be more than {limit} times as large, so reading was given up. Save "
    "the original table again, or as CSV.",
    "わずかな大きさに見せかけた巨大なファイルから、すべての利用者を守るためです。",
    _OURS,
)
SHEET_SPARSE = Rule(
    "KG-R030",
    "error",
    "シートの範囲が広すぎる",
    "Sheet too wide",
    "シート「{sheet}」は{rows}行×{columns}列の範囲を使っていますが、ほとんどのセルが空です。表から"
    "離れたセルに値が残っていないか確かめ、表の外の行と列を削除してください。",
    "The sheet “{sheet}” reaches over {rows} rows and {columns} columns, of which nearly all are "
    "blank. Look for values far from the table and delete the rows and columns outside it.",
    "離れたセルが一つあるだけで、シート全体が巨大な表として扱われます。",
    _RULE + " L1-04",
)
TOO_MANY_SHEETS = Rule(
    "KG-R031",
    "error",
    "シートが多すぎる",
    "Too many sheets",
    "シートが{found}枚あり、上限の{limit}枚を超えています。ファイルを分けてください。",
    "There are {found} sheets; the limit is {limit}. Split the file.",
    "すべての利用者が安定して使えるように上限を設けています。",
    _OURS,
)
HIDDEN_SHEET = Rule(
    "KG-R032",
    "warning",
    "非表示のシート",
    "Hidden sheet",
    "非表示のシート「{name}」があります。読んでおらず、公開もしませんが、元のファイルを渡すと誰でも"
    "見られます。",
    "There is a hidden sheet “{name}”. It is neither read nor published, but whoever gets the "
    "original file can see it.",
    "非表示のシートには、公開を予定していない情報があることがあります。",
    _RULE + " L1-13",
)
HIDDEN_ROWS = Rule(
    "KG-R033",
    "warning",
    "非表示の行",
    "Hidden rows",
    "{rows_ja}は非表示ですが、データとして読みました。公開してよい内容か確かめてください。",
    "{rows_en}: hidden, yet read as data. Check that it may be published.",
    "非表示の行も、表にすると誰でも見られます。",
    _RULE + " L1-13",
)
HIDDEN_COLUMN = Rule(
    "KG-R034",
    "warning",
    "非表示の列",
    "Hidden column",
    "{letter}列「{column}」は非表示ですが、データとして読みました。公開してよい内容か確かめてください。",
    "Column {letter} “{column}” is hidden, yet read as data. Check that it may be published.",
    "非表示の列も、表にすると誰でも見られます。",
    _RULE + " L1-13",
)
COMMENTS = Rule(
    "KG-R035",
    "warning",
    "セルのコメント",
    "Comments on cells",
    "{count}個のセルにコメントがあります（{cells}）。コメントは読まず、公開もしませんが、元のファイルを"
    "渡すと誰でも見られます。",
    "{count} cells have a comment ({cells}). Comments are neither read nor published, but whoever "
    "gets the original file can see them.",
    "コメントには、担当者の名前や内部のやり取りが残っていることがあります。",
    _OURS,
)
AUTHOR = Rule(
    "KG-R036",
    "notice",
    "ファイルに残る氏名",
    "Names stored in the file",
    "ファイルのプロパティに{roles_ja}の名前が残っています。公開するCSVには含まれませんが、元の"
    "ファイルを渡すと誰でも見られます。",
    "The file's properties name {roles_en}. The published CSV does not have it, but whoever gets "
    "the original file can see it.",
    "職員の氏名は、意図せず公開されやすい情報です。",
    _OURS,
)
FORMULAS = Rule(
    "KG-R037",
    "notice",
    "数式",
    "Formulas",
    "{count}個のセルに数式があります（最初は{cell}）。ファイルに保存されている計算結果を値として"
    "読みました。",
    "{count} cells hold a formula (the first is {cell}). The results stored in the file were read "
    "as their values.",
    "数式は、ほかのソフトでは計算できないことがあります。",
    _RULE + " L2-06",
)
CELL_ERROR = Rule(
    "KG-R038",
    "warning",
    "数式のエラー",
    "Error in a formula",
    "{row}行目の{letter}列に数式のエラー「{value}」があります。そのままの文字として読みました。"
    "正しい値を入れるか、空欄にしてください。",
    "Row {row}, column {letter}: the formula failed with “{value}”, which was read as text. Put "
    "in the right value or leave it blank.",
    "エラーの表示は値ではありません。",
    _RULE + " L2-06",
)
SUFFIX = Rule(
    "KG-R039",
    "notice",
    "中身と違う拡張子",
    "Suffix and contents differ",
    "ファイル名は「{suffix}」で終わっていますが、中身は{kind_ja}です。中身のとおりに読みました。",
    "The file's name ends with “{suffix}”, but it is {kind_en} and was read as that.",
    "拡張子が違うと、利用者のソフトで開けないことがあります。",
    _OURS,
)
TOO_MANY_MEMBERS = Rule(
    "KG-R040",
    "error",
    "圧縮ファイルの中のファイルが多すぎる",
    "Too many files in an archive",
    "圧縮ファイルの中に{found}個のファイルがあり、上限の{limit}個を超えています。分けてください。",
    "The archive holds {found} files; the limit is {limit}. Split it.",
    "すべての利用者が安定して使えるように上限を設けています。",
    _OURS,
)
MEMBER_SKIPPED = Rule(
    "KG-R041",
    "notice",
    "圧縮ファイルの中の読めないファイル",
    "File in an archive that is not read",
    "圧縮ファイルの中の「{name}」は読んでいません。（理由：{reason_ja}）",
    "Not read: “{name}” in the archive. (Reason: {reason_en})",
    "一つの圧縮ファイルから公開するのは一つの表です。",
    _OURS,
)
SHEET_SKIPPED = Rule(
    "KG-R043",
    "notice",
    "読めない表",
    "Table that is not read",
    "次の理由で読んでいない表があります。（理由：{reason_ja}）",
    "One table is not read. (Reason: {reason_en})",
    "ほかの表は読めるため、読める表だけを読みました。",
    _OURS,
)
NO_MEMBER = Rule(
    "KG-R042",
    "error",
    "圧縮ファイルの中に表がない",
    "No table in the archive",
    "圧縮ファイルの中に、読み取れる表がありません。（理由：{reason_ja}）",
    "The archive holds no table that can be read. (Reason: {reason_en})",
    "CSV、Excelブック、OpenDocumentの表を入れた圧縮ファイルを読み取れます。",
    _OURS,
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
    ENCRYPTED,
    DAMAGED,
    RATIO,
    SHEET_SPARSE,
    TOO_MANY_SHEETS,
    HIDDEN_SHEET,
    HIDDEN_ROWS,
    HIDDEN_COLUMN,
    COMMENTS,
    AUTHOR,
    FORMULAS,
    CELL_ERROR,
    SUFFIX,
    TOO_MANY_MEMBERS,
    MEMBER_SKIPPED,
    NO_MEMBER,
    SHEET_SKIPPED,
)
