"""Feeds that any reader can parse, whatever a text holds."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import example, given
from hypothesis import strategies as st

from ckanext.kaga.common import atom


def parsed(feed: ET.Element) -> ET.Element:
    return ET.fromstring(atom.written(feed))  # noqa: S314 - our own bytes


@given(st.text(st.characters(exclude_categories=["Cs"])))
@example("訂正の理由\x0b<b>&\ufffe")
def test_any_text_is_written_and_read(text: str) -> None:
    feed = atom.feed("ja")
    atom.say(feed, "title", text)
    atom.author(feed, text)
    read = parsed(feed)
    title = read.findtext(f"{{{atom.ATOM}}}title")
    # A reader of XML takes a line's end of two characters for one.
    assert len(title or "") == len(text.replace("\r\n", "\n"))
    assert read.findtext(f"{{{atom.ATOM}}}author/{{{atom.ATOM}}}name") == title


def test_a_link_says_what_it_leads_to() -> None:
    feed = atom.feed("en")
    atom.link(feed, "self", "https://data.example/register.atom", "application/atom+xml")
    atom.link(feed, "alternate", "https://data.example/register")
    first, second = parsed(feed).iter(f"{{{atom.ATOM}}}link")
    assert first.attrib == {
        "rel": "self",
        "href": "https://data.example/register.atom",
        "type": "application/atom+xml",
    }
    assert second.attrib == {"rel": "alternate", "href": "https://data.example/register"}
