"""A session that brings core tables of its own: every value report follows them, whatever the build made beforehand."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from unpriced import layers

KOREA = "from unpaid_value_by_country(p_countries := ['KOR'], p_source := 'oecd_time_use')"
OF_KOREA = "country_code = 'KOR' and time_dataset_id = 'oecd_time_use'"


@pytest.fixture
def session(built: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """An in-memory session in front of the built database."""
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"attach '{built}' as base (read_only)")
        connection.execute("set search_path = 'memory.main,base.main'")
        layers.follow(connection)
        yield connection


def value(session: duckdb.DuckDBPyConnection, column: str) -> float:
    row = session.execute(f"select {column} {KOREA}").fetchone()
    assert row is not None
    return float(row[0])


@pytest.mark.parametrize(
    ("table", "column", "changed", "where", "reported", "factor"),
    [
        ("core_unpaid_minutes", "minutes_per_day", "minutes_per_day * 2", OF_KOREA, "value_usd_ppp_bn", 2),
        ("core_population", "persons", "persons * 2", "country_code = 'KOR'", "hours_bn", 2),
        ("core_gdp", "gdp_usd_ppp", "gdp_usd_ppp * 2", "country_code = 'KOR'", "gdp_share", 0.5),
        (
            "core_prices",
            "price_per_hour_usd_ppp",
            "price_per_hour_usd_ppp * 2",
            "country_code = 'KOR'",
            "value_usd_ppp_bn",
            2,
        ),
    ],
)
def test_a_report_follows_the_table_that_a_session_brings(
    session: duckdb.DuckDBPyConnection,
    table: str,
    column: str,
    changed: str,
    where: str,
    reported: str,
    factor: float,
) -> None:
    shipped = value(session, reported)
    session.execute(
        f"create view {table} as select * replace (case when {where} then {changed} else {column} end as {column})"
        f" from base.main.{table}"
    )
    assert value(session, reported) == pytest.approx(shipped * factor)


def test_a_session_that_brings_nothing_sees_what_was_built(session: duckdb.DuckDBPyConnection) -> None:
    """The views of the session and the tables of the build hold the same rows."""
    for path in layers.tables_from_prices():
        brought = session.execute(f"select count(*) from {path.stem}").fetchone()
        different = session.execute(
            f"select count(*) from (from {path.stem} except all from base.main.{path.stem})"
        ).fetchone()
        assert brought and brought[0] > 1000
        assert different == (0,)
