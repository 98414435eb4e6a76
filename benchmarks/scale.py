"""Generated diaries of two sizes, ten times apart: what import files of that size take to build and to ask."""

import json
import shutil
from pathlib import Path
from statistics import median

import duckdb

from benchmarks.child import Ran, run_child
from benchmarks.measured import Measured, Part, table

EPISODES_A_DAY, DAYS_A_PERSON = 20, 2
MOST_GB = 8
CODES = (
    *("sleep", "eating", "personal_care", "paid_work", "commute", "study", "food_prep", "dishes_cleanup", "cleaning"),
    *("laundry", "shopping", "childcare_physical", "adult_care", "volunteer_formal", "tv_radio", "reading", "social"),
    *("sports", "hobbies_games", "resting"),
)
ASKED = {
    "activity_minutes, 2 activities × sex × age": (
        "activity_minutes",
        {"p_activities": ["food_prep", "cleaning"], "p_by": ["sex", "age_group"]},
    ),
    "tempogram, 20 activities × sex": ("tempogram", {"p_activities": list(CODES), "p_by": ["sex"]}),
    "time_use_variable, at home with a child, 17:00–21:00": (
        "time_use_variable",
        {
            "p_activities": ["food_prep"], "p_by": ["sex"], "p_locations": ["home"], "p_with": ["child"],
            "p_from_minute": 17 * 60, "p_to_minute": 21 * 60,
        },
    ),
}  # fmt: skip
REPEATS = 3
ASK = f"""
import json, time
from unpriced import reports
for what, (name, asked) in json.loads(argument).items():
    times = []
    for _ in range({REPEATS}):
        start = time.perf_counter()
        reports.compute(name, p_survey='generated', **asked)
        times.append(time.perf_counter() - start)
    print(json.dumps([what, times]))
"""


def generate(folder: Path, n_episodes: int) -> None:
    """Files of the contract: people with two days each, twenty episodes a day, strata, primary units and weights."""
    n_days = n_episodes // EPISODES_A_DAY
    n_people = n_days // DAYS_A_PERSON
    made = folder / "generated"
    made.mkdir(parents=True)
    codes = "[" + ", ".join(f"'{code}'" for code in CODES) + "]"
    with duckdb.connect(config={"memory_limit": "2GB", "temp_directory": str(folder / "spilled")}) as connection:
        connection.execute("set preserve_insertion_order = false")
        connection.execute("create macro draw(n, i, seed) as (hash(i, seed) % n)::integer")
        connection.execute(
            f"""
            copy (select 'generated' as survey_id, 'diaries' as dataset_id, 'KOR' as country_code,
                'Generated diaries' as title_en, '생성한 일지' as title_ko, 2020 as first_year, 2020 as last_year,
                15 as age_low, true as is_synthetic, 'harmonised' as classification, 'person_days' as weight_unit,
                240 as day_start_minute, true as has_episodes, 'KRW' as currency_code, 'taylor' as design_method,
                0 as n_replicates) to '{made}/surveys.parquet'
            """
        )
        connection.execute(
            f"""
            copy (select 'generated' as survey_id, 'p' || i as person_id, 'h' || i as household_id,
                ['men', 'women'][1 + draw(2, i, 1)] as sex, 15 + draw(70, i, 2) as age,
                ['low', 'medium', 'high'][1 + draw(3, i, 3)] as education,
                ['full_time', 'part_time', 'unemployed', 'not_in_labour_force'][1 + draw(4, i, 4)] as employment,
                1 + draw(5, i, 5) as household_size, 'r' || draw(17, i, 6) as region,
                (1e6 * (1 + draw(90, i, 7)))::double as household_income,
                from range({n_people}) t(i)) to '{made}/persons.parquet'
            """
        )
        connection.execute(
            f"""
            copy (select 'generated' as survey_id, 'p' || i // {DAYS_A_PERSON} as person_id,
                (i % {DAYS_A_PERSON} + 1)::integer as diary_no, 2020 as year, 1 + draw(12, i, 1) as month,
                1 + draw(7, i, 2) as weekday, 500.0 + draw(1000, i, 3) as weight,
                's' || (i // {DAYS_A_PERSON}) % 50 as stratum, 'u' || (i // {DAYS_A_PERSON}) % 5000 as psu,
                from range({n_days}) t(i)) to '{made}/diaries.parquet'
            """
        )
        # The k-th episode starts up to 50 minutes after 70 k, so none is empty and the twenty fill the day.
        start = "case when {k} = 0 then 0 when {k} = 20 then 1440 else 70 * {k} + 10 * draw(6, i, {k}) end::integer"
        days = f"""
            select 'generated' as survey_id, 'p' || i // {DAYS_A_PERSON} as person_id,
                (i % {DAYS_A_PERSON} + 1)::integer as diary_no, (k + 1)::integer as episode_no,
                {start.format(k="k")} as start_minute, {start.format(k="(k + 1)")} as end_minute,
                {codes}[1 + (k + draw({EPISODES_A_DAY}, i, 0)) % {EPISODES_A_DAY}] as source_code,
                ['home', 'work', 'outdoors', 'transport'][1 + draw(4, i, 100 + k)] as location,
                draw(2, i, 200 + k) = 0 as with_alone, draw(2, i, 200 + k) = 1 as with_child,
            from range({n_days}) t(i) cross join range({EPISODES_A_DAY}) e(k)
        """
        connection.execute(f"copy ({days}) to '{made}/episodes.parquet'")
        connection.execute(
            "copy (select survey_id, person_id, diary_no, source_code, (end_minute - start_minute)::double as minutes"
            f" from '{made}/episodes.parquet') to '{made}/minutes.parquet'"
        )


def measure_one(folder: Path, n_episodes: int) -> tuple[Ran, Ran, dict[str, float]]:
    """Build the generated diaries and ask of them, each in a process of its own; the files go when it is done."""
    imports, target = folder / "generated_imports", folder / "generated.duckdb"
    generate(imports, n_episodes)
    surroundings = {"UNPRICED_IMPORTS": str(imports), "UNPRICED_DATABASE": str(target)}
    built = run_child("from unpriced.build import build; build()", "", surroundings)
    asked = run_child(f"exec({ASK!r})", json.dumps(ASKED), surroundings)
    shutil.rmtree(imports)
    target.unlink()
    return built, asked, {what: median(times) for what, times in map(json.loads, asked.said.splitlines())}


def measure_scale(folder: Path, sizes: tuple[int, int]) -> Part:
    """Time and memory at the two sizes, and whether the time grows no faster than the data."""
    found = [measure_one(folder, n) for n in sizes]
    (built, asked, times), (built_large, asked_large, times_large) = found
    growth = sizes[1] / sizes[0]
    rows = [
        ("build, s", *(f"{ran.seconds:.1f}" for ran in (built, built_large))),
        ("build, peak GB", *(f"{ran.peak_gb:.2f}" for ran in (built, built_large))),
        *((f"{what}, ms", f"{times[what] * 1000:.0f}", f"{times_large[what] * 1000:.0f}") for what in ASKED),
        ("reports, peak GB", *(f"{ran.peak_gb:.2f}" for ran in (asked, asked_large))),
    ]
    build = f"growth of the build from {sizes[0]:,} to {sizes[1]:,} episodes"
    results = [
        Measured(build, built_large.seconds / built.seconds, "times", growth),
        *(Measured(f"growth of {what}", times_large[what] / times[what], "times", growth) for what in ASKED),
        Measured(f"memory of the build of {sizes[1]:,} episodes", built_large.peak_gb, "GB", MOST_GB),
        Measured(f"memory of the reports on {sizes[1]:,} episodes", asked_large.peak_gb, "GB", MOST_GB),
    ]  # fmt: skip
    return Part(
        "Scale",
        f"Generated diaries ({EPISODES_A_DAY} episodes a day, {DAYS_A_PERSON} days a person, strata and primary units),"
        " built from files of the contract by `unpriced.build.build`, then asked, each in a process of its own."
        f" Reports: median of {REPEATS}, the first cold. The goal of a growth is that of the data, {growth:g} times."
        " A build holds the shipped data as well.",
        results,
        [table(["", *(f"{n:,} episodes" for n in sizes)], rows)],
    )
