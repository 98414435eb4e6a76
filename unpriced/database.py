"""Read-only access to the built database, one cursor per use, following a rebuild."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from unpriced.errors import TookTooLongError, UnpricedError
from unpriced.paths import database_path


@dataclass(frozen=True)
class _Opened:
    """A connection and the file state it was opened on."""

    connection: duckdb.DuckDBPyConnection
    state: tuple[Path, int, int]
    data_version: str


_lock = threading.Lock()
_opened: _Opened | None = None


def _file_state(path: Path) -> tuple[Path, int, int]:
    try:
        stat = path.stat()
    except FileNotFoundError as error:
        raise UnpricedError(
            found="There is no built database",
            needed=f"The file {path.name} that a build makes",
            remedy="Run `make build` (or `unpriced build`)",
        ) from error
    return path, stat.st_ino, stat.st_mtime_ns


def _open(path: Path, state: tuple[Path, int, int]) -> _Opened:
    # In memory with the file attached: names inside macros resolve on the search path, and a file that a
    # rebuild put under the same name is a new attachment here, where a second connect() would return the old one.
    connection = duckdb.connect(":memory:", config={"threads": "2", "autoinstall_known_extensions": "false"})
    try:
        connection.execute(f"attach '{str(path).replace(chr(39), chr(39) * 2)}' as base (read_only)")
        row = connection.execute("select data_version from base.build_info").fetchone()
    except duckdb.Error as error:
        connection.close()
        raise UnpricedError(
            found=f"{path.name} is not a database that this version can read ({error})",
            needed="A database built by this version of Unpriced",
            remedy="Run `make build` (or `unpriced build`)",
        ) from error
    assert row is not None
    return _Opened(connection, state, row[0])


def _current() -> _Opened:
    global _opened
    path = database_path()
    state = _file_state(path)
    with _lock:
        if _opened is None or _opened.state != state:
            # The old connection stays with the cursors that still use it and goes with the last of them.
            _opened = _open(path, state)
        return _opened


@contextmanager
def cursor(within: float | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor whose names resolve in the built database; closed at the end, and interrupted after so many seconds."""
    opened = _current().connection.cursor()
    alarm = threading.Timer(within or 0, opened.interrupt)
    try:
        opened.execute("set search_path = 'memory.main,base.main'")
        if within is not None:
            alarm.start()
        yield opened
    except duckdb.InterruptException as error:
        raise TookTooLongError(
            found=f"The query was stopped after {within:g} seconds",
            needed="A question that is answered sooner",
            remedy="Ask for fewer countries, years, groups or activities",
        ) from error
    finally:
        alarm.cancel()
        opened.close()


def data_version() -> str:
    """The version of the data in the built database."""
    return _current().data_version


def identity() -> tuple[Path, int, int]:
    """What tells the built database from one that another build puts in its place: path, file and time."""
    return _current().state
