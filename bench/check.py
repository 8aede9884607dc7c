"""Checking a large CSV: ours against frictionless, and against polars that only counts.

``./kaga bench check [ROWS]`` writes ROWS rows (1,000,000 unless told otherwise) of eight columns:
a pattern, a required text, two ranges, a date, an integer, a list of words, free text; one cell in
a hundred of the first seven is wrong. Every side starts from the file, in the same run and in turn,
and finds the same number of wrong cells by the same seven rules. Ours and frictionless make the
message of each. polars only counts them: one lazy query with all its threads, told the encoding
and the header, which keeps no cell of the eighth column and looks for nothing else. Ours also finds
out the encoding, the delimiter and where the table is, and asks every cell, those of the eighth
column too, what a city's own file may have wrong. The ratio of processor times is told beside that
of the clock: neighbours on the machine take cores from both sides. Then, in processes of their own,
our time and our peak memory above the interpreter for so many rows and for ten times as many, all
wrong cells counted and 1,000 of each rule listed.
"""

from __future__ import annotations

import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl

from bench.harness import RUNS, compare
from ckanext.kaga import standards, tabular
from ckanext.kaga.standards import Column

ROWS = 1_000_000
SLOW_RUNS = 3
WRONG = ("17206", "", "369.5", "16.1", "2月3日", "三", "△")
COLUMNS = (
    Column("コード", "localgov_code", "optional"),
    Column("名称", "text", "required"),
    Column("緯度", "latitude", "optional"),
    Column("経度", "longitude", "optional"),
    Column("設置日", "date", "optional"),
    Column("基数", "integer", "optional"),
    Column("車椅子", "flag", "optional", enum=("有", "無")),
    Column("備考", "text", "optional"),
)
TOWNS = ("山田町", "大聖寺", "片山津温泉", "山代温泉", "橋立町")
NO_LIMITS = tabular.Limits(size=1 << 40, rows=1 << 40)


def write(path: Path, rows: int) -> None:
    """Write the table; the same number of rows is always the same file."""
    chance = random.Random(rows)  # noqa: S311  no secret
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(column.name for column in COLUMNS) + "\r\n")
        for number in range(rows):
            cells = [
                "172065",
                f"{TOWNS[number % 5]}第{number}公園",
                f"36.{chance.randrange(200_000, 400_000)}",
                f"136.{chance.randrange(200_000, 400_000)}",
                f"{chance.randrange(1990, 2025)}-{chance.randrange(1, 13):02}-"
                f"{chance.randrange(1, 29):02}",
                str(chance.randrange(9)),
                chance.choice("有無"),
                f"石川県加賀市{TOWNS[number % 5]}",
            ]
            for place, wrong in enumerate(WRONG):
                if chance.random() < 0.01:  # noqa: PLR2004
                    cells[place] = wrong
            file.write(",".join(cells) + "\r\n")


def ours(path: Path, limit: int | None = None) -> int:
    """Check the file, make every message that is listed, and return how much was found."""
    standard = standards.Standard(
        id="bench",
        slug="bench",
        generation="new",
        number="0",
        name_ja="計測",
        name_en="Benchmark",
        standard="計測",
        version="1",
        licence="",
        complete=True,
        order_confirmed=True,
        required_confirmed=True,
        names_confirmed=True,
        sources=(),
        note="",
        columns=COLUMNS,
    )
    report = tabular.check(tabular.read_batches(path, limits=NO_LIMITS), standard, limit)
    made = sum(bool(finding.message) for finding in report.findings)
    assert limit or made == sum(report.totals.values())  # noqa: S101  a figure for less is none
    return sum(report.totals.values())


def counted(path: Path) -> int:
    """Count the wrong cells with one polars expression a rule."""
    cell = pl.col

    def outside(name: str, low: float, high: float) -> pl.Expr:
        return ~cell(name).cast(pl.Float64, strict=False).is_between(low, high)

    rules = (
        ~cell("コード").str.contains("^[0-9]{6}$"),
        cell("名称").is_null(),
        outside("緯度", 20, 46),
        outside("経度", 122, 154),
        cell("設置日").str.to_date("%Y-%m-%d", strict=False).is_null(),
        cell("基数").cast(pl.Int64, strict=False).is_null(),
        ~cell("車椅子").is_in(["有", "無"]),
    )
    table = pl.scan_csv(path, infer_schema=False)
    return table.select(pl.sum_horizontal(rule.sum() for rule in rules)).collect().item()


def processor_ratio(path: Path) -> float:
    """Return the median of the ratios of processor times, ours to polars that counts."""

    def seconds(work: Callable[[Path], int]) -> float:
        started = time.process_time()
        work(path)
        return time.process_time() - started

    return statistics.median(seconds(ours) / seconds(counted) for _ in range(RUNS))


def alone(path: Path) -> tuple[float, float]:
    """Check in a process of its own: seconds, and peak memory above the interpreter in MB."""
    told = subprocess.run(
        [sys.executable, "-m", "bench.check", str(path)], capture_output=True, check=True, text=True
    )
    seconds, megabytes = map(float, told.stdout.split())
    return seconds, megabytes


def measure(path: Path) -> None:
    """Print what ``alone`` reads."""
    before = peak()
    started = time.perf_counter()
    ours(path, limit=1_000)
    print(time.perf_counter() - started, peak() - before)


def peak() -> float:
    """Return the most memory that this program has had, in MB; getrusage counts its parent's."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024


def main(rows: int) -> None:
    """Write the files, compare, print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        path, large = Path(folder) / "one.csv", Path(folder) / "ten.csv"
        write(path, rows)
        found = counted(path)
        assert ours(path) == found  # noqa: S101  the same work
        what = f"check {rows:,} rows × {len(COLUMNS)} columns"
        peer = subprocess.Popen(
            [os.environ["KAGA_PEERS"], "-m", "bench.peer_frictionless", str(path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

        def frictionless() -> None:
            peer.stdin.write("\n")
            peer.stdin.flush()
            assert int(peer.stdout.readline()) == found  # noqa: S101  the same work

        kaga = ("kaga, with messages", lambda: ours(path))
        compare(what, kaga, ("polars, counting only", lambda: counted(path)))
        print(f"  {'ratio of processor times':<44}{processor_ratio(path):9.3f}")
        compare(what, kaga, ("frictionless, with messages", frictionless), runs=SLOW_RUNS)
        peer.communicate()
        write(large, 10 * rows)
        one, ten = alone(path), alone(large)
        print(
            f"memory and growth (1,000 findings of a rule listed)\n  {'rows':>12}{'s':>9}{'MB':>9}"
        )
        for count, (seconds, megabytes) in ((rows, one), (10 * rows, ten)):
            print(f"  {count:>12,}{seconds:>9.2f}{megabytes:>9.0f}")


if __name__ == "__main__":
    if len(sys.argv) > 1 and not sys.argv[1].isdigit():
        measure(Path(sys.argv[1]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
