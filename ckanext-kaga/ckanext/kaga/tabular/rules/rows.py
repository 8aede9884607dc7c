"""KG-V: rules about rows and whole tables: what must agree with the cells beside or below it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from ckanext.kaga.common.identifiers import PREFECTURES, is_municipality_code
from ckanext.kaga.tabular.finding import Finding, Repair
from ckanext.kaga.tabular.rule import Rule

if TYPE_CHECKING:
    from ckanext.kaga.tabular.prepared import Prepared

_BOOK = "自治体標準オープンデータセット データ項目定義書"
_GIF = "GIF コアデータパーツ"
_OURS = "この検査"

_PREFECTURE = r"^(北海道|東京都|京都府|大阪府|\p{Han}{2,3}県)"
_CODES = ("全国地方公共団体コード", "都道府県コード又は市区町村コード", "市区町村コード")
_CODE_IN_NAME = re.compile(r"([0-9]{6})_")
_WHOLE_ADDRESS = "所在地_連結表記"
_BY_CODE = {f"{number:02}": name for number, name in enumerate(PREFECTURES, start=1)}
_LATITUDES, _LONGITUDES = (20.0, 46.0), (122.0, 154.0)
_FAR_KM = 50.0
_FAR_TIMES = 8
_FEWEST_POINTS = 8
_KM_A_DEGREE = 111.0
_MANY = 0.8
_DITTOS = ("〃", "″", "同上", "々", "〻")
_TOTALS = tuple(
    gap.join(word) for word in ("合計", "小計", "総計", "累計", "計") for gap in ("", " ", "　")
)
_FIRST = 3


@dataclass(frozen=True, kw_only=True)
class TableRule(Rule):
    """A rule that needs more than one cell.

    A table may come in batches, so a rule has two steps: ``keep`` takes from each batch what
    the answer may need, as a frame with the row numbers in ``row``, as little as possible
    (None where the rule has nothing to do); ``find`` says what is wrong in all that was kept.
    """

    keep: Callable[[Prepared], pl.DataFrame | None]
    find: Callable[[TableRule, pl.DataFrame], Iterator[Finding]]


def _found(rule: TableRule, kept: pl.DataFrame) -> Iterator[Finding]:
    """Say each kept row: ``row``, ``column``, ``value``, ``place`` and, where there is one, ``new``
    with how sure it is (``sure``). All other columns are words of the message."""
    fixed = {"row", "column", "value", "place", "new", "sure"}
    for one in kept.iter_rows(named=True):
        new = one.get("new")
        repair: Repair | None = {"new": new, "confidence": one["sure"]} if new is not None else None
        words = {name: value for name, value in one.items() if name not in fixed}
        yield rule.finding(
            one["row"], one["column"], one["value"], repair, words, place=one["place"]
        )


def _said(prepared: Prepared, frame: pl.DataFrame, index: int) -> pl.DataFrame:
    """Add the header and the number of the column that the kept rows are about."""
    return frame.with_columns_seq(
        column=pl.lit(prepared.table.header[index]), place=pl.lit(index, dtype=pl.Int64)
    )


def _together(frames: list[pl.DataFrame]) -> pl.DataFrame | None:
    filled = [frame for frame in frames if frame.height]
    return pl.concat(filled, how="diagonal") if filled else None


# --- the key ------------------------------------------------------------------------------


def _keep_key(prepared: Prepared) -> pl.DataFrame | None:
    index = next((at for at, column in enumerate(prepared.columns) if column.key), None)
    if index is None:
        return None
    keys = prepared.frame.select(
        row=prepared.table.rows, value=f"text {index}", key=f"value {index}"
    )
    return _said(prepared, keys, index)


def _find_repeated(rule: TableRule, kept: pl.DataFrame) -> Iterator[Finding]:
    key, row = pl.col("key"), pl.col("row")
    repeated = kept.filter(key.is_not_null() & key.is_duplicated())
    first, last = row.min().over("key"), row.max().over("key")
    other = pl.when(row == first).then(last).otherwise(first)
    yield from _found(rule, repeated.with_columns(other=other).drop("key"))


def _find_blank_keys(rule: TableRule, kept: pl.DataFrame) -> Iterator[Finding]:
    blank = kept.filter(pl.col("value").is_null())
    # A file without any ID is told so by the finding about the empty column.
    if blank.height < kept.height:
        yield from _found(rule, blank.drop("key"))


def _keep_rows_without_key(prepared: Prepared) -> pl.DataFrame | None:
    names = [f"text {at}" for at, column in enumerate(prepared.columns) if not column.key]
    if len(names) < 2 or len(names) == len(prepared.columns):  # noqa: PLR2004 - one cell repeats
        return None
    filled = pl.any_horizontal(pl.col(names).is_not_null())
    return prepared.frame.select(
        row=prepared.table.rows, same=pl.struct(names).hash(), filled=filled
    ).filter("filled")


def _find_same_rows(rule: TableRule, kept: pl.DataFrame) -> Iterator[Finding]:
    first = pl.col("row").min().over("same")
    again = kept.with_columns(first=first).filter(pl.col("row") > pl.col("first"))
    for row, first_row in again.select("row", "first").iter_rows():
        yield rule.finding(row, words={"first": first_row})


# --- sums and ranges ----------------------------------------------------------------------


def _keep_wrong_sums(prepared: Prepared) -> pl.DataFrame | None:
    found = []
    for one in prepared.standard.sums if prepared.standard else ():
        places = [prepared.place(name) for name in (one.total, *one.parts)]
        if None in places:
            continue
        total, *parts = (pl.col(f"value {place}").cast(pl.Int64, strict=False) for place in places)
        wrong = (
            prepared.frame.select(
                row=prepared.table.rows,
                value=total.cast(pl.String),
                # Blank parts are not zero: without all of them there is nothing to add up.
                sum=pl.sum_horizontal(parts, ignore_nulls=False),
                total=total,
                parts=pl.lit("・".join(one.parts) if len(parts) <= 4 else f"{len(parts)}列"),  # noqa: PLR2004
            )
            .filter(pl.col("total") != pl.col("sum"))
            .drop("total")
        )
        found.append(_said(prepared, wrong, places[0] or 0))
    return _together(found)


def _keep_wrong_ranges(prepared: Prepared) -> pl.DataFrame | None:
    found = []
    for one in prepared.standard.ranges if prepared.standard else ():
        start, end = prepared.place(one.start), prepared.place(one.end)
        if start is None or end is None:
            continue
        # Both are ISO dates here, which compare as text.
        wrong = prepared.frame.select(
            row=prepared.table.rows,
            value=pl.col(f"value {end}"),
            start=pl.col(f"value {start}"),
            name=pl.lit(one.start),
        ).filter(pl.col("start") > pl.col("value"))
        found.append(_said(prepared, wrong, end))
    return _together(found)


# --- places -------------------------------------------------------------------------------


def _keep_swapped(prepared: Prepared) -> pl.DataFrame | None:
    axes = prepared.axes
    if axes is None:
        return None
    latitude, longitude = axes
    if not any(
        cells.is_between(*other).any()
        for cells, other in zip(prepared.points, (_LONGITUDES, _LATITUDES), strict=True)
    ):
        return None
    frame = prepared.points.with_columns(
        row=prepared.table.rows,
        latitude_text=prepared.frame[f"value {latitude}"],
        longitude_text=prepared.frame[f"value {longitude}"],
    )
    north = pl.col("latitude").is_between(*_LONGITUDES)
    east = pl.col("longitude").is_between(*_LATITUDES)
    sides = [
        _said(
            prepared,
            # Only where the other cell is swapped as well is its value this one's.
            frame.filter(wrong).select(
                "row", value=own, new=pl.when(other_wrong).then(other), sure=pl.lit("safe")
            ),
            index,
        )
        for index, own, other, wrong, other_wrong in (
            (latitude, "latitude_text", "longitude_text", north, east),
            (longitude, "longitude_text", "latitude_text", east, north),
        )
    ]
    return _together(sides)


def _keep_points(prepared: Prepared) -> pl.DataFrame | None:
    axes = prepared.axes
    if axes is None:
        return None
    latitude, longitude = prepared.points
    inside = latitude.is_between(*_LATITUDES) & longitude.is_between(*_LONGITUDES)
    values = prepared.frame[f"value {axes[0]}"].alias("value")
    kept = (cells.filter(inside) for cells in (latitude, longitude, prepared.table.rows, values))
    return _said(prepared, pl.DataFrame(kept), axes[0])


def _find_far_points(rule: TableRule, kept: pl.DataFrame) -> Iterator[Finding]:
    if kept.height < _FEWEST_POINTS:
        return
    latitude, longitude = pl.col("latitude"), pl.col("longitude")
    # Nearly always no two are far from each other, and so none from their middle.
    across = _km(latitude.max() - latitude.min(), longitude.max() - longitude.min())
    if kept.select(across).item() < _FAR_KM:
        return
    middle = kept.select(pl.col("latitude", "longitude").median()).row(0)
    away = kept.with_columns(away=_km(latitude - middle[0], longitude - middle[1]))
    usual = max(_FAR_KM, _FAR_TIMES * float(away["away"].median() or 0))  # type: ignore[arg-type]
    far = away.filter(pl.col("away") > usual).with_columns(away=pl.col("away").round().cast(int))
    yield from _found(rule, far.drop("latitude", "longitude"))


def _km(north: pl.Expr, east: pl.Expr) -> pl.Expr:
    """The distance for differences in degrees."""
    # A degree of longitude is four fifths as long as one of latitude at 36 degrees north.
    return ((north * _KM_A_DEGREE) ** 2 + (east * _KM_A_DEGREE * 0.81) ** 2).sqrt()


def _keep_addresses(prepared: Prepared) -> pl.DataFrame | None:
    index = prepared.place_of(_WHOLE_ADDRESS, "住所", "施設所在地")
    if index is None:
        return None
    # Where it is says more than who runs it.
    places = (prepared.place(name) for name in ("所在地_全国地方公共団体コード", *_CODES))
    codes = [prepared.frame[f"value {place}"] for place in places if place is not None]
    by_code = (code.str.head(2).replace_strict(_BY_CODE, default=None) for code in codes)
    kept = prepared.values(index).with_columns(
        prefecture=pl.col("value").str.extract(_PREFECTURE, 1),
        by_code=pl.coalesce(*by_code, pl.lit(None, pl.String)),
        whole=pl.lit(prepared.columns[index].name == _WHOLE_ADDRESS),
    )
    return _said(prepared, kept.filter(pl.col("value").is_not_null()), index)


def _find_addresses_without_prefecture(rule: TableRule, kept: pl.DataFrame) -> Iterator[Finding]:
    known = kept["prefecture"].drop_nulls().unique()
    lacking = kept.filter(pl.col("prefecture").is_null())
    # Only of the new generation's whole address it is laid down that it begins with the prefecture.
    if not lacking.height or not (len(known) or lacking["whole"].any()):
        return
    # With one prefecture in the file there is no other that could be meant.
    only = pl.lit(known[0] if len(known) == 1 else None, pl.String)
    prefecture = pl.coalesce("by_code", only)
    lacking = lacking.with_columns(
        prefecture=prefecture, new=prefecture + pl.col("value"), sure=pl.lit("likely")
    )
    yield from _found(rule, lacking)


def _keep_codes(prepared: Prepared) -> pl.DataFrame | None:
    index = prepared.place_of(*_CODES)
    return None if index is None else _said(prepared, prepared.values(index), index)


def _find_other_codes(rule: TableRule, kept: pl.DataFrame) -> Iterator[Finding]:
    filled = kept.filter(pl.col("value").is_not_null())
    if not filled.height:
        return
    usual, count = filled["value"].value_counts(sort=True).row(0)
    if _MANY * filled.height <= count < filled.height:
        others = filled.filter(pl.col("value") != usual)
        yield from _found(rule, others.with_columns(usual=pl.lit(usual)))


def _keep_codes_beside_name(prepared: Prepared) -> pl.DataFrame | None:
    found = _CODE_IN_NAME.match(prepared.table.name)
    index = prepared.place_of(*_CODES)
    if index is None or not found or not is_municipality_code(found[1]):
        return None
    codes = prepared.values(index).get_column("value").drop_nulls()
    return _said(prepared, codes.value_counts(), index).with_columns(code=pl.lit(found[1]))


def _find_other_city(rule: TableRule, kept: pl.DataFrame) -> Iterator[Finding]:
    [code] = kept["code"].unique()
    counts = kept.group_by("value").agg(pl.col("count").sum()).sort("count", "value")
    usual = str(counts["value"][-1])
    # Data of many municipalities may be published by one of them, or by their prefecture.
    if code not in counts["value"].to_list() and is_municipality_code(usual):
        words = {"code": code, "usual": usual}
        yield rule.finding(column=kept["column"][0], words=words, place=kept["place"][0])


# --- numbers and marks --------------------------------------------------------------------


def _keep_counts(prepared: Prepared) -> pl.DataFrame | None:
    counted = [
        _said(
            prepared,
            prepared.frame.select_seq(
                blank=pl.col(f"text {index}").is_null().sum(),
                zero=(pl.col(f"value {index}") == "0").sum(),
            ),
            index,
        )
        for index, column in enumerate(prepared.columns)
        if column.type == "integer"
    ]
    return pl.concat(counted) if counted else None


def _find_blank_and_zero(rule: TableRule, kept: pl.DataFrame) -> Iterator[Finding]:
    totals = kept.group_by("place", "column").agg(pl.col("blank", "zero").sum()).sort("place")
    for place, column, blank, zero in totals.iter_rows():
        if blank and zero:
            words = {"blank": f"{blank:,}", "zero": f"{zero:,}"}
            yield rule.finding(column=column, words=words, place=place)


def _keep_dittos(prepared: Prepared) -> pl.DataFrame | None:
    found = []
    for index in prepared.holding(_DITTOS, len(prepared.columns)):
        text = pl.col(f"text {index}")
        meant = pl.when(~text.is_in(_DITTOS)).then(text).forward_fill()
        marks = prepared.frame.select(
            row=prepared.table.rows, value=text, new=meant, sure=pl.lit("likely")
        ).filter(pl.col("value").is_in(_DITTOS))
        found.append(_said(prepared, marks, index))
    return _together(found)


def _keep_totals(prepared: Prepared) -> pl.DataFrame | None:
    found = []
    for index in prepared.holding(_TOTALS, _FIRST):
        marks = prepared.frame.select(row=prepared.table.rows, value=f"text {index}").filter(
            pl.col("value").is_in(_TOTALS)
        )
        found.append(_said(prepared, marks, index))
    return _together(found)


SWAPPED = TableRule(
    "KG-V003",
    "warning",
    "緯度と経度の取り違え",
    "Latitude and longitude swapped",
    "{row}行目の「{column}」の「{value}」は、緯度と経度が入れ替わっていると思われます。日本では緯度が"
    "20～46、経度が122～154です。",
    "Row {row}, “{column}”: “{value}” looks as if latitude and longitude were swapped. In Japan "
    "latitudes are 20 to 46, longitudes 122 to 154.",
    "地図で別の場所に表示されます。",
    _GIF + " 444",
    keep=_keep_swapped,
    find=_found,
)
DUPLICATE = TableRule(
    "KG-V004",
    "warning",
    "重複したID",
    "Repeated ID",
    "{row}行目の「{column}」の「{value}」は、{other}行目でも使われています。行ごとに違う値を"
    "付けてください。",
    "Row {row}, “{column}”: “{value}” is used in row {other} as well. Give each row its own.",
    "IDが重複すると、どの行のことか分からなくなります。",
    _BOOK,
    keep=_keep_key,
    find=_find_repeated,
)
BLANK_KEY = TableRule(
    "KG-V005",
    "warning",
    "IDのない行",
    "Row without an ID",
    "{row}行目の「{column}」が空です。ほかの行と重ならないIDを付けてください。",
    "Row {row}, “{column}” is blank. Give the row an ID that no other row has.",
    "IDがない行は、次の更新で同じ行だと分かりません。",
    _BOOK,
    keep=_keep_key,
    find=_find_blank_keys,
)
SAME_ROW = TableRule(
    "KG-V006",
    "warning",
    "同じ内容の行",
    "Row repeated",
    "{row}行目は、ID以外がすべて{first}行目と同じです。二重に登録していないか確かめてください。",
    "Row {row} repeats row {first} but for its ID. See whether it was entered twice.",
    "同じものが二つあると、件数や地図が実際と合わなくなります。",
    _OURS,
    keep=_keep_rows_without_key,
    find=_find_same_rows,
)
SUM = TableRule(
    "KG-V007",
    "warning",
    "内訳と合計が合わない",
    "Parts do not add up",
    "{row}行目の「{column}」は{value}ですが、内訳（{parts}）を足すと{sum}です。どちらが正しいか"
    "確かめてください。",
    "Row {row}: “{column}” is {value}, its parts ({parts}) add up to {sum}. See which is right.",
    "合計と内訳のどちらを使うかで、答えが変わってしまいます。",
    _BOOK,
    keep=_keep_wrong_sums,
    find=_found,
)
RANGE = TableRule(
    "KG-V008",
    "warning",
    "終わりが始まりより前",
    "End before start",
    "{row}行目の「{column}」（{value}）が「{name}」（{start}）より前です。日付を確かめてください。",
    "Row {row}: “{column}” ({value}) is before “{name}” ({start}).",
    "期間が成り立たず、「いま有効なもの」を選べません。",
    _BOOK,
    keep=_keep_wrong_ranges,
    find=_found,
)
PREFECTURE = TableRule(
    "KG-V009",
    "warning",
    "都道府県名の抜けた住所",
    "Address without its prefecture",
    "{row}行目の「{column}」の「{value}」に都道府県名がありません。都道府県から書いてください。",
    "Row {row}, “{column}”: “{value}” lacks its prefecture. Begin with it.",
    "書き方がそろっていないと、同じ町の施設を選び出せません。",
    _BOOK + ", " + _GIF + " 442",
    keep=_keep_addresses,
    find=_find_addresses_without_prefecture,
)
OTHER_CODE = TableRule(
    "KG-V010",
    "warning",
    "ほかの行と違う団体コード",
    "Code of another municipality",
    "{row}行目の「{column}」は{value}ですが、ほとんどの行は{usual}です。別の自治体のデータが"
    "混ざっていないか確かめてください。",
    "Row {row}: “{column}” is {value}, most rows have {usual}. See whether data of another "
    "municipality got in.",
    "どの自治体のデータかを示す項目です。",
    _BOOK,
    keep=_keep_codes,
    find=_find_other_codes,
)
FAR = TableRule(
    "KG-V011",
    "warning",
    "ほかから遠く離れた場所",
    "Far from the others",
    "{row}行目の座標（「{column}」が{value}）は、ほかの行の中心からおよそ{away}km離れています。"
    "桁の抜けや書き誤りがないか確かめてください。",
    "Row {row}: the place (“{column}” {value}) is about {away} km from the middle of the others. "
    "Look for a lost digit.",
    "一桁の誤りで、地図の遠い場所に表示されます。",
    _OURS,
    keep=_keep_points,
    find=_find_far_points,
)
BLANK_AND_ZERO = TableRule(
    "KG-V012",
    "notice",
    "空欄と0が混ざっている",
    "Blank mixed with zero",
    "「{column}」に、空欄が{blank}行、0が{zero}行あります。「ない」は0、「分からない」は空欄と"
    "書き分けてください。",
    "“{column}” has {blank} blank cells and {zero} zeros. Write 0 for none and leave blank what "
    "is not known.",
    "空欄が0のことなのか分からないと、集計できません。",
    "機械可読性ルール L1-09",
    keep=_keep_counts,
    find=_find_blank_and_zero,
)
DITTO = TableRule(
    "KG-V013",
    "warning",
    "「同上」などの省略",
    "Ditto mark",
    "{row}行目の「{column}」に「{value}」とあります。省略せずに、値そのものを書いてください。",
    "Row {row}, “{column}”: “{value}” stands for the value above. Write the value itself.",
    "並べ替えや抜き出しをすると、何を指すのか分からなくなります。",
    "機械可読性ルール L2-02",
    keep=_keep_dittos,
    find=_found,
)
TOTAL_BETWEEN = TableRule(
    "KG-V014",
    "warning",
    "途中の合計",
    "Total between the rows",
    "{row}行目の「{column}」に「{value}」とあり、合計の行と思われます。データの行だけを残し、合計の行は"
    "削除してください。",
    "Row {row}, “{column}”: “{value}” looks like a row of totals. Keep rows of data only and "
    "delete the totals.",
    "合計がデータに混ざると、集計したときに二重に数えられます。",
    "機械可読性ルール L1-04",
    keep=_keep_totals,
    find=_found,
)
OTHER_CITY = TableRule(
    "KG-V015",
    "warning",
    "ファイル名と違う団体コード",
    "Code other than the file name's",
    "ファイル名の団体コードは{code}ですが、「{column}」が{code}の行はありません（多いのは{usual}）。別の自治体の"
    "ファイルでないか、ファイル名に誤りがないか確かめてください。",
    "The file is named for {code}, but no row has that code in “{column}” (most have {usual}). See "
    "whether it is another municipality's file, or the name is wrong.",
    "名前と中身の違うファイルは、別の自治体のデータとして使われます。",
    _BOOK,
    keep=_keep_codes_beside_name,
    find=_find_other_city,
)

RULES: tuple[TableRule, ...] = (
    SWAPPED,
    DUPLICATE,
    BLANK_KEY,
    SAME_ROW,
    SUM,
    RANGE,
    PREFECTURE,
    OTHER_CODE,
    FAR,
    BLANK_AND_ZERO,
    DITTO,
    TOTAL_BETWEEN,
    OTHER_CITY,
)
