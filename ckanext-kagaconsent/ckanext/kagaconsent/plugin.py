"""The register of data use and of consent as a CKAN plugin: wiring only, no logic."""

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
from ckanext.kagaconsent import cli, desk_settings, helpers, linked, sitemap, views
from ckanext.kagaconsent.logic import action, auth, validators


@tk.blanket.actions(action)
@tk.blanket.auth_functions(auth)
@tk.blanket.validators(validators)
@tk.blanket.blueprints(views.blueprints)
@tk.blanket.config_declarations
@tk.blanket.cli(cli)
@tk.blanket.helpers(helpers)
class KagaConsentPlugin(p.SingletonPlugin, DefaultTranslation):
    """The register of data use and of consent."""

    p.implements(p.IConfigurable)
    p.implements(p.IConfigurer)
    p.implements(p.IMiddleware, inherit=True)
    p.implements(p.ITranslation)
    p.implements(ILinked)
    p.implements(ISitemap)

    # IConfigurable

    def configure(self, config: tk.CKANConfig) -> None:
        """Stop the start of the portal where a period is longer than the law allows."""
        desk_settings.periods()

    # IConfigurer

    def update_config(self, config: tk.CKANConfig) -> None:
        """Register the house style and this plugin's own templates."""
        tk.add_template_directory(config, house.TEMPLATES)
        tk.add_template_directory(config, "templates")
        tk.add_resource(house.ASSETS, "kaga-common")
        tk.add_resource("assets", "kagaconsent")

    # IMiddleware

    def make_middleware(self, app: CKANApp, config: tk.CKANConfig) -> CKANApp:
        """Give the shared templates what they call, and guard the site."""
        house.furnish(app, config, tk._, self.i18n_directory(), self.i18n_domain())
        middleware.protect(app, config)
        return app

    # ILinked

    def get_linked(self) -> Linked:
        """Offer the uses of data that make datasets."""
        return linked.offer()

    # ISitemap

    def get_public_pages(self) -> Iterator[Page]:
        """Offer the register and its uses of data."""
        return sitemap.public_data_uses()
