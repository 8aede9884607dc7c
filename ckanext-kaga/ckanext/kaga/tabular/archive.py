"""Archives: the files in a zip, each read as if it had come alone."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from ckanext.kaga.tabular.rules import reading as r
from ckanext.kaga.tabular.source import Source, source_of
from ckanext.kaga.tabular.table import Limits, Unreadable
from ckanext.kaga.tabular.zipped import Zipped, unzipped

# What macOS and Windows put beside people's files.
_LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
_IN_MEMORY = 8 * 1024 * 1024


def names(source: Source, limits: Limits) -> list[str]:
    """Return the names of the files of a zip, in its order. Raises Unreadable where damaged."""
    with unzipped(source, limits) as zipped:
        return _names(zipped)


def members(
    source: Source, limits: Limits, wanted: Callable[[str], bool] | None = None
) -> Iterator[Source]:
    """Yield the files of a zip, in its order, under the names that it gives them.

    Names are shown, never used as paths; ``wanted`` chooses by them. Raises Unreadable where
    there are too many, or where one is encrypted, damaged, or together too large.
    """
    with unzipped(source, limits) as zipped:
        found = [name for name in _names(zipped) if wanted is None or wanted(name)]
        if len(found) > limits.members:
            words = {"found": len(found), "limit": limits.members}
            raise Unreadable(r.TOO_MANY_MEMBERS.finding(words=words))
        for name in found:
            copy: BinaryIO = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # type: ignore[assignment]  # noqa: SIM115
            for block in zipped.blocks(name):
                copy.write(block)
            copy.seek(0)
            yield source_of(copy, name, limits)


def _names(zipped: Zipped) -> list[str]:
    return [name for name in zipped.members if not _is_litter(name)]


def _is_litter(name: str) -> bool:
    return name.startswith(_LITTER[0]) or PurePosixPath(name).name in _LITTER
