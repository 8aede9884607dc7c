"""The form: three questions in sight, the rest folded away, and nothing that a CSP refuses."""

from __future__ import annotations

from typing import Any

import lxml.html
import pytest
from ckan.tests import factories
from ckan.tests.helpers import CKANTestApp, call_action

pytestmark = [pytest.mark.stack, pytest.mark.usefixtures("empty_portal")]

FIELDS = "(self::input[not(@type='hidden')] or self::select or self::textarea)"


@pytest.fixture
def headers() -> dict[str, str]:
    """Return what a sysadmin's client sends."""
    return {"Authorization": factories.SysadminWithToken()["token"]}


def _form(app: CKANTestApp, page: str, headers: dict[str, str]) -> lxml.html.HtmlElement:
    [form] = lxml.html.fromstring(app.get(page, headers=headers).body).xpath(
        "//form[@id='dataset-edit' or @id='resource-edit' or contains(@class, 'dataset-form')]"
    )
    return form


def _value(form: lxml.html.HtmlElement, name: str) -> str:
    return form.xpath(f".//*[@name='{name}']")[0].value


def test_only_the_three_questions_are_in_sight(app: CKANTestApp, headers: dict[str, str]) -> None:
    factories.Organization()
    form = _form(app, "/dataset/new", headers)
    folded = set(form.xpath(f".//details[not(@open)]//*[{FIELDS}]/@name"))
    assert set(form.xpath(f".//*[{FIELDS}]/@name")) - folded == {
        "title",
        "notes",
        "owner_org",
        "private",
    }
    assert {"theme", "frequency", "license_id", "title_en", "name"} <= folded


def test_a_new_dataset_starts_with_what_is_known(app: CKANTestApp, headers: dict[str, str]) -> None:
    form = _form(app, "/dataset/new", headers)
    assert _value(form, "spatial_text") == "石川県加賀市"
    assert _value(form, "spatial_code") == "172065"
    assert _value(form, "license_id") == "CC-BY-4.0"


def test_an_emptied_field_stays_empty_when_edited(
    app: CKANTestApp, headers: dict[str, str]
) -> None:
    dataset = factories.Dataset(owner_org=factories.Organization()["id"])
    form = _form(app, f"/dataset/edit/{dataset['name']}", headers)
    assert _value(form, "spatial_code") == ""


def test_a_folded_group_with_an_error_opens(app: CKANTestApp, headers: dict[str, str]) -> None:
    answers = {
        "title": "題",
        "notes": "説明",
        "owner_org": factories.Organization()["id"],
        "spatial_code": "17206",
        "_ckan_phase": "dataset_new_1",
        "save": "",
    }
    reply = app.post("/dataset/new", data=answers, headers=headers, follow_redirects=False)
    page = lxml.html.fromstring(reply.body)
    [opened] = page.xpath("//form//details[@open]")
    assert _value(opened, "spatial_code") == "17206"
    [summary] = page.xpath("//*[contains(@class, 'error-explanation')]")
    assert "172065" in summary.text_content()


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_forms_carry_no_inline_script_or_style_and_name_every_field(
    app: CKANTestApp, headers: dict[str, str], language: str
) -> None:
    dataset = factories.Dataset(owner_org=factories.Organization()["id"])["name"]
    organization = factories.Organization()["name"]
    for page in (
        "/dataset/new",
        f"/dataset/edit/{dataset}",
        f"/dataset/{dataset}/resource/new",
        "/organization/new",
        f"/organization/edit/{organization}",
        "/group/new",
    ):
        form = _form(app, language + page, headers)
        inline = ".//style | .//script | .//@style | .//@onclick | .//a[starts-with(@href, 'java')]"
        assert form.xpath(inline) == [], page
        assert form.xpath(".//input[@name='_csrf_token']"), page
        labels = set(form.xpath(".//label/@for"))
        for field in form.xpath(f".//*[{FIELDS} and not(@name='url_type')]"):
            assert field.get("id") in labels or field.get("aria-label"), (page, field.get("name"))


def test_a_whole_visit_through_the_pages(app: CKANTestApp, headers: dict[str, str]) -> None:
    answers: dict[str, Any] = {
        "title": "公衆トイレ一覧",
        "notes": "公園などにある公衆トイレの一覧です。",
        "owner_org": factories.Organization()["id"],
        "theme": [
            "http://publications.europa.eu/resource/authority/data-theme/REGI",
            "http://publications.europa.eu/resource/authority/data-theme/HEAL",
        ],
        "frequency": "http://publications.europa.eu/resource/authority/frequency/ANNUAL",
        "name": "toilets",
        "private": "False",
        "_ckan_phase": "dataset_new_1",
        "save": "",
    }
    app.post("/dataset/new", data=answers, headers=headers, follow_redirects=False)
    resource = {"url": "https://example.org/a.csv", "name": "一覧", "save": "go-metadata", "id": ""}
    app.post("/dataset/toilets/resource/new", data=resource, headers=headers)
    assert call_action("package_show", id="toilets")["state"] == "active"
    page = lxml.html.fromstring(app.get("/dataset/toilets").body)
    rows = {
        row.findtext("th").strip(): " ".join(row.find("td").text_content().split())
        for row in page.xpath("//*[contains(@class, 'additional-info')]//tbody/tr")
    }
    assert rows["更新頻度"] == "毎年"
    assert rows["分類"] == "健康・医療地域・まちづくり"
    assert "対象期間（開始）" not in rows
