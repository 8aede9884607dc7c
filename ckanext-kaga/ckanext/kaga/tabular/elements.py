"""XML from strangers, gone through as a stream: elements are told, nothing is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from xml.parsers import expat

from ckanext.kaga.tabular.rules import reading as r
from ckanext.kaga.tabular.table import Unreadable

Attributes = dict[str, str]
Handler = Callable[[Attributes], None]


class Elements:
    """A parser that calls one handler for each kind of element, by its name without prefix.

    ``text`` of a handler's element can be asked for with ``listen``. Entities that a
    document defines itself are refused, so that none can grow (defusedxml does the same,
    but gives no stream that can be written on as it is read).
    """

    def __init__(self, handlers: dict[str, Handler]) -> None:
        """``handlers`` are called with the attributes, their names without prefix if any."""
        self._handlers = handlers
        self._known: dict[str, Handler | None] = {}
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EntityDeclHandler = _refuse
        self._told: Callable[[str], None] | None = None
        self._text: list[str] = []
        self._depth = 0

    def through(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the blocks of a document after going through each.

        Raises Unreadable where it is no well-formed XML.
        """
        try:
            for block in blocks:
                self._parser.Parse(block, False)
                yield block
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise Unreadable(r.DAMAGED.finding()) from error

    def listen(self, told: Callable[[str], None]) -> None:
        """Call ``told`` with the text of the element that begins now, when it ends."""
        self._told, self._text, self._depth = told, [], 1
        self._parser.CharacterDataHandler = self._text.append
        self._parser.EndElementHandler = self._end

    def _start(self, name: str, attributes: Attributes) -> None:
        if self._told:
            self._depth += 1
        try:
            handler = self._known[name]
        except KeyError:
            handler = self._known[name] = self._handlers.get(name.rpartition(":")[2])
        if handler:
            handler(attributes)

    def _end(self, _name: str) -> None:
        self._depth -= 1
        if self._depth == 0 and self._told:
            told, self._told = self._told, None
            self._parser.CharacterDataHandler = None
            self._parser.EndElementHandler = None
            told("".join(self._text))


def _refuse(*_declaration: object) -> None:
    raise Unreadable(r.DAMAGED.finding())
