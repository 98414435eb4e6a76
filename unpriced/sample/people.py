"""The people of a synthetic survey: where they live, with whom, what they earn."""

import math
from dataclasses import dataclass
from statistics import NormalDist

from unpriced.sample.chance import Chance
from unpriced.sample.published import Rules, Survey

EMPLOYED = FULL_TIME, PART_TIME = "full_time", "part_time"


@dataclass(frozen=True)
class Person:
    """A person with the traits that tilt the day; `weight` is people of the population, before calibration."""

    person_id: str
    household_id: str
    household: str
    region: str
    stratum: str
    psu: str
    weight: float
    sex: str
    age: int
    education: str
    employment: str
    is_student: bool
    household_size: int
    n_children: int
    youngest_child_age: int | None
    has_partner: bool
    household_income: float
    relative_wage: float

    def traits(self, rules: Rules, day: str) -> dict[str, object]:
        """What the conditions of the tilts may ask."""
        youngest = self.youngest_child_age
        return {
            "sex": self.sex,
            "employment": self.employment,
            "education": self.education,
            "household": self.household,
            "is_student": self.is_student,
            "has_children": self.n_children > 0,
            "has_infant": youngest is not None and youngest < rules["infant_below_age"],
            "is_older": self.age >= rules["older_from_age"],
            "day": day,
        }


def people(survey: Survey, rules: Rules, chance: Chance) -> list[Person]:
    """The people of every primary unit of every stratum."""
    found: list[Person] = []
    everyone = sum(survey.persons.values())
    for stratum in rules["strata"]:
        n_units, n_people = rules["units_per_stratum"], rules["people_per_unit"]
        weight = everyone * stratum["people"] / (n_units * n_people)
        for unit in range(1, n_units + 1):
            psu = f"{stratum['region']}-{unit:02}"
            n_before = len(found)
            while len(found) - n_before < n_people:
                found += _household(survey, rules, chance, stratum["region"], psu, weight, len(found))
    return found


def _household(
    survey: Survey, rules: Rules, chance: Chance, region: str, psu: str, weight: float, n_before: int
) -> list[Person]:
    kinds = rules["households"]
    kind = chance.pick(list(kinds), [kinds[name]["share"] for name in kinds])
    low, high = kinds[kind]["ages"]
    couple, with_children = kind.startswith("couple"), kind in ("couple_with_children", "single_parent")
    n_children = chance.pick([1, 2, 3], rules["children"]) if with_children else 0
    others = chance.whole(2, 3) if kind == "other" else 0
    first_age = chance.whole(low, high)
    youngest = chance.whole(0, min(17, max(0, first_age - 20))) if with_children else None
    # A lognormal with Gini index G has the spread sqrt(2) * quantile((1 + G) / 2).
    spread = math.sqrt(2) * NormalDist().inv_cdf((1 + survey.gini) / 2)
    place = chance.normal()
    size = 1 + couple + n_children + others
    income = survey.median_income * math.exp(spread * place) * math.sqrt(size)
    first_sex = chance.pick(["men", "women"], [0.5, 0.5])
    if kind == "single_parent":
        first_sex = chance.pick(["men", "women"], [0.2, 0.8])
    sexes = [first_sex] if not couple else [first_sex, "women" if first_sex == "men" else "men"]
    prefix = survey.country_code.lower()
    found = []
    for number, sex in enumerate(sexes):
        age = first_age if number == 0 else min(rules["ages"][1], max(low, first_age + chance.whole(-4, 4)))
        is_student = age <= rules["students"]["until_age"] and chance.happens(rules["students"]["share"])
        correlation = rules["wage_income_correlation"]
        luck = correlation * place + math.sqrt(1 - correlation**2) * chance.normal()
        found.append(
            Person(
                person_id=f"{prefix}-{n_before + number + 1:04}",
                household_id=f"{prefix}-h{n_before + 1:04}",
                household=kind,
                region=region,
                stratum=region,
                psu=psu,
                weight=weight,
                sex=sex,
                age=age,
                education="low" if age < 19 else chance.pick(list(rules["education"]), [*rules["education"].values()]),
                employment=_employment(survey, rules, chance, sex, is_student=is_student),
                is_student=is_student,
                household_size=size,
                n_children=n_children,
                youngest_child_age=youngest,
                has_partner=couple,
                household_income=income,
                relative_wage=math.exp(rules["wage_spread"] * luck),
            )
        )
    return found


def _employment(survey: Survey, rules: Rules, chance: Chance, sex: str, *, is_student: bool) -> str:
    lowest, highest = rules["employed_share"]
    share = min(highest, max(lowest, survey.minutes[sex]["paid_work"] / rules["paid_minutes_per_employed"]))
    if is_student:
        return PART_TIME if chance.happens(share / 4) else "not_in_labour_force"
    if chance.happens(share):
        return PART_TIME if chance.happens(rules["part_time"][sex]) else FULL_TIME
    return "unemployed" if chance.happens(rules["unemployed"] / (1 - share)) else "not_in_labour_force"
