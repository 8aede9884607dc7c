"""What a sign says, drawn from a data use: the items of a camera notice first.

The items follow the guide on camera images of 経済産業省 and 総務省
(カメラ画像利活用ガイドブック): who runs it, what for, what is in view and when, what is kept and
how long, who gets it, whom to ask. Its list of items was not read word for word (要確認).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ckanext.kagaconsent.ledger import DataUse, Party, Place, UseKind
from ckanext.kagaconsent.ledger.lint import CONTROL
from ckanext.kagaconsent.ledger.questions import period
from ckanext.kagaconsent.signs.colours import COLOURS, Colour, strongest

NOT_STATED = "記載なし"
_READING = re.compile(r"([々一-鿿]+)《([ぁ-ゖー]+)》")


@dataclass(frozen=True, slots=True)
class Fact:
    """One item of the notice: its name in Japanese and English, and what is said."""

    ja: str
    en: str
    text: str


@dataclass(frozen=True, slots=True)
class Sign:
    """All that a sign says. ``address`` is what the QR code holds, ``code`` is in it.

    ``contact`` is whom to ask, ``phone`` their number or empty.
    """

    code: str
    address: str
    kind: UseKind
    colour: Colour
    title_ja: str
    title_easy: str
    title_en: str
    place: str
    facts: tuple[Fact, ...]
    contact: str
    phone: str
    example: bool

    @property
    def shown(self) -> str:
        """The address as people read and type it: without its scheme."""
        return self.address.split("://", maxsplit=1)[-1]


def sign_of(use: DataUse, place: Place, code: str, address: str) -> Sign:
    """Return what the sign of one place of a data use says.

    :param address: the short permanent address, ``https://…/s/<code>``
    """
    # the desk for complaints, else the one for requests, else the agency itself
    desk = use.complaint_desk or use.rights_desk or use.controller
    return Sign(
        code=code,
        address=address,
        kind=use.kind or UseKind.SENSOR_DEVICE,
        colour=COLOURS[strongest(use)],
        title_ja=_plain(use.title_ja),
        title_easy=_plain(_READING.sub(r"\1（\2）", use.title_easy_ja)),
        title_en=_plain(use.title_en),
        place=_plain(place.description_ja),
        facts=tuple(_facts(use, place)),
        contact=_plain(_party(desk)) or NOT_STATED,
        phone=_plain(desk.phone) if desk else "",
        example=bool(use.example),
    )


def _facts(use: DataUse, place: Place) -> Iterator[Fact]:
    yield _fact("目的", "Purpose", use.purpose_ja)
    if use.kind is UseKind.CAMERA:
        yield _fact("撮影範囲", "Camera view", place.camera_range_ja)
        yield _fact("撮影期間", "Recording time", place.camera_period_ja)
    yield _fact("取得する情報", "What is collected", "、".join(one.name_ja for one in use.items))
    kept = "、".join(dict.fromkeys(filter(None, map(period, use.storages))))
    yield _fact("保存期間", "Kept for", kept)
    given = "、".join(one.recipient.name_ja for one in use.provisions if one.recipient)
    yield _fact("提供先", "Given to", given or use.to_whom_ja)
    yield _fact("責任者", "Responsible", _party(use.controller))


def _fact(ja: str, en: str, text: str) -> Fact:
    return Fact(ja, en, _plain(text) or NOT_STATED)


def _party(party: Party | None) -> str:
    return " ".join(filter(None, (party.name_ja, party.desk_name))) if party else ""


def _plain(text: str) -> str:
    return CONTROL.sub("", text.replace("\n", " ")).strip()
