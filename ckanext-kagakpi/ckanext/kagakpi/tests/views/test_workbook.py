"""A department reports by Excel: the same checks, a look at what changes, then drafts."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from ckan.tests import factories
from openpyxl import load_workbook

from ckanext.kagakpi.plan.sheet import COLUMNS, NAME
from ckanext.kagakpi.tests.portal import act, bring_in, renamed, slug_of

pytestmark = pytest.mark.stack


def filled(content: bytes, kpis: dict[str, dict[str, Any]]) -> bytes:
    """Fill rows of a workbook in, by KPI and field."""
    book = load_workbook(io.BytesIO(content))
    place = {one.field: at for at, one in enumerate(COLUMNS, 1)}
    for row in book[NAME].iter_rows(min_row=9):
        for field, value in kpis.get(str(row[0].value), {}).items():
            book[NAME].cell(row[0].row, place[field]).value = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture
def rounds(
    people: dict[str, str], city: dict[str, Any], department: dict[str, Any]
) -> list[dict[str, Any]]:
    """Two rounds in which the department reports three KPI, one of the older one published."""
    plan = bring_in(people, city, renamed(slug_of(city)))
    mine = dict.fromkeys(("programming", "my-number-card", "wifi"), department["id"])
    given = {"id": plan["slug"], "due": "2026-12-25", "assignments": mine}
    opened = [
        act("kagakpi_period_open", people["admin"], as_of=as_of, **given)
        for as_of in ("2020-03-31", "2021-03-31")
    ]
    old = {"period_id": opened[0]["id"], "kpi": "programming"}
    act("kagakpi_report_save", people["clerk"], **old, value="1620")
    act("kagakpi_report_submit", people["clerk"], **old)
    act("kagakpi_report_review", people["editor"], **old)
    act("kagakpi_report_publish", people["admin"], **old)
    return opened


def test_a_department_reports_by_excel(
    app: Any,
    people: dict[str, str],
    department: dict[str, Any],
    rounds: list[dict[str, Any]],
) -> None:
    tokens = {
        who: {"Authorization": factories.APIToken(user=name)["token"]}
        for who, name in people.items()
    }
    period = rounds[1]
    here = f"/plan/{period['plan']}/workbooks/{period['id']}"
    assert here in app.get(f"/plan/{period['plan']}/rounds/{period['id']}", headers=tokens["clerk"])
    assert "Excel" in app.get(here, headers=tokens["clerk"]).body

    def download(who: str = "clerk", status: int = 200) -> bytes:
        query = {"owner_org": department["id"]}
        address = f"{here}/download"
        got = app.get(address, query_string=query, headers=tokens[who], status=status)
        return bytes(got.data)

    def send(content: bytes, status: int = 200, who: str = "clerk") -> str:
        form = {"owner_org": department["id"], "upload": (io.BytesIO(content), "報告.xlsx")}
        body: str = app.post(here, data=form, headers=tokens[who], status=status).body
        return body

    def apply(page: str) -> str:
        carried = re.search('name="packed" value="([^"]+)"', page)
        assert carried
        form = {"packed": carried[1]}
        body: str = app.post(f"{here}/apply", data=form, headers=tokens["clerk"]).body
        return body

    def draft(kpi: str) -> Any:
        return act("kagakpi_report_show", people["clerk"], period_id=period["id"], kpi=kpi)

    empty = download()
    rows = {
        row[0].value: row for row in load_workbook(io.BytesIO(empty))[NAME].iter_rows(min_row=9)
    }
    assert set(rows) == {"programming", "my-number-card", "wifi"}
    assert [cell.value for cell in rows["programming"][4:6]] == ["1,700人以上", "1,620人"]
    assert "書き込むものはありません" in send(empty)

    page = send(
        filled(
            empty,
            {
                "programming": {"value": "１７，０００", "cause_ja": "講座を増やしました。"},
                "my-number-card": {"value": 80},
                "wifi": {"value": 30},
            },
        )
    )
    assert "10倍以上" in page
    assert [page.count(field) for field in ("行ったこと", "講座を増やしました。")] == [0, 1]
    assert "0から1までの範囲にありません" in page
    assert draft("programming")["state"] == "empty"
    assert "2件のうち2件を下書き" in apply(page)
    told = draft("programming")["content"]
    assert (told["value"], told["cause_ja"]) == ("17000", "講座を増やしました。")
    assert draft("my-number-card")["state"] == "empty"
    assert "書き込むものはありません" in send(download())

    page = send(filled(download(), {"wifi": {"value": 29}}))
    act("kagakpi_report_save", people["clerk"], period_id=period["id"], kpi="wifi", value="31")
    assert "1件のうち0件" in apply(page)
    assert draft("wifi")["content"]["value"] == "31"
    act("kagakpi_report_submit", people["clerk"], period_id=period["id"], kpi="wifi")
    assert "提出" in send(filled(download(), {"wifi": {"value": 29}}))

    assert "XLSX" in send(b"KPI,1", status=400)
    send(b"", status=400)
    app.post(f"{here}/apply", data={"packed": "x"}, headers=tokens["clerk"], status=400)
    for who in ("editor", "resident", "other editor"):
        download(who, status=404)
        send(empty, status=404, who=who)
    app.get(here, headers=tokens["resident"], status=404)
