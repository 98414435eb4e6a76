"""Reports from diaries on days small enough to reckon by hand: variables of one's own, single days, years."""

import itertools
from pathlib import Path

import pytest

from tests.designs import put_profile_that_shows_all
from tests.diary_worlds import DiaryWorld
from tests.worlds import World, drawn

# Two people, the day from 04:00 on. Ann cooks 07:00–08:00 at home with a child and 18:00–19:00 at home alone.
# Ben cooks 23:00–01:00 at work with others, and beside his meal the hour before.
EPISODES = """
person_id | episode_no | start_minute | end_minute | source_code | secondary_code | location | company
ann       | 1          | 0            | 180        | 0101        |                | home     | alone
ann       | 2          | 180          | 240        | 0202        |                | home     | child
ann       | 3          | 240          | 840        | 0501        |                | work     | others
ann       | 4          | 840          | 900        | 0202        |                | home     | alone
ann       | 5          | 900          | 1440       | 0101        |                | home     | alone
ben       | 1          | 0            | 1080       | 0101        |                | home     | alone
ben       | 2          | 1080         | 1140       | 1101        | 0202           | work     | others
ben       | 3          | 1140         | 1260       | 0202        |                | work     | others
ben       | 4          | 1260         | 1440       | 0101        |                | home     | alone
"""


def make(world: DiaryWorld) -> None:
    """The core tables, what may be asked for included, and a rule that shows all."""
    world.make_core()
    world.derive("core_selections")
    put_profile_that_shows_all(world)


@pytest.fixture
def clocked(built: Path) -> DiaryWorld:
    """Ann and Ben, of equal weight."""
    world = DiaryWorld(built, has_episodes=True)
    world.insert("persons", "person_id | sex\nann | women\nben | men")
    world.insert("diaries", "person_id\nann\nben", year=2020, weekday=1, weight=1.0)
    for row in drawn(EPISODES):
        company = row.pop("company")
        with_whom = {f"with_{who}": who == company for who in ("alone", "child", "others")}
        world.insert("episodes", [row | with_whom])
    world.insert(
        "minutes",
        "person_id | source_code | minutes\nann | 0101 | 720\nann | 0202 | 120\nann | 0501 | 600\n"
        "ben | 0101 | 1260\nben | 0202 | 120\nben | 1101 | 60",
    )
    make(world)
    return world


@pytest.mark.parametrize(
    ("asked", "ann", "ben"),
    [
        ("", 120, 120),
        ("p_locations := ['home']", 120, 0),
        ("p_locations := ['home', 'work']", 120, 120),
        ("p_with := ['child']", 60, 0),
        ("p_with := ['child', 'others']", 60, 120),
        ("p_locations := ['home'], p_with := ['alone']", 60, 0),
        ("p_from_minute := 18 * 60, p_to_minute := 18 * 60 + 30", 30, 0),
        ("p_from_minute := 23 * 60, p_to_minute := 24 * 60", 0, 60),
        ("p_from_minute := 0, p_to_minute := 60", 0, 60),
        ("p_from_minute := 23 * 60 + 30, p_to_minute := 30", 0, 60),
        ("p_from_minute := 7 * 60 + 15, p_to_minute := 7 * 60 + 45, p_with := ['child']", 30, 0),
        ("p_secondary := true", 120, 180),
        ("p_secondary := true, p_from_minute := 22 * 60, p_to_minute := 23 * 60", 0, 60),
    ],
)
def test_a_variable_counts_the_minutes_in_the_place_in_the_company_within_the_hours(
    clocked: DiaryWorld, asked: str, ann: int, ben: int
) -> None:
    rows = clocked.rows(
        "select sex, mean_minutes, participation_share from time_use_variable(p_survey := 's',"
        f" p_activities := ['food_prep'], p_by := ['sex'], p_profile := 'none'{', ' + asked if asked else ''})"
    )
    assert {row["sex"]: row["mean_minutes"] for row in rows} == {"women": ann, "men": ben}
    assert {row["sex"]: row["participation_share"] for row in rows} == {"women": float(ann > 0), "men": float(ben > 0)}


def test_a_variable_says_what_the_survey_does_not_tell(clocked: DiaryWorld) -> None:
    clocked.connection.execute("update core_episodes set location = 'unknown', secondary_activity_code = null")
    clocked.connection.execute("update core_episodes set (with_alone, with_child, with_others) = (null, null, null)")
    clocked.derive("core_told_by_episodes")
    for asked, reason in (
        ("p_locations := ['home']", "no_places"),
        ("p_with := ['alone']", "no_company"),
        ("p_secondary := true", "no_secondary"),
    ):
        row = clocked.row(f"from time_use_variable(p_survey := 's', {asked})")
        assert (row["missing_reason"], row["mean_minutes"]) == (reason, None)
    clocked.connection.execute("update core_surveys set has_episodes = false")
    assert clocked.row("from time_use_variable(p_survey := 's')")["missing_reason"] == "no_clock_times"
    assert clocked.row("from day_sequences(p_survey := 's')")["missing_reason"] == "no_clock_times"


def test_single_days_are_whole_and_name_nobody(clocked: DiaryWorld) -> None:
    rows = clocked.rows("from day_sequences(p_survey := 's', p_n_days := 5)")
    assert "person_id" not in rows[0] and "diary_key" not in rows[0]
    assert len(rows) == 9
    for day in (1, 2):
        held = [row for row in rows if row["day_no"] == day]
        assert held[0]["start_minute"] == 0 and held[-1]["end_minute"] == 1440
        assert all(one["end_minute"] == other["start_minute"] for one, other in itertools.pairwise(held))
    women = clocked.rows("from day_sequences(p_survey := 's', p_filter_sex := ['women'])")
    assert {row["sex"] for row in women} == {"women"} and len(women) == 5
    assert [row["group_code"] for row in women] == ["personal", "housework", "paid", "housework", "personal"]


def test_a_seed_draws_the_same_days_and_another_one_others(clocked: DiaryWorld) -> None:
    def first(seed: int) -> str:
        return str(clocked.rows("from day_sequences(p_survey := 's', p_n_days := 1, p_seed := $1)", seed)[0]["sex"])

    drawn = [first(seed) for seed in range(40)]
    assert drawn == [first(seed) for seed in range(40)]
    assert set(drawn) == {"women", "men"}
    clocked.connection.execute("update core_diaries set weight = 999 where person_id = 'ben'")
    assert [first(seed) for seed in range(40)].count("men") >= 38, "a day is drawn in proportion to its weight"


def test_a_series_breaks_where_a_year_of_a_yearly_survey_is_left_out(built: Path) -> None:
    world = DiaryWorld(built)
    for year in (2018, 2019, 2021, 2022):
        world.people(f"p{year}", year=year)
    make(world)
    asked = "p_survey := 's', p_activities := ['sleep'], p_by := [], p_profile := 'none'"
    rows = world.rows(f"select year, is_break, mean_minutes from activity_trend({asked})")
    assert [(row["year"], row["is_break"]) for row in rows] == [
        (2018, False), (2019, False), (2021, True), (2022, False),
    ]  # fmt: skip
    assert {row["mean_minutes"] for row in rows} == {1440}
    every_fifth = world.rows(f"select is_break from activity_trend({asked}, p_years := [2019, 2021])")
    assert not any(row["is_break"] for row in every_fifth), "a step that is always as long breaks nothing"


def test_what_is_added_up_at_build_is_what_the_codes_of_the_days_add_up_to(world: World) -> None:
    """The codes of the sample are the activities themselves: by either way the same estimates come out."""
    rows = world.rows(
        "from activity_minutes(p_survey := 'sample_kor',"
        " p_activities := ['food_prep', 'source:food_prep', 'cleaning', 'source:cleaning'],"
        " p_by := ['sex'], p_travel := true)"
    )
    found = {
        (row["sex"], row["activity_code"]): [value for value in row.values() if isinstance(value, float | int)]
        for row in rows
    }
    for sex in ("men", "women"):
        for activity in ("food_prep", "cleaning"):
            assert len(found[sex, activity]) > 25
            assert found[sex, activity] == pytest.approx(found[sex, f"source:{activity}"], rel=1e-12)


def test_travel_is_counted_where_it_is_asked_for_and_nowhere_else(clocked: DiaryWorld) -> None:
    """Ann travels an hour for shopping; Ben does not."""
    clocked.connection.execute(
        "insert into core_diary_minutes select diary_key, 'travel_shopping', '1807', 60 from core_diary_minutes"
        " where source_code = '0501'"
    )
    clocked.connection.execute("insert into core_source_activities values ('ATUS', '1807', 'travel_shopping')")
    clocked.derive("core_selections", "core_selected_minutes")
    asked = "p_survey := 's', p_activities := ['unpaid_work', 'travel'], p_profile := 'none'"
    for travel, minutes in (("false", (120, 30)), ("true", (150, 30))):
        rows = clocked.rows(f"from activity_minutes({asked}, p_travel := {travel})")
        assert tuple(row["mean_minutes"] for row in rows) == minutes


def test_quantiles_count_participants_alike_at_each_probability(clocked: DiaryWorld) -> None:
    """Ann and Ben cook two hours each, and only Ben eats: the least value that half do not exceed is none at all."""
    rows = clocked.rows(
        "from activity_quantile(p_survey := 's', p_activities := ['food_prep', 'eating'],"
        " p_probabilities := [0.5, 0.75], p_profile := 'none')"
    )
    found = {(row["activity_code"], row["probability"]): row for row in rows}
    assert {key: (row["quantile_minutes"], row["n_participants"]) for key, row in found.items()} == {
        ("food_prep", 0.5): (120, 2), ("food_prep", 0.75): (120, 2), ("eating", 0.5): (0, 1), ("eating", 0.75): (60, 1),
    }  # fmt: skip
