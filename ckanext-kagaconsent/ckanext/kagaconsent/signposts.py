"""The signs of data uses on CKAN: when they get their codes, and what is told of them."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.kaga.common.times import iso
from ckanext.kagaconsent import ledger, signs
from ckanext.kagaconsent.model import DataUse, DataUseVersion, SignCode


def settle(use: DataUse, version: DataUseVersion) -> None:
    """Let the signs of a data use stand where its public version says."""
    content = ledger.read_use(version.content)
    ended = content.status is ledger.UseStatus.ENDED
    SignCode.settle(use.id, [] if ended else list(places(content)))


def places(content: ledger.DataUse) -> dict[str, ledger.Place]:
    """Return the places of a data use by what each is known by."""
    return {signs.place_key(place, at): place for at, place in enumerate(content.places)}


def told(sign: SignCode, use: DataUse, version: DataUseVersion) -> dict[str, Any]:
    """Return what is told of a sign as JSON-ready data."""
    content = version.content
    return {
        "code": sign.code,
        "address": tk.h.url_for(
            "kagaconsent_sign.short", code=sign.code, locale="default", qualified=True
        ),
        "place": sign.place,
        "standing": sign.standing,
        "data_use": use.id,
        "slug": use.slug,
        "state": use.state,
        "owner_org": use.owner_org,
        "content_hash": version.content_hash,
        "published": iso(version.published),
        **{name: content.get(name, "") for name in ("kind", "title_ja", "title_easy_ja")},
        "title_en": content.get("title_en", ""),
        "example": content.get("example", False),
    }
