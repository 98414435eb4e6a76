"""A file is loaded exactly as it is declared, or a person learns what is wrong with it."""

from pathlib import Path

import duckdb
import pytest

from unpriced.catalogue import Column, Dataset, File, Licence, Text
from unpriced.errors import UnpricedError
from unpriced.ingest import csv, parquet

TEXT = Text(en="Text", ko="글")
FILE = File(
    name="rows",
    path="rows.csv",
    grain="one row per code",
    key=("code",),
    columns=(
        Column(name="code", type="VARCHAR", description=TEXT),
        Column(name="year", type="INTEGER", description=TEXT),
        Column(name="value", type="DOUBLE", description=TEXT),
    ),
)


class Here(Dataset):
    """A dataset in a folder of the test."""

    path: Path

    @property
    def folder(self) -> Path:
        return self.path


def demo(folder: Path, file: File) -> Here:
    return Here(
        path=folder,
        id="demo",
        title=TEXT,
        description=TEXT,
        producer=TEXT,
        edition="1",
        citation="Demo",
        licence=Licence(name="CC BY 4.0"),
        coverage=TEXT,
        files=(file,),
    )


def loaded(folder: Path, content: bytes | None) -> list[tuple[object, ...]]:
    if content is not None:
        (folder / "rows.csv").write_bytes(content)
    with duckdb.connect() as connection:
        table = csv.load(connection, demo(folder, FILE), FILE)
        assert table == "raw_demo__rows"
        return connection.execute(f"from {table}").fetchall()


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (b"code,year,value\nA,2020,1.5\n", [("A", 2020, 1.5)]),
        (b"code,year,value\r\nA,2020,1.5\r\n", [("A", 2020, 1.5)]),
        (b"code,year,value\n007,2020,1e3\n", [("007", 2020, 1000.0)]),  # a code stays text
        (b"code,year,value\n,,\n", [(None, None, None)]),  # an empty cell is null
        (b'code,year,value\n"A, ""B""\nC",2020,1\n', [('A, "B"\nC', 2020, 1.0)]),
        ("code,year,value\n가,2020,1\n".encode(), [("가", 2020, 1.0)]),
        (b"code,year,value\n", []),
    ],
)
def test_cells_keep_their_declared_types(tmp_path: Path, content: bytes, rows: list[tuple[object, ...]]) -> None:
    assert loaded(tmp_path, content) == rows


WRONG = {
    "missing": (None, "is missing", "The file that data/demo/dataset.yaml declares", "Restore it"),
    "empty": (b"", "has the columns", "The columns code, year, value", "Mend the file or its declaration"),
    "renamed": (b"code,jahr,value\n", "has the columns code, jahr, value", "The columns code, year", "Mend the file"),
    "reordered": (b"year,code,value\n", "has the columns year, code, value", "The columns code, year", "Mend the file"),
    "mark": (b"\xef\xbb\xbfcode,year,value\n", "has the columns \ufeffcode", "The columns code, year", "Mend the file"),
    "ragged": (
        b"code,year,value\nA,2020,1\nB,2020\n",
        "does not fit",
        "Values of the types",
        "Mend data/demo/rows.csv",
    ),
    "long": (b"code,year,value\nA,2020,1,2\n", "does not fit", "Values of the types", "Mend data/demo/rows.csv"),
    "text": (b"code,year,value\nA,2020,n/a\n", "n/a", "Values of the types", "Mend data/demo/rows.csv"),
    "half": (b"code,year,value\nA,20.5,1\n", "20.5", "Values of the types", "Mend data/demo/rows.csv"),
    "not UTF-8": (
        "code,year,value\n가,2020,1\n".encode("cp949"),
        "data/demo/rows.csv",
        "UTF-8|Values of the types",
        "Mend data/demo/rows.csv",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_with_a_file_is_told_to_a_person(tmp_path: Path, case: str) -> None:
    content, found, needed, remedy = WRONG[case]
    with pytest.raises(UnpricedError) as caught:
        loaded(tmp_path, content)
    assert "data/demo/rows.csv" in caught.value.found
    assert found in caught.value.found
    assert any(part in caught.value.needed for part in needed.split("|"))
    assert remedy in caught.value.remedy


def looked_at(folder: Path, query: str | None) -> list[tuple[object, ...]]:
    """The rows of a Parquet file of this content, as the dataset declares it."""
    file = FILE.model_copy(update={"path": "rows.parquet"})
    with duckdb.connect() as connection:
        if query is not None:
            connection.execute(f"copy ({query}) to '{folder}/rows.parquet'")
        assert parquet.load(connection, demo(folder, file), file) == "raw_demo__rows"
        return connection.execute("from raw_demo__rows").fetchall()


def test_a_parquet_file_is_read_as_it_is(tmp_path: Path) -> None:
    assert FILE.is_parquet is False
    assert looked_at(tmp_path, "select 'A' as code, 2020 as year, 1.5::double as value") == [("A", 2020, 1.5)]


@pytest.mark.parametrize(
    ("query", "found", "remedy"),
    [
        (None, "cannot be read", "Restore it"),
        ("select 'A' as code, 2020 as year", "has the columns code VARCHAR, year INTEGER", "Mend the file"),
        ("select 'A' as code, 2020 as year, 1 as value", "value INTEGER", "Mend the file"),
        ("select 2020 as year, 'A' as code, 1.5::double as value", "year INTEGER, code VARCHAR", "Mend the file"),
    ],
)
def test_a_parquet_file_that_is_not_as_declared_is_refused(
    tmp_path: Path, query: str | None, found: str, remedy: str
) -> None:
    with pytest.raises(UnpricedError) as caught:
        looked_at(tmp_path, query)
    assert caught.value.found.startswith("data/demo/rows.parquet") and found in caught.value.found
    assert remedy in caught.value.remedy
