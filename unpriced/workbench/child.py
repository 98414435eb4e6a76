"""The process of one query: reads the order from its input, limits itself, and writes the rows to its output.

It is run as a file and imports nothing of the project, so that it starts soon and holds nothing worth taking.
The database is attached read-only with every way to files and networks closed; what DuckDB leaves open (functions that
tell where files lie, SQL in texts, statements that are no query) is refused by the tree of the statement.
"""

import json
import os
import re
import resource
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

MB = 2**20
LOCKED = {
    "enable_external_access": "false",
    "lock_configuration": "true",
}
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "threads": "1",
    "temp_directory": "spilled",
    "home_directory": ".",
    "secret_directory": "none",
    "extension_directory": "none",
    "python_enable_replacements": "false",
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "allow_community_extensions": "false",
}
# What may be asked of DuckDB itself: names and types, nothing of the machine.
OPEN_TABLES = {
    "duckdb_tables",
    "duckdb_columns",
    "duckdb_functions",
    "duckdb_views",
    "duckdb_types",
    "tables",
    "columns",
}
OPEN_FUNCTIONS = {"range", "generate_series", "unnest", "json_each", "json_tree", *OPEN_TABLES}
CLOSED_SCALARS = {"current_setting", "which_secret", "getenv"}
OWN = "own"  # the database of the asker's own surveys
EXPLAIN = re.compile(r"\s*explain(\s+analyze)?\s", re.IGNORECASE)
PLAIN = (pa.types.is_integer, pa.types.is_floating, pa.types.is_boolean, pa.types.is_date, pa.types.is_timestamp)
TEXT = (pa.types.is_string, pa.types.is_large_string)


class RefusedError(Exception):
    """What may not be asked: a key of words, and the name it is about."""


def limit(memory_mb: int, seconds: float, disk_mb: int) -> None:
    """Limits of the process that DuckDB's own do not give: texts and lists grow outside of its memory limit."""
    os.nice(15)  # pages come first
    held = int(Path("/proc/self/statm").read_text().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    most = held + memory_mb * MB
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 2, int(seconds) + 2))
    resource.setrlimit(resource.RLIMIT_FSIZE, (disk_mb * MB, disk_mb * MB))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.setitimer(signal.ITIMER_REAL, seconds + 5)  # ends the process even where nobody waits for it any more


def open_locked(order: dict[str, Any]) -> duckdb.DuckDBPyConnection:
    """A connection that reads the database, and the asker's own surveys in front of it, and nothing else."""
    sizes = {"memory_limit": f"{order['memory_mb'] // 2}MB", "max_temp_directory_size": f"{order['disk_mb']}MB"}
    if order["own"]:
        connection = duckdb.connect(":memory:", config=CONFIG | sizes)
        lay(connection, order["database"], order["own"], order["shared"])
    else:
        connection = duckdb.connect(order["database"], read_only=True, config=CONFIG | sizes)
    for name, value in LOCKED.items():
        connection.execute(f"set {name} = {value}")
    return connection


def lay(connection: duckdb.DuckDBPyConnection, database: str, own: str, shared: list[str]) -> None:
    """Views of the shipped rows and the own ones, as the pages read them (unpriced/database.py)."""
    for name, path in (("base", database), (OWN, own)):
        quoted = path.replace("'", "''")
        connection.execute(f"attach '{quoted}' as {name} (read_only)")
    held = "select table_name from duckdb_tables() where database_name = $own"
    for (table,) in connection.execute(held, {"own": OWN}).fetchall():
        union = "union" if table in shared else "union all"
        connection.execute(f'create view "{table}" as from base.main."{table}" {union} by name from own.main."{table}"')
    connection.execute("set search_path = 'memory.main,base.main'")


def check(connection: duckdb.DuckDBPyConnection, sql: str, people: set[str]) -> None:
    """Refuse all but one query that reads; a syntax error is DuckDB's to tell. `people` are names that stay closed."""
    statements = connection.extract_statements(sql)
    if len(statements) != 1:
        raise RefusedError("one-statement", str(len(statements)))
    kind = statements[0].type.name
    if kind not in {"SELECT", "EXPLAIN"}:
        raise RefusedError("only-queries", kind)
    query = EXPLAIN.sub("", sql, count=1) if kind == "EXPLAIN" else sql
    row = connection.execute("select json_serialize_sql($query)", {"query": query}).fetchone()
    tree = json.loads(row[0]) if row else {"error": True}
    if tree.get("error"):
        raise RefusedError("only-queries", kind)
    macros = "select function_name from duckdb_functions() where not internal"
    views = "select view_name from duckdb_views() where internal"
    known = {name for (name,) in connection.execute(macros).fetchall()} | OPEN_FUNCTIONS
    closed = {name for (name,) in connection.execute(views).fetchall()} - OPEN_TABLES
    for node in nodes(tree):
        for key in ("function_name", "table_name"):
            if name_of(node, key) in people and OWN not in (node.get("catalog_name"), node.get("schema_name")):
                raise RefusedError("people", name_of(node, key))
        if node.get("type") == "TABLE_FUNCTION" and name_of(node["function"], "function_name") not in known:
            raise RefusedError("closed", name_of(node["function"], "function_name"))
        if node.get("type") == "BASE_TABLE" and name_of(node, "table_name") in closed:
            raise RefusedError("closed", name_of(node, "table_name"))
        if name_of(node, "function_name") in CLOSED_SCALARS:
            raise RefusedError("closed", name_of(node, "function_name"))


def name_of(node: Any, key: str) -> str:
    return str(node.get(key) or "").strip('"').lower()


def nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Every object of the tree."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node


def rows(connection: duckdb.DuckDBPyConnection, order: dict[str, Any]) -> tuple[pa.Table, bool]:
    """The first rows of the query, and whether there are more."""
    reader = connection.execute(order["sql"], order["parameters"] or None).to_arrow_reader(2048)
    assert reader is not None
    batches: list[pa.RecordBatch] = []
    n_rows = 0
    for batch in reader:
        batches.append(batch)
        n_rows += batch.num_rows
        if sum(held.nbytes for held in batches) > order["most_mb"] * MB:
            raise RefusedError("too-large", str(order["most_mb"]))
        if n_rows > order["most_rows"]:
            break
    table = pa.Table.from_batches(batches, reader.schema)
    return simple(table.slice(0, order["most_rows"])), n_rows > order["most_rows"]


def simple(table: pa.Table) -> pa.Table:
    """Names that differ, and types that every file format knows."""
    names: list[str] = []
    columns = []
    for name, column in zip(table.column_names, table.columns, strict=True):
        unique, number = name or "column", 1
        while unique in names:
            number += 1
            unique = f"{name}_{number}"
        names.append(unique)
        columns.append(_simple(column))
    return pa.table(columns, names=names)


def _simple(column: pa.ChunkedArray) -> pa.ChunkedArray | pa.Array:
    kind = column.type
    if pa.types.is_decimal(kind):
        return pa.array([None if value is None else float(value) for value in column.to_pylist()], pa.float64())
    if any(is_kind(kind) for is_kind in (*PLAIN, *TEXT)):
        return column
    if pa.types.is_list(kind) and any(is_kind(kind.value_type) for is_kind in TEXT):
        return column
    return pa.array([None if value is None else _text(value) for value in column.to_pylist()], pa.string())


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, (dict, list)) else str(value)


def main() -> None:
    order = json.loads(sys.stdin.buffer.read())
    connection = open_locked(order)
    limit(order["memory_mb"], order["seconds"], order["disk_mb"])
    head: dict[str, Any] = {}
    table = None
    started = time.perf_counter()
    try:
        check(connection, order["sql"], set(order["people"]))
        table, head["more"] = rows(connection, order)
        head["took"] = time.perf_counter() - started
    except RefusedError as error:
        head["refused"] = list(error.args)
    except (duckdb.OutOfMemoryException, MemoryError, pa.ArrowMemoryError):
        head["refused"] = ["too-much-memory", str(order["memory_mb"])]
    except duckdb.PermissionException:
        head["refused"] = ["no-files", ""]
    except (duckdb.Error, pa.ArrowException, RuntimeError, RecursionError) as error:
        # An engine's words name the file when they name a place: nobody needs to know where it lies.
        told = str(error).replace(os.path.realpath(order["database"]), "unpriced.duckdb")
        head["said"] = (told.replace(order["own"], "own.duckdb") if order["own"] else told)[:2000]
    output = sys.stdout.buffer
    output.write(json.dumps(head).encode() + b"\n")
    if table is not None:
        with pa.ipc.new_stream(output, table.schema) as stream:
            stream.write_table(table)
    output.flush()
    os._exit(0)  # the database need not be closed in order: it was only read


if __name__ == "__main__":
    main()
