"""Validators of the metadata fields (``schemas/*.yaml``)."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import ckan.plugins.toolkit as tk

from ckanext.kaga.common import identifiers

Key = tuple[Any, ...]
Flattened = dict[Key, Any]
KeyValidator = Callable[[Key, Flattened, dict[Key, list[str]], dict[str, Any]], None]

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SCHEMES_OF_FILES = frozenset({"http", "https", "ftp"})


def kaga_translation(
    key: Key, data: Flattened, errors: dict[Key, list[str]], context: dict[str, Any]
) -> None:
    """Offer ``X`` and ``X_en`` as ``X_translated``, the form that CKAN core and ckanext-dcat read.

    An output validator of ``X_en``: it runs when a dataset is shown or indexed, and only where
    there is an English text, so that readers fall back to ``X`` (docs/adr/0003).
    """
    name = key[-1].removesuffix("_en")
    data[(*key[:-1], f"{name}_translated")] = {"ja": data.get((*key[:-1], name)), "en": data[key]}


def kaga_municipality_code(value: str) -> str:
    """Let only a 全国地方公共団体コード pass; propose the code that a damaged one came from."""
    if identifiers.is_municipality_code(value):
        return value
    repairs = identifiers.municipality_code_repairs(value)
    if repairs:
        raise tk.Invalid(
            tk._("The municipality code {value} lacks digits. Did you mean {repairs}?").format(
                value=value, repairs=" / ".join(repairs)
            )
        )
    raise tk.Invalid(
        tk._(
            "{value} is not a municipality code. Enter six half-width digits, "
            "the last one being the check digit (Kaga City is 172065)."
        ).format(value=value)
    )


def kaga_web_address(value: str) -> str:
    """Let only an absolute http or https address pass, so that a link never runs a script."""
    try:
        parts = urlsplit(value)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_web = False
    if is_web and not any(letter.isspace() for letter in value):
        return value
    raise tk.Invalid(
        tk._("{value} is not a web address. Enter it in full, starting with https://").format(
            value=value
        )
    )


def kaga_file_address(value: str) -> str:
    """Let the name of an upload pass, or an address that is a file's and no script.

    CKAN takes any text, and a feed would repeat it as an address to machines.
    """
    scheme = _SCHEME.match(value)
    if scheme and scheme[1].lower() not in _SCHEMES_OF_FILES:
        raise tk.Invalid(
            tk._("{value} is not the address of a file. Enter one starting with https://").format(
                value=value
            )
        )
    return value


def kaga_not_before(start_field: str) -> KeyValidator:
    """Return a validator that refuses a date earlier than the one in ``start_field``.

    It stands behind ``isodate``; a start that is no date is reported by its own field.
    """

    def validator(
        key: Key, data: Flattened, errors: dict[Key, list[str]], context: dict[str, Any]
    ) -> None:
        start, end = data.get((*key[:-1], start_field)), data[key]
        if not isinstance(end, datetime) or not start or start is tk.missing:
            return
        try:
            first_day = start if isinstance(start, datetime) else tk.h.date_str_to_datetime(start)
        except (TypeError, ValueError):
            return
        if end < first_day:
            errors[key].append(
                tk._("The period ends on {end}, before it starts on {start}.").format(
                    end=end.date().isoformat(), start=first_day.date().isoformat()
                )
            )

    return validator


def kaga_dataset_name(
    key: Key, data: Flattened, errors: dict[Key, list[str]], context: dict[str, Any]
) -> None:
    """Give a dataset without a name the one that Japanese catalogues use, ``<code>_<standard>``.

    A Japanese title makes no address, and a public servant should not have to invent one.
    Without a standard the name is ``dataset-`` and eight random hexadecimal digits.
    """
    if data.get(key) not in (tk.missing, None, ""):
        return
    package = context.get("package")
    if package is not None:
        data[key] = package.name
        return
    standard = data.get(("standard",))
    code = tk.config["ckanext.kaga.municipality_code"]
    if standard and standard is not tk.missing and code:
        name = f"{code}_{standard.split('/')[0]}"
        if _is_free(name, context):
            data[key] = name
            return
    data[key] = f"dataset-{uuid.uuid4().hex[:8]}"


def _is_free(name: str, context: dict[str, Any]) -> bool:
    """Tell whether CKAN's own validator would take ``name`` for a new dataset."""
    errors: dict[Key, list[str]] = {("name",): []}
    tk.get_validator("package_name_validator")(("name",), {("name",): name}, errors, context)
    return not errors[("name",)]
