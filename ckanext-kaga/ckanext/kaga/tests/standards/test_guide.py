"""The guide: how a cell is written, and what nobody could confirm."""

from __future__ import annotations

import pytest

from ckanext.kaga.standards import Column, guide, registry


@pytest.mark.parametrize(
    ("column", "said"),
    [
        (Column("名称", "text", "required"), "自由に書きます。"),
        (Column("名称", "text", "required", note="施設の名称。"), ""),
        (
            Column("種別", "text", "required", enum=("甲", "乙")),
            "「甲」・「乙」のどれかを書きます。",
        ),
        (
            Column("洪水", "flag", "required", enum=("1",)),
            "当てはまるときは「1」と書き、当てはまらないときは空欄にします。",
        ),
        (Column("型番", "code", "optional", format="英字2桁"), "英字2桁"),
        (
            Column("標高", "number", "optional", unit="m"),
            "半角の数字だけを書きます。小数も書けます。単位は付けません。mで表します。",
        ),
    ],
)
def test_a_column_says_how_it_is_written(column: Column, said: str) -> None:
    assert guide.how(column)[0] == said
    assert guide.how(column)[1]


@pytest.mark.parametrize(
    ("key", "count", "said"),
    [
        ("public_toilet/new", 0, ""),
        ("18/new", 1, "列の定義が確認できていません"),
        ("fire_hydrant/new", 1, "必須・推奨の区分は、確認できていません"),
        ("public_toilet/old", 1, "推奨と任意の区別は、確認できていません"),
        ("aed/new", 4, "列の並び順は"),
    ],
)
def test_what_is_not_confirmed_is_said(key: str, count: int, said: str) -> None:
    doubts = guide.doubts(registry().get(key))
    assert len(doubts) == count
    assert said in "".join(ja for ja, _ in doubts)
