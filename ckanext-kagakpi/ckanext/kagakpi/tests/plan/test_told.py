"""What differs between two versions, as staff and residents read it."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

from hypothesis import given

from ckanext.kagakpi.plan import (
    Plan,
    Target,
    Told,
    adding,
    again,
    edit,
    ending,
    told,
)
from ckanext.kagakpi.tests.plan.seed import PLAN
from ckanext.kagakpi.tests.plan.steps import BASE, WHY, drafts, new_kpi, new_words


def said(old: Plan, new: Plan) -> list[str]:
    """Each line with what stood and stands, as a page shows it."""
    return [_line(one.ja, one.old_ja, one.new_ja, one.why_ja) for one in told(old, new)]


def said_en(old: Plan, new: Plan) -> list[str]:
    return [_line(one.en, one.old_en, one.new_en, one.why_ja) for one in told(old, new)]


def _line(what: str, old: str, new: str, why: str) -> str:
    both = f"：{old} → {new}" if old or new else ""
    return f"{what}{both}{f'（{why}）' if why else ''}"


def test_a_target_that_is_changed_added_or_taken_away() -> None:
    card = PLAN.kpi("my-number-card")
    assert card is not None
    harder = replace(card.targets[0], low=Decimal("0.9"), reason_ja="国の目標に合わせた。")
    plan = edit.retargeted(PLAN, card.key, harder)
    name = "KPI「マイナンバーカード普及率」の令和2年度（2020年度）の目標"
    assert said(PLAN, plan) == [f"{name}：下限 80% → 90%（国の目標に合わせた。）"]
    assert said_en(PLAN, plan) == [
        "Target of KPI “Share of people with the card” for FY2020: at least 80% → 90%"
        "（国の目標に合わせた。）"
    ]
    later = edit.retargeted(PLAN, card.key, replace(harder, year=2021))
    (line,) = said(PLAN, later)
    next_year = name.replace("令和2年度（2020", "令和3年度（2021")
    assert line == f"{next_year}： → 90%以上（国の目標に合わせた。）"
    (line,) = said(later, PLAN)
    assert line.endswith("：90%以上 → ")
    reworded = edit.retargeted(PLAN, card.key, replace(card.targets[0], text="八割", reason_ja=WHY))
    assert said(PLAN, reworded)[0].startswith(f"{name}の計画の書き方：")


def test_measures_and_kpi_that_come_move_and_end() -> None:
    words = replace(edit.words_of(PLAN, "wifi"), ja="観光地のWi-Fi", number="(4)⑨")
    plan = adding.measured(PLAN, "tourist-wifi", words)
    plan = adding.promised(plan, *new_kpi(plan, "tourist-wifi", "spots"))
    first, second = said(PLAN, plan)
    assert first.startswith("新しい施策：施策「観光地のWi-Fi」（「(4) ")
    assert second == (
        "新しいKPI：KPI「観光地のWi-Fi整備箇所数」（施策「観光地のWi-Fi」）："
        f"令和3年度（2021年度）の目標 2分野以上（{WHY}）"
    )
    moved = edit.worded(PLAN, "wifi", replace(edit.words_of(PLAN, "wifi"), node="systems"))
    (line,) = said(PLAN, moved)
    assert line.startswith("施策「市内フリーWi-Fi 整備事業」を載せる柱：「(4) ")
    assert " → 「(5) " in line
    apart = edit.split(PLAN, "wifi", "apart", new_words(PLAN, "wifi"), ["wifi"])
    lines = said(PLAN, apart)
    assert any("施策「市内フリーWi-Fi 整備事業」から分けたもの" in line for line in lines)
    assert any(
        "KPI" in one and "の施策：" in one and "→ 施策「分けた施策」" in one for one in lines
    )
    merged = edit.merged(PLAN, "wifi", "iot")
    assert any(line.startswith("統合する施策：施策「市内フリー") for line in said(PLAN, merged))
    gone = ending.ended(BASE, BASE, "wifi", 2021, WHY)
    lines = said(BASE, gone)
    assert lines[0].endswith(f"は令和3年度（2021年度）で終わります（{WHY}）")
    assert [line.endswith("の維持 → ") for line in lines[1:]] == [True, True]
    assert said(gone, BASE)[0].startswith("再開：KPI「")


def test_a_place_that_repeats_a_measure() -> None:
    home = PLAN.primary("wifi")
    names = [one.name for one in fields(edit.PlaceWords)]
    where = edit.PlaceWords(**{one: getattr(home, one) for one in names} | {"node": "systems"})
    plan = again.shown_again(PLAN, "wifi", where, ["wifi"])
    (line,) = said(PLAN, plan)
    assert line.startswith("施策「市内フリーWi-Fi 整備事業」を「(5) ")
    assert line.endswith("」に再掲")
    (line,) = said(plan, PLAN)
    assert line.endswith("」での再掲を取りやめ")
    fewer = replace(
        plan, places=tuple(one if one.primary else replace(one, kpis=()) for one in plan.places)
    )
    assert any(line.endswith("の掲載の取りやめ") for line in said(plan, fewer))


def test_the_version_as_a_whole_and_its_order() -> None:
    names = [one.name for one in fields(edit.Head)]
    head = edit.Head(**{one: getattr(PLAN, one) for one in names})
    new = replace(head, label="令和4年度改定", adopted_on=date(2022, 3, 30), last_year=2024)
    assert said(PLAN, edit.headed(PLAN, PLAN, new)) == [
        "版の呼び名：2019 → 令和4年度改定",
        "前の版の呼び名： → 2019",
        "策定日：2020年3月30日 → 2022年3月30日",
        "最後の年度： → 令和6年度（2024年度）",
    ]
    turned = replace(PLAN, principles=PLAN.principles[::-1])
    assert said(PLAN, turned) == ["項目の並び順"]
    fewer = replace(PLAN, principles=PLAN.principles[1:])
    assert said(PLAN, fewer) == ["削除：原則「透明性を確保したまちづくり」"]


@given(drafts())
def test_something_is_told_wherever_something_differs(plan: Plan) -> None:
    for old, new in ((BASE, plan), (plan, BASE)):
        lines = told(old, new)
        assert bool(lines) is (old != new)
        assert all(one.ja and one.en for one in lines)


def test_each_field_of_a_plan_is_told() -> None:
    """A field that plans get later must not change without a word."""
    changed: list[tuple[Plan, str]] = []
    for name in ("nodes", "principles", "policies", "measures", "places", "indicators", "kpis"):
        rows = getattr(PLAN, name)
        for one in fields(rows[0]):
            if one.name in SILENT or one.type not in {"str", "int"}:
                continue
            value = "別の言葉" if one.type == "str" else 99
            row = replace(rows[0], **{one.name: value})
            changed.append((replace(PLAN, **{name: (row, *rows[1:])}), f"{name}.{one.name}"))
    target = PLAN.kpis[0].targets[0]
    for one in fields(Target):
        if one.type == "str":
            new = replace(target, **{one.name: "別の言葉"})
            kpi = replace(PLAN.kpis[0], targets=(new,))
            changed.append((replace(PLAN, kpis=(kpi, *PLAN.kpis[1:])), f"targets.{one.name}"))
    for one in fields(Plan):
        if one.type == "str" and one.name not in {"key", "scheme"}:
            changed.append((replace(PLAN, **{one.name: "別の言葉"}), one.name))
    silent = [name for plan, name in changed if not _names_it(told(PLAN, plan))]
    assert silent == []


SILENT = {"key", "node", "measure", "indicator", "ended_ja"}
"""Keys and what stands beside another field: changed alone, the plan would not hold together."""


def _names_it(lines: list[Told]) -> bool:
    return any("別の言葉" in one.new_ja or "99" in one.new_ja for one in lines)
