"""Load a declared CSV file exactly as it is, typed as its dataset.yaml says."""

import csv

import duckdb

from unpriced.catalogue import Dataset, File
from unpriced.errors import UnpricedError


def header(dataset: Dataset, file: File) -> list[str]:
    """The column names in the first line of the file."""
    path = dataset.folder / file.path
    if not path.is_file():
        raise UnpricedError(
            found=f"data/{dataset.id}/{file.path} is missing",
            needed=f"The file that data/{dataset.id}/dataset.yaml declares",
            remedy="Restore it from the repository",
        )
    with path.open(encoding="utf-8", newline="") as stream:
        return next(csv.reader(stream), [])


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
                "columns": {column.name: column.type for column in file.columns},
            },
        )
    except duckdb.Error as error:
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        raise UnpricedError(
            found=f"{where} does not fit its declared types ({' '.join(lines[:3])})",
            needed="Values of the types that dataset.yaml declares",
            remedy=f"Mend {where} or data/{dataset.id}/dataset.yaml",
        ) from error
    return table
