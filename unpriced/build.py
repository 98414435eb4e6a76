"""Build the database: load, check, transform, and swap it in whole."""

import hashlib
import json
import os
import re
import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict, dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import duckdb

from unpriced import catalogue, class_surveys, contracts, engine, geometry, grouped, survey_rules
from unpriced.catalogue import Correction, Dataset, File
from unpriced.errors import UnpricedError
from unpriced.ingest import csv, diaries, parquet
from unpriced.paths import BUILD, DATA, QUERIES, ROOT, STATIC, database_path, imports_path

Progress = Callable[[str, int, int], None]
MACRO_FOLDERS = ("valuation", "marts", "reports")
LARGE = {"diaries", "atus_aggregates"}
MANY_ROWS = 100_000


@dataclass(frozen=True)
class Manifest:
    """What was built from what: checksums, row counts, versions, time."""

    data_version: str
    built_at: str
    duckdb_version: str
    inputs: dict[str, str]
    tables: dict[str, dict[str, str | int]]
    n_checks: int


def input_checksums() -> dict[str, str]:
    """The sha256 of every file that a build reads, by its path in the project; imports as imports/<survey>/<file>."""
    apart = {BUILD, DATA / "imports", DATA / "downloads", DATA / "visitors"}
    paths = [p for folder in (DATA, QUERIES) for p in folder.rglob("*") if p.is_file() and not apart & {*p.parents}]
    named = {path.relative_to(ROOT).as_posix(): path for path in paths}
    for folder in diaries.folders():
        if folder.parent == imports_path():
            named |= {f"imports/{folder.name}/{path.name}": path for path in folder.glob("*.parquet")}
    for survey_id, paths in class_surveys.held().items():
        named |= {f"imports/{survey_id}/{path.name}": path for path in paths}
    return {name: _sha256(path) for name, path in sorted(named.items())}


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def data_version(inputs: dict[str, str]) -> str:
    """Twelve hexadecimal digits that change when any input changes."""
    return hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()[:12]


# Every table takes a block at least, and most tables here are small: blocks of DuckDB's own size would double the file.
BLOCK_BYTES = 32768
MEMORY = "5GB"  # of DuckDB while it builds: hundreds of millions of episodes go to files beside the new database


def build(database: Path | None = None, progress: Progress | None = None) -> Manifest:
    """Build beside the old database and swap the name at the end, so a failure leaves the old one in place."""
    target = database or database_path()
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.building")
    try:
        unfinished.unlink(missing_ok=True)
        with engine.connect(unfinished, default_block_size=str(BLOCK_BYTES)) as connection:
            # Set on the open database: given while it opens, a join of 100 million rows ends with no memory left.
            connection.execute(f"set memory_limit = '{MEMORY}'")
            manifest = _build_into(connection, progress or (lambda step, done, total: None))
        _write_atomically(target.with_name("manifest.json"), json.dumps(asdict(manifest), indent=1, ensure_ascii=False))
        unfinished.replace(target)
    except OSError as error:
        raise UnpricedError(
            found=f"The database could not be written ({error})",
            needed=f"A writable folder {target.parent} with about 200 MB free",
            remedy="Free space or choose another place with --database; the database from before is untouched",
        ) from error
    finally:
        for left in target.parent.glob(f"{unfinished.name}*"):
            left.unlink(missing_ok=True)
    return manifest


def _write_atomically(path: Path, text: str) -> None:
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    partial.write_text(text + "\n", encoding="utf-8")
    partial.replace(path)


def _build_into(connection: duckdb.DuckDBPyConnection, progress: Progress) -> Manifest:
    datasets = list(catalogue.datasets().values())
    files = [(dataset, file) for dataset in datasets for file in dataset.files]
    steps = ["functions", "diaries", "staging and core", "macros", "checks", "manifest"]
    total = len(files) + len(steps)

    for done, (dataset, file) in enumerate(files):
        progress(f"data/{dataset.id}/{file.path}", done, total)
        (parquet if file.is_parquet else csv).load(connection, dataset, file)
        known = [c for c in catalogue.corrections() if (c.dataset, c.file) == (dataset.id, file.name)]
        _correct(connection, dataset, file, known)
        contracts.check_file(connection, dataset, file, exempt=known)
    class_surveys.load(connection)
    for dataset, file in files:
        if dataset.id == class_surveys.DATASET:
            contracts.check_file(connection, dataset, file)
    _registry_tables(connection, datasets)

    progress(steps[0], len(files), total)
    _run_statements(connection, _in_dependency_order([*(QUERIES / "functions").glob("*.sql")]))
    progress(steps[1], len(files) + 1, total)
    diaries.load(connection)
    _keep_order(connection, False)
    n_rules = diaries.check(connection)
    _keep_order(connection, True)
    progress(steps[2], len(files) + 2, total)
    from_prices = tables_from_prices()
    make_tables(connection, (path for path in _tables() if path not in from_prices))
    grouped.make_tables(connection)
    survey_rules.make_tables(connection)
    for dataset, file in files:
        contracts.check_references(connection, dataset, file)
    progress(steps[3], len(files) + 3, total)
    _know_surveys(connection)
    macros = [path for folder in MACRO_FOLDERS for path in sorted((QUERIES / folder).glob("*.sql"))]
    _run_statements(connection, (QUERIES / "valuation" / f"{method}.sql" for method in catalogue.methods()))
    connection.execute(_every_method())
    connection.execute(
        "create table core_prices as from every_price()"
        " order by method_id, country_code, wage_year, activity_code, sex, scheme, wage_rung"
    )
    make_tables(connection, from_prices)
    _run_statements(connection, _in_dependency_order([path for path in macros if path.parent.name != "valuation"]))
    for path in macros:
        connection.execute(
            f"comment on macro table {path.stem} is '{leading_comment(path).replace(chr(39), chr(39) * 2)}'"
        )
    progress(steps[4], len(files) + 4, total)
    n_checks = n_rules + contracts.run_checks(connection)

    progress(steps[5], len(files) + 5, total)
    geometry.write_static(STATIC / "generated")
    inputs = input_checksums()
    version = data_version(inputs)
    connection.execute("create table build_info as select $version as data_version", {"version": version})
    manifest = Manifest(
        data_version=version,
        built_at=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        duckdb_version=duckdb.__version__,
        inputs=inputs,
        tables=_table_checksums(connection),
        n_checks=n_checks,
    )
    connection.execute("checkpoint")
    progress("done", total, total)
    return manifest


def _correct(
    connection: duckdb.DuckDBPyConnection, dataset: Dataset, file: File, corrections: Iterable[Correction]
) -> None:
    """Apply known corrections, and refuse one whose error the source no longer has."""
    for correction in corrections:
        conditions, values = [], {}
        for place, (name, value) in enumerate(correction.where.items()):
            conditions.append(f'"{name}" = $w{place}')
            values[f"w{place}"] = value
        where = " and ".join(conditions)
        column = f'"{correction.column}"' if correction.column else "count(*)"
        rows = connection.execute(f'select {column} from "{dataset.table(file)}" where {where}', values).fetchall()
        as_recorded = bool(rows) and (correction.found is None or all(row[0] == correction.found for row in rows))
        if not as_recorded or rows == [(0,)]:
            raise UnpricedError(
                found=f"The error {correction.id} that data/corrections.yaml records is no longer in the source",
                needed=f"{correction.column} = {correction.found} where {dict(correction.where)}",
                remedy="Take the correction out, or record what the source says now",
            )
        if correction.corrected is not None:
            connection.execute(
                f'update "{dataset.table(file)}" set {column} = $corrected where {where}',
                values | {"corrected": correction.corrected},
            )


def _registry_tables(connection: duckdb.DuckDBPyConnection, datasets: list[Dataset]) -> None:
    """The registry as tables, so that reports can join names, licences and warnings."""
    connection.execute(
        "create table core_datasets (dataset_id varchar, title_en varchar, title_ko varchar, producer_en varchar,"
        " producer_ko varchar, edition varchar, citation varchar, url varchar, licence varchar, redistribution varchar,"
        " coverage_en varchar, coverage_ko varchar)"
    )
    connection.execute(
        "create table core_dataset_files (dataset_id varchar, file_name varchar, table_name varchar, grain varchar,"
        " n_rows bigint, n_columns integer)"
    )
    connection.execute(
        "create table core_dataset_warnings (dataset_id varchar, warning_id varchar, text_en varchar, text_ko varchar)"
    )
    for d in datasets:
        connection.execute(
            f"insert into core_datasets values ({', '.join('?' * 12)})",
            [d.id, d.title.en, d.title.ko, d.producer.en, d.producer.ko, d.edition, d.citation, d.url,
             d.licence.name, d.licence.redistribution.value, d.coverage.en, d.coverage.ko],
        )  # fmt: skip
        for file in d.files:
            connection.execute(
                f'insert into core_dataset_files select ?, ?, ?, ?, count(*), ? from "{d.table(file)}"',
                [d.id, file.name, d.table(file), file.grain, len(file.columns)],
            )
        for warning in d.warnings:
            connection.execute(
                "insert into core_dataset_warnings values (?, ?, ?, ?)",
                [d.id, warning.id, warning.text.en, warning.text.ko],
            )
    connection.execute(
        "create table core_methods (method_id varchar, title_en varchar, title_ko varchar, sort_order integer)"
    )
    for m in catalogue.methods().values():
        connection.execute("insert into core_methods values (?, ?, ?, ?)", [m.id, m.title.en, m.title.ko, m.order])
    connection.execute(
        "create table core_definitions (definition_id varchar, title_en varchar, title_ko varchar, family varchar,"
        " concept varchar, scale varchar, unit varchar, median_of varchar, edges varchar, lower double, upper double,"
        " rule varchar, closure varchar, price_year integer, source varchar, evidence varchar, sort_order integer)"
    )
    for definition in catalogue.definitions().values():
        declared = definition.model_dump(exclude={"id", "title", "order"})
        connection.execute(
            f"insert into core_definitions values ({', '.join('?' * (len(declared) + 4))})",
            [definition.id, definition.title.en, definition.title.ko, *declared.values(), definition.order],
        )


def _every_method() -> str:
    """The macro every_price: the prices of every method that queries/valuation declares, one below the other.

    core_prices is its rows as a table, which spares each report the planning of all methods; a session that
    brings its own wages makes its own core_prices from this macro.
    """
    branches = [f"select '{method}' as method_id, * from {method}()" for method in catalogue.methods()]
    return "create or replace macro every_price() as table\n" + "\nunion all by name\n".join(branches)


def _know_surveys(connection: duckdb.DuckDBPyConnection) -> None:
    """Tell the macros of queries/known which surveys they are true of, for the planner to leave steps out.

    A survey that a session brings is none of them, and has all steps planned.
    """
    for path in sorted((QUERIES / "known").glob("*.sql")):
        known = connection.execute(path.read_text(encoding="utf-8")).fetchall()
        listed = ", ".join("'" + survey.replace("'", "''") + "'" for (survey,) in sorted(known))
        is_known = f"coalesce(list_contains([{listed}]::varchar[], survey), false)"
        connection.execute(f"create or replace macro {path.stem}(survey) as {is_known}")


def _in_dependency_order(paths: list[Path]) -> list[Path]:
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
    return _in_dependency_order([by_name[name] for name in needed])


def tables_of(queries: Iterable[Path], known: Iterable[str]) -> list[str]:
    """Which of the known tables the queries read."""
    words = {word for path in queries for word in re.findall(r"\w+", _code(path))}
    return sorted(words & set(known))


def _tables() -> list[Path]:
    """Staging and core tables in the order in which they can be made."""
    return _in_dependency_order([*QUERIES.glob("staging/*/*.sql"), *QUERIES.glob("core/*.sql")])


def tables_from_prices() -> list[Path]:
    """The core tables made from core_prices, in order; the valuation methods cannot read them."""
    found: list[Path] = []
    for path in _tables():
        if set(re.findall(r"\w+", _code(path))) & {"core_prices", *(made.stem for made in found)}:
            found.append(path)
    return found


def tables_made_from(dataset_id: str) -> list[Path]:
    """What is made from the files of diaries or of class surveys, in order: staging first, then core; no sums."""
    found: list[Path] = []
    for path in _tables():
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
        _keep_order(connection, re.search(r"^order by", _code(path), re.MULTILINE) is None)
        _execute(connection, path, prefix=f'create {kind} "{path.stem}" as\n', told=told)


def _keep_order(connection: duckdb.DuckDBPyConnection, kept: bool) -> None:
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


def _run_statements(connection: duckdb.DuckDBPyConnection, paths: Iterable[Path]) -> None:
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


def _table_checksums(connection: duckdb.DuckDBPyConnection) -> dict[str, dict[str, str | int]]:
    """Rows and a content checksum of every table, in any order of rows: equal for two builds of the same inputs.

    A large table (diaries) is a sum of the hashes of its rows, which takes no memory; a small one sha256 of its text.
    """
    names = [
        name
        for (name,) in connection.execute(
            "select table_name from duckdb_tables() where not internal order by table_name"
        ).fetchall()
    ]
    found: dict[str, dict[str, str | int]] = {}
    for name in names:
        (n_rows,) = connection.execute(f'select count(*) from "{name}"').fetchone() or (0,)
        checksum = (
            "'sha256:' || coalesce(sha256(string_agg(t::varchar, chr(10) order by t::varchar)), '')"
            if n_rows <= MANY_ROWS
            else "'sum of hashes:' || sum(hash(t)::hugeint)"
        )
        row = connection.execute(f'select {checksum} from "{name}" t').fetchone()
        assert row is not None
        found[name] = {"n_rows": n_rows, "checksum": row[0]}
    return found
