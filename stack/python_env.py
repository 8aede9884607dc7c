"""The Python environment: installed from lock files with hashes, nothing else."""

from __future__ import annotations

import hashlib
import json
import sys
import tomllib
from pathlib import Path

from stack.console import StepFailed, run
from stack.home import ROOT, Home, cache_folder, shared_cache

LOCKS = ROOT / "config" / "python"
_REMEDY = "Check that PyPI can be reached (pip download six), then run the command again."
SUPPORTED = ("3.11", "3.12", "3.13")
SOURCES = {
    "runtime": ["pyproject.toml", "config/python/runtime.in"],
    "test": ["pyproject.toml", "config/python/test.in"],
    "uv": ["config/python/uv.in"],
    "bench": ["config/python/bench.in"],
}


def fingerprint(*paths: Path) -> str:
    """Return one hash over the content of files."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_installed(home: Home, *, for_tests: bool) -> bool:
    """Tell whether the environment holds exactly what the lock file says."""
    return (
        home.is_stamped("venv", wanted(for_tests=for_tests))
        and (home.venv / "bin" / "ckan").exists()
    )


def install(home: Home, *, for_tests: bool) -> None:
    """Make the environment and install the locked packages and this project into it."""
    _sync(home.venv, _lock(for_tests))
    run(
        [
            *(str(_uv()), "pip", "install", "--quiet", "--no-deps"),
            *("--python", str(home.venv / "bin" / "python"), "--editable", str(ROOT)),
        ],
        "This project could not be installed into its environment.",
        _REMEDY,
    )
    home.stamp("venv", wanted(for_tests=for_tests))


def peers(home: Home) -> Path:
    """Return the Python of the environment that holds the benchmarks' peers; make it if needed."""
    lock_file = LOCKS / "bench.txt"
    venv = home.path / "bench" / "venv"
    if not home.is_stamped("bench", fingerprint(lock_file)) or not venv.exists():
        _sync(venv, lock_file)
        home.stamp("bench", fingerprint(lock_file))
    return venv / "bin" / "python"


def _sync(venv: Path, lock_file: Path) -> None:
    """Make an environment that holds exactly what a lock file says."""
    uv = str(_uv())
    run(
        [uv, "venv", "--quiet", "--allow-existing", "--python", _system_python(), str(venv)],
        "The Python environment could not be made.",
        f"Delete {venv} and run the command again.",
    )
    run(
        [
            # the services may not write here, and would compile CKAN anew at each start
            *(uv, "pip", "sync", "--quiet", "--require-hashes", "--compile-bytecode"),
            *("--python", str(venv / "bin" / "python"), str(lock_file)),
        ],
        "The Python packages could not be installed.",
        _REMEDY,
    )


def lock() -> None:
    """Write the lock files anew from pyproject.toml and config/python/*.in."""
    for name, sources in SOURCES.items():
        target = LOCKS / f"{name}.txt"
        options = ["--constraint", "config/python/runtime.txt"] if name == "test" else []
        run(
            [
                *(str(_uv()), "pip", "compile", "--quiet", "--upgrade", "--universal"),
                *("--python-version", SUPPORTED[0], "--generate-hashes", "--no-header"),
                *("--override", "config/python/overrides.txt", "-o", str(target)),
                *options,
                *sources,
            ],
            f"{target} could not be written.",
            "Read the resolver's message above; two requirements may exclude each other.",
            cwd=ROOT,
        )
        target.write_text(f"{inputs_line(name)}\n{target.read_text()}")


def inputs_line(name: str) -> str:
    """Return a lock file's first line: which requirements it was made for."""
    if name == "bench":
        # What the peers are changes nothing about the product, and the other way round.
        return f"# Locked by ./kaga lock for {fingerprint(LOCKS / 'bench.in')}"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = json.dumps([project["requires-python"], project["dependencies"]])
    ours = sorted(path for path in LOCKS.glob("*.in") if path.stem != "bench")
    inputs = fingerprint(*ours, LOCKS / "overrides.txt")
    return f"# Locked by ./kaga lock for {hashlib.sha256((asked + inputs).encode()).hexdigest()}"


def _lock(for_tests: bool) -> Path:
    return LOCKS / ("test.txt" if for_tests else "runtime.txt")


def wanted(*, for_tests: bool) -> str:
    """Return what decides how the environment looks: the lock file, and whose code it runs."""
    return fingerprint(_lock(for_tests), ROOT / "pyproject.toml") + f" {ROOT}"


def _system_python() -> str:
    """Return a Python that every account may run: Debian's, before one in a home folder."""
    for version in SUPPORTED:
        path = Path(f"/usr/bin/python{version}")
        if path.exists():
            return str(path)
    if "{}.{}".format(*sys.version_info) not in SUPPORTED:
        raise StepFailed(
            f"Python {' or '.join(SUPPORTED)} is needed, not {sys.version.split()[0]}.",
            "Use Debian 12 or 13, or install python3.11.",
        )
    return sys.executable


def _uv() -> Path:
    """Return the installer, fetched once into the shared cache."""
    lock_file = LOCKS / "uv.txt"
    folder = cache_folder() / f"uv-{fingerprint(lock_file)[:12]}"
    with shared_cache():
        if not (folder / "complete").exists():
            remedy = f"Check that PyPI can be reached, delete {folder}, then run the command again."
            what = "The installer uv could not be fetched."
            pip = [str(folder / "bin" / "pip"), "install", "--quiet", "--require-hashes"]
            run([_system_python(), "-m", "venv", "--clear", str(folder)], what, remedy)
            run([*pip, "-r", str(lock_file)], what, remedy)
            (folder / "complete").touch()
    return folder / "bin" / "uv"
