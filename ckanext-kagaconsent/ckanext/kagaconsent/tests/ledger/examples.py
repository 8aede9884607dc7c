"""Two files of a city as its ledger could show them. 例: made for the tests, of no real city."""

from __future__ import annotations

from datetime import date

from ckanext.kagaconsent.ledger import FileKind, FileLedgerEntry, Omission, People

RESIDENTS = FileLedgerEntry(
    file_name="住民基本台帳ファイル（例）",
    agency_name="例市長",
    administering_unit="市民部市民課",
    purpose_of_use="住民の居住関係の公証、選挙人名簿の登録その他住民に関する事務の基礎とするため",
    record_items=(
        "氏名",
        "生年月日",
        "性別",
        "住所",
        "世帯主の氏名及び続柄",
        "住民となった年月日",
        "住民票コード",
        "個人番号",
    ),
    record_scope="例市に住所を有する者及び転出又は死亡により住民票を除かれた者",
    collection_method="本人又は世帯主からの届出、他の市区町村からの通知",
    contains_sensitive=False,
    regular_recipients=("石川県知事", "地方公共団体情報システム機構", "例市選挙管理委員会"),
    request_desk_name="総務部総務課情報公開窓口",
    request_desk_address="例市中央一丁目1番地",
    special_procedure_law="住民基本台帳法第14条第2項（住民票の記載の修正の申出）",
    contains_ordinance_sensitive=False,
    file_kind=FileKind.COMPUTER,
    has_manual_companion=False,
    anon_proposals_open=False,
    people=People.UNDER_100000,
    created_on=date(2023, 4, 1),
    corrected_on=date(2026, 4, 1),
    related_use_ids=("resident-register",),
    remarks="例として作成した記載です。",
)

SCREENING = FileLedgerEntry(
    file_name="がん検診受診者ファイル（例）",
    agency_name="例市長",
    administering_unit="健康福祉部健康課",
    purpose_of_use="がん検診の受診を勧め、結果に応じて精密検査を案内するため",
    record_items=(
        "氏名",
        "生年月日",
        "住所",
        "電話番号",
        "受診年月日",
        "検診の結果",
        "精密検査の結果",
    ),
    record_scope="例市が行うがん検診を受けた者（平成30年度以降）",
    collection_method="本人の申込書、検診を委託した医療機関からの報告",
    contains_sensitive=True,
    regular_recipients=(),
    request_desk_name="総務部総務課情報公開窓口",
    request_desk_address="例市中央一丁目1番地",
    special_procedure_law="",
    contains_ordinance_sensitive=False,
    file_kind=FileKind.COMPUTER,
    has_manual_companion=True,
    anon_proposals_open=True,
    anon_desk_name="総務部総務課情報公開窓口",
    anon_desk_address="例市中央一丁目1番地",
    omissions=(
        Omission(
            "record_items", "記載すると、未受診者への勧奨の基準が知られ、受診の判断を妨げるため"
        ),
    ),
    people=People.UNDER_10000,
    created_on=date(2023, 4, 1),
    remarks="例として作成した記載です。",
)

EXAMPLES = (RESIDENTS, SCREENING)
