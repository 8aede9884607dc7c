"""What waits for staff, and in which order."""

from __future__ import annotations

import datetime as dt

from ckanext.kaga.worklist import Reader, State, work

NOW = dt.datetime(2026, 11, 25, tzinfo=dt.UTC)
EDITOR = Reader("editor", frozenset({"city"}), frozenset())
REVIEWER = Reader("reviewer", frozenset(), frozenset({"city"}))
FREQUENCY = "http://publications.europa.eu/resource/authority/frequency/"


def ago(days: int) -> dt.datetime:
    return NOW - dt.timedelta(days=days)


def state(**fields: object) -> State:
    known = {"title": "公衆トイレ一覧", "private": False, "resource_id": "r", "owner_org": "city"}
    known["package_id"] = str(fields.get("title", "p"))
    return State(**{"standard": "public_toilet/new", **known, **fields})  # type: ignore[arg-type]


def kinds(*states: State) -> list[str]:
    return [item.kind for item in work(states, EDITOR, NOW)]


def test_a_public_table_without_warnings_asks_for_nothing() -> None:
    assert kinds(state(state="published", published=ago(400), checked=ago(400))) == []


def test_an_update_is_due_by_the_frequency_that_the_dataset_names() -> None:
    yearly = {"frequency": f"{FREQUENCY}ANNUAL", "state": "published"}
    assert kinds(state(**yearly, published=ago(366))) == []
    [item] = work([state(**yearly, published=ago(400))], EDITOR, NOW)
    assert (item.kind, item.days) == ("overdue", 34)
    assert kinds(state(**yearly, published=ago(400), private=True)) == ["make-public"]
    assert kinds(state(frequency=f"{FREQUENCY}IRREG", published=ago(4000))) == []


def test_the_most_pressing_comes_first_then_the_oldest() -> None:
    found = work(
        [
            state(title="a", state="stopped", checked=ago(1)),
            state(title="b", state="published", private=True, checked=ago(9)),
            state(title="c", state="held", checked=ago(1)),
            state(title="d", state="stopped", checked=ago(5)),
            state(title="e", standard=""),
            state(title="f", state="published", warnings=3, checked=ago(1)),
        ],
        EDITOR,
        NOW,
    )
    assert [item.title for item in found] == ["c", "d", "a", "b", "f", "e"]


def test_a_dataset_without_a_table_need_not_name_a_standard() -> None:
    assert kinds(state(resource_id=None, standard="")) == []


def test_who_approves_sees_what_others_ask_for_once_per_dataset() -> None:
    asked = {"private": True, "state": "published", "checked": ago(2)}
    asked |= {"review": "asked", "asker": "editor", "reviewed": ago(1)}
    states = [state(**asked), state(**asked, resource_id="another")]
    assert [item.kind for item in work(states, REVIEWER, NOW)] == ["review"]
    assert kinds(*states) == []
    own = [state(**{**asked, "asker": "reviewer"})]
    assert work(own, REVIEWER, NOW) == []


def test_what_was_returned_is_the_editors_again() -> None:
    returned = state(private=True, state="published", review="returned", reviewed=ago(1))
    assert kinds(returned) == ["returned"]
    assert work([returned], REVIEWER, NOW) == []


def test_whose_waiting_file_was_replaced_is_told_for_two_weeks() -> None:
    new = {"state": "stopped", "replaced": "editor", "uploader": "colleague"}
    assert kinds(state(**new, checked=ago(13))) == ["replaced", "correct"]
    assert kinds(state(**new, checked=ago(15))) == ["correct"]
    assert kinds(state(**new | {"replaced": "colleague"}, checked=ago(1))) == ["correct"]
