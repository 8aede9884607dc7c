"""The key of a standard, as it is typed."""

from __future__ import annotations

import difflib

import click

from ckanext.kaga import config
from ckanext.kaga.standards import Standard

# How alike a key must be to be offered (difflib).
_CLOSE = 0.7


class Key(click.ParamType):
    """``public_toilet/new`` becomes the standard; what is none is refused with the near ones."""

    name = "key"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Standard:
        """Return the standard; end the command where there is none."""
        known = config.registry()
        try:
            return known.get(str(value))
        except KeyError:
            keys = [standard.key for standard in known.all()]
            near = difflib.get_close_matches(str(value), keys, n=3, cutoff=_CLOSE)
            self.fail(
                f"標準「{value}」はありません。"
                + (f"近いのは {'、'.join(near)} です。" if near else "")
                + "「ckan kaga standards list」で一覧を見られます。"
                f" / There is no standard {value}.",
                param,
                ctx,
            )
