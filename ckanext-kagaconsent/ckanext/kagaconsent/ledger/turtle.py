"""JSON-LD nodes as Turtle, one node at a time: a whole register never stands in memory.

A node is a dict with ``@id``, ``@type`` (compact IRIs) and properties (compact IRIs) whose values
are nodes, ``{"@id": …}``, ``{"@value": …, "@language" or "@type": …}`` or lists of them. That is
JSON-LD 1.1 with nothing but prefixes in its context, so both forms say the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

Node = dict[str, Any]

_LOCAL = re.compile(r"[A-Za-z](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_IN_IRIS = "%/:=&?~#+!$,;'@()*[]"


def head(context: Mapping[str, str]) -> str:
    """Return the lines that name the prefixes."""
    return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in context.items())


def turtle(node: Node, context: Mapping[str, str]) -> str:
    """Return a node, and each node within it, as Turtle; ``context`` has the prefixes."""
    return "".join(f"\n{one}" for one in _statements(node, context))


def iri(text: str) -> str:
    """Return an address as an IRI that both forms can hold: what none may hold is escaped."""
    return quote(text.strip(), safe=_IN_IRIS)


def _statements(node: Node, context: Mapping[str, str]) -> Iterator[str]:
    inner: list[Node] = []
    said = [f"a {', '.join(_name(kind, context) for kind in _list(node.get('@type', [])))}"]
    if not node.get("@type"):
        said = []
    for key, value in node.items():
        if key.startswith("@"):
            continue
        objects = []
        for one in _list(value):
            objects.append(_object(one, context))
            if "@id" in one and len(one) > 1:
                inner.append(one)
        said.append(f"{_name(key, context)} {', '.join(objects)}")
    yield f"{_name(node['@id'], context)} " + " ;\n    ".join(said) + " .\n"
    for one in inner:
        yield from _statements(one, context)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _object(value: Node, context: Mapping[str, str]) -> str:
    if "@id" in value:
        return _name(value["@id"], context)
    text = '"' + "".join(_ESCAPES.get(letter, letter) for letter in value["@value"]) + '"'
    if "@language" in value:
        return f"{text}@{value['@language']}"
    if "@type" in value:
        return f"{text}^^{_name(value['@type'], context)}"
    return text


def _name(name: str, context: Mapping[str, str]) -> str:
    prefix, _, local = name.partition(":")
    if prefix in context:
        return name if _LOCAL.fullmatch(local) else f"<{context[prefix]}{local}>"
    return f"<{name}>"
