"""What the pages of diary microdata share: surveys, activities, groups, and what must be said of them."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
from babel.dates import get_day_names, get_month_names

from unpriced import catalogue, reports, titles
from unpriced.catalogue import Language
from unpriced.i18n import has, minutes, percent, t
from unpriced.ui.state import Page
from unpriced.workspace import OWN

GROUPINGS = ("sex", "age_group", "education", "employment", "income_fifth", "household_type", "day_type", "region")
MEASURES = ("mean_minutes", "participation_share", "participant_minutes")
PERSON_METHODS = ("own_wage", "cell_wage", "predicted_wage")
UNPAID_GROUPS = ("housework", "shopping", "care", "community")
# What a fresh machine has: sums of real diaries of many years, sums with clock times, diaries that are synthetic.
MANY_YEARS, CLOCKED, SAMPLE = "atus_2003_2016", "atus_2014", "sample_kor"


@dataclass(frozen=True)
class Survey:
    """A diary survey as the database knows it."""

    survey_id: str
    title: str
    country_code: str
    first_year: int
    last_year: int
    is_synthetic: bool
    has_episodes: bool
    has_microdata: bool
    has_classes: bool
    day_start_minute: int
    n_diaries: int
    note_codes: str


def surveys(language: Language) -> dict[str, Survey]:
    """Every diary survey by id: real ones first, then synthetic ones."""
    rows = reports.run("diary_surveys").frame()
    countries = titles.titles("country", language)
    found = [
        Survey(
            survey_id=row["survey_id"],
            title=_title(row, countries, language),
            country_code=row["country_code"],
            first_year=int(row["first_year"]),
            last_year=int(row["last_year"]),
            is_synthetic=bool(row["is_synthetic"]),
            has_episodes=bool(row["has_episodes"]),
            has_microdata=bool(row["has_microdata"]),
            has_classes=bool(row["has_classes"]),
            day_start_minute=int(row["day_start_minute"]),
            n_diaries=int(row["n_diaries"]),
            note_codes=row["notes"] if isinstance(row["notes"], str) else "",
        )
        for _, row in rows.iterrows()
    ]
    return {s.survey_id: s for s in sorted(found, key=lambda s: (s.is_synthetic, s.title))}


def _title(row: "pd.Series[str]", countries: dict[str, str], language: Language) -> str:
    """The survey's own title; a synthetic sample says so before anything else, and so does a visitor's own survey."""
    if row["is_synthetic"]:
        return t(language, "diaries-synthetic-title", country=countries.get(row["country_code"], row["country_code"]))
    title = str(row[f"title_{language}"])
    return t(language, "diaries-own-title", title=title) if row["survey_id"].startswith(OWN) else title


def choose_survey(
    page: Page, default: str, *, episodes: bool = False, microdata: bool = False, classes: bool = False
) -> Survey:
    """The survey selector; `episodes` leaves out those with totals of the day only, `microdata` those held as sums,
    `classes` those whose people were not counted by class."""
    held = {
        code: survey
        for code, survey in surveys(page.language).items()
        if (survey.has_episodes or not episodes)
        and (survey.has_microdata or not microdata)
        and (survey.has_classes or not classes)
    }
    chosen = page.choice(
        "survey",
        {s: v.title for s, v in held.items()},
        default if default in held else next(iter(held)),
        page.t("diaries-survey"),
    )
    return held[chosen]


def survey_notes(survey: Survey, language: Language) -> list[str]:
    """What a reader must know of the survey, as sentences: first of all that a sample is synthetic."""
    codes = dict.fromkeys(code for code in survey.note_codes.split(",") if code)
    return [t(language, f"note-{code}") for code in codes if has(language, f"note-{code}")]


def activity_titles(language: Language) -> dict[str, str]:
    """What can be chosen: all unpaid work, the groups, then every activity."""
    groups = titles.titles("activity_group", language)
    activities = titles.titles("activity", language)
    hidden = {"unpaid_total", "housework_all", "care_hh", "travel_unpaid"}
    return {
        "unpaid_work": t(language, "time-all-unpaid"),
        **{code: t(language, "diaries-group", name=name) for code, name in groups.items()},
        **{code: name for code, name in activities.items() if code not in hidden and code not in groups},
    }


def formatter(measure: str) -> Callable[..., str]:
    """How a value of the measure is written."""
    return percent if measure == "participation_share" else minutes


def with_years(survey: Survey) -> str:
    """The title of the survey with its years, 2014 or 2003–2016, where it does not name them itself."""
    years = str(survey.first_year)
    if survey.first_year != survey.last_year:
        years += f"–{survey.last_year}"
    return survey.title if years in survey.title else f"{survey.title}, {years}"


def comparable(survey: Survey, by: str, language: Language) -> dict[str, str]:
    """The groups of the survey, code -> title; none where it does not hold two that could be compared."""
    column = reports.run("activity_minutes", p_survey=survey.survey_id, p_by=[by]).frame()[by]
    groups = held_groups(column, by, language)
    return groups if len(groups) > 1 else {}


def choose_pair(page: Page, by: str, groups: dict[str, str]) -> dict[str, str]:
    """Two of the groups, code -> title; one where both choices are the same."""
    codes = list(groups)
    first = page.choice(f"first_{by}", groups, codes[0], page.t("diaries-first"))
    second = page.choice(f"second_{by}", groups, codes[-1], page.t("diaries-second"))
    return {code: groups[code] for code in (first, second)}


def groupings(survey: Survey) -> tuple[str, ...]:
    """The columns that people and days of the survey can be told apart by."""
    years = ("year",) if survey.first_year < survey.last_year else ()
    return (*GROUPINGS, "weekday", "month", *years)


def group_titles(by: str, language: Language) -> dict[str, str]:
    """The titles of the groups of a grouping column, in their order; empty where each survey has groups of its own."""
    codes = {
        "sex": ("women", "men"),
        "age_group": ("under_15", "15-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75+"),
        "education": ("low", "medium", "high"),
        "employment": ("full_time", "part_time", "unemployed", "not_in_labour_force"),
        "income_fifth": ("1", "2", "3", "4", "5"),
        "household_type": ("alone", "couple", "couple_with_children", "single_parent", "other"),
        "day_type": ("weekday", "weekend"),
        "weekday": tuple(str(day) for day in range(1, 8)),
        "month": tuple(str(month) for month in range(1, 13)),
    }.get(by, ())
    return {code: group_title(by, code, language) for code in codes}


def group_title(by: str, code: str, language: Language) -> str:
    """The title of one group; a code without words (a region, an age) stands for itself."""
    if by == "weekday":
        return str(get_day_names(context="stand-alone", locale=language)[int(code) - 1]).capitalize()
    if by == "month":
        return str(get_month_names(context="stand-alone", locale=language)[int(code)]).capitalize()
    for key in (f"{by}-{code.replace('+', '_')}", f"group-{code}"):
        if has(language, key):
            return t(language, key)
    return code


def group_codes(column: "pd.Series[str]") -> "pd.Series[str]":
    """The codes of a grouping column as text: a year, a month and a weekday come as numbers."""
    return column.map(lambda code: code if isinstance(code, str) or pd.isna(code) else str(int(code)))


def held_groups(column: "pd.Series[str]", by: str, language: Language) -> dict[str, str]:
    """The groups that the rows hold, with their titles and in their order; without the unknown."""
    held = set(group_codes(column).dropna()) - {"unknown"}
    known = group_titles(by, language)
    if not known:
        known = {code: group_title(by, code, language) for code in sorted(held)}
    return {code: title for code, title in known.items() if code in held}


def named(rows: pd.DataFrame, by: str, language: Language) -> pd.DataFrame:
    """The rows in the order of their groups, with a name for each; the unknown are left out."""
    groups = held_groups(rows[by], by, language)
    codes = group_codes(rows[by])
    places = codes.map({code: place for place, code in enumerate(groups)})
    return (
        rows.assign(name=codes.map(groups), place=places).dropna(subset=["place"]).sort_values("place", kind="stable")
    )


def price_methods(language: Language) -> dict[str, str]:
    """The methods that price an hour of an activity, then those that price an hour of the person."""
    return {
        **{m.id: m.short_title.in_language(language) for m in catalogue.methods().values()},
        **{m: t(language, f"price_method-{m}") for m in PERSON_METHODS},
    }
