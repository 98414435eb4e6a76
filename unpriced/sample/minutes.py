"""Who does what for how long: minutes of each day that close at 24 hours and, weighted, at the published means."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from unpriced.sample.chance import Chance
from unpriced.sample.people import Person
from unpriced.sample.published import Rules, Survey

STEP_MINUTES = 10
STEPS_A_DAY = 144
DAYS_A_YEAR = 365
ROUNDS = 400
Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Day:
    """One diary day: steps of ten minutes by activity, and its weight in person-days."""

    person: Person
    diary_no: int
    kind: str
    weight: float
    steps: dict[str, int]


def days(survey: Survey, people: list[Person], rules: Rules, chance: Chance) -> list[Day]:
    """Two days of everybody, sex by sex, in the order of the people."""
    found: list[Day] = []
    for sex in ("men", "women"):
        found += _of_one_sex(survey, [p for p in people if p.sex == sex], sex, rules, chance)
    return sorted(found, key=lambda day: (day.person.person_id, day.diary_no))


def _of_one_sex(survey: Survey, people: list[Person], sex: str, rules: Rules, chance: Chance) -> list[Day]:
    keys = [(person, number, kind) for person in people for number, kind in enumerate(rules["days"], start=1)]
    published = _joined(survey.minutes[sex], rules)
    activities = list(published)
    targets = np.array([minutes / STEP_MINUTES for minutes in published.values()])
    weights = np.array([p.weight * DAYS_A_YEAR * {"weekday": 5 / 7, "weekend": 2 / 7}[kind] for p, _, kind in keys])
    weights *= survey.persons[sex] * DAYS_A_YEAR / weights.sum()
    tilts = _tilts(keys, activities, rules, chance)
    does = _participation(tilts, activities, targets, weights, rules, chance)
    _follow(does, tilts, activities, rules)
    amounts = np.where(does, tilts, 0.0)
    gives_way = np.array([rules["gives_way"].get(name, 1.0) for name in activities])
    amounts = _proportional_fit(amounts, targets, weights, gives_way)
    steps = np.array([_whole_steps(row, chance) for row in amounts])
    calibrated = _calibrate(steps, targets, weights, keys, survey.persons[sex] * DAYS_A_YEAR)
    return [
        Day(person, number, kind, float(weight), {a: int(n) for a, n in zip(activities, row, strict=True) if n})
        for (person, number, kind), weight, row in zip(keys, calibrated, steps, strict=True)
    ]


def _joined(published: dict[str, float], rules: Rules) -> dict[str, float]:
    """The published minutes, with what is too small to be seen in the sample added to its neighbour."""
    found = dict(published)
    for name, other in rules["too_small"]["into"].items():
        if found.get(name, rules["too_small"]["below_minutes"]) < rules["too_small"]["below_minutes"]:
            found[other] += found.pop(name)
    return found


def _tilts(keys: list[tuple[Person, int, str]], activities: list[str], rules: Rules, chance: Chance) -> Matrix:
    """How much more of each activity each day tends to than the average day."""
    of_unit: dict[str, list[float]] = {}
    of_person: dict[str, list[float]] = {}
    found = np.ones((len(keys), len(activities)))
    for row, (person, _, kind) in enumerate(keys):
        for name, group, spread in (
            (person.psu, of_unit, rules["unit_spread"]),
            (person.person_id, of_person, rules["person_spread"]),
        ):
            if name not in group:
                group[name] = [math.exp(spread * chance.normal()) for _ in activities]
            found[row] *= group[name]
        found[row] *= [math.exp(rules["day_spread"] * chance.normal()) for _ in activities]
        for place in (activities.index("sleep"), activities.index("eating")):
            found[row, place] **= 0.3  # needs of the body vary little
        traits = person.traits(rules, kind)
        for tilt in rules["tilts"]:
            if all(traits[name] in values for name, values in tilt["when"].items()):
                for name in tilt["activities"]:
                    if name in activities:
                        found[row, activities.index(name)] *= tilt["times"]
    return found


def _participation(
    tilts: Matrix, activities: list[str], targets: Matrix, weights: Matrix, rules: Rules, chance: Chance
) -> npt.NDArray[np.bool_]:
    """Who does an activity: as many as its published mean and the usual minutes of its doers imply."""
    does = np.zeros(tilts.shape, dtype=bool)
    for place, name in enumerate(activities):
        if name in rules["everyone"]:
            does[:, place] = True
            continue
        share = min(rules["most_do"], targets[place] * STEP_MINUTES / rules["activities"][name]["doers_minutes"])
        share = max(share, rules["fewest_doers"] / len(tilts))
        odds = np.sqrt(tilts[:, place])
        low, high = 0.0, 1e6
        for _ in range(80):  # the factor at which the shares add up
            middle = (low + high) / 2
            reached = (weights * np.minimum(1.0, middle * odds)).sum() / weights.sum()
            low, high = (middle, high) if reached < share else (low, middle)
        # Systematic selection in random order: the number of doers hardly varies.
        order = chance.shuffled(range(len(tilts)))
        place_on_line, mark = 0.0, chance.between(0, 1)
        for row in order:
            place_on_line += min(1.0, low * float(odds[row]))
            if place_on_line > mark:
                does[row, place] = True
                mark += 1
    return does


def _follow(does: npt.NDArray[np.bool_], tilts: Matrix, activities: list[str], rules: Rules) -> None:
    """Travel follows what it leads to: days without any of that have none, as many others have it instead."""
    for name, causes in rules["follows"].items():
        if name not in activities:
            continue
        place = activities.index(name)
        caused = does[:, [activities.index(cause) for cause in causes if cause in activities]].any(axis=1)
        lost = int((does[:, place] & ~caused).sum())
        does[:, place] &= caused
        free = [row for row in np.flatnonzero(caused & ~does[:, place]) if tilts[row, place] > 0]
        free.sort(key=lambda row: (-tilts[row, place], row))
        does[free[:lost], place] = True


def _proportional_fit(amounts: Matrix, targets: Matrix, weights: Matrix, gives_way: Matrix) -> Matrix:
    """Scale rows to a day and weighted columns to the published means, in turn, until both hold."""
    fitted: Matrix = amounts.copy()
    for _ in range(ROUNDS):
        fitted *= targets / np.maximum((weights[:, None] * fitted).sum(axis=0) / weights.sum(), 1e-12)
        for _ in range(2):
            fitted *= (STEPS_A_DAY / fitted.sum(axis=1))[:, None] ** gives_way
    fitted *= (STEPS_A_DAY / fitted.sum(axis=1))[:, None]
    return fitted


def _whole_steps(row: Matrix, chance: Chance) -> list[int]:
    """Whole steps that sum to the day and are right on average: systematic selection of the fractions."""
    whole = [math.floor(amount) for amount in row]
    missing = STEPS_A_DAY - sum(whole)
    fractions = [float(amount) - floor for amount, floor in zip(row, whole, strict=True)]
    scale = missing / sum(fractions) if missing else 0.0
    place_on_line, mark = 0.0, chance.between(0, 1)
    for place in chance.shuffled(range(len(whole))):
        place_on_line += fractions[place] * scale
        if place_on_line > mark:
            whole[place] += 1
            mark += 1
    whole[int(np.argmax(row))] += STEPS_A_DAY - sum(whole)
    return whole


def _calibrate(
    steps: npt.NDArray[np.int64], targets: Matrix, weights: Matrix, keys: list[tuple[Person, int, str]], total: float
) -> Matrix:
    """Weights nearest to the design weights (Deville and Särndal, linear) that give the published totals exactly:
    person-days by kind of day, people by stratum, minutes by activity."""
    columns = [np.ones(len(keys)), np.array([kind == "weekend" for _, _, kind in keys], dtype=float)]
    totals = [total, total * 2 / 7]
    strata = sorted({person.stratum for person, _, _ in keys})
    for stratum in strata[1:]:
        column = np.array([person.stratum == stratum for person, _, _ in keys], dtype=float)
        columns.append(column)
        totals.append(float((weights * column).sum()))
    for place in range(1, len(targets)):  # the first follows from the others and the day
        columns.append(steps[:, place].astype(float))
        totals.append(total * targets[place])
    matrix = np.array(columns).T
    gap = np.array(totals) - weights @ matrix
    factor = np.linalg.solve(matrix.T @ (weights[:, None] * matrix), gap)
    calibrated: Matrix = np.round(weights * (1 + matrix @ factor))
    if not (calibrated > 0).all():
        raise ArithmeticError("A calibrated weight is not positive: the days are too far from the published means")
    return calibrated
