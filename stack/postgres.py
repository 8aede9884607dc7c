"""PostgreSQL: a private cluster, the roles and the databases."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from stack.console import StepFailed, run
from stack.debian import postgres_programs
from stack.home import Home

SUPERUSER = "postgres"
ROLES = ("ckan", "datastore_write", "datastore_read")
SETTINGS = """
# Written by ./kaga up; settings of your own go into a file in conf.d/ beside this one.
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
port = {port}
max_connections = 100
shared_buffers = 128MB
effective_cache_size = 512MB
timezone = 'Asia/Tokyo'
log_timezone = 'Asia/Tokyo'
include_dir = 'conf.d'
"""


def programs() -> Path:
    """Return the folder of PostgreSQL's programs."""
    folder = postgres_programs()
    if folder is None:
        raise StepFailed("PostgreSQL is not installed.", "Run ./kaga up; it installs it.")
    return folder


def create_cluster(home: Home) -> None:
    """Make the cluster once, and write its settings every time."""
    data = home.path / "postgres"
    if not data.exists():
        # Under another name until it is complete: an initdb that was killed leaves a half one.
        new = home.path / "postgres.new"
        shutil.rmtree(new, ignore_errors=True)
        home.make_folder(new, 0o700)
        password_file = home.path / "initdb-password"
        home.write_private(password_file, home.secrets["postgres"], for_services=True)
        run(
            [
                str(programs() / "initdb"),
                "--pgdata",
                str(new),
                "--username",
                SUPERUSER,
                "--pwfile",
                str(password_file),
                "--auth",
                "scram-sha-256",
                "--encoding",
                "UTF8",
                "--locale",
                "C.UTF-8",
            ],
            "The database cluster could not be made.",
            f"Read the message above; is there space on the disk of {home.path}?",
            user=home.user,
            cwd=home.path,
        )
        password_file.unlink()
        new.rename(data)
    home.make_folder(data / "conf.d", 0o700)
    settings = data / "kaga.conf"
    settings.write_text(SETTINGS.format(port=home.ports["postgres"]))
    main = data / "postgresql.conf"
    include = "include = 'kaga.conf'\n"
    if include not in main.read_text():
        main.write_text(main.read_text() + include)
    home.give(data)


def command(home: Home) -> list[str]:
    """Return the command that runs the server in the foreground: of the version of its data.

    Raises StepFailed where that version is gone, as after an upgrade of Debian.
    """
    data = home.path / "postgres"
    version = (data / "PG_VERSION").read_text().strip()
    server = programs().parents[1] / version / "bin" / "postgres"
    if not server.exists():
        raise StepFailed(
            f"The data in {data} is of PostgreSQL {version}, which is not installed any more.",
            f"Install postgresql-{version} again; or ./kaga reset, then ./kaga restore a backup.",
        )
    return [str(server), "-D", str(data)]


def sql(home: Home, statement: str, database: str = SUPERUSER) -> str:
    """Run SQL as the cluster's superuser and return what it printed, without headings."""
    return run(
        [
            *psql(home, SUPERUSER, database),
            "--no-psqlrc",
            "--quiet",
            "--tuples-only",
            "--no-align",
            "--set",
            "ON_ERROR_STOP=1",
        ],
        "The database refused a statement.",
        "Run ./kaga logs postgres for the server's own words.",
        env=environment(home, SUPERUSER),
        stdin=statement,
    )


def psql(home: Home, role: str, database: str) -> list[str]:
    """Return the command of an SQL shell."""
    return ["psql", *connection(home, role, database)]


def connection(home: Home, role: str, database: str) -> list[str]:
    """Return the options by which PostgreSQL's own programs find a database."""
    return [
        *("--host", "127.0.0.1"),
        *("--port", str(home.ports["postgres"])),
        *("--username", role),
        *("--dbname", database),
    ]


def environment(home: Home, role: str) -> dict[str, str]:
    """Return the environment in which PostgreSQL's programs find the password."""
    return os.environ | {"PGPASSWORD": home.secrets[role]}


def create_roles(home: Home) -> None:
    """Make the three roles that CKAN prescribes, with the passwords of this portal."""
    for role in ROLES:
        sql(
            home,
            f"""
            DO $$ BEGIN
                IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN
                    CREATE ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
                END IF;
            END $$;
            ALTER ROLE {role} PASSWORD '{home.secrets[role]}';
        """,
        )


def create_databases(home: Home, suffix: str = "") -> None:
    """Make CKAN's and the DataStore's database where they are missing."""
    for database, owner in ((f"ckan{suffix}", "ckan"), (f"datastore{suffix}", "datastore_write")):
        known = sql(home, f"SELECT 1 FROM pg_database WHERE datname = '{database}'")
        if not known.strip():
            sql(home, f"CREATE DATABASE {database} OWNER {owner}")
        sql(home, f"REVOKE CONNECT ON DATABASE {database} FROM PUBLIC")
