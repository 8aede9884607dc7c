"""The test lanes: the fast one without services, the whole one with a stack of its own."""

from __future__ import annotations

import os
import subprocess
import sys

from stack import ckan, portal, postgres, python_env, services
from stack.console import StepFailed, step
from stack.home import ROOT, Home

SUFFIX = "_test"
REDIS_NUMBER = 1
# What runs without a service: the cores, the house rules, the stack's own parts.
FAST = [
    "ckanext-kaga/ckanext/kaga/tests/common",
    "ckanext-kaga/ckanext/kaga/tests/standards",
    "ckanext-kaga/ckanext/kaga/tests/tabular",
    "ckanext-kaga/ckanext/kaga/tests/i18n",
    "ckanext-kaga/ckanext/kaga/tests/gate",
    "ckanext-kaga/ckanext/kaga/tests/test_worklist.py",
    "ckanext-kagaconsent/ckanext/kagaconsent/tests/deadlines",
    "ckanext-kagaconsent/ckanext/kagaconsent/tests/ledger",
    "ckanext-kagaconsent/ckanext/kagaconsent/tests/casework",
    "ckanext-kagaconsent/ckanext/kagaconsent/tests/signs",
    "ckanext-kagaconsent/ckanext/kagaconsent/tests/test_reference.py",
    "ckanext-kagakpi/ckanext/kagakpi/tests/plan",
    "ckanext-kagakpi/ckanext/kagakpi/tests/test_reference.py",
    "tests/rules",
    "tests/stack",
]
# What stops the services of all others.
KILLERS = "tests/whole"
# CKAN's own tests, with our plugins on: the promises of its API that others build upon.
STOCK = ROOT / "tests" / "stock"
OF_CKAN = [
    "ckan/tests/logic/action/test_create.py",
    "ckan/tests/logic/action/test_patch.py",
]
NO_BENCHMARKS = {"harness", "peer_frictionless", "portal", "rows"}
WITHOUT_SERVICES = {"check"}
WITHOUT_CKAN = ["-p", "no:ckan", "-p", "no:ckan_fixtures"]


def fast(home: Home, arguments: list[str]) -> int:
    """Run the pure cores' tests, lint and contracts; return pytest's exit status.

    Hypothesis tries fewer examples than in the whole lane, as KAGA_TEST_LANE says. Paths
    among ``arguments`` are run instead of all of them; options alone narrow them down.
    """
    _prepare_python(home)
    chosen = any("/" in argument and _is_test_path(argument) for argument in arguments)
    paths = [] if chosen else FAST
    # All of them on every core; a choice is soon done, and its output easier to follow, on one.
    quick = [] if arguments else ["-m", "not slow", "--numprocesses=auto", "--dist=loadfile"]
    # Many small tables: starting threads for each costs more than they save.
    env = os.environ | {"KAGA_TEST_LANE": "fast", "POLARS_MAX_THREADS": "1"}
    return _pytest(home, env, [*WITHOUT_CKAN, *paths, *quick, *arguments])


def whole(home: Home, arguments: list[str]) -> int:
    """Run every test beside a portal of the tests' own; return pytest's exit status.

    All of them share two cores, in two processes. Some of CKAN's own run after them; what kills
    the services runs at last, alone.
    """
    env = _start(home)
    ini = "--ckan-ini=test.ini"
    if arguments:
        return _pytest(home, env, [ini, *arguments])
    beside = [f"--ignore={KILLERS}", "--numprocesses=2", "--dist=loadfile"]
    statuses = [
        _pytest(home, env, [ini, *beside]),
        _of_ckan(home, env, OF_CKAN),
        _pytest(home, env, [ini, KILLERS]),
    ]
    return max(statuses)


def of_ckan(home: Home, arguments: list[str]) -> int:
    """Run tests of CKAN and its extensions with our plugins on; return pytest's exit status.

    ``arguments`` are paths as they are installed (``ckan/tests/logic``) and pytest's options.
    """
    return _of_ckan(home, _start(home), arguments or OF_CKAN)


def _of_ckan(home: Home, env: dict[str, str], arguments: list[str]) -> int:
    ini = STOCK / "stock.ini"
    [installed] = home.venv.glob("lib/python*/site-packages")
    paths = [
        str(installed / argument) if argument.startswith("ckan") else argument
        for argument in arguments
    ]
    # The folder has no test; with it comes what the root's conftest.py gives to all.
    plugin = ["-p", "ours", f"--ckan-ini={ini}", f"--rootdir={ROOT}", str(STOCK)]
    # What is wrong with the tests of others is theirs to mend.
    quiet = ["--override-ini=filterwarnings=ignore", "--no-header", "--quiet"]
    env = env | {"CKAN_INI": str(ini), "PYTHONPATH": str(STOCK)}
    return _pytest(home, env, [*plugin, *quiet, *paths])


def _start(home: Home) -> dict[str, str]:
    """Start the tests' own portal; return the environment in which its databases are found."""
    portal.up(home, for_tests=True)
    with step("Databases of the tests"):
        env = test_environment(home)
        postgres.create_databases(home, SUFFIX)
        ckan.create_schema(home, suffix=SUFFIX, env=env)
    return env


def test_environment(home: Home) -> dict[str, str]:
    """Return the environment that points CKAN's fixtures at the tests' databases, core and queue.

    KAGA_TEST_HOME tells the browser and whole-stack tests where the running portal is.
    """
    return ckan.environment(home) | {
        "CKAN_INI": str(ROOT / "test.ini"),
        "CKAN_SQLALCHEMY_URL": home.database_url("ckan", f"ckan{SUFFIX}"),
        "CKAN_DATASTORE_WRITE_URL": home.database_url("datastore_write", f"datastore{SUFFIX}"),
        "CKAN_DATASTORE_READ_URL": home.database_url("datastore_read", f"datastore{SUFFIX}"),
        "CKAN_SOLR_URL": home.solr_url(f"ckan{SUFFIX}"),
        "CKAN_REDIS_URL": home.redis_url(REDIS_NUMBER),
        "KAGA_TEST_HOME": str(home.path),
    }


def stop(home: Home) -> None:
    """Stop the tests' own portal."""
    services.shut_down(home)


def _is_test_path(argument: str) -> bool:
    return (ROOT / argument.split("::", maxsplit=1)[0]).exists()


def _prepare_python(home: Home) -> None:
    home.path.mkdir(parents=True, exist_ok=True)
    if not python_env.is_installed(home, for_tests=True):
        with step("Python packages"):
            python_env.install(home, for_tests=True)


def _pytest(home: Home, env: dict[str, str], arguments: list[str]) -> int:
    sys.stdout.flush()
    return subprocess.run(
        [str(home.venv / "bin" / "python"), "-m", "pytest", *arguments],
        cwd=ROOT,
        # Kept bytecode, of the rewritten tests too, saves seconds of every later start.
        env=env | {"PYTHONDONTWRITEBYTECODE": ""},
        check=False,
    ).returncode


def bench(home: Home, name: str, arguments: list[str]) -> int:
    """Run one benchmark of bench/ in the tests' environment; return its exit status.

    KAGA_PEERS is the Python that has the peers which are no part of the product.
    """
    names = {path.stem for path in (ROOT / "bench").glob("[a-z]*.py")} - NO_BENCHMARKS
    if name not in names:
        raise StepFailed(
            f"There is no benchmark {name}.", f"Choose one of: {', '.join(sorted(names))}"
        )
    if name in WITHOUT_SERVICES:
        _prepare_python(home)
        with step("The peers' Python packages"):
            env = os.environ | {"KAGA_PEERS": str(python_env.peers(home))}
    else:
        portal.up(home, for_tests=True)
        postgres.create_databases(home, SUFFIX)
        env = test_environment(home)
        ckan.create_schema(home, suffix=SUFFIX, env=env)
    return subprocess.run(
        [str(home.venv / "bin" / "python"), "-m", f"bench.{name}", *arguments],
        cwd=ROOT,
        env=env,
        check=False,
    ).returncode
