"""Auth of the catalogue; one module per noun."""

from ckanext.kaga.logic.auth.check import kaga_check_run, kaga_check_show
from ckanext.kaga.logic.auth.version import (
    kaga_published_show,
    kaga_version_list,
    kaga_version_restore,
)

__all__ = [
    "kaga_check_run",
    "kaga_check_show",
    "kaga_published_show",
    "kaga_version_list",
    "kaga_version_restore",
]
