"""A data use as a city could register it. 例: made for the tests, of no real city."""

from __future__ import annotations

from datetime import date

from ckanext.kagaconsent.ledger import (
    Automation,
    BasisCode,
    DataItem,
    DataUse,
    Identifiability,
    LawApplied,
    LegalBasis,
    Measure,
    Party,
    PartyKind,
    PeriodUnit,
    Place,
    Processing,
    Provision,
    Role,
    Sensitivity,
    Source,
    Storage,
    UseKind,
    UseStatus,
)

CITY = Party(
    id="example-city",
    kind=PartyKind.CITY_AGENCY,
    name_ja="例市長",
    name_kana="れいしちょう",
    name_en="Mayor of Rei City (example)",
    roles=(Role.CONTROLLER,),
    address="例市中央一丁目1番地",
    desk_name="政策戦略部スマートシティ課",
    phone="0761-00-0001",
    email="smartcity@example.jp",
    law_applied=LawApplied.APPI_PUBLIC,
)
DESK = Party(
    id="example-desk",
    kind=PartyKind.CITY_AGENCY,
    name_ja="例市 総務部総務課",
    desk_name="個人情報の相談窓口",
    phone="0761-00-0002",
    address="例市中央一丁目1番地",
)
MAKER = Party(
    id="example-maker",
    kind=PartyKind.BUSINESS,
    name_ja="株式会社例システム",
    roles=(Role.PROCESSOR,),
    law_applied=LawApplied.APPI_PRIVATE,
)
UNIVERSITY = Party(
    id="example-university",
    kind=PartyKind.RESEARCH,
    name_ja="例大学地域交通研究室",
    roles=(Role.RECIPIENT,),
)

CAMERA = DataUse(
    id="b0d8b7f4-2f0e-4f7e-8f57-0f6f6a5f9f01",
    slug="station-square-camera",
    kind=UseKind.CAMERA,
    title_ja="駅前広場の人流カメラ（例）",
    title_easy_ja="駅前《えきまえ》の広場《ひろば》で人《ひと》の数《かず》を数《かぞ》えるカメラ",
    title_en="People-counting camera at the station square (example)",
    summary_easy_ja="広場を通る人の数を数えます。顔は記録しません。",
    status=UseStatus.IN_USE,
    start_date=date(2026, 4, 1),
    review_date=date(2029, 3, 31),
    controller=CITY,
    processors=(MAKER,),
    purpose_ja="駅前広場を通る人の数を時間ごとに知り、バスの便数と広場の設備を決めるため",
    purpose_terms=("ImproveTransportMobility", "ProvideOfficialStatistics"),
    bases=(
        LegalBasis(
            id="A61-1",
            code=BasisCode.A61_1,
            law_name="個人情報の保護に関する法律",
            article="第61条第1項",
            text_ja="例市地域公共交通計画に定めた事務を行うために必要な範囲で保有します。",
            law_version_date=date(2026, 4, 1),
        ),
    ),
    benefit_ja="混む時間にバスが増えます。",
    necessity_ja="人手で数えるのは月に一度が限度で、時間ごとの変化が分からないため",
    alternatives_ja="赤外線の計数器は人が重なると数えられませんでした。",
    automated_decision=Automation.NONE,
    human_oversight_ja="担当の職員が月に一度、数え間違いがないかを確かめます。",
    risk_notes_ja="映像が漏れると通行人が分かるおそれがあるため、装置の中で数に変えます。",
    stop_impossible_ja="通行する人を一人ずつ見分けないため、特定の人だけを除けません。",
    remaining_route_ja="カメラのない南側の通路を通れます。利用停止請求と苦情は総務課へどうぞ。",
    refuse_consequence_ja="南側の通路を通っても不利益はありません。",
    rights_desk=DESK,
    complaint_desk=DESK,
    items=(
        DataItem(
            name_ja="通行人の映像",
            dpv_term="Picture",
            category="映像",
            identifiability=Identifiability.DE_IDENTIFIED,
            sensitivity=Sensitivity.NONE,
            required=True,
            source=Source.SENSOR,
            collection_method_ja="広場のカメラで撮影し、装置の中で0.5秒以内に消去します",
        ),
        DataItem(
            name_ja="時間ごとの通行人数",
            category="統計",
            identifiability=Identifiability.NONE,
            source=Source.INFERRED,
            collection_method_ja="映像から装置の中で数えます",
            example_ja="8時台 312人",
        ),
    ),
    processings=(
        Processing(
            dpv_terms=("Observe", "Aggregate", "Erase"),
            description_ja="映像から人の形を数え、数だけを送ります。",
            technology_ids=("video_camera", "person_detection"),
        ),
    ),
    storages=(
        Storage(
            place_country="JP",
            place_prefecture="JP-17",
            in_city=True,
            period_value=5,
            period_unit=PeriodUnit.YEAR,
            disposal_method_ja="5年を過ぎた年度の集計表をデータベースから消去します",
            encryption_ja="保存時に暗号化",
        ),
    ),
    provisions=(
        Provision(
            id="to-university",
            source_service_ja="駅前広場の人流カメラ",
            item_names=("時間ごとの通行人数",),
            recipient=UNIVERSITY,
            target_service_ja="バスの需要予測",
            new_service_ja="季節ごとの便数の提案",
            regular=True,
            start_date=date(2026, 4, 1),
        ),
    ),
    measures=(
        Measure(dpv_term="EncryptionInTransfer", text_ja="装置からの送信をTLSで暗号化しています"),
        Measure(dpv_term="PostedNotice", text_ja="広場の四隅に撮影中の掲示を置いています"),
    ),
    places=(
        Place(
            geojson='{"type":"Point","coordinates":[136.3150,36.3028]}',
            description_ja="駅前広場の北側の柱",
            sign_posted=True,
            camera_range_ja="広場の北側半分。建物の窓は写りません。",
            camera_period_ja="毎日6時から23時まで",
        ),
    ),
    last_checked_on=date(2026, 4, 1),
    version=1,
    valid_from=date(2026, 4, 1),
)
