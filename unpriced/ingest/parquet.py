"""Look at a declared Parquet file where it lies: names and types are those of its dataset.yaml, or it is refused."""

import duckdb

from unpriced.catalogue import Dataset, File
from unpriced.errors import UnpricedError


def load(connection: duckdb.DuckDBPyConnection, dataset: Dataset, file: File) -> str:
    """Create the raw view of the file, which lasts as long as the connection, and return its name."""
    where, table = f"data/{dataset.id}/{file.path}", dataset.table(file)
    source = "read_parquet('" + str(dataset.folder / file.path).replace("'", "''") + "')"
    try:
        found = [(name, type_) for name, type_, *_ in connection.execute(f"describe from {source}").fetchall()]
    except duckdb.Error as error:
        raise UnpricedError(
            found=f"{where} cannot be read ({str(error).splitlines()[0]})",
            needed=f"The Parquet file that data/{dataset.id}/dataset.yaml declares, whole",
            remedy="Restore it from the repository",
        ) from error
    declared = [(column.name, column.type) for column in file.columns]
    if found != declared:
        raise UnpricedError(
            found=f"{where} has the columns {', '.join(map(' '.join, found))}",
            needed=f"The columns {', '.join(map(' '.join, declared))}",
            remedy=f"Mend the file or its declaration in data/{dataset.id}/dataset.yaml",
        )
    connection.execute(f'create temp view "{table}" as from {source}')
    return table
