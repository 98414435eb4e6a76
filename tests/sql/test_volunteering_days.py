"""Days with volunteering: intervals and differences by hand, and other days agree with the shipped sums."""

from collections.abc import Callable

import pytest

from unpriced import database
from unpriced.reports import Result

Run = Callable[..., Result]


def test_intervals_and_differences_by_hand(run: Run) -> None:
    rows = {(row["day_measure"], row["day_kind"]): row for row in run("volunteering_days").table.to_pylist()}
    assert len(rows) == 9
    with database.cursor() as cursor:
        held = {
            (measure, kind): (mean, se)
            for measure, kind, mean, se in cursor.execute(
                "select measure, day_kind, mean, se from core_volunteering_days"
            ).fetchall()
        }
    z = 1.959963984540054
    for (measure, kind), row in rows.items():
        mean, se = held[measure, kind]
        assert (row["day_mean_ci_low"], row["day_mean_ci_high"]) == (
            pytest.approx(mean - z * se),
            pytest.approx(mean + z * se),
        )
        if kind == "other":
            assert row["other_day_difference"] is None
            continue
        other, other_se = held[measure, "other"]
        half = z * (se**2 + other_se**2) ** 0.5
        assert row["other_day_difference"] == pytest.approx(mean - other)
        assert row["other_day_difference_ci_low"] == pytest.approx(mean - other - half)
        assert row["other_day_difference_ci_high"] == pytest.approx(mean - other + half)


def test_the_days_are_all_diaries_of_the_survey(run: Run) -> None:
    """The survey of 2014 has 11,592 diaries; of each measure the kinds of days are all of them."""
    rows = run("volunteering_days").table.to_pylist()
    for measure in {row["day_measure"] for row in rows}:
        assert sum(row["n_diaries"] for row in rows if row["day_measure"] == measure) == 11_592
