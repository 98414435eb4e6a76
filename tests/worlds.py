"""A small world: the shipped macros over core tables that a test draws, as docs/ARCHITECTURE.md lets any session do."""

from pathlib import Path
from typing import Any

import duckdb

from unpriced import layers
from unpriced.paths import QUERIES

Row = dict[str, Any]


def drawn(text: str) -> list[Row]:
    """The rows of a table drawn with bars; an empty cell is null."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    header, *body = lines
    return [{name: cell or None for name, cell in zip(header, line, strict=True)} for line in body]


class World:
    """A session of its own: tables put here stand before the shipped ones on the search path."""

    def __init__(self, database: Path) -> None:
        self.connection = duckdb.connect(":memory:")
        self.connection.execute(f"attach '{database}' as base (read_only)")
        self.connection.execute("set search_path = 'memory.main,base.main'")
        layers.follow(self.connection)

    def put(self, table: str, rows: str | list[Row], **same: object) -> None:
        """Replace the table by these rows; keywords are columns that are the same in every row, the rest is null."""
        records = [same | row for row in (drawn(rows) if isinstance(rows, str) else rows)]
        self.connection.execute(f"create or replace table memory.main.{table} as from base.main.{table} limit 0")
        for record in records:
            columns, places = ", ".join(record), ", ".join("?" * len(record))
            self.connection.execute(
                f"insert into memory.main.{table} ({columns}) values ({places})", list(record.values())
            )

    def derive(self, *tables: str) -> None:
        """Make core tables here again from their own SQL files, so that they follow what was put."""
        for table in tables:
            sql = (QUERIES / "core" / f"{table}.sql").read_text(encoding="utf-8")
            self.connection.execute(f"create or replace table memory.main.{table} as\n{sql}")

    def derive_prices(self) -> None:
        """Price every activity by the wages that were put."""
        self.derive("core_wages_held")
        self.connection.execute("create or replace table memory.main.core_prices as from every_price()")

    def rows(self, sql: str, *values: object) -> list[Row]:
        """The rows that the statement returns."""
        cursor = self.connection.execute(sql, list(values))
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def row(self, sql: str, *values: object) -> Row:
        """The only row that the statement returns."""
        (row,) = self.rows(sql, *values)
        return row

    def value(self, sql: str, *values: object) -> Any:
        """The only value that the statement returns."""
        (value,) = self.row(sql, *values).values()
        return value


def put_aaa(world: World) -> None:
    """Country AAA: a million men, a million women, three activities that count and one that GDP has already."""
    world.put(
        "core_unpaid_minutes",
        """
        sex   | activity_code | scope         | domain               | minutes_per_day
        men   | food_prep     | core          | household_management | 30
        women | food_prep     | core          | household_management | 60
        total | food_prep     | core          | household_management | 45
        men   | childcare     | core          | care                 | 30
        women | childcare     | core          | care                 | 60
        total | childcare     | core          | care                 | 45
        men   | shopping      | shopping      | household_management | 0
        women | shopping      | shopping      | household_management | 60
        total | shopping      | shopping      | household_management | 30
        men   | own_use_goods | own_use_goods | none                 | 10
        women | own_use_goods | own_use_goods | none                 | 10
        total | own_use_goods | own_use_goods | none                 | 10
        """,
        time_dataset_id="oecd_time_use",
        country_code="AAA",
        survey_year=2020,
        age_range="15-64",
        population_base="15-64",
        is_latest=True,
        is_best=True,
        housework="any",
    )
    world.put(
        "core_population",
        """
        sex   | population_base | persons
        men   | 15-64           | 1000000
        women | 15-64           | 1000000
        total | 15-64           | 2000000
        men   | all             | 1500000
        women | all             | 1500000
        total | all             | 3000000
        """,
        dataset_id="population",
        country_code="AAA",
        year=2020,
    )
    world.put(
        "core_gdp",
        """
        year | gdp_usd_ppp | ppp_factor
        2020 | 40e9        | 1000
        """,
        dataset_id="gdp",
        ppp_dataset_id="gdp",
        country_code="AAA",
    )
    world.put("core_countries", "country_code | currency_code\nAAA | AAD")
    world.put(
        "core_activity_occupations",
        """
        activity_code | specialist_code | fallback_code | generalist_code | hybrid_code | economy_code
        food_prep     | cook            |               | cleaner         | cleaner     | total
        childcare     | teacher         | nanny         | cleaner         | teacher     | total
        shopping      | clerk           |               | cleaner         | cleaner     | total
        own_use_goods | cleaner         |               | cleaner         | cleaner     | total
        """,
        scheme="isco1",
    )
    put_wages(
        world,
        """
        sex   | occupation_code | hourly_usd_ppp | hourly_national
        total | total           | 20             | 20000
        men   | total           | 22             | 22000
        women | total           | 18             | 18000
        total | cleaner         | 8              | 8000
        total | cook            | 10             | 10000
        total | teacher         | 12             | 12000
        total | nanny           | 9              | 9000
        total | clerk           | 14             | 14000
        total | minimum         | 5              | 5000
        """,
        year=2020,
    )


def put_wages(world: World, wages: str, **same: object) -> None:
    """Replace all wages, and the prices with them."""
    every = {"dataset_id": "wages", "country_code": "AAA", "scheme": "isco1", "wage_concept": "mean_hourly_earnings"}
    world.put("core_wages", wages, **(every | {"wage_rung": "gross", "is_plausible": True} | same))
    world.derive_prices()
