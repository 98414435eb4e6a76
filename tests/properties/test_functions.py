"""The macros of queries/functions and the sum that results are published with, over all or any of their arguments."""

import itertools
import math
import random
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.properties.economies import SWITCHES
from tests.worlds import World
from unpriced.paths import QUERIES

SCOPES = (*SWITCHES, "core", "own_use_goods", "none")


# Steps of the estimates from diaries, which tests/sql/test_estimates.py holds as a whole against R's survey.
HELD_AGAINST_R = {
    "clock_time",
    "code_key",
    "design_effect",
    "kish_effective_n",
    "logit_bound",
    "psu_factor",
    "psu_product",
    "quality_flag",
    "ratio_variance",
    "replicate_variance",
    "standard_error",
    "step_length",
    "step_of",
}


def test_every_macro_of_the_folder_has_its_property_here() -> None:
    here = {"draw_order", "in_scope", "from_source", "each_sex", "nearest_year", "in_places"}
    here |= {"held_as", "held_by_year", "summed_by_year_and_sex", "without_diaries", "without_sums"}
    here |= {"without_replicates", "without_several_diaries", "with_replicates", "in_part"}
    here |= {"beta_series", "incomplete_beta", "normal_share", "people_below", "income_below"}
    assert {path.stem for path in (QUERIES / "functions").glob("*.sql")} == here | HELD_AGAINST_R


def test_own_tables_are_of_every_source(planet: World) -> None:
    ids = ("oecd_time_use", "hetus", "own_countries")
    for asked, of in itertools.product(ids, ids):
        assert planet.value(f"select from_source('{of}', '{asked}')") is (of in (asked, "own_countries"))


def test_the_relation_that_answers_is_the_one_the_survey_is_held_as(planet: World) -> None:
    held = {"sample_kor": "diaries", "atus_2014": "sums", "nobody_knows": "both", None: "both"}
    for survey, relation in held.items():
        assert planet.value("select held_as($1, 'diaries', 'sums', 'both')", survey) == relation


def test_parts_hold_every_diary_once_and_without_parts_all_are_meant(planet: World) -> None:
    assert planet.value("select bool_and(in_part(key)) from range(-9, 9) t(key)")
    found = []
    for first in (-9, 0):
        planet.connection.execute(f"set variable first_diary = {first}")
        planet.connection.execute(f"set variable last_diary = {first + 8}")
        found += planet.value("select list(key order by key) from range(-9, 9) t(key) where in_part(key)")
    for name in ("first_diary", "last_diary"):
        planet.connection.execute(f"reset variable {name}")
    assert found == [*range(-9, 9)]


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ("['food_prep'], ['sex', 'year'], null", True),
        ("null, [], null", True),
        ("['food_prep', 'source:02'], ['sex'], null", False),
        ("['food_prep'], ['sex', 'region'], null", False),
        ("['food_prep'], ['sex'], ['weekend']", False),
    ],
)
def test_sums_by_year_are_held_of_activities_by_year_and_sex(planet: World, asked: str, held: bool) -> None:
    call = f"select held_by_year($1, {asked})"
    assert planet.value(call, "nobody_knows") is False
    for name in ("without_sums", "without_several_diaries"):
        planet.connection.execute(f"create macro memory.main.{name}(survey) as survey = 'known'")
    assert planet.value(call, "known") is held
    for name in ("without_sums", "without_several_diaries"):
        planet.connection.execute(f"drop macro memory.main.{name}")


def test_of_an_unknown_survey_nothing_is_known(planet: World) -> None:
    for name in ("without_diaries", "without_sums", "without_replicates", "without_several_diaries", "with_replicates"):
        assert planet.value(f"select {name}('nobody_knows')") is False
        assert planet.value(f"select {name}(null)") is False


@given(by=st.lists(st.sampled_from(["year", "sex", "age_group", "region"])), restricted=st.integers(-1, 6))
def test_sums_answer_for_years_and_sexes_only(planet: World, by: list[str], restricted: int) -> None:
    others = ", ".join("['a']" if place == restricted else "null" for place in range(7))
    answers = planet.value(f"select summed_by_year_and_sex($1::varchar[], coalesce({others}))", by)
    assert answers is (set(by) <= {"year", "sex"} and restricted < 0)


def test_draws_are_uniform_and_the_heavier_come_first_in_proportion(planet: World) -> None:
    rows = planet.rows(
        "select draw_order(i::varchar, 7, 1.0) as one, draw_order(i::varchar, 7, 4.0) as four,"
        " draw_order(i::varchar, 8, 1.0) as other_seed, draw_order(i::varchar, 7, 0.0) as none from range(4000) as t(i)"
    )
    uniform = np.exp([row["one"] for row in rows])
    assert np.all((uniform > 0) & (uniform < 1))
    assert abs(uniform.mean() - 0.5) < 5 * np.sqrt(1 / 12 / len(rows))  # five standard errors of a uniform mean
    assert abs(np.corrcoef(uniform, np.exp([row["other_seed"] for row in rows]))[0, 1]) < 5 / np.sqrt(len(rows))
    assert [row["four"] * 4 for row in rows] == pytest.approx([row["one"] for row in rows])
    assert {row["none"] for row in rows} == {None}, "who has no weight is not drawn"


def test_in_scope_is_the_switch_of_the_scope_for_every_setting_of_all_switches(planet: World) -> None:
    listed = ", ".join(f"p_{scope} boolean" for scope in SWITCHES)
    planet.connection.execute(f"create or replace temp table settings ({listed}, scope varchar)")
    cases = [(*on, scope) for on in itertools.product([True, False], repeat=len(SWITCHES)) for scope in SCOPES]
    planet.connection.executemany(f"insert into settings values ({', '.join('?' * (len(SWITCHES) + 1))})", cases)
    arguments = ", ".join(f"p_{scope}" for scope in SWITCHES)
    rows = planet.rows(f"select *, in_scope(scope, {arguments}) as counted from settings")
    assert len(rows) == 2 ** len(SWITCHES) * len(SCOPES)
    for row in rows:
        switch = {"core": True, "own_use_goods": False, "none": False} | {s: row[f"p_{s}"] for s in SWITCHES}
        assert row["counted"] is switch[row["scope"]], row


def test_a_scope_that_nobody_named_is_not_counted(planet: World) -> None:
    everything_on = ", ".join(["true"] * len(SWITCHES))
    assert planet.value(f"select in_scope('leisure', {everything_on})") is False
    assert planet.value(f"select in_scope(null, {everything_on})") is False


def test_each_sex_names_three_and_nothing_twice(planet: World) -> None:
    assert sorted(row["sex"] for row in planet.rows("from each_sex()")) == ["men", "total", "women"]


@settings(max_examples=100)
@given(years=st.lists(st.integers(2000, 2012), min_size=1, unique=True), asked=st.integers(1995, 2017))
@example(years=[2018, 2022], asked=2020)
def test_nearest_year_is_the_nearest_and_of_two_as_near_the_later(planet: World, years: list[int], asked: int) -> None:
    nearest = min(years, key=lambda year: (abs(year - asked), -year))
    assert planet.value("select nearest_year(?::integer[], ?::integer)", years, asked) == nearest


def test_no_years_have_no_nearest(planet: World) -> None:
    assert planet.value("select nearest_year([]::integer[], 2020)") is None
    assert planet.value("select nearest_year(null::integer[], 2020)") is None


@settings(max_examples=100)
@given(held=st.dictionaries(st.integers(1, 9), st.floats(allow_nan=False), max_size=9))
def test_in_places_puts_each_value_at_its_number(planet: World, held: dict[int, float]) -> None:
    found = planet.value("select in_places(?::integer[], ?::double[], 9, -1)", list(held), list(held.values()))
    assert found == [held.get(place, -1) for place in range(1, 10)]


def test_where_nothing_is_held_every_place_has_what_is_given(planet: World) -> None:
    assert planet.value("select in_places(null::integer[], null::double[], 3, 0)") == [0, 0, 0]


positive = st.integers(1, 10**15).flatmap(lambda n: st.sampled_from([1e-9, 1e-3, 1.0, 1e6]).map(lambda unit: n * unit))


@settings(max_examples=100)
@given(numbers=st.lists(positive, min_size=1, max_size=60), seed=st.integers(0, 1_000))
def test_fsum_is_the_exact_sum_to_the_last_digits_in_any_order(planet: World, numbers: list[float], seed: int) -> None:
    exact = sum(map(Fraction, numbers))
    shuffled = random.Random(seed).sample(numbers, len(numbers))
    for order in (numbers, sorted(numbers), sorted(numbers, reverse=True), shuffled):
        found = planet.value("select fsum(x) from (select unnest(?::double[]) as x)", order)
        assert abs(Fraction(found) - exact) <= exact * Fraction(2, 2**52), "two units of the last binary digit"


def test_fsum_keeps_what_is_small_beside_something_large(planet: World) -> None:
    """Ten quadrillion and a thousand ones: each one is below half of the last digit and would be lost alone."""
    numbers = [1e16, *[1.0] * 1000]
    assert 1e16 + 1.0 == 1e16
    assert planet.value("select fsum(x) from (select unnest(?::double[]) as x)", numbers) == 1e16 + 1000


TERMS = "(select series_terms from core_parameters)"
shapes = st.floats(0.1, 60.0)
between = st.floats(0.001, 0.999)


@settings(max_examples=30)
@given(z=between, p=shapes, q=shapes)
def test_incomplete_beta_is_the_share_of_the_distribution(planet: World, z: float, p: float, q: float) -> None:
    """Beside the integral over the logit of z, where the density is smooth and falls off on both sides."""
    found = planet.value(f"select incomplete_beta(?::double, ?::double, ?::double, {TERMS})", z, p, q)
    x = np.linspace(-150.0, 150.0, 150_001)
    density = np.exp(p * x - (p + q) * np.logaddexp(0.0, x) + (p + q) * np.log(p + q) - p * np.log(p) - q * np.log(q))
    below = np.trapezoid(np.where(x <= np.log(z / (1 - z)), density, 0.0), x)
    assert found == pytest.approx(below / np.trapezoid(density, x), abs=2e-3 * density.max() / np.trapezoid(density, x))
    turned = planet.value(f"select incomplete_beta(?::double, ?::double, ?::double, {TERMS})", 1 - z, q, p)
    assert found + turned == pytest.approx(1.0, abs=1e-9)


def test_incomplete_beta_by_hand(planet: World) -> None:
    """With p = 2 and q = 3 it is 6 z^2 - 8 z^3 + 3 z^4; with q = 1 it is z^p."""
    found = planet.row(
        f"select incomplete_beta(0.3::double, 2.0::double, 3.0::double, {TERMS}) as three,"
        f" incomplete_beta(0.3::double, 2.5::double, 1.0::double, {TERMS}) as power,"
        f" beta_series(0.3::double, 2.5::double, 1.0::double, {TERMS}) as series,"
        f" incomplete_beta(0.0::double, 2.0::double, 3.0::double, {TERMS}) as none,"
        f" incomplete_beta(1.0::double, 2.0::double, 3.0::double, {TERMS}) as whole"
    )
    expected = {"three": 6 * 0.3**2 - 8 * 0.3**3 + 3 * 0.3**4, "power": 0.3**2.5, "series": 0.3**2.5}
    assert found == pytest.approx(expected | {"none": 0.0, "whole": 1.0}, abs=1e-12)


@settings(max_examples=60)
@given(z=st.floats(-12.0, 12.0))
def test_normal_share_is_that_of_the_error_function(planet: World, z: float) -> None:
    assert planet.value(f"select normal_share(?::double, {TERMS})", z) == pytest.approx((1 + math.erf(z / 2**0.5)) / 2)


@settings(max_examples=40)
@given(a=st.floats(1.5, 8.0), p=st.floats(0.3, 3.0), low=st.floats(0.1, 3.0), more=st.floats(1.0, 5.0))
def test_dagum_shares_are_its_closed_form_and_grow(planet: World, a: float, p: float, low: float, more: float) -> None:
    """Dagum (q = 1) has the share (1 + x^-a)^-p below x; the poorest have less of the income than their number."""
    median = (0.5 ** (-1 / p) - 1) ** (-1 / a)
    row = planet.row(
        f"select people_below(?::double, null::double, ?::double, ?::double, 1.0::double, ?::double, {TERMS}) as one,"
        f" people_below(?::double, null::double, ?::double, ?::double, 1.0::double, ?::double, {TERMS}) as other,"
        f" income_below(?::double, null::double, ?::double, ?::double, 1.0::double, ?::double, {TERMS}) as income",
        *(low, a, p, median, low * more, a, p, median, low, a, p, median),
    )
    assert row["one"] == pytest.approx((1 + (low * median) ** -a) ** -p, abs=1e-9)
    assert row["income"] <= row["one"] <= row["other"] + 1e-12


def test_nobody_is_below_nothing_and_everyone_below_everything(planet: World) -> None:
    for sigma, a in (("0.6::double", "null::double"), ("null::double", "3.0::double")):
        row = planet.row(
            f"select people_below(0.0::double, {sigma}, {a}, {a}, {a}, 1.0::double, {TERMS}) as none,"
            f" people_below('infinity'::double, {sigma}, {a}, {a}, {a}, 1.0::double, {TERMS}) as everyone,"
            f" income_below('infinity'::double, {sigma}, {a}, {a}, {a}, 1.0::double, {TERMS}) as whole"
        )
        assert row == {"none": 0, "everyone": 1, "whole": 1}
