"""Worked examples of the macros in queries/functions and of the core tables that do more than rename."""

import pytest

from tests.worlds import World, put_wages

SCOPES = ["shopping", "gardening_pets", "travel", "care_for_others", "volunteering", "passive_care"]


def test_there_are_three_values_of_sex(world: World) -> None:
    assert {row["sex"] for row in world.rows("from each_sex()")} == {"men", "women", "total"}


@pytest.mark.parametrize("on", SCOPES)
def test_a_switch_lets_in_its_own_scope_only(world: World, on: str) -> None:
    switches = ", ".join(str(scope == on).lower() for scope in SCOPES)
    counted = {
        scope: world.value(f"select in_scope(?, {switches})", scope)
        for scope in [*SCOPES, "core", "own_use_goods", "none"]
    }
    assert {scope for scope, is_in in counted.items() if is_in} == {"core", on}


def put_diaries(world: World) -> None:
    """AAA in the OECD table of 2014 and in two HETUS waves; BBB in the SDG totals only, AAA there too."""
    world.put(
        "core_time_use",
        """
        dataset_id    | survey_year | activity_code | minutes_per_day
        oecd_time_use | 2014        | housework_all | 100
        oecd_time_use | 2014        | shopping      | 20
        oecd_time_use | 2014        | sleep         | 480
        hetus         | 2000        | food_prep     | 10
        hetus         | 2000        | gardening     | 90
        hetus         | 2010        | food_prep     | 60
        hetus         | 2010        | gardening     | 20
        """,
        country_code="AAA",
        age_range="15-64",
        population_base="15-64",
        sex="total",
        day_type="all",
        is_leaf=True,
        is_latest=True,
    )
    world.put(
        "core_unpaid_day_share",
        "country_code | hours_per_day\nAAA | 3\nBBB | 4",
        dataset_id="sdg_541",
        year=2015,
        sex="total",
        age="15+",
        population_base="15+",
        is_preferred=True,
        is_preferred_in_year=True,
    )
    world.derive("core_unpaid_minutes")


def minutes(world: World, arguments: str) -> dict[tuple[str, str], float]:
    rows = world.rows(f"from mart_unpaid_minutes({arguments})")
    assert len(rows) == len({(row["country_code"], row["activity_code"]) for row in rows})
    return {(row["country_code"], row["activity_code"]): row["minutes_per_day"] for row in rows}


def test_the_best_source_is_the_diary_and_elsewhere_the_total(world: World) -> None:
    put_diaries(world)
    assert minutes(world, "") == {
        ("AAA", "housework_all"): 100,
        ("AAA", "shopping"): 20,
        ("BBB", "unpaid_total"): 240,  # 4 hours
    }
    assert minutes(world, "p_source := 'sdg_541'") == {("AAA", "unpaid_total"): 180, ("BBB", "unpaid_total"): 240}


def test_housework_is_shared_out_as_in_the_nearest_wave(world: World) -> None:
    put_diaries(world)
    assert minutes(world, "p_countries := ['AAA'], p_split_housework := true") == {
        ("AAA", "food_prep"): pytest.approx(75),  # 100 x 60 / (60 + 20), wave 2010
        ("AAA", "gardening"): pytest.approx(25),  # 100 x 20 / (60 + 20)
        ("AAA", "shopping"): 20,
    }


def test_null_means_all_and_an_empty_list_means_none(world: World) -> None:
    put_diaries(world)
    assert {country for country, _ in minutes(world, "p_countries := null")} == {"AAA", "BBB"}
    assert minutes(world, "p_countries := []") == {}


def test_of_several_editions_of_a_survey_the_newest_counts_if_it_is_a_whole_day(world: World) -> None:
    groups = "\n".join(
        f"{year} | {edition} | {code} | {minutes}"
        for year, edition, codes, minutes in [
            (2014, 2020, "12345", 288),
            (2014, 2023, "12345", 289),
            (2019, 2023, "1234", 288),  # one of the five main groups is missing
        ]
        for code in codes
    )
    world.put(
        "stg_oecd_time_use",
        "survey_year | edition | source_code | minutes_per_day\n" + groups,
        country_code="AAA",
        sex="total",
        age_range="15-64",
        is_comparable=True,
        is_leaf=True,
    )
    world.put("stg_hetus", [])
    world.derive("core_time_use")
    rows = world.rows("select distinct survey_year, edition, minutes_per_day, is_latest from core_time_use")
    assert rows == [{"survey_year": 2014, "edition": 2023, "minutes_per_day": 289, "is_latest": True}]


@pytest.mark.parametrize(
    ("head", "dollars", "rate", "factor", "expected", "concept"),
    [
        (50_000, 1e12, 1.0, 0.8, 50_000 * 1e6, "oecd_gdp_per_head"),  # per head x a million people
        (None, 1e12, 1.0, 0.8, 1e12 / 0.8, "usd_by_rate_and_ppp"),  # dollars x market rate / PPP factor
        (None, 1e12, 1300.0, 0.8, None, None),  # rate in old money, factor in new: no guess
    ],
)
def test_gdp_in_ppp(
    world: World,
    head: float | None,
    dollars: float,
    rate: float,
    factor: float,
    expected: float | None,
    concept: str | None,
) -> None:
    world.put("core_countries", [{"country_code": "AAA", "currency_code": "AAD"}])
    world.put(
        "stg_gdp",
        [{"gdp_per_head_usd_ppp_current": head, "population": 1e6, "gdp_usd_current": dollars}],
        country_code="AAA",
        year=2020,
        national_currency_per_usd_market=rate,
        ppp_national_currency_per_usd=factor,
    )
    world.put("stg_exchange_rates", [])
    world.derive("core_gdp")
    row = world.row("from core_gdp")
    assert row["gdp_usd_ppp"] == (None if expected is None else pytest.approx(expected))
    if concept:
        assert row["gdp_concept"] == concept


def test_the_split_of_working_ages_follows_the_sexes_at_15_and_over(world: World) -> None:
    world.put(
        "stg_population_annual",
        "men_15plus | women_15plus | men_all | women_all\n40 | 60 | 50 | 70",
        country_code="AAA",
        year=2020,
    )
    world.put(
        "stg_wpp_2019__working_age",
        [{"country_code": "AAA", "year": 2020, "persons_15_64": 80, "is_interpolated": False}],
    )
    world.derive("core_population")
    rows = world.rows("from core_population where population_base = '15-64' order by sex")
    assert [(row["sex"], row["persons"], row["population_note"]) for row in rows] == [
        ("men", pytest.approx(32), "split_by_15plus_ratio"),  # 80 x 40 / 100
        ("total", pytest.approx(80), None),
        ("women", pytest.approx(48), "split_by_15plus_ratio"),
    ]


def test_what_a_country_holds_is_read_from_its_wages(world: World) -> None:
    put_wages(world, "sex | occupation_code | hourly_usd_ppp\ntotal | minimum | 5", year=2020)
    row = world.row("from core_wages_held")
    assert (row["has_minimum"], row["has_earnings"], row["has_plausible"]) == (True, False, True)
