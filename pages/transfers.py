"""The time transfer account: who makes unpaid work and who receives it, by age and sex."""

import pandas as pd
import streamlit as st

from unpriced import charts, reports, titles
from unpriced.catalogue import Language
from unpriced.charts import Chart, Look
from unpriced.i18n import minutes, money, number, percent
from unpriced.ui import frame, style
from unpriced.ui.card import code_titles, figure_card
from unpriced.ui.state import Page

SEXES = ("total", "women", "men")
GROUPS = ("housework", "shopping", "care", "community", "travel")
OUTSIDE = ("other_households", "not_in_roster")
YOUNGEST = "0-4"


def hours(value: float, language: Language) -> str:
    """Hours a day as hours and minutes."""
    return minutes(value * 60, language)


def billions(value: float, language: Language) -> str:
    """Billions of hours, with a sign: received is more than made."""
    return number(value, language, digits=1)


def body(page: Page) -> None:
    groups = {"all": page.t("time-all-unpaid")} | {
        code: name for code, name in titles.titles("activity_group", page.language).items() if code in GROUPS
    }
    with frame.filters_below():
        sex = page.choice("sex", {s: page.t(f"sex-{s}") for s in SEXES}, "total", page.t("filter-sex"))
        group = page.choice("group", groups, "all", page.t("transfers-group"))
    page.ready()
    chosen = None if group == "all" else [group]
    result = reports.run("time_transfer_account", p_sexes=[sex], p_groups=chosen)
    whole = reports.run("time_transfer_account", p_groups=chosen)
    _headline(page, whole.frame())
    _made_and_received(page, result, groups[group])
    left, right = st.columns(2)
    with left:
        _net(page, result, groups[group])
    with right:
        _korea(page)
    _received(page)


def _people(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[~rows["account_age"].isin(OUTSIDE)]


def _headline(page: Page, rows: pd.DataFrame) -> None:
    people = _people(rows).set_index("account_age")
    name_of = code_titles("account_age", page.language)
    per_person = (people["received_hours_per_day"] - people["produced_hours_per_day"]).astype(float)
    giver = per_person.idxmin()
    frame.finding(
        page,
        page.t(
            "transfers-finding",
            age=name_of(giver),
            made=hours(people.loc[giver, "produced_hours_per_day"], page.language),
            received=hours(people.loc[giver, "received_hours_per_day"], page.language),
            child=hours(people.loc[YOUNGEST, "received_hours_per_day"], page.language),
        ),
        page.t("transfers-source", year=str(rows["year"].iloc[0])),
    )
    made = rows["produced_hours_bn"].sum()
    outside = rows[rows["account_age"] == "other_households"]["received_hours_bn"].sum()
    style.tiles(
        [
            (page.t("transfers-tile-made"), billions(made, page.language), page.t("transfers-unit-year")),
            (
                page.t("transfers-tile-own"),
                percent(rows["own_hours_bn"].sum() / made, page.language, digits=0),
                page.t("transfers-unit-of-made"),
            ),
            (
                page.t("transfers-tile-outside"),
                percent(outside / made, page.language, digits=0),
                page.t("transfers-unit-of-made"),
            ),
        ]
    )
    style.notes([page.t(f"transfers-note-{note}") for note in ("rules", "makers", "closed")])


def _made_and_received(page: Page, result: reports.Result, what: str) -> None:
    title = page.t("transfers-day-title")
    name_of = code_titles("account_age", page.language)

    def draw(look: Look) -> Chart:
        rows = _people(result.frame())
        return charts.dumbbell(
            rows.assign(name=[name_of(age) for age in rows["account_age"]]), label="name",
            left="produced_hours_per_day", right="received_hours_per_day", left_name=page.t("transfers-made"),
            right_name=page.t("transfers-received"), left_colour="unpaid", right_colour="study", look=look,
            title=title, format_value=hours, tick_format=".1f",
        )  # fmt: skip

    figure_card(page, "day", title, result, draw, subtitle=page.t("transfers-day-subtitle", what=what))


def _net(page: Page, result: reports.Result, what: str) -> None:
    title = page.t("transfers-net-title")
    name_of = code_titles("account_age", page.language)

    def draw(look: Look) -> Chart:
        rows = result.frame()
        return charts.bars(
            rows.assign(
                name=[name_of(age) for age in rows["account_age"]],
                side=["study" if net > 0 else "unpaid" for net in rows["net_received_hours_bn"]],
            ),
            label="name", value="net_received_hours_bn", look=look, title=title, format_value=billions,
            code="side", colours={},
        )  # fmt: skip

    figure_card(
        page, "net", title, result, draw,
        subtitle=page.t("transfers-net-subtitle", what=what), note=page.t("transfers-net-note"),
    )  # fmt: skip


def _korea(page: Page) -> None:
    result = reports.run("korea_time_transfers")
    title = page.t("transfers-korea-title")
    name_of = code_titles("account_age", page.language)

    def draw(look: Look) -> Chart:
        rows = result.frame()
        return charts.bars(
            rows.assign(
                name=[name_of(age) for age in rows["account_age"]],
                side=["study" if net > 0 else "unpaid" for net in rows["net_received_krw_tn"]],
            ),
            label="name", value="net_received_krw_tn", look=look, title=title, code="side", colours={},
            format_value=lambda value, language: money(value * 1e12, "KRW", language),
        )  # fmt: skip

    rows = result.frame()
    note = page.t(
        "transfers-korea-note",
        made=number(rows["produced_krw_tn"].sum(), page.language, digits=1),
        received=number(rows["received_krw_tn"].sum(), page.language, digits=1),
    )
    figure_card(page, "korea", title, result, draw, subtitle=page.t("transfers-korea-subtitle"), note=note)


def _received(page: Page) -> None:
    result = reports.run("time_transfer_by_group", p_sides=["received"])
    title = page.t("transfers-what-title")
    name_of = code_titles("account_age", page.language)
    named = {code: name for code, name in titles.titles("activity_group", page.language).items() if code in GROUPS}

    def draw(look: Look) -> Chart:
        rows = _people(result.frame())
        return charts.stacked(
            rows.assign(row=[name_of(age) for age in rows["account_age"]]), row="row", part="group_code",
            part_label=named, value="hours_per_person_per_day", look=look, title=title, format_value=hours,
        )  # fmt: skip

    figure_card(page, "what", title, result, draw, subtitle=page.t("transfers-what-subtitle"))


frame.show(__file__, body)
