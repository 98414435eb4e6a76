"""What could do harm is tried, and answered with a sentence; no answer tells where anything lies."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from unpriced.errors import UnpricedError
from unpriced.paths import ROOT
from unpriced.workbench import queries
from unpriced.workbench.child import OPEN_TABLES

NO_QUERY = {
    "copy": "copy (select 1) to 'x.csv'",
    "copy database": "copy from database unpriced to other",
    "export": "export database 'x'",
    "attach": "attach 'x.duckdb' as x",
    "attach memory": "attach ':memory:' as m",
    "detach": "detach unpriced",
    "install": "install httpfs",
    "load": "load json",
    "set": "set memory_limit = '9GB'",
    "reset": "reset memory_limit",
    "pragma": "pragma database_list",
    "create": "create table x as select 1",
    "temporary": "create temp table x as select 1",
    "macro": "create macro m() as 1",
    "secret": "create secret s (type s3, key_id 'a', secret 'b')",
    "insert": "insert into core_wages select * from core_wages",
    "delete": "delete from core_wages",
    "update": "update core_wages set year = 1",
    "drop": "drop table core_wages",
    "transaction": "begin",
    "prepare": "prepare q as select 1",
    "call": "call duckdb_databases()",
    "checkpoint": "checkpoint",
    "variable": "set variable x = 1",
    "vacuum": "vacuum",
    "use": "use memory",
}
CLOSED = {
    "databases": "from duckdb_databases()",
    "databases by schema": "select path from system.main.duckdb_databases()",
    "settings": "select * from duckdb_settings()",
    "settings by view": "from pg_catalog.pg_settings",
    "settings in a subquery": "select 1 where exists (from duckdb_settings())",
    "settings in a cte": "with x as (from duckdb_settings()) from x",
    "one setting": "select current_setting('allowed_paths')",
    "setting in a lambda": "select list_transform([1], lambda x: current_setting('temp_directory'))",
    "setting explained": "explain analyze select current_setting('temp_directory')",
    "setting in upper case": "SELECT Current_Setting('temp_directory')",
    "extensions": "from duckdb_extensions()",
    "secrets": "from duckdb_secrets()",
    "which secret": "from which_secret('s3://x', 's3')",
    "sql in a text": "from query('from duckdb_databases()')",
    "a name in a text": "from query_table('core_wages')",
    "sql in json": "from json_execute_serialized_sql(json_serialize_sql('select 1'))",
    "environment": "select getenv('PATH')",
    "csv": "from read_csv('/etc/passwd')",
    "text": "from read_text('/etc/passwd')",
    "blob": "from read_blob('/etc/passwd')",
    "parquet": "from parquet_metadata('x.parquet')",
    "folder": "from glob('/*')",
    "sniff": "from sniff_csv('/etc/passwd')",
    "database file": "from read_duckdb('x.duckdb')",
    "temporary files": "from duckdb_temporary_files()",
    "logs": "from duckdb_logs()",
}
FILES = {
    "address": "from 'https://example.org/x.parquet'",
    "file": "from '../unpriced.csv'",
}
BOMBS = {
    "a list": "select unnest(range(500000000))",
    "a text": "select repeat('x', 1000000000)",
    "texts": "select repeat('x', 50000000) from range(100)",
    "a sum of a list": "select list_sum(range(500000000))",
    "a list of rows": "select list(i) from range(100000000) t(i)",
    "a text of rows": "select string_agg(i::varchar) from range(100000000) t(i)",
    "a sort": "select i from range(200000000) t(i) order by hash(i) desc",
    "a product": "select count(*) from core_prices a, core_prices b, core_prices c where a.year <> b.year + c.year",
    "a recursion": "with recursive r as (select [1] as l union all select l || l from r) select count(*) from r",
}


def refusal(sql: str) -> str:
    with pytest.raises(UnpricedError) as caught:
        queries.run(sql, {})
    assert caught.value.found
    told = str(caught.value)
    assert str(ROOT) not in told and "Traceback" not in told
    return told


@pytest.mark.parametrize("sql", NO_QUERY.values(), ids=NO_QUERY)
def test_only_queries_run(sql: str) -> None:
    told = refusal(sql)
    assert "A statement of the kind" in told or "is closed here" in told or "Error" in told


@pytest.mark.parametrize("sql", CLOSED.values(), ids=CLOSED)
def test_nothing_of_the_server_is_told(sql: str) -> None:
    assert "is closed here" in refusal(sql)


@pytest.mark.parametrize("sql", FILES.values(), ids=FILES)
def test_no_file_and_no_address_is_read(sql: str) -> None:
    told = refusal(sql)
    assert "asks for a file or an address" in told or "does not exist" in told


# In a process of its own, or the largest child could be that of another test.
TRY_A_BOMB = """
import json, resource, sys
from unpriced.errors import UnpricedError
from unpriced.workbench import queries

queries.LONGEST_RUN_SECONDS = 8
try:
    queries.run(sys.argv[1], {})
except UnpricedError as error:
    print(json.dumps([str(error), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024]))
"""


@pytest.mark.parametrize("sql", BOMBS.values(), ids=BOMBS)
def test_a_bomb_ends_and_takes_no_more_than_its_share(sql: str, built: Path) -> None:
    tried = subprocess.run(
        [sys.executable, "-c", TRY_A_BOMB, sql], cwd=ROOT, env=os.environ | {"UNPRICED_DATABASE": str(built)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    told, largest_mb = json.loads(tried.stdout)
    assert "needs more than" in told or "was stopped after" in told or "larger than" in told or "Error" in told
    assert str(ROOT) not in told and "Traceback" not in told
    assert largest_mb < queries.MEMORY_MB + 400


def test_two_statements_are_not_one() -> None:
    assert "2 statements" in refusal("select 1; drop table core_wages")
    assert "0 statements" in refusal("-- nothing")
    assert "one query" in refusal(";")


def test_changing_in_a_query_is_refused_by_the_database() -> None:
    assert "read-only" in refusal("with gone as (delete from core_wages returning *) select * from gone")


@pytest.mark.parametrize(
    "sql", ["", " ", "x" * 30_000, "select " + "(" * 5000 + "1" + ")" * 5000, "select \x00", "\ud800"]
)
def test_what_is_no_sql_is_told(sql: str) -> None:
    refusal(sql)


@pytest.mark.parametrize("name", sorted(OPEN_TABLES))
def test_what_the_engine_may_tell_of_itself_holds_no_place(name: str) -> None:
    call = f"information_schema.{name}" if name in {"tables", "columns"} else f"{name}()"
    assert str(ROOT) not in str(queries.run(f"from {call}", {}).table.to_pylist())
