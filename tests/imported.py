"""What every test of an import relies on: a folder of imports of its own, and the rows of one."""

from pathlib import Path
from typing import Any

import duckdb

from tests.official import Official
from unpriced import imports
from unpriced.imports import Imported


def brought(survey: Official, folder: Path, *kinds: str) -> Imported:
    return imports.run("atus", [survey.write(folder, kinds) if kinds else survey.write(folder)])


def rows(imported: Imported, entity: str, order: str = "all") -> list[dict[str, Any]]:
    with duckdb.connect(":memory:") as connection:
        cursor = connection.execute(f"from '{imported.folder}/{entity}.parquet' order by {order}")
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def rejects(imported: Imported) -> list[dict[str, Any]]:
    with duckdb.connect(":memory:") as connection:
        cursor = connection.execute(
            f"from read_csv('{imported.folder}/rejects.csv', header = true, all_varchar = true)"
        )
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
