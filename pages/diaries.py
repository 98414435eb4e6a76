"""Diary microdata: minutes, participation and minutes of participants for any activity and group, with intervals."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from unpriced import charts, reports
from unpriced.charts import Chart, Look
from unpriced.i18n import minutes, number, percent
from unpriced.ui import frame, style
from unpriced.ui.card import figure_card
from unpriced.ui.diaries import (
    GROUPINGS,
    MEASURES,
    Survey,
    activity_titles,
    choose_survey,
    group_title,
    group_titles,
    survey_notes,
)
from unpriced.ui.state import Page

DAY_TYPES = ("all", "weekday", "weekend")
PROFILES = ("default", "bls", "eurostat", "statcan", "strict")
COMPARED = ("paid", "housework", "shopping", "care", "community", "personal", "leisure")


def body(page: Page) -> None:
    activities = activity_titles(page.language)
    with frame.filters_below():
        survey = choose_survey(page)
        activity = page.choice("activity", activities, "unpaid_work", page.t("filter-activity"))
        by = page.choice("by", {g: page.t(f"by-{g}") for g in GROUPINGS}, "age_group", page.t("diaries-by"))
        measure = page.choice(
            "measure", {m: page.t(f"measure-{m}") for m in MEASURES}, MEASURES[0], page.t("filter-measure")
        )
    with st.expander(page.t("diaries-more")), st.container(horizontal=True):
        days = page.choice("days", {d: page.t(f"day_type-{d}") for d in DAY_TYPES}, "all", page.t("diaries-days"))
        profile = page.choice(
            "profile", {p: page.t(f"profile-{p}") for p in PROFILES}, "default", page.t("diaries-profile")
        )
        split = page.switch("split", True, page.t("diaries-split"))
        travel = page.switch("travel", False, page.t("diaries-travel"), hint=page.t("diaries-travel-hint"))
    pair = _pair(page, survey, by)
    page.ready()
    asked: dict[str, object] = {
        "p_survey": survey.survey_id,
        "p_activities": [activity],
        "p_travel": travel,
        "p_day_types": None if days == "all" else [days],
        "p_profile": profile,
    }
    what = activities[activity]
    _headline(page, survey, asked, what)
    style.notes(survey_notes(survey, page.language))
    _groups(page, asked, what, by, measure, split=split and by != "sex")
    _difference(page, asked, activity, by, pair, activities)
    if survey.first_year < survey.last_year:
        _trend(page, asked, what, measure)


def formatter(measure: str) -> Callable[..., str]:
    return percent if measure == "participation_share" else minutes


def spoken(row: "pd.Series[float]", measure: str, page: Page) -> str:
    """The value with its interval: 3 h 17 min (2 h 58 min – 3 h 36 min)."""
    said = formatter(measure)
    low, high = (said(row[f"{measure}_ci_{end}"], page.language) for end in ("low", "high"))
    return page.t("diaries-with-interval", value=said(row[measure], page.language), low=low, high=high)


def _headline(page: Page, survey: Survey, asked: dict[str, object], what: str) -> None:
    rows = reports.run("activity_minutes", **asked, p_by=["sex"]).frame().set_index("sex")
    everyone = reports.run("activity_minutes", **asked).frame().iloc[0]
    years = (
        str(survey.first_year) if survey.first_year == survey.last_year else f"{survey.first_year}–{survey.last_year}"
    )
    source = page.t("diaries-source", survey=survey.title, years=years, n=number(everyone["n_diaries"], page.language))
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


def _named(page: Page, rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """The rows in the order of their groups, with a name for each; the unknown are in the table only."""
    order = list(group_titles(by, page.language)) or sorted(set(rows[by].dropna()) - {"unknown"})
    rows = rows[rows[by].isin(order)].copy()
    rows["name"] = [group_title(by, code, page.language) for code in rows[by]]
    return rows.sort_values(by, key=lambda codes: codes.map({c: i for i, c in enumerate(order)}), kind="stable")


def _groups(page: Page, asked: dict[str, object], what: str, by: str, measure: str, *, split: bool) -> None:
    result = reports.run("activity_minutes", **asked, p_by=[by, "sex"] if split else [by])
    title = page.t("diaries-groups-title", what=what, by=page.t(f"by-{by}"))

    def draw(look: Look) -> Chart:
        rows = _named(page, charts.need_rows(result.frame(), measure, look), by)
        return charts.intervals(
            rows, label="name", value=measure, low=f"{measure}_ci_low", high=f"{measure}_ci_high", look=look,
            title=title, format_value=formatter(measure), series="sex" if split else None,
            names={s: page.t(f"sex-{s}") for s in ("women", "men")} if split else None,
        )  # fmt: skip

    figure_card(
        page, "groups", title, result, draw,
        subtitle=page.t(f"measure-{measure}-long"), note=page.t("diaries-groups-note"),
    )  # fmt: skip


def _trend(page: Page, asked: dict[str, object], what: str, measure: str) -> None:
    result = reports.run("activity_minutes", **asked, p_by=["year", "sex"])
    title = page.t("diaries-trend-title", what=what)

    def draw(look: Look) -> Chart:
        return charts.interval_trend(
            result.frame(), year="year", value=measure, low=f"{measure}_ci_low", high=f"{measure}_ci_high",
            series="sex", names={s: page.t(f"sex-{s}") for s in ("women", "men")}, look=look, title=title,
            format_value=formatter(measure),
        )  # fmt: skip

    figure_card(page, "trend", title, result, draw, subtitle=page.t(f"measure-{measure}-long"))


def _pair(page: Page, survey: Survey, by: str) -> tuple[str, str]:
    """The two groups that are compared, of those that the survey holds."""
    held = set(reports.run("activity_minutes", p_survey=survey.survey_id, p_by=[by]).frame()[by])
    groups = {code: title for code, title in group_titles(by, page.language).items() if code in held}
    if len(groups) < 2:
        return "", ""
    codes = list(groups)
    with st.expander(page.t("diaries-pair")), st.container(horizontal=True):
        first = page.choice(f"first_{by}", groups, codes[0], page.t("diaries-first"))
        second = page.choice(f"second_{by}", groups, codes[-1], page.t("diaries-second"))
    return first, second


def _difference(
    page: Page, asked: dict[str, object], activity: str, by: str, pair: tuple[str, str], activities: dict[str, str]
) -> None:
    """Every group of activities, one group of people less the other."""
    first, second = pair
    if not first or first == second:
        return
    shown = [activity, *(g for g in COMPARED if g != activity)]
    result = reports.run(
        "activity_difference",
        **(asked | {"p_activities": shown}),
        p_column=by,
        p_group_a=first,
        p_group_b=second,
    )
    titles = {code: group_title(by, code, page.language) for code in pair}
    title = page.t("diaries-difference-title", first=titles[first], second=titles[second])

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
