"""Published figures of what crosses between the unpaid and the paid, against what our reports say of them.

Korea: Ministry of Data and Statistics, Household Production Satellite Account 2024, release of 29 April 2026, table 12,
bn won. United States: USDA Economic Research Service, food away from home as a share of food expenditures; Ramey and
Francis (2009), hours of home production a week. No tolerance: the reports divide or show what is printed.
"""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.worlds import drawn
from unpriced.reports import Result

Run = Callable[..., Result]

KOREA = """
domain               | year | labour | inputs | capital
total                | 2019 | 485466 | 139772 | 25961
total                | 2024 | 582394 | 190340 | 36671
household_management | 2024 | 459467 | 187098 | 28394
care                 | 2024 | 113627 |   3112 |  7759
volunteering         | 2024 |   9299 |    130 |   519
"""

EATING_OUT = """
year | percent
1929 | 17.2
1948 | 23.8
1970 | 33.4
1990 | 43.0
2000 | 46.9
2014 | 50.1
"""

HOME_HOURS = """
year | women | men
1900 | 42.5  | 4.0
1940 | 38.6  | 7.6
1970 | 33.3  | 11.4
2005 | 27.6  | 16.4
"""


@pytest.mark.parametrize("line", drawn(KOREA), ids=lambda line: f"{line['domain']}-{line['year']}")
def test_the_ratios_of_korea_are_exact(run: Run, line: dict[str, str]) -> None:
    rows = run("induced_ratios", p_countries=["KOR"]).table.to_pylist()
    (row,) = (r for r in rows if (r["domain"], r["year"]) == (line["domain"], int(line["year"])))
    assert row["intermediate_consumption_ratio"] == int(line["inputs"]) / int(line["labour"])
    assert row["fixed_capital_ratio"] == int(line["capital"]) / int(line["labour"])


def test_the_direct_cost_in_the_united_kingdom_is_as_published(run: Run) -> None:
    # ONS, household satellite account 2015 and 2016: 16.2 % of consumer spending was direct cost of unpaid services.
    (row,) = run("induced_ratios", p_countries=["GBR"]).table.to_pylist()
    assert (row["year"], row["consumption_share"], row["evidence"]) == (2016, 16.2 / 100, "secondary")


@pytest.mark.parametrize("line", drawn(EATING_OUT), ids=lambda line: line["year"])
def test_eating_out_is_as_published(run: Run, line: dict[str, str]) -> None:
    rows = {row["year"]: row for row in run("home_and_eating_out").table.to_pylist()}
    assert rows[int(line["year"])]["eating_out_share"] == float(line["percent"]) / 100


@pytest.mark.parametrize("line", drawn(HOME_HOURS), ids=lambda line: line["year"])
def test_hours_of_home_production_are_as_published(run: Run, line: dict[str, str]) -> None:
    row = {row["year"]: row for row in run("home_and_eating_out").table.to_pylist()}[int(line["year"])]
    assert (row["women_hours_per_week"], row["men_hours_per_week"]) == (float(line["women"]), float(line["men"]))


@pytest.mark.needs_shared_data
def test_the_whole_series_of_eating_out_is_the_one_compiled(run: Run, facts: Path) -> None:
    with (facts / "paid_substitutes_and_labour.csv").open(encoding="utf-8") as stream:
        compiled = {
            int(row["year"]): float(row["value"]) / 100
            for row in csv.DictReader(stream)
            if row["indicator"] == "food_away_from_home_share_of_food"
        }
    shown = {
        row["year"]: row["eating_out_share"]
        for row in run("home_and_eating_out").table.to_pylist()
        if row["eating_out_share"] is not None
    }
    assert shown == compiled
    assert (min(shown), max(shown), len(shown)) == (1929, 2014, 64)
