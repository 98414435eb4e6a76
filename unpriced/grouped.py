"""Grouped incomes at build: fits a distribution of every model to the Lorenz points of each country and year."""

import duckdb
import numpy as np
import pyarrow as pa

from unpriced import distributions

# Columns of core_lorenz_points with the share of people up to each point.
RANKS = {
    "first_tenth": 0.1,
    "first_fifth": 0.2,
    "first_two_fifths": 0.4,
    "first_three_fifths": 0.6,
    "first_four_fifths": 0.8,
    "first_nine_tenths": 0.9,
}


def make_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes core_income_fits (the parameters of each fit) and core_income_fit_ranks (its incomes at ranks)."""
    points = connection.sql(
        f"select country_code, year, {', '.join(RANKS)} from core_lorenz_points order by country_code, year"
    ).to_arrow_table()
    ranks = _ranks_of_definitions(connection)
    curves = np.column_stack([points.column(name).to_numpy() for name in RANKS])
    fits, incomes = [], []
    for model, fit in distributions.fit(np.array(list(RANKS.values())), curves).items():
        of_model = {
            "country_code": points["country_code"],
            "year": points["year"],
            "income_model": [model] * len(curves),
        }
        none = pa.nulls(len(curves), pa.float64())
        shape = [none] * 3 if fit.shape is None else fit.shape.T
        fits.append(
            of_model
            | {"sigma": none if fit.sigma is None else fit.sigma}
            | dict(zip("apq", shape, strict=True))
            | {
                "median_to_scale": fit.median_to_scale,
                "mean_to_median": fit.mean_to_median,
                "fit_error_share": fit.error,
            }
        )
        at_ranks = fit.incomes(ranks)
        incomes += [
            of_model | {"rank": [rank] * len(curves), "income_to_median": at_ranks[:, place]}
            for place, rank in enumerate(ranks)
        ]
    for name, parts in {"core_income_fits": fits, "core_income_fit_ranks": incomes}.items():
        connection.register("made", pa.concat_tables([pa.table(part) for part in parts]))
        connection.execute(f'create table "{name}" as from made order by all')
        connection.unregister("made")


def _ranks_of_definitions(connection: duckdb.DuckDBPyConnection) -> distributions.Floats:
    """The ranks, between 0 and 1, that definitions name as bounds."""
    asked = connection.execute(
        "select distinct unnest([lower, upper]) as rank from core_definitions"
        " where edges like '%percentile' order by rank"
    ).fetchall()
    return np.array([rank for (rank,) in asked if 0 < rank < 1])
