"""The reference tables are the figures that were compiled: row by row, cell by cell, in the file and in the database.

Needs the folder of compiled figures beside the project; skipped with that reason where it is absent.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from unpriced import catalogue, database
from unpriced.paths import DATA

pytestmark = pytest.mark.needs_shared_data

Row = dict[str, str]


@dataclass(frozen=True)
class Entered:
    """A data file, the compiled file it was entered from, and what was changed on the way, with the reason."""

    path: str
    facts: str
    n_rows: int
    # Columns that are not those of the compiled file: reworded or split in two.
    rewritten: frozenset[str] = field(default=frozenset())
    # The key of rows that the compiled file does not have.
    added: frozenset[str] = field(default=frozenset())


TABLES = (
    Entered("exchange_rates/rates.csv", "exchange_rates_ppp_cpi.csv", 23_908),
    Entered("gdp/gdp.csv", "gdp.csv", 7_390),
    Entered("hetus/minutes.csv", "time_use_hetus.csv", 15_543),
    Entered("ilo_earnings/hourly_earnings.csv", "hourly_earnings_ilo.csv", 13_499),
    Entered("income_shares/income_shares.csv", "income_shares_worldbank.csv", 19_216),
    Entered("issp_class/self_placed_class.csv", "subjective_class_issp.csv", 103),
    Entered("korea_account/margins.csv", "korea_unpaid_value_2019_2024.csv", 462),
    Entered("median_income/median_income.csv", "median_income.csv", 215),
    Entered("national_wages/wages.csv", "wages_of_missing_countries.csv", 1_305),
    Entered("oecd_minimum_wage/minimum_wage.csv", "minimum_wage_oecd.csv", 357),
    Entered("oecd_time_use/minutes.csv", "time_use_oecd.csv", 4_269),
    Entered("population_annual/population.csv", "population_by_sex_annual.csv", 9_430),
    Entered("sdg_541/share_of_day.csv", "unpaid_share_of_day_sdg541.csv", 3_664),
    Entered("volunteering/figures.csv", "volunteering.csv", 87),
    Entered("us_oews/occupation_wages.csv", "us_occupation_wages_oews_2025.csv", 28),
    Entered("wpp_2019/population.csv", "population_wpp2019.csv", 1_800),
    # A column `line` numbers the lines, which repeat.
    Entered("korea_account/published.csv", "korea_household_production_account_2024.csv", 446, frozenset({"line"})),
    Entered("bls_atus_a1/hours.csv", "bls_atus_table_a1_2025.csv", 112, frozenset({"line"})),
    # One column of remarks became two: how it is known, and the remark.
    Entered(
        "activity_crosswalk/crosswalk.csv", "activity_crosswalk.csv", 275, frozenset({"notes", "note", "evidence"})
    ),
    # Sources are written out, remarks without a source are left out; AARP's hours and price were in a remark.
    Entered(
        "official_accounts/figures.csv",
        "satellite_accounts_published.csv",
        279,
        frozenset({"source", "note"}),
        frozenset({"US2021.AARP.h", "US2021.AARP.p", "KRntta.2019.15-64 production", "KRntta.2019.65+ production"}),
    ),
)


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def compiled(facts: Path, table: Entered) -> list[Row]:
    """The rows of the compiled file without the columns that were rewritten."""
    rows = read(facts / table.facts)
    assert len(rows) == table.n_rows, "the compiled file has been changed: compare it again"
    return [{name: value for name, value in row.items() if name not in table.rewritten} for row in rows]


def name(table: Entered) -> str:
    return table.path


@pytest.mark.parametrize("table", TABLES, ids=name)
def test_the_file_holds_every_compiled_row_and_no_other(facts: Path, table: Entered) -> None:
    entered = read(DATA / table.path)
    assert {row["id"] for row in entered if row.get("id") in table.added} == table.added
    kept = [row for row in entered if row.get("id") not in table.added]
    assert len(kept) == table.n_rows
    for line, (row, source) in enumerate(zip(kept, compiled(facts, table), strict=True), start=2):
        assert {column: row[column] for column in source} == source, f"{table.path}, line {line}"


@pytest.mark.parametrize("table", TABLES, ids=name)
def test_the_database_holds_every_compiled_value(facts: Path, table: Entered) -> None:
    """Loading types the cells: each is the number or the text of the compiled file, and a blank is null."""
    dataset_id, path = table.path.split("/")
    dataset = catalogue.datasets()[dataset_id]
    file = next(file for file in dataset.files if file.path == path)
    sources = compiled(facts, table)
    columns = list(sources[0])
    with database.cursor() as cursor:
        listed = ", ".join(f'"{column}"' for column in columns)
        keys = ", ".join(f"'{key}'" for key in table.added)
        rest = f"where id not in ({keys})" if keys else ""
        held = cursor.execute(f'select {listed} from "{dataset.table(file)}" {rest}').fetchall()
    assert len(held) == table.n_rows
    expected = sorted((typed(row, columns, file_types(file)) for row in sources), key=repr)
    for row, source in zip(sorted(held, key=repr), expected, strict=True):
        assert row == source


def file_types(file: catalogue.File) -> dict[str, str]:
    return {column.name: column.type for column in file.columns}


def typed(row: Row, columns: list[str], types: dict[str, str]) -> tuple[Any, ...]:
    """The texts of a line as the declared types."""
    return tuple(cell(row[column], types[column]) for column in columns)


def cell(text: str, declared: str) -> Any:
    if text == "":
        return None
    match declared:
        case "DOUBLE":
            return float(text)
        case "INTEGER" | "BIGINT":
            return int(float(text))
        case "BOOLEAN":
            return text.lower() == "true"
        case _:
            return text


def test_the_outlines_of_countries_are_the_published_file(facts: Path) -> None:
    name = "countries-110m.json"
    assert (DATA / "natural_earth" / name).read_bytes() == (facts / name).read_bytes()


def test_every_dataset_file_that_has_a_compiled_counterpart_is_compared(facts: Path) -> None:
    """A file with the rows of a compiled one that is not in the list above would never be looked at."""
    compared = {table.path for table in TABLES}
    texts = {path.read_bytes(): path.name for path in facts.glob("*.csv")}
    assert {texts[data] for path, data in other_files() if path not in compared and data in texts} == set()


def other_files() -> Iterator[tuple[str, bytes]]:
    for path in sorted(DATA.glob("*/*.csv")):
        yield path.relative_to(DATA).as_posix(), path.read_bytes()
