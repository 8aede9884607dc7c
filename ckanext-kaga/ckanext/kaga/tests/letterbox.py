"""The letters that a test's mail server took."""

from __future__ import annotations

from email import message_from_string
from email.header import decode_header, make_header

from ckan.lib.jobs import Worker
from ckan.tests.helpers import FakeSMTP


def letters(server: FakeSMTP) -> list[tuple[str, str, str]]:
    """Let the worker send what waits; return address, subject and text of each letter so far."""
    Worker().work(burst=True)
    found = []
    for one in server.get_smtp_messages():
        letter = message_from_string(one[3])
        part = letter.get_payload()[0] if letter.is_multipart() else letter
        text = part.get_payload(decode=True).decode()
        found.append((one[2][0], str(make_header(decode_header(letter["Subject"]))), text))
    return found
