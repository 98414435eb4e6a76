"""Selectors that several pages share, and the words under their figures."""

import pandas as pd

from unpriced import titles
from unpriced.catalogue import Language
from unpriced.reports import Result
from unpriced.titles import default_method, notes_text, reason_text, short_methods
from unpriced.ui.state import Page

__all__ = [
    "SCOPES",
    "change_note",
    "default_method",
    "method_options",
    "missing_methods",
    "notes_text",
    "reason_text",
    "short_methods",
]

SCOPES = ("shopping", "gardening_pets", "travel", "care_for_others", "volunteering", "passive_care")


def method_options(language: Language) -> dict[str, str]:
    return titles.titles("method", language)


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
