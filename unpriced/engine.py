"""Connections of DuckDB that write nothing to the terminal: a long query draws no bar across our own."""

from pathlib import Path

import duckdb

QUIET = "set enable_progress_bar = false"  # holds for a connection or a cursor, not for a database


def connect(path: Path | str = ":memory:", **config: str) -> duckdb.DuckDBPyConnection:
    """A connection to the database of the path, else to one in memory, with settings of DuckDB."""
    connection = duckdb.connect(str(path), config=dict(config))
    connection.execute(QUIET)
    return connection
