"""Kinds of prosuming, the prosumer share and the sources beside one another, on small worlds and on the built data."""

from collections.abc import Callable

import pytest

from tests.worlds import World
from unpriced.reports import Result

Run = Callable[..., Result]


def test_kinds_part_the_unpaid_minutes_and_leave_own_use_goods_out(aaa: World) -> None:
    rows = {r["prosuming_kind"]: r for r in aaa.rows("from prosuming_by_kind(p_sexes := ['women'])")}
    # Women of AAA: food 60 and shopping 60 are household production, child care 60 is care, own-use goods 10.
    assert {kind: row["minutes_per_day"] for kind, row in rows.items() if row["minutes_per_day"]} == {
        "household": 120,
        "care": 60,
        "own_use": 10,
    }
    assert rows["household"]["unpaid_time_share"] == pytest.approx(120 / 180), "own-use goods are in no share"
    assert not rows["own_use"]["is_counted"]
    assert rows["digital"]["missing_reason"] == "no_hours_recorded"
    assert rows["making"]["missing_reason"] == "not_split_by_source"


def test_the_value_by_kind_is_hours_by_the_wage_of_each_activity(aaa: World) -> None:
    rows = {r["prosuming_kind"]: r for r in aaa.rows("from prosuming_by_kind()")}
    # Cooking: (30 + 60) min x a million x 365 / 60 = 0.5475 bn h at 10; shopping 60 min of women: 0.365 bn h at 14.
    assert rows["household"]["value_usd_ppp_bn"] == pytest.approx(0.5475 * 10 + 0.365 * 14)
    assert rows["care"]["value_usd_ppp_bn"] == pytest.approx(0.5475 * 12)
    assert rows["care"]["gdp_share"] == pytest.approx(0.5475 * 12 / 40)


def test_kinds_together_are_the_value_of_the_country(run: Run) -> None:
    totals = {
        row["country_code"]: row["value_usd_ppp_bn"]
        for row in run("unpaid_value_by_country", p_source="oecd_time_use", p_split_housework=True).table.to_pylist()
    }
    kinds: dict[str, float] = {}
    for row in run("prosuming_by_kind", p_source="oecd_time_use").table.to_pylist():
        if row["is_counted"] and row["value_usd_ppp_bn"]:
            kinds[row["country_code"]] = kinds.get(row["country_code"], 0) + row["value_usd_ppp_bn"]
    assert len(kinds) > 25
    for country, value in kinds.items():
        assert value == pytest.approx(totals[country]), country


def test_the_prosumer_share_is_unpaid_over_unpaid_and_paid(world: World) -> None:
    world.put(
        "core_time_use",
        """
        sex   | activity_code | minutes_per_day
        women | food_prep     | 180
        women | own_use_goods | 30
        women | paid_work     | 150
        women | commute       | 30
        women | sleep         | 480
        men   | food_prep     | 60
        men   | paid_work     | 300
        total | food_prep     | 120
        total | paid_work     | 240
        """,
        dataset_id="oecd_time_use",
        country_code="AAA",
        survey_year=2020,
        age_range="15-64",
        day_type="all",
        is_leaf=True,
        is_latest=True,
    )
    row = world.row("from prosumer_share()")
    assert row["women_prosumer_share"] == pytest.approx(180 / (180 + 180)), "commuting is paid, own-use goods neither"
    assert row["men_prosumer_share"] == pytest.approx(60 / 360)
    assert row["prosumer_share"] == pytest.approx(120 / 360)


def test_the_modelled_day_has_24_hours_and_its_paid_part_is_a_part(run: Run) -> None:
    rows = run("human_day_world").table.to_pylist()
    assert sum(row["hours_per_day"] for row in rows) == pytest.approx(24, abs=0.1)  # 24 figures of two decimals
    assert all(0 <= row["paid_hours_per_day"] <= row["hours_per_day"] for row in rows)


def test_sources_stand_side_by_side_and_the_model_is_marked(run: Run) -> None:
    rows = run("unpaid_time_sources", p_countries=["DEU"]).table.to_pylist()
    assert [row["dataset_id"] for row in rows] == ["oecd_time_use", "hetus", "sdg_541", "global_human_day"]
    assert [row["is_modelled"] for row in rows] == [False, False, False, True]


def test_a_part_of_a_year_is_no_year_of_pushes(run: Run) -> None:
    rows = {row["year"]: row for row in run("digital_activity", p_countries=["KOR"]).table.to_pylist()}
    assert (rows[2025]["pushes_per_thousand"], rows[2025]["missing_reason"]) == (None, "not_a_whole_year")
    assert rows[2024]["pushes"] == 26_132_065  # GitHub Innovation Graph, four quarters of 2024


def test_digital_concepts_have_no_total(run: Run) -> None:
    rows = run("digital_concepts").table.to_pylist()
    assert {row["digital_concept"] for row in rows} == {"cost", "demand", "consumer_surplus", "producer_time"}
    producer = next(row for row in rows if row["digital_concept"] == "producer_time")
    assert (producer["published_value"], producer["missing_reason"]) == (None, "no_hours_recorded")
