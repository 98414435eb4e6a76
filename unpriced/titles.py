"""Titles of codes in both languages, from the built database and the YAML files; the words of notes and reasons."""

from functools import lru_cache
from typing import Literal

from unpriced import catalogue, database
from unpriced.catalogue import Language
from unpriced.i18n import ages, has, t

Kind = Literal[
    "country",
    "shipped_country",
    "area",
    "activity",
    "activity_group",
    "selection",
    "dataset",
    "method",
    "preset",
    "definition",
    "list_item",
    "known_survey",
    "survey_item",
]

# Items of surveys that no list of the press has.
OTHER_ITEMS = (
    "SUBJ_class", "SUBJ_ladder", "SUBJ_income", "middle_tenths", "M_comfort", "M_tenure", "M_savings", "M_travel",
    "M_car", "M_no_deprivation",
)  # fmt: skip

_TABLES: dict[str, tuple[str, str]] = {
    "country": ("core_countries", "country_code"),
    "shipped_country": ("base.core_countries", "country_code"),  # without those of a visitor's tables
    "area": ("core_areas", "area_code"),  # countries and the groups of countries that a source names
    "activity": ("core_activities", "activity_code"),
    "activity_group": ("core_activity_groups", "group_code"),
    "list_item": ("core_lifestyle_lists", "list_item_code"),
    "known_survey": ("core_known_surveys", "known_survey_id"),
}
_ORDERS = {
    "country": "name_{language}",
    "shipped_country": "name_{language}",
    "area": "name_{language}",
    "list_item": "list_code, place",
    "known_survey": "title_{language}",
}


def titles(kind: Kind, language: Language) -> dict[str, str]:
    """Title by code, in display order."""
    if kind == "dataset":
        return {d.id: d.title.in_language(language) for d in catalogue.datasets().values()}
    if kind == "method":
        return {m.id: m.title.in_language(language) for m in catalogue.methods().values()}
    if kind == "definition":
        declared = {d.id: d.title.in_language(language) for d in catalogue.definitions().values()}
        return declared | {"mine": t(language, "definition-mine")}
    if kind == "survey_item":
        others = {code: t(language, f"survey_item-{code}") for code in OTHER_ITEMS}
        return titles("list_item", language) | others
    if kind == "selection":
        # What a report may be asked: all unpaid work, a group, an activity: an activity's title wins over a group's
        all_unpaid = {"unpaid_work": t(language, "time-all-unpaid")}
        return all_unpaid | titles("activity_group", language) | titles("activity", language)
    if kind == "preset":
        return {p.id: p.title.in_language(language) for p in catalogue.presets().values()}
    return _from_database(kind, language, database.identity())


def own_countries(language: Language) -> list[str]:
    """The codes of the countries of the visitor's own tables and diaries, by title."""
    shipped = titles("shipped_country", language)
    return [code for code in titles("country", language) if code not in shipped]


@lru_cache(maxsize=128)
def _from_database(kind: str, language: Language, read: object) -> dict[str, str]:
    table, key = _TABLES[kind]
    column = ("name_" if kind in {"country", "shipped_country", "area"} else "title_") + language
    order = _ORDERS.get(kind, "sort_order").format(language=language)
    with database.cursor() as cursor:
        return dict(cursor.execute(f"select {key}, {column} from {table} order by {order}").fetchall())


def default_method() -> str:
    """The method shown first: specialist replacement cost, which UNECE recommends."""
    return "replacement_specialist"


def notes_text(codes: str | None, age_range: str | None, language: Language) -> list[str]:
    """The notes of a row as sentences."""
    if not isinstance(codes, str) or not codes:
        return []
    found = []
    for code in dict.fromkeys(codes.split(",")):
        if code.startswith("ages_"):
            found.append(t(language, "note-age_base", ages=ages(age_range or code.removeprefix("ages_"), language)))
        elif has(language, f"note-{code}"):
            found.append(t(language, f"note-{code}"))
    return found


def reason_text(code: object, language: Language) -> str:
    """Why a value is not available, as a sentence."""
    return t(language, "not-available-because", reason=t(language, f"missing_reason-{code}"))


def short_methods(language: Language) -> dict[str, str]:
    """The methods by their short names."""
    return {m.id: m.short_title.in_language(language) for m in catalogue.methods().values()}
