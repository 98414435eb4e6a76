"""The assertions of queries/checks hold on the built data, and each of them finds the data that it is there for."""

import pytest

from tests.worlds import World
from unpriced import contracts
from unpriced.errors import UnpricedError
from unpriced.paths import QUERIES

CHECKS = {path.stem: path.read_text(encoding="utf-8") for path in sorted((QUERIES / "checks").glob("*.sql"))}

# For each check: a table and what makes it wrong.
WRONG = {
    "crosswalk_covers": (
        "core_time_use",
        "update core_time_use set activity_code = 'no_such_activity' where is_leaf and source_code = '2.1'",
    ),
    "days_close": (
        "core_time_use",
        "update core_time_use set minutes_per_day = minutes_per_day + 7"
        " where dataset_id = 'hetus' and is_leaf and country_code = 'FRA' and activity_code = 'sleep'",
    ),
    "korea_margins": (
        "core_korea_margins",
        "update core_korea_margins set value_krw_bn = value_krw_bn + 5 where category = 'Seoul'",
    ),
    "official_recomputations": (
        "core_official_inputs",
        "update core_official_inputs set value = value * 1.01 where figure_id = 'KR2024.wage'",
    ),
    "population_covers_prices": (
        "core_population",
        "delete from core_population where country_code = 'KOR' and year = 2014",
    ),
    "prosuming_kinds_cover": (
        "core_prosuming_kinds",
        "update core_prosuming_kinds set activity_codes = ['childcare_teach', 'sleep']"
        " where prosuming_kind = 'learning'",
    ),
    "sample_calibrated": (
        "core_diary_minutes",
        "update core_diary_minutes set minutes = minutes + 20 where activity_code = 'food_prep'",
    ),
    "unpaid_leaves_sum": (
        "core_time_use",
        "update core_time_use set minutes_per_day = minutes_per_day + 2"
        " where country_code = 'KOR' and source_code = '2'",
    ),
}


@pytest.mark.parametrize("check", CHECKS)
def test_the_built_data_pass(world: World, check: str) -> None:
    assert world.rows(CHECKS[check]) == []


def test_every_check_has_data_that_break_it() -> None:
    assert set(WRONG) == set(CHECKS)


@pytest.mark.parametrize("check", WRONG)
def test_wrong_data_are_found(world: World, check: str) -> None:
    table, change = WRONG[check]
    world.connection.execute(f"create table memory.main.{table} as from base.main.{table}")
    assert world.rows(CHECKS[check]) == []
    world.connection.execute(change)
    assert world.rows(CHECKS[check])


def test_a_build_stops_at_wrong_data_with_the_sentence_of_the_check(world: World) -> None:
    assert contracts.run_checks(world.connection) == len(CHECKS)
    table, change = WRONG["korea_margins"]
    world.connection.execute(f"create table memory.main.{table} as from base.main.{table}")
    world.connection.execute(change)
    with pytest.raises(UnpricedError) as caught:
        contracts.run_checks(world.connection)
    assert caught.value.found.startswith("The check korea_margins finds 2 wrong rows (")  # Seoul in 2019 and in 2024
    assert caught.value.needed == CHECKS["korea_margins"].splitlines()[0].removeprefix("-- ")
    assert caught.value.remedy.startswith("See queries/checks/korea_margins.sql")
