"""Action of the catalogue; one module per noun."""

from ckanext.kaga.logic.action.check import kaga_check_run, kaga_check_show, kaga_published_show

__all__ = ["kaga_check_run", "kaga_check_show", "kaga_published_show"]
