"""Read-only access to the built database, one cursor per use, following a rebuild."""

import os
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path

import duckdb

from unpriced import engine
from unpriced.errors import TookTooLongError, UnpricedError
from unpriced.paths import database_path

State = tuple[Path, int, int]  # a file, and which one it is

# Small tables of which own surveys share rows with the shipped ones; of the others every row is a survey's own.
SHARED = ("core_surveys", "core_survey_years", "core_source_activities", "core_selections", "core_unmapped_codes")


@dataclass(frozen=True)
class _Opened:
    """A connection and the file state it was opened on."""

    connection: duckdb.DuckDBPyConnection
    state: State
    data_version: str


# What does not fit into the memory goes to files: of hundreds of millions of episodes a report sorts many.
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "threads": "2",
    "memory_limit": "5GB",
    "temp_directory": str(Path(tempfile.gettempdir()) / f"unpriced-{os.getpid()}"),
    "autoinstall_known_extensions": "false",
}
MOST_OWN = 16  # connections to the own surveys of visitors that are kept open

_lock = threading.Lock()
_opened: _Opened | None = None
_opened_with_own: OrderedDict[tuple[State, State], _Opened] = OrderedDict()
_own: ContextVar[Path | None] = ContextVar("own", default=None)


def use_own(database: Path | None) -> None:
    """From here on, in this thread, put the surveys of a workspace beside the shipped ones; None: only the shipped."""
    _own.set(database)


def own_in_use() -> Path | None:
    """The database of own surveys that this thread reads beside the shipped ones."""
    own = _own.get()
    return own if own is not None and own.is_file() else None


def _file_state(path: Path) -> State:
    try:
        stat = path.stat()
    except FileNotFoundError as error:
        raise UnpricedError(
            found="There is no built database",
            needed=f"The file {path.name} that a build makes",
            remedy="Run `make build` (or `unpriced build`)",
        ) from error
    return path, stat.st_ino, stat.st_mtime_ns


def _open(path: Path, state: State, own: Path | None = None) -> _Opened:
    # In memory with the file attached: names inside macros resolve on the search path, and a file that a
    # rebuild put under the same name is a new attachment here, where a second connect() would return the old one.
    connection = duckdb.connect(":memory:", config=CONFIG)
    try:
        connection.execute(f"attach '{_quoted(path)}' as base (read_only)")
        row = connection.execute("select data_version from base.build_info").fetchone()
        if own is not None:
            _lay(connection, own)
    except duckdb.Error as error:
        connection.close()
        raise UnpricedError(
            found=f"{path.name} is not a database that this version can read ({error})",
            needed="A database built by this version of Unpriced",
            remedy="Run `make build` (or `unpriced build`)",
        ) from error
    assert row is not None
    return _Opened(connection, state, row[0])


def _lay(connection: duckdb.DuckDBPyConnection, own: Path) -> None:
    """Views of the session in front of the shipped tables: what is shipped, and the own surveys of the database."""
    connection.execute(f"attach '{_quoted(own)}' as own (read_only)")
    for (table,) in connection.execute(
        "select table_name from duckdb_tables() where database_name = 'own' order by table_name"
    ).fetchall():
        union = "union" if table in SHARED else "union all"
        connection.execute(
            f'create view memory.main."{table}" as from base.main."{table}" {union} by name from own.main."{table}"'
        )


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _shipped() -> _Opened:
    """The built database alone; the caller holds the lock."""
    global _opened
    path = database_path()
    state = _file_state(path)
    if _opened is None or _opened.state != state:
        # The old connection stays with the cursors that still use it and goes with the last of them.
        _opened = _open(path, state)
    return _opened


def _current() -> _Opened:
    with _lock:
        shipped = _shipped()
        own = own_in_use()
        if own is None:
            return shipped
        path, state = shipped.state[0], shipped.state
        key = (state, _file_state(own))
        if key not in _opened_with_own:
            _opened_with_own[key] = _open(path, state, own)
        _opened_with_own.move_to_end(key)
        while len(_opened_with_own) > MOST_OWN:
            _opened_with_own.popitem(last=False)
        return _opened_with_own[key]


@contextmanager
def cursor(within: float | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor whose names resolve in the built database; closed at the end, and interrupted after so many seconds."""
    opened = _current().connection.cursor()
    alarm = threading.Timer(within or 0, opened.interrupt)
    try:
        opened.execute(engine.QUIET)
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
    with _lock:
        return _shipped().data_version


def identity() -> tuple[State, State | None]:
    """What tells what is read from anything else: the file of the build, and that of the own surveys beside it."""
    own = own_in_use()
    return _current().state, _file_state(own) if own is not None else None
