"""Blueprints of this plugin."""

__all__: list[str] = []
