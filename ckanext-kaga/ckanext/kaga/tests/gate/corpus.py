"""Two hundred small files with and without personal data, made from invented people.

Each kind is written four times, with other people, lengths and spellings; the same seed
gives the same files. Names are placeholders of forms, phone numbers begin with 090-0000,
mail is at example.jp, and My Numbers count up from 1234 with a computed check digit: no
value was taken from anybody.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ckanext.kaga import standards
from ckanext.kaga.gate.mynumber import is_my_number

SEED = 20260401
VARIANTS = 4

Rows = list[list[str]]
Build = Callable[["Invent"], Rows]


@dataclass(frozen=True)
class Sample:
    """One file. ``personal``: it must not be published as it is."""

    kind: str
    variant: int
    personal: bool
    my_number: bool
    data: bytes
    rows: Rows


class Invent:
    """Inventions of one variant of a kind."""

    def __init__(self, kind: str, variant: int) -> None:
        """Seed by kind and variant, so that a new kind changes no other file."""
        self.variant = variant
        self.random = random.Random(f"{SEED} {kind} {variant}")  # noqa: S311
        self.count = self.random.randint(5, 12)

    def each(self, *makers: Callable[[], str]) -> Rows:
        """Rows of the makers' cells."""
        return [[maker() for maker in makers] for _ in range(self.count)]

    def one(self, *choices: str) -> str:
        """One of the choices, by the variant."""
        return choices[self.variant % len(choices)]

    def any(self, *choices: str) -> str:
        """One of the choices, by chance."""
        return self.random.choice(choices)

    def digits(self, count: int) -> str:
        """That many digits."""
        return "".join(self.random.choices("0123456789", k=count))

    def surname(self) -> str:
        return self.any("山田", "佐藤", "鈴木", "田中", "高橋", "見本", "架空", "例示", "加賀")

    def given(self) -> str:
        return self.any("太郎", "花子", "一郎", "次郎", "さくら", "美咲", "健太", "ハナコ")

    def name(self) -> str:
        return self.surname() + self.one(" ", "　", "", " ") + self.given()

    def town(self) -> str:
        return self.any(
            "大聖寺", "山代温泉", "片山津温泉", "山中温泉", "動橋町", "橋立町", "作見町"
        )

    def address(self) -> str:
        return (
            f"石川県加賀市{self.town()}{self.random.randint(1, 30)}番地{self.random.randint(1, 9)}"
        )

    def birth(self) -> str:
        year, month, day = (self.random.randint(*span) for span in ((20, 63), (1, 12), (1, 28)))
        return self.one(
            f"{year + 1925}-{month:02}-{day:02}",
            f"S{year}.{month}.{day}",
            f"昭和{year}年{month}月{day}日",
            f"{year + 1925}/{month}/{day}",
        )

    def landline(self) -> str:
        return self.one("0761-72-", "(0761)72-", "０７６１－７２－", "0761-73-") + self.digits(4)

    def mobile(self) -> str:
        plain = f"090-0000-{self.digits(4)}"
        wide = plain.translate(str.maketrans("0123456789-", "０１２３４５６７８９－"))
        return self.one(plain, wide, plain.replace("-", ""), "+81-" + plain[1:])

    def email(self) -> str:
        local = self.any("taro", "hanako", "ichiro", "mihon") + self.digits(3)
        return (
            f"{local}@{self.one('example.jp', 'mail.example.com', 'example.ne.jp', 'example.jp')}"
        )

    def my_number(self) -> str:
        base = "1234" + self.digits(7)
        return next(base + last for last in "0123456789" if is_my_number(base + last))

    def facility(self) -> str:
        kind = self.any("公民館", "公園", "児童センター", "体育館", "図書館", "保育園")
        return self.any("山田", "中村", "大聖寺", "作見", "錦城", "橋立", "東谷口") + kind

    def date(self) -> str:
        year, month, day = (self.random.randint(*span) for span in ((1960, 2024), (1, 12), (1, 28)))
        return self.one(f"{year}-{month:02}-{day:02}", f"{year}/{month}/{day}")

    def number(self, low: int = 0, high: int = 300) -> str:
        return str(self.random.randint(low, high))


def _grouped(number: str, mark: str) -> str:
    return mark.join((number[:4], number[4:8], number[8:]))


def _standard(key: str, cells: dict[str, Callable[[], str]], invent: Invent) -> Rows:
    """A file of a standard; columns without a maker stay blank."""
    header = [column.name for column in standards.registry().get(key).columns]
    header += [name for name in cells if name not in header]
    return [header, *invent.each(*(cells.get(name, str) for name in header))]


def _facility_cells(invent: Invent) -> dict[str, Callable[[], str]]:
    return {
        "都道府県コード又は市区町村コード": lambda: "172065",
        "都道府県名": lambda: "石川県",
        "市区町村名": lambda: "加賀市",
        "NO": lambda: invent.digits(10),
        "名称": invent.facility,
        "住所": invent.address,
        "電話番号": invent.landline,
        "緯度": lambda: f"36.3{invent.digits(5)}",
        "経度": lambda: f"136.3{invent.digits(5)}",
    }


# --- with personal data ---


def my_number_headed(i: Invent) -> Rows:
    return [
        ["整理番号", i.one("個人番号", "マイナンバー", "個人番号（12桁）", "ﾏｲﾅﾝﾊﾞｰ")],
        *i.each(lambda: i.digits(5), i.my_number),
    ]


def my_number_grouped(i: Invent) -> Rows:
    mark = i.one("-", " ", "－", "　")
    return [["番号", "区分"], *i.each(lambda: _grouped(i.my_number(), mark), lambda: "申請")]


def my_number_full_width(i: Invent) -> Rows:
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    return [["管理NO", "地区"], *i.each(lambda: i.my_number().translate(wide), i.town)]


def my_number_plain(i: Invent) -> Rows:
    return [["ID", "金額"], *i.each(i.my_number, lambda: i.number(1, 9) + "0000")]


def my_number_in_text(i: Invent) -> Rows:
    note = f"マイナンバーは{_grouped(i.my_number(), i.one(' ', '-', '', '　'))}とのこと"
    rows = i.each(i.facility, i.address, lambda: "")
    rows[0][2] = note
    return [["名称", "住所", "備考"], *rows]


def my_number_without_zero(i: Invent) -> Rows:
    def lost() -> str:
        base = "0123" + i.digits(7)
        return next(base + last for last in "0123456789" if is_my_number(base + last))[1:]

    return [["個人番号", "区分"], *i.each(lost, lambda: "新規")]


def name_and_birth(i: Invent) -> Rows:
    header = [i.one("氏名", "申請者氏名", "お名前", "氏　名"), i.one("生年月日", "誕生日")]
    return [header, *i.each(i.name, i.birth)]


def split_name_and_birth(i: Invent) -> Rows:
    header = [*i.one("姓 名", "氏 名", "苗字 名前", "last_name first_name").split(), "生年月日"]
    return [header, *i.each(i.surname, i.given, i.birth)]


def name_and_address(i: Invent) -> Rows:
    header = [
        i.one("氏名", "世帯主", "保護者氏名", "項目1"),
        i.one("住所", "住所", "住所", "項目2"),
    ]
    return [header, *i.each(i.name, i.address)]


def applicants(i: Invent) -> Rows:
    header = ["受付番号", "申請者氏名", "申請者住所", "対象施設名", "所在地"]
    return [header, *i.each(lambda: i.digits(5), i.name, i.address, i.facility, i.address)]


def name_and_phone(i: Invent) -> Rows:
    return [["氏名", "学年", "電話番号"], *i.each(i.name, lambda: i.number(1, 6), i.landline)]


def mobile_in_text(i: Invent) -> Rows:
    rows = i.each(i.facility, i.landline, lambda: "")
    rows[-1][2] = f"鍵は管理人（{i.mobile()}）が保管"
    return [["施設名", "電話番号", "備考"], *rows]


def mobiles(i: Invent) -> Rows:
    return [
        ["番号", i.one("携帯電話", "緊急連絡先", "電話番号")],
        *i.each(lambda: i.digits(3), i.mobile),
    ]


def emails(i: Invent) -> Rows:
    return [["会員番号", i.one("メールアドレス", "E-mail")], *i.each(lambda: i.digits(6), i.email)]


def accounts(i: Invent) -> Rows:
    bank = i.one("見本銀行", "例示信用金庫")
    header = ["銀行名", "支店名", "口座番号", "口座名義"]
    return [
        header,
        *i.each(lambda: bank, lambda: "本店", lambda: i.digits(7), lambda: "カガ ハナコ"),
    ]


def account_in_text(i: Invent) -> Rows:
    rows = i.each(lambda: i.digits(4), lambda: i.number(1, 99) + "000", lambda: "")
    rows[1][2] = f"振込先：見本銀行本店 {i.one('普通', '普通預金', '口座番号')}{i.digits(7)}"
    return [["番号", "補助金額", "摘要"], *rows]


def residence_cards(i: Invent) -> Rows:
    return [["在留カード", "国籍"], *i.each(lambda: f"ZZ{i.digits(8)}ZZ", lambda: "見本国")]


def passports(i: Invent) -> Rows:
    return [[i.one("旅券番号", "パスポートNO"), "区分"], *i.each(lambda: f"ZZ{i.digits(7)}", str)]


def driving_licences(i: Invent) -> Rows:
    return [["運転免許証番号", "更新"], *i.each(lambda: i.digits(12), i.date)]


def insured(i: Invent) -> Rows:
    header = [i.one("被保険者番号", "被保険者証記号番号", "保険証番号", "被保険者証の番号"), "地区"]
    return [header, *i.each(lambda: i.digits(10), i.town)]


def plates(i: Invent) -> Rows:
    def plate() -> str:
        return f"{i.any('石川', '金沢')} {i.digits(3)} さ {i.digits(2)}-{i.digits(2)}"

    return [["場所", "状況"], *i.each(i.town, lambda: f"放置車両 {plate()}")]


def name_in_text(i: Invent) -> Rows:
    rows = i.each(i.facility, i.address, lambda: "")
    rows[0][2] = i.one(
        "鍵は佐藤 花子さんが管理",
        "担当：山田太郎",
        "見本さくらさんの敷地を通る",
        "利用は田中　一郎様へ連絡",
    )
    return [["名称", "住所", "備考"], *rows]


def birth_in_text(i: Invent) -> Rows:
    rows = i.each(lambda: i.digits(4), lambda: "相談あり")
    rows[2][1] = f"本人は{i.birth()}生まれ、一人暮らし"
    return [["受付番号", "内容"], *rows]


def without_header(i: Invent) -> Rows:
    return [
        ["佐藤 花子", "石川県加賀市大聖寺1番地", "S45.3.2"],
        *i.each(i.name, i.address, i.birth),
    ]


def standard_with_home(i: Invent) -> Rows:
    own = {"管理人氏名": i.name, "管理人自宅住所": i.address}
    return _standard("public_facility/old", {**_facility_cells(i), **own}, i)


# --- without ---


def facilities(i: Invent) -> Rows:
    return _standard("public_facility/old", _facility_cells(i), i)


def aed(i: Invent) -> Rows:
    return _standard("aed/old", {**_facility_cells(i), "設置位置": lambda: "玄関"}, i)


def company_numbers(i: Invent) -> Rows:
    header = ["会社法人等番号", "商号", "本店所在地"]
    return [header, *i.each(lambda: "2200" + i.digits(8), lambda: i.town() + "株式会社", i.address)]


def corporate_numbers(i: Invent) -> Rows:
    header = ["法人番号", "法人名", "代表者氏名", "所在地"]
    return [header, *i.each(lambda: i.digits(13), lambda: "社会福祉法人見本会", i.name, i.address)]


def products(i: Invent) -> Rows:
    header = ["JANコード", "UPC", "品名"]
    return [
        header,
        *i.each(lambda: "49" + i.digits(11), lambda: i.digits(12), lambda: "九谷焼 小皿"),
    ]


def schools(i: Invent) -> Rows:
    header = ["学校コード", "学校名", "校長名", "所在地", "電話番号"]
    school = ("見本小学校", "例示中学校")
    return [
        header,
        *i.each(
            lambda: f"B1172{i.digits(8)}", lambda: i.any(*school), i.name, i.address, i.landline
        ),
    ]


def food_businesses(i: Invent) -> Rows:
    own = {
        "施設名称": lambda: i.surname() + "食堂",
        "施設所在地": i.address,
        "施設電話番号": i.landline,
        "営業の種類": lambda: "飲食店営業",
        "許可番号": lambda: f"第{i.digits(6)}号",
        "許可年月日": i.date,
        "営業者氏名": i.name,
    }
    return _standard("food_business_all/old", own, i)


def sections(i: Invent) -> Rows:
    mail = ("soumu", "fukushi.kaga", "t-yamada")
    header = ["課名", "電話番号", "メールアドレス"]
    return [
        header,
        *i.each(lambda: i.town() + "支所", i.landline, lambda: f"{i.any(*mail)}@city.kaga.lg.jp"),
    ]


def councillors(i: Invent) -> Rows:
    header = [i.one("議員氏名", "氏名"), "会派", "当選回数", "所属委員会"]
    return [
        header,
        *i.each(i.name, lambda: "見本の会", lambda: i.number(1, 7), lambda: "総務委員会"),
    ]


def cultural_properties(i: Invent) -> Rows:
    own = {"所有者等": i.name, "文化財指定日": i.date}
    return _standard("cultural_property/old", {**_facility_cells(i), **own}, i)


def population(i: Invent) -> Rows:
    standard = standards.registry().get("population/old")
    ages = {c.name: lambda: i.number(0, 12) for c in standard.columns if "歳" in c.name}
    own = {"地域名": i.town, "総人口": lambda: i.number(40, 900), "調査年月日": i.date}
    return _standard("population/old", {**ages, **own}, i)


def non_profits(i: Invent) -> Rows:
    header = ["団体名", "代表者氏名", "主たる事務所の所在地", "設立認証年月日"]
    return [header, *i.each(lambda: f"NPO法人{i.town()}の会", i.name, i.address, i.date)]


def coordinates(i: Invent) -> Rows:
    return [
        ["ID", "緯度", "経度"],
        *i.each(lambda: i.digits(6), lambda: f"36.{i.digits(12)}", lambda: f"136.{i.digits(12)}"),
    ]


def parcels(i: Invent) -> Rows:
    return [["お問い合わせ番号", "発送日"], *i.each(lambda: _grouped(i.digits(12), "-"), i.date)]


def events(i: Invent) -> Rows:
    header = ["イベント名", "主催者", "連絡先", "連絡先メールアドレス", "説明"]
    return [
        header,
        *i.each(
            lambda: i.town() + "まつり",
            lambda: "見本実行委員会",
            i.landline,
            lambda: i.any("info@example.jp", "event@example.jp"),
            lambda: i.any(
                "皆様のご来場をお待ちしています", "小松市からお越しのお客様は駅が便利です"
            ),
        ),
    ]


def shops(i: Invent) -> Rows:
    return [
        ["店舗名", "所在地", "電話番号"],
        *i.each(lambda: i.surname() + "商店", i.address, i.mobile),
    ]


def care_statistics(i: Invent) -> Rows:
    return [
        ["地区名", "人口", "要介護認定者数"],
        *i.each(i.town, lambda: i.number(200, 900), lambda: i.number(1, 60)),
    ]


def descriptions(i: Invent) -> Rows:
    texts = (
        "石川県の皆様に親しまれる名所です。山口様式の庭が残ります。",
        "作家の紹介。お客様の声、宮本商店様のご協力。普通車1200円。",
        "本人確認は不要です。担当課へご連絡ください。代表的な景色。",
        "福井方面から車で30分。国道305号、石川 県道11号。",
    )
    return [["名称", "説明"], *i.each(i.facility, lambda: i.any(*texts))]


def tenders(i: Invent) -> Rows:
    header = ["工事番号", "工事名", "落札者", "落札金額", "開札日"]
    return [
        header,
        *i.each(
            lambda: i.digits(12), lambda: "道路改良工事", lambda: "株式会社見本建設",
            lambda: i.digits(8), i.date,
        ),
    ]  # fmt: skip


def donations(i: Invent) -> Rows:
    account = lambda: f"見本銀行 普通 {i.digits(7)} 加賀市会計管理者"  # noqa: E731
    return [["基金名", "振込先"], *i.each(lambda: i.any("緑の基金", "文化基金"), account)]


def books(i: Invent) -> Rows:
    header = ["書名", "著者名", "ISBN", "出版年", "請求記号"]
    return [
        header,
        *i.each(lambda: "加賀の歩き方", i.name, lambda: "978" + i.digits(10), i.date, str),
    ]


def nurseries(i: Invent) -> Rows:
    header = ["名称", "園長氏名", "住所", "電話番号", "定員", "認可等年月日"]
    return [
        header,
        *i.each(i.facility, i.name, i.address, i.landline, lambda: i.number(20, 90), i.date),
    ]


def committees(i: Invent) -> Rows:
    return [["委員氏名", "所属", "任期"], *i.each(i.name, lambda: "学識経験者", i.date)]


def card_statistics(i: Invent) -> Rows:
    return [
        ["年月", "個人番号カード交付枚数", "マイナンバーカード申請窓口"],
        *i.each(i.date, lambda: i.digits(4), lambda: "市民課"),
    ]


def meters(i: Invent) -> Rows:
    return [["計測器ID", "時刻", "水位"], *i.each(lambda: i.digits(12), i.date, lambda: "1.23")]


MY_NUMBER: tuple[Build, ...] = (
    my_number_headed, my_number_grouped, my_number_full_width, my_number_plain,
    my_number_in_text, my_number_without_zero,
)  # fmt: skip
PERSONAL: tuple[Build, ...] = (
    *MY_NUMBER, name_and_birth, split_name_and_birth, name_and_address, applicants,
    name_and_phone, mobile_in_text, mobiles, emails, accounts, account_in_text,
    residence_cards, passports, driving_licences, insured, plates, name_in_text,
    birth_in_text, without_header, standard_with_home,
)  # fmt: skip
HARMLESS: tuple[Build, ...] = (
    facilities, aed, company_numbers, corporate_numbers, products, schools, food_businesses,
    sections, councillors, cultural_properties, population, non_profits, coordinates, parcels,
    events, shops, care_statistics, descriptions, tenders, donations, books, nurseries,
    committees, card_statistics, meters,
)  # fmt: skip


def samples() -> Iterator[Sample]:
    """The whole corpus, in a fixed order."""
    for build in (*PERSONAL, *HARMLESS):
        for variant in range(VARIANTS):
            kind = build.__name__
            rows = build(Invent(kind, variant))
            out = io.StringIO()
            csv.writer(out).writerows(rows)
            data = out.getvalue().encode()
            yield Sample(kind, variant, build in PERSONAL, build in MY_NUMBER, data, rows)
