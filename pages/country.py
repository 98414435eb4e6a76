"""One country on one printable page: headline, key numbers, peers, official account beside ours, trend."""

from functools import partial

import pandas as pd
import streamlit as st

from unpriced import brief, catalogue, charts, findings, reports, titles
from unpriced.charts import Chart, Look
from unpriced.i18n import compact, currency_name, minutes, number, percent
from unpriced.ui import frame, style
from unpriced.ui.card import figure_card
from unpriced.ui.country import day_chart, range_chart
from unpriced.ui.filters import (
    change_note,
    default_method,
    method_options,
    missing_methods,
    notes_text,
    short_methods,
)
from unpriced.ui.state import Page


def body(page: Page) -> None:
    names = titles.titles("country", page.language)
    with frame.filters_below():
        country = page.choice("country", names, "KOR", page.t("filter-country"))
        method = page.choice("method", method_options(page.language), default_method(), page.t("filter-method"))
        style.print_button(page.t("country-print"))
        _brief(page, country, method)
    page.ready()
    name = names[country]
    by_sex = reports.run("unpaid_value_by_sex", p_countries=[country], p_methods=[method])
    ranges = reports.run("unpaid_value_method_range", p_countries=[country], p_default_method=method)
    peers = reports.run("country_peers", p_country=country, p_method=method)
    rows = by_sex.frame().set_index("sex")
    found = findings.unpaid_value(country, method, page.language)
    frame.finding(page, found.sentence, found.source)
    if rows.empty:
        return
    if pd.notna(rows.loc["total", "gdp_share"]):
        _tiles(page, rows, ranges.frame())
    left, right = st.columns(2)
    with left:
        _peers(page, country, names, peers, method)
    with right:
        _range(page, ranges)
    _official(page, country, name)
    left, right = st.columns(2)
    with left:
        _trend(page, country)
    with right:
        _day(page, country)


def _brief(page: Page, country: str, method: str) -> None:
    """The same as two sheets of paper, made when it is asked for."""
    st.download_button(
        page.t("brief-button"),
        data=partial(brief.pdf, country, page.language, method=method, address=page.root),
        file_name=brief.file_name(country, page.language),
        mime="application/pdf",
        on_click="ignore",
        help=page.t("brief-making"),
        key="brief",
    )


def _tiles(page: Page, rows: pd.DataFrame, methods: pd.DataFrame) -> None:
    language = page.language
    total = rows.loc["total"]
    first = methods.iloc[0]
    style.tiles(
        [
            (
                page.t("tile-national"),
                compact(total["value_national_bn"] * 1e9, language),
                page.t("unit-currency-a-year", currency=currency_name(str(total["currency_code"]), language)),
            ),
            (
                page.t("tile-person"),
                number(total["value_per_person_usd_ppp"], language),
                page.t("unit-per-person"),
            ),
            (
                page.t("tile-day-women"),
                minutes(rows.loc["women", "hours_per_person_per_day"] * 60, language),
                page.t("unit-a-day"),
            ),
            (
                page.t("tile-day-men"),
                minutes(rows.loc["men", "hours_per_person_per_day"] * 60, language),
                page.t("unit-a-day"),
            ),
            (
                page.t("tile-range"),
                page.t(
                    "range-of",
                    low=percent(first["lowest_gdp_share"], language, digits=0),
                    high=percent(first["highest_gdp_share"], language, digits=0),
                ),
                page.t("unit-of-gdp-methods", n=int(first["n_methods"])),
            ),
        ]
    )
    style.notes(notes_text(total["notes"], total["age_range"], language))


def _peers(page: Page, country: str, names: dict[str, str], result: reports.Result, method: str) -> None:
    def draw(look: Look) -> Chart:
        found = result.frame().sort_values("gdp_share", ascending=False)
        found["name"] = [
            f"{names.get(c, c)} {year}" for c, year in zip(found["country_code"], found["gdp_year"], strict=True)
        ]
        asked = found.loc[found["is_asked"], "name"]
        return charts.bars(
            found, label="name", value="gdp_share", look=look, title=page.t("country-peers-title"),
            highlight=asked.iloc[0] if len(asked) else None,
        )  # fmt: skip

    figure_card(
        page, "peers", page.t("country-peers-title"), result, draw,
        subtitle=page.t("country-peers-subtitle"), methods=(method,),
    )  # fmt: skip


def _range(page: Page, result: reports.Result) -> None:
    figure_card(
        page, "range", page.t("value-range-title"), result, range_chart(page, result),
        subtitle=page.t("country-range-subtitle"),
        note=missing_methods(page, result.frame(), "gdp_share"), methods=tuple(catalogue.methods()),
    )  # fmt: skip


def _official(page: Page, country: str, name: str) -> None:
    result = reports.run("official_beside_ours", p_countries=[country])
    rows = result.frame()
    title = page.t("country-official-title")
    if rows.empty:
        with st.container(key="none"):
            st.markdown(f"### {title}")
            style.caption(page.t("country-official-none", country=name))
        return
    short = {code: name.lower() for code, name in short_methods(page.language).items()}

    def draw(look: Look) -> Chart:
        official = [
            {
                "name": page.t("country-official-row", year=str(row["year"]), method=row[f"approach_{look.language}"]),
                "share": row["official_gdp_share"],
                "whose": "official",
            }
            for _, row in rows.iterrows()
        ]
        ours = [
            {
                "name": page.t(
                    "country-ours-row", year=str(int(row["wage_year"])), method=short[row["method_id"]].lower()
                ),
                "share": row["gdp_share"],
                "whose": "ours",
            }
            for _, row in rows.dropna(subset=["gdp_share"]).iterrows()
        ]
        return charts.bars(
            pd.DataFrame([*official, *ours]).drop_duplicates(),
            label="name",
            value="share",
            look=look,
            title=title,
            code="whose",
            colours={},
        )

    reasons = " ".join(dict.fromkeys(rows[f"reason_{page.language}"]))
    figure_card(
        page, "official", title, result, draw,
        subtitle=page.t("country-official-subtitle"), note=page.t("country-official-why", reasons=reasons),
    )  # fmt: skip


def _trend(page: Page, country: str) -> None:
    result = reports.run("time_use_change", p_countries=[country], p_sexes=["women", "men"])

    def draw(look: Look) -> Chart:
        return charts.trend_with_breaks(
            result.frame(), year="survey_year", value="minutes_per_day", series="sex",
            names={s: page.t(f"sex-{s}") for s in ("women", "men")}, look=look, title=page.t("time-change-title"),
        )  # fmt: skip

    figure_card(
        page, "trend", page.t("time-change-title"), result, draw,
        subtitle=page.t("time-change-subtitle"), note=change_note(page, result),
    )  # fmt: skip


def _day(page: Page, country: str) -> None:
    result = reports.run("time_use_by_group", p_countries=[country], p_sexes=["women", "men"])
    figure_card(
        page, "day", page.t("time-day-title"), result, day_chart(page, result), subtitle=page.t("time-day-subtitle")
    )


frame.show(__file__, body)
