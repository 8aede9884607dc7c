"""What was published of a plan lately, as an Atom feed (RFC 4287)."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree as ET

import ckan.plugins.toolkit as tk

ATOM = "http://www.w3.org/2005/Atom"
_MOST = 100


def atom(
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
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": "ja"})
    ET.SubElement(feed, "id").text = f"urn:uuid:{plan['id']}"
    ET.SubElement(feed, "title").text = title
    ET.SubElement(feed, "updated").text = entries[0][0]
    author = ET.SubElement(feed, "author")
    ET.SubElement(author, "name").text = plan["lead_ja"] or plan["ja"]
    own = tk.h.url_for("kagakpi_export.atom", **there)
    ET.SubElement(feed, "link", {"rel": "self", "href": own})
    ET.SubElement(feed, "link", {"href": tk.h.url_for("kagakpi.show", **there)})
    for updated, id_, text, address in entries:
        entry = ET.SubElement(feed, "entry")
        ET.SubElement(entry, "id").text = id_
        ET.SubElement(entry, "title").text = text
        ET.SubElement(entry, "updated").text = updated
        ET.SubElement(entry, "link", {"href": address})
    body: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return body
