"""Load a declared CSV file exactly as it is, typed as its dataset.yaml says."""

import csv
from pathlib import Path

import duckdb

from unpriced.catalogue import Column, Dataset, File
from unpriced.errors import UnpricedError

# DuckDB rounds 20.5 to an integer without a word, so whole numbers are read as doubles and looked at.
READ_AS = {"INTEGER": "DOUBLE", "BIGINT": "DOUBLE"}


def header(dataset: Dataset, file: File) -> list[str]:
    """The column names in the first line of the file."""
    path = dataset.folder / file.path
    if not path.is_file():
        raise UnpricedError(
            found=f"data/{dataset.id}/{file.path} is missing",
            needed=f"The file that data/{dataset.id}/dataset.yaml declares",
            remedy="Restore it from the repository",
        )
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            return next(csv.reader(stream), [])
    except UnicodeDecodeError as error:
        raise UnpricedError(
            found=f"data/{dataset.id}/{file.path} is not UTF-8 (byte {error.start} of its beginning)",
            needed="A file in UTF-8 without a byte order mark",
            remedy=f"Mend data/{dataset.id}/{file.path}: save it again as UTF-8",
        ) from error


def load(connection: duckdb.DuckDBPyConnection, dataset: Dataset, file: File) -> str:
    """Create the raw table of the file and return its name; an UnpricedError names the first value that is wrong."""
    found, declared = header(dataset, file), [column.name for column in file.columns]
    where = f"data/{dataset.id}/{file.path}"
    if found != declared:
        raise UnpricedError(
            found=f"{where} has the columns {', '.join(found)}",
            needed=f"The columns {', '.join(declared)}",
            remedy=f"Mend the file or its declaration in data/{dataset.id}/dataset.yaml",
        )
    table = dataset.table(file)
    try:
        connection.execute(
            f"create table \"{table}\" as select * from read_csv($path, header = true, delim = ',', quote = '\"',"
            " escape = '\"', nullstr = '', auto_detect = false, columns = $columns)",
            {
                "path": str(dataset.folder / file.path),
                "columns": {column.name: READ_AS.get(column.type, column.type) for column in file.columns},
            },
        )
    except duckdb.Error as error:
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        raise UnpricedError(
            found=f"{where} does not fit its declared types ({' '.join(lines[:3])})",
            needed="Values of the types that dataset.yaml declares",
            remedy=f"Mend {where} or data/{dataset.id}/dataset.yaml",
        ) from error
    for column in file.columns:
        if column.type in READ_AS:
            _make_whole(connection, table, column, where)
    return table


def _make_whole(connection: duckdb.DuckDBPyConnection, table: str, column: Column, where: str) -> None:
    """Give the column its declared integer type, or raise an UnpricedError with the first value that is not whole."""
    row = connection.execute(
        f'select "{column.name}" from "{table}" where "{column.name}" <> trunc("{column.name}") limit 1'
    ).fetchone()
    if row is not None:
        raise UnpricedError(
            found=f"{where} has {row[0]} in the column {column.name}",
            needed="Values of the types that dataset.yaml declares: whole numbers here",
            remedy=f"Mend {where} or data/{Path(where).parent.name}/dataset.yaml",
        )
    connection.execute(f'alter table "{table}" alter column "{column.name}" type {column.type}')
