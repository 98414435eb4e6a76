"""The middle class of every country by any line, from grouped incomes, beside what is published and what people say."""

import pandas as pd
import streamlit as st

from unpriced import charts, findings, reports, titles
from unpriced.charts import Chart, Look
from unpriced.geometry import geojson
from unpriced.i18n import number, percent
from unpriced.ui import frame, style
from unpriced.ui.card import figure_card
from unpriced.ui.middle_class import MINE, bound_text, by_income, felt_card, tuple_text
from unpriced.ui.own_class import rank_cards
from unpriced.ui.state import Page

MODELS = ("dagum", "singh_maddala", "gb2", "lognormal")
ANCHORS = ("median", "foreign_median", "ppp_dollars_a_day")
LISTS = ("france", "britain", "america", "korea_2012", "korea_2014")
SURVEYED_LIST = "france"
# Whole middle classes around the median; the lower and upper middle class of the ILO are parts of one.
ORDERED_BY = (
    *("oecd_75_200", "oecd_50_150_old", "pew_us", "ilo_core", "ilo_60_200", "credoc_70_150", "birdsall_75_125"),
    "blackburn_bloom",
)


def body(page: Page) -> None:
    countries = titles.titles("country", page.language)
    names = titles.titles("definition", page.language)
    with frame.filters_below():
        country = page.choice("country", countries, "KOR", page.t("filter-country"))
        definition = page.choice(
            "definition", {d: names[d] for d in (*by_income(), MINE)}, "oecd_75_200", page.t("middle-definition")
        )
    with page.panel("more", page.t("middle-more", mine=names[MINE])), st.container(horizontal=True):
        anchor = page.choice(
            "anchor", {a: page.t(f"middle-anchor-{a}") for a in ANCHORS}, "median", page.t("middle-anchor")
        )
        in_dollars = anchor == "ppp_dollars_a_day"
        lower, upper = (
            (
                page.slider("lower_dollars", 0.0, 60.0, 10.0, 1.0, page.t("middle-lower")),
                page.slider("upper_dollars", 5.0, 300.0, 50.0, 5.0, page.t("middle-upper")),
            )
            if in_dollars
            else (
                page.slider("lower", 0.0, 1.5, 0.75, 0.05, page.t("middle-lower")),
                page.slider("upper", 0.5, 5.0, 2.0, 0.05, page.t("middle-upper")),
            )
        )
        ordered = page.choices("ordered", {d: names[d] for d in ORDERED_BY}, ORDERED_BY, page.t("ranks-definitions"))
        model = page.choice("model", {m: page.t(f"income_model-{m}") for m in MODELS}, "dagum", page.t("middle-model"))
    page.ready()
    line: dict[str, object] = (
        {"p_anchor": anchor, "p_lower": lower, "p_upper": upper}
        if definition == MINE
        else {"p_definitions": [definition]}
    )
    _headline(page, country, line, model)
    if definition == MINE:
        said = page.t(
            "middle-tuple-mine",
            bounds=page.t(
                "middle-bounds",
                lower=bound_text(lower, anchor, page.language),
                upper=bound_text(upper, anchor, page.language),
            ),
            anchor=page.t(f"middle-anchor-{anchor}"),
        )
    else:
        said = tuple_text(by_income()[definition], page.language)
    style.notes([said])
    _definitions(page, country, countries, names, definition, model)
    _map(page, countries, names[definition], line, model)
    _published(page, country, countries, names, definition, model)
    if len(ordered) > 1:
        rank_cards(page, country, ordered, model)
    felt_card(page, model=model, highlight=country)
    _items(page, country, countries)
    _bounds(page, country)
    _lists(page)


def _headline(page: Page, country: str, line: dict[str, object], model: str) -> None:
    found = findings.middle_class(country, line, model, page.language)
    frame.finding(page, found.sentence, found.source)
    row = reports.run("middle_class_share_grouped", p_countries=[country], p_models=[model], **line).frame().iloc[0]
    if pd.isna(row["middle_share"]):
        return
    models = page.t(
        "middle-tile-models",
        low=percent(row["lowest_middle_share"], page.language),
        high=percent(row["highest_middle_share"], page.language),
    )
    of_people = page.t("middle-tile-unit")
    style.tiles(
        [
            (page.t("middle-tile-middle"), percent(row["middle_share"], page.language), f"{of_people} · {models}"),
            (page.t("middle-tile-below"), percent(row["below_share"], page.language), of_people),
            (page.t("middle-tile-above"), percent(row["above_share"], page.language), of_people),
            (
                page.t("middle-tile-income"),
                percent(row["middle_income_share"], page.language),
                page.t("middle-tile-unit-income"),
            ),
        ]
    )


def _definitions(
    page: Page, country: str, countries: dict[str, str], names: dict[str, str], definition: str, model: str
) -> None:
    result = reports.run("middle_class_share_grouped", p_countries=[country], p_definitions=None, p_models=[model])
    title = page.t("middle-definitions-title", country=countries[country])

    def draw(look: Look) -> Chart:
        rows = charts.need_rows(result.frame(), "middle_share", look)
        rows = rows.sort_values("middle_share", ascending=False)
        rows = rows.assign(name=[names[d] for d in rows["definition_id"]])
        return charts.ranking_with_range(
            rows, label="name", value="middle_share", lowest="lowest_middle_share", highest="highest_middle_share",
            look=look, title=title, highlight=names[definition],
        )  # fmt: skip

    figure_card(
        page, "definitions", title, result, draw,
        subtitle=page.t("middle-definitions-subtitle"), note=page.t("middle-definitions-note"),
    )  # fmt: skip


def _map(page: Page, countries: dict[str, str], name: str, line: dict[str, object], model: str) -> None:
    result = reports.run("middle_class_share_grouped", p_models=[model], **line)
    world = reports.run("middle_class_world", p_model=model, **line).frame().iloc[0]
    title = page.t("middle-map-title", definition=name)

    def draw(look: Look) -> Chart:
        return charts.world_map(
            result.frame(), value="middle_share", names=countries, look=look, title=title, geojson=geojson(),
            small=reports.run("country_points").frame(),
        )  # fmt: skip

    note = ""
    if world["n_countries"]:
        note = page.t(
            "middle-map-note",
            low=percent(world["lowest_middle_share"], page.language, digits=0),
            lowest=countries[world["lowest_country_code"]],
            high=percent(world["highest_middle_share"], page.language, digits=0),
            highest=countries[world["highest_country_code"]],
            median=percent(world["median_middle_share"], page.language, digits=0),
            majority=int(world["n_majority_countries"]),
            n=int(world["n_countries"]),
        )
    figure_card(page, "map", title, result, draw, subtitle=page.t("middle-map-subtitle"), note=note)


def _published(
    page: Page, country: str, countries: dict[str, str], names: dict[str, str], definition: str, model: str
) -> None:
    compared = reports.run("grouped_beside_published", p_model=model)
    of_definition = compared.frame()
    held = set(of_definition["definition_id"])
    shown = definition if definition in held else "oecd_75_200"
    result = reports.run("grouped_beside_published", p_model=model, p_definitions=[shown])
    title = page.t("middle-published-title")
    first = result.frame().iloc[0]

    def draw(look: Look) -> Chart:
        rows = result.frame()
        rows = rows.assign(
            name=[
                f"{countries[code]} · {period}"
                for code, period in zip(rows["country_code"], rows["period"], strict=True)
            ]
        )
        return charts.dumbbell(
            rows, label="name", left="middle_share", right="published_share",
            left_name=page.t("middle-published-ours"), right_name=page.t("middle-published-theirs"),
            left_colour="accent", right_colour="accent", right_open=True, look=look, title=title,
            format_value=percent, tick_format=".0%",
        )  # fmt: skip

    figure_card(
        page, "published", f"{title}: {names[shown]}", result, draw,
        subtitle=page.t("middle-published-subtitle"),
        note=page.t(
            "middle-published-note",
            definition=names[shown],
            difference=number(first["mean_absolute_difference"] * 100, page.language, digits=1),
            n=int(first["n_figures"]),
        ),
    )  # fmt: skip


def _items(page: Page, country: str, countries: dict[str, str]) -> None:
    result = reports.run("lifestyle_items", p_countries=[country], p_list=SURVEYED_LIST)
    title = page.t("middle-items-title", country=countries[country])

    def draw(look: Look) -> Chart:
        rows = charts.need_rows(result.frame(), "item_share", look)
        rows = rows.assign(
            name=[
                page.t("middle-items-row", item=item, grade=grade, year=str(year))
                for item, grade, year in zip(
                    rows[f"title_{page.language}"], rows["item_grade"], rows["year"], strict=True
                )
            ]
        ).drop_duplicates("name")
        return charts.bars(rows, label="name", value="item_share", look=look, title=title)

    figure_card(
        page, "items", title, result, draw,
        subtitle=page.t("middle-items-subtitle"), note=page.t("middle-folklore"),
    )  # fmt: skip


def _bounds(page: Page, country: str) -> None:
    result = reports.run("lifestyle_count_bounds", p_countries=[country], p_list=SURVEYED_LIST)
    rows = result.frame()
    if rows.empty:
        return
    title = page.t("middle-bounds-title")

    def draw(look: Look) -> Chart:
        named = rows.assign(
            name=[
                page.t(
                    "middle-bounds-row",
                    k=int(k),
                    n=int(n),
                    low=percent(low, page.language, digits=0),
                    high=percent(high, page.language, digits=0),
                )
                for k, n, low, high in zip(
                    rows["n_items_held"],
                    rows["n_items_available"],
                    rows["lowest_possible_share"],
                    rows["highest_possible_share"],
                    strict=True,
                )
            ]
        )
        return charts.intervals(
            named, label="name", value="highest_possible_share", low="lowest_possible_share",
            high="highest_possible_share", look=look, title=title, format_value=percent,
        )  # fmt: skip

    note = page.t(
        "middle-bounds-note",
        available=int(rows["n_items_available"].iloc[0]),
        listed=int(rows["n_items_listed"].iloc[0]),
    )
    figure_card(
        page, "bounds", title, result, draw,
        subtitle=page.t("middle-bounds-subtitle"), note=f"{note} {page.t('middle-folklore')}",
    )  # fmt: skip


def _lists(page: Page) -> None:
    with st.expander(page.t("middle-lists-title")):
        style.caption(page.t("middle-folklore"))
        rows = reports.run("lifestyle_lists", p_lists=list(LISTS)).frame()
        for code, items in rows.groupby("list_code", sort=False):
            lines = zip(items["item_place"], items[f"title_{page.language}"], strict=True)
            listed = "\n".join(f"{place}. {style.plain(text)}" for place, text in lines)
            st.markdown(f"**{style.plain(page.t(f'lifestyle_list-{code}'))}**\n\n{listed}")


frame.show(__file__, body)
