"""What people's unpaid work is worth, by group and age, and what it does to the distribution of income."""

import pandas as pd
import streamlit as st

from unpriced import charts, reports
from unpriced.charts import Chart, Look
from unpriced.i18n import currency_name, number, percent
from unpriced.ui import frame, style
from unpriced.ui.card import figure_card
from unpriced.ui.diaries import (
    GROUPINGS,
    SAMPLE,
    Survey,
    choose_survey,
    group_title,
    group_titles,
    price_methods,
    survey_notes,
    with_years,
)
from unpriced.ui.state import Page

WAGE_RULES = ("predicted", "cell", "minimum", "replacement", "zero")
IMPUTATIONS = ("cell_mean", "diary_day")
BEFORE_AND_AFTER = ("before", "after")


def body(page: Page) -> None:
    methods = price_methods(page.language)
    with frame.filters_below():
        survey = choose_survey(page, SAMPLE, microdata=True)
        method = page.choice("method", methods, "replacement_specialist", page.t("people-method"))
        by = page.choice("by", {g: page.t(f"by-{g}") for g in GROUPINGS}, "income_fifth", page.t("diaries-by"))
    with page.panel("more", page.t("people-more")), st.container(horizontal=True):
        rule = page.choice(
            "rule", {r: page.t(f"wage_rule-{r}") for r in WAGE_RULES}, "predicted", page.t("people-rule")
        )
        imputation = page.choice(
            "imputation", {i: page.t(f"imputation-{i}") for i in IMPUTATIONS}, "cell_mean", page.t("people-imputation")
        )
        travel = page.switch("travel", True, page.t("diaries-travel"))
    page.ready()
    shown = list(dict.fromkeys([method, "replacement_specialist", "replacement_generalist", "own_wage"]))
    income = reports.run(
        "extended_income_distribution",
        p_survey=survey.survey_id,
        p_methods=shown,
        p_wage_rule=rule,
        p_imputation=imputation,
        p_travel=travel,
    )
    asked: dict[str, object] = {
        "p_survey": survey.survey_id,
        "p_methods": [method],
        "p_wage_rule": rule,
        "p_travel": travel,
    }
    _headline(page, survey, income.frame(), method, methods[method])
    style.notes(survey_notes(survey, page.language))
    _value(page, asked, by)
    _ages(page, asked)
    _lorenz(page, income, method)
    _methods(page, income, methods)


def _headline(page: Page, survey: Survey, rows: pd.DataFrame, method: str, title: str) -> None:
    source = page.t("people-source", survey=with_years(survey), method=title)
    rows = rows[rows["price_method_id"] == method].dropna(subset=["gini"]).drop_duplicates("stage").set_index("stage")
    if len(rows) < len(BEFORE_AND_AFTER):
        frame.finding(page, page.t("people-none"), source)
        return
    before, after = rows.loc["before"], rows.loc["after"]
    frame.finding(
        page,
        page.t(
            "people-finding",
            share=percent(after["unpaid_income_share"], page.language, digits=0),
            before=number(before["gini"], page.language, digits=2),
            after=number(after["gini"], page.language, digits=2),
        ),
        source,
    )
    currency = currency_name(str(after["currency_code"]), page.language)

    def ratio(row: "pd.Series[float]") -> str:
        return number(row["p90_p10_ratio"], page.language, digits=1)

    def between(row: "pd.Series[float]") -> str:
        low, high = (number(row[f"gini_ci_{end}"], page.language, digits=3) for end in ("low", "high"))
        return page.t("diaries-interval", low=low, high=high)

    style.tiles(
        [
            (page.t("tile-gini-before"), number(before["gini"], page.language, digits=3), between(before)),
            (page.t("tile-gini-after"), number(after["gini"], page.language, digits=3), between(after)),
            (page.t("tile-ratio"), f"{ratio(before)} → {ratio(after)}", page.t("unit-ratio")),
            (
                page.t("tile-income"),
                number(after["mean_income_national"], page.language),
                page.t("unit-income", currency=currency, before=number(before["mean_income_national"], page.language)),
            ),
        ]
    )


def _value(page: Page, asked: dict[str, object], by: str) -> None:
    split = by != "sex"
    result = reports.run("unpaid_value_by_person_group", **asked, p_by=[by, "sex"] if split else [by])
    title = page.t("people-value-title", by=page.t(f"by-{by}"))

    def draw(look: Look) -> Chart:
        rows = charts.need_rows(result.frame(), "mean_value_national", look)
        order = list(group_titles(by, page.language)) or sorted(set(rows[by]) - {"unknown"})
        rows = rows[rows[by].isin(order)].sort_values(by, key=lambda codes: codes.map(order.index), kind="stable")
        rows = rows.assign(name=[group_title(by, code, page.language) for code in rows[by]])
        return charts.intervals(
            rows, label="name", value="mean_value_national", low="mean_value_national_ci_low",
            high="mean_value_national_ci_high", look=look, title=title, format_value=number,
            series="sex" if split else None,
            names={s: page.t(f"sex-{s}") for s in ("women", "men")} if split else None,
        )  # fmt: skip

    figure_card(
        page, "value", title, result, draw,
        subtitle=page.t("people-value-subtitle"), note=page.t("people-value-note"),
    )  # fmt: skip


def _ages(page: Page, asked: dict[str, object]) -> None:
    """The production side of a time-transfer account: what each age produces."""
    result = reports.run("unpaid_value_by_person_group", **asked, p_by=["age_group", "sex"])
    title = page.t("people-age-title")

    def draw(look: Look) -> Chart:
        rows = charts.need_rows(result.frame(), "mean_value_national", look)
        order = list(group_titles("age_group", page.language))
        rows = rows[rows["age_group"].isin(order)]
        rows = rows.assign(place=[order.index(code) for code in rows["age_group"]])
        return charts.interval_trend(
            rows, year="place", value="mean_value_national", low="mean_value_national_ci_low",
            high="mean_value_national_ci_high", series="sex", names={s: page.t(f"sex-{s}") for s in ("women", "men")},
            look=look, title=title, format_value=number,
            x_titles={place: group_title("age_group", code, page.language) for place, code in enumerate(order)},
        )  # fmt: skip

    figure_card(page, "ages", title, result, draw, subtitle=page.t("people-age-subtitle"))


def _lorenz(page: Page, result: reports.Result, method: str) -> None:
    title = page.t("people-lorenz-title")

    def draw(look: Look) -> Chart:
        rows = charts.need_rows(result.frame(), "income_share", look)
        rows = rows[rows["price_method_id"] == method]
        ends = rows.drop_duplicates("stage").set_index("stage")["gini"]
        return charts.lorenz(
            rows, people="population_share", income="income_share", series="stage",
            names={s: page.t(f"stage-{s}") for s in BEFORE_AND_AFTER}, look=look, title=title,
            said="; ".join(
                f"{page.t(f'stage-{s}')}: {number(ends[s], page.language, digits=3)}" for s in BEFORE_AND_AFTER
            ),
        )  # fmt: skip

    figure_card(
        page, "lorenz", title, result, draw,
        subtitle=page.t("people-lorenz-subtitle"), note=page.t("people-lorenz-note"),
    )  # fmt: skip


def _methods(page: Page, result: reports.Result, methods: dict[str, str]) -> None:
    title = page.t("people-methods-title")

    def draw(look: Look) -> Chart:
        rows = charts.need_rows(result.frame(), "gini", look).drop_duplicates(["price_method_id", "stage"])
        before = rows[rows["stage"] == "before"].head(1).assign(name=page.t("stage-before"))
        after = rows[rows["stage"] == "after"]
        after = after.assign(name=[methods[m] for m in after["price_method_id"]])
        return charts.intervals(
            pd.concat([before, after]), label="name", value="gini", low="gini_ci_low", high="gini_ci_high", look=look,
            title=title, format_value=lambda v, language: number(v, language, digits=3),
        )  # fmt: skip

    figure_card(page, "methods", title, result, draw, subtitle=page.t("people-methods-subtitle"))


frame.show(__file__, body)
