"""Atom feeds (RFC 4287) whose text is always well-formed XML."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml; charset=utf-8"
NEVER = "1970-01-01T00:00:00Z"
"""When a feed changed that has nothing in it: an Atom feed has to say a time."""

_UNWRITABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed(language: str) -> ET.Element:
    """Return an empty feed."""
    return ET.Element("feed", {"xmlns": ATOM, "xml:lang": language})


def say(parent: ET.Element, name: str, text: str) -> None:
    """Add an element with a text; what XML has no way to write is U+FFFD."""
    ET.SubElement(parent, name).text = _UNWRITABLE.sub("\ufffd", text)


def link(parent: ET.Element, rel: str, address: str, media_type: str = "") -> None:
    """Add a link."""
    said = {"rel": rel, "href": address}
    ET.SubElement(parent, "link", said | ({"type": media_type} if media_type else {}))


def author(parent: ET.Element, name: str) -> None:
    """Add who says it."""
    say(ET.SubElement(parent, "author"), "name", name)


def written(root: ET.Element) -> bytes:
    """Return a feed in UTF-8."""
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return body
