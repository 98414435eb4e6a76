"""The 24-hour day, the gender gap, change over editions, weekdays against weekends, the SDG map."""

import pandas as pd
import streamlit as st

from unpriced import charts, reports, titles
from unpriced.charts import Chart, Look
from unpriced.geometry import geojson
from unpriced.i18n import minutes, number
from unpriced.ui import frame
from unpriced.ui.card import figure_card
from unpriced.ui.filters import change_note
from unpriced.ui.state import Page

DAY = 1440
WEEK_GROUPS = ("paid", "housework", "care", "shopping")


def body(page: Page) -> None:
    names = titles.titles("country", page.language)
    groups = titles.titles("activity_group", page.language)
    held = dict.fromkeys(reports.run("time_use_gender_gap").frame()["country_code"])
    unpaid_groups = ("housework", "shopping", "care", "community", "travel")
    with frame.filters_below():
        chosen = page.choices(
            "countries",
            {code: names[code] for code in sorted(held, key=lambda c: names[c])},
            ("KOR", "DEU", "USA", "JPN", *(code for code in titles.own_countries(page.language) if code in held)),
            page.t("filter-countries"),
        )
        group = page.choice(
            "group", {"all": page.t("time-all-unpaid"), **{g: groups[g] for g in unpaid_groups}}, "all",
            page.t("filter-activity"),
        )  # fmt: skip
    page.ready()
    wanted = None if group == "all" else [group]
    gap = reports.run("time_use_gender_gap", p_groups=wanted)
    _headline(page, reports.run("time_use_gender_gap").frame(), names)
    _day(page, chosen, names, groups)
    _gap(page, gap, names, group, groups)
    _change(page, chosen, names, wanted)
    _weekend(page, chosen, names)
    _sdg(page, names)


def _headline(page: Page, rows: pd.DataFrame, names: dict[str, str]) -> None:
    rows = rows[~rows["country_code"].isin(titles.own_countries(page.language))]
    widest = rows.iloc[0]
    narrowest = rows.dropna(subset=["gap_minutes_per_day"]).iloc[-1]
    frame.finding(
        page,
        page.t(
            "time-finding",
            n=len(rows),
            widest=names[widest["country_code"]],
            widest_gap=minutes(widest["gap_minutes_per_day"], page.language),
            narrowest=names[narrowest["country_code"]],
            narrowest_gap=minutes(narrowest["gap_minutes_per_day"], page.language),
        ),
        page.t("time-source", first=str(rows["survey_year"].min()), last=str(rows["survey_year"].max())),
    )


def _day(page: Page, chosen: list[str], names: dict[str, str], groups: dict[str, str]) -> None:
    result = reports.run("time_use_by_group", p_countries=chosen, p_sexes=["women", "men"])

    def draw(look: Look) -> Chart:
        rows = result.frame()
        order = {code: place for place, code in enumerate(chosen)}
        rows = rows.sort_values("sex", ascending=False, kind="stable")
        rows = rows.sort_values("country_code", key=lambda c: c.map(order), kind="stable")
        rows["row"] = [
            f"{names[c]} {year} · {page.t(f'sex-{s}')}"
            for c, year, s in zip(rows["country_code"], rows["survey_year"], rows["sex"], strict=True)
        ]
        return charts.stacked(
            rows, row="row", part="group_code", part_label=groups, value="minutes_per_day", look=look,
            title=page.t("time-day-title"), total=DAY,
        )  # fmt: skip

    figure_card(page, "day", page.t("time-day-title"), result, draw, subtitle=page.t("time-day-subtitle"))


def _gap(page: Page, result: reports.Result, names: dict[str, str], group: str, groups: dict[str, str]) -> None:
    what = page.t("time-all-unpaid") if group == "all" else groups[group]

    def draw(look: Look) -> Chart:
        rows = result.frame()
        rows["name"] = [f"{names[c]} {y}" for c, y in zip(rows["country_code"], rows["survey_year"], strict=True)]
        return charts.dumbbell(
            rows, label="name", left="women_minutes_per_day", right="men_minutes_per_day",
            left_name=page.t("sex-women"), right_name=page.t("sex-men"), left_colour="women", right_colour="men",
            look=look, title=page.t("time-gap-title", what=what),
        )  # fmt: skip

    figure_card(
        page, "gap", page.t("time-gap-title", what=what), result, draw,
        subtitle=page.t("time-gap-subtitle"), note=page.t("time-gap-note"),
    )  # fmt: skip


def _change(page: Page, chosen: list[str], names: dict[str, str], groups: list[str] | None) -> None:
    for place, country in enumerate(chosen[:4]):
        if place % 2 == 0:
            pair = st.columns(2)
        result = reports.run("time_use_change", p_countries=[country], p_sexes=["women", "men"], p_groups=groups)

        def draw(look: Look, result: reports.Result = result) -> Chart:
            return charts.trend_with_breaks(
                result.frame(), year="survey_year", value="minutes_per_day", series="sex",
                names={s: page.t(f"sex-{s}") for s in ("women", "men")}, look=look, title=page.t("time-change-title"),
            )  # fmt: skip

        with pair[place % 2]:
            figure_card(
                page, f"change-{country}", page.t("time-change-country", country=names[country]), result, draw,
                subtitle=page.t("time-change-subtitle"), note=change_note(page, result),
            )  # fmt: skip


def _weekend(page: Page, chosen: list[str], names: dict[str, str]) -> None:
    everywhere = reports.run("time_use_weekday_weekend", p_sexes=["women", "men"])
    held = set(everywhere.frame()["country_code"])
    shown = [c for c in chosen if c in held] or sorted(held)[:4]
    result = reports.run("time_use_weekday_weekend", p_countries=shown, p_sexes=["women", "men"])

    def draw(look: Look) -> Chart:
        rows = result.frame()
        rows = rows[rows["group_code"].isin(WEEK_GROUPS)].copy()
        groups = titles.titles("activity_group", page.language)
        places = {"country_code": shown, "group_code": WEEK_GROUPS, "sex": ("women", "men")}
        rows = rows.sort_values([*places], key=lambda column: column.map(places[str(column.name)].index))
        rows["name"] = [
            f"{names[c]} · {groups[g]} · {page.t(f'sex-{s}')}"
            for c, s, g in zip(rows["country_code"], rows["sex"], rows["group_code"], strict=True)
        ]
        return charts.dumbbell(
            rows, label="name", left="weekday_minutes_per_day", right="weekend_minutes_per_day",
            left_name=page.t("day_type-weekday"), right_name=page.t("day_type-weekend"), left_colour="total",
            right_colour="total", right_open=True, look=look, title=page.t("time-weekend-title"),
        )  # fmt: skip

    figure_card(
        page, "weekend", page.t("time-weekend-title"), result, draw,
        subtitle=page.t("time-weekend-subtitle"), note=page.t("time-weekend-note"),
    )  # fmt: skip


def _sdg(page: Page, names: dict[str, str]) -> None:
    result = reports.run("unpaid_time_by_country")

    def draw(look: Look) -> Chart:
        return charts.world_map(
            result.frame(), value="women_to_men_ratio", names=names, look=look, title=page.t("time-sdg-title"),
            geojson=geojson(), format_value=lambda v, language: page.t("time-times", n=number(v, language, digits=1)),
            small=reports.run("country_points").frame(),
        )  # fmt: skip

    figure_card(
        page, "sdg", page.t("time-sdg-title"), result, draw,
        subtitle=page.t("time-sdg-subtitle"), note=page.t("time-sdg-note"),
    )  # fmt: skip


frame.show(__file__, body)
