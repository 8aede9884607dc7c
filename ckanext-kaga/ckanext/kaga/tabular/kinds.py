"""What to say about a file that is not text, by the kind that ``sniff`` names."""

from __future__ import annotations

from ckanext.kaga.tabular.finding import Finding
from ckanext.kaga.tabular.rules.reading import NOT_TEXT

_SAVE_AS = (
    "表計算ソフトで開き、「名前を付けて保存」で「CSV UTF-8（コンマ区切り）」を選んで保存し、"
    "そのCSVを選んでください。",
    "Open it in a spreadsheet, choose “Save as”, “CSV UTF-8 (Comma delimited)”, and send that.",
)
_TABLE = (
    "元の表を表計算ソフトから「CSV UTF-8（コンマ区切り）」で保存し、そのCSVを選んでください。",
    "Save the original table from a spreadsheet as “CSV UTF-8 (Comma delimited)” and send that.",
)
_UNPACK = (
    "展開して、中のCSVを選んでください。",
    "Unpack it and send the CSV file inside.",
)


def _kind(ja: str, en: str, remedy: tuple[str, str]) -> dict[str, str]:
    return {"kind_ja": ja, "kind_en": en, "remedy_ja": remedy[0], "remedy_en": remedy[1]}


def refusal(kind: str) -> Finding:
    """Why a file of a kind that ``sniff`` returned is not read, and what to do.

    Raises KeyError for ``"text"`` and for unknown kinds.
    """
    return NOT_TEXT.finding(words=KINDS[kind])


KINDS: dict[str, dict[str, str]] = {
    "png": _kind("画像（PNG）", "a PNG image", _TABLE),
    "jpeg": _kind("画像（JPEG）", "a JPEG image", _TABLE),
    "gif": _kind("画像（GIF）", "a GIF image", _TABLE),
    "pdf": _kind("PDF", "a PDF document", _TABLE),
    "xlsx": _kind("Excelブック（xlsx）", "an Excel workbook (xlsx)", _SAVE_AS),
    "xls": _kind("旧形式のOffice文書（xlsなど）", "an old Office document (such as xls)", _SAVE_AS),
    "ods": _kind("OpenDocumentの表（ods）", "an OpenDocument spreadsheet (ods)", _SAVE_AS),
    "docx": _kind("Word文書（docx）", "a Word document (docx)", _TABLE),
    "pptx": _kind("PowerPoint文書（pptx）", "a PowerPoint document (pptx)", _TABLE),
    "rtf": _kind("リッチテキスト文書（RTF）", "a rich text document (RTF)", _TABLE),
    "zip": _kind("圧縮ファイル（ZIP）", "a ZIP archive", _UNPACK),
    "gzip": _kind("圧縮ファイル（gzip）", "a gzip archive", _UNPACK),
    "7z": _kind("圧縮ファイル（7z）", "a 7z archive", _UNPACK),
    "rar": _kind("圧縮ファイル（RAR）", "a RAR archive", _UNPACK),
    "html": _kind(
        "ウェブページ（HTML）",
        "a web page (HTML)",
        (
            "ダウンロード元のページそのものを保存していないか確かめ、CSVを選んでください。",
            "Check that you did not save the page that links to the file, and send the CSV file.",
        ),
    ),
    "xml": _kind("XML文書", "an XML document", _TABLE),
    "sqlite": _kind("データベース（SQLite）", "an SQLite database", _TABLE),
    "parquet": _kind("Parquetファイル", "a Parquet file", _TABLE),
    "exe": _kind("プログラム", "a program", _TABLE),
    "binary": _kind("文字ではないデータ", "binary data", _TABLE),
}
