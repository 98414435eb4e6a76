"""A story: what a country does unpaid, from the day of its people to what an equal share would change."""

import pandas as pd

from unpriced import charts, findings, reports, titles
from unpriced.charts import Chart, Look
from unpriced.i18n import minutes, percent
from unpriced.reports import Result
from unpriced.ui import frame
from unpriced.ui.country import day_chart, range_chart, sharing_chart
from unpriced.ui.filters import default_method
from unpriced.ui.state import Page
from unpriced.ui.story import Story

EQUAL = 1.0
DOMAIN_COLOURS = {"household_management": "housework", "care": "care", "volunteering": "community"}


def body(page: Page) -> None:
    names = titles.titles("country", page.language)
    with frame.filters_below():
        country = page.choice("country", names, "KOR", page.t("filter-country"))
    page.ready()
    story = Story(page, findings.unpaid_value(country, default_method(), page.language))
    _day(page, story, country, names[country])
    _activities(page, story, country)
    _range(page, story, country)
    _induced(page, story, country)
    _sharing(page, story, country)
    story.more("country", "time_use", "unpaid_value", "crossings", "scenarios")


def _day(page: Page, story: Story, country: str, name: str) -> None:
    result = reports.run("time_use_by_group", p_countries=[country], p_sexes=["women", "men"])
    change = reports.run("time_use_change", p_countries=[country], p_sexes=["women", "men"]).frame()
    latest = change.sort_values("survey_year").groupby("sex")["minutes_per_day"].last()
    if len(latest.dropna()) < 2 or result.table.num_rows == 0:
        story.tell(page.t("story_unpaid-day-none", country=name))
        return
    sentence = page.t(
        "story_unpaid-day",
        country=name,
        women=minutes(latest["women"], page.language),
        men=minutes(latest["men"], page.language),
    )
    story.step(
        "day", sentence, result, day_chart(page, result),
        title=page.t("time-day-title"), subtitle=page.t("time-day-subtitle"),
    )  # fmt: skip


def _valued(country: str) -> tuple[Result, pd.DataFrame]:
    result = reports.run(
        "unpaid_value_by_activity", p_countries=[country], p_methods=[default_method()], p_sexes=["total"]
    )
    rows = result.frame()
    return result, rows[rows["is_counted"]].dropna(subset=["value_share"])


def _activities(page: Page, story: Story, country: str) -> None:
    result, rows = _valued(country)
    if rows.empty:
        story.tell(page.t("brief-activities-none"))
        return
    named = titles.titles("activity", page.language)
    first = rows.sort_values("value_share").iloc[-1]
    sentence = page.t(
        "story_unpaid-activities",
        activity=named[first["activity_code"]],
        share=percent(first["value_share"], page.language, digits=0),
    )
    title = page.t("brief-activities-title")

    def draw(look: Look) -> Chart:
        shown = _valued(country)[1].sort_values("gdp_share", ascending=False)
        shown = shown.assign(name=[named[code] for code in shown["activity_code"]])
        return charts.bars(
            shown, label="name", value="gdp_share", look=look, title=title, code="group_code", colours={}
        )

    story.step("activities", sentence, result, draw, title=title, subtitle=page.t("brief-activities-subtitle"))


def _range(page: Page, story: Story, country: str) -> None:
    result = reports.run("unpaid_value_method_range", p_countries=[country], p_default_method=default_method())
    rows = result.frame()
    if rows["gdp_share"].notna().sum() == 0:
        story.tell(page.t("brief-no-value"))
        return
    low, high = (percent(rows.iloc[0][f"{end}_gdp_share"], page.language, digits=0) for end in ("lowest", "highest"))
    sentence = page.t("story_unpaid-range", low=low, high=high, n=int(rows.iloc[0]["n_methods"]))
    story.step(
        "range", sentence, result, range_chart(page, result),
        title=page.t("value-range-title"), subtitle=page.t("brief-range-subtitle"), note=page.t("brief-range-note"),
    )  # fmt: skip


def _induced(page: Page, story: Story, country: str) -> None:
    result = reports.run("induced_spending", p_countries=[country])
    method = titles.titles("method", page.language)[default_method()]
    found = findings.induced_spending(country, method, result.frame(), page.language)
    rows = result.frame().dropna(subset=["intermediate_gdp_share"])
    if rows.empty:
        story.tell(found.sentence)
        return
    title = page.t("story_unpaid-induced-title")

    def draw(look: Look) -> Chart:
        shown = rows[rows["domain"] != "total"].sort_values("intermediate_gdp_share", ascending=False)
        shown = shown.assign(
            name=[page.t(f"domain-{code}") for code in shown["domain"]],
            group=shown["domain"].map(DOMAIN_COLOURS),
        )
        return charts.bars(
            shown, label="name", value="intermediate_gdp_share", look=look, title=title, code="group", colours={},
            format_value=lambda value, language: percent(value, language, digits=3),
        )  # fmt: skip

    story.step(
        "induced", found.sentence, result, draw,
        title=title, subtitle=page.t("story_unpaid-induced-subtitle"), note=page.t("crossings-induced-note"),
    )  # fmt: skip


def _sharing(page: Page, story: Story, country: str) -> None:
    found = findings.equal_sharing(country, EQUAL, page.language)
    if found is None:
        story.tell(page.t("brief-scenarios-none"))
        return
    result = reports.run("scenario_equal_sharing", p_countries=[country], p_share=EQUAL)
    story.step(
        "sharing", found.sentence, result, sharing_chart(page, result),
        title=page.t("scenarios-day-title"), note=found.source,
    )  # fmt: skip


frame.show(__file__, body)
