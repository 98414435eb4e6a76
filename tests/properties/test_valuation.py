"""What holds of the valuation whatever the minutes, people, wages and choices: against numpy, and against itself."""

import math
import random
from dataclasses import asdict, replace
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.properties.economies import (
    DOMAIN,
    METHODS,
    SCOPE,
    SEXES,
    SWITCHES,
    YEAR,
    Choices,
    Economies,
    Economy,
    Match,
    choices,
    economies,
    put,
    reckon,
    tables,
)
from tests.worlds import Row, World

ALL = f"p_methods := {list(METHODS)}"  # those reckoned here: a method of one's own needs no change of these tests


def by_sex(world: World, chosen: Choices) -> dict[tuple[str, str, str], Row]:
    """The rows of unpaid_value_by_sex by country, method and sex."""
    rows = world.rows(f"from unpaid_value_by_sex({ALL}, {chosen.sql()})")
    return {(row["country_code"], row["method_id"], row["sex"]): row for row in rows}


def by_activity(world: World, chosen: Choices) -> list[Row]:
    return world.rows(f"from unpaid_value_by_activity({ALL}, p_sexes := null, {chosen.sql()})")


def values(rows: dict[tuple[str, str, str], Row]) -> dict[tuple[str, str, str], float]:
    return {key: row["value_usd_ppp_bn"] for key, row in rows.items() if row["value_usd_ppp_bn"] is not None}


def near(value: float) -> Any:
    return pytest.approx(value, rel=1e-9, abs=1e-12)


@settings(max_examples=30)
@given(drawn=economies(), chosen=choices)
def test_the_sql_gives_what_numpy_reckons(planet: World, drawn: Economies, chosen: Choices) -> None:
    put(planet, tables(drawn))
    rows, expected = by_sex(planet, chosen), reckon(drawn, chosen)
    assert rows.keys() == expected.keys(), "every country, method and sex has a row, with a value or without"
    for key, worth in expected.items():
        row = rows[key]
        assert (row["missing_reason"] is None) == (worth is not None), key
        if worth is None:
            assert row["value_usd_ppp_bn"] is row["value_national_bn"] is row["gdp_share"] is None, key
        else:
            for name, value in asdict(worth).items():
                assert row[name] == near(value), (key, name)
            if worth.hours_bn:
                assert row["price_per_hour_usd_ppp"] == near(worth.value_usd_ppp_bn / worth.hours_bn), key


@given(drawn=economies(), chosen=choices)
def test_the_total_is_men_plus_women_and_their_shares_are_one(planet: World, drawn: Economies, chosen: Choices) -> None:
    put(planet, tables(drawn))
    rows = by_sex(planet, chosen)
    for economy in drawn.countries:
        for method in METHODS:
            men, women, total = (rows[economy.country, method, sex] for sex in (*SEXES, "total"))
            if total["value_usd_ppp_bn"] is None:
                continue
            for name in ("hours_bn", "value_usd_ppp_bn", "value_national_bn"):
                assert total[name] == near(men[name] + women[name])
            for name, of in (("hours_share", "hours_bn"), ("value_share", "value_usd_ppp_bn")):
                if total[of]:
                    assert men[name] + women[name] == near(1)
                    assert women[name] == near(women[of] / (men[of] + women[of]))


@given(drawn=economies(), chosen=choices)
def test_the_activities_that_count_sum_to_the_total(planet: World, drawn: Economies, chosen: Choices) -> None:
    put(planet, tables(drawn))
    listed, totals = by_activity(planet, chosen), values(by_sex(planet, chosen))
    for (country, method, sex), total in totals.items():
        rows = [r for r in listed if (r["country_code"], r["method_id"], r["sex"]) == (country, method, sex)]
        counted = [row for row in rows if row["is_counted"]]
        assert {SCOPE[row["activity_code"]] for row in counted} <= chosen.counted | {"core"}
        assert math.fsum(row["value_usd_ppp_bn"] for row in counted) == near(total)
        if total:
            assert math.fsum(row["value_share"] for row in counted) == near(1)
        assert all(row["value_share"] is None for row in rows if not row["is_counted"])


GOODS_ONLY_DIFFER = Economy(
    "AAA",
    {"food_prep": (10.0, 20.0), "own_use_goods": (30.0, 40.0)},
    True,
    (1e6, 1e6),
    (2e6, 2e6),
    {("total", "cook"): 10.0, ("total", "cleaner"): 8.0},
    100.0,
    1.0,
)


@given(drawn=economies(complete=True, most=1), chosen=choices, more=st.integers(1, 400))
@example(
    drawn=Economies(dict.fromkeys(SCOPE, Match("cook", None, True)), (GOODS_ONLY_DIFFER,)),
    chosen=Choices(frozenset(SWITCHES)),
    more=60,
)
def test_goods_for_own_use_are_never_counted(planet: World, drawn: Economies, chosen: Choices, more: int) -> None:
    """More hours of growing and making change no value, whatever the switches: they are in GDP already."""
    (economy,) = drawn.countries
    less, plenty = (
        Economies(drawn.matches, (replace(economy, minutes=economy.minutes | {"own_use_goods": (minutes, minutes)}),))
        for minutes in (0.0, float(more))
    )
    put(planet, tables(less))
    before = by_sex(planet, chosen)
    put(planet, tables(plenty))
    assert by_sex(planet, chosen) == before
    goods = [row for row in by_activity(planet, chosen) if row["activity_code"] == "own_use_goods"]
    assert goods, "they are shown"
    assert not any(row["is_counted"] for row in goods)


@given(drawn=economies(), chosen=choices, factor=st.integers(1, 400).map(lambda n: n / 100))
def test_wages_scale_values_and_not_hours(planet: World, drawn: Economies, chosen: Choices, factor: float) -> None:
    put(planet, tables(drawn))
    before = by_sex(planet, chosen)
    planet.connection.execute(
        "update core_wages set hourly_usd_ppp = hourly_usd_ppp * $1, hourly_national = hourly_national * $1", [factor]
    )
    planet.derive_prices()
    for key, row in by_sex(planet, chosen).items():
        assert row["hours_bn"] == before[key]["hours_bn"]
        for name in ("value_usd_ppp_bn", "value_national_bn", "gdp_share", "value_per_person_usd_ppp"):
            old = before[key][name]
            assert row[name] == (None if old is None else near(old * factor)), (key, name)


@given(
    drawn=economies(),
    chosen=choices,
    quality=st.integers(1, 300).map(lambda n: n / 100),
    days=st.sampled_from([1.0, 360.0, 366.0]),
)
def test_value_is_linear_in_quality_and_days_and_hours_in_days_only(
    planet: World, drawn: Economies, chosen: Choices, quality: float, days: float
) -> None:
    put(planet, tables(drawn))
    one = by_sex(planet, replace(chosen, quality=1.0, days=365.0))
    for key, row in by_sex(planet, replace(chosen, quality=quality, days=days)).items():
        if row["value_usd_ppp_bn"] is not None:
            assert row["value_usd_ppp_bn"] == near(one[key]["value_usd_ppp_bn"] * quality * days / 365)
            assert row["hours_bn"] == near(one[key]["hours_bn"] * days / 365)
            assert row["hours_per_person_per_day"] == near(one[key]["hours_per_person_per_day"])


@given(drawn=economies(most=2), chosen=choices, scope=st.sampled_from(SWITCHES))
def test_switching_a_scope_off_takes_its_own_value_and_never_raises(
    planet: World, drawn: Economies, chosen: Choices, scope: str
) -> None:
    put(planet, tables(drawn))
    on = replace(chosen, counted=chosen.counted | {scope})
    before, after = values(by_sex(planet, on)), values(by_sex(planet, on.without(scope)))
    assert before.keys() == after.keys()
    listed = by_activity(planet, on)
    for key, value in after.items():
        of_scope = math.fsum(
            row["value_usd_ppp_bn"]
            for row in listed
            if (row["country_code"], row["method_id"], row["sex"]) == key and row["scope"] == scope
        )
        assert of_scope >= 0
        assert value <= before[key]
        assert before[key] - value == pytest.approx(of_scope, rel=1e-9, abs=1e-9 * before[key] + 1e-12)


@given(drawn=economies(), chosen=choices, default=st.sampled_from(METHODS))
def test_the_range_holds_every_method_and_the_default(
    planet: World, drawn: Economies, chosen: Choices, default: str
) -> None:
    put(planet, tables(drawn))
    rows = planet.rows(f"from unpaid_value_method_range({ALL}, p_default_method := '{default}', {chosen.sql()})")
    reckoned = reckon(drawn, chosen)
    for economy in drawn.countries:
        found = {method: reckoned[economy.country, method, "total"] for method in METHODS}
        worths = {method: worth.value_usd_ppp_bn for method, worth in found.items() if worth is not None}
        of_country = [row for row in rows if row["country_code"] == economy.country]
        assert {row["method_id"] for row in of_country} == set(METHODS)
        for row in of_country:
            assert row["n_methods"] == len(worths)
            assert row["is_default"] == (row["method_id"] == default)
            if not worths:
                assert row["lowest_gdp_share"] is row["highest_gdp_share"] is row["default_gdp_share"] is None
                continue
            assert row["lowest_value_usd_ppp_bn"] == near(min(worths.values()))
            assert row["highest_value_usd_ppp_bn"] == near(max(worths.values()))
            if default in worths:
                assert row["default_value_usd_ppp_bn"] == near(worths[default])
                assert row["lowest_gdp_share"] <= row["default_gdp_share"] <= row["highest_gdp_share"]
            if row["gdp_share"] is not None:
                assert row["lowest_gdp_share"] <= row["gdp_share"] <= row["highest_gdp_share"]
                assert row["is_lowest"] == (row["gdp_share"] == row["lowest_gdp_share"])
                assert row["is_highest"] == (row["gdp_share"] == row["highest_gdp_share"])
        if worths:
            assert any(row["is_lowest"] for row in of_country)
            assert any(row["is_highest"] for row in of_country)


@given(drawn=economies(most=2), method=st.sampled_from(METHODS))
def test_sensitivity_is_the_same_report_with_one_choice_changed(planet: World, drawn: Economies, method: str) -> None:
    put(planet, tables(drawn))
    base = Choices()
    changed: dict[tuple[str, str], Choices] = {("base", ""): base, ("quality", "0.5"): replace(base, quality=0.5)}
    changed |= {("quality", "1.5"): replace(base, quality=1.5), ("days_per_year", "366.0"): replace(base, days=366.0)}
    changed |= {(scope, "without"): base.without(scope) for scope in base.counted}
    changed["passive_care", "with"] = replace(base, counted=base.counted | {"passive_care"})
    rows = planet.rows(f"from unpaid_value_sensitivity(p_countries := null, p_method := '{method}')")
    valued = [row for row in rows if row["switch_code"] not in ("method", "wage_year")]
    for row in valued:
        worth = reckon(drawn, changed[row["switch_code"], row["setting"]])[row["country_code"], method, "total"]
        assert worth is not None
        assert row["value_usd_ppp_bn"] == near(worth.value_usd_ppp_bn)
        assert row["gdp_share"] == near(worth.gdp_share)
        assert row["gdp_share_difference"] == pytest.approx(row["gdp_share"] - row["base_gdp_share"], abs=1e-12)
    at_base = reckon(drawn, base)
    for economy in drawn.countries:
        scopes = {SCOPE[code] for code in economy.minutes} & set(SWITCHES)
        expected = scopes | {"base", "quality", "days_per_year"}
        if at_base[economy.country, method, "total"] is None:
            expected = set()
        assert {row["switch_code"] for row in valued if row["country_code"] == economy.country} == expected
    for row in rows:
        if row["switch_code"] == "method" and row["setting"] in METHODS:
            worth = at_base[row["country_code"], row["setting"], "total"]
            assert worth is not None
            assert row["value_usd_ppp_bn"] == near(worth.value_usd_ppp_bn)


ratio = st.integers(0, 2_000).map(lambda n: n / 1_000)


@given(
    drawn=economies(most=2),
    chosen=choices,
    method=st.sampled_from(METHODS),
    intermediate=st.fixed_dictionaries(dict.fromkeys(("household_management", "care", "volunteering"), ratio)),
    capital=st.fixed_dictionaries(dict.fromkeys(("household_management", "care", "volunteering"), ratio)),
    set_by_hand=st.booleans(),
)
def test_the_account_is_the_sum_of_costs(
    planet: World,
    drawn: Economies,
    chosen: Choices,
    method: str,
    intermediate: dict[str, float],
    capital: dict[str, float],
    set_by_hand: bool,
) -> None:
    """Output = intermediate consumption + labour + capital by domain; extended GDP adds labour and capital only."""
    kept = {domain: 0.5 if set_by_hand else ratio for domain, ratio in intermediate.items()}
    held = [
        {
            "year": 2024,
            "domain": domain,
            "intermediate_consumption_ratio": kept[domain],
            "fixed_capital_ratio": capital[domain],
        }
        for domain in capital
    ]
    put(planet, tables(drawn) | {"core_korea_account_ratios": held})
    by_hand = [f", p_intermediate_ratio_{d} := {r!r}" for d, r in intermediate.items()] if set_by_hand else []
    rows = planet.rows(f"from household_account(p_method := '{method}', {chosen.sql()}{''.join(by_hand)})")
    for economy in drawn.countries:
        accounts = {row["domain"]: row for row in rows if row["country_code"] == economy.country}
        worth = reckon(drawn, chosen)[economy.country, method, "total"]
        if worth is None:
            assert accounts == {}
            continue
        in_scope = {DOMAIN[code] for code in economy.minutes if SCOPE[code] in chosen.counted | {"core"}}
        assert accounts.keys() == in_scope | {"total"}
        added = used = 0.0
        for domain in in_scope:
            codes = {code: m for code, m in economy.minutes.items() if DOMAIN[code] == domain}
            labour = accounts[domain]["compensation_usd_ppp_bn"]
            only = Economies(drawn.matches, (replace(economy, minutes=codes),))
            reckoned = reckon(only, chosen)[economy.country, method, "total"]
            assert reckoned is not None
            assert labour == near(reckoned.value_usd_ppp_bn)
            assert accounts[domain]["output_usd_ppp_bn"] == near(labour * (1 + intermediate[domain] + capital[domain]))
            added += labour * (1 + capital[domain])
            used += labour * intermediate[domain]
        total = accounts["total"]
        assert total["compensation_usd_ppp_bn"] == near(worth.value_usd_ppp_bn)
        assert total["gross_value_added_usd_ppp_bn"] == near(added)
        assert total["output_usd_ppp_bn"] == near(added + used)
        assert total["extended_gdp_usd_ppp_bn"] == near(economy.gdp_bn + added)
        assert total["gdp_share"] == near(added / economy.gdp_bn)
        assert total["extended_gdp_share"] == near(added / (economy.gdp_bn + added))


@given(drawn=economies(), chosen=choices, seed=st.integers(0, 1_000))
def test_the_order_of_rows_changes_no_result(planet: World, drawn: Economies, chosen: Choices, seed: int) -> None:
    rows = tables(drawn)
    put(planet, rows)
    before = by_sex(planet, chosen)
    shuffled = random.Random(seed)
    put(planet, {table: shuffled.sample(records, len(records)) for table, records in rows.items()})
    after = by_sex(planet, chosen)
    assert list(after) == list(before), "reports sort their rows"
    for key, row in after.items():
        for name, value in before[key].items():
            # fsum carries its own error along: what is left is below the last but one binary digit.
            expected = pytest.approx(value, rel=4e-16) if isinstance(value, float) else value
            assert row[name] == expected, (key, name)


@given(drawn=economies(most=2), chosen=choices)
def test_a_country_does_not_depend_on_which_others_are_asked_for(
    planet: World, drawn: Economies, chosen: Choices
) -> None:
    put(planet, tables(drawn))
    everywhere = planet.rows(f"from unpaid_value_by_sex({ALL}, {chosen.sql()})")
    for economy in drawn.countries:
        alone = planet.rows(f"from unpaid_value_by_sex({ALL}, {chosen.sql()}, p_countries := ['{economy.country}'])")
        assert alone == [row for row in everywhere if row["country_code"] == economy.country]
    assert planet.rows(f"from unpaid_value_by_sex({ALL}, p_countries := [])") == []


years = st.frozensets(st.integers(YEAR - 6, YEAR + 6))


@given(wage_years=years, gdp_years=years, asked=st.none() | st.integers(YEAR - 8, YEAR + 8))
@example(wage_years=frozenset({YEAR - 2, YEAR + 2}), gdp_years=frozenset({YEAR - 2, YEAR + 2}), asked=None)
def test_the_wage_year_is_the_nearest_with_gdp(
    planet: World, wage_years: frozenset[int], gdp_years: frozenset[int], asked: int | None
) -> None:
    """Nearest to the survey or the year asked for, among those with GDP if any has it; a tie goes to the later."""
    every = range(YEAR - 6, YEAR + 7)
    economy = replace(GOODS_ONLY_DIFFER, minutes={"food_prep": (10.0, 20.0)})
    rows = tables(Economies(dict.fromkeys(SCOPE, Match("cook", None, True)), (economy,)))
    rows["core_population"] = [row | {"year": year} for row in rows["core_population"] for year in every]
    wages, gdp = rows.pop("core_wages"), rows.pop("core_gdp")
    put_or_empty(planet, "core_wages", [row | {"year": year} for row in wages for year in sorted(wage_years)])
    put_or_empty(planet, "core_gdp", [row | {"year": year} for row in gdp for year in sorted(gdp_years)])
    put(planet, rows)
    row = planet.row(
        "from unpaid_value_by_country(p_methods := ['replacement_generalist'], p_wage_year := ?::integer)", asked
    )
    wanted = YEAR if asked is None else asked
    among = wage_years & gdp_years or wage_years
    chosen = min(among, key=lambda year: (abs(year - wanted), -year), default=None)
    assert row["wage_year"] == chosen
    assert row["gdp_year"] == (chosen if chosen in gdp_years else None)
    assert (row["gdp_share"] is None) == (chosen not in gdp_years)
    assert (row["value_usd_ppp_bn"] is None) == (chosen is None)


def put_or_empty(world: World, table: str, records: list[Row]) -> None:
    world.put(table, [])
    if records:
        world.connection.execute(
            f"insert into memory.main.{table} by name select unnest($records, recursive := true)", {"records": records}
        )
