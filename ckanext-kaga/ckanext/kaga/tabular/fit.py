"""Fit: what a table is read as, after what people chose and what its header says."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from ckanext.kaga.standards import Match, Registry, Standard, detect, match, settle
from ckanext.kaga.tabular.finding import Finding
from ckanext.kaga.tabular.rules import headers as h


def fit(
    header: Sequence[str], known: Registry, *, chosen: str | None = None, usual: str | None = None
) -> tuple[Match | None, tuple[Finding, ...]]:
    """Return the header read as a standard, and what is to say about the choice.

    ``chosen`` is the key of what people chose for the file, and is obeyed; ``usual`` that of the
    dataset, which a header that is clearly another's overrules (``standards.settle``). Without
    both it is the likeliest; None where none is likely: the table is then published as it is,
    all of it text. A key that is not ``known`` counts as none.
    """
    # A city may have taken a standard of its own out of its folder since.
    with suppress(KeyError):
        if chosen:
            return match(header, known.get(chosen)), ()
    with suppress(KeyError):
        if usual:
            wanted = known.get(usual)
            settled = settle(header, wanted, known)
            return settled, _about_other(settled.standard, wanted)
    matches = detect(header, known)
    return (matches[0] if matches and matches[0].likely else None), ()


def _about_other(found: Standard, wanted: Standard) -> tuple[Finding, ...]:
    if found is wanted:
        return ()
    words = {
        "wanted_ja": wanted.name_ja,
        "wanted_en": wanted.name_en,
        "found_ja": found.name_ja,
        "found_en": found.name_en,
    }
    return (h.OTHER_STANDARD.finding(words=words),)
