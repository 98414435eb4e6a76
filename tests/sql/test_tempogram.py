"""The day by the clock against days laid out minute by minute in numpy: drawn days whose steps episodes share."""

from pathlib import Path

import numpy as np
import pytest

from tests.designs import put_profile_that_shows_all
from tests.diary_worlds import DiaryWorld
from tests.worlds import Row

CODES = {"sleep": "0101", "food_prep": "0202", "cleaning": "0201", "paid_work": "0501"}
SELECTIONS = {"sleep": {"sleep"}, "food_prep": {"food_prep"}, "housework": {"food_prep", "cleaning"}}
PERSONS, STRATA = 12, 2


class Days:
    """Drawn days: who, of which weight and unit, and the activity of each minute."""

    def __init__(self, diaries_each: int, persons_in_unit: int) -> None:
        rng = np.random.default_rng(7)
        self.persons: list[Row] = []
        self.diaries: list[Row] = []
        self.episodes: list[Row] = []
        self.minutes: list[np.ndarray] = []
        for person in range(PERSONS):
            name = f"p{person:02}"
            self.persons.append({"person_id": name, "sex": ("men", "women")[person % 2]})
            for day in range(1, diaries_each + 1):
                key = {"person_id": name, "diary_no": str(day)}
                unit = f"u{person // (STRATA * persons_in_unit)}"
                self.diaries.append(
                    key | {"weight": 1 + float(rng.integers(9)), "stratum": f"h{person % STRATA}", "psu": unit}
                )
                bounds = [0, *np.unique(rng.integers(1, 400, size=40)).tolist(), 1440]
                drawn = rng.choice(list(CODES), size=len(bounds) - 1)
                for number, (code, start, end) in enumerate(zip(drawn, bounds, bounds[1:], strict=False), 1):
                    span = {"episode_no": number, "start_minute": start, "end_minute": end}
                    self.episodes.append(key | span | {"source_code": CODES[code]})
                self.minutes.append(np.repeat(drawn, np.diff(bounds)))

    def shares(self, selection: str, sex: str, step: int) -> tuple[np.ndarray, np.ndarray]:
        """The share of people in each step and its standard error: units within strata, the ratio linearised."""
        edges = np.arange(0, 1440, step)
        at_it = np.isin(np.array(self.minutes), list(SELECTIONS[selection])).astype(float)
        parts = np.add.reduceat(at_it, edges, axis=1) / np.diff([*edges, 1440])
        sexes = {person["person_id"]: person["sex"] for person in self.persons}
        weights = np.array([day["weight"] * (sexes[day["person_id"]] == sex) for day in self.diaries])
        share = weights @ parts / weights.sum()
        influence = weights[:, None] * (parts - share) / weights.sum()
        variance = np.zeros(len(edges))
        for stratum in {day["stratum"] for day in self.diaries}:
            units = sorted({day["psu"] for day in self.diaries if day["stratum"] == stratum})
            of_unit = [[(day["stratum"], day["psu"]) == (stratum, unit) for day in self.diaries] for unit in units]
            totals = np.array(of_unit, dtype=float) @ influence
            variance += len(units) / (len(units) - 1) * ((totals - totals.mean(axis=0)) ** 2).sum(axis=0)
        return share, np.sqrt(variance)


@pytest.mark.parametrize(("diaries_each", "persons_in_unit"), [(1, 1), (2, 1), (1, 3)])
def test_every_step_is_that_of_the_minutes(built: Path, diaries_each: int, persons_in_unit: int) -> None:
    days = Days(diaries_each, persons_in_unit)
    world = DiaryWorld(built, has_episodes=True, design_method="taylor")
    world.insert("persons", days.persons)
    world.insert("diaries", days.diaries, year=2020)
    world.insert("episodes", days.episodes)
    world.make_core()
    world.derive("core_selections")
    put_profile_that_shows_all(world)
    for step in (1, 7, 10, 60, 1440):
        rows = world.rows(
            f"from tempogram(p_survey := 's', p_activities := {list(SELECTIONS)}, p_by := ['sex'],"
            f" p_step_minutes := {step}, p_profile := 'none')"
        )
        assert len(rows) == len(SELECTIONS) * 2 * -(-1440 // step)
        for selection in SELECTIONS:
            for sex in ("men", "women"):
                held = [row for row in rows if (row["activity_code"], row["sex"]) == (selection, sex)]
                share, error = days.shares(selection, sex, step)
                assert [row["start_minute"] for row in held] == list(range(0, 1440, step))
                assert [row["people_share"] for row in held] == pytest.approx(share, rel=1e-12, abs=1e-14)
                assert [row["people_share_se"] for row in held] == pytest.approx(error, rel=1e-9, abs=1e-9)
