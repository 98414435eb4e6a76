"""The SQL files of queries/ in an order in which they can be run, and the tables made from them."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import duckdb

from unpriced import engine
from unpriced.errors import UnpricedError
from unpriced.paths import QUERIES, ROOT

MACRO_FOLDERS = ("valuation", "marts", "reports")
LARGE = {"diaries", "atus_aggregates"}
DIARIES_AT_ONCE = 250_000  # in a table made in parts: what they need while it is added up stays in the memory


def in_dependency_order(paths: list[Path]) -> list[Path]:
    """Files sorted so that each comes after the files whose names its SQL uses; ties by name."""
    by_name = {path.stem: path for path in sorted(paths)}
    graph = {
        name: sorted(set(re.findall(r"\w+", _code(path))) & by_name.keys() - {name}) for name, path in by_name.items()
    }
    try:
        return [by_name[name] for name in TopologicalSorter(graph).static_order()]
    except CycleError as error:
        raise UnpricedError(
            found=f"The queries {', '.join(error.args[1])} use each other in a circle",
            needed="Queries that build on earlier ones only",
            remedy="Take one of the uses out",
        ) from error


def macros_of(query: Path) -> list[Path]:
    """The files of all macros that the query builds on, and itself, in an order in which they can be made."""
    folders = ("functions", *MACRO_FOLDERS)
    by_name = {path.stem: path for folder in folders for path in (QUERIES / folder).glob("*.sql")}
    needed, waiting = {query.stem}, [query]
    while waiting:
        used = set(re.findall(r"\w+", _code(waiting.pop()))) & by_name.keys() - needed
        needed |= used
        waiting += (by_name[name] for name in used)
    return in_dependency_order([by_name[name] for name in needed])


def tables_of(queries: Iterable[Path], known: Iterable[str]) -> list[str]:
    """Which of the known tables the queries read."""
    words = {word for path in queries for word in re.findall(r"\w+", _code(path))}
    return sorted(words & set(known))


def every_table() -> list[Path]:
    """Staging and core tables in the order in which they can be made."""
    return in_dependency_order([*QUERIES.glob("staging/*/*.sql"), *QUERIES.glob("core/*.sql")])


def tables_from_prices() -> list[Path]:
    """The core tables made from core_prices, in order; the valuation methods cannot read them."""
    found: list[Path] = []
    for path in every_table():
        if set(re.findall(r"\w+", _code(path))) & {"core_prices", *(made.stem for made in found)}:
            found.append(path)
    return found


def tables_made_from(dataset_id: str) -> list[Path]:
    """What is made from the files of diaries or of class surveys, in order: staging first, then core; no sums."""
    found: list[Path] = []
    for path in every_table():
        if path.stem.startswith(("core_aggregate", "core_time_poverty")):
            continue
        if path.parent.name == dataset_id or set(re.findall(r"\w+", _code(path))) & {made.stem for made in found}:
            found.append(path)
    return found


def follow(connection: duckdb.DuckDBPyConnection) -> None:
    """Let the tables made from core_prices follow the core tables that the session of the connection brings.

    As views of the session they read whatever core tables stand first on its search path, now and later.
    """
    for path in tables_from_prices():
        _execute(connection, path, prefix=f'create or replace view "{path.stem}" as\n')


def make_tables(
    connection: duckdb.DuckDBPyConnection,
    paths: Iterable[Path],
    *,
    temporary: Collection[str] = LARGE,
    told: Callable[[int, int], None] | None = None,
) -> None:
    """Make staging and core of the files; staging of the datasets named as temporary goes away with the connection."""
    for path in paths:
        # Diaries and sums of them are large: until they are core tables they stay in their files. Other staging recodes
        # what lies in the database already: as a view it takes no room.
        staging = path.parent.parent.name == "staging"
        kind = "temp view" if path.parent.name in temporary else "view" if staging else "table"
        # Replicate weights repeat too little to shrink, and unpacking them takes longer than adding them up.
        packing = "uncompressed" if path.stem == "core_replicate_weights" else "auto"
        connection.execute(f"set force_compression = '{packing}'")
        keep_order(connection, re.search(r"^\s*order by", _code(path), re.MULTILINE) is None)
        making = f'create {kind} "{path.stem}" as\n'
        for _ in _parts(connection) if "in_part(" in _code(path) else (0,):
            _execute(connection, path, prefix=making, told=told)
            making = f'insert into "{path.stem}"\n'


def _parts(connection: duckdb.DuckDBPyConnection) -> Iterator[int]:
    """The first keys of the parts of the diaries, one after the other, each set for the macro in_part."""
    lowest, highest = connection.execute("select min(diary_key), max(diary_key) from core_diaries").fetchone() or (0, 0)
    for first in range(lowest or 0, (highest or 0) + 1, DIARIES_AT_ONCE):
        connection.execute(f"set variable first_diary = {first}")
        connection.execute(f"set variable last_diary = {first + DIARIES_AT_ONCE - 1}")
        yield first
    connection.execute("reset variable first_diary")
    connection.execute("reset variable last_diary")


def keep_order(connection: duckdb.DuckDBPyConnection, kept: bool) -> None:
    """Whether rows keep the order of their files, which holds these in memory: not where the query has its own."""
    connection.execute(f"set preserve_insertion_order = {str(kept).lower()}")


def _code(path: Path) -> str:
    """The SQL without its comments."""
    return re.sub(r"--[^\n]*", "", path.read_text(encoding="utf-8"))


def leading_comment(path: Path) -> str:
    """The comment lines at the head of a query file, as one text with a line per line."""
    lines: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("--"):
            break
        lines.append(line.removeprefix("--").strip())
    return "\n".join(lines)


def make_functions(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the scalar macros of queries/functions, which every other query may use."""
    run_statements(connection, in_dependency_order([*(QUERIES / "functions").glob("*.sql")]))


def run_statements(connection: duckdb.DuckDBPyConnection, paths: Iterable[Path]) -> None:
    for path in paths:
        _execute(connection, path)


def _execute(
    connection: duckdb.DuckDBPyConnection,
    path: Path,
    *,
    prefix: str = "",
    told: Callable[[int, int], None] | None = None,
) -> None:
    try:
        if told is None:
            connection.execute(prefix + path.read_text(encoding="utf-8"))
        else:
            engine.execute(connection, prefix + path.read_text(encoding="utf-8"), None, told)
    except duckdb.IOException:
        raise
    except duckdb.Error as error:
        raise UnpricedError(
            found=f"{path.relative_to(ROOT)} does not run ({error})",
            needed="A query that runs on the data as built so far",
            remedy=f"Mend {path.relative_to(ROOT)}",
        ) from error
