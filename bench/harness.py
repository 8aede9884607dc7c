"""Time ours and a peer in turn, or one thing many times, and print figures with their spread."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

RUNS = 5
CALLS = 30


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


def latencies(what: str, work: Callable[[], object], *, calls: int = CALLS) -> None:
    """Call once to warm up, then ``calls`` times, and print the median and the slow end."""
    work()
    times = []
    for _ in range(calls):
        started = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - started))
    p95 = statistics.quantiles(times, n=20)[-1]
    print(
        f"  {what}  p50 {statistics.median(times):7.1f} ms  p95 {p95:7.1f} ms"
        f"   (min {min(times):.1f}, max {max(times):.1f}; {calls} calls)"
    )


def _spread(figures: list[float], unit: str) -> str:
    middle, least, most = statistics.median(figures), min(figures), max(figures)
    return f"{middle:9.3f}{unit}   (min {least:.3f}, max {most:.3f})"
