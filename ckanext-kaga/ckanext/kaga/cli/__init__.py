"""Command line of the catalogue, below ``ckan kaga``."""

__all__: list[str] = []
