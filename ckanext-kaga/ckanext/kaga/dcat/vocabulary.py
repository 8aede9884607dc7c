"""Names that DCAT-AP expects: URIs of authority lists for values that CKAN keeps as words."""

from __future__ import annotations

from typing import NamedTuple

from rdflib import Namespace, URIRef

_AUTHORITY = "http://publications.europa.eu/resource/authority"

ACCESS_RIGHT = Namespace(f"{_AUTHORITY}/access-right/")
FILE_TYPE = Namespace(f"{_AUTHORITY}/file-type/")
LANGUAGE = Namespace(f"{_AUTHORITY}/language/")
DATA_THEME = URIRef(f"{_AUTHORITY}/data-theme")
MEDIA_TYPE = Namespace("https://www.iana.org/assignments/media-types/")
LOCAL_AUTHORITY = URIRef("http://purl.org/adms/publishertype/LocalAuthority")


def area_uri(municipality_code: str) -> str:
    """Return the URI by which the official statistics of Japan (e-Stat LOD) name a municipality.

    ``172065`` gives ``http://data.e-stat.go.jp/lod/sac/C17206``, without the check digit.
    """
    return f"http://data.e-stat.go.jp/lod/sac/C{municipality_code[:5]}"


class FileFormat(NamedTuple):
    """One format: its IANA media type and its name in the EU's list of file types."""

    media_type: str
    file_type: str


FORMATS = {
    "CSV": FileFormat("text/csv", "CSV"),
    "TSV": FileFormat("text/tab-separated-values", "TSV"),
    "TXT": FileFormat("text/plain", "TXT"),
    "XLS": FileFormat("application/vnd.ms-excel", "XLS"),
    "XLSX": FileFormat("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"),
    "ODS": FileFormat("application/vnd.oasis.opendocument.spreadsheet", "ODS"),
    "JSON": FileFormat("application/json", "JSON"),
    "JSON-LD": FileFormat("application/ld+json", "JSON_LD"),
    "GEOJSON": FileFormat("application/geo+json", "GEOJSON"),
    "KML": FileFormat("application/vnd.google-earth.kml+xml", "KML"),
    "KMZ": FileFormat("application/vnd.google-earth.kmz", "KMZ"),
    "SHP": FileFormat("application/vnd.shp", "SHP"),
    "GPKG": FileFormat("application/geopackage+sqlite3", "GPKG"),
    "XML": FileFormat("application/xml", "XML"),
    "RDF": FileFormat("application/rdf+xml", "RDF_XML"),
    "TTL": FileFormat("text/turtle", "RDF_TURTLE"),
    "PDF": FileFormat("application/pdf", "PDF"),
    "ZIP": FileFormat("application/zip", "ZIP"),
    "GTFS": FileFormat("application/zip", "GTFS"),
}
"""Formats by the name that CKAN shows; a format that is not here leaves as its name."""

CHECKSUM_ALGORITHMS = {32: "md5", 40: "sha1", 64: "sha256"}
"""SPDX algorithms by the number of hexadecimal digits that they give."""

LABELS = {
    str(LOCAL_AUTHORITY): {"ja": "地方公共団体", "en": "Local authority"},
    "http://purl.org/adms/licencetype/Attribution": {"ja": "表示", "en": "Attribution"},
    "http://purl.org/adms/licencetype/PublicDomain": {
        "ja": "パブリックドメイン",
        "en": "Work in the public domain",
    },
    "http://purl.org/adms/licencetype/ViralEffect-ShareAlike": {
        "ja": "継承",
        "en": "Viral effect (a.k.a. share-alike)",
    },
}
"""What the concepts mean that no field of a form offers."""
