"""The plan and its KPI as a CKAN plugin: wiring only, no logic."""

from __future__ import annotations

from collections.abc import Iterator

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckan.lib.plugins import DefaultTranslation
from ckan.types import CKANApp

from ckanext.kaga import middleware
from ckanext.kaga.common import house
from ckanext.kaga.shared.linked import ILinked, Linked
from ckanext.kaga.shared.sitemap import ISitemap, Page
from ckanext.kagakpi import cli, computed, helpers, linked, sitemap, views
from ckanext.kagakpi.interfaces import IComputedIndicator, Provider
from ckanext.kagakpi.logic import action, auth, validators


@tk.blanket.actions(action)
@tk.blanket.auth_functions(auth)
@tk.blanket.validators(validators)
@tk.blanket.blueprints(views.blueprints)
@tk.blanket.cli(cli)
@tk.blanket.config_declarations
@tk.blanket.helpers(helpers)
class KagaKpiPlugin(p.SingletonPlugin, DefaultTranslation):
    """The plan and its KPI."""

    p.implements(p.IConfigurer)
    p.implements(p.IMiddleware, inherit=True)
    p.implements(p.ITranslation)
    p.implements(ILinked)
    p.implements(ISitemap)
    p.implements(IComputedIndicator)

    # IConfigurer

    def update_config(self, config: tk.CKANConfig) -> None:
        """Register the house style and this plugin's own templates and style."""
        tk.add_template_directory(config, house.TEMPLATES)
        tk.add_template_directory(config, "templates")
        tk.add_resource(house.ASSETS, "kaga-common")
        tk.add_resource("assets", "kagakpi")

    # IMiddleware

    def make_middleware(self, app: CKANApp, config: tk.CKANConfig) -> CKANApp:
        """Give the shared templates what they call, and guard the site."""
        house.furnish(app, config, tk._, self.i18n_directory(), self.i18n_domain())
        middleware.protect(app, config)
        return app

    # IComputedIndicator

    def get_computed_indicators(self) -> dict[str, Provider]:
        """Offer what the catalogue itself can count."""
        return {
            "datasets_first_published": computed.datasets_first_published,
            "standard_rows": computed.standard_rows,
        }

    # ILinked

    def get_linked(self) -> Linked:
        """Offer the promises that count datasets."""
        return linked.offer()

    # ISitemap

    def get_public_pages(self) -> Iterator[Page]:
        """Offer the plans."""
        return sitemap.public_plans()
