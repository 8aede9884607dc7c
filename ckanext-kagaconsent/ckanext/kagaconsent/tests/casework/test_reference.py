"""Numbers and passphrases are read as people type them, and mistyped numbers are noticed."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from ckanext.kagaconsent.reference import (
    is_secret,
    new_reference,
    new_secret,
    read_reference,
    secret_hash,
)

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
references = st.builds(new_reference)


def test_what_they_look_like() -> None:
    assert re.fullmatch(f"[{SIGNS}]{{4}}-[{SIGNS}]{{4}}", new_reference())
    assert re.fullmatch(f"[{SIGNS}]{{4}}(-[{SIGNS}]{{4}}){{3}}", new_secret())
    assert len({new_reference() for _ in range(1000)}) > 990


@given(references)
def test_any_spelling_is_read(reference: str) -> None:
    bare = reference.replace("-", "")
    wide = bare.translate({code: code + 0xFEE0 for code in range(33, 127)})
    doubtful = bare.replace("0", "o").replace("1", "l")
    for typed in (bare, bare.lower(), wide, f" {reference} ", bare.replace("1", "I"), doubtful):
        assert read_reference(typed) == reference
    assert read_reference(reference.replace("-", "ー")) == reference


@given(references, st.integers(0, 7), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_noticed(reference: str, at: int, sign: str) -> None:
    bare = reference.replace("-", "")
    wrong = bare[:at] + sign + bare[at + 1 :]
    assert (read_reference(wrong) == reference) == (wrong == bare)
    assert wrong == bare or read_reference(wrong) is None


@given(st.text())
def test_any_text_is_a_number_or_none(typed: str) -> None:
    found = read_reference(typed)
    assert found is None or read_reference(found) == found


def test_a_passphrase_belongs_to_its_number() -> None:
    reference, secret = new_reference(), new_secret()
    kept = secret_hash(reference, secret)
    assert is_secret(reference, secret.lower().replace("-", " "), kept)
    assert not is_secret(new_reference(), secret, kept)
    assert not is_secret(reference, new_secret(), kept)
    assert not is_secret(reference, "", kept)
    assert not is_secret(reference, f"{secret}!", kept)
