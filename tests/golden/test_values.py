"""What matters in life, priorities and intangibles are as compiled, row by row, and reach the reports unchanged."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from unpriced.paths import DATA
from unpriced.reports import Result

Run = Callable[..., Result]
ITEMS = {f"K_{value}_very_important": value for value in ("work", "leisure", "friends")}


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.needs_shared_data
def test_values_are_the_compiled_figures(facts: Path) -> None:
    compiled = {
        (row["country_code"], int(row["year"]), ITEMS[row["item"]]): float(row["share_percent"])
        for row in read(facts / "lifestyle_items_by_country.csv")
        if row["item"] in ITEMS
    }
    for row in read(facts / "values_wvs_evs.csv"):
        place = (row["country_code"], int(row["year"]))
        if row["option"] == "SUM very or quite happy":
            compiled[*place, "happy"] = float(row["value"])
        elif row["question"] == "Q49" and row["option"].startswith("MEAN"):
            compiled[*place, "satisfaction"] = float(row["value"])
    held = {
        (row["country_code"], int(row["year"]), row["value_code"]): float(row["value"])
        for row in read(DATA / "values_wvs_evs" / "values.csv")
    }
    assert held == {key: value for key, value in compiled.items() if "-" not in key[0]}, (
        "Northern Ireland is no country"
    )


@pytest.mark.needs_shared_data
def test_priorities_are_the_compiled_figures(facts: Path) -> None:
    elsewhere = ("household_production", "open_source")  # in official_accounts and prosuming_studies
    compiled = {
        (row["country_code"], row["year"], row["indicator"]): float(row["value"])
        for row in read(facts / "intangibles_and_priorities.csv")
        if not row["indicator"].startswith(elsewhere)
    }
    held = {
        (row["area_code"], row["year"], row["indicator"]): float(row["value"])
        for row in read(DATA / "priorities" / "figures.csv")
    }
    assert held == compiled


def test_korea_is_as_published(run: Run) -> None:
    """WVS-7 results by country (Korea 2018), and the Social Survey of 2011 and 2021 as reported; exact as printed."""
    row = run("values_in_motion", p_countries=["KOR"]).table.to_pylist()[0]
    assert row["work_important_share"] == pytest.approx(0.427, abs=1e-9)
    assert row["leisure_less_work_share"] == pytest.approx(row["leisure_important_share"] - 0.427)
    rows = run("published_priorities", p_indicators=["priority_work_first"]).table.to_pylist()
    first = {row["year"]: row["priority_share"] for row in rows}
    assert (first[2011], first[2021]) == (pytest.approx(0.545), pytest.approx(0.335))
