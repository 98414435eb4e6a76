"""Published averages of time use against what our reports say: the US table of 2025 and the OECD's totals."""

import math
from collections.abc import Callable
from typing import Any

import pytest

from unpriced.reports import Result

Run = Callable[..., Result]

# BLS, American Time Use Survey, Table A-1, 2025 annual averages: hours per day, men, women.
A1 = {
    "Household activities": (1.99, 1.58, 2.38),
    "Housework": (0.56, 0.30, 0.81),
    "Food preparation and cleanup": (0.71, 0.51, 0.91),
    "Lawn and garden care": (0.19, 0.26, 0.13),
    "Animals and pets": (0.14, 0.12, 0.17),
}


@pytest.fixture(scope="module")
def us(run: Run) -> list[dict[str, Any]]:
    """The rows of time_use_official_us."""
    rows: list[dict[str, Any]] = run("time_use_official_us").table.to_pylist()
    return rows


def test_participation_times_hours_of_participants_is_the_average(us: list[dict[str, Any]]) -> None:
    """m = r x t: 80.9 % of people did household activities on an average day, for 2.46 hours: 1.99 hours a person."""
    (row,) = (row for row in us if (row["source_title"], row["sex"]) == ("Household activities", "total"))
    assert row["participation_share"] == pytest.approx(0.809, abs=1e-9)
    assert (row["participant_hours"], row["hours_per_day"]) == (2.46, 1.99)
    assert abs(row["participation_share"] * row["participant_hours"] - 1.99) <= 0.005  # printed to 0.01 hour


def test_the_identity_holds_in_every_line_that_prints_all_three(us: list[dict[str, Any]]) -> None:
    """Hours are printed to 0.01 and shares to 0.1 point: each carries half a unit into the product."""
    whole = [
        row for row in us if None not in (row["hours_per_day"], row["participation_share"], row["participant_hours"])
    ]
    assert len(whole) >= 300
    for row in whole:
        share, hours = row["participation_share"], row["participant_hours"]
        allowed = 0.005 + 0.005 * share + 0.0005 * hours
        assert abs(share * hours - row["hours_per_day"]) <= allowed + 1e-9, row


@pytest.mark.parametrize("title", A1)
def test_the_report_gives_the_hours_that_the_bls_prints(us: list[dict[str, Any]], title: str) -> None:
    found = {row["sex"]: row["hours_per_day"] for row in us if row["source_title"] == title}
    assert tuple(found[sex] for sex in ("total", "men", "women")) == A1[title]


@pytest.mark.parametrize(
    ("country", "year", "minutes"),
    [
        # OECD Time Use Database, edition of 30 April 2026: unpaid work (code 2), ages 15-64, minutes a day
        ("KOR", 2014, 131.7),
        ("USA", 2024, 197.1),
        ("JPN", 2021, 125.0),
        ("DEU", 2022, 192.4),
        ("FRA", 2009, 181.1),
        ("GBR", 2014, 194.5),
        ("CAN", 2022, 205.3),
        ("MEX", 2024, 256.0),
        ("ITA", 2013, 219.0),
        ("IND", 1999, 191.1),
    ],
)
def test_the_activities_that_are_valued_sum_to_the_oecds_unpaid_work(
    run: Run, country: str, year: int, minutes: float
) -> None:
    """Six activities printed to 0.1 minute, in some surveys (United Kingdom) to whole minutes: within a minute."""
    (gap,) = run("time_use_gender_gap", p_countries=[country]).table.to_pylist()
    assert gap["survey_year"] == year
    assert abs(gap["total_minutes_per_day"] - minutes) <= 1
    rows = run("time_use_by_activity", p_countries=[country], p_sexes=["total"]).table.to_pylist()
    listed = math.fsum(row["minutes_per_day"] for row in rows if row["is_unpaid_work"])
    assert listed == pytest.approx(gap["total_minutes_per_day"])
    # A method that prices both sexes alike values these very minutes.
    valued = run("unpaid_value_by_country", p_methods=None, p_countries=[country]).table.to_pylist()
    alike = [row for row in valued if row["hours_bn"] and "total_is_sum_of_sexes" not in (row["notes"] or "")]
    assert alike, "each of these countries has a wage for some method"
    for row in alike:
        assert row["hours_per_person_per_day"] * 60 == pytest.approx(gap["total_minutes_per_day"])


def test_the_gap_of_korea_is_that_of_its_two_sexes(run: Run) -> None:
    """OECD, edition of 30 April 2026: men 49.0, women 215.0 minutes."""
    (gap,) = run("time_use_gender_gap", p_countries=["KOR"]).table.to_pylist()
    assert abs(gap["men_minutes_per_day"] - 49.0) <= 1
    assert abs(gap["women_minutes_per_day"] - 215.0) <= 1
    assert gap["gap_minutes_per_day"] == pytest.approx(gap["women_minutes_per_day"] - gap["men_minutes_per_day"])
