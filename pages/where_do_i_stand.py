"""Where a reader stands by each definition. What is typed stays here: no link, report, cache, log or file has it."""

import pandas as pd
import streamlit as st

from unpriced import reports, titles
from unpriced.i18n import currency_name, money
from unpriced.ui import frame, style
from unpriced.ui.middle_class import felt_card
from unpriced.ui.state import Page

ANSWERS = ("lower", "lower_middle", "middle", "upper_middle", "upper")
WEEKS = 52


def body(page: Page) -> None:
    page.ready()
    every = reports.run("standing_lines").frame()  # of all countries: which one is asked about is no one's business
    names = titles.titles("country", page.language)
    held = sorted(set(every["country_code"]), key=lambda code: names[code])
    style.notes([page.t("stand-private")])
    said = st.segmented_control(
        page.t("stand-perceived"), ANSWERS, format_func=lambda code: page.t(f"stand-{code}"), key="_stand_said"
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        country = st.selectbox(
            page.t("filter-country"), held, index=held.index("KOR"), format_func=names.__getitem__, key="_stand_country"
        )
        lines = every[every["country_code"] == country]
        currency = currency_name(str(lines["currency_code"].iloc[0]), page.language)
        income = st.number_input(
            page.t("stand-income", currency=currency), min_value=0.0, value=None, step=1000.0, format="%.0f",
            key="_stand_income",
        )  # fmt: skip
        people = st.number_input(page.t("stand-people"), 1, 20, 1, key="_stand_people")
        hours = st.number_input(page.t("stand-hours"), 0.0, 168.0, 0.0, 1.0, format="%.1f", key="_stand_hours")
    if said is None or income is None:
        frame.finding(page, page.t("stand-first"), page.t("stand-first-source", n=len(lines)))
    else:
        _answer(page, lines, str(said), float(income), int(people), float(hours), names[country])
    felt_card(page)


def position(amount: float, lower: float, upper: float) -> str:
    """Below, within or above the bounds; the lower one belongs to the band."""
    return "below" if amount < lower else "within" if amount < upper else "above"


def _answer(page: Page, lines: pd.DataFrame, said: str, income: float, people: int, hours: float, country: str) -> None:
    first = lines.iloc[0]
    equivalised = income / people**0.5
    price = first["price_per_hour_national"]
    worth = None if pd.isna(price) else hours * WEEKS * float(price) / people**0.5
    bounds = list(zip(lines["lower_income_national"], lines["upper_income_national"], strict=True))
    by_money = [position(equivalised, *band) for band in bounds]
    with_work = by_money if worth is None else [position(equivalised + worth, *band) for band in bounds]
    frame.finding(
        page,
        page.t(
            "stand-finding",
            said=page.t(f"stand-{said}"),
            n=len(lines),
            money=by_money.count("within"),
            work=with_work.count("within"),
        ),
        page.t("stand-source", country=country, year=str(int(first["median_year"]))),
    )
    currency = str(first["currency_code"])

    def amount(value: float) -> str:
        return money(value, currency, page.language)

    style.tiles(
        [
            (page.t("stand-equivalised"), amount(equivalised), page.t("stand-equivalised-unit")),
            (page.t("stand-median"), amount(float(first["median_national"])), str(int(first["median_year"]))),
            (
                page.t("stand-worth"),
                page.t("not-available") if worth is None else amount(worth),
                page.t("stand-worth-unit", year="–" if worth is None else str(int(first["wage_year"]))),
            ),
        ]
    )
    definitions = titles.titles("definition", page.language)
    st.table(
        pd.DataFrame(
            {
                page.t("middle-definition"): [definitions[code] for code in lines["definition_id"]],
                page.t("stand-band"): [f"{amount(lower)} – {amount(upper)}" for lower, upper in bounds],
                page.t("stand-by-money"): [page.t(f"stand-position-{place}") for place in by_money],
                page.t("stand-with-work"): [page.t(f"stand-position-{place}") for place in with_work],
            }
        ),
        hide_index=True,
    )
    style.caption(page.t("stand-note"))
    st.code("from standing_lines();", language="sql")


frame.show(__file__, body)
