"""What people type, and what they must and must not get: through CKAN's package_search, on Solr."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from ckan import model
from ckan.lib.search import check_solr_schema_version
from ckan.tests import factories
from ckan.tests.helpers import call_action

pytestmark = pytest.mark.stack


@dataclass(frozen=True)
class Entry:
    """One dataset of a small catalogue: its name in the address and what search reads of it."""

    name: str
    title: str
    notes: str
    file: str = ""


# cut, written and spelt as a city's texts are
CORPUS = (
    Entry(
        "toilet",
        "公衆トイレ一覧",
        "加賀市内の公衆便所の所在地、設備、利用時間の一覧です。",
        "172065_public_toilet.csv",
    ),
    Entry("aed", "ＡＥＤ設置箇所一覧", "加賀市の自動体外式除細動器の設置場所です。"),
    Entry("shelter", "指定緊急避難場所一覧", "加賀市が指定する避難場所。大聖寺地区を含みます。"),
    Entry("wifi", "加賀市公衆Wi-Fiアクセスポイント", "Free Wi-Fi spots of Kaga city."),
    Entry("catalogue", "オープンデータ一覧", "Open Data catalogue of the city"),
    Entry("opening", "窓口の開庁時間", "Data about the opening hours of the city hall"),
    Entry("hydrant", "消防水利施設一覧", "消火栓と防火水槽"),
    Entry("waterworks", "上水道の有収水量", "水道局の統計"),
    Entry("kanazawa", "金沢市の人口", "金沢市と加賀温泉の比較"),
    Entry("heritage", "大聖寺の文化財", "cultural property"),
    Entry("computers", "コンピューターの台数", "庁内のPCの台数"),
    Entry("restrooms", "Public restrooms", "Lists of the restrooms in parks"),
    Entry("play", "子どもの遊び場", "公園の遊具"),
)

# What is typed, and the names of all that is found; nothing else may be found.
FINDS = {
    # one thing, whatever the hand or the keyboard makes of it
    "トイレ": {"toilet", "restrooms"},
    "便所": {"toilet", "restrooms"},
    "ﾄｲﾚ": {"toilet", "restrooms"},
    "お手洗い": {"toilet", "restrooms"},
    "といれ": {"toilet"},
    "restroom": {"toilet", "restrooms"},
    "ＡＥＤ": {"aed"},
    "AED": {"aed"},
    "aed": {"aed"},
    "自動体外式除細動器": {"aed"},
    "コンピュータ": {"computers"},
    "ｺﾝﾋﾟｭｰﾀｰ": {"computers"},
    # words without spaces between them
    "公衆トイレ一覧": {"toilet"},
    "加賀市トイレ": {"toilet"},
    "加賀市のトイレ": {"toilet"},
    "加賀市の公衆トイレ": {"toilet"},
    "金沢市": {"kanazawa"},
    "子どもの遊び場": {"play"},
    # with spaces, narrow or wide: all of them
    "加賀市 トイレ": {"toilet"},
    "加賀市　トイレ": {"toilet"},
    "open data": {"catalogue"},
    "ｏｐｅｎ　ｄａｔａ": {"catalogue"},
    '"open data"': {"catalogue"},
    "一覧 -トイレ": {"aed", "shelter", "catalogue", "hydrant"},
    # parts of words, one and two characters
    "トイ": {"toilet"},
    "衆トイ": {"toilet"},
    "避難": {"shelter"},
    "水": {"hydrant", "waterworks"},
    "寺": {"heritage", "shelter"},
    "大聖寺": {"heritage", "shelter"},
    "rest": {"restrooms"},
    # Latin words in Japanese titles
    "Wi-Fi": {"wifi"},
    "wifi": {"wifi"},
    "公衆Wi-Fi": {"wifi"},
    "無線LAN": {"wifi"},
    # file names
    "172065_public_toilet.csv": {"toilet"},
    "172065": {"toilet"},
    # what is not there
    "おむつ": set(),
    "market": set(),
    "公衆電話": set(),
    "トイレットペーパー": set(),
}
# Where several are found: what stands first.
FIRST = {
    "公衆トイレ一覧": "toilet",
    "トイレ": "toilet",
    "ﾄｲﾚ": "toilet",
    "大聖寺": "heritage",
    "加賀市": "wifi",
}


@pytest.fixture(scope="module")
def catalogue(reset_db: Callable[[], None], reset_index: Callable[[], None]) -> None:
    """Fill an empty portal of stock CKAN with the corpus."""
    reset_db()
    reset_index()
    factories.Organization(name="kaga-city", title="加賀市役所")
    for entry in CORPUS:
        call_action(
            "package_create",
            name=entry.name,
            title=entry.title,
            notes=entry.notes,
            owner_org="kaga-city",
            resources=[{"name": entry.file, "url": "https://example.com/"}] if entry.file else [],
        )
    model.Session.remove()


def found(query: str) -> list[str]:
    """Return the names that CKAN finds, best first."""
    return [each["name"] for each in call_action("package_search", q=query)["results"]]


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("query", FINDS)
def test_finds_these_and_no_others(query: str) -> None:
    assert set(found(query)) == FINDS[query]


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("query", FIRST)
def test_best_answer_stands_first(query: str) -> None:
    assert found(query)[0] == FIRST[query]


@pytest.mark.usefixtures("catalogue")
def test_name_of_the_city_finds_what_is_in_the_city_before_the_neighbour() -> None:
    assert set(found("加賀市")[:4]) == {"wifi", "aed", "shelter", "toilet"}


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("query", ["の", "*", "()", "トイレ AND", "「」", "-", '"', "a" * 2000])
def test_no_query_is_an_error(query: str) -> None:
    assert isinstance(found(query), list)


@pytest.mark.usefixtures("catalogue")
def test_fielded_query_and_facets_stay_ckans() -> None:
    answer = call_action(
        "package_search", q="title:トイレ", fq="organization:kaga-city", **{"facet.field": ["tags"]}
    )
    assert {each["name"] for each in answer["results"]} == {"toilet", "restrooms"}
    assert answer["search_facets"]["tags"]["items"] == []


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("typed", ["トイ", "といれ", "衆トイレ", "toil"])
def test_autocomplete_knows_parts_of_words(typed: str) -> None:
    assert [each["name"] for each in call_action("package_autocomplete", q=typed)] == ["toilet"]


@pytest.mark.usefixtures("catalogue")
def test_long_value_of_an_unnamed_field_does_not_lose_the_dataset() -> None:
    call_action(
        "package_create",
        name="long",
        title="とても長い注記",
        owner_org="kaga-city",
        extras=[{"key": "remark", "value": "長い説明" * 10_000}],
    )
    try:
        assert found("長い注記") == ["long"]
    finally:
        call_action("dataset_purge", id="long")


def test_ckan_accepts_the_schema() -> None:
    assert check_solr_schema_version()
