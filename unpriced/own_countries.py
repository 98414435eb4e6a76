"""The countries of a visitor's tables and diaries as core tables of a workspace, beside the shipped in every report."""

from collections.abc import Mapping
from pathlib import Path

import duckdb

from unpriced import grouped, layers
from unpriced.class_surveys import quoted
from unpriced.country_tables import SQL, Measure
from unpriced.i18n import t
from unpriced.paths import QUERIES

COLUMNS: dict[Measure, str] = {
    "minutes": "sex varchar, activity_code varchar, population_base varchar, wages_id varchar, minutes_per_day double",
    "wages": "sex varchar, occupation_code varchar, hourly_usd_ppp double, hourly_national double",
    "income_shares": "first_tenth double, first_fifth double, first_two_fifths double, first_three_fifths double,"
    " first_four_fifths double, first_nine_tenths double, median_usd_ppp double",
    "item_shares": "list_item_code varchar, grade varchar, share double",
}
OF_ALL = "survey_id varchar, table_title varchar, country_code varchar, survey_year integer"
# In the order in which they are made.
BROUGHT = (
    "core_countries", "core_population", "core_gdp", "core_wages", "core_time_use", "core_lorenz_points",
    "core_median_income", "core_lifestyle_shares",
)  # fmt: skip


def take(connection: duckdb.DuckDBPyConnection, held: Mapping[str, tuple[Measure, Path]]) -> None:
    """Read the tables for this connection; raises a DuckDB error where a file has other columns."""
    for measure, columns in COLUMNS.items():
        connection.execute(f"create temp table own_{measure} ({OF_ALL}, {columns})")
        for survey_id, (of, path) in held.items():
            if of == measure:
                connection.execute(
                    f"insert into own_{measure} by name from read_parquet({quoted(path)}) where survey_id = $id",
                    {"id": survey_id},
                )


def lay(connection: duckdb.DuckDBPyConnection, held: Mapping[str, tuple[Measure, Path]], *, diaries: bool) -> None:
    """Make core tables of the tables in the first schema of the search path; `base` is the built database.

    With `diaries`, the means of those whose core tables are there already are a table as well.
    """
    take(connection, held)
    if diaries:
        _make(connection, "temp table", "own_diary_minutes")
        connection.execute("insert into own_minutes by name from own_diary_minutes")
    for language in ("en", "ko"):
        connection.execute(f"set variable mark_{language} = $mark", {"mark": t(language, "own-mark")})
    _make(connection, "temp table", "own_places")
    for name in BROUGHT:
        _make(connection, "table", name)
    # What follows from minutes and wages is made by the queries of the build: of these countries, then of no other.
    unpaid = QUERIES / "core" / "core_unpaid_minutes.sql"
    layers.make_tables(connection, [unpaid])
    connection.execute(
        "delete from core_unpaid_minutes where country_code not in (select country_code from core_countries)"
    )
    _make(connection, "temp table", "shipped_minutes")
    connection.execute("insert into core_unpaid_minutes by name from shipped_minutes")
    layers.make_tables(connection, [QUERIES / "core" / "core_wages_held.sql"])
    connection.execute("create table core_prices as from every_price()")
    layers.make_tables(connection, layers.tables_from_prices())
    if connection.execute("select count(*) from core_lorenz_points").fetchall() != [(0,)]:
        grouped.make_tables(connection)


def _make(connection: duckdb.DuckDBPyConnection, kind: str, name: str) -> None:
    sql = (SQL / "core" / f"{name}.sql").read_text(encoding="utf-8")
    connection.execute(f"create {kind} {name} as {sql}")
