"""Measure a change of a definition of the middle class: `python -m benchmarks.middle` writes RESULTS_MIDDLE.md.

From the people, a share is counted anew with its interval; on the pages, from the lines that an import counted.
"""

import itertools
import json
import os
import platform
import subprocess
import tempfile
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from streamlit.testing.v1 import AppTest

from benchmarks.data import milliseconds
from benchmarks.measured import Measured, Part, median, spread, table, written
from unpriced import class_surveys, reports
from unpriced.paths import QUERIES, ROOT

RESULTS = Path(__file__).with_name("RESULTS_MIDDLE.md")
R_SCRIPT = Path(__file__).with_name("middle.R")
GOALS_MS = {15_000: 500.0, 180_000: 1500.0}
LOWER, UPPER = 0.75, 2.0
ONCE = ("equivalised", "counted", "quantiles", "bandwidths")
EACH_TIME = ("bands", "members", "densities", "shares")
LONGEST_RUNS = 5


def people(n: int) -> dict[str, np.ndarray[Any, Any]]:
    """Persons in households of one to five, with lognormal incomes in nine strata; the same every time."""
    draw = np.random.default_rng(2026)
    sizes = draw.integers(1, 6, n)
    household = np.repeat(np.arange(n), sizes)[:n]
    n_households = int(household[-1]) + 1
    size = np.bincount(household)[household]
    income = np.exp(draw.normal(10, 0.6, n_households))[household] * np.sqrt(size)
    return {
        "person_no": np.arange(n), "household_id": household, "stratum": household % 9,
        "weight": draw.uniform(300, 900, n_households)[household], "household_income": income, "household_size": size,
    }  # fmt: skip


def prepared(given: dict[str, np.ndarray[Any, Any]]) -> duckdb.DuckDBPyConnection:
    """What an import makes once of the people of a file, whatever the definition."""
    connection = duckdb.connect(":memory:")
    connection.register("given", {name: np.ascontiguousarray(column) for name, column in given.items()})
    connection.execute(
        "create table people as select *, household_size as n_over_13, 0 as n_under_14, true as is_adult,"
        " row_number() over (partition by household_id order by person_no) = 1 as is_first from given"
    )
    connection.execute("set variable survey_id = 'generated'")
    connection.execute(
        "create table definitions as select 'mine' as definition_id, 'sqrt' as scale, 'persons' as unit,"
        " 'persons' as median_of, 'median' as edges, 0.75::double as lower, 2.0::double as upper,"
        " 'lower_included' as closure"
    )
    for name in ONCE:
        connection.execute(f"create table {name} as {_query(name)}")
    return connection


def _query(name: str) -> str:
    return (QUERIES / "imports" / "classes" / f"{name}.sql").read_text(encoding="utf-8")


def count(connection: duckdb.DuckDBPyConnection, lower: float, upper: float) -> tuple[float, float]:
    """The share of the band and its standard error, from the people, for new bounds."""
    connection.execute("update definitions set lower = $lower, upper = $upper", {"lower": lower, "upper": upper})
    for name in EACH_TIME:
        connection.execute(f"create or replace table {name} as {_query(name)}")
    found = connection.execute("select share, share_se from shares").fetchone()
    assert found is not None
    return float(found[0]), float(found[1])


def by_numpy(given: dict[str, np.ndarray[Any, Any]], lower: float, upper: float) -> tuple[float, float]:
    """The same by numpy: Eurostat's median, a Gaussian kernel, households within strata."""
    income, weight = given["household_income"] / np.sqrt(given["household_size"]), given["weight"]
    order = np.argsort(income)
    so_far = np.cumsum(weight[order])
    whole = so_far[-1]
    place = int(np.searchsorted(so_far, whole / 2 * (1 - 1e-12)))
    after = int(np.searchsorted(so_far, whole / 2 * (1 + 1e-12), side="right"))
    line = (income[order][place] + income[order][after]) / 2
    mean = np.average(income, weights=weight)
    width = np.sqrt(np.average(income**2, weights=weight) - mean**2) * whole**-0.2

    def density(at: float) -> float:
        kernel = np.exp(-(((at - income) / width) ** 2) / 2)
        return float((weight * kernel).sum() / (whole * width * np.sqrt(2 * np.pi)))

    inside = (income >= lower * line) & (income < upper * line)
    share = float(np.average(inside, weights=weight))
    pull = (upper * density(upper * line) - lower * density(lower * line)) / density(line)
    z = weight * (inside - share) / whole - weight * pull * ((income <= line) - 0.5) / whole
    of_units = np.bincount(given["household_id"], weights=z)
    stratum = np.arange(len(of_units)) % 9
    n = np.bincount(stratum)
    squares = np.bincount(stratum, weights=of_units**2) - np.bincount(stratum, weights=of_units) ** 2 / n
    return share, float(np.sqrt((n / (n - 1) * squares).sum()))


def by_r(given: dict[str, np.ndarray[Any, Any]], folder: Path) -> dict[str, Any] | None:
    """What R's survey takes, if it is here."""
    path = folder / "people.csv"
    columns = (given["household_income"] / np.sqrt(given["household_size"]), given["weight"])
    rows = np.column_stack([*columns, given["household_id"], given["stratum"]])
    np.savetxt(path, rows, delimiter=",", header="income,weight,psu,stratum", comments="", fmt="%.17g")
    try:
        ran = subprocess.run(
            ["Rscript", str(R_SCRIPT), str(path), str(LOWER), str(UPPER)], capture_output=True, text=True, timeout=300
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    found: dict[str, Any] | None = json.loads(ran.stdout) if ran.returncode == 0 else None
    return found


def measure_people(folder: Path) -> tuple[Part, str | None]:
    results, rows, of_r = [], [], None
    for n, goal in GOALS_MS.items():
        given = people(n)
        with prepared(given) as connection:
            bounds = itertools.cycle((0.6 + 0.01 * step, 1.6 + 0.01 * step) for step in range(40))
            ours, numpys = count(connection, LOWER, UPPER), by_numpy(given, LOWER, UPPER)
            assert np.allclose(ours, numpys, rtol=1e-9), (ours, numpys)
            times = milliseconds(lambda c=connection, b=bounds: count(c, *next(b)), LONGEST_RUNS)  # type: ignore[misc]
        of_numpy = milliseconds(lambda g=given: by_numpy(g, LOWER, UPPER), LONGEST_RUNS)  # type: ignore[misc]
        r = by_r(given, folder)
        if r is not None:
            assert np.isclose(r["share"], ours[0], atol=1e-4), "R's median is no mean of two"
            of_r = str(r["version"])
        name = f"share with interval, {n:,} people"
        results.append(Measured(name, median(times), "ms", goal, r["milliseconds"] if r else median(of_numpy)))
        ratio = f"{median(times) / median(of_numpy):.1f}"
        rows.append((f"{n:,}", spread(times), spread(of_numpy, 1), ratio, f"{r['milliseconds']:.0f}" if r else "–"))
    how = (
        "Persons generated with a fixed seed, in households. Each run draws other bounds and counts band, densities and"
        f" share with its linearised standard error anew from the people, median of {LONGEST_RUNS}; equivalised"
        " incomes, their order and the bandwidth are made once, as by an import. numpy does all of it from the bare"
        " incomes in memory; share and error agree to nine digits before anything is timed. R is its package"
        " survey with the line taken as known, which is less work; convey, which estimates it, is not on this machine."
    )
    return Part(
        "From the people", how, results, [table(["people", "ours ms", "numpy ms", "ours / numpy", "R ms"], rows)]
    ), of_r


def measure_reports() -> Part:
    """What the page on one's own middle class asks when a bound moves; a report keeps its answers, so bounds differ."""
    lowers = itertools.cycle(round(0.3 + 0.05 * step, 2) for step in range(19))

    def own() -> dict[str, object]:
        return {"p_lower": next(lowers), "p_upper": 2.0, "p_scale": "mod_oecd", "p_unit": "adults"}

    asked = {
        "own_definition_share": lambda: reports.compute("own_definition_share", **own()),
        "definition_shapley": lambda: reports.compute("definition_shapley", p_second="mine", **own()),
        "middle_class_share_grouped": lambda: reports.compute(
            "middle_class_share_grouped", p_anchor="median", p_lower=next(lowers), p_upper=2.0
        ),
    }
    rows, results = [], []
    for name, work in asked.items():
        times = milliseconds(work)
        rows.append((f"`{name}`", spread(times, 1)))
        results.append(Measured(name, median(times), "ms", GOALS_MS[15_000]))
    tested = AppTest.from_file(ROOT / "dashboard.py", default_timeout=60)
    tested.query_params["lang"] = "en"
    tested.run()
    tested.switch_page("pages/build_your_own.py").run()

    def move() -> None:
        tested.slider(key="build_your_own.lower.en").set_value(next(lowers)).run()
        assert not tested.exception

    times = milliseconds(move)
    rows.append(("the whole page", spread(times, 1)))
    results.append(Measured("lower bound moved, the whole page drawn again", median(times), "ms", GOALS_MS[15_000]))
    how = (
        "The built database, other bounds each time; the pages read lines that were counted once. The whole page is the"
        " script of its five figures run again, without a browser."
    )
    return Part("On the pages", how, results, [table(["report", "ms (range)"], rows)])


def main() -> None:
    load_before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        counted, of_r = measure_people(Path(folder))
    versions = {"Python": platform.python_version(), **{name: version(name) for name in ("duckdb", "numpy")}}
    if of_r:
        versions["R survey"] = of_r
    assert set(EACH_TIME) | set(ONCE) <= set(class_surveys.OF_INCOMES) | {"shares"}
    text = written(
        "Benchmark results of the middle class",
        "benchmarks.middle",
        [counted, measure_reports()],
        versions,
        load_before,
    )
    RESULTS.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
