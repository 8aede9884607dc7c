"""A data use: one 事務, service or device that handles data about people, with all it says.

The blocks map to ISO/IEC TS 27560 and DPV 2.3, to DTPR v1 and to the items of the
個人情報ファイル簿; each field says to which. Where it says nothing they have no such field.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ckanext.kagaconsent.ledger.named import named
from ckanext.kagaconsent.ledger.party import LegalBasis, Party


class UseKind(StrEnum):
    """What the use is."""

    OFFICE_WORK = "office_work"
    SENSOR_DEVICE = "sensor_device"
    CAMERA = "camera"
    APP = "app"
    AI = "ai"
    DATA_LINKAGE = "data_linkage"


class UseStatus(StrEnum):
    """Whether it happens."""

    PLANNED = "planned"
    IN_USE = "in_use"
    SUSPENDED = "suspended"
    ENDED = "ended"


class Automation(StrEnum):
    """What a machine decides."""

    NONE = "none"
    SUPPORTS = "supports"
    DECIDES = "decides"


class Identifiability(StrEnum):
    """Whether people can be told. DTPR: yellow, blue, white."""

    IDENTIFIABLE = "identifiable"
    DE_IDENTIFIED = "de_identified"
    NONE = "none"


class Sensitivity(StrEnum):
    """Whether the data needs special care."""

    NONE = "none"
    LAW = "law"
    """要配慮個人情報 (法2条3項)."""
    ORDINANCE = "ordinance"
    """条例要配慮個人情報 (法60条5項)."""


class Source(StrEnum):
    """Where data comes from."""

    SUBJECT = "subject"
    OTHER_AGENCY = "other_agency"
    SENSOR = "sensor"
    OPEN = "open"
    INFERRED = "inferred"


class PeriodUnit(StrEnum):
    """Unit of a retention period."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataItem:
    """One thing that is recorded. 27560: pii_information; DTPR: data, tech; ファイル簿: 4."""

    name_ja: str = named("項目名", "Item")
    """27560: pii_type; DPV: hasPersonalData; ファイル簿: 4 記録項目."""
    dpv_term: str = named("DPVの語", "DPV term")
    """A term of the PD extension, from the vocabulary. 27560: pii_type."""
    category: str = named("分類", "Category")
    """The city's own grouping."""
    identifiability: Identifiability | None = named("個人の識別", "Identifiability", None)
    """DTPR: colour of the data icon."""
    sensitivity: Sensitivity | None = named("要配慮", "Special care", None)
    """27560: sensitive_pii_category, special_pii_category; ファイル簿: 7, 11."""
    required: bool | None = named("必須か", "Required", None)
    """27560: pii_optional (the opposite)."""
    source: Source | None = named("どこから", "Source", None)
    """DPV: hasDataSource."""
    collection_method_ja: str = named("集め方", "How it is collected")
    """27560: collection_method; ファイル簿: 6 記録情報の収集方法."""
    example_ja: str = named("例", "Example")
    """A made-up value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Processing:
    """What is done with the data. 27560: processing_method; DPV: hasProcessing; DTPR: process."""

    dpv_terms: tuple[str, ...] = named("DPVの語", "DPV terms", ())
    """Terms of the vocabulary's group ``processing``."""
    description_ja: str = named("説明", "Description")
    technology_ids: tuple[str, ...] = named("使う技術", "Technology", ())
    """DTPR: tech."""
    de_identification_ja: str = named("個人が分からなくする方法", "De-identification")
    """DPV: Deidentification, Anonymisation, Pseudonymisation; DTPR: process."""
    accuracy_ja: str = named("正確さについて", "Accuracy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Storage:
    """Where and how long. 27560: storage_locations, retention_period; DTPR: storage, retention."""

    place_country: str = named("国", "Country")
    """ISO 3166-1, such as JP. DPV: hasStorageCondition, loc:JP."""
    place_prefecture: str = named("都道府県", "Prefecture")
    """ISO 3166-2, such as JP-17. DPV: loc:JP-17."""
    in_city: bool | None = named("市内か", "Inside the city", None)
    cloud_provider: str = named("クラウド事業者", "Cloud provider")
    """DTPR: storage."""
    period_value: int | None = named("保存期間", "Retention period", None)
    """27560: retention_period; DPV: StorageDuration; DTPR: retention."""
    period_unit: PeriodUnit | None = named("保存期間の単位", "Unit of the period", None)
    until_event_ja: str = named("いつまで", "Until")
    """Instead of a number: the event that ends it."""
    disposal_method_ja: str = named("廃棄の方法", "Disposal")
    """DPV: StorageDeletion."""
    encryption_ja: str = named("暗号化", "Encryption")
    """DPV: EncryptionAtRest."""
    backup_ja: str = named("控え", "Backup")
    """DPV: DataBackupProtocols."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """A flow to another body: service, data, target, new service (the four of 共同利用).

    27560: recipient_third_parties; DPV: hasRecipient; DTPR: access; ファイル簿: 8 経常的提供先.
    """

    id: str = named("識別子", "Identifier")
    source_service_ja: str = named("元のサービス", "Source service")
    item_names: tuple[str, ...] = named("提供する項目", "Items", ())
    """``DataItem.name_ja`` of what goes."""
    recipient: Party | None = named("提供先", "Recipient", None)
    """27560: recipient_third_parties; ファイル簿: 8."""
    target_service_ja: str = named("先のサービス", "Target service")
    new_service_ja: str = named("新しくできること", "New service")
    regular: bool | None = named("経常的か", "Regular", None)
    """ファイル簿: 8 lists regular ones only."""
    basis: LegalBasis | None = named("根拠", "Ground", None)
    consent_purpose_id: str = named("同意の目的", "Consent purpose")
    """Of the consent register, where the ground is consent."""
    start_date: date | None = named("開始日", "Start", None)
    end_date: date | None = named("終了日", "End", None)
    safeguards_ja: str = named("守る工夫", "Safeguards")
    cross_border_country: str = named("外国", "Foreign country")
    """ISO 3166-1. 27560: geographic_restrictions; DPV: CrossBorderTransfer."""
    cross_border_measure_ja: str = named("外国での保護", "Protection abroad")
    contract_url: str = named("契約", "Contract")
    stop_method_ja: str = named("止め方", "How to stop it")
    """27560: withdrawal_method."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A technical or organisational measure. DPV: hasTechnicalOrganisationalMeasure."""

    dpv_term: str = named("DPVの語", "DPV term")
    """A term of the vocabulary's group ``measures``."""
    text_ja: str = named("内容", "Content")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a device stands, and what its sign says. DTPR: the place of the datachain."""

    geojson: str = named("位置（GeoJSON）", "Position as GeoJSON")
    """A Point or Polygon in WGS 84, as text."""
    description_ja: str = named("場所の説明", "Description")
    sign_posted: bool | None = named("掲示の有無", "Sign posted", None)
    """DPV: PostedNotice."""
    sign_url: str = named("掲示の内容", "The sign")
    qr_id: str = named("QRコードの番号", "Number of the QR code")
    camera_range_ja: str = named("撮影範囲", "What the camera sees")
    camera_period_ja: str = named("撮影期間", "When it records")


@dataclass(frozen=True, slots=True, kw_only=True)
class DataUse:
    """One version of a data use. 27560: processing; DPV: Process; DTPR: datachain."""

    id: str = named("識別子", "Identifier")
    slug: str = named("短い名前", "Short name")
    """The last part of its address."""
    kind: UseKind | None = named("種別", "Kind", None)
    title_ja: str = named("表題", "Title")
    """27560: service; DPV: hasService; DTPR: title; ファイル簿: 1."""
    title_easy_ja: str = named("表題（やさしい日本語）", "Title in easy Japanese")
    title_en: str = named("表題（英語）", "Title in English")
    summary_easy_ja: str = named("あらまし（やさしい日本語）", "Summary in easy Japanese")
    """27560: privacy_notice; DTPR: description."""
    status: UseStatus | None = named("状態", "Status", None)
    start_date: date | None = named("開始日", "Start", None)
    review_date: date | None = named("見直す日", "Review date", None)
    """The use ends or is looked at anew by then: at most five years after ``valid_from``."""
    controller: Party | None = named("責任を持つ機関", "Responsible agency", None)
    """27560: pii_controllers; DPV: hasDataController; DTPR: accountable; ファイル簿: 2."""
    processors: tuple[Party, ...] = named("委託先", "Processors", ())
    """DPV: hasDataProcessor."""
    purpose_ja: str = named("目的", "Purpose")
    """27560: purpose; DTPR: purpose; ファイル簿: 3 利用目的."""
    purpose_terms: tuple[str, ...] = named("目的の語", "Purpose terms", ())
    """At most three of the vocabulary's group ``purposes``, the first the most important.
    27560: purpose_type; DPV: hasPurpose; DTPR: purpose."""
    bases: tuple[LegalBasis, ...] = named("法的な根拠", "Legal grounds", ())
    """27560: lawful_basis; DPV: hasLegalBasis."""
    withdrawal_ja: str = named("同意を取り消す方法", "How to withdraw consent")
    """Where a ground is consent. 27560: withdrawal_method; DPV: WithdrawConsent."""
    benefit_ja: str = named("良くなること", "Benefit")
    necessity_ja: str = named("このデータが要る理由", "Why this data")
    """DPV: hasNecessity."""
    alternatives_ja: str = named("ほかの方法", "Alternatives")
    automated_decision: Automation | None = named("自動の判断", "Automated decision", None)
    """DPV: hasAutomationLevel; DTPR (ai): decision."""
    automated_explanation_ja: str = named("自動の判断の説明", "How it decides")
    human_oversight_ja: str = named("人による確認", "Human oversight")
    """DPV: HumanOversight."""
    risk_notes_ja: str = named("心配な点", "Risks")
    """DTPR (ai): risks_mitigation."""
    pia_url: str = named("影響評価", "Impact assessment")
    """27560: impact_assessment; DPV: hasImpactAssessment."""
    how_to_stop_ja: str = named("止め方", "How to stop")
    """27560: withdrawal_method; ファイル簿: 9, 10."""
    stop_url: str = named("止める手続の場所", "Where to stop")
    """DPV: isExercisedAt."""
    stop_impossible_ja: str = named("止められない理由", "Why it cannot be stopped")
    """With ``remaining_route_ja`` an answer instead of ``how_to_stop_ja``."""
    remaining_route_ja: str = named("残された方法", "What can be done instead")
    """Such as 利用停止請求 (法98条) or a complaint."""
    refuse_consequence_ja: str = named("断ったときの影響", "What refusing means")
    rights_desk: Party | None = named("請求の窓口", "Desk for requests", None)
    """27560: privacy_rights; DPV: hasRight; ファイル簿: 9."""
    complaint_desk: Party | None = named("苦情の窓口", "Desk for complaints", None)
    """法128条."""
    supervisory_authority: str = named("監督機関", "Supervisory authority", "個人情報保護委員会")
    """27560: authority_party; DPV: hasAuthority."""
    to_whom_ja: str = named("提供について", "On provision")
    """提供しない, where there is no ``Provision``."""
    items: tuple[DataItem, ...] = named("データの項目", "Data items", ())
    processings: tuple[Processing, ...] = named("取扱い", "Processing", ())
    storages: tuple[Storage, ...] = named("保存", "Storage", ())
    provisions: tuple[Provision, ...] = named("提供", "Provisions", ())
    measures: tuple[Measure, ...] = named("安全管理", "Measures", ())
    places: tuple[Place, ...] = named("場所", "Places", ())
    source_dataset_ids: tuple[str, ...] = named("元のデータセット", "Source datasets", ())
    """CKAN ids."""
    contract_url: str = named("契約", "Contract")
    related_file_ids: tuple[str, ...] = named("個人情報ファイル簿", "Ledger entries", ())
    """The statutory ledger's entries about the same work."""
    last_checked_on: date | None = named("最後に確かめた日", "Last checked", None)
    example: bool | None = named("例として作ったもの", "Made as an example", None)
    """True where nobody does this: it shows what an entry looks like."""
    version: int = named("版", "Version", 1)
    valid_from: date | None = named("この版の開始日", "Valid from", None)
    """From when on this version holds."""
