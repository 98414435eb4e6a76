"""The day by the clock: who does what when, two groups compared, and days of single people."""

import pandas as pd
import streamlit as st

from unpriced import charts, reports, titles
from unpriced.charts import Chart, Look
from unpriced.i18n import number, percent
from unpriced.ui import frame, style
from unpriced.ui.card import figure_card
from unpriced.ui.diaries import (
    CLOCKED,
    GROUPINGS,
    Survey,
    activity_titles,
    choose_pair,
    choose_survey,
    comparable,
    group_title,
    group_titles,
    survey_notes,
    with_years,
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
DAYS_SHOWN = {n: int(n) for n in ("6", "12", "20", "40")}
DRAWS = {n: int(n) for n in map(str, range(1, 10))}


def body(page: Page) -> None:
    activities = activity_titles(page.language)
    by_titles = {g: page.t(f"by-{g}") for g in GROUPINGS}
    with frame.filters_below():
        survey = choose_survey(page, CLOCKED, episodes=True)
        activity = page.choice("activity", activities, "unpaid_work", page.t("tempogram-what"))
        by = page.choice("by", by_titles, "sex", page.t("diaries-by"))
        days = page.choice("days", {d: page.t(f"day_type-{d}") for d in DAY_TYPES}, "all", page.t("diaries-days"))
        step = page.choice("step", {s: s for s in STEPS}, "10", page.t("tempogram-step"))
    above, below = st.container(), st.container()
    with below:
        pair, n_days, draw = _choose_days(page, survey, by)
    with above:
        page.ready()
    asked: dict[str, object] = {
        "p_survey": survey.survey_id,
        "p_step_minutes": STEPS[step],
        "p_day_types": None if days == "all" else [days],
    }
    followed = reports.run("tempogram", **asked, p_activities=[activity])
    with above:
        _headline(page, survey, followed.frame(), activities[activity], step)
        style.notes(survey_notes(survey, page.language))
        _day(page, survey, asked)
        _groups(page, survey, asked, activity, activities[activity], by)
    with below:
        for code, column in zip(pair, st.columns(len(pair)), strict=True):
            with column:
                _days(page, survey, asked["p_day_types"], by, code, pair[code], n_days, draw)


def _headline(page: Page, survey: Survey, rows: pd.DataFrame, what: str, step: str) -> None:
    held = rows.dropna(subset=["people_share"])
    n = number(held["n_diaries"].iloc[0], page.language) if len(held) else "0"
    source = page.t("tempogram-source", survey=with_years(survey), n=n, step=step)
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


def _choose_days(page: Page, survey: Survey, by: str) -> tuple[dict[str, str], int, int]:
    """The section of single days: which two groups, how many days of each, and which draw of them."""
    synthetic = "-synthetic" if survey.is_synthetic else ""
    st.markdown(f"## {page.t('days-heading')}")
    style.caption(page.t(f"days-lead{synthetic}"))
    groups = comparable(survey, by, page.language)
    with st.container(horizontal=True, key="filters-days", vertical_alignment="bottom"):
        pair = choose_pair(page, by, groups) if groups else {}
        n_days = page.choice("n", {n: n for n in DAYS_SHOWN}, "12", page.t("days-n"))
        draw = page.choice("draw", {n: n for n in DRAWS}, "1", page.t("days-draw"))
    if not survey.has_microdata:  # why there are no days is said once, not for each group
        pair = {}
    return pair or {"": page.t("sex-total")}, DAYS_SHOWN[n_days], DRAWS[draw]


def _of_whom(page: Page, by: str, sex: str, age: str) -> str:
    """Sex and age group of the day, without what the whole group has in common."""
    said = {"sex": group_title("sex", sex, page.language), "age_group": group_title("age_group", age, page.language)}
    return ", ".join(title for column, title in said.items() if column != by)


def _days(
    page: Page, survey: Survey, day_types: object, by: str, code: str, group: str, n_days: int, draw: int
) -> None:
    """Whole days of single people of one group; each carries its age group, a pointer says more."""
    filters = {"p_day_types": day_types}
    if code:
        filters["p_day_types" if by == "day_type" else f"p_filter_{by}"] = [code]
    result = reports.run("day_sequences", p_survey=survey.survey_id, p_n_days=n_days, p_seed=draw, **filters)
    synthetic = "-synthetic" if survey.is_synthetic else ""
    title = page.t(f"days-title{synthetic}", group=group)
    names = titles.titles("activity_group", page.language)
    activities = titles.titles("activity", page.language)
    ages = list(group_titles("age_group", page.language))
    n_drawn = result.frame()["day_no"].nunique()

    def draw_days(look: Look) -> Chart:
        rows = charts.need_rows(result.frame(), ["start_minute", "end_minute"], look)
        rows = rows.assign(
            place_of_age=rows["age_group"].map({age: place for place, age in enumerate(ages)}),
            label=[_of_whom(page, by, sex, age) for sex, age in zip(rows["sex"], rows["age_group"], strict=True)],
            detail=[activities.get(activity, activity) for activity in rows["activity_code"]],
        ).sort_values(["place_of_age", "day_no", "start_minute"], kind="stable")
        return charts.day_sequences(
            rows, row="day_no", label="label", start="start_minute", end="end_minute", part="group_code",
            detail="detail", names={part: names[part] for part in STACK}, day_start=survey.day_start_minute, look=look,
            title=title,
        )  # fmt: skip

    figure_card(
        page, f"days-{code or 'all'}", title, result, draw_days,
        subtitle=page.t(f"days-subtitle{synthetic}", n=n_drawn, draw=draw) if n_drawn else "",
        note=page.t("days-note"),
    )  # fmt: skip


frame.show(__file__, body)
