"""The files of a dataset as distributions, and what the DataStore makes of them."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import ckan.plugins.toolkit as tk
from ckanext.dcat.profiles.base import CleanedURIRef
from ckanext.dcat.utils import resource_uri
from rdflib import BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, RDF, RDFS, XSD

from ckanext.kaga import uploads
from ckanext.kaga.dcat import vocabulary

ResourceDict = dict[str, Any]
Version = dict[str, Any]
"""As ``kaga_published_show`` gives it."""

_API_MANUAL = URIRef("https://docs.ckan.org/en/2.12/maintaining/datastore.html")
_CLEAN_CSV = (
    {"ja": "（整形済みCSV）", "en": " (clean CSV)"},
    {
        "ja": "文字コード（UTF-8、BOM付き）と改行（CRLF）、値の書き方をそろえたCSVです。",
        "en": "CSV with one encoding (UTF-8 with BOM), CRLF line ends and uniform values.",
    },
)
_JSON_API = (
    {"ja": "（JSON API）", "en": " (JSON API)"},
    {
        "ja": "行を検索し、型のあるJSONで受け取れるAPIです。",
        "en": "API that searches the rows and answers with typed JSON.",
    },
)
SPDX = Namespace("http://spdx.org/rdf/terms#")


def site_url(endpoint: str, **values: str) -> str:
    """Return an absolute address of this portal, the same whatever language the reader uses."""
    return tk.url_for(endpoint, **values, qualified=True, locale="default")


def conforms_to(fields: dict[str, Any]) -> list[str]:
    """Return the page of the standard that a dataset or a resource names, if it names one."""
    standard = fields.get("standard")
    if not standard:
        return []
    return [f"{tk.config['ckan.site_url'].rstrip('/')}/standards/{standard}"]


def published(dataset: dict[str, Any]) -> dict[str, Version]:
    """Return the published version of each table of a dataset, by the id of its file.

    A table that somebody wrote by the API has none.
    """
    versions = {}
    for resource in dataset.get("resources", []):
        if resource.get("datastore_active"):
            with suppress(tk.ObjectNotFound):
                versions[resource["id"]] = tk.get_action("kaga_published_show")(
                    {"ignore_auth": True}, {"resource_id": resource["id"]}
                )
    return versions


def in_dcat_words(
    resource: ResourceDict,
    dataset: dict[str, Any],
    licences: dict[str, dict[str, Any]],
    version: Version | None,
) -> ResourceDict:
    """Return a copy of a resource with our fields under the names that ckanext-dcat knows.

    ``version`` is the published version of its table: what strangers get changes with it, not
    with an upload, which may wait, nor only then, because an earlier version may come back.
    """
    words = dict(resource)
    known = vocabulary.FORMATS.get((resource.get("format") or "").upper())
    if known:
        words["mimetype"] = str(vocabulary.MEDIA_TYPE[known.media_type])
        words["format"] = str(vocabulary.FILE_TYPE[known.file_type])
    elif resource.get("mimetype"):
        words["mimetype"] = str(vocabulary.MEDIA_TYPE[resource["mimetype"]])
    licence = licences.get(resource.get("license_id") or dataset.get("license_id") or "")
    words["license"] = licence["url"] if licence else None
    words["access_url"] = _page(resource)
    if resource.get("url_type") == "upload":
        # What stays with staff has its clean CSV as a distribution of its own.
        if not uploads.is_container(resource["url"]):
            words["download_url"] = site_url(
                "dataset_resource.download",
                id=resource["package_id"],
                resource_id=resource["id"],
                filename=resource["url"].rsplit("/", 1)[-1],
            )
    elif known:
        words["download_url"] = resource["url"]
    words["conforms_to"] = conforms_to(resource) or conforms_to(dataset)
    words["language"] = dataset.get("language")
    words["issued"] = f"{resource['created']}Z"
    changed = resource.get("last_modified") or resource["metadata_modified"]
    words["modified"] = f"{version['created'] if version else changed}Z"
    if version and (version["restores"] or version["created"] < changed):
        words["size"] = None  # of an upload that strangers do not get
    # A checksum without its algorithm proves nothing, and DCAT-AP refuses it.
    algorithm = vocabulary.CHECKSUM_ALGORITHMS.get(len(resource.get("hash") or ""))
    words["hash"] = resource["hash"] if algorithm else None
    words["hash_algorithm"] = f"{SPDX}checksumAlgorithm_{algorithm}"
    return words


def describe_unlisted_formats(graph: Graph) -> None:
    """Turn the formats that no list has into things with a name, as DCAT-AP wants them."""
    for file_ref, name in list(graph.subject_objects(DCTERMS["format"])):
        if isinstance(name, Literal):
            unlisted = BNode()
            graph.set((file_ref, DCTERMS["format"], unlisted))
            graph.add((unlisted, RDF.type, DCTERMS.MediaTypeOrExtent))
            graph.add((unlisted, RDFS.label, name))


def add_datastore(
    graph: Graph, dataset_ref: URIRef, dataset: dict[str, Any], versions: dict[str, Version]
) -> None:
    """Add, for each file that is loaded into the DataStore, its clean CSV and its JSON API.

    Both inherit licence, standard and language from the distribution of the file, which has to
    be in the graph. Only a published version (see ``published``) has a clean CSV.
    """
    for resource in dataset.get("resources", []):
        if not resource.get("datastore_active"):
            continue
        file_ref = CleanedURIRef(resource_uri(resource))

        if version := versions.get(resource["id"]):
            clean = _derive(graph, file_ref, "clean-csv", "CSV", _CLEAN_CSV)
            graph.add((dataset_ref, DCAT.distribution, clean))
            graph.add((clean, DCAT.accessURL, URIRef(_page(resource))))
            graph.add((clean, DCAT.downloadURL, URIRef(f"{_page(resource)}/clean.csv")))
            _add_checksum(graph, clean, version["table_sha256"])

        search = site_url("api.action", ver="3", logic_function="datastore_search")
        rows = _derive(graph, file_ref, "json", "JSON", _JSON_API)
        service = URIRef(f"{file_ref}#api")
        graph.add((dataset_ref, DCAT.distribution, rows))
        graph.add((rows, DCAT.accessURL, URIRef(f"{search}?resource_id={resource['id']}")))
        graph.add((rows, DCAT.accessService, service))
        graph.add((service, RDF.type, DCAT.DataService))
        graph.add((service, DCTERMS.title, Literal("CKAN DataStore API", lang="en")))
        graph.add((service, DCAT.endpointURL, URIRef(search)))
        graph.add((service, DCAT.endpointDescription, _API_MANUAL))
        graph.add((service, DCAT.servesDataset, dataset_ref))
        for shared in (DCTERMS.publisher, DCAT.contactPoint, DCAT.theme, DCAT.keyword):
            for value in list(graph.objects(dataset_ref, shared)):
                graph.add((service, shared, value))


def _derive(
    graph: Graph,
    file_ref: URIRef,
    name: str,
    file_format: str,
    words: tuple[dict[str, str], dict[str, str]],
) -> URIRef:
    """Add a distribution that is made from a file, and return it.

    ``name`` ends its URI; ``words`` are what follows the title of the file, and the description,
    by language.
    """
    suffix, description = words
    derived = URIRef(f"{file_ref}#{name}")
    known = vocabulary.FORMATS[file_format]
    media_type = vocabulary.MEDIA_TYPE[known.media_type]
    file_type = vocabulary.FILE_TYPE[known.file_type]
    graph.add((derived, RDF.type, DCAT.Distribution))
    for title in list(graph.objects(file_ref, DCTERMS.title)):
        language = getattr(title, "language", None) or "ja"
        text = f"{title}{suffix[language]}"
        graph.add((derived, DCTERMS.title, Literal(text, lang=language)))
    for language, text in description.items():
        graph.add((derived, DCTERMS.description, Literal(text, lang=language)))
    for inherited in (DCTERMS.license, DCTERMS.conformsTo, DCTERMS.language, DCTERMS.modified):
        for value in list(graph.objects(file_ref, inherited)):
            graph.add((derived, inherited, value))
    graph.add((derived, DCAT.mediaType, media_type))
    graph.add((media_type, RDF.type, DCTERMS.MediaType))
    graph.add((derived, DCTERMS["format"], file_type))
    graph.add((file_type, RDF.type, DCTERMS.MediaTypeOrExtent))
    return derived


def _add_checksum(graph: Graph, distribution: URIRef, sha256: str) -> None:
    """Say by which name the content is known; the download has the same as its ETag."""
    checksum = BNode()
    value = Literal(sha256, datatype=XSD.hexBinary)
    graph.add((distribution, SPDX.checksum, checksum))
    graph.add((checksum, RDF.type, SPDX.Checksum))
    graph.add((checksum, SPDX.checksumValue, value))
    graph.add((checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256))
    graph.add((SPDX.checksumAlgorithm_sha256, RDF.type, SPDX.ChecksumAlgorithm))


def _page(resource: ResourceDict) -> str:
    """Return the address of the page of a resource, made of ids, which never change."""
    return site_url("dataset_resource.read", id=resource["package_id"], resource_id=resource["id"])
