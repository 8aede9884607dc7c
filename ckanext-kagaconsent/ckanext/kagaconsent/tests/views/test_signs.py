"""Signs on the portal: from the printed code to the page, one sign, a hundred signs."""

from __future__ import annotations

import re
import time
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from ckan.tests import factories

from ckanext.kagaconsent.signs import SIZES
from ckanext.kagaconsent.tests.register import CONTENT, act, draft, publish

pytestmark = pytest.mark.stack

SECONDS_A_HUNDRED = 60
KILOBYTES = 100


@pytest.fixture
def slug(city: dict[str, Any]) -> str:
    """A short name that no other test uses."""
    return f"signed-{city['name'].lower().replace('_', '-')}"


@pytest.fixture
def camera(people: dict[str, str], city: dict[str, Any], slug: str) -> dict[str, Any]:
    """A published camera with one place."""
    return publish(people, draft(people, city, slug, example=True))


def sign_of(use: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = act("kagaconsent_sign_list", "", data_use=use["id"])["results"][0]
    return found


def decoded(pdf: bytes, page: int = 0) -> str:
    """What a phone reads from a page that was printed."""
    picture = pypdfium2.PdfDocument(pdf)[page].render(scale=3).to_pil()
    return str(zxingcpp.read_barcodes(picture)[0].text)


@pytest.mark.parametrize("size", list(SIZES))
def test_a_printed_code_leads_to_the_page(app: Any, camera: dict[str, Any], size: str) -> None:
    sign = sign_of(camera)
    path = f"/register/{camera['slug']}/signs/{sign['code']}-{size}.pdf"
    answer = app.get(path)
    assert len(answer.data) < KILOBYTES * 1_000
    page = pypdfium2.PdfDocument(answer.data)[0]
    assert [round(side / 72 * 25.4) for side in page.get_size()] == [SIZES[size].w, SIZES[size].h]
    text = page.get_textpage().get_text_range()
    assert "駅前広場の人流カメラ（例）" in text
    assert "People-counting camera" in text
    assert "見本 EXAMPLE" in text
    assert f"/s/{sign['code']}" in text
    address = decoded(answer.data)
    assert address == sign["address"]
    there = app.get(address[address.index("/s/") :], follow_redirects=False, status=302)
    assert there.headers["Location"].endswith(f"/register/{camera['slug']}")
    assert "駅前広場の人流カメラ（例）" in app.get(there.headers["Location"]).body
    tag = {"If-None-Match": answer.headers["ETag"]}
    assert app.get(path, headers=tag, status=304).data == b""
    packed = {"If-None-Match": f"W/{answer.headers['ETag']}"}
    assert app.get(path, headers=packed, status=304).data == b""


def test_the_short_address_knows_the_readers_language(app: Any, camera: dict[str, Any]) -> None:
    short = f"/s/{sign_of(camera)['code'].lower()}"

    def leads(accept: str) -> str:
        headers = {"Accept-Language": accept} if accept else {}
        answer = app.get(short, headers=headers, follow_redirects=False, status=302)
        assert "Accept-Language" in answer.headers["Vary"]
        return str(answer.headers["Location"])

    for accept in ("", "ja-JP,ja;q=0.9,en;q=0.5"):
        assert "/en/" not in leads(accept)
    for accept in ("en-GB,en;q=0.9", "pt-BR,pt;q=0.9,en;q=0.5", "vi"):
        assert "/en/register/" in leads(accept)
    app.get("/s/NNNN", status=404)
    app.get("/s/%00", status=404)


def test_a_place_that_is_gone_says_so_and_its_code_is_not_reused(
    app: Any, people: dict[str, str], camera: dict[str, Any]
) -> None:
    code = sign_of(camera)["code"]
    moved = [{**CONTENT["places"][0], "description_ja": "駅前広場の南側の柱"}]
    again = act(
        "kagaconsent_data_use_update",
        people["editor"],
        id=camera["id"],
        content=CONTENT | {"places": moved},
        reason="装置を移しました。",
    )
    publish(people, again)
    gone = app.get(f"/s/{code}", status=410).body
    assert "使われていません" in gone
    assert f"/register/{camera['slug']}" in gone
    assert sign_of(camera)["code"] != code
    assert not act("kagaconsent_sign_show", "", code=code)["standing"]
    app.get(f"/register/{camera['slug']}/signs/{code}-a4.svg", status=404)
    back = act(
        "kagaconsent_data_use_update",
        people["editor"],
        id=camera["id"],
        content=CONTENT,
        reason="元に戻しました。",
    )
    publish(people, back)
    assert sign_of(camera)["code"] == code
    act("kagaconsent_data_use_end", people["admin"], id=camera["id"], reason="撤去しました。")
    app.get(f"/s/{code}", status=410)


def test_a_draft_has_no_sign(app: Any, people: dict[str, str], city: dict[str, Any]) -> None:
    use = draft(people, city, f"unsigned-{city['name'].lower().replace('_', '-')}")
    assert act("kagaconsent_sign_list", people["editor"], data_use=use["id"])["count"] == 0
    app.get(f"/register/{use['slug']}/signs", status=404)


def test_the_page_shows_the_size_that_is_chosen(app: Any, camera: dict[str, Any]) -> None:
    there = f"/register/{camera['slug']}"
    assert f'href="{there}/signs"' in app.get(there).body
    code = sign_of(camera)["code"]
    assert f"{there}/signs/{code}-a4.svg" in app.get(f"{there}/signs?size=a3").body
    assert f"{there}/signs/{code}-sticker.pdf" in app.get(f"{there}/signs?size=sticker").body
    svg = app.get(f"{there}/signs/{code}-a6.svg")
    assert svg.headers["Content-Type"].startswith("image/svg+xml")
    assert "駅前広場の人流カメラ（例）" in svg.body
    for wrong in (f"{code}-a3.svg", "NNNN-a4.svg", f"{code}-a4.png"):
        app.get(f"{there}/signs/{wrong}", status=404)


def test_a_hundred_signs_in_one_file(
    app: Any, people: dict[str, str], city: dict[str, Any]
) -> None:
    """Measured: docs/how-to/signs.md."""
    place = CONTENT["places"][0]
    places = [
        {**place, "qr_id": f"C-{at:03}", "description_ja": f"{at}番の柱"} for at in range(101)
    ]
    name = f"hundred-{city['name'].lower().replace('_', '-')}"
    publish(people, draft(people, city, name, places=places))
    publish(people, draft(people, city, f"app-{name}", kind="app"))
    headers = {"Authorization": factories.APIToken(user=people["editor"])["token"]}
    chosen = f"organization={city['name']}&kind=camera&size=a6"
    assert "101" in app.get(f"/signs?{chosen}", headers=headers).body
    start = time.perf_counter()
    answer = app.get(f"/signs.pdf?{chosen}", headers=headers)
    seconds = time.perf_counter() - start
    pages = pypdfium2.PdfDocument(answer.data)
    assert len(pages) == 100
    assert seconds < SECONDS_A_HUNDRED
    print(f"100 signs: {seconds:.1f} s, {len(answer.data) / 1_000:.0f} kB")
    signs = act("kagaconsent_sign_list", "", owner_org=city["id"], kind="camera", limit=200)
    assert len({sign["code"] for sign in signs["results"]}) == 101
    assert decoded(answer.data, 99) == signs["results"][99]["address"]
    text = pages[99].get_textpage().get_text_range()
    assert "99番の柱" in re.sub(r"\s", "", text)
    rest = app.get(f"/signs.pdf?{chosen}&offset=100", headers=headers)
    assert len(pypdfium2.PdfDocument(rest.data)) == 1
    app.get(f"/signs.pdf?{chosen}&offset=200", headers=headers, status=404)


def test_many_signs_are_for_staff(app: Any, people: dict[str, str], camera: dict[str, Any]) -> None:
    resident = {"Authorization": factories.APIToken(user=people["resident"])["token"]}
    for headers in ({}, resident):
        for path in ("/signs", "/signs.pdf"):
            app.get(path, headers=headers, status=403)
