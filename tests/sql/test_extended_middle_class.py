"""The middle class by money income and with unpaid work, against numpy and against what must hold."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from unpriced import database
from unpriced.reports import Result

Run = Callable[..., Result]
SURVEY = "sample_deu"
METHOD = "replacement_generalist"


def rows(run: Run, **arguments: object) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run(
        "extended_middle_class", p_survey=SURVEY, p_methods=[METHOD], **arguments
    ).table.to_pylist()
    return found


def test_money_income_is_counted_as_numpy_counts_it(run: Run) -> None:
    with database.cursor() as cursor:
        people = cursor.execute(
            "select household_income / sqrt(household_size), weight from core_diaries"
            f" where survey_id = '{SURVEY}' and household_income is not null"
        ).fetchall()
    income, weight = (np.array(column, dtype=float) for column in zip(*people, strict=True))
    order = np.argsort(income)
    so_far = np.cumsum(weight[order])
    median = income[order][np.searchsorted(so_far, 0.5 * so_far[-1])]
    within = (income >= 0.75 * median) & (income < 2 * median)
    (row,) = rows(run)
    assert row["money_middle_share"] == pytest.approx(np.average(within, weights=weight), rel=1e-9)
    assert row["n_diaries"] == len(income)


@pytest.mark.parametrize("line", ["moving", "fixed"])
@pytest.mark.parametrize("by", [None, "sex", "age_group"])
def test_after_is_before_and_who_enters_less_who_leaves(run: Run, line: str, by: str | None) -> None:
    held = [row for row in rows(run, p_line=line, p_by=by) if row["missing_reason"] is None]
    assert held
    for row in held:
        moved = row["money_middle_share"] + row["enters_share"] - row["leaves_share"]
        assert row["extended_middle_share"] == pytest.approx(moved)
        assert row["enters_share_ci_low"] <= row["enters_share"] <= row["enters_share_ci_high"]


def test_by_fixed_bounds_more_income_only_lifts(run: Run) -> None:
    """With bounds that stay, nobody falls below: a band without an upper bound loses no one."""
    (row,) = rows(run, p_line="fixed", p_upper=1e9)
    assert row["leaves_share"] == 0
    assert row["enters_share"] > 0


def test_work_without_a_price_moves_no_one(run: Run) -> None:
    (row,) = rows(run, p_days_per_year=0.0)
    assert (row["enters_share"], row["leaves_share"]) == (0, 0)
    assert row["extended_middle_share"] == row["money_middle_share"]


def test_small_groups_and_sums_say_why_they_are_not_shown(run: Run) -> None:
    by_region = rows(run, p_by="age_group", p_profile="strict")
    for row in by_region:
        assert (
            (row["money_middle_share"] is None) == (row["n_diaries"] < 100) == (row["missing_reason"] == "suppressed")
        )
    assert any(row["missing_reason"] == "suppressed" for row in by_region)
    sums = run("extended_middle_class", p_survey="atus_2003_2016", p_methods=[METHOD]).table.to_pylist()
    assert [row["missing_reason"] for row in sums] == ["no_microdata"]
