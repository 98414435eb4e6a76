"""Sharing out routine housework by another survey's shares moves minutes between activities and makes none."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.properties.economies import tenths
from tests.worlds import Row, World

PARTS = ("food_prep", "cleaning", "laundry", "gardening")  # under housework_all
SEXES = ("men", "women", "total")

some_minutes = st.integers(1, 3000).map(lambda n: n / 10)


@given(
    housework=st.lists(tenths, min_size=3, max_size=3),
    shopping=tenths,
    shares=st.lists(
        st.lists(st.integers(1, 3000).map(lambda n: n / 10), min_size=4, max_size=4), min_size=3, max_size=3
    ),
)
def test_split_housework_keeps_its_minutes_and_the_shares(
    planet: World, housework: list[float], shopping: float, shares: list[list[float]]
) -> None:
    same = {"country_code": "AAA", "day_type": "all", "is_leaf": True, "is_latest": True, "age_range": "15-64"}
    oecd: Row = same | {"dataset_id": "oecd_time_use", "survey_year": 2015, "population_base": "15-64"}
    hetus: Row = same | {"dataset_id": "hetus", "survey_year": 2010, "population_base": "15+"}
    rows = [oecd | {"sex": s, "activity_code": "shopping", "minutes_per_day": shopping} for s in SEXES]
    for sex, minutes, parts in zip(SEXES, housework, shares, strict=True):
        rows.append(oecd | {"sex": sex, "activity_code": "housework_all", "minutes_per_day": minutes})
        rows += [
            hetus | {"sex": sex, "activity_code": code, "minutes_per_day": part}
            for code, part in zip(PARTS, parts, strict=True)
        ]
    planet.put("core_unpaid_day_share", [])
    planet.put("core_time_use", [])
    planet.connection.execute(
        "insert into memory.main.core_time_use by name select unnest($rows, recursive := true)", {"rows": rows}
    )
    planet.derive("core_unpaid_minutes")
    for sex, minutes, parts in zip(SEXES, housework, shares, strict=True):
        whole, split = (
            {
                row["activity_code"]: row["minutes_per_day"]
                for row in planet.rows(f"from mart_unpaid_minutes(p_split_housework := {on}) where sex = ?", sex)
            }
            for on in ("false", "true")
        )
        assert whole == {"housework_all": minutes, "shopping": shopping}
        assert split.keys() == {*PARTS, "shopping"}
        assert split["shopping"] == shopping
        assert math.fsum(split.values()) == pytest.approx(math.fsum(whole.values()))
        expected = minutes * np.array(parts) / np.sum(parts)
        assert [split[code] for code in PARTS] == pytest.approx(list(expected))
