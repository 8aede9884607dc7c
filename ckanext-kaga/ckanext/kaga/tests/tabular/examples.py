"""Examples of the rules about files, headers, rows and tables: each is a file that breaks one."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ckanext.kaga import standards, tabular
from ckanext.kaga.standards import Match
from ckanext.kaga.tabular import Finding, Limits, Part, Unreadable
from ckanext.kaga.tabular.compound import write_stream
from ckanext.kaga.tests.tabular import books

_KNOWN = standards.registry()


@dataclass(frozen=True)
class Example:
    """A file that breaks a rule.

    ``words`` say in both languages what it is where its ``text`` alone does not, and ``text``
    is left out where a page cannot show it. ``chosen`` is the standard that people chose for
    it, ``usual`` that of its dataset.
    """

    data: bytes
    text: str = ""
    words: str = ""
    name: str = ""
    chosen: str | None = None
    usual: str | None = None
    limits: Limits | None = None
    part: Part | None = None

    @cache  # noqa: B019 - the examples live as long as the tests
    def fitted(self) -> tuple[tabular.Table, Match | None, tuple[Finding, ...]]:
        """The table, what it is read as, and what is said about that. Raises Unreadable."""
        table = tabular.read(self.data, self.name, self.limits, self.part)
        return table, *tabular.fit(table.header, _KNOWN, chosen=self.chosen, usual=self.usual)

    @cache  # noqa: B019
    def findings(self, rule: str) -> list[Finding]:
        """What breaks the rule."""
        try:
            table, against, told = self.fitted()
        except Unreadable as error:
            every: tuple[Finding, ...] = (error.finding,)
        else:
            every = (*told, *tabular.check(table, against).findings)
        return [one for one in every if one.rule == rule]


def lines(*rows: str, **rest: object) -> Example:
    """A CSV file that the page shows as it is."""
    text = "\n".join([*rows, ""])
    return Example(text.encode(), text, **rest)  # type: ignore[arg-type]


def toilets(*rows: str, **rest: object) -> Example:
    """The same of the standard of toilets."""
    return lines(*rows, chosen="public_toilet/new", **rest)


@cache
def cell(standard: str, column: str, value: str) -> Example:
    """A file with that cell in that column of a standard."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([["ID", column], ["1", value]])
    return Example(text.getvalue().encode(), text.getvalue(), chosen=standard)


def told(words: str, data: bytes, **rest: object) -> Example:
    """A file that the page can only tell of."""
    return Example(data, "", words, **rest)  # type: ignore[arg-type]


def book(words: str, change: Callable[[Workbook, Worksheet], None], **rest: object) -> Example:
    """A workbook with the columns ID, 名称, 緯度 and 経度, and one change."""
    return told(words, books.plain(change), **rest)


def as_found(words: str) -> Example:
    """The workbook as a section keeps it, of which the words tell one thing."""
    return told(words, books.as_found())


def _hidden(workbook: Workbook, sheet: Worksheet) -> None:
    workbook.create_sheet("表紙")
    workbook.active = 1
    sheet.sheet_state = "hidden"


def _stray(_workbook: Workbook, sheet: Worksheet) -> None:
    sheet["XFD1048576"] = "。"


def _second(workbook: Workbook, _sheet: Worksheet) -> None:
    workbook.create_sheet("表紙")


def _failed(_workbook: Workbook, sheet: Worksheet) -> None:
    sheet["C3"] = "#N/A"
    sheet["C3"].data_type = "e"


def _unpacked_far(xml: bytes) -> bytes:
    return xml.replace(b"<sheetData>", b"<sheetData>" + b" " * 20_000_000)


_TOILETS = "名称,住所\n錦城山公園,大聖寺錦町\n"
_OPEN = '名称,備考\n錦城山公園,"改修中\n'
_SHEET = "xl/worksheets/sheet1.xml"

READING = {
    "KG-R001": told("空のファイル / an empty file", b""),
    "KG-R002": told("PDF文書 / a PDF document", b"%PDF-1.7\n", name="toilets.csv"),
    "KG-R003": told(
        "どの文字コードでもないバイトの列 / bytes of no encoding", bytes(range(128, 256)) * 4
    ),
    "KG-R004": told(
        "2行目にNULのあるUTF-16 / UTF-16 with a NUL in row 2",
        "名称,住所\n錦城山\0,大聖寺\n".encode("utf-16"),
    ),
    "KG-R005": lines(
        *["名称,住所", "錦城山公園,大聖寺錦町"] * 30_000,
        words="上限を1MBとしたときの1MBを超えるCSV / more than 1 MB where the limit is 1 MB",
        limits=Limits(size=1024 * 1024),
    ),
    "KG-R006": lines(
        "名称,住所",
        "錦城山公園,大聖寺錦町",
        "東部公園,大聖寺",
        words="上限を1行としたとき / where the limit is 1 row",
        limits=Limits(rows=1),
    ),
    "KG-R007": lines(
        "名称,住所,電話番号",
        "錦城山公園,大聖寺錦町,",
        words="上限を2列としたとき / where the limit is 2 columns",
        limits=Limits(columns=2),
    ),
    "KG-R008": lines(
        "名称,備考",
        "錦城山公園,大聖寺駅から歩いて10分",
        words="上限を10文字としたとき / where the limit is 10 characters",
        limits=Limits(cell=10),
    ),
    "KG-R009": lines("名称,備考", '錦城山公園,"駅から10分', "東部公園,"),
    "KG-R010": told(
        "シフトJISで保存したCSV / a CSV file saved in Shift_JIS", _TOILETS.encode("cp932")
    ),
    "KG-R011": lines("公衆トイレ一覧,,", "名称,住所,備考", "錦城山公園,大聖寺錦町,改修中"),
    "KG-R012": lines("名称,住所", "錦城山公園,大聖寺錦町", "", "東部公園,大聖寺"),
    "KG-R013": lines("名称,住所,備考", "錦城山公園,大聖寺錦町,改修中", "東部公園"),
    "KG-R014": lines(
        "名称,住所", "東部公園,大聖寺", "錦城山公園,大聖寺錦町,10番地", "駅前公園,熊坂町"
    ),
    "KG-R015": lines("名称,備考", '"錦城山"公園,改修中'),
    "KG-R016": lines("名称;住所", "錦城山公園;大聖寺錦町"),
    "KG-R017": lines("名称,住所"),
    "KG-R018": told(
        "漢字だけのEUC-JPのCSV / a CSV file in EUC-JP with nothing but kanji",
        "名称,住所\n錦城山公園,大聖寺錦町\n".encode("euc_jis_2004"),
    ),
    "KG-R019": lines("名称,男性,女性", "錦城山公園,2,3", "東部公園,1,2", "合計,3,5"),
    "KG-R020": lines("名称,男性,女性", "錦城山公園,2,3", "東部公園,1,2", "※令和5年4月1日現在,,"),
    "KG-R021": lines(
        "名称,トイレ,,住所", ",男性,女性,", "錦城山公園,2,3,大聖寺錦町", "東部公園,1,1,大聖寺"
    ),
    "KG-R022": lines("名称,住所", "錦城山公園,大聖寺錦町", "名称,住所", "東部公園,大聖寺"),
    "KG-R023": lines(
        *("公園,,", "名称,住所,備考", "錦城山公園,大聖寺錦町,", "東部公園,大聖寺,", "", ""),
        *("窓口,,", "課名,電話番号,備考", "広報課,0761-72-1111,"),
    ),
    "KG-R024": lines(
        "名称,住所",
        "錦城山公園,大聖寺錦町",
        words="20行目から始まる表を選んだとき / where the table from row 20 was chosen",
        part=Part(row=20),
    ),
    "KG-R025": book(
        "表のあるシートを非表示にしたブック / a workbook whose table is hidden", _hidden
    ),
    "KG-R026": as_found("F6とF7を結合したブック / a workbook in which F6 and F7 are merged"),
    "KG-R027": told(
        "パスワードを付けて保存したブック / a workbook saved with a password",
        write_stream("EncryptedPackage", b""),
    ),
    "KG-R028": told(
        "途中で切れたブック / a workbook that was cut off",
        books.plain()[:3_000],
        name="toilets.xlsx",
    ),
    "KG-R029": told(
        "展開すると空白が2千万個のブック / a workbook that unpacks to 20 million spaces",
        books.changed(books.plain(), _SHEET, _unpacked_far),
    ),
    "KG-R030": book(
        "右下の端のセル（XFD1048576）に「。」のあるブック / a workbook with “。” in its last cell",
        _stray,
    ),
    "KG-R031": book(
        "上限を1枚としたときの2枚のブック / a workbook of 2 sheets where the limit is 1",
        _second,
        limits=Limits(sheets=1),
    ),
    "KG-R032": as_found(
        "シート「連絡先」を非表示にしたブック / a workbook whose sheet 連絡先 is hidden"
    ),
    "KG-R033": as_found("8行目を非表示にしたブック / a workbook whose row 8 is hidden"),
    "KG-R034": as_found("E列「24時間」を非表示にしたブック / a workbook whose column E is hidden"),
    "KG-R035": as_found("A5にコメントのあるブック / a workbook with a comment on A5"),
    "KG-R036": as_found("作成者の氏名が残るブック / a workbook that names its author"),
    "KG-R037": as_found("合計を数式で書いたブック / a workbook with sums as formulas"),
    "KG-R038": book("C3が #N/A のブック / a workbook with #N/A in C3", _failed),
    "KG-R039": told(
        "toilets.csv という名前のExcelブック / an Excel workbook named toilets.csv",
        books.plain(),
        name="toilets.csv",
    ),
    "KG-R040": told(
        "上限を1個としたときの、2個の圧縮ファイル / 2 files in an archive, the limit is 1",
        books.zipped({"a.csv": _TOILETS.encode(), "b.csv": _TOILETS.encode()}),
        limits=Limits(members=1),
    ),
    "KG-R041": told(
        "表と画像（図.png）の圧縮ファイル / an archive of a table and a picture",
        books.zipped({"toilets.csv": _TOILETS.encode(), "図.png": b"\x89PNG\r\n\x1a\n"}),
    ),
    "KG-R042": told(
        "画像（図.png）だけの圧縮ファイル / an archive of nothing but a picture",
        books.zipped({"図.png": b"\x89PNG\r\n\x1a\n"}),
    ),
    "KG-R043": told(
        "メモ.csvの引用符が閉じていない圧縮ファイル / an archive in which メモ.csv cannot be read",
        books.zipped({"toilets.csv": _TOILETS.encode(), "メモ.csv": _OPEN.encode()}),
    ),
}

HEADERS = {
    "KG-H001": lines("店名,席数", "山田屋,12"),
    "KG-H002": toilets("ID,名称", "1,錦城山公園"),
    "KG-H003": toilets("ID,名称,設置位置", "1,錦城山公園,入口横"),
    "KG-H004": toilets("ID,名称,管理者", "1,錦城山公園,都市計画課"),
    "KG-H005": toilets("ID,名称,緯度　,住所", "1,錦城山公園,36.309009,石川県加賀市大聖寺錦町"),
    "KG-H006": lines("ID,名称,,住所", "1,錦城山公園,入口横,大聖寺錦町"),
    "KG-H007": lines("名称,電話番号,電話番号", "錦城山公園,0761-72-1111,0761-72-7892"),
    "KG-H008": lines("名称,住所,", "錦城山公園,大聖寺錦町,"),
    "KG-H009": lines("NO,名称,男性トイレ総数", "1,錦城山公園,2", chosen="public_toilet/old"),
    "KG-H010": toilets("名称,ID", "錦城山公園,1"),
    "KG-H011": toilets("ID,名称,緯度", "1,錦城山公園,"),
    "KG-H012": toilets("ID,名称,設置の位置", "1,錦城山公園,入口横"),
    "KG-H013": Example(
        (books.SAMPLES / "172065_public_toilet.csv").read_bytes(),
        words="データセットの標準が「AED設置箇所一覧」のときの、公衆トイレの表 / "
        "a table of toilets in a dataset whose standard is that of defibrillators",
        usual="aed/new",
    ),
}

_PLACES = [f"172065,{number},36.30{number},136.31{number}" for number in range(1, 9)]
_PLACE = "全国地方公共団体コード,ID,緯度,経度"

ROWS = {
    "KG-V003": toilets("ID,名称,緯度,経度", "1,錦城山公園,136.307075,36.309009"),
    "KG-V004": toilets("ID,名称", "1,錦城山公園", "1,大聖寺東部公園"),
    "KG-V005": toilets("ID,名称", "1,錦城山公園", ",大聖寺東部公園"),
    "KG-V006": toilets("ID,名称,設置位置", "1,錦城山公園,入口横", "2,錦城山公園,入口横"),
    "KG-V007": toilets("ID,女性トイレ総数,女性トイレ数（和式）,女性トイレ数（洋式）", "1,3,1,1"),
    "KG-V008": lines("イベント名,開始日,終了日", "祭り,2026-10-02,2026-10-01", chosen="event/new"),
    "KG-V009": toilets("全国地方公共団体コード,ID,所在地_連結表記", "172065,1,加賀市大聖寺錦町"),
    "KG-V010": toilets(_PLACE, *_PLACES, "172031,9,36.309,136.319"),
    "KG-V011": toilets(_PLACE, *_PLACES, "172065,9,37.834,136.319"),
    "KG-V012": toilets(
        "ID,名称,男性トイレ総数", "1,錦城山公園,0", "2,大聖寺東部公園,", "3,駅前公園,2"
    ),
    "KG-V013": toilets("ID,名称,備考", "1,錦城山公園,改修中", "2,大聖寺東部公園,〃"),
    "KG-V014": toilets("ID,名称", "1,錦城山公園", "小計,1", "2,大聖寺東部公園"),
    "KG-V015": toilets(
        "全国地方公共団体コード,ID",
        "222127,1",
        words="ファイル名 / named: 172065_public_toilet.csv",
        name="172065_public_toilet.csv",
    ),
}

EXAMPLES = {**READING, **HEADERS, **ROWS}

CELLS = {
    "KG-T001": ("public_toilet/new", "男性トイレ総数", ("3か所", "1(幼児用ﾄｲﾚ)", "なし")),
    "KG-T002": ("public_toilet/new", "高度の値", ("0.2km", "―", "海抜12m")),
    "KG-T003": (
        "event/new",
        "開始日",
        ("令和5年4月1日", "44698", "2023-04-01 09:30", "令和5年4月"),
    ),
    "KG-T004": ("public_toilet/new", "利用開始時間", ("午前8時30分", "0.375", "終日", "22:00消灯")),
    "KG-T005": ("public_toilet/new", "画像", ("www.city.kaga.ishikawa.jp", "準備中")),
    "KG-T006": ("public_toilet/new", "車椅子使用者用トイレ有無", ("○", "-", "△")),
    "KG-T007": ("public_toilet/new", "全国地方公共団体コード", ("172065.0", "加賀市")),
    "KG-T008": ("public_toilet/new", "全国地方公共団体コード", ("172064",)),
    "KG-T009": ("public_toilet/new", "全国地方公共団体コード", ("92011", "13101")),
    "KG-T010": ("public_toilet/new", "男性トイレ総数", ("３", "1,234", "3.0")),
    "KG-T011": ("public_toilet/new", "名称_カナ", ("ﾄｲﾚ", "といれ", "公衆トイレ")),
    "KG-T012": ("public_toilet/new", "名称", ("〓田公園",)),
    "KG-T013": ("public_toilet/new", "名称", ("\ue000田公園",)),
    "KG-T014": ("care_service/new", "郵便番号", ("64-0941", "922-862")),
    "KG-T015": ("care_service/new", "法人番号", ("2000020172066",)),
    "KG-T016": ("care_service/new", "法人番号", ("4.011001098993E+12", "4.011E+12")),
    "KG-T017": (
        "care_service/new",
        "電話番号",
        ("（０７６１）７２－１１１１", "761-72-1111", "72-1111"),
    ),
    "KG-T018": ("food_business/new", "連絡先メールアドレス", ("city.kaga.lg.jp",)),
    "KG-T019": ("care_service/new", "利用可能曜日", ("月～金", "毎日", "第1月曜")),
    "KG-T020": ("evacuation_space/new", "対象となる町会・自治会", ("大聖寺、山代",)),
    "KG-T021": ("public_toilet/new", "名称", ("錦城山公園　", "a\u200bb")),
    "KG-T022": ("public_toilet/new", "名称", ("樫立?公園",)),
    "KG-T024": ("public_toilet/new", "備考", ("山側\n海側",)),
    "KG-V001": ("public_toilet/new", "名称", ("",)),
    "KG-V002": ("public_toilet/new", "緯度", ("369.56056",)),
}
"""Cells that break a rule, in a column of a standard."""
