"""Everything of a plan in one file."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from ckanext.kagakpi.tests.portal import bring_in, renamed, slug_of

pytestmark = pytest.mark.stack


def test_it_holds_what_the_addresses_give(
    app: Any, people: dict[str, str], city: dict[str, Any]
) -> None:
    slug = bring_in(people, city, renamed(slug_of(city)), example=True)["slug"]
    answer = app.get(f"/plan/{slug}.zip")
    assert answer.mimetype == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    readme = held.pop("README.txt").decode("utf-8-sig")
    assert set(held) == {f"{slug}{end}" for end in (".csv", ".csv-metadata.json", ".json", ".ttl")}
    for name, body in held.items():
        assert body == app.get(f"/plan/{name}").data
        assert f"/plan/{name}\r\n" in readme
    for said in ("値はすべて架空です。", "利用条件 / Licence: 本文に", "出典 / Source: 加賀市"):
        assert said in readme
    for seen in (answer.headers["ETag"], "*"):
        app.get(f"/plan/{slug}.zip", headers={"If-None-Match": seen}, status=304)
    app.get("/plan/none.zip", status=404)
    assert f"/plan/{slug}.zip" in app.get(f"/plan/{slug}").body
