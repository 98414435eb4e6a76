"""Build the database: load, check, transform, and swap it in whole."""

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from unpriced import catalogue, class_surveys, contracts, engine, geometry, grouped, layers, survey_rules
from unpriced.catalogue import Correction, Dataset, File
from unpriced.errors import UnpricedError
from unpriced.ingest import csv, diaries, parquet
from unpriced.paths import BUILD, DATA, QUERIES, ROOT, STATIC, database_path, imports_path

Progress = Callable[[str, int, int], None]
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
    layers.make_functions(connection)
    progress(steps[1], len(files) + 1, total)
    diaries.load(connection)
    layers.keep_order(connection, False)
    n_rules = diaries.check(connection)
    layers.keep_order(connection, True)
    progress(steps[2], len(files) + 2, total)
    from_prices = layers.tables_from_prices()
    layers.make_tables(connection, (path for path in layers.every_table() if path not in from_prices))
    grouped.make_tables(connection)
    survey_rules.make_tables(connection)
    for dataset, file in files:
        contracts.check_references(connection, dataset, file)
    progress(steps[3], len(files) + 3, total)
    _know_surveys(connection)
    macros = [path for folder in layers.MACRO_FOLDERS for path in sorted((QUERIES / folder).glob("*.sql"))]
    layers.run_statements(connection, (QUERIES / "valuation" / f"{method}.sql" for method in catalogue.methods()))
    connection.execute(_every_method())
    connection.execute(
        "create table core_prices as from every_price()"
        " order by method_id, country_code, wage_year, activity_code, sex, scheme, wage_rung"
    )
    layers.make_tables(connection, from_prices)
    layers.run_statements(
        connection, layers.in_dependency_order([path for path in macros if path.parent.name != "valuation"])
    )
    for path in macros:
        connection.execute(
            f"comment on macro table {path.stem} is '{layers.leading_comment(path).replace(chr(39), chr(39) * 2)}'"
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
