"""XML from strangers, gone through as a stream: elements are told, nothing is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from xml.parsers import expat

from ckanext.kaga.tabular.rules import reading as r
from ckanext.kaga.tabular.table import Unreadable

Attributes = dict[str, str]
Handler = Callable[[Attributes], None]


class _Dispatch(dict[str, Handler]):
    """Handlers by the name of an element as the document spells it, prefix and all."""

    def __init__(self, handlers: dict[str, Handler]) -> None:
        self._handlers = handlers

    def __missing__(self, name: str) -> Handler:
        self[name] = handler = self._handlers.get(name.rpartition(":")[2], _ignore)
        return handler


class Elements:
    """A parser that calls one handler for each kind of element, by its name without prefix.

    A handler gets the attributes, their names as the document spells them, and can ask for
    the element's text with ``listen``. Entities that a document defines itself are refused,
    so that none can grow (defusedxml does the same, but gives no stream that can be
    written on as it is read).
    """

    def __init__(self, handlers: dict[str, Handler]) -> None:
        """Take the handlers by the elements' names."""
        dispatch = _Dispatch(handlers)
        self._start: Callable[[str, Attributes], None] = lambda name, attributes: dispatch[name](
            attributes
        )
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EntityDeclHandler = _refuse

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

    @property
    def at(self) -> int:
        """Where in the document the element begins that is told now, in bytes."""
        return self._parser.CurrentByteIndex

    def listen(self, told: Callable[[str], None]) -> None:
        """Call ``told`` with the text of the element that begins now, when it ends."""
        text: list[str] = []
        depth = 1

        def start(_name: str, _attributes: Attributes) -> None:
            nonlocal depth
            depth += 1

        def end(_name: str) -> None:
            nonlocal depth
            depth -= 1
            if depth == 0:
                self._parser.StartElementHandler = self._start
                self._parser.CharacterDataHandler = None
                self._parser.EndElementHandler = None
                told("".join(text))

        self._parser.StartElementHandler = start
        self._parser.CharacterDataHandler = text.append
        self._parser.EndElementHandler = end


def _ignore(_attributes: Attributes) -> None:
    """Nobody asks for this element."""


def _refuse(*_declaration: object) -> None:
    raise Unreadable(r.DAMAGED.finding())
