"""Lines of the middle class on distributions small enough to reckon by hand, and what is said where there is none."""

from math import log
from statistics import NormalDist

import pytest

from tests.worlds import World
from unpriced import catalogue

NORMAL_BELOW_ONE = 0.8413447460685429  # the standard normal distribution below one


@pytest.fixture
def two(world: World) -> World:
    """AAA with a median of 3,650 dollars a year, ten a day, and BBB with twice that; sigma is ln 2 in both."""
    world.put(
        "core_income_fits",
        """
        country_code | year | sigma              | fit_error_share
        AAA          | 2010 | 0.5                | 0.01
        AAA          | 2020 | 0.6931471805599453 | 0.01
        BBB          | 2019 | 0.6931471805599453 | 0.01
        """,
        income_model="lognormal",
        median_to_scale=1.0,
    )
    world.put(
        "core_median_income",
        """
        country_code | year | median_income
        AAA          | 2020 | 3650
        BBB          | 2019 | 7300
        """,
        concept="per_head",
        dataset_id="median_income",
    )
    world.put("core_countries", [{"country_code": code} for code in ("AAA", "BBB", "CCC")])
    world.put("core_income_fit_ranks", [])
    return world


def counted(world: World, line: str) -> dict[str, dict[str, object]]:
    rows = world.rows(f"from middle_class_share_grouped(p_models := ['lognormal'], {line})")
    return {str(row["country_code"]): row for row in rows}


def test_half_to_twice_the_median_is_one_sigma_to_each_side(two: World) -> None:
    found = counted(two, "p_anchor := 'median', p_lower := 0.5, p_upper := 2")
    assert found["AAA"]["middle_share"] == pytest.approx(2 * NORMAL_BELOW_ONE - 1)
    assert found["AAA"]["above_share"] == pytest.approx(1 - NORMAL_BELOW_ONE)
    # The income of a lognormal is normal as well, one sigma further up: below it is the share under 1 - sigma.
    normal = NormalDist(mu=log(2))
    assert found["AAA"]["middle_income_share"] == pytest.approx(normal.cdf(1) - normal.cdf(-1))
    assert found["AAA"]["income_year"] == 2020
    assert (
        counted(two, "p_anchor := 'median', p_lower := 0.5, p_upper := 2, p_year := 2012")["AAA"]["income_year"] == 2010
    )


def test_a_foreign_line_and_dollars_a_day_move_with_the_median(two: World) -> None:
    foreign = counted(two, "p_anchor := 'foreign_median', p_lower := 0.5, p_upper := 1, p_line_country := 'BBB'")
    assert foreign["AAA"]["lower_to_median"] == pytest.approx(1)
    assert foreign["AAA"]["middle_share"] == pytest.approx(NORMAL_BELOW_ONE - 0.5)
    assert foreign["BBB"]["middle_share"] == pytest.approx(NORMAL_BELOW_ONE - 0.5)
    dollars = counted(two, "p_anchor := 'ppp_dollars_a_day', p_lower := 10, p_upper := 20")
    assert dollars["AAA"]["middle_share"] == pytest.approx(NORMAL_BELOW_ONE - 0.5)
    assert dollars["BBB"]["middle_share"] == pytest.approx(NORMAL_BELOW_ONE - 0.5)
    assert dollars["BBB"]["below_share"] == pytest.approx(1 - NORMAL_BELOW_ONE)


def test_a_line_in_older_dollars_is_carried_by_prices(two: World) -> None:
    """Prices doubled since 2005: ten dollars of then are twenty, twice the median of AAA."""
    two.put(
        "core_us_prices", [{"year": 2005, "us_price_index": 50}, {"year": 2017, "us_price_index": 100}], dataset_id="x"
    )
    found = counted(two, "p_definitions := ['kharas_10_100']")["AAA"]
    assert found["lower_to_median"] == pytest.approx(2)
    assert found["upper_to_median"] == pytest.approx(20)
    assert "line_by_us_prices" in str(found["notes"])


def test_what_incomes_cannot_count_says_what_it_needs(two: World) -> None:
    two.put("core_us_prices", [{"year": 2017, "us_price_index": 100}])
    found = {
        row["definition_id"]: row["missing_reason"]
        for row in two.rows(
            "from middle_class_share_grouped(p_countries := ['AAA'], p_definitions := null, p_models := ['lognormal'])"
        )
    }
    assert found["oecd_75_200"] is None
    assert found["asset_buffer_3m"] == "needs_wealth"
    assert found["kr_folk_asset_2012"] == "needs_items"
    assert found["subj_kostat"] == "needs_answers"
    assert found["occ_esec"] == "needs_occupations"
    assert found["banerjee_duflo_a"] == "no_us_prices"
    assert counted(two, "p_anchor := 'median', p_lower := 0.5")["CCC"]["missing_reason"] == "no_income_shares"
    assert counted(two, "p_anchor := 'median', p_lower := 0.5")["CCC"]["middle_share"] is None


def test_ranks_hold_what_they_say_and_no_more(world: World) -> None:
    found = {
        row["definition_id"]: row
        for row in world.rows("from middle_class_share_grouped(p_countries := ['KOR'], p_definitions := null)")
    }
    assert found["easterly_q2_q4"]["middle_share"] == pytest.approx(0.6)
    shares = world.row(
        "select first_four_fifths - first_fifth as middle from core_lorenz_points where country_code = 'KOR'"
        " qualify year = max(year) over ()"
    )
    # The fitted curve passes the published points within its error, at both ends.
    assert found["easterly_q2_q4"]["middle_income_share"] == pytest.approx(shares["middle"], abs=0.01)
    assert found["birdsall_10_p95"]["above_share"] == pytest.approx(0.05)


def test_every_definition_is_a_row_with_its_tuple(world: World) -> None:
    rows = {row["definition_id"]: row for row in world.rows("from middle_class_definitions()")}
    assert list(rows) == list(catalogue.definitions())
    assert len(rows) == 45
    assert rows["pew_us"]["lower_bound"] == 2 / 3
    for definition in catalogue.definitions().values():
        assert definition.rule or definition.lower is not None, definition.id
        assert definition.rule is None or definition.upper is None, definition.id


def test_the_world_counts_what_countries_show(two: World) -> None:
    world = two.row(
        "from middle_class_world(p_model := 'lognormal', p_anchor := 'median', p_lower := 0.5, p_upper := 2)"
    )
    assert (world["n_countries"], world["n_majority_countries"]) == (2, 2)
    assert world["median_middle_share"] == pytest.approx(2 * NORMAL_BELOW_ONE - 1)
