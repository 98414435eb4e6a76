"""The valuation on country AAA (tests/worlds.py), reckoned by hand.

A million men and a million women. Hours a year in billions:
    food_prep  45/60 x 365 x 2,000,000 = 0.5475
    childcare  45/60 x 365 x 2,000,000 = 0.5475
    shopping   30/60 x 365 x 2,000,000 = 0.365
               together                  1.46
"""

import pytest

from tests.worlds import World, drawn, put_wages

BY_HAND = """
method_id              | value_usd_ppp_bn | reckoned
replacement_specialist | 17.155           | 0.5475 x 10 (cook) + 0.5475 x 12 (teacher) + 0.365 x 14 (clerk)
replacement_generalist | 11.68            | 1.46 x 8 (cleaner)
replacement_hybrid     | 13.87            | (0.5475 + 0.365) x 8 (cleaner) + 0.5475 x 12 (teacher)
opportunity_economy    | 29.2             | 1.46 x 20 (all employees)
opportunity_by_sex     | 27.74            | men 60/60 x 0.365 x 22 + women 180/60 x 0.365 x 18
minimum_wage           | 7.3              | 1.46 x 5
"""
SPECIALIST = "from unpaid_value_by_country(p_countries := ['AAA']"


@pytest.mark.parametrize("case", drawn(BY_HAND), ids=lambda case: case["method_id"])
def test_each_method_gives_what_a_person_reckons(aaa: World, case: dict[str, str]) -> None:
    row = aaa.row("from unpaid_value_by_country(p_methods := [?])", case["method_id"])
    value = float(case["value_usd_ppp_bn"])
    assert row["hours_bn"] == pytest.approx(1.46)
    assert row["value_usd_ppp_bn"] == pytest.approx(value)
    assert row["value_national_bn"] == pytest.approx(value * 1000)  # every wage is a thousand times as many AAD
    assert row["gdp_share"] == pytest.approx(value / 40)  # GDP is 40 bn
    assert row["value_per_person_usd_ppp"] == pytest.approx(value * 1e9 / 3_000_000)  # people of all ages
    assert row["price_per_hour_usd_ppp"] == pytest.approx(value / 1.46)
    assert row["hours_per_person_per_day"] == pytest.approx(2)  # 45 + 45 + 30 minutes
    assert (row["currency_code"], row["missing_reason"]) == ("AAD", None)


def test_the_hand_table_holds_every_method(aaa: World) -> None:
    held = {row["method_id"] for row in aaa.rows("from core_methods")}
    assert held == {case["method_id"] for case in drawn(BY_HAND)}


def test_the_total_of_a_method_by_sex_is_the_sum_and_says_so(aaa: World) -> None:
    rows = aaa.rows("from unpaid_value_by_sex(p_methods := ['opportunity_by_sex'])")
    by_sex = {row["sex"]: row for row in rows}
    assert by_sex["men"]["value_usd_ppp_bn"] == pytest.approx(8.03)  # 0.365 x 22
    assert by_sex["women"]["value_usd_ppp_bn"] == pytest.approx(19.71)  # 1.095 x 18
    assert by_sex["total"]["notes"] == "total_is_sum_of_sexes"
    assert by_sex["women"]["hours_share"] == pytest.approx(0.75)
    assert by_sex["women"]["value_share"] == pytest.approx(19.71 / 27.74)


@pytest.mark.parametrize(
    ("switch", "value"),
    [
        ("p_shopping := false", 17.155 - 5.11),  # 0.365 x 14
        ("p_travel := false", 17.155),  # AAA has no travel
        ("p_quality_factor := 0.5", 17.155 / 2),
        ("p_days_per_year := 366.0", 17.155 * 366 / 365),
    ],
)
def test_a_switch_moves_the_value_by_what_it_names(aaa: World, switch: str, value: float) -> None:
    assert aaa.row(f"{SPECIALIST}, {switch})")["value_usd_ppp_bn"] == pytest.approx(value)


def test_goods_for_own_use_are_shown_and_never_counted(aaa: World) -> None:
    rows = aaa.rows("from unpaid_value_by_activity(p_countries := ['AAA'])")
    goods = next(row for row in rows if row["activity_code"] == "own_use_goods")
    assert (goods["is_counted"], goods["value_share"]) == (False, None)
    assert goods["value_usd_ppp_bn"] == pytest.approx(10 / 60 * 0.73 * 8)
    assert sum(row["value_share"] or 0 for row in rows) == pytest.approx(1)


def test_a_stand_in_prices_what_its_occupation_cannot_and_says_so(aaa: World) -> None:
    aaa.connection.execute("delete from core_wages where occupation_code = 'teacher'")
    aaa.derive_prices()
    row = aaa.row(f"{SPECIALIST})")
    assert row["value_usd_ppp_bn"] == pytest.approx(17.155 - 0.5475 * (12 - 9))  # nanny for teacher
    assert row["notes"] == "fallback_occupation"


def test_a_year_counts_only_if_every_activity_has_a_price_in_it(aaa: World) -> None:
    aaa.connection.execute("delete from core_wages where occupation_code = 'cook'")
    aaa.derive_prices()
    row = aaa.row(f"{SPECIALIST})")
    assert (row["value_usd_ppp_bn"], row["missing_reason"]) == (None, "no_wage_for_method")


def years(world: World, wages: str, gdp: str) -> None:
    """Wages and GDP of these years; a person counts the same in each."""
    world.connection.execute(
        "insert into core_population by name select p.* replace (other.year as year) from core_population p"
        " cross join (select unnest(range(2010, 2031)) as year) other where other.year <> 2020"
    )
    put_wages(world, "sex | occupation_code | year | hourly_usd_ppp\n" + wages)
    world.put("core_gdp", "year | gdp_usd_ppp\n" + gdp, country_code="AAA")


@pytest.mark.parametrize(
    ("wage_years", "gdp_years", "asked", "chosen", "reason"),
    [
        ([2015, 2019], [2015, 2019], None, 2019, None),  # nearest to the survey of 2020
        ([2019, 2021], [2019, 2021], None, 2021, None),  # a tie goes to the later year
        ([2015, 2019], [2015], None, 2015, None),  # the nearest year with GDP
        ([2015, 2019], [2011], None, 2019, "no_gdp_in_wage_year"),  # none has it: the value stands without a share
        ([2015, 2019], [2015, 2019], 2014, 2015, None),  # nearest to the year asked for
    ],
)
def test_the_wage_year(
    aaa: World, wage_years: list[int], gdp_years: list[int], asked: int | None, chosen: int, reason: str | None
) -> None:
    years(
        aaa,
        "\n".join(f"total | cleaner | {year} | 8" for year in wage_years),
        "\n".join(f"{year} | 40e9" for year in gdp_years),
    )
    row = aaa.row(
        "from unpaid_value_by_country(p_methods := ['replacement_generalist'], p_wage_year := ?::integer)", asked
    )
    assert (row["wage_year"], row["missing_reason"]) == (chosen, reason)
    assert row["value_usd_ppp_bn"] == pytest.approx(11.68)
    assert (row["gdp_share"] is None) == (reason is not None)


@pytest.mark.parametrize(
    ("change", "method", "rung", "reason"),
    [
        ("delete from core_wages", "replacement_generalist", "gross", "no_wage"),
        ("delete from core_wages where occupation_code <> 'minimum'", "replacement_generalist", "gross", "no_wage"),
        ("delete from core_wages where occupation_code = 'minimum'", "minimum_wage", "gross", "no_minimum_wage"),
        ("update core_wages set is_plausible = false", "replacement_generalist", "gross", "implausible_wage"),
        ("delete from core_wages where sex = 'men'", "opportunity_by_sex", "gross", None),
        (
            "delete from core_wages where occupation_code = 'clerk'",
            "replacement_specialist",
            "gross",
            "no_wage_for_method",
        ),
        ("select 1", "replacement_generalist", "net", "no_net_wage"),
    ],
)
def test_what_has_no_price_has_a_reason_and_no_value(
    aaa: World, change: str, method: str, rung: str, reason: str | None
) -> None:
    aaa.connection.execute(change)
    aaa.derive_prices()
    for row in aaa.rows("from unpaid_value_by_sex(p_methods := [?], p_wage_rung := ?)", method, rung):
        assert (row["missing_reason"] is None) == (row["value_usd_ppp_bn"] is not None)
        if reason:
            assert row["missing_reason"] == reason
            assert row["gdp_share"] is row["value_share"] is None


def test_the_range_names_its_lowest_its_highest_and_the_default(aaa: World) -> None:
    rows = aaa.rows("from unpaid_value_method_range()")
    assert len(rows) == len(drawn(BY_HAND))
    assert {row["method_id"] for row in rows if row["is_lowest"]} == {"minimum_wage"}
    assert {row["method_id"] for row in rows if row["is_highest"]} == {"opportunity_economy"}
    for row in rows:
        assert row["default_value_usd_ppp_bn"] == pytest.approx(17.155)
        assert row["n_methods"] == len(drawn(BY_HAND))


def test_sensitivity_changes_one_choice_at_a_time(aaa: World) -> None:
    rows = aaa.rows("from unpaid_value_sensitivity(p_countries := ['AAA'])")
    value = {(row["switch_code"], row["setting"]): row["value_usd_ppp_bn"] for row in rows}
    assert value["base", ""] == pytest.approx(17.155)
    assert value["shopping", "without"] == pytest.approx(17.155 - 5.11)
    assert value["quality", "0.5"] == pytest.approx(17.155 * 0.5)
    assert value["days_per_year", "366.0"] == pytest.approx(17.155 * 366 / 365)
    assert value["method", "minimum_wage"] == pytest.approx(7.3)
    assert value["wage_year", "2020"] == pytest.approx(17.155)


def test_the_household_account_adds_what_households_buy_and_wear_out(aaa: World) -> None:
    aaa.put(
        "core_korea_account_ratios",
        """
        domain               | intermediate_consumption_ratio | fixed_capital_ratio
        household_management | 0.4                            | 0.1
        care                 | 0.1                            | 0.2
        """,
        dataset_id="official_accounts",
        year=2024,
    )
    rows = {row["domain"]: row for row in aaa.rows("from household_account(p_countries := ['AAA'])")}
    management = 0.5475 * 10 + 0.365 * 14  # cook, clerk: 10.585
    care = 0.5475 * 12  # teacher: 6.57
    added = management * 1.1 + care * 1.2  # labour and capital
    assert rows["household_management"]["output_usd_ppp_bn"] == pytest.approx(management * 1.5)
    assert rows["care"]["output_usd_ppp_bn"] == pytest.approx(care * 1.3)
    assert rows["total"]["gross_value_added_usd_ppp_bn"] == pytest.approx(added)
    assert rows["total"]["extended_gdp_usd_ppp_bn"] == pytest.approx(40 + added)
    assert rows["total"]["extended_gdp_share"] == pytest.approx(added / (40 + added))
