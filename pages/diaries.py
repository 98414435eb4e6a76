"""Diary microdata: minutes, participation and minutes of participants for any activity and group, with intervals."""

import pandas as pd
import streamlit as st

from unpriced import charts, reports
from unpriced.charts import Chart, Look
from unpriced.i18n import minutes, number, percent
from unpriced.ui import frame, style
from unpriced.ui.card import figure_card
from unpriced.ui.diaries import (
    MANY_YEARS,
    MEASURES,
    Survey,
    activity_titles,
    choose_pair,
    choose_survey,
    comparable,
    formatter,
    groupings,
    named,
    survey_notes,
    with_years,
)
from unpriced.ui.state import Page
from unpriced.ui.variable import choose_variable, show_variable

DAY_TYPES = ("all", "weekday", "weekend")
PROFILES = ("default", "bls", "eurostat", "statcan", "strict")
QUARTILES = (0.25, 0.5, 0.75)
COMPARED = ("paid", "housework", "shopping", "care", "community", "personal", "leisure")


def body(page: Page) -> None:
    activities = activity_titles(page.language)
    with frame.filters_below():
        survey = choose_survey(page, MANY_YEARS)
        activity = page.choice("activity", activities, "unpaid_work", page.t("filter-activity"))
        by = page.choice("by", {g: page.t(f"by-{g}") for g in groupings(survey)}, "age_group", page.t("diaries-by"))
        measure = page.choice(
            "measure", {m: page.t(f"measure-{m}") for m in MEASURES}, MEASURES[0], page.t("filter-measure")
        )
    with page.panel("more", page.t("diaries-more")), st.container(horizontal=True):
        days = page.choice("days", {d: page.t(f"day_type-{d}") for d in DAY_TYPES}, "all", page.t("diaries-days"))
        profile = page.choice(
            "profile", {p: page.t(f"profile-{p}") for p in PROFILES}, "default", page.t("diaries-profile")
        )
        split = page.switch("split", True, page.t("diaries-split"))
        travel = page.switch("travel", False, page.t("diaries-travel"), hint=page.t("diaries-travel-hint"))
    pair: dict[str, str] = {}
    if groups := comparable(survey, by, page.language):
        with page.panel("pair", page.t("diaries-pair")), st.container(horizontal=True):
            pair = choose_pair(page, by, groups)
    above, below = st.container(), st.container()
    with below:
        variable = choose_variable(page, survey, activities)
    with above:
        page.ready()
    asked: dict[str, object] = {
        "p_survey": survey.survey_id,
        "p_activities": [activity],
        "p_travel": travel,
        "p_day_types": None if days == "all" else [days],
        "p_profile": profile,
    }
    what = activities[activity]
    with above:
        _headline(page, survey, asked, what)
        style.notes(survey_notes(survey, page.language))
        _groups(page, asked, what, by, measure, split=split and by != "sex")
        _quartiles(page, asked, what, by, measure, split=split and by != "sex")
        _difference(page, asked, activity, by, pair, activities)
        if survey.first_year < survey.last_year:
            _trend(page, asked, what, measure)
    with below:
        show_variable(page, variable, asked, activities, measure)


def _headline(page: Page, survey: Survey, asked: dict[str, object], what: str) -> None:
    rows = reports.run("activity_minutes", **asked, p_by=["sex"]).frame().set_index("sex")
    everyone = reports.run("activity_minutes", **asked).frame().iloc[0]
    n = number(everyone["n_diaries"], page.language)
    source = page.t("diaries-source", survey=with_years(survey), n=n)
    held = [sex for sex in ("women", "men") if sex in rows.index and pd.notna(rows.loc[sex, "mean_minutes"])]
    if len(held) < 2:
        frame.finding(page, page.t("diaries-none", what=what), source)
        return
    women, men = rows.loc["women"], rows.loc["men"]
    frame.finding(
        page,
        page.t(
            "diaries-finding",
            what=what,
            women=minutes(women["mean_minutes"], page.language),
            men=minutes(men["mean_minutes"], page.language),
        ),
        source,
    )
    style.tiles(
        [
            (
                page.t("sex-women"),
                minutes(women["mean_minutes"], page.language),
                _interval(women, "mean_minutes", page),
            ),
            (page.t("sex-men"), minutes(men["mean_minutes"], page.language), _interval(men, "mean_minutes", page)),
            (
                page.t("measure-participation_share"),
                percent(everyone["participation_share"], page.language),
                _interval(everyone, "participation_share", page),
            ),
            (
                page.t("measure-participant_minutes"),
                minutes(everyone["participant_minutes"], page.language),
                _interval(everyone, "participant_minutes", page),
            ),
            (
                page.t("diaries-effective-n"),
                number(everyone["effective_n"], page.language),
                page.t("diaries-of-n", n=number(everyone["n_diaries"], page.language)),
            ),
        ]
    )


def _interval(row: "pd.Series[float]", measure: str, page: Page) -> str:
    said = formatter(measure)
    if pd.isna(row[f"{measure}_ci_low"]):
        return page.t("diaries-suppressed")
    return page.t(
        "diaries-interval",
        low=said(row[f"{measure}_ci_low"], page.language),
        high=said(row[f"{measure}_ci_high"], page.language),
    )


def _groups(page: Page, asked: dict[str, object], what: str, by: str, measure: str, *, split: bool) -> None:
    result = reports.run("activity_minutes", **asked, p_by=[by, "sex"] if split else [by])
    title = page.t("diaries-groups-title", what=what, by=page.t(f"by-{by}"))

    def draw(look: Look) -> Chart:
        rows = named(charts.need_rows(result.frame(), measure, look), by, page.language)
        return charts.intervals(
            rows, label="name", value=measure, low=f"{measure}_ci_low", high=f"{measure}_ci_high", look=look,
            title=title, format_value=formatter(measure), series="sex" if split else None,
            names={s: page.t(f"sex-{s}") for s in ("women", "men")} if split else None,
        )  # fmt: skip

    figure_card(
        page, "groups", title, result, draw,
        subtitle=page.t(f"measure-{measure}-long"), note=page.t("diaries-groups-note"),
    )  # fmt: skip


def _quartiles(page: Page, asked: dict[str, object], what: str, by: str, measure: str, *, split: bool) -> None:
    """How far the people of a group differ; of participants only, where their minutes are what is shown above."""
    base = "participants" if measure == "participant_minutes" else "everyone"
    result = reports.run(
        "activity_quantile", **asked, p_by=[by, "sex"] if split else [by], p_probabilities=QUARTILES, p_base=base
    )
    title = page.t("diaries-quartiles-title", what=what, by=page.t(f"by-{by}"))

    def draw(look: Look) -> Chart:
        value = "quantile_minutes"
        rows = named(charts.need_rows(result.frame(), value, look), by, page.language)
        return charts.quartiles(
            rows, label="name", probability="probability", value=value, low=f"{value}_ci_low",
            high=f"{value}_ci_high", look=look, title=title, series="sex" if split else None,
            names={s: page.t(f"sex-{s}") for s in ("women", "men")} if split else None,
        )  # fmt: skip

    figure_card(
        page, "quartiles", title, result, draw,
        subtitle=page.t("diaries-quartiles-subtitle" + ("-participants" if base == "participants" else "")),
        note=page.t("diaries-quartiles-note"),
    )  # fmt: skip


def _trend(page: Page, asked: dict[str, object], what: str, measure: str) -> None:
    result = reports.run("activity_trend", **asked)
    title = page.t("diaries-trend-title", what=what)

    def draw(look: Look) -> Chart:
        return charts.interval_trend(
            result.frame(), year="year", value=measure, low=f"{measure}_ci_low", high=f"{measure}_ci_high",
            series="sex", names={s: page.t(f"sex-{s}") for s in ("women", "men")}, look=look, title=title,
            format_value=formatter(measure), is_break="is_break",
        )  # fmt: skip

    figure_card(page, "trend", title, result, draw, subtitle=page.t(f"measure-{measure}-long"))


def _difference(
    page: Page, asked: dict[str, object], activity: str, by: str, pair: dict[str, str], activities: dict[str, str]
) -> None:
    """Every group of activities, one group of people less the other."""
    if len(pair) < 2:
        return
    first, second = pair
    shown = [activity, *(g for g in COMPARED if g != activity)]
    result = reports.run(
        "activity_difference",
        **(asked | {"p_activities": shown}),
        p_column=by,
        p_group_a=first,
        p_group_b=second,
    )
    title = page.t("diaries-difference-title", first=pair[first], second=pair[second])

    def draw(look: Look) -> Chart:
        value = "mean_minutes_difference"
        rows = charts.need_rows(result.frame(), value, look).copy()
        rows["name"] = [activities[code] for code in rows["activity_code"]]
        return charts.intervals(
            rows, label="name", value=value, low=f"{value}_ci_low", high=f"{value}_ci_high", look=look, title=title,
            zero_line=True,
        )  # fmt: skip

    figure_card(
        page, "difference", title, result, draw,
        subtitle=page.t("diaries-difference-subtitle"), note=page.t("diaries-difference-note"),
    )  # fmt: skip


frame.show(__file__, body)
