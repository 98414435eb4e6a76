"""Sums of diaries give what the diaries themselves give, to 1e-9, and say why where only the diaries could tell."""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from tests.diary_worlds import DiaryWorld
from tests.worlds import Row
from unpriced import aggregates
from unpriced.aggregates import Plan
from unpriced.paths import QUERIES

RELATIVE = 1e-9
PLAN = Plan(
    margins=(("year", "sex", "day_type"), ("sex", "day_type", "education"), ("year", "employment")),
    clocked_whole=(("year", "sex", "day_type"),),
    clocked=(("year", "employment"),),
    steps=(10, 60),
    classes=True,
)
# Of 3,000 people 30 are unemployed: fewer than the strict profile shows. Days begin and end between whole steps.
PEOPLE = """
select
    's' as survey_id,
    'p' || i as person_id,
    case when hash(i, 1) % 5 < 2 then 'men' else 'women' end as sex,
    15 + (hash(i, 2) % 70)::integer as age,
    ['low', 'medium', 'high'][1 + (hash(i, 3) % 3)::integer] as education,
    case when i % 100 = 0 then 'unemployed' when hash(i, 4) % 3 = 0 then 'not_in_labour_force' else 'full_time' end
        as employment,
    1 + (hash(i, 9) % 4)::integer as household_size,
    [8000, 17500, 32500, 55000, 90000, 150000][1 + (hash(i, 10) % 6)::integer] as household_income,
from range(3000) r(i)
"""
DAYS = """
select 's' as survey_id, 'p' || i as person_id, 1 as diary_no, 2019 + i % 2 as year, 1 + i % 12 as month,
    1 + (hash(i, 5) % 7)::integer as weekday, 1000 + (hash(i, 6) % 90000)::integer / 7 as weight,
from range(3000) r(i)
"""
EPISODES = """
with bounds as (
    select i, k, case k when 0 then 0 when 8 then 1440 else 180 * k + (hash(i, k, 7) % 90)::integer end as minute,
    from range(3000) r(i), range(9) s(k)
)
select 's' as survey_id, 'p' || a.i as person_id, 1 as diary_no, a.k + 1 as episode_no, a.minute as start_minute,
    b.minute as end_minute,
    case when a.k in (0, 7) then '010101' else
        ['020201', '020101', '030101', '050101', '110101', '120303', '180301', '180601'][
            1 + (hash(a.i, a.k, 8) % 8)::integer
        ]
    end as source_code,
from bounds a
join bounds b on b.i = a.i and b.k = a.k + 1
"""


def fill(world: DiaryWorld) -> None:
    for entity, sql in (("persons", PEOPLE), ("diaries", DAYS), ("episodes", EPISODES)):
        world.connection.execute(f"insert into raw_diaries__{entity} by name {sql}")
    world.connection.execute(
        "insert into raw_diaries__minutes by name select survey_id, person_id, diary_no, source_code,"
        " fsum(end_minute - start_minute) as minutes from raw_diaries__episodes group by all"
    )


def put_sums(world: DiaryWorld, tables: dict[str, pa.Table]) -> None:
    """The tables as the files of the dataset, with staging and core made of them."""
    for name, table in tables.items():
        world.connection.register("given", table)
        world.connection.execute(f"create or replace table memory.main.raw_atus_aggregates__{name} as from given")
        path = QUERIES / "staging" / "atus_aggregates" / f"stg_atus_aggregates__{name}.sql"
        world.connection.execute(f"create or replace view memory.main.{path.stem} as\n{path.read_text('utf-8')}")
    world.derive(
        *(
            "core_aggregate_surveys",
            "core_surveys",
            "core_aggregate_cells",
            "core_aggregate_sums",
            "core_aggregate_steps",
        ),
        *("core_aggregate_margins", "core_aggregate_selections", "core_aggregate_classes", "core_survey_years"),
    )


@pytest.fixture(scope="module")
def worlds(built: Path) -> Iterator[tuple[DiaryWorld, DiaryWorld]]:
    """The survey with its diaries, and the same survey as sums only."""
    diaries, sums = DiaryWorld(built, has_episodes=True), DiaryWorld(built)
    fill(diaries)
    diaries.make_core()
    diaries.derive("core_selections")
    tables = aggregates.collect(diaries.connection, {"s": PLAN})
    for world in (diaries, sums):  # an import beside its own sums
        if world is sums:
            world.connection.execute("delete from raw_diaries__surveys")
            world.make_core()
        put_sums(world, tables)
    yield diaries, sums
    for world in (diaries, sums):
        world.connection.close()


ASKED = {
    "everyone": "p_by := []",
    "sex": "p_by := ['sex']",
    "sex and education": "p_by := ['education', 'sex']",
    "women at weekends": "p_by := ['education'], p_filter_sex := ['women'], p_day_types := ['weekend']",
    "kinds of day": "p_by := ['day_type']",
    "years": "p_by := ['year', 'sex']",
    "a year": "p_by := ['sex'], p_years := [2020]",
    "with travel": "p_by := ['sex'], p_travel := true",
    "strict": "p_by := ['year', 'sex'], p_profile := 'strict'",
}
ACTIVITIES = "['unpaid_work', 'care', 'sleep', 'food_prep', 'travel', 'leisure']"
COMPARED = {
    "sex": "p_column := 'sex', p_group_a := 'women', p_group_b := 'men'",
    "education by sex": "p_column := 'education', p_group_a := 'high', p_group_b := 'low', p_by := ['sex']",
    "days": "p_column := 'day_type', p_group_a := 'weekend', p_group_b := 'weekday', p_travel := true",
}
STATEMENTS = {
    **{f"minutes, {name}": f"activity_minutes({asked}, p_activities := {ACTIVITIES})" for name, asked in ASKED.items()},
    **{
        f"difference, {name}": f"activity_difference({asked}, p_activities := {ACTIVITIES})"
        for name, asked in COMPARED.items()
    },
    "trend": f"activity_trend(p_activities := {ACTIVITIES})",
    "day": f"tempogram(p_activities := {ACTIVITIES})",
    "day, hours": f"tempogram(p_activities := {ACTIVITIES}, p_step_minutes := 60, p_by := ['sex'])",
    "day, one activity": "tempogram(p_activities := ['food_prep'], p_by := ['sex'], p_day_types := ['weekday'])",
    "day, employment": "tempogram(p_activities := ['unpaid_work'], p_by := ['employment'], p_years := [2019])",
}
OF_THE_SOURCE = {"dataset_id", "notes"}


def differences(one: Any, other: Any, scale: float) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return not math.isclose(one, other, rel_tol=RELATIVE, abs_tol=1e-7 * scale)
    return bool(one != other)


@pytest.mark.parametrize("name", STATEMENTS)
def test_sums_give_what_the_diaries_give(worlds: tuple[DiaryWorld, DiaryWorld], name: str) -> None:
    """Estimates, standard errors, intervals, effective numbers and flags of every row, through the same report.

    A standard error of nothing is the root of the rounding of the squares it is made from, hence 1e-7 of the estimate.
    """
    diaries, sums = (world.rows(f"from {STATEMENTS[name]}") for world in worlds)
    assert len(diaries) == len(sums) > 0
    shown = 0
    for one, other in zip(diaries, sums, strict=True):
        if other["missing_reason"] == "suppressed" and other["employment"] == "unemployed":
            continue  # withheld: see below
        shown += one["missing_reason"] is None
        for column in one.keys() - OF_THE_SOURCE:
            estimate = one.get(column.removesuffix("_se")) if column.endswith("_se") else 0
            assert not differences(one[column], other[column], abs(estimate or 0)), (column, one, other)
    assert shown > len(diaries) / 2


def test_an_import_takes_the_place_of_the_sums_and_nobody_counts_twice(worlds: tuple[DiaryWorld, DiaryWorld]) -> None:
    diaries, sums = worlds
    assert diaries.value("select count(*) from core_aggregate_cells") == 0
    assert diaries.rows("select survey_id, n_diaries, n_persons from core_surveys") == [
        {"survey_id": "s", "n_diaries": 3000, "n_persons": 3000}
    ]
    assert diaries.row("from activity_minutes()")["n_persons"] == 3000
    assert [row["has_microdata"] for world in worlds for row in world.rows("from diary_surveys()")] == [True, False]
    assert sums.row("from activity_minutes()")["n_persons"] == 3000


def test_a_group_too_small_for_the_strict_profile_is_withheld(worlds: tuple[DiaryWorld, DiaryWorld]) -> None:
    _, sums = worlds
    held: dict[str, Row] = {
        row["employment"]: row for row in sums.rows("from activity_minutes(p_by := ['employment'])")
    }
    assert held["full_time"]["mean_minutes"] > 0
    withheld = held["unemployed"]
    assert (withheld["n_persons"], withheld["quality_flag"], withheld["missing_reason"]) == (30, *2 * ("suppressed",))
    assert (withheld["mean_minutes"], withheld["total_hours_bn"], withheld["participation_share"]) == (None,) * 3
    step = sums.rows("from tempogram(p_by := ['employment']) where employment = 'unemployed'")
    assert step and {(row["people_share"], row["missing_reason"]) for row in step} == {(None, "suppressed")}


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("activity_minutes(p_by := ['education', 'employment'])", "grouping_not_shipped"),
        ("activity_minutes(p_by := ['age'])", "grouping_not_shipped"),
        ("activity_minutes(p_by := ['sex'], p_filter_region := ['south'])", "grouping_not_shipped"),
        ("activity_minutes(p_activities := ['source:02'])", "no_microdata"),
        ("activity_minutes(p_activities := ['nothing'])", "unknown_activity"),
        ("activity_minutes(p_activities := ['own_use_goods'])", "activity_not_in_survey"),
        ("activity_difference(p_column := 'region', p_group_a := 'a', p_group_b := 'b')", "grouping_not_shipped"),
        ("activity_difference(p_group_a := 'nobody')", "group_without_diaries"),
        ("tempogram(p_step_minutes := 20, p_activities := ['care'])", "grouping_not_shipped"),
        ("tempogram(p_activities := ['sleep'], p_by := ['employment'])", "grouping_not_shipped"),
        ("activity_quantile()", "no_microdata"),
        ("time_use_variable()", "no_microdata"),
        ("day_sequences()", "no_microdata"),
        ("unpaid_value_by_person_group(p_methods := ['own_wage'])", "no_microdata"),
        ("extended_income_distribution(p_methods := ['own_wage'])", "no_microdata"),
    ],
)
def test_what_sums_cannot_tell_is_a_row_with_a_reason(
    worlds: tuple[DiaryWorld, DiaryWorld], statement: str, reason: str
) -> None:
    row = worlds[1].row(f"from {statement}")
    assert (row["survey_id"], row["missing_reason"]) == ("s", reason)


@pytest.mark.parametrize(
    "asked",
    [
        "",
        "p_by := 'sex'",
        "p_by := 'age_group', p_line := 'fixed', p_lower := 0.55, p_upper := 1.7",
        "p_by := 'education', p_lower := 1.0, p_upper := 3.0",
        "p_methods := ['replacement_hybrid', 'minimum_wage']",
        "p_lower := 0.6000000000000001",
    ],
)
def test_classes_counted_in_sums_are_those_of_the_diaries(worlds: tuple[DiaryWorld, DiaryWorld], asked: str) -> None:
    """Shares, who enters and leaves, intervals, people: of every method that prices the survey."""
    given = f"p_survey := 's', {asked}".rstrip(", ")
    diaries, sums = (world.rows(f"from extended_middle_class({given})") for world in worlds)
    assert len(diaries) == len(sums) > 0
    compared = 0
    for one, other in zip(diaries, sums, strict=True):
        if one["missing_reason"] == "no_wage":  # nobody here has a wage of their own
            assert other["extended_middle_share"] is None
            continue
        compared += one["enters_share"] > 0
        for column in one.keys() - OF_THE_SOURCE:
            assert not differences(one[column], other[column], 0), (column, one, other)
    assert compared


@pytest.mark.parametrize(
    "asked",
    [
        *("p_lower := 0.77", "p_upper := 5.0", "p_imputation := 'diary_day'", "p_wage_rule := 'zero'"),
        *("p_travel := false", "p_days_per_year := 360.0", "p_years := [2018]"),
    ],
)
def test_a_class_that_was_not_counted_has_a_reason(worlds: tuple[DiaryWorld, DiaryWorld], asked: str) -> None:
    rows = worlds[1].rows(f"from extended_middle_class(p_survey := 's', {asked})")
    assert len(rows) == 3
    assert {(row["extended_middle_share"], row["missing_reason"]) for row in rows} == {(None, "line_not_held")}


def test_fewer_digits_change_the_twelfth() -> None:
    values = [1 / 3, 2e17 / 7, 0.0, None]
    cut = aggregates.cut(pa.table({"y": pa.array(values, pa.float64())}))["y"].to_pylist()
    assert cut[2:] == [0.0, None]
    for value, kept in zip(values[:2], cut[:2], strict=True):
        assert value is not None and value != kept == pytest.approx(value, rel=1e-11)
