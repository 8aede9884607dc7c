"""The jobs of the desk: reminding, erasing, and publishing the figures of the year."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ckan.plugins.toolkit as tk
import pytest
import sqlalchemy as sa
from ckan import model
from ckan.cli.cli import ckan as ckan_command
from ckan.common import CKANConfig
from ckan.tests.helpers import FakeSMTP

from ckanext.kaga.tests.letterbox import letters
from ckanext.kagaconsent import attachments
from ckanext.kagaconsent.tests.desk import ASKED, COMPLAINT, PERSON, ask, complain, enter, file
from ckanext.kagaconsent.tests.register import act

pytestmark = pytest.mark.stack


@pytest.fixture(autouse=True)
def storage(
    ckan_config: CKANConfig, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, portal: None
) -> Path:
    """Where files lie, which is this test's own."""
    monkeypatch.setitem(ckan_config, "ckan.storage_path", str(tmp_path))
    return tmp_path / attachments.STORAGE


@pytest.fixture
def run(cli: Any) -> Callable[..., Any]:
    """Run a command below ``ckan kagaconsent``."""

    def command(*words: str) -> Any:
        done = cli.invoke(ckan_command, ["kagaconsent", *words])
        assert done.exit_code == 0, done.output
        return done

    return command


def day(days: int) -> str:
    here = dt.datetime.now(tk.h.get_display_timezone()).date()
    return (here - dt.timedelta(days=days)).isoformat()


def received(people: dict[str, str], city: dict[str, Any], days: int) -> Any:
    given = {"kind": "disclosure", "text": ASKED, "owner_org": city["id"]} | PERSON
    counter = {"at_counter": True, "received_on": day(days)}
    return act("kagaconsent_case_create", people["editor"], **given, **counter)


@pytest.mark.ckan_config("smtp.mail_from", "opendata@city.kaga.lg.jp")
@pytest.mark.usefixtures("with_test_worker", "clean_queues")
def test_letters_tell_numbers_and_nothing_else(
    people: dict[str, str], city: dict[str, Any], run: Any, mail_server: FakeSMTP
) -> None:
    desk = {model.User.get(people[role]).email for role in ("editor", "admin")}
    sent = complain(city)
    told = letters(mail_server)
    assert {letter[0] for letter in told} == desk
    given = {"reference": sent["reference"], "secret": sent["secret"]}
    act("kagaconsent_case_message_add", "", text="追伸です。", **given)
    mail_server.clear_smtp_messages()
    told += letters(mail_server)
    late, soon = received(people, city, 60), received(people, city, 27)
    received(people, city, 2)
    output = run("deadlines").output
    assert late["reference"] in output
    mail_server.clear_smtp_messages()
    reminders = letters(mail_server)
    assert {letter[0] for letter in reminders} == desk
    for _to, _subject, text in reminders:
        assert text.index(late["reference"]) < text.index(soon["reference"])
        assert sent["reference"] not in text
        assert "/desk" in text
    for letter in told + reminders:
        for private in (COMPLAINT, ASKED, *PERSON.values(), "追伸", sent["secret"]):
            assert private not in " ".join(letter)


def test_a_new_setting_moves_open_cases(
    people: dict[str, str],
    city: dict[str, Any],
    run: Any,
    ckan_config: CKANConfig,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent = received(people, city, 10)
    monkeypatch.setitem(ckan_config, "ckanext.kagaconsent.disclosure_days", 14)
    assert sent["reference"] in run("deadlines").output
    told = act("kagaconsent_case_show", people["editor"], reference=sent["reference"])
    assert told["due_on"] < sent["due_on"]


def test_what_was_kept_long_enough_is_erased_with_a_proof(
    people: dict[str, str], city: dict[str, Any], run: Any, storage: Path
) -> None:
    old, kept = (complain(city, upload=[file()]) for _ in range(2))
    for one in (old, kept):
        enter(people["editor"], one, "decided", outcome="explained")
        enter(people["editor"], one, "closed")
    model.Session.execute(
        sa.text("UPDATE kagaconsent_case SET closed_on = '2020-03-31' WHERE reference = :it"),
        {"it": old["reference"]},
    )
    model.Session.commit()
    before = act("kagaconsent_case_statistics_show", owner_org=city["id"])
    # the command would read where files lie from the portal's own settings again
    (proof,) = act("kagaconsent_case_purge")["purged"]
    assert proof["reference"] == old["reference"]
    assert proof["erased"] == {"events": 3, "messages": 0, "attachments": 1, "accesses": 2}
    assert re.fullmatch("[0-9a-f]{64}", proof["sha256"])
    with pytest.raises(tk.NotAuthorized):
        act("kagaconsent_case_show", people["editor"], reference=old["reference"])
    assert act("kagaconsent_case_show", people["editor"], reference=kept["reference"])
    assert len(list(storage.iterdir())) == 1
    dump = model.Session.execute(
        sa.text("SELECT jsonb_agg(p)::text FROM kagaconsent_case_purge p")
    ).scalar_one()
    assert COMPLAINT not in dump
    for trail in ("event", "message", "attachment", "access"):
        left = f"SELECT count(*) FROM kagaconsent_case_{trail} t WHERE NOT EXISTS"  # noqa: S608
        left += " (SELECT 1 FROM kagaconsent_case c WHERE c.id = t.case_id)"
        assert model.Session.execute(sa.text(left)).scalar_one() == 0
    assert act("kagaconsent_case_statistics_show", owner_org=city["id"]) == before
    assert "0件を消去しました" in run("purge").output
    assert json.loads(run("purge", "--json").output) == []
    with pytest.raises(sa.exc.DBAPIError, match="stays as it is"):
        model.Session.execute(sa.text("DELETE FROM kagaconsent_case_purge"))
    model.Session.rollback()


def test_the_years_figures(people: dict[str, str], city: dict[str, Any], run: Any) -> None:
    for _ in range(6):
        sent = complain(city)
        enter(people["editor"], sent, "decided", outcome="explained")
    ask(city)
    found = act("kagaconsent_case_statistics_show", people["editor"], owner_org=city["id"])
    disclosure, complaint = found["years"]
    assert (complaint["received"], complaint["ends"]["explained"]) == (6, 6)
    assert (complaint["in_time"], complaint["late"], complaint["pending"]) == (6, 0, 0)
    assert (disclosure["received"], disclosure["pending"]) == (1, 1)
    assert (found["public"][0]["received"], found["public"][0]["pending"]) == (1, None)
    assert found["public"][1]["ends"]["explained"] == 6
    text = run("statistics", "--of", city["name"]).output
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["種類"] for row in rows] == ["開示請求", "苦情・相談"]
    assert (rows[0]["受付件数"], rows[0]["処理中"], rows[1]["説明した"]) == ("1", "", "6")
    assert "5件未満" in rows[0]["備考"]


def published(city: dict[str, Any]) -> dict[str, Any]:
    return act("package_show", "", id=f"requests-and-complaints-{city['name']}")


def test_the_figures_publish_themselves(
    people: dict[str, str], city: dict[str, Any], run: Any
) -> None:
    publish = ("statistics", "--publish", city["name"], "--of", city["name"])
    assert "まだありません" in run(*publish).output
    with pytest.raises(tk.ObjectNotFound):
        published(city)
    complain(city)
    run(*publish)
    (resource,) = published(city)["resources"]
    assert "変更はありません" in run(*publish).output
    complain(city)
    run(*publish)
    (again,) = published(city)["resources"]
    assert again["id"] == resource["id"]
    assert again["hash"] != resource["hash"]
