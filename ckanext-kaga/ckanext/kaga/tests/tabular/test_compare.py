"""What changed between two publications of one table."""

from __future__ import annotations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.kaga import tabular
from ckanext.kaga.tabular.clean import CleanColumn, CleanTable
from ckanext.kaga.tabular.compare import compare
from ckanext.kaga.tests.tabular.conftest import NEW, SAMPLES


def table(rows: list[dict[str, str | None]], *labels: str, kind: str = "text") -> CleanTable:
    columns = tuple(CleanColumn(one, kind, one, "", "", None) for one in labels)
    frame = pl.DataFrame(rows, schema=dict.fromkeys(labels, pl.String))
    return CleanTable(columns, frame)


def kaga(data: bytes) -> CleanTable:
    return tabular.clean(tabular.read(data), NEW)


def test_a_new_edition_of_kagas_list() -> None:
    data = (SAMPLES / "172065_public_toilet.csv").read_bytes()
    lines = data.splitlines(keepends=True)
    edited = lines[1].replace("錦城山公園".encode(), "錦城山公園（改修）".encode())
    newer = kaga(b"".join([lines[0], edited, *lines[2:-2]]))
    difference = compare(kaga(data), newer, "ID")
    assert (difference.added, difference.changed, difference.removed) == (0, 1, 2)
    assert [(one.key, one.column, one.old, one.new) for one in difference.cells] == [
        ("1", "名称", "錦城山公園", "錦城山公園（改修）")
    ]
    assert difference.removed_keys == ("16", "17")
    assert round(difference.loss, 3) == 0.118


def test_order_and_spelling_of_the_file_are_no_change() -> None:
    data = (SAMPLES / "222127_public_toilet.csv").read_bytes()
    lines = data.splitlines(keepends=True)
    turned = kaga(b"".join([lines[0], *reversed(lines[1:])]))
    assert compare(kaga(data), turned, "ID").is_empty


def test_without_a_usable_key_rows_are_compared_as_wholes() -> None:
    old = table([{"ID": "1", "名称": "甲"}, {"ID": "1", "名称": "乙"}], "ID", "名称")
    new = table([{"ID": "1", "名称": "甲"}, {"ID": "1", "名称": "丙"}], "ID", "名称")
    difference = compare(old, new, "ID")
    assert difference.key is None
    assert (difference.added, difference.changed, difference.removed) == (1, 0, 1)


def test_columns_that_come_go_or_change_their_type() -> None:
    old = table([{"ID": "1", "口径": "75"}], "ID", "口径")
    new = table([{"ID": "1", "備考": "x"}], "ID", "備考")
    difference = compare(old, new, "ID")
    assert (difference.columns_added, difference.columns_removed) == (("備考",), ("口径",))
    retyped = compare(old, table([{"ID": "1", "口径": "75"}], "ID", "口径", kind="int8"), "ID")
    assert ("口径", "text", "int8") in retyped.columns_retyped


cells = st.one_of(
    st.none(), st.text(st.characters(codec="utf-8", exclude_characters="\0\x1f"), max_size=4)
)
keyed = st.dictionaries(st.text("abc123", min_size=1, max_size=3), cells, max_size=12)


@given(keyed, keyed)
@settings(deadline=None)
def test_the_difference_turns_the_old_table_into_the_new(
    old: dict[str, str | None], new: dict[str, str | None]
) -> None:
    def of(rows: dict[str, str | None]) -> CleanTable:
        return table([{"ID": key, "値": value} for key, value in rows.items()], "ID", "値")

    difference = compare(of(old), of(new), "ID")
    made = dict(old)
    for one in difference.cells:
        made[one.key] = one.new
    for key in difference.removed_keys:
        del made[key]
    for key in difference.added_keys:
        made[key] = new[key]
    assert made == new
    assert compare(of(new), of(new), "ID").is_empty
