"""Reading in batches: the same table, however it is cut."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ckanext.kaga.tabular import Limits, Table, Unreadable, decode, read, read_batches
from ckanext.kaga.tabular.source import source_of
from ckanext.kaga.tests.tabular.test_laws import REAL
from ckanext.kaga.tests.tabular.test_layout import SIDE_BY_SIDE, STACKED, TWO_ROWS


@pytest.fixture(params=[(7, 0), (64, 0), (64, 30), (1000, 0)], ids=str)
def small_blocks(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Text comes in blocks of a few bytes, so that everything is cut somewhere."""
    block, soon = request.param
    monkeypatch.setattr(decode, "_BLOCK", block)
    monkeypatch.setattr(decode, "_SOON", soon)
    return block


def alike(one: Table, other: Table) -> None:
    """Two tables are the same in all that a reader sees."""
    assert one.frame.equals(other.frame)
    assert one.rows.equals(other.rows)
    assert one.skipped == other.skipped
    assert one.findings == other.findings
    assert one.header == other.header


def together(batches: list[Table]) -> Table:
    """The batches as one table."""
    first = batches[0]
    return Table(
        frame=pl.concat([batch.frame for batch in batches]),
        header=first.header,
        header_row=first.header_row,
        rows=pl.concat([batch.rows for batch in batches]),
        skipped=tuple(row for batch in batches for row in batch.skipped),
        encoding=first.encoding,
        delimiter=first.delimiter,
        newline=first.newline,
        findings=tuple(finding for batch in batches for finding in batch.findings),
    )


FILES = [
    *REAL,
    TWO_ROWS,
    STACKED,
    SIDE_BY_SIDE,
    b'a,b\r\n"1\r\n2",x\r\n\r\n\r\n"z"y,2\r\n,,3\r\n4\r\n',
    "名称,住所\r甲,乙\r\r丙,丁".encode("cp932"),
    '題\n\n名称,,住所\n甲,,"乙\n丙"\n'.encode("utf-16"),
]


@pytest.mark.slow
@pytest.mark.parametrize("whole", FILES, ids=range(len(FILES)))
def test_blocks_and_batches_make_no_difference(
    whole: bytes, small_blocks: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A few hundred cuts find what ten thousand would.
    data = whole[: whole.find(b"\n", 300 * small_blocks) + 1] or whole
    cut = together(list(read_batches(data, size=2)))
    monkeypatch.undo()
    alike(cut, read(data))


@given(st.text("1,甲\r\n", max_size=40), st.integers(1, 9), st.integers(0, 9))
def test_the_blocks_are_the_text(text: str, block: int, soon: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(decode, "_BLOCK", block)
        patch.setattr(decode, "_SOON", soon)
        for encoding in ("utf-8", "utf-8-sig", "cp932"):
            source = source_of(text.encode(encoding), "", Limits())
            some = list(decode.blocks(source, encoding))
            assert b"".join(some) == text.encode()
            assert encoding == "cp932" or all(len(one) <= block + soon for one in some)


@pytest.mark.parametrize("before", [0, 1, 160, 15_990, 16_001, 40_000])
def test_a_long_cell_is_found_wherever_it_is(before: int) -> None:
    lines = ["名称,数", *(["甲,1"] * (before // 6)), "乙" * 40_000 + ",2", *(["丙,3"] * 9_000)]
    with pytest.raises(Unreadable) as refused:
        read("\n".join(lines).encode())
    assert (refused.value.rule, refused.value.finding.row) == ("KG-R008", 2 + before // 6)
    assert read("\n".join(lines).encode(), limits=Limits(cell=40_000)).frame.height > 9_000


lines = st.sampled_from(["甲,1,2", "", ",,", '"乙\n丙",3,4', "甲", "合計,,9", "※注", '"x"y,1,2'])


@given(st.lists(lines, max_size=30), st.integers(1, 9))
def test_the_size_of_the_batches_makes_no_difference(some: list[str], size: int) -> None:
    data = "\n".join(["名称,男,女", *some, ""]).encode()
    batches = list(read_batches(data, size=size))
    assert all(batch.frame.height <= size for batch in batches)
    alike(together(batches), read(data))


def test_a_batch_stands_for_itself() -> None:
    data = "名称,数\n" + "".join(f"甲{n},{n}\n" for n in range(1, 501)) + "乙,1,余り\n合計,125250\n"
    batches = list(read_batches(data.encode(), size=100))
    assert [batch.frame.height for batch in batches] == [100] * 5 + [1]
    assert [batch.rows[0] for batch in batches] == [2, 102, 202, 302, 402, 502]
    assert [[f.rule for f in batch.findings] for batch in batches] == (
        [[]] * 5 + [["KG-R014", "KG-R019"]]
    )
    assert {batch.header for batch in batches} == {("名称", "数")}


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("ID,名称,住所\n")
        for number in range(300_000):
            file.write(f"{number},公衆トイレ{number},石川県加賀市山田町{number}\n")
    tracemalloc.start()
    rows = sum(batch.frame.height for batch in read_batches(path, size=10_000))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert rows == 300_000
    assert path.stat().st_size > 18_000_000
    # Python's share: a few blocks of text, no list of rows and no whole file.
    assert peak < 48_000_000
