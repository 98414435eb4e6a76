"""The day by the clock: who does what when, two groups compared, and days of single people."""

import pandas as pd

from unpriced import charts, reports, titles
from unpriced.charts import Chart, Look
from unpriced.i18n import number, percent
from unpriced.ui import frame, style
from unpriced.ui.card import figure_card
from unpriced.ui.diaries import (
    GROUPINGS,
    Survey,
    activity_titles,
    choose_survey,
    group_title,
    group_titles,
    survey_notes,
)
from unpriced.ui.state import Page

# From the bottom of the day to its top: nights and meals, then work of both kinds, then the rest.
STACK = (
    "personal",
    "paid",
    "study",
    "housework",
    "shopping",
    "care",
    "community",
    "travel",
    "own_use",
    "leisure",
    "other",
)
STEPS = {"10": 10, "15": 15, "30": 30, "60": 60}
DAY_TYPES = ("all", "weekday", "weekend")


def body(page: Page) -> None:
    activities = activity_titles(page.language)
    by_titles = {g: page.t(f"by-{g}") for g in GROUPINGS}
    with frame.filters_below():
        survey = choose_survey(page, episodes=True)
        activity = page.choice("activity", activities, "unpaid_work", page.t("tempogram-what"))
        by = page.choice("by", by_titles, "sex", page.t("diaries-by"))
        days = page.choice("days", {d: page.t(f"day_type-{d}") for d in DAY_TYPES}, "all", page.t("diaries-days"))
        step = page.choice("step", {s: s for s in STEPS}, "10", page.t("tempogram-step"))
    page.ready()
    asked: dict[str, object] = {
        "p_survey": survey.survey_id,
        "p_step_minutes": STEPS[step],
        "p_day_types": None if days == "all" else [days],
    }
    followed = reports.run("tempogram", **asked, p_activities=[activity])
    _headline(page, survey, followed.frame(), activities[activity], step)
    style.notes(survey_notes(survey, page.language))
    _day(page, survey, asked)
    _groups(page, survey, asked, activity, activities[activity], by)


def _headline(page: Page, survey: Survey, rows: pd.DataFrame, what: str, step: str) -> None:
    years = (
        str(survey.first_year) if survey.first_year == survey.last_year else f"{survey.first_year}–{survey.last_year}"
    )
    held = rows.dropna(subset=["people_share"])
    n = number(held["n_diaries"].iloc[0], page.language) if len(held) else "0"
    source = page.t("tempogram-source", survey=survey.title, years=years, n=n, step=step)
    if held.empty:
        frame.finding(page, page.t("diaries-none", what=what), source)
        return
    top = held.loc[held["people_share"].idxmax()]
    frame.finding(
        page,
        page.t(
            "tempogram-finding",
            what=what,
            time=str(top["clock_time"]),
            share=percent(top["people_share"], page.language, digits=0),
        ),
        source,
    )


def _day(page: Page, survey: Survey, asked: dict[str, object]) -> None:
    """Everyone's day: the parts fill it."""
    result = reports.run("tempogram", **asked, p_activities=list(STACK))
    names = titles.titles("activity_group", page.language)
    title = page.t("tempogram-day-title")

    def draw(look: Look) -> Chart:
        return charts.day_areas(
            result.frame(), minute="start_minute", part="activity_code", share="people_share",
            names={code: names[code] for code in STACK}, day_start=survey.day_start_minute, look=look, title=title,
        )  # fmt: skip

    figure_card(
        page, "day", title, result, draw,
        subtitle=page.t("tempogram-day-subtitle"), note=page.t("tempogram-day-note"),
    )  # fmt: skip


def _groups(page: Page, survey: Survey, asked: dict[str, object], activity: str, what: str, by: str) -> None:
    """One activity, a line for each group."""
    result = reports.run("tempogram", **asked, p_activities=[activity], p_by=[by])
    title = page.t("tempogram-lines-title", what=what, by=page.t(f"by-{by}"))

    def draw(look: Look) -> Chart:
        rows = result.frame()
        held = set(rows.dropna(subset=["people_share"])[by]) - {"unknown"}
        order = [code for code in group_titles(by, page.language) if code in held] or sorted(held)
        return charts.day_lines(
            rows, minute="start_minute", series=by, share="people_share", low="people_share_ci_low",
            high="people_share_ci_high", names={code: group_title(by, code, page.language) for code in order},
            day_start=survey.day_start_minute, look=look, title=title,
        )  # fmt: skip

    figure_card(page, "groups", title, result, draw, subtitle=page.t("tempogram-lines-subtitle"))


frame.show(__file__, body)
