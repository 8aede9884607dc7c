"""The background worker: takes up what an earlier worker left, then works the queue."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys


def main() -> None:
    """Requeue unfinished checks, then become CKAN's own worker."""
    ckan = shutil.which("ckan")
    if ckan is None:
        sys.exit("The worker needs CKAN's command on its PATH; start it with ./kaga up.")
    # A failure here (the database is still starting) ends the worker; supervisor tries again.
    if status := subprocess.run([ckan, "kaga", "resume"], check=False).returncode:
        sys.exit(status)
    os.execv(ckan, [ckan, "jobs", "worker"])


if __name__ == "__main__":
    main()
