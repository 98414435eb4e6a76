"""The sums of the American Time Use Survey that are shipped: `python -m unpriced.aggregates` makes them again.

It reads a built database that holds the imported diaries of SURVEYS and writes data/atus_aggregates. The queries of
queries/aggregates add up; mart_aggregate_strata and mart_aggregate_value_strata lay the sums beside those of diaries.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from unpriced import catalogue, database
from unpriced.errors import UnpricedError
from unpriced.paths import DATA, QUERIES

FOLDER = DATA / "atus_aggregates"
PER_MARGIN = ("cells", "sums", "steps")
KEY = (
    *("survey_id", "margin", "year", "month", "weekday", "day_type", "sex", "age_group", "education", "employment"),
    *("income_fifth", "household_type", "region"),
)
Margin = tuple[str, ...]
# Through the day, people of each sex and kind of day are shipped with every activity, other groups with these.
CLOCKED = (
    *("personal", "paid", "study", "housework", "shopping", "care", "community", "travel", "own_use", "leisure"),
    *("other", "unpaid_work"),
)
# The last binary digits of the 52 of a double, which are cut: eleven decimal digits stay, and the files are small.
DIGITS_CUT = 16
# The percentages of the median between which people are counted by class: those of the page that asks for them.
CLASS_BOUNDS = (*range(40, 101, 5), *range(120, 301, 10))
PERSON_METHODS = ("own_wage", "cell_wage", "predicted_wage")


@dataclass(frozen=True)
class Plan:
    """The combinations of columns whose groups are shipped; and those shipped through the day too, in these steps."""

    margins: tuple[Margin, ...]
    clocked_whole: tuple[Margin, ...] = ()
    clocked: tuple[Margin, ...] = ()
    steps: tuple[int, ...] = ()
    classes: bool = False


ALL = ("year", "sex", "day_type")
GROUPS = ("age_group", "education", "employment", "income_fifth", "household_type", "region")
BY_YEAR = tuple(("year", group) for group in GROUPS)
# A survey of one year has it in every margin. The single fathers of 2014 are too few for sex and kind of day at once.
SURVEYS = {
    "atus_2003_2016": Plan(
        (ALL, *(("sex", "day_type", g) for g in (*GROUPS, "weekday", "month")), *BY_YEAR, *combinations(GROUPS, 2))
    ),
    "atus_2014": Plan(
        classes=True,
        margins=(
            *(ALL, *((*ALL, g) for g in (*GROUPS, "weekday", "month")), *BY_YEAR),
            *(("year", "sex", "household_type"), ("year", "day_type", "household_type")),
        ),
        clocked_whole=(ALL,),
        clocked=BY_YEAR,
        steps=(10, 15, 30, 60),
    ),
}


def collect(connection: duckdb.DuckDBPyConnection, plans: Mapping[str, Plan]) -> dict[str, pa.Table]:
    """The tables surveys, classes, cells, sums and steps, each in the same order every time."""
    connection.execute("set variable survey_ids = $ids", {"ids": list(plans)})
    surveys = connection.sql(_query("surveys")).to_arrow_table()
    missing = sorted(set(plans) - set(surveys["survey_id"].to_pylist()))
    if missing:
        raise UnpricedError(
            found=f"The database does not hold the diaries of {', '.join(missing)}, one for each person",
            needed="The surveys whose sums are shipped",
            remedy="Import them with `unpriced import atus PATH…`, then `unpriced build`",
        )
    everything = [
        code for (code,) in connection.execute("select distinct selection_code from core_activity_members").fetchall()
    ]
    made: set[str] = set()
    connection.execute("set variable bounds = $bounds", {"bounds": list(CLASS_BOUNDS)})
    connection.execute("set variable methods = $methods", {"methods": [*catalogue.methods(), *PERSON_METHODS]})
    connection.execute("set variable survey_id = ''")
    connection.execute(f"create or replace temp table all_classes as {_query('classes')}")
    for survey_id, plan in plans.items():
        connection.execute("set variable survey_id = $id", {"id": survey_id})
        if plan.classes:
            connection.execute(f"insert into all_classes {_query('classes')}")
        connection.execute(f"create or replace temp table measured as {_query('measured')}")
        _lay_out(connection, plan.steps)
        for margin in plan.margins:
            clocked = everything if margin in plan.clocked_whole else list(CLOCKED) if margin in plan.clocked else []
            connection.execute("set variable columns = $columns", {"columns": list(margin)})
            connection.execute("set variable clocked = $clocked::varchar[]", {"clocked": clocked})
            connection.execute(
                "create or replace temp table diary_domain as from mart_diary_domain("
                "p_survey := getvariable('survey_id'), p_by := getvariable('columns'))"
            )
            connection.execute(f"create or replace temp table cells as {_query('cells')}")
            for name in PER_MARGIN:
                kept = f"all_{name}"
                into = f"insert into {kept} by name" if name in made else f"create or replace temp table {kept} as"
                connection.execute(f"{into} {_query(name)}")
                made.add(name)
    connection.execute(
        "create or replace temp table numbered as"
        f" select cell, row_number() over (order by {', '.join(KEY)})::integer as cell_no from all_cells"
    )
    numbered = "select n.cell_no, t.* exclude (cell) from all_{} t join numbered n using (cell) order by all"
    classes = connection.sql("from all_classes order by all").to_arrow_table()
    per_margin = {name: connection.sql(numbered.format(name)).to_arrow_table() for name in PER_MARGIN}
    return {"surveys": surveys, "classes": classes} | per_margin


def _query(name: str) -> str:
    return (QUERIES / "aggregates" / f"{name}.sql").read_text(encoding="utf-8")


def _lay_out(connection: duckdb.DuckDBPyConnection, steps: tuple[int, ...]) -> None:
    """The table parts: what each diary day of the survey does in each step of the day, for all lengths of step."""
    connection.execute("set variable step_minutes = 60")
    connection.execute(f"create or replace temp table parts as from ({_query('parts')}) limit 0")
    for minutes in steps:
        connection.execute("set variable step_minutes = $minutes::integer", {"minutes": minutes})
        connection.execute(f"insert into parts {_query('parts')}")


def cut(table: pa.Table) -> pa.Table:
    """The table with its doubles rounded to fewer binary digits."""
    half, digits = 1 << (DIGITS_CUT - 1), (1 << DIGITS_CUT) - 1
    for place, field in enumerate(table.schema):
        if field.type == pa.float64():
            held = table.column(place).combine_chunks()
            values = held.to_numpy(zero_copy_only=False).view(np.int64)
            cut = ((values + half) & ~digits).view(np.float64)
            table = table.set_column(place, field, pa.array(cut, mask=held.is_null().to_numpy(zero_copy_only=False)))
    return table


def write(folder: Path = FOLDER) -> dict[str, int]:
    """Write the files of data/atus_aggregates and return their rows."""
    with database.cursor() as cursor:
        tables = collect(cursor, SURVEYS)
    folder.mkdir(parents=True, exist_ok=True)
    pyarrow.csv.write_csv(tables["surveys"], folder / "surveys.csv", pyarrow.csv.WriteOptions(quoting_style="needed"))
    for name in ("classes", *PER_MARGIN):
        table = cut(tables[name])
        doubles = [field.name for field in table.schema if field.type == pa.float64()]
        pq.write_table(
            table,
            folder / f"{name}.parquet",
            compression="zstd",
            compression_level=19,
            use_dictionary=[name for name in table.column_names if name not in doubles],
            column_encoding=dict.fromkeys(doubles, "BYTE_STREAM_SPLIT"),
        )
    return {name: table.num_rows for name, table in tables.items()}


if __name__ == "__main__":
    write()
