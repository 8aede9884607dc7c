"""Time ours and a peer in turn, and print both, the ratio and the spread."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

RUNS = 5


def compare(
    what: str,
    ours: tuple[str, Callable[[], object]],
    peer: tuple[str, Callable[[], object]],
    *,
    runs: int = RUNS,
) -> float:
    """Run ours and the peer in turn, ``runs`` times after one warm-up of each, and print figures.

    Each side is (its name, what to run). Returns the median of the ratios ours / peer, taken
    pair by pair, so that a machine that grows slower meanwhile slows both.
    """
    seconds: tuple[list[float], list[float]] = ([], [])
    for run in range(runs + 1):
        for side, (_, work) in enumerate((ours, peer)):
            started = time.perf_counter()
            work()
            if run > 0:
                seconds[side].append(time.perf_counter() - started)
    print(f"{what} ({runs} runs after one warm-up)")
    for (name, _), times in zip((ours, peer), seconds, strict=True):
        print(f"  {name:<44}{_spread(times, ' s')}")
    ratios = [mine / theirs for mine, theirs in zip(*seconds, strict=True)]
    print(f"  {'ratio ours / peer':<44}{_spread(ratios, '')}")
    return statistics.median(ratios)


def _spread(figures: list[float], unit: str) -> str:
    middle, least, most = statistics.median(figures), min(figures), max(figures)
    return f"{middle:9.3f}{unit}   (min {least:.3f}, max {most:.3f})"
