"""Real files, damaged: read or refused with a sentence, and no row lost unnamed.

Each number is one damaged file, always the same. ``KAGA_MUTATIONS=10000`` tries so many.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ckanext.kaga import standards, tabular
from ckanext.kaga.tests.tabular import books

SAMPLES = Path(__file__).parents[1] / "samples"
COUNT = int(os.environ.get("KAGA_MUTATIONS", "300"))
IN_A_TEST = 50

CSV = [path.read_bytes() for path in sorted(SAMPLES.glob("*.csv"))]
PACKED = [
    *(path.read_bytes() for path in sorted(SAMPLES.glob("*.[xo][ld]s"))),
    books.plain(),
    books.as_found(),
    books.zipped({"a.csv": CSV[0], "b.xlsx": books.plain()}),
]
ENCODINGS = ["cp932", "euc_jis_2004", "utf-16", "utf-16-le", "utf-16-be", "iso2022_jp", "utf-8-sig"]
LINES = ["", ",,,", "合計,,9", "※注", "名称,住所", '"開いた', '"x"y,1', "\t", "1,2,3\r4,5"]

Change = Callable[[random.Random, bytes], bytes]


def flipped(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 20)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(chance: random.Random, data: bytes) -> bytes:
    first, last = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return chance.choice([data[:first], data[first:], data[:first] + data[last:]])


def repeated(chance: random.Random, data: bytes) -> bytes:
    first, last = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return data[:last] + data[first:last] + data[last:]


def encoded(chance: random.Random, data: bytes) -> bytes:
    text = data.decode("utf-8-sig", errors="replace")
    return text.encode(chance.choice(ENCODINGS), errors="replace")


def shuffled(chance: random.Random, data: bytes) -> bytes:
    rows = [line.split(b",") for line in data.splitlines(keepends=True)]
    order = list(range(max(map(len, rows), default=0)))
    chance.shuffle(order)
    return b"".join(
        b",".join(row[at] for at in order if at < len(row)).replace(b"\n", b"") + b"\n"
        for row in rows
    )


def interspersed(chance: random.Random, data: bytes) -> bytes:
    lines = data.decode("utf-8", errors="replace").splitlines()
    for _ in range(chance.randint(1, 6)):
        lines.insert(chance.randint(0, len(lines)), chance.choice(LINES))
    return chance.choice(["\n", "\r\n", "\r"]).join(lines).encode()


def damaged(seed: int) -> bytes:
    """The damaged file of a number."""
    chance = random.Random(seed)  # noqa: S311  no secret
    if chance.random() < 0.3:
        data = chance.choice(PACKED)
        changes: list[Change] = [flipped, cut, repeated]
    else:
        data = chance.choice(CSV)
        changes = [flipped, cut, repeated, encoded, shuffled, interspersed]
    for _ in range(chance.randint(1, 3)):
        data = chance.choice(changes)(chance, data) or b"\n"
    return data


def named_rows(table: tabular.Table) -> set[int]:
    """The rows that a finding says are not part of the data."""
    rows: set[int] = set()
    for finding in table.findings:
        if finding.rule in ("KG-R011", "KG-R019", "KG-R020", "KG-R022") and finding.row:
            rows.add(finding.row)
        if finding.rule == "KG-R012" and finding.row:
            run = re.search(r"から(\d+)行目まで", finding.message)
            rows.update(range(finding.row, int(run[1]) + 1 if run else finding.row + 1))
    return rows


def check_laws(data: bytes) -> None:
    """Only our own error comes out, and each row is the header, data, or named."""
    try:
        table = tabular.read(data, "x.csv")
    except tabular.Unreadable:
        return
    header = range(table.header_row - table.header_height + 1, table.header_row + 1)
    every = sorted([*header, *table.rows, *table.skipped])
    assert every == list(range(1, len(every) + 1))
    if table.kind == "text" and b'"' not in data and not table.part.member:
        text = data.decode(table.encoding, errors="replace").replace("\r\n", "\n")
        assert len(every) == len(text.replace("\r", "\n").removesuffix("\n").split("\n"))
    if not any(finding.rule == "KG-R023" for finding in table.findings):
        assert set(table.skipped) <= named_rows(table)
    matches = standards.detect(table.header, standards.registry())
    tabular.check(table, matches[0] if matches else None)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, COUNT, IN_A_TEST))
def test_a_damaged_file_is_read_or_refused(first: int) -> None:
    for seed in range(first, min(first + IN_A_TEST, COUNT)):
        try:
            check_laws(damaged(seed))
        except Exception as error:
            raise AssertionError(f"damaged file {seed}") from error
