"""Validators of the plan; one module per noun."""

from ckanext.kagakpi.logic.validators.observation import (
    kagakpi_assignments,
    kagakpi_day,
    kagakpi_evidence,
    kagakpi_judgement,
    kagakpi_next,
    kagakpi_number,
    kagakpi_standing,
)
from ckanext.kagakpi.logic.validators.plan import (
    kagakpi_count,
    kagakpi_page,
    kagakpi_plan,
    kagakpi_text,
    kagakpi_year,
)

__all__ = [
    "kagakpi_assignments",
    "kagakpi_count",
    "kagakpi_day",
    "kagakpi_evidence",
    "kagakpi_judgement",
    "kagakpi_next",
    "kagakpi_number",
    "kagakpi_page",
    "kagakpi_plan",
    "kagakpi_standing",
    "kagakpi_text",
    "kagakpi_year",
]
