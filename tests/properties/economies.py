"""Economies drawn at random, the tables that hold them, and what they are worth by numpy: a second opinion on the SQL.

Nothing here reads the queries. The formulas are those of docs/METHODS.md: hours = minutes / 60 x people x days,
value = sum over the activities in scope of hours x price x quality; what differs between methods is the price.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
from hypothesis import strategies as st

from tests.worlds import Row, World

Numbers = npt.NDArray[np.float64]

# One activity of each scope, and two that always count; the last is in GDP already and never counts.
SCOPE = {
    "food_prep": "core",
    "childcare": "core",
    "shopping": "shopping",
    "gardening": "gardening_pets",
    "travel_domestic": "travel",
    "help_other_hh": "care_for_others",
    "volunteer_formal": "volunteering",
    "childcare_passive": "passive_care",
    "own_use_goods": "own_use_goods",
}
DOMAIN = dict.fromkeys(SCOPE, "household_management") | {
    "childcare": "care",
    "childcare_passive": "care",
    "help_other_hh": "volunteering",
    "volunteer_formal": "volunteering",
    "own_use_goods": "none",
}
SWITCHES = ("shopping", "gardening_pets", "travel", "care_for_others", "volunteering", "passive_care")
METHODS = (
    "replacement_specialist",
    "replacement_generalist",
    "replacement_hybrid",
    "opportunity_by_sex",
    "opportunity_economy",
    "minimum_wage",
)
SEXES = ("men", "women")
TRADES = ("cook", "nurse", "clerk", "cleaner")
GENERALIST = "cleaner"
YEAR = 2020


@dataclass(frozen=True)
class Match:
    """Who would do an activity for pay: an occupation, its stand-in, and whether the hybrid takes the generalist."""

    specialist: str
    fallback: str | None
    hybrid_is_generalist: bool


@dataclass(frozen=True)
class Economy:
    """A country: minutes a day of men and women, people of the surveyed ages and of all ages, wages, GDP."""

    country: str
    minutes: dict[str, tuple[float, float]]
    has_total: bool  # whether the survey prints both sexes together, as the mean over people
    persons: tuple[float, float]
    everyone: tuple[float, float]
    wages: dict[tuple[str, str], float]  # by sex and occupation, in PPP dollars
    gdp_bn: float
    ppp_factor: float


@dataclass(frozen=True)
class Economies:
    matches: dict[str, Match]
    countries: tuple[Economy, ...]


@dataclass(frozen=True)
class Choices:
    """What a reader chooses: which scopes count, the quality of an hour, the days of a year."""

    counted: frozenset[str] = frozenset(SWITCHES) - {"passive_care"}
    quality: float = 1.0
    days: float = 365.0

    def without(self, scope: str) -> "Choices":
        return replace(self, counted=self.counted - {scope})

    def sql(self) -> str:
        """The choices as named arguments of a report."""
        switches = [f"p_{scope} := {str(scope in self.counted).lower()}" for scope in SWITCHES]
        return ", ".join([*switches, f"p_quality_factor := {self.quality!r}", f"p_days_per_year := {self.days!r}"])


@dataclass(frozen=True)
class Worth:
    """What the hours of a country are worth by one method, for men, women or both."""

    hours_per_person_per_day: float
    hours_bn: float
    value_usd_ppp_bn: float
    value_national_bn: float
    gdp_share: float
    value_per_person_usd_ppp: float


# Numbers as offices print them: to a tenth of a minute, to a cent.
tenths = st.integers(0, 6000).map(lambda n: n / 10)
money = st.integers(100, 10_000).map(lambda n: n / 100)
people = st.integers(1_000, 1_000_000_000).map(float)
trades = st.sampled_from(TRADES)
matches = st.fixed_dictionaries(
    {code: st.builds(Match, trades, st.none() | trades, st.booleans()) for code in SCOPE},
)
EARNERS = [("total", trade) for trade in (*TRADES, "total", "minimum")] + [("men", "total"), ("women", "total")]
choices = st.builds(
    Choices,
    st.frozensets(st.sampled_from(SWITCHES)),
    st.integers(50, 150).map(lambda n: n / 100),
    st.sampled_from([365.0, 365.25, 366.0]),
)


@st.composite
def wages(draw: st.DrawFn, *, complete: bool) -> dict[tuple[str, str], float]:
    """A wage for each earner, or for most: what is missing takes the stand-in or leaves a method without a price."""
    missing = frozenset() if complete else draw(st.frozensets(st.sampled_from(EARNERS), max_size=3))
    return {earner: draw(money) for earner in EARNERS if earner not in missing}


@st.composite
def economies(draw: st.DrawFn, *, complete: bool = False, most: int = 3) -> Economies:
    """Up to three countries under one matching of activities to occupations; `complete` leaves no wage out."""
    drawn = []
    for country in ("AAA", "BBB", "CCC")[: draw(st.integers(1, most))]:
        surveyed = {"food_prep", *draw(st.frozensets(st.sampled_from(sorted(SCOPE))))}
        persons = (draw(people), draw(people))
        drawn.append(
            Economy(
                country=country,
                minutes={code: (draw(tenths), draw(tenths)) for code in SCOPE if code in surveyed},
                has_total=draw(st.booleans()),
                persons=persons,
                everyone=(persons[0] + draw(people), persons[1] + draw(people)),
                wages=draw(wages(complete=complete)),
                gdp_bn=draw(money) * 100,
                ppp_factor=draw(money),
            )
        )
    return Economies(draw(matches), tuple(drawn))


def prices(economy: Economy, matching: dict[str, Match], method: str) -> list[Numbers | None]:
    """The price of an hour of each activity for men and for women, or none where an activity has no price."""
    paid = economy.wages

    def first_held(*occupations: str | None) -> float | None:
        return next((paid["total", o] for o in occupations if o is not None and ("total", o) in paid), None)

    def of_all(per_activity: Sequence[float | None]) -> list[Numbers | None]:
        held = [price for price in per_activity if price is not None]
        return [np.array(held)] * 2 if len(held) == len(economy.minutes) else [None, None]

    found = [matching[code] for code in economy.minutes]
    match method:
        case "replacement_specialist":
            return of_all([first_held(m.specialist, m.fallback) for m in found])
        case "replacement_hybrid":
            firsts = [GENERALIST if m.hybrid_is_generalist else m.specialist for m in found]
            return of_all([first_held(first, m.fallback) for first, m in zip(firsts, found, strict=True)])
        case "opportunity_by_sex":
            by_sex = [paid.get((sex, "total")) for sex in SEXES]
            return [None if wage is None else np.full(len(found), wage) for wage in by_sex]
        case _:
            occupation = {
                "replacement_generalist": GENERALIST,
                "opportunity_economy": "total",
                "minimum_wage": "minimum",
            }[method]
            return of_all([first_held(occupation)] * len(found))


def worth(economy: Economy, hours: Numbers, value: Numbers, chosen: Choices) -> list[Worth]:
    """Men, women and both, from hours and value of men and of women (nan where there is no price)."""
    persons = np.array([*economy.persons, sum(economy.persons)])
    everyone = np.array([*economy.everyone, sum(economy.everyone)])
    hours_bn = np.append(hours, hours.sum())
    value_bn = np.append(value, value.sum())
    columns = (
        hours_bn * 1e9 / persons / chosen.days,
        hours_bn,
        value_bn,
        value_bn * economy.ppp_factor,
        value_bn / economy.gdp_bn,
        value_bn * 1e9 / everyone,
    )
    return [Worth(*(float(column[place]) for column in columns)) for place in range(3)]


def reckon(given: Economies, chosen: Choices) -> dict[tuple[str, str, str], Worth | None]:
    """The worth by country, method and sex; none where the method has no price for the country."""
    found: dict[tuple[str, str, str], Worth | None] = {}
    for economy in given.countries:
        minutes = np.array(list(economy.minutes.values())).T  # sexes x activities
        hours = minutes / 60 * np.array(economy.persons)[:, None] * chosen.days / 1e9
        is_counted = np.array([SCOPE[code] in chosen.counted | {"core"} for code in economy.minutes])
        for method in METHODS:
            per_hour = prices(economy, given.matches, method)
            value = np.array(
                [
                    np.nan if price is None else (of_sex * price * chosen.quality)[is_counted].sum()
                    for of_sex, price in zip(hours, per_hour, strict=True)
                ]
            )
            rows = worth(economy, hours[:, is_counted].sum(axis=1), value, chosen)
            for sex, row in zip((*SEXES, "total"), rows, strict=True):
                found[economy.country, method, sex] = None if np.isnan(row.value_usd_ppp_bn) else row
    return found


@dataclass
class Tables:
    """The rows of the core tables that hold the economies."""

    rows: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, **values: object) -> None:
        self.rows.setdefault(table, []).append(values)


def tables(given: Economies) -> dict[str, list[Row]]:
    """The economies as rows of core tables."""
    held = Tables()
    for code, match in given.matches.items():
        held.add(
            "core_activity_occupations",
            activity_code=code,
            scheme="isco1",
            specialist_code=match.specialist,
            fallback_code=match.fallback,
            generalist_code=GENERALIST,
            hybrid_code=GENERALIST if match.hybrid_is_generalist else match.specialist,
            economy_code="total",
        )
    for economy in given.countries:
        held.add("core_countries", country_code=economy.country, currency_code="XXX")
        held.add(
            "core_gdp",
            country_code=economy.country,
            year=YEAR,
            gdp_usd_ppp=economy.gdp_bn * 1e9,
            ppp_factor=economy.ppp_factor,
        )
        _put_people(held, economy)
        _put_minutes(held, economy)
        for (sex, occupation), wage in economy.wages.items():
            held.add(
                "core_wages",
                country_code=economy.country,
                year=YEAR,
                scheme="isco1",
                wage_concept="mean_hourly_earnings",
                wage_rung="gross",
                is_plausible=True,
                sex=sex,
                occupation_code=occupation,
                hourly_usd_ppp=wage,
                hourly_national=wage * economy.ppp_factor,
            )
    return held.rows


def _put_people(held: Tables, economy: Economy) -> None:
    for base, people_of in (("15-64", economy.persons), ("all", economy.everyone)):
        for sex, persons in zip((*SEXES, "total"), (*people_of, sum(people_of)), strict=True):
            held.add(
                "core_population",
                country_code=economy.country,
                year=YEAR,
                sex=sex,
                population_base=base,
                persons=persons,
            )


def _put_minutes(held: Tables, economy: Economy) -> None:
    for code, by_sex in economy.minutes.items():
        mean = float(np.average(by_sex, weights=economy.persons))
        minutes = dict(zip(SEXES, by_sex, strict=True)) | ({"total": mean} if economy.has_total else {})
        for sex, minutes_per_day in minutes.items():
            held.add(
                "core_unpaid_minutes",
                time_dataset_id="oecd_time_use",
                country_code=economy.country,
                survey_year=YEAR,
                age_range="15-64",
                population_base="15-64",
                is_latest=True,
                is_best=True,
                housework="any",
                sex=sex,
                activity_code=code,
                scope=SCOPE[code],
                domain=DOMAIN[code],
                minutes_per_day=minutes_per_day,
            )


def put(world: World, rows: dict[str, list[Row]]) -> None:
    """Replace the tables by these rows, and price every activity by the wages among them."""
    for table, records in rows.items():
        world.connection.execute(f"create or replace table memory.main.{table} as from base.main.{table} limit 0")
        world.connection.execute(
            f"insert into memory.main.{table} by name select unnest($records, recursive := true)", {"records": records}
        )
    world.derive_prices()
