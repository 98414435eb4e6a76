"""Scenarios with figures of their own: an hour less for pay a week, and the chain from a bus to a film."""

import pandas as pd
import streamlit as st

from unpriced import charts, findings, reports, titles
from unpriced.charts import Chart, Look
from unpriced.i18n import compact, minutes, number, percent
from unpriced.ui import frame, style
from unpriced.ui.card import figure_card
from unpriced.ui.filters import short_methods
from unpriced.ui.state import Page

PRIME = ["25-34", "35-44", "45-54"]
# Whose days tell where the hour goes: sums of the survey hold either an age or a sex beside the job.
WHOSE: dict[str, dict[str, object]] = {
    "prime": {"p_sexes": None, "p_ages": PRIME},
    "women": {"p_sexes": ["women"], "p_ages": None},
    "men": {"p_sexes": ["men"], "p_ages": None},
}
# What money does not see and what it sees of the chain, each with the colour of its meaning.
FLOWS = {
    "gift": {"time_saved_usd_ppp": "unpaid", "maker_value_usd_ppp": "community"},
    "money": {"fares_usd_ppp": "travel", "adverts_usd_ppp": "paid", "film_usd_ppp": "leisure"},
}


def assumptions(page: Page, sentences: list[str]) -> None:
    """What a scenario takes for given."""
    st.markdown(f"**{page.t('scenarios-assumptions-title')}**")
    style.notes(sentences)


def hour_less(page: Page, names: dict[str, str], country: str, *, hours: float, whose: str) -> None:
    """Everybody with a job works an hour less for pay a week."""
    asked: findings.Asked = {"p_hours": hours, **WHOSE[whose]}
    result = reports.run("scenario_hour_less", p_countries=[country], **asked)
    found = findings.hour_less(country, asked, page.language)
    if found is not None:
        frame.finding(page, found.sentence, found.source)
    rows = result.frame()
    if len(rows) and pd.notna(rows.iloc[0]["hours_freed_bn"]):
        _tiles(page, rows)
    assumptions(page, [page.t(f"scenarios-assume-hour-{a}") for a in ("time", "pay", "country", "value")])
    left, right = st.columns(2)
    with left:
        _where_it_goes(page, asked)
    with right:
        title, note = page.t("scenarios-hour-range-title"), page.t("scenarios-hour-range-note")
        range_of_methods(page, "hour_range", title, note, names[country], result)


def _tiles(page: Page, rows: pd.DataFrame) -> None:
    first = rows.iloc[0]
    style.tiles(
        [
            (
                page.t("scenarios-tile-hours"),
                compact(first["hours_freed_bn"] * 1e9, page.language),
                page.t("scenarios-unit-employed", year=str(int(first["employment_year"]))),
            ),
            *(
                (page.t(f"scenarios-tile-to-{where}"), percent(first[f"{where}_freed_share"], page.language, digits=0),
                 page.t("scenarios-unit-freed"))
                for where in ("unpaid", "leisure", "personal")
            ),
            (
                page.t("scenarios-tile-gdp"),
                percent(first["gdp_change_share"], page.language, digits=2, signed=True),
                page.t("scenarios-unit-mean-wage"),
            ),
        ]
    )  # fmt: skip


def _where_it_goes(page: Page, asked: findings.Asked) -> None:
    result = reports.run("hour_less_reallocation", **asked)
    named = titles.titles("activity_group", page.language)
    title = page.t("scenarios-hour-where-title")

    def draw(look: Look) -> Chart:
        rows = charts.need_rows(result.frame(), "freed_minutes_per_week", look)
        rows = rows[rows["group_code"] != "paid"].sort_values("freed_minutes_per_week", ascending=False)
        return charts.bars(
            rows.assign(name=[named[code] for code in rows["group_code"]]), label="name",
            value="freed_minutes_per_week", look=look, title=title, code="group_code", colours={},
            format_value=minutes,
        )  # fmt: skip

    figure_card(
        page, "where", title, result, draw,
        subtitle=page.t("scenarios-hour-where-subtitle"), note=page.t("scenarios-hour-where-note"),
    )  # fmt: skip


def range_of_methods(page: Page, key: str, title: str, note: str, name: str, result: reports.Result) -> None:
    """What a scenario changes, as a share of GDP: GDP itself, and extended GDP under each method."""
    short = short_methods(page.language)

    def draw(look: Look) -> Chart:
        rows = charts.need_rows(result.frame(), ["gdp_change_share", "extended_change_gdp_share"], look)
        gdp = {"name": page.t("scenarios-range-gdp"), "change": rows["gdp_change_share"].iloc[0], "colour": "paid"}
        extended = [
            {
                "name": page.t("scenarios-range-extended", method=short[row["method_id"]]),
                "change": row["extended_change_gdp_share"],
                "colour": "unpaid",
            }
            for _, row in rows.iterrows()
        ]
        return charts.bars(
            pd.DataFrame([gdp, *extended]), label="name", value="change", look=look, code="colour", colours={},
            title=title, format_value=lambda value, language: percent(value, language, digits=2, signed=True),
        )  # fmt: skip

    figure_card(page, key, title, result, draw, subtitle=page.t("scenarios-range-subtitle", country=name), note=note)


def arrivals(page: Page, names: dict[str, str], country: str, asked: findings.Asked) -> None:
    """The essay's other chain: a paid service, a free app on it, adverts on the app, a film of the adverts."""
    result = reports.run("chain_of_arrivals", p_countries=[country], **asked)
    rows = result.frame()
    if rows.empty:
        reason = page.t("missing_reason-no_wage")
        frame.finding(page, page.t("scenarios-finding-none", country=names[country], reason=reason), "")
        return
    last = rows.iloc[-1]
    frame.finding(
        page,
        page.t(
            "scenarios-finding-arrivals",
            country=names[country],
            years=int(last["chain_year"]),
            users=compact(last["n_users"], page.language),
            saved=compact(last["time_saved_usd_ppp"], page.language),
            adverts=compact(last["adverts_usd_ppp"], page.language),
            times=number(last["time_saved_usd_ppp"] / last["adverts_usd_ppp"], page.language)
            if last["adverts_usd_ppp"]
            else page.t("not-available"),
        ),
        page.t("scenarios-arrivals-source", wage=str(rows.iloc[0]["wage_year"])),
    )
    assumptions(page, [page.t(f"scenarios-assume-arrivals-{a}") for a in ("users", "unpaid", "paid", "film")])
    for kind in FLOWS:
        _arrivals_of(page, result, kind)


def _arrivals_of(page: Page, result: reports.Result, kind: str) -> None:
    title = page.t(f"scenarios-arrivals-{kind}-title")

    def draw(look: Look) -> Chart:
        return charts.long_lines(
            result.frame(), year="chain_year", meanings=FLOWS[kind], look=look, title=title,
            series={flow: page.t(f"scenarios-arrivals-{flow}") for flow in FLOWS[kind]}, format_value=compact,
            tick_format="~s",
        )  # fmt: skip

    figure_card(
        page, kind, title, result, draw,
        subtitle=page.t("scenarios-arrivals-subtitle"), note=page.t("scenarios-chain-note"),
    )  # fmt: skip
