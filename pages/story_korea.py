"""A story: Korea between its two accounts. Men did more; women still do most."""

import pandas as pd

from unpriced import charts, findings, reports
from unpriced.charts import Chart, Look
from unpriced.i18n import money, percent
from unpriced.reports import Result
from unpriced.ui import frame
from unpriced.ui.card import Draw, code_titles
from unpriced.ui.country import sharing_chart
from unpriced.ui.state import Page
from unpriced.ui.story import Story

COUNTRY = "KOR"
NEWEST = "2026"


def body(page: Page) -> None:
    page.ready()
    whole = reports.run("korea_men_and_women", p_characteristics=["total"])
    story = Story(page, findings.korea_men_and_women(page.language))
    _sexes(page, story, whole)
    _parts(page, story, "activity", ("care", "household_management"))
    _parts(page, story, "employment", ("employed", "not_employed"))
    _activities(page, story)
    _of_gdp(page, story)
    _sharing(page, story)
    story.more("official_accounts", "time_use", "scenarios")


def _won(value: float, language: str) -> str:
    return money(value * 1e9, "KRW", "ko" if language == "ko" else "en")


def _sexes(page: Page, story: Story, result: Result) -> None:
    row = result.frame().iloc[0]
    years = {"first": str(row["first_account_year"]), "last": str(row["last_account_year"])}
    sentence = page.t(
        "story_korea-sexes",
        men=percent(row["men_change_share"], page.language, digits=0),
        women=percent(row["women_change_share"], page.language, digits=0),
        rest=percent(1 - row["men_last_value_share"], page.language, digits=0),
        **years,
    )
    title = page.t("story_korea-sexes-title")

    def draw(look: Look) -> Chart:
        parts = [
            {"year": year, "sex": sex, "value": row[f"{sex}_{end}_value_krw_bn"]}
            for end, year in years.items()
            for sex in ("women", "men")
        ]
        return charts.stacked(
            pd.DataFrame(parts), row="year", part="sex", part_label={s: page.t(f"sex-{s}") for s in ("women", "men")},
            value="value", look=look, title=title, format_value=_won,
        )  # fmt: skip

    story.step("sexes", sentence, result, draw, title=title, subtitle=page.t("story_korea-value-subtitle"),
               note=page.t("story_korea-nominal"))  # fmt: skip


def _parts(page: Page, story: Story, characteristic: str, told: tuple[str, str]) -> None:
    """Men's part of the value then and now, by one characteristic, told of two of its categories."""
    result = reports.run("korea_men_and_women", p_characteristics=[characteristic])
    rows = result.frame().set_index("category")
    row, other = rows.loc[told[0]], rows.loc[told[1]]
    sentence = page.t(
        f"story_korea-{characteristic}",
        before=percent(row["men_first_value_share"], page.language),
        after=percent(row["men_last_value_share"], page.language),
        other_before=percent(other["men_first_value_share"], page.language),
        other_after=percent(other["men_last_value_share"], page.language),
    )
    title = page.t("story_korea-parts-title", by=page.t(f"characteristic-{characteristic}").lower())
    story.step(
        characteristic, sentence, result, _parts_chart(page, result, title),
        title=title, subtitle=page.t("story_korea-parts-subtitle"),
    )  # fmt: skip


def _parts_chart(page: Page, result: Result, title: str) -> Draw:
    name_of = code_titles("category", page.language)

    def draw(look: Look) -> Chart:
        rows = result.frame()
        return charts.dumbbell(
            rows.assign(name=[name_of(code) for code in rows["category"]]), label="name",
            left="men_first_value_share", right="men_last_value_share",
            left_name=str(rows["first_account_year"].iloc[0]), right_name=str(rows["last_account_year"].iloc[0]),
            left_colour="official", right_colour="men", look=look, title=title, format_value=percent,
            tick_format=".0%",
        )  # fmt: skip

    return draw


def _activities(page: Page, story: Story) -> None:
    result = reports.run("korea_account_by_group", p_characteristics=["activity"])
    rows = result.frame().dropna(subset=["change_share"])
    rows = rows[~rows["category"].isin({"household_management", "care"})].sort_values("change_share", ascending=False)
    name_of = code_titles("category", page.language)
    most, least = rows.iloc[0], rows.iloc[-1]
    sentence = page.t(
        "story_korea-activities",
        most=name_of(most["category"]),
        high=percent(most["change_share"], page.language, digits=0, signed=True),
        least=name_of(least["category"]),
        low=percent(least["change_share"], page.language, digits=0, signed=True),
    )
    title = page.t("story_korea-activities-title")

    def draw(look: Look) -> Chart:
        return charts.bars(
            rows.assign(name=[name_of(code) for code in rows["category"]]), label="name", value="change_share",
            look=look, title=title, format_value=lambda value, language: percent(value, language, signed=True),
        )  # fmt: skip

    story.step("activities", sentence, result, draw, title=title, subtitle=page.t("story_korea-activities-subtitle"),
               note=page.t("story_korea-nominal"))  # fmt: skip


def _of_gdp(page: Page, story: Story) -> None:
    result = reports.run("korea_vintages")
    rows = result.frame()
    rows = rows[rows["vintage"] == NEWEST].sort_values("year")
    before, after = rows.iloc[0], rows.iloc[-1]
    sentence = page.t(
        "story_korea-gdp",
        before=percent(before["gdp_share"], page.language),
        after=percent(after["gdp_share"], page.language),
        first=str(before["year"]),
        last=str(after["year"]),
        value=_won(after["value_krw_tn"] * 1e3, page.language),
    )
    title = page.t("story_korea-gdp-title")

    def draw(look: Look) -> Chart:
        return charts.bars(
            rows.assign(name=[page.t("story-year", year=str(year)) for year in rows["year"]]),
            label="name",
            value="gdp_share",
            look=look,
            title=title,
        )

    story.step("gdp", sentence, result, draw, title=title, subtitle=page.t("story_korea-gdp-subtitle"))


def _sharing(page: Page, story: Story) -> None:
    found = findings.equal_sharing(COUNTRY, 1.0, page.language)
    if found is None:
        return
    result = reports.run("scenario_equal_sharing", p_countries=[COUNTRY])
    story.step(
        "sharing", found.sentence, result, sharing_chart(page, result),
        title=page.t("scenarios-day-title"), note=found.source,
    )  # fmt: skip


frame.show(__file__, body)
