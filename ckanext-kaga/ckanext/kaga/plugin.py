"""The catalogue of the city as a CKAN plugin: wiring only, no logic."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckan import model
from ckan.lib.plugins import DefaultTranslation
from ckan.types import CKANApp, Context

from ckanext.kaga import (
    cli,
    facets,
    given_names,
    helpers,
    jobs,
    meanwhile,
    middleware,
    other_files,
    schemas,
    sitemap,
    uploads,
    views,
)
from ckanext.kaga import config as settings
from ckanext.kaga.common import house
from ckanext.kaga.logic import action, auth, validators
from ckanext.kaga.shared.sitemap import ISitemap, Page


@tk.blanket.actions(action.offered)
@tk.blanket.auth_functions(auth)
@tk.blanket.validators(validators)
@tk.blanket.helpers(helpers)
@tk.blanket.blueprints(views.blueprints)
@tk.blanket.cli(cli)
@tk.blanket.config_declarations
class KagaPlugin(p.SingletonPlugin, DefaultTranslation):
    """Standards, checking, publishing, feeds, search and the portal's look."""

    p.implements(p.IConfigurable)
    p.implements(p.IConfigurer)
    p.implements(p.IDomainObjectModification, inherit=True)
    p.implements(p.IFacets, inherit=True)
    p.implements(p.IMiddleware, inherit=True)
    p.implements(p.IPackageController, inherit=True)
    p.implements(p.IResourceController, inherit=True)
    p.implements(p.ITranslation)
    p.implements(ISitemap)

    # IConfigurable

    def configure(self, config: tk.CKANConfig) -> None:
        """Read the standards, so that a mistake in one of the city's own is told at the start."""
        settings.registry()

    # IConfigurer

    def update_config(self, config: tk.CKANConfig) -> None:
        """Register the house style, this plugin's own templates and assets, and its licences."""
        tk.add_template_directory(config, house.TEMPLATES)
        tk.add_template_directory(config, "templates")
        tk.add_public_directory(config, "public")
        tk.add_resource(house.ASSETS, "kaga-common")
        if not config.get("licenses_group_url"):
            config["licenses_group_url"] = schemas.LICENCES

    # IDomainObjectModification

    def notify(self, entity: Any, operation: str) -> None:
        """Ask for a check of each newly uploaded file, in the transaction that saves it."""
        if isinstance(entity, model.Resource) and operation != model.DomainObjectOperation.deleted:
            jobs.on_change(entity)

    # IResourceController

    def before_resource_create(self, context: Context, resource: dict[str, Any]) -> None:
        """Refuse what is not what its name says, or not to be public; name what nobody named."""
        uploads.refuse(resource)
        other_files.refuse(resource)
        uploads.name_after_file(resource)
        given_names.remember(resource)
        given_names.give_ascii_name(resource)

    def before_resource_update(
        self, context: Context, current: dict[str, Any], resource: dict[str, Any]
    ) -> None:
        """Refuse what is not what its name says, or not to be public; leave a name CKAN keeps."""
        uploads.refuse(resource)
        other_files.refuse(resource, current)
        meanwhile.refuse(resource, current)
        meanwhile.note(context, resource, current)
        given_names.remember(resource)
        given_names.give_ascii_name(resource)

    def after_resource_update(self, context: Context, resource: dict[str, Any]) -> None:
        """Tell the people whose waiting file was replaced."""
        meanwhile.tell(context, resource)

    # IFacets

    def dataset_facets(self, facets_dict: Any, package_type: str) -> Any:
        """Narrow by department and theme; CKAN's groups are not used."""
        return facets.of_search()

    def organization_facets(
        self, facets_dict: Any, organization_type: str, package_type: str | None
    ) -> Any:
        """Narrow within an organisation."""
        return facets.of_organization()

    # IPackageController

    def before_dataset_index(self, pkg_dict: dict[str, Any]) -> dict[str, Any]:
        """Let the themes be searched by."""
        return facets.index(pkg_dict)

    def after_dataset_search(
        self, search_results: dict[str, Any], search_params: dict[str, Any]
    ) -> dict[str, Any]:
        """Say the filters in the reader's language."""
        return facets.name(search_results)

    # IMiddleware

    def make_middleware(self, app: CKANApp, config: tk.CKANConfig) -> CKANApp:
        """Give the shared templates what they call, and guard the site."""
        house.furnish(app, config, tk._, self.i18n_directory(), self.i18n_domain())
        middleware.protect(app, config)
        return app

    # ISitemap

    def get_public_pages(self) -> Iterator[Page]:
        """Offer the datasets."""
        return sitemap.public_datasets()
