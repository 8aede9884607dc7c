"""Unpack: a zip in which people send many tables becomes those files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, NamedTuple

from ckanext.kaga.tabular.archive import members, names
from ckanext.kaga.tabular.sniff import sniff_file
from ckanext.kaga.tabular.source import Given, source_of
from ckanext.kaga.tabular.table import Limits, Unreadable

_LONGEST = 200


class Unpacked(NamedTuple):
    """A file of a zip: a name without folders, and its content, which is closed after its turn."""

    name: str
    file: BinaryIO


def unpack(
    given: Given,
    filename: str,
    wanted: Callable[[str], bool],
    limits: Limits | None = None,
) -> Iterator[Unpacked]:
    """Yield the files of a zip that are wanted by their names, where there are several.

    Nothing comes of any other file, nor of a zip with one such file, which is read as that table,
    nor of one that is damaged, of which ``read`` says so. Raises Unreadable, while it is gone
    through, where there are too many files, or one is encrypted, damaged, or together too large.
    """
    limits = limits or Limits()
    source = source_of(given, filename, limits)
    try:
        if sniff_file(source) != "zip":
            return
        found = [name for name in names(source, limits) if wanted(_plain(name))]
    except Unreadable:
        return
    if len(found) < 2:  # noqa: PLR2004 - several
        return
    shared = Counter(map(_plain, found))
    for member in members(source, limits, set(found).__contains__):
        plain = _plain(member.name)
        with member.opened() as file:
            yield Unpacked(plain if shared[plain] == 1 else _with_folders(member.name), file)
            file.close()


def _plain(name: str) -> str:
    """The last part of a member's name, as a sentence or a form can hold it."""
    return _clean(PurePosixPath(name.replace("\\", "/")).name)


def _with_folders(name: str) -> str:
    """A member's name with its folders, for two files of one name in different ones."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return _clean("_".join(part for part in parts if part not in {"/", ".", ".."}))


def _clean(name: str) -> str:
    return "".join(sign for sign in name if sign.isprintable())[-_LONGEST:]
