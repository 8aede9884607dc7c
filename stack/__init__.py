"""What ``./kaga`` does, one file per concern.

Only the standard library is imported here: this package runs before anything is installed.
"""
