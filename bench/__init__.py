"""Benchmarks, each against a named peer in the same run. ``./kaga bench NAME`` starts one."""
