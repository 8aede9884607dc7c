"""The pages of the standards are where the feeds say that they are."""

from __future__ import annotations

import pytest

from ckanext.kaga.standards import Standard, registry


@pytest.mark.usefixtures("portal")
class TestStandards:
    """Anybody may look a column up."""

    @pytest.mark.parametrize("standard", registry().all(), ids=lambda one: one.key)
    def test_every_standard_shows_every_column(self, app: object, standard: Standard) -> None:
        """The address in dct:conformsTo answers with the whole definition."""
        page = app.get(f"/standards/{standard.key}").body
        for column in standard.columns:
            assert f">{column.name}<" in page

    def test_the_list_leads_to_each(self, app: object) -> None:
        """The list names the page of every standard."""
        page = app.get("/standards").body
        for standard in registry().all():
            assert f"/standards/{standard.key}" in page

    @pytest.mark.parametrize("key", ["public_toilet/newer", "no_such/new"])
    def test_what_is_unknown_is_404(self, app: object, key: str) -> None:
        """A wrong address is told from a fault."""
        app.get(f"/standards/{key}", status=404)
