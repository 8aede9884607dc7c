"""The kinds of file that ``sniff`` names: those that are read, and what to say of the rest."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True)
class Readable:
    """A kind of file that is read: its name in both languages, its usual suffixes."""

    ja: str
    en: str
    suffixes: tuple[str, ...]


READABLE = {
    "text": Readable(
        "文字のファイル（CSVなど）", "a text file (such as CSV)", (".csv", ".tsv", ".txt", ".tab")
    ),
    "xlsx": Readable("Excelブック（xlsx）", "an Excel workbook (xlsx)", (".xlsx", ".xlsm")),
    "xls": Readable("旧形式のExcelブック（xls）", "an old Excel workbook (xls)", (".xls",)),
    "ods": Readable("OpenDocumentの表（ods）", "an OpenDocument spreadsheet (ods)", (".ods",)),
    "zip": Readable("圧縮ファイル（ZIP）", "a ZIP archive", (".zip",)),
}


def _kind(ja: str, en: str, remedy: tuple[str, str]) -> dict[str, str]:
    return {"kind_ja": ja, "kind_en": en, "remedy_ja": remedy[0], "remedy_en": remedy[1]}


def refusal(kind: str) -> Finding:
    """Why a file of a kind that ``sniff`` returned is not read, and what to do.

    Raises KeyError for the kinds that are always read, and for unknown ones.
    """
    return NOT_TEXT.finding(words=KINDS[kind])


KINDS: dict[str, dict[str, str]] = {
    "png": _kind("画像（PNG）", "a PNG image", _TABLE),
    "jpeg": _kind("画像（JPEG）", "a JPEG image", _TABLE),
    "gif": _kind("画像（GIF）", "a GIF image", _TABLE),
    "pdf": _kind("PDF", "a PDF document", _TABLE),
    "xlsb": _kind("バイナリ形式のExcelブック（xlsb）", "a binary Excel workbook (xlsb)", _SAVE_AS),
    "xml2003": _kind("XMLスプレッドシート2003", "an XML Spreadsheet 2003", _SAVE_AS),
    "html_xls": _kind(
        "Excelの名前を付けたウェブページ（HTML）", "a web page (HTML) with an Excel name", _SAVE_AS
    ),
    "doc": _kind("旧形式のWord文書（doc）", "an old Word document (doc)", _TABLE),
    "ppt": _kind("旧形式のPowerPoint文書（ppt）", "an old PowerPoint document (ppt)", _TABLE),
    "docx": _kind("Word文書（docx）", "a Word document (docx)", _TABLE),
    "pptx": _kind("PowerPoint文書（pptx）", "a PowerPoint document (pptx)", _TABLE),
    "odt": _kind("OpenDocumentの文書（odtなど）", "an OpenDocument text or presentation", _TABLE),
    "msg": _kind("Outlookのメール（msg）", "an Outlook message (msg)", _TABLE),
    "rtf": _kind("リッチテキスト文書（RTF）", "a rich text document (RTF)", _TABLE),
    "zip": _kind("圧縮ファイルの中の圧縮ファイル", "an archive inside an archive", _UNPACK),
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
