"""The value of people's unpaid work and extended income, against numpy and against what must hold."""

from collections.abc import Callable

import numpy as np
import pytest

from unpriced import catalogue
from unpriced.reports import Result

Run = Callable[..., Result]
SURVEY = "sample_deu"


def gini(income: np.ndarray, weight: np.ndarray) -> float:
    """Convey's form of the Gini coefficient."""
    order = np.lexsort((np.arange(len(income)), income))
    y, q = income[order], weight[order]
    so_far = np.cumsum(q)
    return float(np.sum((2 * so_far - q) * q * y) / (np.sum(q) * np.sum(q * y)) - 1)


def test_the_gini_of_money_income_is_that_of_numpy(run: Run) -> None:
    from unpriced import database

    with database.cursor() as cursor:
        rows = cursor.execute(
            "select household_income / sqrt(household_size), weight from core_diaries"
            f" where survey_id = '{SURVEY}' and household_income is not null order by diary_key"
        ).fetchall()
    income, weight = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    table = run("extended_income_distribution", p_survey=SURVEY, p_methods=["replacement_generalist"]).frame()
    before = table[table["stage"] == "before"].iloc[0]
    assert before["gini"] == pytest.approx(gini(income, weight), rel=1e-9)
    assert before["mean_income_national"] == pytest.approx(np.average(income, weights=weight), rel=1e-12)


def test_lorenz_curves_start_at_nothing_and_end_at_everything(run: Run) -> None:
    table = run("extended_income_distribution", p_survey=SURVEY).frame()
    for (_, _), curve in table.groupby(["price_method_id", "stage"]):
        shares = list(curve.sort_values("population_share")["income_share"])
        assert shares[0] == 0
        assert shares[-1] == pytest.approx(1, abs=1e-9)
        assert shares == sorted(shares)


def test_unpaid_work_adds_what_it_is_worth(run: Run) -> None:
    """Mean extended income less mean money income is 365 days of the mean value over the root of household size."""
    table = run("extended_income_distribution", p_survey=SURVEY, p_methods=["replacement_generalist"]).frame()
    ends = table.drop_duplicates("stage").set_index("stage")["mean_income_national"]
    by_day = run(
        "extended_income_distribution", p_survey=SURVEY, p_methods=["replacement_generalist"], p_imputation="diary_day"
    ).frame()
    by_day_ends = by_day.drop_duplicates("stage").set_index("stage")["mean_income_national"]
    assert ends["before"] == by_day_ends["before"]
    assert ends["after"] > ends["before"]
    # Single days and their cell means have one mean within a cell, and the root of the household hardly differs in it.
    assert ends["after"] == pytest.approx(by_day_ends["after"], rel=0.05)


def test_days_are_priced_by_activity(run: Run) -> None:
    """One price for every hour: the value is the minutes times the price."""
    minutes = run("activity_minutes", p_survey=SURVEY, p_travel=True).frame().iloc[0]
    value = (
        run("unpaid_value_by_person_group", p_survey=SURVEY, p_methods=["replacement_generalist"], p_by=[])
        .frame()
        .iloc[0]
    )
    hours = minutes["mean_minutes"] / 60
    price = value["mean_value_national"] / hours
    assert value["mean_value_national_se"] == pytest.approx(minutes["mean_minutes_se"] / 60 * price, rel=1e-9)


@pytest.mark.parametrize("activities", [["food_prep"], ["food_prep", "laundry", "shopping"]])
def test_a_code_of_the_source_is_worth_what_its_activity_is(run: Run, activities: list[str]) -> None:
    """The codes of the sample are activities; its days lie in lists, those of codes are added up for the report."""
    methods = [*catalogue.methods(), "own_wage", "cell_wage", "predicted_wage"]

    def values(asked: list[str]) -> dict[str, float]:
        table = run(
            "unpaid_value_by_person_group", p_survey=SURVEY, p_methods=methods, p_activities=asked, p_travel=False
        ).frame()
        return dict(zip(table["price_method_id"], table["mean_value_national"], strict=True))

    listed = values(activities)
    assert listed.keys() == set(methods) and min(listed.values()) > 0
    assert values([f"source:{activity}" for activity in activities]) == pytest.approx(listed, rel=1e-12)
    # What is no unpaid work has no price; an hour of it is worth the wage of the person all the same.
    with_sleep = values([*activities, "sleep"])
    for method, value in with_sleep.items():
        assert value == pytest.approx(listed[method], rel=1e-12) or (
            method.endswith("_wage") and value > listed[method]
        )


@pytest.mark.parametrize("rule", ["predicted", "cell", "minimum", "replacement"])
def test_a_rule_prices_the_hours_of_people_without_a_wage(run: Run, rule: str) -> None:
    def mean(wage_rule: str) -> float:
        table = run(
            "unpaid_value_by_person_group", p_survey=SURVEY, p_methods=["own_wage"], p_wage_rule=wage_rule
        ).frame()
        return float(table["mean_value_national"].iloc[0])

    assert mean(rule) > mean("zero") > 0


def test_predicted_wages_average_to_the_wages_that_are_earned(run: Run) -> None:
    from unpriced import database

    with database.cursor() as cursor:
        rows = cursor.execute(
            "with diary_domain as (select diary_key, weight from core_diaries where survey_id = $survey)"
            " select d.sex, fsum(d.weight * u.own_wage), fsum(d.weight * w.predicted_wage)"
            " from mart_peer_wages() w join core_unpaid_days u using (peer_key) join core_diaries d using (diary_key)"
            " where u.own_wage is not null group by 1",
            {"survey": SURVEY},
        ).fetchall()
    assert {sex for sex, _, _ in rows} == {"women", "men"}
    for _, earned, predicted in rows:
        assert predicted == pytest.approx(earned, rel=1e-9)


def test_a_country_without_wages_says_so(run: Run) -> None:
    table = run("unpaid_value_by_person_group", p_survey="sample_jpn").frame()
    assert set(table["missing_reason"]) == {"no_wage"}
    assert table["mean_value_national"].isna().all()
