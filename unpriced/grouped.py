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


FIFTHS = [name for name, rank in RANKS.items() if round(rank * 10) % 2 == 0]


def make_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Makes core_income_fits (the parameters of each fit) and core_income_fit_ranks (its incomes at ranks)."""
    ranks = _ranks_of_definitions(connection)
    fits: list[pa.Table] = []
    incomes: list[pa.Table] = []
    # Where only fifths are told the fit has fewer points.
    for names, condition in ((list(RANKS), "is not null"), (FIFTHS, "is null")):
        points = connection.sql(
            f"select country_code, year, dataset_id, {', '.join(names)} from core_lorenz_points"
            f" where first_tenth {condition} order by country_code, year"
        ).to_arrow_table()
        if len(points):
            _fit(points, names, ranks, fits, incomes)
    for name, parts in {"core_income_fits": fits, "core_income_fit_ranks": incomes}.items():
        connection.register("made", pa.concat_tables(parts))
        connection.execute(f'create table "{name}" as from made order by all')
        connection.unregister("made")


def _fit(
    points: pa.Table, names: list[str], ranks: distributions.Floats, fits: list[pa.Table], incomes: list[pa.Table]
) -> None:
    """Fit every model to the points of the names, and add the fits and their incomes at the ranks to the lists."""
    curves = np.column_stack([points.column(name).to_numpy() for name in names])
    for model, fit in distributions.fit(np.array([RANKS[name] for name in names]), curves).items():
        of_model = {
            "country_code": points["country_code"],
            "year": points["year"],
            "income_model": [model] * len(curves),
        }
        none = pa.nulls(len(curves), pa.float64())
        shape = [none] * 3 if fit.shape is None else fit.shape.T
        fits.append(
            pa.table(
                of_model
                | {"sigma": none if fit.sigma is None else fit.sigma}
                | dict(zip("apq", shape, strict=True))
                | {
                    "dataset_id": points["dataset_id"],
                    "median_to_scale": fit.median_to_scale,
                    "mean_to_median": fit.mean_to_median,
                    "fit_error_share": fit.error,
                }
            )
        )
        at_ranks = fit.incomes(ranks)
        incomes += [
            pa.table(of_model | {"rank": [rank] * len(curves), "income_to_median": at_ranks[:, place]})
            for place, rank in enumerate(ranks)
        ]


def _ranks_of_definitions(connection: duckdb.DuckDBPyConnection) -> distributions.Floats:
    """The ranks, between 0 and 1, that definitions name as bounds."""
    asked = connection.execute(
        "select distinct unnest([lower, upper]) as rank from core_definitions"
        " where edges like '%percentile' order by rank"
    ).fetchall()
    return np.array([rank for (rank,) in asked if 0 < rank < 1])
