"""Company at unpaid work: minutes by hand on the synthetic diaries; what cannot be told says why."""

from collections import defaultdict
from collections.abc import Callable

import pytest

from unpriced import database
from unpriced.reports import Result

Run = Callable[..., Result]
SAMPLE = "sample_kor"
COMPANY = ("alone", "partner", "child", "household", "others")


def test_minutes_by_hand(run: Run) -> None:
    with database.cursor() as cursor:
        (everyone,) = cursor.execute(
            "select sum(weight) from core_diaries where survey_id = $survey", {"survey": SAMPLE}
        ).fetchone() or (0,)
        episodes = cursor.execute(
            "select weight * (end_minute - start_minute), with_alone, with_partner, with_child, with_household,"
            " with_others from core_episodes join core_diaries using (diary_key)"
            " join core_activities using (activity_code) where survey_id = $survey and is_unpaid_work",
            {"survey": SAMPLE},
        ).fetchall()
    expected: dict[str, float] = defaultdict(float)
    for minutes, *there in episodes:
        for company, is_there in zip(COMPANY, there, strict=True):
            expected[company] += minutes * bool(is_there)
    rows = run("unpaid_company", p_survey=SAMPLE).table.to_pylist()
    assert [row["company"] for row in rows] == list(COMPANY)
    shown = [row for row in rows if row["missing_reason"] != "suppressed"]  # too few or too uncertain
    assert len(shown) >= 3
    for row in shown:
        assert row["mean_minutes"] == pytest.approx(expected[row["company"]] / everyone)
        assert row["mean_minutes_ci_low"] < row["mean_minutes"] < row["mean_minutes_ci_high"]


@pytest.mark.parametrize(
    ("survey", "reason"),
    [("atus_2003_2016", "no_clock_times"), ("atus_2014", "no_microdata"), ("nowhere", "unknown_survey")],
)
def test_what_cannot_be_told_says_why(survey: str, reason: str, run: Run) -> None:
    rows = run("unpaid_company", p_survey=survey).table.to_pylist()
    assert {(row["missing_reason"], row["mean_minutes"]) for row in rows} == {(reason, None)}
