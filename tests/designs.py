"""The invented diaries of tests/fixtures/estimates as core tables of a world, under any declared design."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.worlds import Row, World

FIXTURES = Path(__file__).parent / "fixtures" / "estimates"
DIARIES = FIXTURES / "diaries.csv"
ACTIVITIES = ("food_prep", "cleaning", "adult_care")
REPLICATED = ("jk1", "jkn", "brr", "fay", "bootstrap", "sdr")
DESIGNS = ("taylor", "weights", *REPLICATED)
KEYS = """
    dense_rank() over (order by survey_id, person_id)::integer as person_key,
    dense_rank() over (order by survey_id, stratum, psu)::integer as psu_key,
    dense_rank() over (order by survey_id, stratum)::integer as stratum_key,
    (count(*) over (partition by survey_id, stratum, psu))::integer as n_diaries_in_psu,
"""


def values() -> dict[str, Any]:
    """What R found, see make_fixtures.R."""
    found: dict[str, Any] = json.loads((FIXTURES / "values.json").read_text(encoding="utf-8"))
    return found


def put_survey(world: World, **declared: object) -> None:
    """A survey of harmonised codes whose weights are person-days."""
    world.put(
        "core_surveys",
        [
            {
                "survey_id": "drawn", "dataset_id": "activities", "country_code": "KOR", "is_synthetic": True,
                "classification": "harmonised", "weight_unit": "person_days", "day_start_minute": 240,
                "has_episodes": False, "n_replicates": 0, "design_method": "weights",
            }
            | declared
        ],
    )  # fmt: skip


def put_profile_that_shows_all(world: World) -> None:
    world.put("core_suppression_profiles", [{"profile": "none"}])


def put_diaries(world: World, query: str) -> None:
    """core_diaries from a query with survey_id, person_id, diary_no, weight, stratum, psu and any other column."""
    world.connection.execute("create or replace table memory.main.core_diaries as from base.main.core_diaries limit 0")
    world.connection.execute(
        f"""
        insert into memory.main.core_diaries by name
        select
            *, {KEYS}
            row_number() over (order by survey_id, person_id, diary_no)::integer as diary_key,
            n_psu::integer as n_psu_in_stratum,
        from ({query}) d
        join (
            select survey_id as s, stratum as h, count(distinct psu) as n_psu from ({query}) group by all
        ) n on n.s = d.survey_id and n.h = d.stratum
        """.replace("*, ", "d.*, ", 1)
    )
    world.derive("core_survey_years")


def put_minutes(world: World, activities: Iterable[str], query: str) -> None:
    """core_diary_minutes from a query with diary_key, activity_code, minutes; and the codes that may be asked for."""
    world.connection.execute(
        "create or replace table memory.main.core_diary_minutes as"
        f" select diary_key, activity_code, activity_code as source_code, minutes::double as minutes from ({query})"
    )
    codes: list[Row] = [{"classification": "harmonised", "source_code": a, "activity_code": a} for a in activities]
    world.put("core_source_activities", codes)
    world.derive("core_selections", "core_selected_minutes")


def put_design(world: World, design: str) -> None:
    """The diaries of the fixture as a survey of this design."""
    given = values()["designs"].get(design)
    declared: dict[str, object] = {"design_method": design}
    if given:
        declared |= {
            "replicate_coefficient": given["coefficient"],
            "replicate_centre": given["centre"],
            "n_replicates": len(given["scales"]),
        }
    put_survey(world, **declared)
    put_profile_that_shows_all(world)
    strata = "stratum, psu" if design == "taylor" else "'' as stratum, person as psu"
    others = ", ".join(
        f"'unknown' as {c}" for c in ("education", "employment", "income_fifth", "household_type", "region")
    )
    put_diaries(
        world,
        f"select 'drawn' as survey_id, person as person_id, diary_no, weight, year, sex, age_group, day_type, {strata},"
        f" {others} from read_csv('{DIARIES}')",
    )
    put_minutes(
        world,
        ACTIVITIES,
        "unpivot (select diary_key, food_prep, cleaning, adult_care from core_diaries d"
        f" join read_csv('{DIARIES}') c on c.person = d.person_id and c.diary_no = d.diary_no)"
        " on food_prep, cleaning, adult_care into name activity_code value minutes",
    )
    world.connection.execute("delete from memory.main.core_diary_minutes where minutes = 0")
    if given:
        world.connection.execute(
            "create or replace table memory.main.core_replicate_weights as"
            " select diary_key, columns('^w[0-9]+$') from core_diaries d"
            f" join read_csv('{FIXTURES / f'weights_{design}.csv'}') c"
            " on c.person = d.person_id and c.diary_no = d.diary_no"
        )
        world.put(
            "core_replicates",
            [{"survey_id": "drawn", "replicate_no": n, "scale": s} for n, s in enumerate(given["scales"], 1)],
        )
        world.derive("core_replicate_sums")
