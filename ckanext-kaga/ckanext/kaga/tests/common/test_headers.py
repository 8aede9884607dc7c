"""What browsers are told not to do."""

from __future__ import annotations

import pytest

from ckanext.kaga.common.headers import EMBED_POLICY, for_answer, must_download


def policy(*, is_page: bool) -> dict[str, str]:
    """Return a Content-Security-Policy as {directive: values}."""
    text = for_answer(is_page=is_page, is_https=True)["Content-Security-Policy"]
    return {name: values for name, _, values in (part.partition(" ") for part in text.split("; "))}


@pytest.mark.parametrize("directive", ["default-src", "script-src", "style-src"])
def test_page_runs_and_loads_only_files_of_this_portal(directive: str) -> None:
    assert policy(is_page=True)[directive] == "'self'"


def test_nothing_loosens_the_policy_of_pages() -> None:
    assert "unsafe" not in str(policy(is_page=True))
    assert "*" not in str(policy(is_page=True))


def test_page_for_the_frames_of_others_runs_and_sends_nothing() -> None:
    told = dict(part.split(" ", 1) for part in EMBED_POLICY.split("; "))
    assert told.pop("frame-ancestors") == "*"
    assert told.pop("style-src") == "'self'"
    assert told == dict.fromkeys(("default-src", "base-uri", "form-action"), "'none'")


def test_file_opened_by_itself_is_in_a_sandbox() -> None:
    assert policy(is_page=False)["sandbox"] == ""
    assert policy(is_page=False)["default-src"] == "'none'"


def test_https_is_promised_only_where_it_is() -> None:
    name = "Strict-Transport-Security"
    assert name in for_answer(is_page=True, is_https=True)
    assert name not in for_answer(is_page=True, is_https=False)


@pytest.mark.parametrize(
    "mime_type",
    ["text/html", "image/svg+xml", "application/xhtml+xml", "text/xml", "application/pdf", ""],
)
@pytest.mark.parametrize("disposition", ["", "inline", "inline; filename=x.svg"])
def test_what_can_run_is_saved_not_shown(mime_type: str, disposition: str) -> None:
    assert must_download(mime_type, disposition)


def test_pictures_may_be_shown_and_attachments_keep_their_name() -> None:
    assert not must_download("image/png", "inline")
    assert not must_download("text/html", "attachment; filename=x.html")
