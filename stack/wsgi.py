"""The WSGI application that gunicorn serves, and that the benchmarks ask."""

from __future__ import annotations

import gc
import os
from typing import Any

from ckan.cli import CKANConfigLoader
from ckan.config.middleware import make_app


def application() -> Any:
    """Build CKAN's application from the file that ``CKAN_INI`` names.

    What stands once it is built stays for the life of the process. It is told to the garbage
    collector, who would otherwise go through all of it every few dozen requests and hold the one
    that happens to be served for 0.2 s.
    """
    built = make_app(CKANConfigLoader(os.environ["CKAN_INI"]).get_config())
    gc.collect()
    gc.freeze()
    return built
