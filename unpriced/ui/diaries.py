"""What the pages of diary microdata share: surveys, activities, groups, and what must be said of them."""

from dataclasses import dataclass

import pandas as pd

from unpriced import reports, titles
from unpriced.catalogue import Language
from unpriced.i18n import has, t
from unpriced.ui.state import Page

GROUPINGS = ("sex", "age_group", "education", "employment", "income_fifth", "household_type", "day_type", "region")
MEASURES = ("mean_minutes", "participation_share", "participant_minutes")
UNPAID_GROUPS = ("housework", "shopping", "care", "community")
FIRST_CHOICE = "sample_kor"  # a fresh machine has it


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
            day_start_minute=int(row["day_start_minute"]),
            n_diaries=int(row["n_diaries"]),
            note_codes=row["notes"] if isinstance(row["notes"], str) else "",
        )
        for _, row in rows.iterrows()
    ]
    return {s.survey_id: s for s in sorted(found, key=lambda s: (s.is_synthetic, s.title))}


def _title(row: "pd.Series[str]", countries: dict[str, str], language: Language) -> str:
    """The survey's own title; a synthetic sample says so before anything else."""
    if row["is_synthetic"]:
        return t(language, "diaries-synthetic-title", country=countries.get(row["country_code"], row["country_code"]))
    return str(row[f"title_{language}"])


def choose_survey(page: Page, *, episodes: bool = False, default: str = FIRST_CHOICE) -> Survey:
    """The survey selector; `episodes` leaves out surveys that hold totals of the day only."""
    held = {s: v for s, v in surveys(page.language).items() if v.has_episodes or not episodes}
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


def group_titles(by: str, language: Language) -> dict[str, str]:
    """The titles of the groups of a grouping column, in their order."""
    codes = {
        "sex": ("women", "men"),
        "age_group": ("under_15", "15-24", "25-34", "35-44", "45-54", "55-64", "65-74", "75+"),
        "education": ("low", "medium", "high"),
        "employment": ("full_time", "part_time", "unemployed", "not_in_labour_force"),
        "income_fifth": ("1", "2", "3", "4", "5"),
        "household_type": ("alone", "couple", "couple_with_children", "single_parent", "other"),
        "day_type": ("weekday", "weekend"),
    }.get(by, ())
    return {code: group_title(by, code, language) for code in codes}


def group_title(by: str, code: str, language: Language) -> str:
    """The title of one group; a code without words (a region, an age) stands for itself."""
    for key in (f"{by}-{code.replace('+', '_')}", f"group-{code}"):
        if has(language, key):
            return t(language, key)
    return code
