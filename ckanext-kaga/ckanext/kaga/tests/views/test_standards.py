"""The pages of the standards are where the feeds say that they are, and give what they promise."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.kaga.standards import ARTEFACTS, registry
from ckanext.kaga.tests.standards.test_definition import SHORT

ADDRESS = "/standards/public_toilet/new"


@pytest.mark.usefixtures("portal")
class TestStandards:
    """Anybody may look a column up."""

    def test_every_standard_shows_every_column(self, app: object) -> None:
        """The address in dct:conformsTo answers with the whole definition."""
        for standard in registry().all():
            page = app.get(f"/standards/{standard.key}").body
            shown = [name for name in standard.by_name if f">{name}<" in page]
            assert shown == list(standard.by_name), standard.key

    def test_what_is_not_confirmed_is_said(self, app: object) -> None:
        """Nobody takes a guess for a definition, in either language."""
        assert "列の定義が確認できていません。" in app.get("/standards/18/new").body
        assert "could not be confirmed;" in app.get("/en/standards/18/new").body
        assert "必須・推奨の区分は、確認できていません。" in app.get("/standards/aed/new").body
        assert "<td>Not confirmed</td>" in app.get("/en/standards/aed/new").body

    def test_a_column_says_how_it_is_written(self, app: object) -> None:
        """Type, choices, and the English name that the source has wrong."""
        page = app.get(ADDRESS).body
        assert "「有」・「無」のどれかを書きます。" in page
        assert "<s><code>multipurposeToilet</code></s>" in page
        assert "<code>wheelchair_wc</code>" in page

    def test_both_generations_lead_to_each_other(self, app: object) -> None:
        """Who has an old file finds what became of its columns."""
        old = app.get("/standards/food_business_all/old").body
        assert 'href="/standards/food_business/new"' in old
        assert "住所の先頭" in old
        new = app.get("/standards/food_business/new").body
        assert 'href="/standards/food_business_all/old"' in new

    def test_the_list_leads_to_each(self, app: object) -> None:
        """The list names the page of every standard, and the templates where there are any."""
        page = app.get("/standards").body
        for standard in registry().all():
            assert f'"/standards/{standard.key}"' in page
            link = f'"/standards/{standard.key}/template.xlsx"'
            assert (link in page) is standard.has_columns

    def test_a_standard_is_found_by_its_name_or_a_column(self, app: object) -> None:
        """Whatever the width of the letters; and who finds none is told what to try."""
        found = {"トイレ": "public_toilet", "ﾄｲﾚ": "public_toilet", "SSID": "public_wireless_lan"}
        for words, slug in found.items():
            page = app.get("/standards", query_string={"q": words}).body
            assert f"/standards/{slug}/new" in page
            assert "/standards/population/new" not in page
        nothing = app.get("/standards", query_string={"q": "ぬりかべ"}).body
        assert "この言葉を含む標準データセットはありません" in nothing

    def test_an_artefact_is_sent_once(self, app: object) -> None:
        """At a stable address, with its type; who has it is told so."""
        standard = registry().get("public_toilet/new")
        for name, artefact in ARTEFACTS.items():
            answer = app.get(f"{ADDRESS}/{name}")
            assert answer.data == artefact.make(standard)
            assert answer.mimetype == artefact.mimetype
            assert answer.cache_control.public
            assert answer.cache_control.must_revalidate
            etag = answer.headers["ETag"]
            again = app.get(f"{ADDRESS}/{name}", headers={"If-None-Match": etag}, status=304)
            assert (again.data, again.headers["ETag"]) == (b"", etag)

    @pytest.mark.ckan_config("ckanext.kaga.municipality_code", "172065")
    def test_a_template_has_the_name_that_the_standard_asks_for(self, app: object) -> None:
        """Code and slug, as the definition books say."""
        for suffix in (".csv", ".xlsx"):
            sent = app.get(f"{ADDRESS}/template{suffix}").headers["Content-Disposition"]
            assert sent == f"attachment; filename=172065_public_toilet{suffix}"

    def test_what_is_unknown_is_404(self, app: object) -> None:
        """A wrong address is told from a fault."""
        for address in (
            "public_toilet/newer",
            "no_such/new",
            "public_toilet/new/template.ods",
            "18/new/template.csv",
            "no_such/new/template.csv",
        ):
            app.get(f"/standards/{address}", status=404)

    def test_a_citys_own_standard_is_one_like_the_others(
        self, app: object, ckan_config: object, monkeypatch: object, tmp_path: Path
    ) -> None:
        """It is in the list, and has a page and a template."""
        (tmp_path / "bench.yaml").write_text(SHORT, encoding="utf-8")
        monkeypatch.setitem(ckan_config, "ckanext.kaga.standards_folder", str(tmp_path))
        assert "加賀市独自" in app.get("/standards").body
        assert ">座席数<" in app.get("/standards/bench/new").body
        assert "座席数" in app.get("/standards/bench/new/template.csv").get_data(as_text=True)
