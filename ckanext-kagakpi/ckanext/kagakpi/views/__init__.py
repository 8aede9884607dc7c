"""Blueprints of this plugin."""

from ckanext.kagakpi.views.archive import blueprint as archive
from ckanext.kagakpi.views.compare import blueprint as compare
from ckanext.kagakpi.views.embed import blueprint as embed
from ckanext.kagakpi.views.export import blueprint as export
from ckanext.kagakpi.views.picture import blueprint as picture
from ckanext.kagakpi.views.plan import blueprint as plan
from ckanext.kagakpi.views.rounds import blueprint as rounds

__all__ = ["archive", "compare", "embed", "export", "picture", "plan", "rounds"]
