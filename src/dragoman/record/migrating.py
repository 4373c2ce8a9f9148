"""The layout of a record on disk, and how a file comes to it, whoever else opens it meanwhile."""

import sqlite3
from importlib.resources import files

from dragoman.errors import RecordError

SCHEMA_VERSION = 6


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the file to this program's version; each step in `migrations/` is one transaction."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        raise RecordError(
            f"it was written by a newer version of dragoman (layout {version}, this one knows {SCHEMA_VERSION})"
        )
    scripts = files("dragoman.record")
    if version == 0:
        _step(connection, (scripts / "schema.sql").read_text(encoding="utf-8"), SCHEMA_VERSION)
    for step in range(version or SCHEMA_VERSION, SCHEMA_VERSION):
        name = f"{step:03}_to_{step + 1:03}.sql"
        _step(connection, (scripts / "migrations" / name).read_text(encoding="utf-8"), step + 1)


def _step(connection: sqlite3.Connection, script: str, version: int) -> None:
    """One step in one transaction; another process may have made it since this one looked."""
    try:
        connection.executescript(f"BEGIN IMMEDIATE; {script} PRAGMA user_version = {version}; COMMIT;")
    except sqlite3.OperationalError:
        connection.rollback()
        if connection.execute("PRAGMA user_version").fetchone()[0] < version:
            raise
