"""The report page, the resource page and the downloads, as people and programs meet them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from ckan.lib.jobs import Worker
from ckan.tests import factories
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ckanext.kaga.model import Check
from ckanext.kaga.tests.conftest import TOILETS
from ckanext.kaga.tests.portal import act, upload
from ckanext.kaga.tests.tabular import books

pytestmark = [
    pytest.mark.stack,
    pytest.mark.usefixtures("with_test_worker", "clean_queues", "forgotten_trail"),
]


@pytest.fixture
def editor(city: dict[str, Any]) -> dict[str, Any]:
    """Somebody who edits the city's datasets; its token is ``token``."""
    user = factories.UserWithToken()
    act("organization_member_create", id=city["id"], username=user["name"], role="editor")
    return user


@pytest.fixture
def resource(dataset: dict[str, Any]) -> Callable[..., dict[str, Any]]:
    """Upload a file and, unless told to wait, have it checked."""

    def make(content: bytes, *, checked: bool = True) -> dict[str, Any]:
        made = upload(content, TOILETS, package_id=dataset["id"])
        if checked:
            Worker().work(burst=True)
        return made

    return make


def as_(user: dict[str, Any]) -> dict[str, str]:
    return {"Authorization": user["token"]}


def renews(body: str) -> bool:
    """Tell whether a page renews itself, with scripts and without; never only one of them."""
    ways = {'hx-trigger="every 3s"' in body, '<meta http-equiv="refresh" content="3">' in body}
    assert len(ways) == 1
    return ways == {True}


def page(resource: dict[str, Any], rest: str = "") -> str:
    return f"/dataset/{resource['package_id']}/resource/{resource['id']}{rest}"


def test_the_report_answers_first(
    app: Any, editor: dict[str, Any], resource: Callable[..., dict[str, Any]], toilets: bytes
) -> None:
    body = app.get(page(resource(toilets), "/check"), headers=as_(editor)).body
    assert "公開しました。" in body
    assert body.index("公開しました。") < body.index(">17<")
    assert TOILETS in body
    assert 'name="_csrf_token"' in body


def test_each_place_of_personal_data_says_by_itself_whether_it_is_a_row(
    app: Any, editor: dict[str, Any], dataset: dict[str, Any]
) -> None:
    """The author's name is in no row and a hidden sheet nowhere: no label promises one."""

    def kept_by_a_section(book: Workbook, sheet: Worksheet) -> None:
        book.properties.creator = "加賀 太郎"
        book.create_sheet("内部用").sheet_state = "hidden"
        sheet["E1"], sheet["E3"] = "電話番号", "090-1234-5678"

    made = upload(books.plain(kept_by_a_section), "一覧.xlsx", package_id=dataset["id"])
    Worker().work(burst=True)
    for language, place, label in (
        ("", "3行目：0", "見つかった値"),
        ("/en", "Row 3: 0", "Found"),
    ):
        body = app.get(f"{language}{page(made, '/check')}", headers=as_(editor)).body
        rows = {
            rule: body.partition(f"<code>{rule}</code>")[0].rpartition("<tr>")[2]
            for rule in ("KG-P020", "KG-P023", "KG-P025")
        }
        assert f' data-label="{label}">{place}' in rows["KG-P020"]
        assert f' data-label="{label}">加****' in rows["KG-P023"]
        assert "data-label" not in rows["KG-P025"]
        whole = {"": "ファイル全体", "/en": "Whole file"}[language]
        assert f'<td class="numeric">{whole}' in body


@pytest.mark.usefixtures("forgotten_trail")
def test_a_file_of_no_standard_has_a_report_in_both_languages(
    app: Any, editor: dict[str, Any], resource: Callable[..., dict[str, Any]]
) -> None:
    """Held back for personal data: whom to ask, and what became of it."""
    made = resource("申請者氏名,携帯電話\r\n見本 花子,090-1234-5678\r\n".encode("euc_jp"))
    for language, said in (("", "別の職員に確認を依頼する"), ("/en", "Ask a second person")):
        body = app.get(f"{language}{page(made, '/check')}", headers=as_(editor)).body
        assert said in body
        assert "EUC-JP" in body
        assert "<dd></dd>" not in body
    given = {"resource_id": made["id"], "reason": "同意のない人が含まれています。"}
    act("kaga_release_ask", editor["name"], **given)
    act("kaga_release_decide", decision="refused", **given)
    body = app.get(page(made, "/check"), headers=as_(editor)).body
    assert "公開しないことになりました：同意のない人が含まれています。" in body


def test_a_private_dataset_is_never_called_published(
    app: Any, editor: dict[str, Any], resource: Callable[..., dict[str, Any]], toilets: bytes
) -> None:
    """The table is ready, yet nobody outside sees it: the page says so, and offers the step."""
    made = resource(toilets)
    act("package_patch", id=made["package_id"], private=True)
    body = app.get(page(made, "/check"), headers=as_(editor)).body
    assert "公開しました" not in body
    assert "まだ公開されていません" in body
    assert "公開の準備" in body
    body = app.get(f"/dataset/{made['package_id']}", headers=as_(editor)).body
    assert "公開前（準備完了）" in body
    assert "公開済み" not in body


def test_the_report_lists_what_must_be_corrected(
    app: Any, editor: dict[str, Any], resource: Callable[..., dict[str, Any]], toilets: bytes
) -> None:
    wrong = toilets.decode("utf-8-sig").replace("36.", "=36.", 1).encode()
    made = resource(wrong)
    body = app.get(page(made, "/check"), headers=as_(editor)).body
    assert "1件あります" in body
    answer = app.get(page(made, "/check/findings.csv"), headers=as_(editor))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert rows[1][3].startswith("'=36.")
    english = app.get(f"/en{page(made, '/check')}", headers=as_(editor)).body
    assert "1 point must be corrected." in english


def test_a_running_check_renews_itself_until_told_not_to(
    app: Any, editor: dict[str, Any], resource: Callable[..., dict[str, Any]], toilets: bytes
) -> None:
    made = resource(toilets, checked=False)
    assert renews(app.get(page(made, "/check"), headers=as_(editor)).body)
    still = app.get(page(made, "/check?still=1"), headers=as_(editor))
    assert not renews(still.body)
    Worker().work(burst=True)
    assert not renews(app.get(page(made, "/check"), headers=as_(editor)).body)


@pytest.mark.parametrize("state", ["reading", "checking", "loading"])
def test_each_step_of_a_running_check_is_shown(
    app: Any,
    editor: dict[str, Any],
    resource: Callable[..., dict[str, Any]],
    toilets: bytes,
    state: str,
) -> None:
    made = resource(toilets, checked=False)
    Check.latest(made["id"]).enter(state, 30)
    answer = app.get(page(made, "/check"), headers=as_(editor), status=200)
    assert "30%" in answer.body
    assert renews(answer.body)


def test_check_again(
    app: Any, editor: dict[str, Any], resource: Callable[..., dict[str, Any]], toilets: bytes
) -> None:
    made = resource(toilets)
    before = act("kaga_check_show", resource_id=made["id"])["id"]
    answer = app.post(page(made, "/check"), headers=as_(editor), follow_redirects=False)
    assert answer.status_code == 302
    assert act("kaga_check_show", resource_id=made["id"])["id"] > before


def test_never_checked(app: Any, editor: dict[str, Any], dataset: dict[str, Any]) -> None:
    link = act("resource_create", package_id=dataset["id"], url="https://city.example/a.html")
    assert "まだ確認されていません" in app.get(page(link, "/check"), headers=as_(editor)).body


def test_the_report_is_for_the_people_in_charge(
    app: Any, resource: Callable[..., dict[str, Any]], toilets: bytes
) -> None:
    made = resource(toilets)
    stranger = factories.UserWithToken()
    for path in ("/check", "/check/findings.csv"):
        app.get(page(made, path), headers=as_(stranger), status=403)
        assert app.get(page(made, path), follow_redirects=False).status_code in (302, 403)
    app.post(page(made, "/check"), headers=as_(stranger), status=403)
    body = app.get(page(made)).body
    assert "/check" not in body


def test_a_wrong_address_is_not_found(
    app: Any, editor: dict[str, Any], resource: Callable[..., dict[str, Any]], toilets: bytes
) -> None:
    made = resource(toilets)
    app.get(f"/dataset/{made['package_id']}/resource/none/check", headers=as_(editor), status=404)
    other = factories.Dataset(owner_org=factories.Organization()["id"])
    app.get(
        f"/dataset/{other['name']}/resource/{made['id']}/check", headers=as_(editor), status=404
    )
    app.get(page({"package_id": made["package_id"], "id": "none"}, "/clean.csv"), status=404)


def test_the_resource_page_shows_the_table_and_the_downloads(
    app: Any, resource: Callable[..., dict[str, Any]], toilets: bytes
) -> None:
    made = resource(toilets)
    body = app.get(page(made)).body
    assert "<td>172065</td>" in body
    assert "17行" in body
    assert page({"package_id": "", "id": made["id"]}, "/clean.csv").split("//")[1] in body


def test_the_dataset_page_leads_staff_to_the_report_and_everybody_to_the_file(
    app: Any, editor: dict[str, Any], resource: Callable[..., dict[str, Any]], toilets: bytes
) -> None:
    made = resource(toilets)
    dataset = f"/dataset/{made['package_id']}"
    report, file = (f"/resource/{made['id']}{rest}" for rest in ("/check", "/clean.csv"))
    staff = app.get(dataset, headers=as_(editor)).body
    assert report in staff
    assert file in staff
    public = app.get(dataset).body
    assert report not in public
    assert file in public


def test_what_a_file_says_is_shown_and_never_run(
    app: Any, editor: dict[str, Any], resource: Callable[..., dict[str, Any]], toilets: bytes
) -> None:
    poison = "<script>alert(1)</script>"
    made = resource(toilets.decode("utf-8-sig").replace("錦城山公園", poison).encode())
    assert "&lt;script&gt;alert(1)" in app.get(page(made)).body
    wrong = resource(toilets.decode("utf-8-sig").replace("36.", f"{poison}36.", 1).encode())
    report = app.get(page(wrong, "/check"), headers=as_(editor)).body
    assert "&lt;script&gt;alert(1)" in report
    for body in (app.get(page(made)).body, report):
        assert "<script>alert" not in body


def test_the_clean_file(app: Any, resource: Callable[..., dict[str, Any]], toilets: bytes) -> None:
    made = resource(toilets)
    answer = app.get(page(made, "/clean.csv"))
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "172065_public_toilet.csv" in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "Set-Cookie" not in answer.headers
    assert answer.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))
    assert len(rows) == 18
    assert rows[1][0] == "172065"
    assert answer.data.count(b"\r\n") >= 18
    again = app.get(
        page(made, "/clean.csv"), headers={"If-None-Match": answer.headers["ETag"]}, status=304
    )
    assert not again.data
    since = {"If-Modified-Since": answer.headers["Last-Modified"]}
    app.get(page(made, "/clean.csv"), headers=since, status=304)


def test_a_private_datasets_table_stays_private(
    app: Any, editor: dict[str, Any], city: dict[str, Any], toilets: bytes
) -> None:
    private = factories.Dataset(owner_org=city["id"], private=True)
    made = upload(toilets, TOILETS, package_id=private["id"])
    Worker().work(burst=True)
    assert app.get(page(made, "/clean.csv"), follow_redirects=False).status_code in (302, 403, 404)
    app.get(page(made, "/clean.csv"), headers=as_(editor), status=200)


def test_a_png_named_csv_is_refused_at_the_form_with_a_sentence(
    app: Any, editor: dict[str, Any], dataset: dict[str, Any]
) -> None:
    answer = app.post(
        f"/dataset/{dataset['name']}/resource/new",
        headers=as_(editor),
        data={
            "id": "",
            "save": "go-metadata",
            "url": TOILETS,
            "url_type": "upload",
            "upload": (io.BytesIO(b"\x89PNG\r\n\x1a\n" + bytes(100)), TOILETS),
        },
        content_type="multipart/form-data",
        follow_redirects=False,
    )
    assert answer.status_code == 200
    assert "画像（PNG）" in answer.body
    assert act("package_show", id=dataset["id"])["resources"] == []
