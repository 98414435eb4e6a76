"""Values in motion: how much work, leisure and friends matter, hours for pay, and what a free hour is worth."""

import pandas as pd
import streamlit as st

from unpriced import catalogue, charts, reports, titles
from unpriced.catalogue import Language
from unpriced.charts import Chart, Look
from unpriced.i18n import number, percent
from unpriced.ui import frame, style
from unpriced.ui.card import figure_card
from unpriced.ui.filters import default_method, short_methods
from unpriced.ui.state import Page

PRIORITIES = ("work_first", "work_and_family_equal", "family_first")
PRIORITY_COLOURS = {"work_first": "paid", "work_and_family_equal": "leisure", "family_first": "care"}
INTANGIBLE = "intangible_share_sp500_market_value"


def dollars(value: float, language: Language) -> str:
    """PPP dollars an hour."""
    return number(value, language, digits=1)


def body(page: Page) -> None:
    names = titles.titles("country", page.language)
    result = reports.run("values_in_motion")
    held = sorted(result.frame()["country_code"], key=lambda code: names[code])
    with frame.filters_below():
        country = page.choice("country", {c: names[c] for c in held}, "KOR", page.t("filter-country"))
    page.ready()
    _headline(page, result.frame().set_index("country_code").loc[country], names[country])
    _matters(page, result, names, country)
    left, right = st.columns(2)
    with left:
        _priorities(page)
    with right:
        _hours(page, names, country)
    left, right = st.columns(2)
    with left:
        _free_hour(page, names, country)
    with right:
        _intangible(page)


def _headline(page: Page, row: "pd.Series[float]", name: str) -> None:
    language = page.language
    shares = {
        what: percent(row[f"{what}_important_share"], language, digits=0) for what in ("work", "leisure", "friends")
    }
    frame.finding(
        page,
        page.t("life_values-finding", country=name, **shares),
        page.t("life_values-source", year=str(int(row["value_year"]))),
    )
    entries = [
        (page.t(f"life_values-tile-{what}"), share, page.t("life_values-unit-very")) for what, share in shares.items()
    ]
    entries.append((page.t("life_values-tile-happy"), percent(row["happy_share"], language, digits=0), ""))
    if pd.notna(row["worked_hours_per_year"]):
        entries.append(
            (
                page.t("life_values-tile-hours"),
                number(row["worked_hours_per_year"], language),
                page.t("life_values-unit-hours", year=str(int(row["hours_year"]))),
            )
        )
    style.tiles(entries)


def _matters(page: Page, result: reports.Result, names: dict[str, str], country: str) -> None:
    title = page.t("life_values-matters-title")

    def draw(look: Look) -> Chart:
        rows = result.frame()
        return charts.scatter(
            rows.assign(name=[names[code] for code in rows["country_code"]]), label="name",
            x="work_important_share", y="leisure_important_share", look=look, title=title,
            x_title=page.t("life_values-work-axis"), y_title=page.t("life_values-leisure-axis"),
            format_x=percent, format_y=percent, named=[names[country]], x_tick_format=".0%",
            y_tick_format=".0%",
        )  # fmt: skip

    figure_card(
        page, "matters", title, result, draw,
        subtitle=page.t("life_values-matters-subtitle"), note=page.t("life_values-matters-note"),
    )  # fmt: skip


def _priorities(page: Page) -> None:
    result = reports.run("published_priorities", p_indicators=[f"priority_{code}" for code in PRIORITIES])
    title = page.t("life_values-priorities-title")

    def draw(look: Look) -> Chart:
        wide = result.frame().pivot(index="year", columns="priority_indicator", values="priority_share").reset_index()
        return charts.long_lines(
            wide, year="year", look=look, title=title,
            series={f"priority_{code}": page.t(f"priority_indicator-priority_{code}") for code in PRIORITIES},
            meanings={f"priority_{code}": colour for code, colour in PRIORITY_COLOURS.items()},
        )  # fmt: skip

    figure_card(
        page, "priorities", title, result, draw,
        subtitle=page.t("life_values-priorities-subtitle"), note=page.t("life_values-priorities-note"),
    )  # fmt: skip


def _hours(page: Page, names: dict[str, str], country: str) -> None:
    result = reports.run("hours_worked_trend", p_countries=[country])
    title = page.t("life_values-hours-title")

    def draw(look: Look) -> Chart:
        return charts.long_lines(
            result.frame(), year="year", look=look, title=title, series={"worked_hours_per_year": names[country]},
            meanings={"worked_hours_per_year": "paid"}, format_value=number, tick_format=None,
        )  # fmt: skip

    figure_card(page, "hours", title, result, draw, subtitle=page.t("life_values-hours-subtitle"))


def _free_hour(page: Page, names: dict[str, str], country: str) -> None:
    result = reports.run("unpaid_value_method_range", p_countries=[country], p_default_method=default_method())
    short = short_methods(page.language)
    title = page.t("life_values-hour-title")

    def draw(look: Look) -> Chart:
        rows = charts.need_rows(result.frame(), "price_per_hour_usd_ppp", look)
        rows = rows.sort_values("price_per_hour_usd_ppp", ascending=False)
        return charts.bars(
            rows.assign(name=[short[m] for m in rows["method_id"]]), label="name", value="price_per_hour_usd_ppp",
            look=look, title=title, format_value=dollars, highlight=short[default_method()],
        )  # fmt: skip

    figure_card(
        page, "hour", title, result, draw,
        subtitle=page.t("life_values-hour-subtitle", country=names[country]),
        note=page.t("life_values-hour-note"), methods=tuple(catalogue.methods()),
    )  # fmt: skip


def _intangible(page: Page) -> None:
    result = reports.run("published_priorities", p_indicators=[INTANGIBLE])
    title = page.t("life_values-intangible-title")

    def draw(look: Look) -> Chart:
        return charts.long_lines(
            result.frame(), year="year", look=look, title=title,
            series={"priority_share": page.t(f"priority_indicator-{INTANGIBLE}")},
            meanings={"priority_share": "unpaid"},
        )  # fmt: skip

    figure_card(
        page, "intangible", title, result, draw,
        subtitle=page.t("life_values-intangible-subtitle"), note=page.t("life_values-intangible-note"),
    )  # fmt: skip


frame.show(__file__, body)
