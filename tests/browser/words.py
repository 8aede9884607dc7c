"""What a page says to its reader, and which of it is not in the page's language."""

from __future__ import annotations

import re

from playwright.sync_api import Page

JAPANESE = re.compile(r"[ぁ-ゖァ-ヺー一-鿿々]{2,}")
# Three words in a row: names and abbreviations are English in Japanese text, too
ENGLISH = re.compile(r"\b[A-Za-z]+(?: [a-z]+){2,}\b")
LANGUAGES = ("日本語", "やさしい日本語")  # the switch names each language in itself
TEXTS = """[
    document.title, document.body.innerText,
    ...["aria-label", "placeholder", "title", "alt", "data-bs-title"].flatMap(
        name => [...document.querySelectorAll(`[${name}]`)].map(node => node.getAttribute(name))
    ),
    ...[...document.querySelectorAll("meta[property], meta[name=description]")].map(
        node => node.content
    ),
].join("\\n")"""

# What a page marks as being in another language is for the reader to know (WCAG 3.1.2)
MARKED = """language => [...document.querySelectorAll("body [lang]")]
    .filter(node => node.lang !== language).map(node => node.innerText).join("\\n")"""


def foreign(page: Page, language: str, data: str) -> list[str]:
    """Return what the page says in the other language, unmarked, and what is not in ``data``."""
    pattern = ENGLISH if language == "ja" else JAPANESE
    data = f"{data} {page.evaluate(MARKED, language)}"
    return [
        words
        for words in pattern.findall(page.evaluate(TEXTS))
        if words not in data and words not in LANGUAGES
    ]
