"""Reading YAML by its keys, with the line of whatever is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import yaml

from ckanext.kagakpi.plan.refusal import Refused

_Choice = TypeVar("_Choice", bound=StrEnum)

_BYTES = 1_000_000
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,10})?")
_TEXT_TAG = "tag:yaml.org,2002:null"


class Table:
    """One mapping of a YAML file; what is not asked for is refused by ``done``."""

    def __init__(self, file: str, node: yaml.Node, path: str = "") -> None:
        """Take a node; raises Refused where it is no mapping or has a key twice."""
        self._file = file
        self._node = node
        self._path = path
        self._asked: set[str] = set()
        self._values: dict[str, yaml.Node] = {}
        if not isinstance(node, yaml.MappingNode):
            raise self._refused(node, "KP-P009", expected="key: value", key="")
        for key, value in node.value:
            name = str(key.value)
            if name in self._values:
                raise self._refused(key, "KP-P004", key=name)
            self._values[name] = value

    @property
    def place(self) -> str:
        """The file and the line at which the mapping begins."""
        return self._place(self._node)

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text; without ``default`` it must be there and say something."""
        node = self._find(key, required=default is None)
        if node is None or node.tag == _TEXT_TAG:
            if default is None:
                raise self._refused(node or self._node, "KP-P002", key=key)
            return default
        if not isinstance(node, yaml.ScalarNode):
            raise self._refused(node, "KP-P009", key=key, expected="text")
        value = str(node.value).strip()
        if not value and default is None:
            raise self._refused(node, "KP-P002", key=key)
        return value

    def whole(self, key: str) -> int:
        """Return a whole number that must be there."""
        value = self.number(key)
        if value is None:
            raise self._refused(self._node, "KP-P002", key=key)
        if value != int(value):
            raise self._wrong(key, "1, 2, 3 …")
        return int(value)

    def whole_or_none(self, key: str) -> int | None:
        """Return a whole number, or None where it is not there."""
        return None if self.number(key) is None else self.whole(key)

    def number(self, key: str) -> Decimal | None:
        """Return a number, or None where it is not there; 80% is 0.8."""
        text = self.text(key, "")
        if not text:
            return None
        digits = text.removesuffix("%")
        if not _NUMBER.fullmatch(digits):
            raise self._refused(self._values[key], "KP-P006", key=key, value=text)
        return Decimal(digits) / 100 if text.endswith("%") else Decimal(digits)

    def day(self, key: str) -> date:
        """Return a date, written 2020-03-30."""
        try:
            return date.fromisoformat(self.text(key))
        except ValueError as wrong:
            raise self._wrong(key, "2020-03-30") from wrong

    def flag(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        text = self.text(key, "true" if default else "false")
        if text not in {"true", "false"}:
            raise self._wrong(key, "true, false")
        return text == "true"

    def choice(self, key: str, choices: type[_Choice], default: _Choice | None = None) -> _Choice:
        """Return one of the words of an enumeration."""
        text = self.text(key, None if default is None else default.value)
        try:
            return choices(text)
        except ValueError as wrong:
            raise self._wrong(key, ", ".join(choices)) from wrong

    def words(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; an empty one where it is not there."""
        node = self._find(key, required=False)
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode) or not all(
            isinstance(one, yaml.ScalarNode) for one in node.value
        ):
            raise self._refused(node, "KP-P009", key=key, expected="[a, b]")
        return tuple(str(one.value) for one in node.value)

    def rows(self, key: str, *, required: bool = True) -> Iterator[Table]:
        """Return the mappings of a list; without ``required`` it may not be there."""
        node = self._find(key, required=required)
        if node is None:
            return
        if not isinstance(node, yaml.SequenceNode):
            raise self._refused(node, "KP-P009", key=key, expected="- key: value")
        for at, one in enumerate(node.value):
            yield Table(self._file, one, f"{self._path}{key}[{at}].")

    def table(self, key: str) -> Table:
        """Return a mapping that must be there."""
        node = self._find(key, required=True)
        return Table(self._file, node or self._node, f"{self._path}{key}.")

    def done(self) -> None:
        """Refuse a key that nothing asked for: it is a slip, and would be lost."""
        for name in self._values:
            if name not in self._asked:
                raise self._refused(self._values[name], "KP-P003", key=name)

    def _find(self, key: str, *, required: bool) -> yaml.Node | None:
        self._asked.add(key)
        if key not in self._values and required:
            raise self._refused(self._node, "KP-P002", key=key)
        return self._values.get(key)

    def _wrong(self, key: str, expected: str) -> Refused:
        return self._refused(
            self._values[key], "KP-P005", key=key, value=self.text(key), expected=expected
        )

    def _refused(self, node: yaml.Node, rule: str, *, key: str, **words: object) -> Refused:
        field = f"{self._path}{key}".removesuffix(".")
        return Refused(rule, field, self._place(node), **words)

    def _place(self, node: yaml.Node) -> str:
        return f"{self._file}:{node.start_mark.line + 1}"


def read(path: Path) -> Table:
    """Return the mapping that a YAML file is.

    Raises Refused for a file that is not there, not UTF-8, over 1 MB or no YAML.
    """
    try:
        size = path.stat().st_size
        if size > _BYTES:
            raise Refused("KP-P001", "", path.name, why=f"{size:,} > {_BYTES:,} bytes")
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError) as wrong:
        raise Refused("KP-P001", "", path.name, why=type(wrong).__name__) from wrong
    except yaml.MarkedYAMLError as wrong:
        line = f":{wrong.problem_mark.line + 1}" if wrong.problem_mark else ""
        raise Refused("KP-P001", "", f"{path.name}{line}", why=wrong.problem) from wrong
    except (yaml.YAMLError, RecursionError) as wrong:
        raise Refused("KP-P001", "", path.name, why="YAML") from wrong
    if node is None:
        raise Refused("KP-P001", "", path.name, why="empty")
    return Table(path.name, node)
