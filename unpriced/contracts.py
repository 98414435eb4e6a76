"""Contracts of the data: what a dataset.yaml declares and the checks of queries/checks, enforced at build."""

from collections.abc import Iterable, Iterator

import duckdb

from unpriced.catalogue import Column, Correction, Dataset, File
from unpriced.errors import UnpricedError
from unpriced.paths import QUERIES

SHOWN_ROWS = 3


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _first_rows(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[int, str]:
    """How many rows the query returns, and the first of them as text."""
    cursor = connection.execute(sql)
    names = [column[0] for column in cursor.description or ()]
    rows = cursor.fetchall()
    shown = [", ".join(f"{n}={v}" for n, v in zip(names, row, strict=True)) for row in rows[:SHOWN_ROWS]]
    return len(rows), "; ".join(shown)


def _column_rules(table: str, file: File, column: Column) -> Iterator[tuple[str, str]]:
    """Pairs of (what is needed, query for the rows that break it)."""
    name, shown = _quoted(column.name), ", ".join(map(_quoted, (*file.key, column.name)))
    rows = f"select distinct {shown} from {_quoted(table)} where "
    if column.required:
        yield f"a value of {column.name} in every row", rows + f"{name} is null"
    if column.minimum is not None:
        yield f"{column.name} of at least {column.minimum:g}", rows + f"{name} < {column.minimum}"
    if column.maximum is not None:
        yield f"{column.name} of at most {column.maximum:g}", rows + f"{name} > {column.maximum}"
    if column.type == "DOUBLE":
        yield f"finite values of {column.name}", rows + f"not isfinite({name})"
    if column.values is not None:
        codes = ", ".join("'" + value.replace("'", "''") + "'" for value in column.values)
        yield (
            f"{column.name} out of its code list",
            rows + f"{name} is not null and {name}::varchar not in ({codes})",
        )


def check_file(
    connection: duckdb.DuckDBPyConnection, dataset: Dataset, file: File, *, exempt: Iterable[Correction] = ()
) -> None:
    """Raise an UnpricedError for the first contract of the file that its raw table breaks."""
    table = dataset.table(file)
    rules = [rule for column in file.columns for rule in _column_rules(table, file, column)]
    key = ", ".join(map(_quoted, file.key))
    rules.append(
        (
            f"one row per {', '.join(file.key)}",
            f"select {key}, count(*) as n_rows from {_quoted(table)} group by all having count(*) > 1",
        )
    )
    if file.day_closes is not None:
        rules.append(_day_closes(table, file, exempt))
    for needed, sql in rules:
        n_rows, shown = _first_rows(connection, sql)
        if n_rows:
            raise UnpricedError(
                found=f"data/{dataset.id}/{file.path} has {n_rows} rows that break its contract ({shown})",
                needed=needed[0].upper() + needed[1:],
                remedy="Mend the file, or record a known error of the source in data/corrections.yaml",
            )


def _day_closes(table: str, file: File, exempt: Iterable[Correction]) -> tuple[str, str]:
    day = file.day_closes
    assert day is not None
    by, codes = ", ".join(map(_quoted, day.by)), ", ".join(f"'{code}'" for code in day.codes)
    conditions = [f"{_quoted(day.column)} in ({codes})", *([day.where] if day.where else [])]
    for correction in exempt:
        if correction.exempt == "day_closes":
            same = " and ".join(f"{_quoted(name)}::varchar = '{value}'" for name, value in correction.where.items())
            conditions.append(f"not ({same})")
    minutes = f"fsum({_quoted(day.minutes)})"
    return (
        f"days that close at 1,440 minutes within {day.tolerance_minutes:g}",
        f"select {by}, {minutes} as minutes from {_quoted(table)} where {' and '.join(conditions)} group by all"
        f" having abs({minutes} - 1440) > {day.tolerance_minutes}",
    )


def check_references(connection: duckdb.DuckDBPyConnection, dataset: Dataset, file: File) -> None:
    """Raise an UnpricedError for the first code that the core table it refers to does not hold."""
    for column in file.columns:
        if column.references is None:
            continue
        table, key = column.references.split(".")
        n_rows, shown = _first_rows(
            connection,
            f"select distinct {_quoted(column.name)} from {_quoted(dataset.table(file))}"
            f" where {_quoted(column.name)} is not null and {_quoted(column.name)} not in (select {key} from {table})",
        )
        if n_rows:
            raise UnpricedError(
                found=f"data/{dataset.id}/{file.path} has {n_rows} unknown codes ({shown})",
                needed=f"Codes that {table} holds",
                remedy="Add the code to its list or mend the file",
            )


def run_checks(connection: duckdb.DuckDBPyConnection) -> int:
    """Run every query of queries/checks (no rows means pass) and return how many there are."""
    paths = sorted((QUERIES / "checks").glob("*.sql"))
    for path in paths:
        sql = path.read_text(encoding="utf-8")
        n_rows, shown = _first_rows(connection, sql)
        if n_rows:
            needed = sql.splitlines()[0].removeprefix("--").strip()
            raise UnpricedError(
                found=f"The check {path.stem} finds {n_rows} wrong rows ({shown})",
                needed=needed,
                remedy=f"See queries/checks/{path.name}; mend the data or the query it tests",
            )
    return len(paths)
