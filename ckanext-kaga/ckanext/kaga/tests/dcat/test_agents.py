"""Contacts as vCards."""

from __future__ import annotations

import pytest

from ckanext.kaga.dcat.agents import Contact, telephone_uri


@pytest.mark.parametrize(
    ("written", "uri"),
    [
        ("(0761)72-1111", "tel:+81761721111"),
        ("（０７６１）７２－１１１１", "tel:+81761721111"),
        ("0761-72-1111", "tel:+81761721111"),
        ("0761ー72ー1111", "tel:+81761721111"),
        ("090-1234-5678", "tel:+819012345678"),
        ("+81 (03)5253-5111", "tel:+81352535111"),
        ("+44 20 7946 0958", "tel:+442079460958"),
    ],
)
def test_a_telephone_number_becomes_a_global_address(written: str, uri: str) -> None:
    assert str(telephone_uri(written)) == uri


@pytest.mark.parametrize("written", ["", "内線 123", "0761-72-1111 内線5", "72-1111"])
def test_what_is_no_number_becomes_no_address(written: str) -> None:
    assert telephone_uri(written) is None


def test_a_department_is_the_name_of_a_contact_that_has_none() -> None:
    contact = Contact.of({"department": "公園緑地課", "contact_phone": "0761-72-1111"})
    assert contact is not None
    assert contact.name == "公園緑地課"


def test_a_department_alone_is_no_way_to_ask() -> None:
    assert Contact.of({"department": "公園緑地課"}) is None
