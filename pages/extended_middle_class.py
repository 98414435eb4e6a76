"""The middle class by money income, and with the value of people's own unpaid work: who enters, who leaves."""

import pandas as pd
import streamlit as st

from unpriced import charts, reports
from unpriced.charts import Chart, Look
from unpriced.i18n import percent
from unpriced.ui import frame, style
from unpriced.ui.card import figure_card
from unpriced.ui.diaries import (
    CLOCKED,
    GROUPINGS,
    Survey,
    choose_survey,
    named,
    price_methods,
    survey_notes,
    with_years,
)
from unpriced.ui.state import Page

LINES = ("moving", "fixed")
MOVES = ("enters", "leaves")
FREE_TIME = "leisure_60"


def body(page: Page) -> None:
    methods = price_methods(page.language)
    with frame.filters_below():
        survey = choose_survey(page, CLOCKED, classes=True)
        method = page.choice("method", methods, "replacement_specialist", page.t("people-method"))
        groups = {g: page.t(f"by-{g}") for g in GROUPINGS if g != "day_type"}
        by = page.choice("by", groups, "sex", page.t("diaries-by"))
    with page.panel("more", page.t("extended-more")), st.container(horizontal=True):
        lower = page.slider("lower", 0.4, 1.0, 0.75, 0.05, page.t("middle-lower"))
        upper = page.slider("upper", 1.2, 3.0, 2.0, 0.1, page.t("middle-upper"))
        lines = {code: page.t(f"extended-line-{code}") for code in LINES}
        line = page.choice("line", lines, "moving", page.t("extended-line"))
    page.ready()
    asked: dict[str, object] = {"p_survey": survey.survey_id, "p_lower": lower, "p_upper": upper, "p_line": line}
    shown = list(dict.fromkeys([method, "replacement_specialist", "replacement_generalist", "own_wage"]))
    whole = reports.run("extended_middle_class", **asked, p_methods=shown)
    _headline(page, survey, whole.frame(), method, methods[method], (lower, upper))
    counted_before = [] if survey.has_microdata else [page.t("extended-of-sums")]
    style.notes([*counted_before, *survey_notes(survey, page.language)])
    _methods(page, whole, methods)
    by_group = reports.run("extended_middle_class", **asked, p_methods=[method], p_by=by)
    _moves(page, by_group, by)
    _groups(page, by_group, by, methods[method])
    _poor_in_time(page, survey)
    _little_free_time(page, survey, by)


def _headline(
    page: Page, survey: Survey, rows: pd.DataFrame, method: str, title: str, bounds: tuple[float, float]
) -> None:
    row = rows[rows["price_method_id"] == method].iloc[0]
    lower, upper = (percent(bound, page.language, digits=0) for bound in bounds)
    source = page.t("extended-source", survey=with_years(survey), method=title, lower=lower, upper=upper)
    if pd.isna(row["extended_middle_share"]):
        reason = page.t(f"missing_reason-{row['missing_reason']}")
        frame.finding(page, page.t("extended-none", reason=reason), source)
        return
    frame.finding(
        page,
        page.t(
            "extended-finding",
            before=percent(row["money_middle_share"], page.language, digits=0),
            after=percent(row["extended_middle_share"], page.language, digits=0),
            enters=percent(row["enters_share"], page.language, digits=0),
            leaves=percent(row["leaves_share"], page.language, digits=0),
        ),
        source,
    )


def _pairs(page: Page, rows: pd.DataFrame, look: Look, title: str) -> Chart:
    """Money income beside money income with unpaid work, a row for each name."""
    return charts.dumbbell(
        rows, label="name", left="money_middle_share", right="extended_middle_share",
        left_name=page.t("extended-money"), right_name=page.t("extended-after"), left_colour="accent",
        right_colour="accent", right_open=True, look=look, title=title, format_value=percent, tick_format=".0%",
    )  # fmt: skip


def _methods(page: Page, result: reports.Result, methods: dict[str, str]) -> None:
    title = page.t("extended-methods-title")

    def draw(look: Look) -> Chart:
        rows = charts.need_rows(result.frame(), "extended_middle_share", look)
        return _pairs(page, rows.assign(name=[methods[m] for m in rows["price_method_id"]]), look, title)

    figure_card(
        page, "methods", title, result, draw,
        subtitle=page.t("extended-methods-subtitle"), note=page.t("extended-note"),
    )  # fmt: skip


def _moves(page: Page, result: reports.Result, by: str) -> None:
    title = page.t("extended-moves-title")

    def draw(look: Look) -> Chart:
        rows = charts.need_rows(result.frame(), "enters_share", look).rename(columns={"class_group": by})
        rows = named(rows, by, page.language).reset_index(drop=True)
        both = [
            rows.assign(
                name=[f"{name} · {page.t(f'extended-{move}')}" for name in rows["name"]],
                share=rows[f"{move}_share"],
                low=rows[f"{move}_share_ci_low"],
                high=rows[f"{move}_share_ci_high"],
            )
            for move in MOVES
        ]
        return charts.intervals(
            pd.concat(both).sort_index(kind="stable"), label="name", value="share", low="low", high="high",
            look=look, title=title, format_value=percent,
        )  # fmt: skip

    figure_card(page, "moves", title, result, draw, subtitle=page.t("extended-moves-subtitle"))


def _groups(page: Page, result: reports.Result, by: str, method: str) -> None:
    title = page.t("extended-groups-title")

    def draw(look: Look) -> Chart:
        rows = charts.need_rows(result.frame(), "extended_middle_share", look).rename(columns={"class_group": by})
        return _pairs(page, named(rows, by, page.language), look, title)

    figure_card(page, "groups", title, result, draw, subtitle=page.t("extended-groups-subtitle", method=method))


def _poor_in_time(page: Page, survey: Survey) -> None:
    """Who lacks time on the diary day, under every definition."""
    title = page.t("extended-time-title")
    result = reports.run("time_poverty", p_survey=survey.survey_id)

    def draw(look: Look) -> Chart:
        rows = charts.need_rows(result.frame(), "time_poor_share", look)
        names = [page.t(f"time_definition-{code}") for code in rows["time_definition"]]
        return charts.intervals(
            rows.assign(name=names), label="name", value="time_poor_share", low="time_poor_share_ci_low",
            high="time_poor_share_ci_high", look=look, title=title, format_value=percent,
        )  # fmt: skip

    figure_card(
        page, "time", title, result, draw,
        subtitle=page.t("extended-time-subtitle"), note=page.t("extended-time-note"),
    )  # fmt: skip


def _little_free_time(page: Page, survey: Survey, by: str) -> None:
    title = page.t("extended-free-title")
    result = reports.run("time_poverty", p_survey=survey.survey_id, p_grouping=by)

    def draw(look: Look) -> Chart:
        rows = charts.need_rows(result.frame(), "time_poor_share", look).rename(columns={"class_group": by})
        rows = rows[rows["time_definition"] == FREE_TIME]
        return charts.intervals(
            named(rows, by, page.language), label="name", value="time_poor_share", low="time_poor_share_ci_low",
            high="time_poor_share_ci_high", look=look, title=title, format_value=percent,
        )  # fmt: skip

    figure_card(page, "free-time", title, result, draw, subtitle=page.t(f"time_definition-{FREE_TIME}"))


frame.show(__file__, body)
