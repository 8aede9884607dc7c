"""What is made from a standard: templates to fill in, and its definition for machines.

Nothing here is written by hand for one standard. Each artefact is the same bytes every time, so
that its content is its version.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ckanext.kaga.standards.artefacts import (
    csv_template,
    csvw,
    json_schema,
    table_schema,
    xlsx_template,
)
from ckanext.kaga.standards.standard import Standard


@dataclass(frozen=True)
class Artefact:
    """One thing that is made from a standard: its MIME type, and what makes its bytes."""

    mimetype: str
    make: Callable[[Standard], bytes]


ARTEFACTS = {
    "template.xlsx": Artefact(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_template.make
    ),
    "template.csv": Artefact("text/csv", csv_template.make),
    "table-schema.json": Artefact("application/json", table_schema.make),
    "csvw.json": Artefact("application/csvm+json", csvw.make),
    "schema.json": Artefact("application/schema+json", json_schema.make),
}
"""By the name at the end of its address; for a standard without columns there are none."""

__all__ = ["ARTEFACTS", "Artefact"]
