"""docs/reference/standards is what the registry says.

After a change of a definition: ``KAGA_WRITE_GOLDEN=1 ./kaga test fast -k reference``.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ckanext.kaga.standards import Standard, registry
from ckanext.kaga.tests.standards import reference

FOLDER = Path(__file__).parents[5] / "docs" / "reference"


def same(path: Path, text: str) -> bool:
    """Whether the page has this text; write it first where that is asked for."""
    if os.environ.get("KAGA_WRITE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return path.read_text(encoding="utf-8") == text


def test_the_index_is_up_to_date() -> None:
    assert same(FOLDER / "standards.md", reference.index())


@pytest.mark.parametrize("standard", registry().all(), ids=lambda standard: standard.key)
def test_the_page_of_a_standard_is_up_to_date(standard: Standard) -> None:
    path = FOLDER / "standards" / reference.file_name(standard)
    assert same(path, reference.page(standard))


def test_no_page_is_of_a_standard_that_is_no_more() -> None:
    names = {reference.file_name(standard) for standard in registry().all()}
    assert {path.name for path in (FOLDER / "standards").iterdir()} == names
