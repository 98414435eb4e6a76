"""Estimates from diaries are those of R's survey package, to 1e-8 of the value, whatever the design of the survey."""

import pytest

from tests.designs import DESIGNS, put_design, values
from tests.worlds import Row, World

RELATIVE = 1e-8
SPLITS = {"everyone": [], "sex": ["sex"], "day_type": ["day_type"], "sex,age_group": ["sex", "age_group"]}
NAMES = {
    "mean": "mean_minutes", "participation": "participation_share", "participant_mean": "participant_minutes",
    "total": "total_hours_bn", "total_share": "total_hours_share",
}  # fmt: skip
PER_YEAR = 60 * 1e9 * 2  # minutes of two years -> billions of hours a year


def close(expected: float, scale: float = 1.0) -> object:
    return pytest.approx(expected * scale, rel=RELATIVE)


def close_error(expected: float, estimate: float, scale: float = 1.0) -> object:
    """A standard error of nothing is nothing, but for the root of the rounding of the squares it is made from."""
    nothing = expected < 1e-9 * abs(estimate)
    return pytest.approx(
        0 if nothing else expected * scale, rel=RELATIVE, abs=1e-7 * abs(estimate) * scale if nothing else 0
    )


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("split", SPLITS)
def test_estimates_are_those_of_r(world: World, design: str, split: str) -> None:
    put_design(world, design)
    by = SPLITS[split]
    rows = world.rows(
        "from activity_minutes(p_activities := ['food_prep', 'cleaning', 'adult_care'], p_by := $1,"
        " p_profile := 'none')",
        by,
    )
    ours = {(row["activity_code"], ",".join(str(row[c]) for c in by)): row for row in rows}
    expected = [v for v in values()["estimates"] if v["design"] == design and v["by"] == split]
    assert len(ours) == len(expected) > 0
    for value in expected:
        row: Row = ours[value["activity"], value["group"]]
        for key, name in NAMES.items():
            scale = 1 / PER_YEAR if key == "total" else 1.0
            assert row[name] == close(value[key], scale), (value, name)
            assert row[f"{name}_se"] == close_error(value[f"{key}_se"], value[key], scale), (value, name)
        for key in ("mean", "participation"):
            for end in ("ci_low", "ci_high"):
                assert row[f"{NAMES[key]}_{end}"] == close(value[f"{key}_{end}"]), (value, key, end)
        assert row["design_effect"] == close(value["design_effect"])
        assert row["effective_n"] == close(value["n_diaries"] / value["design_effect"])
        assert (row["n_diaries"], row["n_persons"]) == (value["n_diaries"], value["n_persons"])
        assert row["variance_method"] == design


@pytest.mark.parametrize("design", [design for design in DESIGNS if values()["designs"].get(design)])
@pytest.mark.parametrize("by", [[], ["sex"], ["year"], ["sex", "year"]])
def test_sums_of_replicates_say_what_their_diaries_say(world: World, design: str, by: list[str]) -> None:
    """All kinds of days are asked for by name: sums by year and sex do not answer that, so the diaries do."""
    put_design(world, design)
    call = (
        "from activity_minutes(p_activities := ['food_prep', 'source:cle'], p_by := $1, p_profile := 'none',"
        " p_years := [2014, 2015], p_filter_sex := ['women', 'men'], p_day_types := {})"
    )
    summed = world.rows(call.format("null"), by)
    of_days = world.rows(call.format("['weekday', 'weekend']"), by)
    assert len(summed) == len(of_days) > 0
    for one, other in zip(summed, of_days, strict=True):
        assert one == {
            name: pytest.approx(value, rel=1e-9) if isinstance(value, float) else value for name, value in other.items()
        }


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("call", ["activity_minutes(p_by := ['sex'], ", "activity_difference(", "activity_quantile("])
def test_known_replicates_leave_out_covariances_and_change_nothing(world: World, design: str, call: str) -> None:
    put_design(world, design)
    asked = f"from {call}p_activities := ['food_prep', 'adult_care'], p_profile := 'none')"
    found = world.rows(asked)
    world.connection.execute("create macro memory.main.with_replicates(survey) as true")
    assert len(found) > 0
    assert (world.rows(asked) == found) is bool(values()["designs"].get(design)), "without replicates it would show"


@pytest.mark.parametrize("design", ["weights", "sdr", "jkn"])
@pytest.mark.parametrize(
    "call",
    [
        "activity_minutes(p_by := [], p_years := [2014]",
        "activity_minutes(p_by := ['sex'], p_filter_sex := ['women']",
        "activity_minutes(p_by := ['sex', 'year'], p_travel := true",
        "activity_trend(p_by := ['sex']",
    ],
)
def test_sums_by_year_and_sex_say_what_their_diaries_say(world: World, design: str, call: str) -> None:
    put_design(world, design)
    world.connection.execute(
        "update memory.main.core_diaries set psu_key = diary_key, n_diaries_in_psu = 1, stratum_key = 1 + diary_key % 3"
    )
    world.connection.execute(
        "update memory.main.core_diaries d set n_psu_in_stratum ="
        " (select count(*) from memory.main.core_diaries o where o.stratum_key = d.stratum_key)"
    )
    world.derive("core_year_sums")
    call = f"from {call}, p_survey := 'drawn', p_activities := ['food_prep', 'adult_care', 'no'], p_profile := 'none')"
    of_days = world.rows(call)
    for name in ("without_sums", "without_several_diaries"):
        world.connection.execute(f"create macro memory.main.{name}(survey) as true")
    summed = world.rows(call)
    assert len(summed) == len(of_days) > 1
    for one, other in zip(summed, of_days, strict=True):
        assert one == {
            name: pytest.approx(value, rel=1e-9) if isinstance(value, float) else value for name, value in other.items()
        }
    world.connection.execute("update memory.main.core_year_sums set y = 2 * y")
    assert world.rows(call) != summed, "the sums are what is read"


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize(("column", "a", "b"), [("sex", "women", "men"), ("day_type", "weekend", "weekday")])
def test_differences_are_those_of_r(world: World, design: str, column: str, a: str, b: str) -> None:
    """Weekdays and weekends are kept by the same people, so their covariance is not nothing."""
    put_design(world, design)
    rows = world.rows(
        "from activity_difference(p_activities := ['food_prep', 'adult_care'], p_column := $1, p_group_a := $2,"
        " p_group_b := $3, p_profile := 'none')",
        column,
        a,
        b,
    )
    expected = [v for v in values()["differences"] if v["design"] == design and v["column"] == column]
    assert len(rows) == len(expected) == 2
    for row in rows:
        (value,) = [v for v in expected if v["activity"] == row["activity_code"]]
        for key, name in (
            ("mean", "mean_minutes_difference"),
            ("ratio", "mean_minutes_ratio"),
            ("participation", "participation_share_difference"),
            ("participant_mean", "participant_minutes_difference"),
        ):
            assert row[name] == close(value[key]), (value, name)
            assert row[f"{name}_se"] == close(value[f"{key}_se"]), (value, name)


@pytest.mark.parametrize("design", DESIGNS)
@pytest.mark.parametrize("base", ["everyone", "participants"])
def test_quantiles_are_those_of_r(world: World, design: str, base: str) -> None:
    """svyquantile's defaults: the least value that reaches the share, and Woodruff's interval."""
    put_design(world, design)
    rows = world.rows(
        "from activity_quantile(p_activities := ['food_prep', 'cleaning'], p_by := ['sex'], p_base := $1,"
        " p_probabilities := [0.25, 0.5, 0.9], p_profile := 'none')",
        base,
    )
    expected = [v for v in values()["quantiles"] if v["design"] == design and v["base"] == base]
    ours = {(row["activity_code"], row["sex"], row["probability"]): row for row in rows}
    assert len(ours) == len(expected) == 12
    for value in expected:
        row = ours[value["activity"], value["sex"], value["probability"]]
        assert row["quantile_minutes"] == value["quantile"]
        assert (row["quantile_minutes_ci_low"], row["quantile_minutes_ci_high"]) == (value["ci_low"], value["ci_high"])
        assert row["quantile_minutes_se"] == (value["se"] and close(value["se"]))
