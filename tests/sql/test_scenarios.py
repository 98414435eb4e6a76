"""Scenarios: no change changes nothing, full equality is equal, hours balance, and the arithmetic by hand."""

from collections import defaultdict
from collections.abc import Callable

import pytest

from tests.worlds import World
from unpriced.reports import Result

Run = Callable[..., Result]
WHAT = ("care", "child_care", "adult_care", "cooking", "housework")


def test_no_step_towards_equality_changes_nothing(run: Run) -> None:
    rows = run("scenario_equal_sharing", p_share=0.0, p_methods=None).table.to_pylist()
    assert len(rows) > 100
    for row in rows:
        assert row["scenario_minutes_per_day"] == pytest.approx(row["minutes_per_day"], abs=1e-9)
        assert row["change_minutes_per_day"] == pytest.approx(0, abs=1e-9)
        assert row["scenario_value_usd_ppp_bn"] == pytest.approx(row["value_usd_ppp_bn"])


def test_full_equality_makes_the_minutes_of_women_and_men_equal(run: Run) -> None:
    minutes: dict[tuple[str, str], set[float]] = defaultdict(set)
    for row in run("scenario_equal_sharing", p_share=1.0, p_methods=None).table.to_pylist():
        minutes[row["country_code"], row["method_id"]].add(round(row["scenario_minutes_per_day"], 6))
    assert len(minutes) > 100
    assert all(len(values) == 1 for values in minutes.values())


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_equal_sharing_moves_hours_and_makes_none(run: Run, share: float) -> None:
    before: dict[tuple[str, str], float] = defaultdict(float)
    after: dict[tuple[str, str], float] = defaultdict(float)
    for row in run("scenario_equal_sharing", p_share=share, p_methods=None).table.to_pylist():
        before[row["country_code"], row["method_id"]] += row["hours_bn"]
        after[row["country_code"], row["method_id"]] += row["scenario_hours_bn"]
    for key, hours in before.items():
        assert after[key] == pytest.approx(hours), key


def test_half_way_is_half_way(aaa: World) -> None:
    rows = {row["sex"]: row for row in aaa.rows("from scenario_equal_sharing(p_share := 0.5)")}
    # Women of AAA: 180 minutes, men: 60, as many women as men, so the mean is 120 and half-way 150 and 90.
    assert (rows["women"]["scenario_minutes_per_day"], rows["men"]["scenario_minutes_per_day"]) == (150, 90)


def test_equal_sharing_changes_the_value_only_where_the_sexes_have_prices_of_their_own(aaa: World) -> None:
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for row in aaa.rows("from scenario_equal_sharing(p_methods := null)"):
        sums[row["method_id"]][0] += row["value_usd_ppp_bn"]
        sums[row["method_id"]][1] += row["scenario_value_usd_ppp_bn"]
    by_sex = sums.pop("opportunity_by_sex")
    assert all(before == pytest.approx(after) for before, after in sums.values())
    # 60 minutes a day of a million people are 0.365 bn hours a year; they move from 18 an hour to 22.
    assert by_sex[1] - by_sex[0] == pytest.approx(0.365 * (22 - 18))


def test_a_part_of_child_care_that_moves_by_hand(aaa: World) -> None:
    rows = {
        row["method_id"]: row for row in aaa.rows("from scenario_to_market(p_what := 'child_care', p_share := 0.1)")
    }
    # Child care in AAA: 30 minutes of men and 60 of women, 0.5475 bn hours a year; GDP 40 bn.
    specialist, generalist = rows["replacement_specialist"], rows["replacement_generalist"]
    assert specialist["hours_freed_bn"] == pytest.approx(0.05475)
    assert specialist["women_hours_freed_share"] == pytest.approx(60 / 90)
    assert specialist["wage_bill_usd_ppp_bn"] == pytest.approx(0.05475 * 12)
    assert specialist["extended_gdp_change_usd_ppp_bn"] == pytest.approx(0), "the same hours at the same price"
    assert generalist["extended_gdp_change_usd_ppp_bn"] == pytest.approx(0.05475 * (12 - 8))
    assert generalist["extended_change_gdp_share"] == pytest.approx(0.05475 * (12 - 8) / 40)
    assert specialist["missing_reason"] == "no_annual_hours", "nobody says how long a job is in AAA"


def test_group_care_and_freed_hours_in_paid_work(aaa: World) -> None:
    row = aaa.row(
        "from scenario_to_market(p_what := 'child_care', p_share := 0.1, p_paid_hours := 0.5, p_reused_share := 0.2,"
        " p_methods := ['replacement_specialist'])"
    )
    assert row["paid_hours_bn"] == pytest.approx(0.05475 / 2)
    assert row["reused_value_usd_ppp_bn"] == pytest.approx(0.05475 * 0.2 * 20)  # the mean wage of AAA is 20
    assert row["gdp_change_usd_ppp_bn"] == pytest.approx(0.05475 / 2 * 12 + 0.05475 * 0.2 * 20)


@pytest.mark.parametrize("what", WHAT)
def test_nothing_that_moves_changes_nothing(run: Run, what: str) -> None:
    rows = run("scenario_to_market", p_what=what, p_share=0.0).table.to_pylist()
    held = [row for row in rows if row["extended_gdp_change_usd_ppp_bn"] is not None]
    assert held
    for row in held:
        assert row["hours_freed_bn"] == row["gdp_change_usd_ppp_bn"] == row["extended_gdp_change_usd_ppp_bn"] == 0


def test_an_activity_that_the_source_does_not_part_has_a_reason(run: Run) -> None:
    rows = run("scenario_to_market", p_countries=["KOR"], p_what="child_care").table.to_pylist()
    assert {(row["hours_freed_bn"], row["missing_reason"]) for row in rows} == {(None, "not_split_by_source")}


def test_jobs_are_paid_hours_over_the_hours_of_a_worker(run: Run) -> None:
    row = run("scenario_to_market", p_countries=["KOR"], p_methods=["replacement_specialist"]).table.to_pylist()[0]
    # OECD: 1,967 hours per worker in Korea in 2019, 26,904.33 thousand employed in 2020.
    assert row["jobs_thousand"] == pytest.approx(row["paid_hours_bn"] * 1e6 / 1967)
    assert row["employment_share"] == pytest.approx(row["jobs_thousand"] / 26_904.33)


def test_better_pay_of_carers_raises_care_by_the_methods_that_use_it(aaa: World) -> None:
    rows = {row["method_id"]: row for row in aaa.rows("from scenario_care_wages(p_raise := 0.25)")}
    changes = {method: row["extended_gdp_change_usd_ppp_bn"] for method, row in rows.items()}
    assert changes.pop("replacement_specialist") == pytest.approx(0.5475 * 12 * 0.25)
    assert changes.pop("replacement_hybrid") == pytest.approx(0.5475 * 12 * 0.25)
    assert set(changes.values()) == {0}


def test_no_rise_changes_nothing(run: Run) -> None:
    rows = run("scenario_care_wages", p_raise=0.0).table.to_pylist()
    assert {row["extended_gdp_change_usd_ppp_bn"] for row in rows} <= {0, None}


def test_today_in_a_scenario_is_the_value_of_women_and_of_men_on_the_other_pages(run: Run) -> None:
    shown = {
        (row["country_code"], row["method_id"], row["sex"]): row["value_usd_ppp_bn"]
        for row in run("unpaid_value_by_sex", p_methods=None).table.to_pylist()
        if row["value_usd_ppp_bn"] and row["sex"] != "total"
    }
    today = {
        (row["country_code"], row["method_id"], row["sex"]): row["value_usd_ppp_bn"]
        for row in run("scenario_equal_sharing", p_methods=None).table.to_pylist()
        if row["value_usd_ppp_bn"]
    }
    assert set(today) == set(shown)
    assert all(value == pytest.approx(shown[key]) for key, value in today.items())


def test_the_chain_keeps_its_hours_and_sells_what_is_asked_for(run: Run) -> None:
    rows = run("chain_of_sharing", p_growth=0.0, p_shared=0.4, p_asking=0.5).table.to_pylist()
    assert [row["chain_year"] for row in rows] == list(range(11))
    for row in rows:
        # A thousand households, two hours a week, 52 weeks.
        assert row["own_hours"] + row["shared_hours"] + row["sold_hours"] == pytest.approx(1000 * 2 * 52)
        assert row["sold_hours_share"] == pytest.approx(0.4 * (1 - 0.5 ** row["chain_year"]))
    assert rows[0]["paid_value_usd_ppp"] == 0
    assert rows[2]["unpaid_to_first_ratio"] == pytest.approx(1 - 0.4 * 0.75)


def test_a_chain_in_which_nobody_asks_stays_unpaid_and_grows_with_its_households(run: Run) -> None:
    rows = run("chain_of_sharing", p_growth=0.1, p_asking=0.0).table.to_pylist()
    assert {row["paid_value_usd_ppp"] for row in rows} == {0}
    assert rows[10]["unpaid_to_first_ratio"] == pytest.approx(1.1**10)


@pytest.mark.parametrize("asked", [{}, {"p_sexes": ["women"], "p_ages": None}, {"p_sexes": ["men"], "p_ages": None}])
def test_the_freed_hour_is_shared_out_whole(run: Run, asked: dict[str, object]) -> None:
    rows = run("hour_less_reallocation", p_hours=1.0, **asked).table.to_pylist()
    shares = {row["group_code"]: row["freed_share"] for row in rows}
    assert shares.pop("paid") == -1
    assert sum(shares.values()) == pytest.approx(1)
    assert sum(row["freed_minutes_per_week"] for row in rows) == pytest.approx(0, abs=1e-9)
    for row in rows:
        if row["group_code"] != "paid":
            assert (row["freed_share"] > 0) == (row["part_time_minutes"] > row["full_time_minutes"])


def test_no_hour_less_changes_nothing_and_two_change_twice_as_much(run: Run) -> None:
    none, one, two = (run("scenario_hour_less", p_hours=hours).table.to_pylist() for hours in (0.0, 1.0, 2.0))
    assert len(none) > 100
    changed = ("hours_freed_bn", "gdp_change_usd_ppp_bn", "unpaid_value_gained_usd_ppp_bn", "extended_change_gdp_share")
    for nothing, once, twice in zip(none, one, two, strict=True):
        for column in changed:
            if once[column] is not None:
                assert nothing[column] == pytest.approx(0, abs=1e-12)
                assert twice[column] == pytest.approx(2 * once[column])
            else:
                assert once["missing_reason"]


def test_an_hour_less_by_hand(run: Run) -> None:
    """Lost: freed hours x mean wage; gained: freed hours x unpaid part x price of the method."""
    rows = {row["method_id"]: row for row in run("scenario_hour_less", p_countries=["KOR"]).table.to_pylist()}
    ranges = run("unpaid_value_method_range", p_countries=["KOR"]).table.to_pylist()
    wage = next(row["price_per_hour_usd_ppp"] for row in ranges if row["method_id"] == "opportunity_economy")
    row = rows["replacement_generalist"]
    assert row["wage_bill_usd_ppp_bn"] == pytest.approx(row["hours_freed_bn"] * wage)
    gained = row["hours_freed_bn"] * row["unpaid_freed_share"] * row["price_per_hour_usd_ppp"]
    assert row["unpaid_value_gained_usd_ppp_bn"] == pytest.approx(gained)
    assert row["extended_gdp_change_usd_ppp_bn"] == pytest.approx(gained - row["hours_freed_bn"] * wage)
    assert row["employment_year"] == row["wage_year"], "both are held for that year"


def test_the_chain_from_a_bus_to_a_film_by_hand(run: Run) -> None:
    """Of 100 riders half of the others take it each year: 50 users after one year, 75 after two; adverts of 50 + 75."""
    rows = run(
        "chain_of_arrivals", p_years=2, p_riders=100.0, p_adoption=0.5, p_growth=0.0, p_minutes_saved=6.0,
        p_extra_rides=1.0, p_fare_usd=2.0, p_advert_usd=1.0, p_film_share=0.4, p_days_per_year=364.0, p_maker_hours=1.0,
    ).table.to_pylist()  # fmt: skip
    assert [row["n_users"] for row in rows] == [0, 50, 75]
    wage = rows[0]["maker_value_usd_ppp"] / 52
    last = rows[-1]
    assert last["time_saved_usd_ppp"] == pytest.approx(75 * 0.1 * 364 * wage)
    assert last["fares_usd_ppp"] == pytest.approx(75 * 52 * 2)
    assert (last["adverts_usd_ppp"], last["film_usd_ppp"]) == (75, pytest.approx(0.4 * 125))
    idle = run("chain_of_arrivals", p_adoption=0.0).table.to_pylist()
    assert all(row["n_users"] == row["film_usd_ppp"] == 0 for row in idle)
