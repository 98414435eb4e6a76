"""What the synthetic diaries are made to: the assumptions of generator.yaml and the published figures."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from unpriced import database
from unpriced.paths import DATA, QUERIES

FOLDER = DATA / "diary_sample"
Rules = dict[str, Any]


@dataclass(frozen=True)
class Survey:
    """The published figures of one country; `minutes` and the rest by sex."""

    country_code: str
    year: int
    currency_code: str
    median_income: float
    gini: float
    persons: dict[str, float]
    hourly_wage: dict[str, float | None]
    minutes: dict[str, dict[str, float]]

    @property
    def survey_id(self) -> str:
        return f"sample_{self.country_code.lower()}"


@cache
def rules() -> Rules:
    """generator.yaml."""
    declared: Rules = yaml.safe_load((FOLDER / "generator.yaml").read_text(encoding="utf-8"))
    return declared


def surveys() -> list[Survey]:
    """The published figures of every country of generator.yaml, from the built database."""
    declared = rules()
    with database.cursor() as cursor:
        countries = [declared["countries"]]
        cursor.execute("create temp table sample_countries as select unnest($1) as country_code", countries)
        cursor.execute(
            "create temp table sample_parts"
            " (dataset_id varchar, whole_code varchar, source_item varchar, activity_code varchar)"
        )
        cursor.executemany(
            "insert into sample_parts values (?, ?, ?, ?)",
            [[part[name] for name in ("dataset", "whole", "item", "activity")] for part in declared["parts"]],
        )
        minutes = cursor.execute(_query("sample_minutes")).fetchall()
        money = cursor.execute(_query("sample_money")).fetchall()
        cursor.execute("drop table sample_countries")
        cursor.execute("drop table sample_parts")
    found = []
    for country in declared["countries"]:
        rows = [row for row in money if row[0] == country]
        year, currency, median_income, gini = rows[0][1], rows[0][2], rows[0][6], rows[0][7]
        found.append(
            Survey(
                country_code=country,
                year=year,
                currency_code=currency,
                median_income=median_income,
                gini=gini,
                persons={row[3]: row[4] for row in rows},
                hourly_wage={row[3]: row[5] for row in rows},
                minutes={
                    sex: {row[3]: row[4] for row in minutes if (row[0], row[2]) == (country, sex)}
                    for sex in ("men", "women")
                },
            )
        )
    return found


def _query(name: str) -> str:
    return (QUERIES / "sample" / f"{name}.sql").read_text(encoding="utf-8")
