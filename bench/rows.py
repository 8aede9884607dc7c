"""A city's table of as many rows as wanted, put together from real lists of real places."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import polars as pl

SAMPLES = Path(__file__).parents[1] / "ckanext-kaga/ckanext/kaga/tests/samples"
# (file, column of the name, column of the address); where from is in the samples' SOURCES.md
LISTS = (
    ("172065_public_toilet.csv", "名称", "所在地_連結表記"),
    ("222127_public_toilet.csv", "名称", "所在地_連結表記"),
    ("222127_aed.csv", "名称", "住所"),
    ("222127_tourism.csv", "名称", "住所"),
    ("222127_fire_hydrant.csv", "種別", "所在地_連結表記"),
)
KINDS = ("公園", "トイレ", "消火栓", "防火水槽", "ＡＥＤ", "観光施設")


@dataclass(frozen=True)
class Column:
    """What a load needs to know of a column."""

    id: str
    type: str
    label_ja: str = ""
    label_en: str = ""
    notes: str = ""


COLUMNS = (
    *(Column(name, "text") for name in ("ID", "名称", "所在地", "種別")),
    *(Column(name, "numeric") for name in ("緯度", "経度")),
    Column("設置年月日", "date"),
    Column("個数", "int8"),
)


def city_rows(count: int) -> pl.DataFrame:
    """Return ``count`` rows × 8 columns: a pattern, a required name, an address, two ranges, a
    date, a whole number, an enumeration.

    Names and addresses are real and paired anew; each row has a house number of its own. The
    same count gives the same rows.
    """
    names, addresses = _places()
    row = pl.int_range(count, eager=True)

    def drawn(pool: list[str] | tuple[str, ...], step: int) -> pl.Series:
        return pl.Series(pool)[(row * step + row // len(pool)) % len(pool)]

    return pl.select(
        **{
            "ID": row.cast(pl.String).str.zfill(8),
            "名称": drawn(names, 7919),
            "所在地": drawn(addresses, 104_729)
            + (row % 997 + 1).cast(pl.String)
            + "番地"
            + (row % 89 + 1).cast(pl.String),
            "種別": drawn(KINDS, 5),
            "緯度": (36.20 + (row * 7919 % 200_000) / 1_000_000).round(6),
            "経度": (136.20 + (row * 104_729 % 300_000) / 1_000_000).round(6),
            "設置年月日": pl.date(1970, 1, 1) + pl.duration(days=row * 31 % 20_000),
            "個数": row * 17 % 300,
        }
    )


def _places() -> tuple[list[str], list[str]]:
    """Return the names and the addresses of the lists, each once, without line breaks."""
    found: tuple[dict[str, None], dict[str, None]] = ({}, {})
    for file, *columns in LISTS:
        with (SAMPLES / file).open(encoding="utf-8-sig", newline="") as lines:
            for record in csv.DictReader(lines):
                for pool, column in zip(found, columns, strict=True):
                    if value := " ".join(record[column].split()):
                        pool[value] = None
    return list(found[0]), list(found[1])
