"""The tests of CKAN that fail beside our plugins, by a part of their name, and why each does."""

_BARE = "fails on the bare package as well, without our plugins"

APART = {}
