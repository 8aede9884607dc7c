"""Files of a plan with the plan's stamp as their ETag: told again only where anything changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

import ckan.plugins.toolkit as tk
from ckan.types import Response
from flask import make_response

from ckanext.kaga.shared.answers import named
from ckanext.kagakpi.views.asking import found


def stamped(kind: str) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """Answer 304 from the stamp alone where the reader has the file, else as the view does.

    The view takes ``slug`` and gives ``tag`` to its answer; ``kind`` is its media type.
    """

    def wrapped(view: Callable[..., Response]) -> Callable[..., Response]:
        @wraps(view)
        def answer(slug: str, **there: Any) -> Response:
            # asked before anything else is read: what is published meanwhile makes the file
            # newer than its tag, never older
            tag = _tag(found("kagakpi_plan_stamp_show", id=slug)["stamp"])
            known = tk.request.if_none_match
            if not known.star_tag and known.contains_weak(tag):
                return named(make_response(b""), kind, tag)
            return view(slug, tag=tag, **there)

        return answer

    return wrapped


def _tag(stamp: str) -> str:
    """The stamp for this address: one that was never answered has no tag that anybody knows."""
    told = f"{stamp} {tk.h.lang()} {tk.request.full_path}"
    return hashlib.sha256(told.encode()).hexdigest()
