"""What the terms of surveys keep from leaving the house: days of single people that may not be handed on."""

from unpriced import catalogue, database
from unpriced.catalogue import Redistribution


def closed_surveys() -> list[str]:
    """The surveys of the database whose days of people may not be handed on."""
    with database.cursor() as cursor:
        surveys = cursor.execute("select survey_id, dataset_id from core_surveys order by survey_id").fetchall()
    known = catalogue.datasets()
    return [survey for survey, dataset in surveys if known[dataset].licence.redistribution is not Redistribution.FULL]


def tables_of_people() -> dict[str, str]:
    """The tables with a row for each person or for parts of a person's day, and the key that says whose it is."""
    with database.cursor() as cursor:
        rows = cursor.execute(
            "select table_name, min(column_name order by column_name = 'diary_key') from duckdb_columns()"
            " where database_name = 'base' and column_name in ('person_id', 'diary_key')"
            " group by table_name order by table_name"
        ).fetchall()
    return dict(rows)
