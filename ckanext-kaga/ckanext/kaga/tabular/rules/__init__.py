"""Every rule, by its id. A new check is a new entry in one of these tables."""

from __future__ import annotations

from ckanext.kaga.tabular.rule import Rule
from ckanext.kaga.tabular.rules import cells, codes, headers, links, reading, rows

CELL_RULES = (*cells.RULES, *codes.RULES)
TABLE_RULES = rows.RULES
RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in (*links.RULES, *reading.RULES, *headers.RULES, *CELL_RULES, *TABLE_RULES)
}
