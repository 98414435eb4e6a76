"""A story: who is middle class, and by whose measure."""

import pandas as pd

from unpriced import charts, findings, reports, titles
from unpriced.charts import Chart, Look
from unpriced.geometry import geojson
from unpriced.i18n import percent
from unpriced.ui import frame
from unpriced.ui.diaries import SAMPLE, surveys, with_years
from unpriced.ui.middle_class import by_income, felt_chart
from unpriced.ui.state import Page
from unpriced.ui.story import Story

FIRST = "oecd_75_200"
MODEL = "dagum"
SURVEY = "eu_silc_synthetic"


def body(page: Page) -> None:
    countries = titles.titles("country", page.language)
    with frame.filters_below():
        country = page.choice("country", countries, "KOR", page.t("filter-country"))
    page.ready()
    story = Story(page, findings.middle_class(country, {"p_definitions": [FIRST]}, MODEL, page.language))
    _definitions(page, story, country, countries[country])
    _world(page, story, countries)
    _same_people(page, story)
    _felt(page, story, country, countries[country])
    _with_unpaid(page, story)
    story.more("middle_class_countries", "middle_class", "extended_middle_class", "where_do_i_stand")


def _definitions(page: Page, story: Story, country: str, name: str) -> None:
    result = reports.run("middle_class_share_grouped", p_countries=[country], p_definitions=list(by_income()))
    held = result.frame().dropna(subset=["middle_share"]).sort_values("middle_share", ascending=False)
    if held.empty:
        story.tell(page.t("brief-middle-none"))
        return
    named = titles.titles("definition", page.language)
    most, fewest = held.iloc[0], held.iloc[-1]
    sentence = page.t(
        "story_middle-definitions",
        country=name,
        most=named[most["definition_id"]],
        high=percent(most["middle_share"], page.language, digits=0),
        fewest=named[fewest["definition_id"]],
        low=percent(fewest["middle_share"], page.language, digits=0),
    )
    title = page.t("middle-definitions-title", country=name)

    def draw(look: Look) -> Chart:
        return charts.ranking_with_range(
            held.assign(name=[named[d] for d in held["definition_id"]]), label="name", value="middle_share",
            lowest="lowest_middle_share", highest="highest_middle_share", look=look, title=title,
            highlight=named[FIRST],
        )  # fmt: skip

    story.step(
        "definitions", sentence, result, draw,
        title=title, subtitle=page.t("middle-definitions-subtitle"), note=page.t("middle-definitions-note"),
    )  # fmt: skip


def _world(page: Page, story: Story, countries: dict[str, str]) -> None:
    result = reports.run("middle_class_share_grouped", p_definitions=[FIRST])
    world = reports.run("middle_class_world", p_definitions=[FIRST]).frame().iloc[0]
    sentence = page.t(
        "story_middle-world",
        definition=titles.titles("definition", page.language)[FIRST],
        majority=int(world["n_majority_countries"]),
        n=int(world["n_countries"]),
        low=percent(world["lowest_middle_share"], page.language, digits=0),
        lowest=countries[world["lowest_country_code"]],
        high=percent(world["highest_middle_share"], page.language, digits=0),
        highest=countries[world["highest_country_code"]],
    )
    title = page.t("middle-map-title", definition=titles.titles("definition", page.language)[FIRST])

    def draw(look: Look) -> Chart:
        return charts.world_map(
            result.frame(), value="middle_share", names=countries, look=look, title=title, geojson=geojson(),
            small=reports.run("country_points").frame(),
        )  # fmt: skip

    story.step("world", sentence, result, draw, title=title, subtitle=page.t("middle-map-subtitle"))


def _same_people(page: Page, story: Story) -> None:
    result = reports.run("middle_class_share", p_surveys=[SURVEY])
    rows = result.frame().dropna(subset=["middle_share"]).sort_values("middle_share", ascending=False)
    named = titles.titles("definition", page.language)
    sentence = page.t(
        "story_middle-people",
        n=len(rows),
        high=percent(rows["middle_share"].max(), page.language, digits=0),
        low=percent(rows["middle_share"].min(), page.language, digits=0),
    )
    title = page.t("story_middle-people-title")

    def draw(look: Look) -> Chart:
        return charts.intervals(
            rows.assign(name=[named[d] for d in rows["definition_id"]]), label="name", value="middle_share",
            low="middle_share_ci_low", high="middle_share_ci_high", look=look, title=title, format_value=percent,
        )  # fmt: skip

    story.step(
        "people", sentence, result, draw,
        title=title, subtitle=page.t("story_middle-people-subtitle"), note=page.t("note-synthetic_people"),
    )  # fmt: skip


def _felt(page: Page, story: Story, country: str, name: str) -> None:
    result = reports.run("self_placed_class", p_model=MODEL)
    rows = result.frame().set_index("country_code")
    held = country in rows.index and pd.notna(rows.loc[country, "share_difference"])
    if held:
        row = rows.loc[country]
        sentence = page.t(
            "story_middle-felt",
            country=name,
            felt=percent(row["self_all_middle_share"], page.language, digits=0),
            year=str(row["class_year"]),
            measured=percent(row["middle_share"], page.language, digits=0),
        )
    else:
        sentence = page.t("story_middle-felt-none", country=name)
    story.step(
        "felt", sentence, result, felt_chart(page, result, country),
        title=page.t("middle-self-title"), subtitle=page.t("middle-self-subtitle"), note=page.t("middle-self-note"),
    )  # fmt: skip


def _with_unpaid(page: Page, story: Story) -> None:
    result = reports.run("extended_middle_class", p_survey=SAMPLE)
    rows = result.frame()
    row = rows.iloc[0]
    sentence = page.t(
        "extended-finding",
        before=percent(row["money_middle_share"], page.language, digits=0),
        after=percent(row["extended_middle_share"], page.language, digits=0),
        enters=percent(row["enters_share"], page.language, digits=0),
        leaves=percent(row["leaves_share"], page.language, digits=0),
    )
    methods = {m: page.t(f"price_method-{m}") for m in ("own_wage",)} | titles.short_methods(page.language)
    title = page.t("extended-methods-title")

    def draw(look: Look) -> Chart:
        return charts.dumbbell(
            rows.assign(name=[methods[m] for m in rows["price_method_id"]]), label="name",
            left="money_middle_share", right="extended_middle_share", left_name=page.t("extended-money"),
            right_name=page.t("extended-after"), left_colour="accent", right_colour="accent", right_open=True,
            look=look, title=title, format_value=percent, tick_format=".0%",
        )  # fmt: skip

    survey = with_years(surveys(page.language)[SAMPLE])
    story.step(
        "unpaid", sentence, result, draw,
        title=title, subtitle=f"{page.t('extended-methods-subtitle')} · {survey}", note=page.t("extended-note"),
    )  # fmt: skip


frame.show(__file__, body)
