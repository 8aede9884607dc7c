"""What was published of a plan lately, as an Atom feed (RFC 4287)."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import SubElement

import ckan.plugins.toolkit as tk

from ckanext.kaga.common import atom

_MOST = 100


def told(
    plan: dict[str, Any], versions: list[dict[str, Any]], reports: list[dict[str, Any]]
) -> bytes:
    """Return the feed, the newest first; ids stay what they are."""
    there = {"slug": plan["slug"], "locale": "default", "qualified": True}
    entries = [
        (
            f"{version['created']}Z",
            f"urn:kagakpi:{plan['id']}:version:{version['number']}",
            f"計画の第{version['number']}版：{version['reason']}",
            tk.h.url_for("kagakpi.version", number=version["number"], **there),
        )
        for version in versions
    ]
    names = {one["indicator"]: one for one in plan["promises"]}
    for report in reports:
        promise = names.get(report["indicator"])
        what = promise["text"] if promise else report["indicator"]
        done = "訂正" if report["revises"] else "報告"
        address = (
            tk.h.url_for("kagakpi.kpi", kpi=promise["kpi"], year=report["year"], **there)
            if promise
            else tk.h.url_for("kagakpi.show", **there)
        )
        title = f"{done}：{what}（{report['as_of']}時点）{report['reason']}"
        entries.append((f"{report['at']}Z", f"urn:uuid:{report['id']}", title, address))
    entries.sort(key=lambda entry: entry[:2], reverse=True)
    mark = "【見本】" if plan["example"] else ""
    return _written(plan, f"{mark}{plan['ja']}", entries[:_MOST], there)


def _written(
    plan: dict[str, Any], title: str, entries: list[tuple[str, ...]], there: dict[str, Any]
) -> bytes:
    feed = atom.feed("ja")
    atom.say(feed, "id", f"urn:uuid:{plan['id']}")
    atom.say(feed, "title", title)
    atom.say(feed, "updated", entries[0][0])
    atom.author(feed, plan["lead_ja"] or plan["ja"])
    atom.link(feed, "self", tk.h.url_for("kagakpi_export.atom", **there))
    atom.link(feed, "alternate", tk.h.url_for("kagakpi.show", **there))
    for updated, id_, text, address in entries:
        entry = SubElement(feed, "entry")
        atom.say(entry, "id", id_)
        atom.say(entry, "title", text)
        atom.say(entry, "updated", updated)
        atom.link(entry, "alternate", address)
    return atom.written(feed)
