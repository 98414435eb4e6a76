"""The synthetic diaries: made again to the same bytes, true to the published tables, and named for what they are."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.worlds import World
from unpriced import catalogue, sample
from unpriced.ingest import diaries
from unpriced.sample.chance import Chance
from unpriced.sample.clock import Piece, _merged, _shared, _with_meal

ENTITIES = ("surveys", "persons", "diaries", "minutes", "episodes")
MOST_BYTES = 4_000_000
OURS = "survey_id in (select survey_id from core_surveys where dataset_id = 'diary_sample')"


@pytest.mark.slow
def test_the_generator_makes_the_committed_files_again(built: Path, tmp_path: Path) -> None:
    written = sample.write(tmp_path)
    for name in ENTITIES:
        committed = pq.read_table(sample.FOLDER / f"{name}.parquet")
        assert pq.read_table(tmp_path / f"{name}.parquet").equals(committed), name
        assert written[name] == committed.num_rows
        assert (tmp_path / f"{name}.parquet").read_bytes() == (sample.FOLDER / f"{name}.parquet").read_bytes(), name


def test_the_files_are_small_and_only_those_of_the_contract() -> None:
    found = sorted(sample.FOLDER.glob("*.parquet"))
    assert {path.stem for path in found} == set(ENTITIES) <= set(diaries.ENTITIES)
    assert sum(path.stat().st_size for path in found) <= MOST_BYTES


def test_every_survey_says_that_it_is_synthetic(world: World) -> None:
    surveys = world.rows("from core_surveys where dataset_id = 'diary_sample'")
    assert {"KOR", "FRA", "GBR", "DEU", "USA"} <= {survey["country_code"] for survey in surveys}
    for survey in surveys:
        assert survey["is_synthetic"], survey["survey_id"]
        assert "Synthetic" in survey["title_en"] and "합성 자료" in survey["title_ko"]
        assert "synthetic" in survey["note_codes"].split(",")
        assert 600 <= survey["n_diaries"] <= 1000
    dataset = catalogue.datasets()["diary_sample"]
    assert "Synthetic" in dataset.title.en and "합성 자료" in dataset.title.ko
    assert "synthetic" in {warning.id for warning in dataset.warnings}


def test_the_weighted_means_of_housework_are_those_of_the_oecd(world: World) -> None:
    # OECD (2026), Time Use Database, item 2.1 routine housework of Korea 2014: men 22.5 minutes, women 130.3.
    found = world.rows(
        f"""select d.sex, sum(d.weight * m.minutes) / any_value(w.weight) as minutes
        from core_diaries d
        join core_diary_minutes m using (diary_key)
        join core_activity_members a using (activity_code)
        join (select survey_id, sex, sum(weight) as weight from core_diaries group by all) w
            on w.survey_id = d.survey_id and w.sex = d.sex
        where d.survey_id = 'sample_kor' and a.selection_code = 'housework_all' and d.{OURS}
        group by all order by all"""
    )
    assert {row["sex"]: row["minutes"] for row in found} == pytest.approx({"men": 22.5, "women": 130.3}, abs=0.05)


def test_every_day_closes_in_minutes_and_in_episodes(world: World) -> None:
    sums = f"""select diary_key, sum(m.minutes) as minutes from core_diary_minutes m
        join core_diaries using (diary_key) where {OURS} group by all"""
    lengths = f"""select diary_key, sum(end_minute - start_minute) as minutes, min(start_minute) as first,
        max(end_minute) as last from core_episodes join core_diaries using (diary_key) where {OURS} group by all"""
    n_days = world.value(f"select count(*) from core_diaries where {OURS}")
    assert world.rows(f"select minutes, count(*) as n from ({sums}) group by all") == [{"minutes": 1440, "n": n_days}]
    days = world.rows(f"select minutes, first, last, count(*) as n from ({lengths}) group by all")
    assert days == [{"minutes": 1440, "first": 0, "last": 1440, "n": n_days}]
    steps = world.value(
        f"select count(*) from core_episodes join core_diaries using (diary_key) where {OURS}"
        " and (start_minute % 10 > 0 or end_minute % 10 > 0)"
    )
    assert steps == 0


def test_the_weights_give_the_population_and_the_week_back(world: World) -> None:
    for row in world.rows(
        f"""select d.survey_id, d.sex, sum(weight) / 365 as persons, any_value(p.persons) as published,
            sum(weight) filter (day_type = 'weekend') / sum(weight) as weekend_share
        from core_diaries d join core_surveys s using (survey_id)
        join core_population p on p.country_code = s.country_code and p.year = s.first_year
            and p.population_base = '15-64' and p.sex = d.sex
        where d.{OURS} group by all"""
    ):
        assert row["persons"] == pytest.approx(row["published"], rel=1e-6), row
        assert row["weekend_share"] == pytest.approx(2 / 7, rel=1e-6), row


def test_mean_wages_are_the_published_ones(world: World) -> None:
    # ILO mean hourly earnings in PPP dollars times the World Bank's PPP factor, Korea 2014, as core_wages holds them.
    for sex in ("men", "women"):
        published = world.value(
            "select hourly_national from core_wages where dataset_id = 'ilo_earnings' and country_code = 'KOR'"
            " and year = 2014 and occupation_code = 'total' and sex = $1",
            sex,
        )
        ours = world.value(
            "select sum(weight * hourly_wage) / sum(weight) from core_diaries"
            " where survey_id = 'sample_kor' and hourly_wage is not null and sex = $1",
            sex,
        )
        assert ours == pytest.approx(published, rel=1e-4)


def test_design_is_declared_and_has_several_units_in_every_stratum(world: World) -> None:
    designs = world.rows(f"select distinct stratum, n_psu_in_stratum from core_diaries where {OURS}")
    assert len(designs) == 4 and all(row["n_psu_in_stratum"] == 8 for row in designs)


def test_the_clock_is_plausible(world: World) -> None:
    """Share of weekdays with an activity at an hour: asleep at night, at work before noon, meals at meal times."""
    at = """select count(*) filter (e.activity_code = '{code}') / count(*)::double
        from core_episodes e join core_diaries d using (diary_key)
        where d.day_type = 'weekday' and d.{ours}
        and e.start_minute <= ({hour} - 4) * 60 and e.end_minute > ({hour} - 4) * 60"""

    def share(code: str, hour: float) -> float:
        found = world.value(at.format(code=code, hour=hour, ours=OURS))
        assert isinstance(found, float)
        return found

    assert share("sleep", 27) > 0.95 and share("sleep", 15) < 0.05
    assert share("paid_work", 11) > 0.35 > share("paid_work", 20) * 2
    assert share("eating", 19) > 0.3 and share("eating", 16) < 0.05 and share("eating", 12.75) > 0.2
    assert share("food_prep", 18) > share("food_prep", 20) * 5
    assert share("tv_radio", 21.5) > share("tv_radio", 10)


def test_rare_activities_have_few_doers(world: World) -> None:
    rates = {
        row["activity_code"]: row["rate"]
        for row in world.rows(
            "select activity_code, count(distinct diary_key) / (select count(*) from core_diaries"
            " where survey_id = 'sample_fra')::double as rate"
            " from core_diary_minutes join core_diaries using (diary_key) where survey_id = 'sample_fra' group by all"
        )
    }
    assert rates["sleep"] == 1 and rates["adult_care"] < 0.05 and rates["job_search"] < 0.05


def test_a_meal_comes_between_or_within_what_it_may_interrupt() -> None:
    day = [("sleep", 18), ("commute", 6), ("paid_work", 60), ("commute", 6), ("sleep", 54)]
    lunch = Piece.around(13.0, ("eating", 4))  # 13:00 is step 54, 52 is where it begins: within the work from 24 to 84
    assert _with_meal(day, lunch, ["paid_work"])[2:5] == [("paid_work", 28), ("eating", 4), ("paid_work", 32)]
    # Not within the work: its beginning, 24, is nearer than its end, 84.
    assert _merged(_with_meal(day, lunch, []))[2:4] == [("eating", 4), ("paid_work", 60)]


def test_shares_in_whole_steps_leave_nobody_empty_and_lose_nothing() -> None:
    assert _shared(10, [0, 1, 2], [0.5, 0.3, 0.2]) == {0: 5, 1: 3, 2: 2}
    assert _shared(3, [0, 1, 2], [0.9, 0.05, 0.05]) == {0: 1, 1: 1, 2: 1}
    assert _shared(1, [0, 1, 2], [0.5, 0.3, 0.2]) == {0: 1}
    assert _shared(0, [0, 1], [0.5, 0.5]) == {}


def test_chance_is_the_same_everywhere() -> None:
    chance = Chance("1934 KOR")
    assert [round(chance.between(0, 1), 9) for _ in range(2)] == [0.839887329, 0.252465245]
    assert round(chance.normal(), 9) == 1.385016369
    assert (chance.whole(1, 6), chance.shuffled([1, 2, 3, 4, 5])) == (4, [4, 3, 2, 5, 1])
