"""Connections of DuckDB that write nothing to the terminal: a long query draws no bar across our own."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any

import duckdb

QUIET = "set enable_progress_bar = false"  # holds for a connection or a cursor, not for a database
COUNTED = ("set enable_progress_bar = true", "set enable_progress_bar_print = false")
TOLD_SECONDS = 0.25  # between two words of a long statement


def connect(path: Path | str = ":memory:", **config: str) -> duckdb.DuckDBPyConnection:
    """A connection to the database of the path, else to one in memory, with settings of DuckDB."""
    connection = duckdb.connect(str(path), config=dict(config))
    connection.execute(QUIET)
    return connection


def execute(
    connection: duckdb.DuckDBPyConnection,
    sql: str,
    parameters: Mapping[str, object] | None,
    told: Callable[[int, int], None],
) -> list[Any]:
    """The rows of a long statement, told again and again how much of it is done out of how much.

    It runs beside the thread that asked, which goes on telling; when telling fails the statement is broken off.
    """
    told(0, 100)
    for setting in COUNTED:
        connection.execute(setting)
    try:
        with ThreadPoolExecutor(1) as beside:
            running = beside.submit(lambda: connection.execute(sql, dict(parameters or {})).fetchall())
            try:
                while wait([running], TOLD_SECONDS).not_done:
                    told(max(round(connection.query_progress()), 0), 100)
            except BaseException:
                connection.interrupt()
                raise
            return running.result()
    finally:
        connection.execute(QUIET)
