"""The build, and every report beside the same sum in pandas."""

import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd

from benchmarks.measured import Measured, Part, spread, table
from unpriced import database, reports
from unpriced.build import build

BUILDS = 3
WARM_UPS = 2
RUNS = 9
PEERS: dict[str, list[str] | None] = {
    "unpaid_value_by_country": ["replacement_specialist"],
    "unpaid_value_method_range": None,  # every method
}
TABLES = ("core_unpaid_minutes", "core_prices", "core_population", "core_gdp")
SURVEY = ["time_dataset_id", "country_code", "survey_year"]
Frames = dict[str, pd.DataFrame]


def milliseconds(work: Callable[[], object], runs: int = RUNS) -> list[float]:
    """The times of the runs after the warm-ups."""
    times = []
    for _ in range(WARM_UPS + runs):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return times[WARM_UPS:]


def measure_build(target: Path) -> Part:
    """Build the shipped data into the file, three times; the file of the last build stays."""
    times: list[float] = []
    steps: list[dict[str, float]] = []
    for _ in range(BUILDS):
        began: list[tuple[str, float]] = []

        def note(step: str, done: int, total: int, began: list[tuple[str, float]] = began) -> None:
            began.append((step, time.perf_counter()))

        start = time.perf_counter()
        build(database=target, progress=note)
        times.append(time.perf_counter() - start)
        seconds: dict[str, float] = {}
        for (step, at), (_, end) in pairwise(began):
            name = "load and contracts" if step.startswith("data/") else step
            seconds[name] = seconds.get(name, 0) + end - at
        steps.append(seconds)
    megabytes = target.stat().st_size / 1e6
    return Part(
        "Build of the shipped data",
        f"`unpriced.build.build` into an empty folder, median of {BUILDS}.",
        [
            Measured("build of the shipped data", median(times), "s", 15),
            Measured("size of the database", megabytes, "MB", 50),
        ],
        [
            f"All builds: {spread(times, 1)} s.",
            table(["step", "s"], [(name, f"{median(s[name] for s in steps):.2f}") for name in steps[0]]),
        ],
    )


def measure_reports() -> Part:
    """Every report with its default arguments, and the value of unpaid work in pandas."""
    times = {name: milliseconds(lambda name=name: reports.compute(name)) for name in reports.catalogue()}  # type: ignore[misc]
    slowest = max(times, key=lambda name: median(times[name]))
    frames = core_frames()
    peers: dict[str, float] = {}
    for name, methods in PEERS.items():
        check_peer(name, value_in_pandas(frames, methods))
        peers[name] = median(milliseconds(lambda methods=methods: value_in_pandas(frames, methods)))  # type: ignore[misc]
    rows = [
        (
            f"`{name}`",
            reports.run(name).table.num_rows,
            spread(found, 1),
            f"{peers[name]:.1f}" if name in peers else "–",
            f"{median(found) / peers[name]:.2f}" if name in peers else "–",
            "yes" if median(found) <= 50 else "**no**",
        )
        for name, found in sorted(times.items(), key=lambda item: -median(item[1]))
    ]
    return Part(
        "Reports",
        f"Every report with its default arguments, warm, median of {RUNS} after {WARM_UPS} warm-ups. The peer values"
        " the hours of every country by merges and groupbys of pandas, from the core tables already read into frames;"
        " its values are compared with the report's before it is timed. It leaves out what the report adds: reasons for"
        " missing values, notes, sources and the rows of men and women.",
        [
            Measured(f"slowest report: {slowest}", median(times[slowest]), "ms", 50, peers.get(slowest)),
            *[Measured(name, median(times[name]), "ms", 50, peer) for name, peer in peers.items() if name != slowest],
        ],
        [table(["report", "rows", "ms (range)", "pandas ms", "ratio", "≤ 50 ms"], rows)],
    )


def core_frames() -> Frames:
    """The core tables that value needs, as pandas frames."""
    with database.cursor() as cursor:
        return {name: cursor.sql(f"from {name}").df() for name in TABLES}


def value_in_pandas(frames: Frames, methods: list[str] | None) -> pd.DataFrame:
    """Hours x price in the default scope, by country and method, as an analyst would do it in pandas."""
    minutes = frames["core_unpaid_minutes"]
    minutes = minutes[minutes["is_best"] & minutes["is_latest"] & (minutes["housework"] != "split")]
    prices = frames["core_prices"]
    prices = prices[(prices["wage_rung"] == "gross") & (prices["scheme"] == "isco1")]
    if methods is not None:
        prices = prices[prices["method_id"].isin(methods)]
    asked = minutes[["country_code", "activity_code"]].drop_duplicates()
    prices = prices.merge(asked, on=["country_code", "activity_code"])

    years = nearest_years(minutes, prices, asked, frames["core_gdp"])
    population = frames["core_population"].rename(columns={"year": "wage_year"})
    priced = (
        minutes.merge(years, on=SURVEY)
        .merge(prices, on=["method_id", "country_code", "wage_year", "activity_code"], suffixes=("", "_of_price"))
        .query("sex_of_price == 'any' or sex_of_price == sex")
        .merge(population, on=["country_code", "wage_year", "sex", "population_base"])
    )
    priced["hours_bn"] = priced["minutes_per_day"] / 60 * priced["persons"] * 365.0 / 1e9
    priced["value_usd_ppp_bn"] = priced["hours_bn"] * priced["price_per_hour_usd_ppp"]
    priced = priced[~priced["scope"].isin(["passive_care", "own_use_goods"])]

    keys = ["country_code", "method_id", "wage_year"]
    activity = [*keys, "activity_code"]
    said = priced[priced["sex"] == "total"]
    sexes = priced[priced["sex"] != "total"].merge(said[activity], on=activity, how="left", indicator=True)
    sexes = sexes[(sexes["_merge"] == "left_only") & (sexes.groupby(activity)["sex"].transform("size") == 2)]
    rows = pd.concat([said, sexes])  # the total of the source, else the sum of men and women
    values = rows.groupby(keys, as_index=False)[["hours_bn", "value_usd_ppp_bn"]].sum()
    gdp = frames["core_gdp"].rename(columns={"year": "wage_year"})
    values = values.merge(gdp[["country_code", "wage_year", "gdp_usd_ppp"]], on=["country_code", "wage_year"])
    values["gdp_share"] = values["value_usd_ppp_bn"] * 1e9 / values["gdp_usd_ppp"]
    return values.dropna(subset=["gdp_share"]).sort_values("gdp_share", ascending=False)


def nearest_years(minutes: pd.DataFrame, prices: pd.DataFrame, asked: pd.DataFrame, gdp: pd.DataFrame) -> pd.DataFrame:
    """For each survey and method the nearest year with a price for every activity, preferably with GDP."""
    years = prices.groupby(["method_id", "country_code", "wage_year"])["activity_code"].nunique().reset_index()
    needed = asked.groupby("country_code").size().rename("needed").reset_index()
    years = years.merge(needed, on="country_code").query("activity_code == needed")
    years = years.merge(minutes[SURVEY].drop_duplicates(), on="country_code")
    held = gdp.loc[gdp["gdp_usd_ppp"].notna(), ["country_code", "year"]].rename(columns={"year": "wage_year"})
    years = years.merge(held.assign(no_gdp=False), on=["country_code", "wage_year"], how="left")
    years["no_gdp"] = years["no_gdp"].isna()
    years["apart"] = (years["wage_year"] - years["survey_year"]).abs()
    years = years.sort_values(["no_gdp", "apart", "wage_year"], ascending=[True, True, False])
    return years.drop_duplicates([*SURVEY, "method_id"])[[*SURVEY, "method_id", "wage_year"]]


def check_peer(name: str, values: pd.DataFrame) -> None:
    """The peer does the same work only if it finds the same values."""
    keys = ["country_code", "method_id"]
    ours = reports.run(name).frame().dropna(subset=["gdp_share"])
    both = ours.merge(values, on=keys, how="outer", suffixes=("", "_of_peer"))
    if len(both) != len(ours) or not np.allclose(both["gdp_share"], both["gdp_share_of_peer"], rtol=1e-9):
        raise ValueError(f"pandas does not find the values of {name}")
