"""Blueprints of the catalogue; one module per page family."""

__all__: list[str] = []
