"""Who acts, and on what ground: the parties and the legal bases of a data use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ckanext.kagaconsent.ledger.named import named


class PartyKind(StrEnum):
    """What an organisation is."""

    CITY_AGENCY = "city_agency"
    COUNCIL = "council"
    BUSINESS = "business"
    RESEARCH = "research"
    STATE = "state"
    PREFECTURE = "prefecture"
    NPO = "npo"


class Role(StrEnum):
    """What an organisation does with the data."""

    CONTROLLER = "controller"
    PROCESSOR = "processor"
    JOINT = "joint"
    RECIPIENT = "recipient"
    AUTHORITY = "authority"


class LawApplied(StrEnum):
    """Which rules the organisation is under."""

    APPI_PUBLIC = "appi_5"
    """個人情報保護法 第5章 (行政機関等)."""
    APPI_PRIVATE = "appi_4"
    """個人情報保護法 第4章 (個人情報取扱事業者等)."""
    COUNCIL_ORDINANCE = "council_ordinance"


class BasisCode(StrEnum):
    """The grounds that the register knows."""

    A61_1 = "A61-1"
    """法61条1項: within the purpose, to do what law or ordinance gives the agency to do."""
    A69_1 = "A69-1"
    """法69条1項: a law or ordinance says so."""
    A69_2_1 = "A69-2-1"
    """法69条2項1号: consent of the person, or given to the person."""
    A69_2_2 = "A69-2-2"
    """法69条2項2号: inside the agency, as far as needed, for 相当の理由."""
    A69_2_3 = "A69-2-3"
    """法69条2項3号: to another public body, as far as needed, for 相当の理由."""
    A69_2_4 = "A69-2-4"
    """法69条2項4号: statistics or research, plainly in the person's interest, 特別の理由."""
    A27_1 = "A27-1"
    """法27条1項: a private body's provision with consent."""
    A27_1_N = "A27-1-n"
    """法27条1項各号: a private body's provision under an exception."""
    ORDINANCE = "ordinance"
    OTHER_LAW = "other_law"

    @property
    def is_consent(self) -> bool:
        """Tell whether this ground is the person's consent."""
        return self in (BasisCode.A69_2_1, BasisCode.A27_1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An organisation or one of its desks. 27560: party; DPV: LegalEntity; ファイル簿: 2, 9."""

    id: str = named("識別子", "Identifier")
    """Stable within the register. 27560: party_id."""
    kind: PartyKind | None = named("種別", "Kind", None)
    """27560: party_type."""
    name_ja: str = named("名称", "Name")
    """Official name. 27560: party_name; DPV: hasName; DTPR: accountable; ファイル簿: 2."""
    name_kana: str = named("名称（かな）", "Name in kana")
    """For reading aloud and sorting."""
    name_en: str = named("名称（英語）", "Name in English")
    roles: tuple[Role, ...] = named("役割", "Roles", ())
    """27560: party_role; DPV: DataController, DataProcessor, Recipient, Authority."""
    houjin_bangou: str = named("法人番号", "Corporate number")
    """13 digits of the National Tax Agency. DPV: hasIdentifier."""
    address: str = named("所在地", "Address")
    """27560: party_address; DPV: hasAddress; ファイル簿: 9."""
    desk_name: str = named("担当窓口", "Desk")
    """An office, never a person. 27560: party_contact; ファイル簿: 2, 9."""
    phone: str = named("電話番号", "Telephone")
    """27560: party_phone."""
    email: str = named("電子メール", "Mail address")
    """27560: party_email."""
    url: str = named("ホームページ", "Web page")
    """27560: party_url."""
    law_applied: LawApplied | None = named("適用される法令", "Law applied", None)
    """Under which rules it acts; the council is outside the act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis:
    """A ground, to the article. 27560: lawful_basis; DPV: hasLegalBasis; DTPR, ファイル簿: none."""

    id: str = named("識別子", "Identifier")
    code: BasisCode | None = named("根拠の種類", "Kind of ground", None)
    """DPV: Consent (A69-2-1, A27-1), LegalObligation (A69-1), OfficialAuthorityOfController."""
    law_name: str = named("法令名", "Law")
    """Name of the law or ordinance that gives the task."""
    article: str = named("条項", "Article")
    """Article, paragraph and number, such as 第22条第1項."""
    text_ja: str = named("説明", "Explanation")
    """What it lets the agency do, in a sentence."""
    egov_url: str = named("条文の場所", "Where the text is")
    law_version_date: date | None = named("法令の版（施行日）", "Version of the law", None)
    """The day from which the version that was read is in force."""

    @property
    def needs_consent(self) -> bool:
        """Tell whether the ground is the person's consent."""
        return self.code is not None and self.code.is_consent
