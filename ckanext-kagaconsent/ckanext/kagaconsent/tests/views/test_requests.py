"""The desk's pages, as a resident without account and as staff see them."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from ckan.common import CKANConfig
from ckan.tests import factories

from ckanext.kaga.common.headers import FILE_POLICY
from ckanext.kagaconsent.tests.desk import ASKED, COMPLAINT, PDF, PERSON, ask, complain, enter
from ckanext.kagaconsent.tests.register import CONTENT, act, draft, publish

pytestmark = pytest.mark.stack

HOUR = "ckanext.kagaconsent.requests_per_hour"
TRIES = "ckanext.kagaconsent.tries_per_hour"


@pytest.fixture(autouse=True)
def settings(
    ckan_config: CKANConfig, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, portal: None
) -> Any:
    """Files of this test's own, no limit but where a test sets one, and a way to set it."""

    def set_(key: str, value: Any) -> None:
        monkeypatch.setitem(ckan_config, key, value)

    set_("ckan.storage_path", str(tmp_path))
    set_(HOUR, 0)
    set_(TRIES, 0)
    return set_


@pytest.fixture
def as_(people: dict[str, str]) -> Any:
    """A function that gives the headers of a role."""

    def headers(role: str) -> dict[str, str]:
        return {"Authorization": factories.APIToken(user=people[role])["token"]}

    return headers


def keys(case: dict[str, Any]) -> dict[str, str]:
    return {"reference": case["reference"], "secret": case["secret"]}


def found(body: str, id_: str) -> str:
    return re.search(f'id="{id_}">([^<]+)<', body)[1]


def test_a_resident_complains_and_reads_the_answer(
    app: Any, people: dict[str, str], city: dict[str, Any]
) -> None:
    start = app.get("/requests").body
    assert 'href="/requests/new/complaint"' in start
    assert "第76条" in start
    form = app.get("/requests/new/complaint").body
    once = re.search('name="once" value="([^"]+)"', form)[1]
    data = {"owner_org": city["name"], "text": COMPLAINT, "once": once}
    body = app.post("/requests/new/complaint", data=data).body
    case = {"reference": found(body, "reference"), "secret": found(body, "secret")}
    again = app.post("/requests/new/complaint", data=data).body
    assert case["reference"] in again
    assert case["secret"] not in again
    status = app.post("/requests/status", data=case).body
    assert COMPLAINT in status
    assert "第128条" in status
    given = {"text": "カメラの向きを直しました。", "reference": case["reference"]}
    act("kagaconsent_case_message_add", people["editor"], **given)
    enter(people["editor"], case, "decided", outcome="improved")
    status = app.post("/requests/status", data=case).body
    assert "カメラの向きを直しました。" in status
    assert "改善した" in status
    assert people["editor"] not in status
    more = app.post("/requests/message", data=case | {"text": "ありがとう。", "once": "1"}).body
    assert "ありがとう。" in more


def test_the_complaint_link_of_a_data_use(
    app: Any, people: dict[str, str], city: dict[str, Any]
) -> None:
    use = publish(people, draft(people, city, "link-camera"))
    address = f"/requests/new/complaint?about={use['slug']}"
    assert f'href="{address}"' in app.get(f"/register/{use['slug']}").body
    form = app.get(address).body
    assert f'name="about" value="{use["slug"]}"' in form
    assert 'name="owner_org"' not in form
    body = app.post("/requests/new/complaint", data={"about": use["slug"], "text": COMPLAINT}).body
    told = act("kagaconsent_case_show", people["editor"], reference=found(body, "reference"))
    assert (told["about"], told["owner_org"]) == (use["slug"], city["id"])


def test_pages_are_kept_nowhere_and_addresses_hold_no_key(
    app: Any, city: dict[str, Any], as_: Any
) -> None:
    case = complain(city)
    answers = [
        app.get("/requests"),
        app.get("/requests/new/complaint"),
        app.get("/requests/status"),
        app.post("/requests/status", data=keys(case)),
        app.get("/desk", headers=as_("editor")),
        app.get(f"/desk/cases/{case['reference']}", headers=as_("editor")),
    ]
    for answer in answers:
        assert "no-store" in answer.headers["Cache-Control"]
        assert "public" not in answer.headers["Cache-Control"]
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert not re.search(rf'(href|action|src)="[^"]*{case["secret"]}', answer.body)


def test_a_wrong_passphrase_and_a_wrong_number_look_alike(app: Any, city: dict[str, Any]) -> None:
    case = complain(city)
    wrong = {"reference": case["reference"], "secret": "0000-0000-0000-0000"}
    bodies = set()
    for data in (wrong, wrong | {"reference": "0000-0000"}):
        body = app.post("/requests/status", data=data).body
        assert COMPLAINT not in body
        assert "番号か合言葉が正しくありません" in body
        body = re.sub('name="_csrf_token" value="[^"]+"|nonce="[^"]+"', "", body)
        bodies.add(body.replace(data["reference"], ""))
    assert len(bodies) == 1
    for broken in ("", "4F7K-2M9", "<script>", "\x00"):
        assert app.post("/requests/status", data=wrong | {"reference": broken}).status_code == 200


def test_of_a_business_one_asks_the_business(
    app: Any, people: dict[str, str], city: dict[str, Any], settings: Any
) -> None:
    slug = f"business-{city['name'].lower().replace('_', '-')}"
    publish(people, draft(people, city, slug))
    settings("ckanext.kagaconsent.business_orgs", [city["name"]])
    page = app.get(f"/requests/new/disclosure?about={slug}").body
    assert "事業者に直接" in page
    assert CONTENT["rights_desk"]["phone"] in page
    assert 'name="text"' not in page
    assert f'href="/requests/new/complaint?about={slug}"' in page
    assert 'name="text"' in app.get(f"/requests/new/complaint?about={slug}").body
    listed = f'<option value="{city["name"]}"'
    assert listed not in app.get("/requests/new/disclosure").body
    assert listed in app.get("/requests/new/complaint").body


def test_too_many_are_refused(app: Any, city: dict[str, Any], settings: Any) -> None:
    settings(HOUR, 2)
    data = {"owner_org": city["name"], "text": COMPLAINT}
    there = {"REMOTE_ADDR": "203.0.113.7"}
    for _ in range(2):
        app.post("/requests/new/complaint", data=data, environ_overrides=there)
    answer = app.post("/requests/new/complaint", data=data, environ_overrides=there, status=429)
    assert COMPLAINT in answer.body
    elsewhere = {"REMOTE_ADDR": "203.0.113.8"}
    app.post("/requests/new/complaint", data=data, environ_overrides=elsewhere)
    proxied = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "198.51.100.1, 203.0.113.7"}
    app.post("/requests/new/complaint", data=data, environ_overrides=proxied, status=429)
    settings(TRIES, 2)
    wrong = {"reference": "0000-0000", "secret": "0"}
    for _ in range(2):
        app.post("/requests/status", data=wrong, environ_overrides=there)
    app.post("/requests/status", data=wrong, environ_overrides=there, status=429)


def test_files_are_saved_and_never_opened(
    app: Any, people: dict[str, str], city: dict[str, Any], as_: Any
) -> None:
    html = BytesIO(b"<script>alert(1)</script>")
    data = {"owner_org": city["name"], "text": COMPLAINT, "upload": (html, "page.html")}
    body = app.post("/requests/new/complaint", data=data).body
    case = {"reference": found(body, "reference"), "secret": found(body, "secret")}
    data = case | {"text": "図です。", "upload": (BytesIO(PDF), "図.pdf")}
    assert "図.pdf" in app.post("/requests/message", data=data).body
    answers = [
        app.post("/requests/attachment", data=case | {"attachment": "2"}),
        app.get(f"/desk/cases/{case['reference']}/attachments/2", headers=as_("editor")),
        app.get(f"/desk/cases/{case['reference']}/attachments/1", headers=as_("admin")),
    ]
    for answer in answers:
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"] == FILE_POLICY
        assert "no-store" in answer.headers["Cache-Control"]
    assert answers[0].data == PDF
    assert "page.txt" in answers[2].headers["Content-Disposition"]
    there = f"/desk/cases/{case['reference']}/attachments/1"
    for role in ("resident", "other editor"):
        app.get(there, headers=as_(role), status=404)
    app.get(there, status=404)
    app.post("/requests/attachment", data=case | {"secret": "0", "attachment": "1"}, status=404)
    app.post("/requests/attachment", data=case | {"attachment": "9"}, status=404)


def test_what_is_wrong_stands_at_its_field(app: Any, city: dict[str, Any]) -> None:
    data = {"owner_org": city["name"], "text": "", "person_name": "山中 花子"}
    body = app.post("/requests/new/disclosure", data=data).body
    assert 'id="field-text-error"' in body
    assert 'value="山中 花子"' in body
    app.get("/requests/new/anything", status=404)


def test_staff_pages_are_the_desks(app: Any, city: dict[str, Any], as_: Any) -> None:
    case = ask(city)
    there = f"/desk/cases/{case['reference']}"
    for role in ("resident", "other editor"):
        app.get(there, headers=as_(role), status=404)
        app.post(f"{there}/events", data={"event": "closed"}, headers=as_(role), status=404)
        app.post(f"{there}/messages", data={"text": "x"}, headers=as_(role), status=404)
        app.post(f"{there}/assign", data={}, headers=as_(role), status=404)
        app.post(f"{there}/secret", data={"secret-how": "x"}, headers=as_(role), status=404)
    for page in ("/desk", "/desk/new", "/desk/statistics", "/desk/statistics.csv"):
        app.get(page, headers=as_("resident"), status=403)
        answer = app.get(page, follow_redirects=False)
        assert answer.status_code == 302
    assert case["reference"] not in app.get("/desk", headers=as_("other editor")).body
    body = app.get("/desk", headers=as_("editor")).body
    assert case["reference"] in body
    assert PERSON["person_name"] not in body
    assert ASKED not in body
    assert 'href="/desk"' in app.get("/", headers=as_("editor")).body
    assert 'href="/desk"' not in app.get("/", headers=as_("resident")).body


def test_the_slip_of_a_new_passphrase_opens_the_case(
    app: Any, city: dict[str, Any], as_: Any
) -> None:
    case = ask(city)
    there = f"/desk/cases/{case['reference']}/secret"
    nothing_said = app.post(there, data={"secret-how": ""}, headers=as_("editor")).body
    assert 'id="field-secret-how-error"' in nothing_said
    slip = app.post(there, data={"secret-how": "窓口で運転免許証"}, headers=as_("editor")).body
    keys = {"reference": case["reference"], "secret": found(slip, "secret")}
    assert "合言葉の再発行" in app.post("/requests/status", data=keys).body
    old = app.post("/requests/status", data=keys | {"secret": case["secret"]}).body
    assert ASKED not in old


def test_staff_work_on_a_case(app: Any, city: dict[str, Any], as_: Any) -> None:
    editor = as_("editor")
    slip = app.post(
        "/desk/new",
        data=PERSON
        | {"kind": "disclosure", "owner_org": city["name"], "text": ASKED}
        | {"received_on": "2026-11-02"},
        headers=editor,
    ).body
    reference = found(slip, "reference")
    assert found(slip, "secret")
    there = f"/desk/cases/{reference}"

    def send(**data: str) -> str:
        return app.post(f"{there}/events", data=data, headers=editor).body

    day = "2026-11-04"
    send(event="identified", **{"identified-how": "運転免許証の提示", "identified-on": day})
    body = send(event="extended", **{"extended-reason": "", "extended-on": day})
    assert 'id="field-extended-reason-error"' in body
    body = send(event="extended", **{"extended-reason": "文書が多いため", "extended-on": day})
    assert "第83条第2項" in body
    assert "2027-01-04" in body
    body = app.post(f"{there}/messages", data={"text": "延長します。"}, headers=editor).body
    assert "延長します。" in body
    found_ = app.get(f"/desk/find?reference={reference.lower()}", headers=editor).body
    assert "運転免許証の提示" in found_
    assert "番号" in app.get("/desk/find?reference=0", headers=editor).body
    body = send(event="struck", **{"struck-of": "3", "struck-reason": "誤って延長しました。"})
    assert "2026-12-02" in body


@pytest.mark.parametrize(
    "query", ["which=overdue", "kind=complaint&which=closed", "which=x", "page=999999999"]
)
def test_the_list_takes_any_question(app: Any, as_: Any, query: str) -> None:
    assert app.get(f"/desk?{query}", headers=as_("editor")).status_code == 200
