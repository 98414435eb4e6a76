"""Selectors that several pages share, and the words of row notes."""

import pandas as pd

from unpriced import catalogue, titles
from unpriced.catalogue import Language
from unpriced.i18n import ages, has, t
from unpriced.reports import Result
from unpriced.ui.state import Page

SCOPES = ("shopping", "gardening_pets", "travel", "care_for_others", "volunteering", "passive_care")


def default_method() -> str:
    """The method shown first: specialist replacement cost, which UNECE recommends."""
    return "replacement_specialist"


def method_options(language: Language) -> dict[str, str]:
    return titles.titles("method", language)


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
    return {m.id: m.short_title.in_language(language) for m in catalogue.methods().values()}


def change_note(page: Page, result: Result) -> str:
    """What a reader must know of a trend over surveys: that there is one survey only, or that the line is broken."""
    rows = result.frame()
    if rows["survey_year"].nunique() == 1:
        return page.t("time-change-one")
    return page.t("time-change-note") if rows["is_break"].any() else ""


def missing_methods(page: Page, rows: pd.DataFrame, value: str) -> str:
    """Which methods have no value among the rows, and why; empty where all have one."""
    short = short_methods(page.language)
    lacking = rows[rows[value].isna()]
    by_reason = [
        page.t(
            "value-range-missing-one",
            methods=", ".join(short[m] for m in dict.fromkeys(group["method_id"])),
            reason=page.t(f"missing_reason-{reason}"),
        )
        for reason, group in lacking.groupby("missing_reason", sort=False)
    ]
    return page.t("value-range-missing", methods="; ".join(by_reason)) if by_reason else ""
