"""Validators of the catalogue; one module per noun."""

__all__: list[str] = []
