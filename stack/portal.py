"""The portal's life: up, down, status, reset."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stack import ckan, debian, postgres, python_env, services, solr, starting
from stack.console import StepFailed, run, step
from stack.home import ROOT, Home


def up(home: Home, *, empty: bool = False, for_tests: bool = False) -> None:
    """Install what is missing, start everything, and end when the portal answers.

    Every step looks at what is there and does only what is missing, so that a run after an
    interruption repairs, and a run on a running portal changes nothing.
    """
    if home.restoring.exists():
        raise StepFailed(
            f"A restore of {home.restoring.read_text()} into {home.path} was not finished.",
            "Run ./kaga reset, then ./kaga restore with that folder again.",
        )
    prepare(home, for_tests=for_tests)
    # the wish is for the portal; the tests' own one runs beside it
    write_configuration(home, wish=None if for_tests else os.environ.get("KAGA_PORT"))
    with step("Database, queue and search engine"):
        services.start_supervisor(home)
        starting.start(home, *services.STORES)
    with step("Roles, databases and schema"):
        postgres.create_roles(home)
        postgres.create_databases(home)
        ckan.create_schema(home)
    if not home.is_stamped("solr-conf", solr.configset_fingerprint()):
        with step("Search index"):
            ckan.rebuild_index(home)
    if not home.is_stamped("script-texts", ckan.script_texts_fingerprint()):
        with step("Translations of scripts"):
            ckan.build_script_texts(home)
    with step("Web server and worker"):
        _start_python_services(home)
    if not empty:
        with step("Demonstration: organisations, accounts, a real file"):
            seed(home)


def prepare(home: Home, *, for_tests: bool) -> None:
    """Install packages, the Python environment and Solr's jars where they are missing."""
    home.path.mkdir(parents=True, exist_ok=True)
    env_needed = not python_env.is_installed(home, for_tests=for_tests)
    jars_needed = not solr.jars().exists()
    with step("Debian packages"):
        debian.install(
            debian.missing_packages(
                jars_needed=jars_needed, venv_needed=env_needed, for_tests=for_tests
            )
        )
        debian.ensure_service_user(home)
    if env_needed:
        with step("Python packages"):
            python_env.install(home, for_tests=for_tests)
    if jars_needed:
        with step("Solr's jars"):
            solr.fetch_jars()


def write_configuration(home: Home, *, wish: str | None) -> None:
    """Settle the ports and write what every service reads. Raises StepFailed for a bad wish."""
    with step("Configuration"):
        if services.supervisor(home) is None:
            home.choose_ports(wish)
        else:
            home.keep_ports(wish)
        postgres.create_cluster(home)
        solr.write_home(home, cores=("ckan", "ckan_test"))
        ckan.write_config(home)
        services.write_config(home)
        for folder in (home.files, home.logs, home.path / "run", home.path / "redis"):
            home.give(folder)


@contextmanager
def database_awake(home: Home) -> Iterator[None]:
    """Have PostgreSQL answer during the block, also where the portal is stopped around it."""
    stopped = services.supervisor(home) is None
    if stopped:
        write_configuration(home, wish=None)
        services.start_supervisor(home)
    try:
        starting.start(home, "postgres")
        yield
    finally:
        if stopped:
            services.shut_down(home)


def _start_python_services(home: Home) -> None:
    """Start what runs our code, anew where that or the configuration changed."""
    wanted = code_fingerprint(home)
    if not home.is_stamped("code", wanted):
        ckan.insist_on_own_standards(home)
        services.stop(home, *services.PYTHON)
    starting.start(home, *services.PYTHON)
    home.stamp("code", wanted)


def code_fingerprint(home: Home) -> str:
    """Return a hash over what web, worker and clock read once, when they start."""
    code = [
        path
        for folder in ("ckanext-kaga", "ckanext-kagaconsent", "ckanext-kagakpi", "config", "stack")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    ]
    own = [home.path / "local.ini", home.path / "daily", *ckan.own_standards(home)]
    return python_env.fingerprint(*code, home.ini, *(path for path in own if path.exists()))


def seed(home: Home) -> None:
    """Fill the demonstration by the portal's own actions; what is there already stays."""
    what = "The demonstration could not be filled."
    remedy = "Run ./kaga logs worker and ./kaga logs web, then run ./kaga up again."
    python = str(home.venv / "bin" / "python")
    env = ckan.environment(home) | {"PYTHONPATH": str(ROOT)}
    if not home.accounts.exists():
        # inside CKAN, so as the services' account: nobody is there yet to ask on the web
        administrator = run(
            [python, "-m", "stack.administrator"], what, remedy, env=env, cwd=home.path,
            user=home.user,
        )  # fmt: skip
        account = json.loads(administrator.splitlines()[-1])
        home.write_private(home.accounts, json.dumps({"admin": account}), for_services=False)
    run([python, "-m", "stack.demo", home.url, str(home.accounts)], what, remedy, env=env)


def status(home: Home) -> bool:
    """Print each service with its port, health and memory; return whether all are well."""
    well = True
    for name in services.NAMES:
        info = services.process(home, name)
        healthy = info["statename"] == "RUNNING" and services.is_healthy(home, name)
        well = well and healthy
        port = home.ports.get(name, "–") if name != "worker" else "–"
        word = "well" if healthy else info["statename"].lower()
        print(f"{name:<10} {word:<10} port {port!s:<6} {services.megabytes(info['pid']):6.0f} MB")
    return well


def down(home: Home) -> None:
    """Stop everything; the data stays."""
    services.shut_down(home)


def reset(home: Home) -> None:
    """Stop everything and delete the portal's data, secrets and accounts for good."""
    services.shut_down(home)
    for path in home.state:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def follow_logs(home: Home, service: str | None, *, follow: bool) -> None:
    """Show the end of the logs, and what comes if ``follow``."""
    names = [service] if service else ["supervisor", *services.NAMES]
    files = [str(path) for name in names if (path := Path(home.logs) / f"{name}.log").exists()]
    if not files:
        print("There is no log yet: ./kaga up starts the portal.", file=sys.stderr)
        return
    run_forever = ["tail", "-n", "40", *(["-F"] if follow else []), *files]
    sys.stdout.flush()
    os.execvp(run_forever[0], run_forever)
