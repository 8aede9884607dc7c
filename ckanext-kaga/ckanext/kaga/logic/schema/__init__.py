"""Schemas of the catalogue's actions; one module per noun."""

__all__: list[str] = []
