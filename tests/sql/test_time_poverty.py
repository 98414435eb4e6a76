"""Poor in time: lines and shares by hand on the synthetic diaries, and what is shipped of the real ones."""

from collections import defaultdict
from collections.abc import Callable

import pytest

from unpriced import database
from unpriced.reports import Result

Run = Callable[..., Result]


def weighted_median(values: list[tuple[float, float]]) -> float:
    """The first value at which half of the weight is reached."""
    half, reached = sum(weight for _, weight in values) / 2, 0.0
    for value, weight in sorted(values):
        reached += weight
        if reached >= half * (1 - 1e-12):
            return value
    raise AssertionError


def test_lines_and_shares_by_hand(run: Run) -> None:
    with database.cursor() as cursor:
        (survey,) = cursor.execute("select min(survey_id) from core_diaries where weight > 0").fetchone() or ("",)
        rows = cursor.execute(
            "select d.diary_key, d.weight, d.income_fifth, m.minutes, a.is_unpaid_work or a.group_code = 'paid',"
            " a.group_code = 'leisure' from core_diaries d join core_diary_minutes m using (diary_key)"
            " join core_activities a using (activity_code) where d.survey_id = $survey",
            {"survey": survey},
        ).fetchall()
    people: dict[int, tuple[float, str]] = {}
    work: dict[int, float] = defaultdict(float)
    leisure: dict[int, float] = defaultdict(float)
    for key, weight, fifth, minutes, is_work, is_leisure in rows:
        people[key] = (weight, fifth)
        work[key] += minutes * bool(is_work)
        leisure[key] += minutes * bool(is_leisure)
    middle_work = weighted_median([(work[key], weight) for key, (weight, _) in people.items()])
    middle_leisure = weighted_median([(leisure[key], weight) for key, (weight, _) in people.items()])
    poor: dict[str, tuple[float, Callable[[int], bool]]] = {
        "work_15": (1.5 * middle_work, lambda key: work[key] > 1.5 * middle_work),
        "work_20": (2 * middle_work, lambda key: work[key] > 2 * middle_work),
        "leisure_50": (0.5 * middle_leisure, lambda key: leisure[key] < 0.5 * middle_leisure),
        "leisure_60": (0.6 * middle_leisure, lambda key: leisure[key] < 0.6 * middle_leisure),
        "leisure_70": (0.7 * middle_leisure, lambda key: leisure[key] < 0.7 * middle_leisure),
    }
    everyone = sum(weight for weight, _ in people.values())
    found = {row["time_definition"]: row for row in run("time_poverty", p_survey=survey).table.to_pylist()}
    for code, (line, is_poor) in poor.items():
        share = sum(weight for key, (weight, _) in people.items() if is_poor(key)) / everyone
        assert found[code]["threshold_minutes"] == pytest.approx(line)
        assert found[code]["time_poor_share"] == pytest.approx(share), code
        assert found[code]["time_poor_share_ci_low"] < share < found[code]["time_poor_share_ci_high"]
    both = sum(w for key, (w, fifth) in people.items() if poor["leisure_60"][1](key) and fifth == "1") / everyone
    assert found["time_and_income"]["time_poor_share"] == pytest.approx(both)


@pytest.mark.parametrize(("survey", "n_people"), [("atus_2003_2016", 181_335), ("atus_2014", 11_592)])
def test_real_diaries_are_counted_for_machines_without_them(survey: str, n_people: int, run: Run) -> None:
    """181,335 and 11,592 are the diaries of the files; the parts of little free time are no more than the whole."""
    rows = {row["time_definition"]: row for row in run("time_poverty", p_survey=survey).table.to_pylist()}
    assert {row["n_persons"] for row in rows.values()} == {n_people}
    shares = {code: row["time_poor_share"] for code, row in rows.items()}
    assert shares["time_and_income"] + shares["time_alone"] <= shares["leisure_60"]
    assert shares["leisure_50"] <= shares["leisure_60"] <= shares["leisure_70"]
    assert shares["work_20"] <= shares["work_15"]
    by_sex = run("time_poverty", p_survey=survey, p_grouping="sex").table.to_pylist()
    assert {row["class_group"] for row in by_sex} == {"men", "women"}


def test_what_cannot_be_counted_says_why(run: Run) -> None:
    (row,) = run("time_poverty", p_survey="nowhere").table.to_pylist()
    assert row["missing_reason"] == "unknown_survey" and row["time_poor_share"] is None
