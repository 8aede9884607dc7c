"""Solr: its jars from Maven, its home from config/solr."""

from __future__ import annotations

import shutil
from pathlib import Path

from stack.console import run
from stack.home import ROOT, Home, cache_folder, shared_cache
from stack.python_env import fingerprint

CONFIG = ROOT / "config" / "solr"


def jars() -> Path:
    """Return the shared folder of the jars that config/solr/pom.xml names."""
    return cache_folder() / f"solr-{fingerprint(CONFIG / 'pom.xml')[:12]}"


def fetch_jars() -> None:
    """Fetch the jars by Maven, once per machine and version."""
    folder = jars()
    with shared_cache():
        if folder.exists():
            return
        partial = folder.with_name(folder.name + ".part")
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir()
        maven = ["mvn", "-q", "-B", "-f", str(CONFIG / "pom.xml")]
        run(
            [
                *maven,
                "dependency:copy-dependencies",
                f"-DoutputDirectory={partial}",
                "-DincludeScope=runtime",
            ],
            "Solr's jars could not be fetched.",
            "Check that Maven Central can be reached, then run the command again.",
        )
        partial.rename(folder)


def write_home(home: Home, cores: tuple[str, ...]) -> bool:
    """Write Solr's home for the cores from config/solr; the indexes stay.

    Returns whether the configset changed, so that the index must be built anew.
    """
    folder = home.make_folder(home.path / "solr")
    web_inf = folder / "webapp" / "WEB-INF"
    web_inf.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(CONFIG / "web.xml", web_inf / "web.xml")
    (folder / "home").mkdir(exist_ok=True)
    shutil.copyfile(CONFIG / "solr.xml", folder / "home" / "solr.xml")
    for core in cores:
        core_folder = folder / "home" / core
        shutil.copytree(CONFIG / "conf", core_folder / "conf", dirs_exist_ok=True)
        (core_folder / "core.properties").write_text(f"name={core}\n")
    home.give(folder)
    return not home.is_stamped("solr-conf", configset_fingerprint())


def configset_fingerprint() -> str:
    """Return the hash of everything that decides how the index looks."""
    return fingerprint(*sorted(path for path in (CONFIG / "conf").rglob("*") if path.is_file()))


def command(home: Home) -> list[str]:
    """Return the command that runs Solr on Jetty in the foreground."""
    folder = home.path / "solr"
    return [
        "java",
        "-Xms128m",
        "-Xmx512m",
        "-XX:+ExitOnOutOfMemoryError",
        f"-Dsolr.solr.home={folder / 'home'}",
        f"-Dsolr.install.dir={folder}",
        f"-Dsolr.log.dir={folder / 'logs'}",
        f"-Dsolr.webapp={folder / 'webapp'}",
        f"-Dlog4j2.configurationFile={CONFIG / 'log4j2.xml'}",
        "-Djetty.host=127.0.0.1",
        f"-Djetty.port={home.ports['solr']}",
        "-cp",
        f"{jars()}/*",
        "org.eclipse.jetty.xml.XmlConfiguration",
        str(CONFIG / "jetty.xml"),
    ]
