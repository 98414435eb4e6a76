"""Each method: formula, assumptions, who uses it, its SQL, its effect on one country; and what offices do."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from unpriced import catalogue, charts, reports, titles
from unpriced.catalogue import Method
from unpriced.charts import Chart, Look
from unpriced.i18n import has, minutes, number, percent
from unpriced.ui import frame, style
from unpriced.ui.card import figure_card
from unpriced.ui.filters import default_method, method_options, missing_methods, reason_text, short_methods
from unpriced.ui.state import Page

WAGE_LEVELS = ("specialist_code", "generalist_code", "hybrid_code", "economy_code")


def body(page: Page) -> None:
    names = titles.titles("country", page.language)
    with frame.filters_below():
        method_id = page.choice("method", method_options(page.language), default_method(), page.t("filter-method"))
        country = page.choice("country", names, "KOR", page.t("filter-country"))
    page.ready()
    method = catalogue.methods()[method_id]
    ranges = reports.run("unpaid_value_method_range", p_countries=[country], p_default_method=method_id)
    _headline(page, ranges.frame(), names[country])
    left, right = st.columns(2)
    with left:
        _about(page, method)
    with right:
        _effect(page, ranges, names[country])
    _prices(page, country, method, names[country])
    _occupations(page)
    _presets(page, country, names[country])


def _headline(page: Page, rows: pd.DataFrame, name: str) -> None:
    held = rows.dropna(subset=["gdp_share"])
    if held.empty:
        frame.finding(page, page.t("methods-finding-none", country=name), page.t("methods-source"))
        return
    first = held.iloc[0]
    if first["n_methods"] == 1:
        share = percent(first["lowest_gdp_share"], page.language)
        frame.finding(page, page.t("methods-finding-one", country=name, share=share), page.t("methods-source"))
        return
    frame.finding(
        page,
        page.t(
            "methods-finding",
            country=name,
            n=int(first["n_methods"]),
            low=percent(first["lowest_gdp_share"], page.language),
            high=percent(first["highest_gdp_share"], page.language),
        ),
        page.t("methods-source"),
    )


def _about(page: Page, method: Method) -> None:
    language = page.language
    with st.container(border=True, key="about"):
        st.markdown(f"### {method.title.in_language(language)}")
        style.formula(method.formula)
        style.caption(page.t("methods-symbols"))
        st.markdown(style.plain(method.description.in_language(language)))
        st.markdown(
            f"**{page.t('methods-assumptions')}**\n" + _list(a.in_language(language) for a in method.assumptions)
        )
        if method.used_by:
            st.markdown(f"**{page.t('methods-used-by')}**\n" + _list(u.in_language(language) for u in method.used_by))
        st.markdown(f"**{page.t('methods-sources')}**\n" + _list(method.sources))
        with st.expander(page.t("methods-sql", name=f"queries/valuation/{method.id}.sql")):
            st.code(method.sql_path.read_text(encoding="utf-8"), language="sql", wrap_lines=True)


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {style.plain(item)}" for item in items)


def _effect(page: Page, result: reports.Result, name: str) -> None:
    short = short_methods(page.language)
    title = page.t("methods-effect-title", country=name)

    def draw(look: Look) -> Chart:
        found = result.frame().sort_values("gdp_share", ascending=False)
        found["name"] = [short[m] for m in found["method_id"]]
        return charts.method_dots(found, label="name", value="gdp_share", look=look, title=title)

    note = missing_methods(page, result.frame(), "gdp_share")
    figure_card(page, "effect", title, result, draw, subtitle=page.t("country-range-subtitle"), note=note)


def _occupation(page: Page, code: str) -> str:
    """The name of a major group; a detailed occupation keeps its code."""
    return page.t(f"isco-{code}") if has(page.language, f"isco-{code}") else code


def _prices(page: Page, country: str, method: Method, name: str) -> None:
    result = reports.run("unpaid_value_by_activity", p_countries=[country], p_methods=[method.id])
    activities = titles.titles("activity", page.language)
    title = page.t("methods-prices-title", country=name)

    def draw(look: Look) -> Chart:
        found = result.frame().sort_values("price_per_hour_usd_ppp", ascending=False)
        found["name"] = [
            activities[a] if pd.isna(code) else f"{activities[a]} · {_occupation(page, code)}"
            for a, code in zip(found["activity_code"], found["occupation_code"], strict=True)
        ]
        return charts.bars(
            found, label="name", value="price_per_hour_usd_ppp", code="group_code", colours={}, look=look, title=title,
            format_value=lambda v, language: number(v, language, digits=2),
        )  # fmt: skip

    figure_card(page, "prices", title, result, draw, subtitle=page.t("methods-prices-subtitle"), methods=(method.id,))


def _occupations(page: Page) -> None:
    result = reports.run("method_occupations")
    activities = titles.titles("activity", page.language)
    title = page.t("methods-occupations-title")
    found = result.frame()
    found = found[found["scheme"] == "isco1"]
    codes = sorted({str(code) for level in WAGE_LEVELS for code in found[level]})
    names = {code: f"{code} {_occupation(page, code)}" if code.isdigit() else _occupation(page, code) for code in codes}

    def draw(look: Look) -> Chart:
        columns = {code: page.t(f"methods-{code}") for code in WAGE_LEVELS}
        return charts.code_grid(
            found,
            label=[activities[a] for a in found["activity_code"]],
            columns=columns,
            names=names,
            look=look,
            title=title,
        )

    digits = ", ".join(shown for code, shown in names.items() if code.isdigit())
    figure_card(
        page, "occupations", title, result, draw,
        subtitle=page.t("methods-occupations-subtitle"), note=page.t("methods-occupations-note", codes=digits),
    )  # fmt: skip


def _presets(page: Page, country: str, name: str) -> None:
    language = page.language
    short = short_methods(language)
    lines = []
    for preset in catalogue.presets().values():
        rows = reports.run("unpaid_value_by_country", p_countries=[country], **preset.parameters).frame()
        method_id = str(preset.parameters["p_methods"][0])  # type: ignore[index]
        share, hours = page.t("not-available"), "–"
        if len(rows) and pd.isna(rows.iloc[0]["value_usd_ppp_bn"]):
            share = reason_text(rows.iloc[0]["missing_reason"], language)
        elif len(rows):
            share = percent(rows.iloc[0]["gdp_share"], language)
            hours = minutes(rows.iloc[0]["hours_per_person_per_day"] * 60, language)
        lines.append(
            {
                page.t("methods-preset-office"): preset.title.in_language(language),
                page.t("filter-method"): short[method_id],
                page.t("methods-preset-share"): share,
                page.t("methods-preset-hours"): hours,
                page.t("methods-preset-what"): preset.description.in_language(language),
                page.t("methods-preset-differs"): preset.differs.in_language(language),
            }
        )
    with st.container(key="presets"):
        st.markdown(f"### {page.t('methods-presets-title')}")
        style.caption(page.t("methods-presets-subtitle", country=name))
        if not page.look.narrow:
            st.table(pd.DataFrame(lines), hide_index=True, alt=page.t("methods-presets-title"))
            return
        for line in lines:  # six columns do not fit a phone
            office, *others = line.items()
            st.markdown(f"**{style.plain(office[1])}**\n" + "".join(f"\n- {k}: {style.plain(v)}" for k, v in others))


frame.show(__file__, body)
