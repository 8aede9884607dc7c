"""Searching inside a table: how long datastore_search takes, with q as residents type it.

``./kaga bench search [ROWS …]`` loads tables of so many rows (100,000 and 1,000,000 unless told
otherwise) and asks each for a page of 20 rows and their total, every time over CKAN's action.
Beside it stands CKAN's own search (plain=False is left to it) in a table of STOCK_ROWS with
CKAN's text column filled and indexed; for more rows CKAN's indexing runs into its own time limit.
"""

from __future__ import annotations

import sys

from ckanext.datastore.backend import DatastoreBackend

from bench.harness import latencies
from bench.load import by_load, file_of
from bench.portal import act, resources
from bench.rows import city_rows
from ckanext.kaga.model import datastore

ROWS = (100_000, 1_000_000)
STOCK_ROWS = 100_000
WORDS = (
    "大聖寺",
    "公園",
    "園",
    "錦城山公園",
    "大聖寺 トイレ",
    "トイレ",
    "aed",
    "98番地",
    "ない言葉",
)


def fill(resource_id: str, rows: int) -> None:
    """Load as the portal's job does, to the last step."""
    by_load(resource_id, file_of(city_rows(rows)), rows)
    act("datastore_create", resource_id=resource_id, force=True)
    DatastoreBackend.get_active_backend().calculate_record_count(resource_id)


def measure(resource_id: str, rows: int, words: tuple[str, ...], **how: bool) -> None:
    """Print, for each word, how many rows it finds and how long that takes."""
    for word in words:
        question = {"resource_id": resource_id, "q": word, "limit": 20, **how}
        total = act("datastore_search", **question)["total"]
        latencies(
            f"{rows:>9,} rows  {word:　<6} {total:>9,} found",
            lambda question=question: act("datastore_search", **question),
        )


def main(sizes: list[int]) -> None:
    """Measure ours at each size, then CKAN's own search."""
    with resources(len(sizes) + 1) as (stock, *ours):
        for resource_id, rows in zip(ours, sizes, strict=True):
            fill(resource_id, rows)
            print("datastore_search (ours)")
            measure(resource_id, rows, WORDS)
        datastore.FULL_TEXT_ROWS = STOCK_ROWS
        fill(stock, STOCK_ROWS)
        print("datastore_search (CKAN's own)")
        measure(stock, STOCK_ROWS, tuple(word for word in WORDS if " " not in word), plain=False)


if __name__ == "__main__":
    main([int(rows) for rows in sys.argv[1:]] or list(ROWS))
