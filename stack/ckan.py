"""CKAN: its configuration on this machine, its command line, its schema."""

from __future__ import annotations

import configparser
import os
import subprocess
from pathlib import Path

from stack import postgres
from stack.console import StepFailed, run, tail
from stack.home import ROOT, Home
from stack.python_env import fingerprint
from stack.solr import configset_fingerprint

INI = """# Written by ./kaga up for this machine. What all portals share is in config/ckan.ini;
# settings of your own go below [app:main] of {local}, which this file never overwrites.

[app:main]
use = config:{local}

SECRET_KEY = {secrets[session]}
WTF_CSRF_SECRET_KEY = {secrets[csrf]}
api_token.jwt.encode.secret = string:{secrets[api_token]}
api_token.jwt.decode.secret = string:{secrets[api_token]}
ckan.site_url = {url}
sqlalchemy.url = {ckan_database}
ckan.datastore.write_url = {write_database}
ckan.datastore.read_url = {read_database}
solr_url = {solr}
ckan.redis.url = {redis}
ckan.storage_path = {files}
ckan.webassets.path = {files}/webassets
"""
LOCAL_INI = """# Your own settings of this portal; they win over config/ckan.ini.
[app:main]
use = config:{shared}
"""


def write_config(home: Home) -> None:
    """Write KAGA_HOME/ckan.ini from the secrets and ports.

    Raises StepFailed where local.ini does not go back to what all portals share.
    """
    home.make_folder(home.files)
    local, shared = home.path / "local.ini", ROOT / "config" / "ckan.ini"
    if not local.exists():
        home.write_private(local, LOCAL_INI.format(shared=shared), for_services=True)
    own = own_settings(home)
    if "use" not in own:
        raise StepFailed(
            f"{local} does not say what it adds to.",
            f"Put these two lines above your settings, once: [app:main] and use = config:{shared}",
        )
    text = INI.format(
        local=local,
        secrets=home.secrets,
        url=own.get("ckan.site_url", home.url),
        ckan_database=home.database_url("ckan", "ckan"),
        write_database=home.database_url("datastore_write", "datastore"),
        read_database=home.database_url("datastore_read", "datastore"),
        solr=home.solr_url("ckan"),
        redis=home.redis_url(0),
        files=home.files,
    )
    home.write_private(home.ini, text, for_services=True)


def own_settings(home: Home) -> dict[str, str]:
    """Return what KAGA_HOME/local.ini says of this portal; nothing where there is no such file.

    Raises StepFailed where it cannot be read.
    """
    local = home.path / "local.ini"
    ini = configparser.RawConfigParser(strict=False)
    try:
        ini.read(local, encoding="utf-8")
    except (configparser.Error, UnicodeDecodeError) as error:
        raise StepFailed(
            f"{local} cannot be read: {error}", "Mend it, then run the command again."
        ) from error
    return dict(ini["app:main"]) if "app:main" in ini else {}


def own_standards(home: Home) -> list[Path]:
    """Return the files of the city's own standards, wherever local.ini says that they are."""
    folder = own_settings(home).get("ckanext.kaga.standards_folder")
    return sorted(Path(folder).glob("*.yaml")) if folder else []


def insist_on_own_standards(home: Home) -> None:
    """Raise StepFailed, naming file and mistake, where the services could not take them over."""
    folder = own_settings(home).get("ckanext.kaga.standards_folder")
    if folder:
        python = str(home.venv / "bin" / "python")
        run(
            [python, "-m", "ckanext.kaga", "--standards-folder", folder, "standards", "list"],
            f"The city's own standards in {folder} cannot be used.",
            "Mend what is named above, then run ./kaga up again. A portal that runs goes on.",
            env=environment(home),
            cwd=home.path,
            user=home.user,
        )


def environment(home: Home) -> dict[str, str]:
    """Return the environment in which CKAN's programs find their configuration."""
    return os.environ | {
        "CKAN_INI": str(home.ini),
        # scheming reads its YAML in the locale's encoding, which may be ASCII
        "PYTHONUTF8": "1",
        "PATH": f"{home.venv / 'bin'}:{os.environ.get('PATH', '')}",
        "VIRTUAL_ENV": str(home.venv),
    }


def command(home: Home, *arguments: str) -> list[str]:
    """Return a command of CKAN's own command line."""
    return [str(home.venv / "bin" / "ckan"), *arguments]


def call(home: Home, *arguments: str, env: dict[str, str] | None = None) -> str:
    """Run CKAN's command line to its end and return what it printed."""
    return run(
        command(home, *arguments),
        f"`ckan {' '.join(arguments)}` failed.",
        "Run ./kaga logs web, mend what it names, then run the command again.",
        env=environment(home) | (env or {}),
        cwd=home.path,
        user=home.user,
    )


def interactive(home: Home, arguments: list[str]) -> int:
    """Run CKAN's command line for the person at the terminal; return its exit status.

    It runs as the caller, to read and write the caller's files; what it leaves among the
    portal's files is given to the services afterwards.
    """
    status = subprocess.run(
        command(home, *arguments), env=environment(home), check=False
    ).returncode
    home.give(home.files)
    return status


def create_schema(home: Home, *, suffix: str = "", env: dict[str, str] | None = None) -> None:
    """Bring the databases to the schema of this CKAN and of every enabled plugin.

    Safe to run again; skipped where neither CKAN nor a migration changed since the last time.
    """
    stamp, wanted = f"schema{suffix}", schema_fingerprint()
    if home.is_stamped(stamp, wanted):
        return
    call(home, "db", "init", env=env)
    call(home, "db", "pending-migrations", "--apply", env=env)
    permissions = call(home, "datastore", "set-permissions", env=env)
    postgres.sql(home, permissions[permissions.index("/*") :])
    home.stamp(stamp, wanted)


def schema_fingerprint() -> str:
    """Return the hash of what decides how the databases look."""
    return fingerprint(
        ROOT / "config" / "python" / "runtime.txt", ROOT / "config" / "ckan.ini", *migrations()
    )


def migrations() -> list[Path]:
    """Return the plugins' steps from one schema to the next."""
    return sorted(ROOT.glob("ckanext-*/ckanext/*/migration/*/versions/*.py"))


def script_texts_fingerprint() -> str:
    """Return the hash of what decides which texts CKAN's scripts find."""
    catalogues = sorted(ROOT.glob("ckanext-*/ckanext/*/i18n/*/LC_MESSAGES/*.po"))
    return fingerprint(ROOT / "config" / "python" / "runtime.txt", *catalogues)


def build_script_texts(home: Home) -> None:
    """Build the translations that CKAN's scripts read; only ``ckan run`` does so by itself."""
    call(home, "translation", "js")
    home.stamp("script-texts", script_texts_fingerprint())


def rebuild_index(home: Home) -> None:
    """Index all datasets anew, and remember for which configset."""
    call(home, "search-index", "rebuild")
    home.stamp("solr-conf", configset_fingerprint())


def web_log(home: Home) -> str:
    """Return the end of the web server's log."""
    return tail(Path(home.logs) / "web.log")
