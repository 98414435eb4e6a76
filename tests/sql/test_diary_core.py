"""The core tables of diaries: keys, groups, fifths, activities by the longest prefix, what a selection stands for."""

from pathlib import Path

import pytest

from tests.diary_worlds import DiaryWorld


@pytest.fixture
def diaries(built: Path) -> DiaryWorld:
    return DiaryWorld(built)


def test_diary_keys_are_dense_and_in_order(diaries: DiaryWorld) -> None:
    diaries.people("c", "a", "b")
    diaries.make_core()
    assert diaries.rows("select diary_key, person_id from core_diaries order by 1") == [
        {"diary_key": 1, "person_id": "a"},
        {"diary_key": 2, "person_id": "b"},
        {"diary_key": 3, "person_id": "c"},
    ]


def test_what_is_not_known_is_unknown_and_weekends_are_saturday_and_sunday(diaries: DiaryWorld) -> None:
    diaries.insert("persons", "person_id\na\nb\nc")
    diaries.insert("diaries", "person_id | weekday\na | 5\nb | 6\nc |", year=2020, weight=1)
    diaries.make_core()
    rows = diaries.rows("select * from core_diaries order by person_id")
    assert [row["day_type"] for row in rows] == ["weekday", "weekend", "unknown"]
    for column in ("sex", "age_group", "education", "employment", "income_fifth", "household_type", "region"):
        assert rows[0][column] == "unknown", column
    assert rows[0]["stratum"] == "" and rows[0]["psu"] == "a" and rows[0]["n_psu_in_stratum"] == 3


def test_primary_units_are_counted_within_their_stratum(diaries: DiaryWorld) -> None:
    diaries.insert("persons", "person_id\na\nb\nc")
    diaries.insert(
        "diaries",
        """
        person_id | stratum | psu
        a         | north   | 1
        b         | north   | 1
        c         | south   | 1
        """,
        year=2020, weight=1,
    )  # fmt: skip
    diaries.make_core()
    assert diaries.rows("select person_id, n_psu_in_stratum as n from core_diaries order by 1") == [
        {"person_id": "a", "n": 1}, {"person_id": "b", "n": 1}, {"person_id": "c", "n": 1},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("age", "group"),
    [
        (14, "under_15"),
        (15, "15-24"),
        (24, "15-24"),
        (25, "25-34"),
        (64, "55-64"),
        (65, "65-74"),
        (74, "65-74"),
        (75, "75+"),
    ],
)
def test_age_groups(diaries: DiaryWorld, age: int, group: str) -> None:
    diaries.people("a")
    diaries.connection.execute("update raw_diaries__persons set age = ?", [age])
    diaries.make_core()
    assert diaries.value("select age_group from core_diaries") == group


@pytest.mark.parametrize(
    ("size", "children", "youngest", "partner", "age", "kind"),
    [
        (1, 0, None, False, 40, "alone"),
        (2, 0, None, True, 40, "couple"),
        (3, 0, None, True, 40, "other"),
        (4, 2, 3, True, 40, "couple_with_children"),
        (3, 2, 3, False, 40, "single_parent"),
        (4, 2, 3, False, 40, "other"),
        (4, 2, 3, False, 16, "other"),
        (2, None, 3, False, 40, "single_parent"),
        (3, None, 3, False, 40, "unknown"),
        (3, None, 3, True, 40, "couple_with_children"),
        (2, 0, None, False, 40, "other"),
        (2, None, None, None, 40, "unknown"),
    ],
)
def test_household_types(
    diaries: DiaryWorld,
    size: int,
    children: int | None,
    youngest: int | None,
    partner: bool | None,
    age: int,
    kind: str,
) -> None:
    diaries.people("a")
    diaries.connection.execute(
        "update raw_diaries__persons set household_size = ?, n_children = ?, youngest_child_age = ?, has_partner = ?,"
        " age = ?",
        [size, children, youngest, partner, age],
    )
    diaries.make_core()
    assert diaries.value("select household_type from core_diaries") == kind


def fifths(diaries: DiaryWorld) -> dict[str, str]:
    diaries.make_core()
    return {row["person_id"]: row["income_fifth"] for row in diaries.rows("from core_diaries")}


def test_fifths_count_people_by_weight(diaries: DiaryWorld) -> None:
    """Weights 1 to 4 of 10 in order of income lie at 0.05, 0.2, 0.45, 0.8; fifths begin at 0, 0.2, 0.4, 0.6, 0.8."""
    diaries.insert("persons", "person_id | household_income\na | 10\nb | 20\nc | 30\nd | 40\ne |")
    diaries.insert("diaries", "person_id | weight\na | 1\nb | 2\nc | 3\nd | 4\ne | 5", year=2020)
    assert fifths(diaries) == {"a": "1", "b": "2", "c": "3", "d": "5", "e": "unknown"}


def test_equal_incomes_share_a_fifth_and_each_year_is_reckoned_apart(diaries: DiaryWorld) -> None:
    diaries.insert("persons", "person_id | household_income\na | 10\nb | 10\nc | 50\nd | 10\ne | 9")
    diaries.insert("diaries", "person_id | year\na | 2020\nb | 2020\nc | 2020\nd | 2021\ne | 2021", weight=1)
    # 2020: the two at 10 lie around 1/3, the one at 50 around 5/6; 2021: 9 around 1/4, 10 around 3/4.
    assert fifths(diaries) == {"a": "2", "b": "2", "c": "5", "d": "4", "e": "2"}


def test_the_longest_prefix_wins_and_what_none_covers_is_other_and_counted(diaries: DiaryWorld) -> None:
    diaries.insert("persons", "person_id\na")
    diaries.insert("diaries", "person_id | year | weight\na | 2020 | 1")
    diaries.insert(
        "minutes",
        """
        person_id | source_code | minutes
        a         | 020101      | 10
        a         | 020102      | 20
        a         | 029999      | 30
        a         | 180804      | 40
        a         | 180801      | 50
        a         | 990101      | 60
        a         | gap         | 70
        a         | 010101      | 1160
        """,
    )
    diaries.make_core()
    found = {row["source_code"]: row["activity_code"] for row in diaries.rows("from core_diary_minutes")}
    assert found == {
        "020101": "cleaning", "020102": "laundry", "029999": "household_mgmt", "180804": "travel_other",
        "180801": "travel_shopping", "990101": "other", "gap": "other", "010101": "sleep",
    }  # fmt: skip
    assert diaries.rows("from core_unmapped_codes") == [
        {"survey_id": "s", "source_code": "990101", "n_rows": 1, "minutes": 60.0}
    ]
    assert diaries.value("select n_gap_diaries from core_surveys where survey_id = 's'") == 1


def test_harmonised_codes_stand_for_themselves(built: Path) -> None:
    diaries = DiaryWorld(built, classification="harmonised")
    diaries.insert("persons", "person_id\na")
    diaries.insert("diaries", "person_id | year | weight\na | 2020 | 1")
    diaries.insert("minutes", "person_id | source_code | minutes\na | sleep | 1000\na | sleepy | 440")
    diaries.make_core()
    assert {r["source_code"]: r["activity_code"] for r in diaries.rows("from core_diary_minutes")} == {
        "sleep": "sleep",
        "sleepy": "other",
    }


def test_episodes_carry_both_activities_and_a_place(built: Path) -> None:
    diaries = DiaryWorld(built, has_episodes=True)
    diaries.people("a")
    diaries.insert(
        "episodes",
        """
        person_id | episode_no | start_minute | end_minute | source_code | secondary_code | location | with_alone
        a         | 1          | 0            | 600        | 010101      |                |          |
        a         | 2          | 600          | 1440       | 020201      | 120305         | home     | true
        """,
    )
    diaries.make_core()
    first, second = diaries.rows("from core_episodes order by episode_no")
    assert (first["activity_code"], first["secondary_activity_code"], first["location"]) == ("sleep", None, "unknown")
    assert (second["activity_code"], second["secondary_activity_code"], second["location"]) == (
        "food_prep", "tv_radio", "home",
    )  # fmt: skip
    assert (first["with_alone"], second["with_alone"]) == (None, True)


def test_replicates_have_weights_and_scales(built: Path) -> None:
    diaries = DiaryWorld(built, n_replicates=3, design_method="jkn", replicate_coefficient=1, replicate_centre="full")
    diaries.connection.execute("update raw_diaries__surveys set n_replicates = 3")
    diaries.people("a", "b")
    diaries.insert("replicates", "person_id | w001 | w002 | w003\na | 0 | 2 | 1\nb | 2 | 0 | 1")
    diaries.insert("replicate_scales", "replicate_no | scale\n2 | 0.5")
    diaries.make_core()
    assert diaries.rows("from core_replicates order by replicate_no") == [
        {"survey_id": "s", "replicate_no": 1, "scale": 1.0},
        {"survey_id": "s", "replicate_no": 2, "scale": 0.5},
        {"survey_id": "s", "replicate_no": 3, "scale": 1.0},
    ]
    assert diaries.rows("select w001, w002, w003 from core_replicate_weights order by diary_key") == [
        {"w001": 0.0, "w002": 2.0, "w003": 1.0},
        {"w001": 2.0, "w002": 0.0, "w003": 1.0},
    ]


def members(diaries: DiaryWorld, selection: str) -> dict[str, bool]:
    rows = diaries.rows("from core_activity_members where selection_code = ?", selection)
    return {row["activity_code"]: row["is_travel"] for row in rows}


def test_a_selection_stands_for_an_activity_and_its_parts(diaries: DiaryWorld) -> None:
    assert members(diaries, "sleep") == {"sleep": False}
    assert set(members(diaries, "care_hh")) > {"care_hh", "childcare", "childcare_teach", "adult_care"}


def test_a_group_has_its_own_travel_apart(diaries: DiaryWorld) -> None:
    travel = {
        group: {code for code, is_travel in members(diaries, group).items() if is_travel}
        for group in ("housework", "shopping", "care", "community", "leisure", "paid")
    }
    assert travel == {
        "housework": {"travel_domestic"}, "shopping": {"travel_shopping"}, "care": {"travel_care"},
        "community": {"travel_volunteer"}, "leisure": set(), "paid": set(),
    }  # fmt: skip


def test_unpaid_work_is_every_group_of_it_without_goods_for_own_use_and_minding(diaries: DiaryWorld) -> None:
    unpaid = members(diaries, "unpaid_work")
    assert unpaid["food_prep"] is False and unpaid["travel_care"] is True
    assert not unpaid.keys() & {"own_use_goods", "childcare_passive", "adult_care_passive", "paid_work", "sleep"}
    expected = diaries.rows(
        "select activity_code from core_activities where is_unpaid_work"
        " and scope not in ('own_use_goods', 'passive_care')"
    )
    assert set(unpaid) == {row["activity_code"] for row in expected}


def test_unpaid_days_list_minutes_in_the_order_of_the_activities(diaries: DiaryWorld) -> None:
    diaries.people("a", "b", "c")
    diaries.insert(
        "minutes",
        """
        person_id | source_code | minutes
        a         | 020201      | 30
        a         | 020203      | 10.5
        b         | 020101      | 20
        """,
    )
    diaries.make_core()
    numbers = diaries.rows(
        "select activity_code, unpaid_no from core_activities where is_unpaid_work order by sort_order"
    )
    assert [row["unpaid_no"] for row in numbers] == list(range(1, len(numbers) + 1))
    listed = {
        row["diary_key"]: {n["activity_code"]: m for n, m in zip(numbers, row["minutes"], strict=True) if m}
        for row in diaries.rows("select diary_key, minutes from core_unpaid_days order by 1")
    }
    assert listed == {1: {"food_prep": 30, "dishes_cleanup": 10.5}, 2: {"cleaning": 20}, 3: {}}
