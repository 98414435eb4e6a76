"""Korea, France, the United States and the United Kingdom: the criteria that circulate, what surveys say of them."""

import pandas as pd
import streamlit as st

from unpriced import charts, reports, titles
from unpriced.charts import Chart, Look
from unpriced.i18n import percent
from unpriced.ui import frame, style
from unpriced.ui.card import figure_card
from unpriced.ui.state import Page

COUNTRIES = ("KOR", "FRA", "USA", "GBR")
LISTS = ("france", "britain", "america", "korea_2012")
ABROAD = ("france", "britain", "america")
GRADES = {"A": 3.0, "B": 2.0, "C": 1.0}
DEFINITIONS = ("oecd_75_200", "kr_50_150", "pew_us", "credoc_70_150", "ilo_60_200", "birdsall_75_125")
DOUBTS = ("drift", "setting", "search", "virtues", "assets")


def body(page: Page) -> None:
    page.ready()
    names = titles.titles("country", page.language)
    countries = {code: names[code] for code in (*COUNTRIES, *_own(page))}
    coverage = reports.run("lifestyle_coverage", p_countries=list(countries), p_lists=list(LISTS))
    worded = reports.run("lifestyle_lists", p_lists=list(LISTS)).frame()
    worded["criterion"] = worded[f"title_{page.language}"]
    keys = ["list_code", "list_item_code"]
    rows = coverage.frame().merge(worded[[*keys, "criterion"]], on=keys)
    abroad = rows[rows["list_code"].isin(ABROAD) & rows["country_code"].isin(COUNTRIES)]
    frame.finding(
        page,
        page.t(
            "four-finding",
            listed=abroad["list_item_code"].nunique(),
            near=abroad.loc[abroad["item_code"].notna(), "list_item_code"].nunique(),
            every=int((abroad[abroad["item_grade"] == "A"].groupby("list_item_code").size() == len(COUNTRIES)).sum()),
        ),
        page.t("four-source"),
    )
    style.notes([page.t("middle-folklore"), *(page.t(f"four-doubt-{doubt}") for doubt in DOUBTS)])
    _coverage(page, coverage, rows, countries)
    _words(page, rows, countries)
    four = {code: names[code] for code in COUNTRIES}
    _same_survey(page, four)
    _material(page, four)
    _felt(page, four)


def _own(page: Page) -> list[str]:
    """The visitor's countries of which a table tells shares of people with an item."""
    own = titles.own_countries(page.language)
    return list(reports.run("lifestyle_items", p_countries=own).frame()["country_code"].unique()) if own else []


def _coverage(page: Page, result: reports.Result, rows: pd.DataFrame, countries: dict[str, str]) -> None:
    title = page.t("four-coverage-title")
    letters = {weight: grade for grade, weight in GRADES.items()}

    def draw(look: Look) -> Chart:
        shown = rows.assign(
            row=rows["list_code"] + " " + rows["list_item_code"],
            weight=[GRADES.get(str(grade), 0.0) for grade in rows["item_grade"]],
        )
        order = shown.assign(place=[LISTS.index(code) for code in shown["list_code"]]).sort_values(
            ["place", "item_place"], kind="stable"
        )
        named = {
            row: f"{page.t(f'four-list-{code}')} {int(place)}" if look.narrow else criterion
            for row, code, place, criterion in zip(
                order["row"], order["list_code"], order["item_place"], order["criterion"], strict=True
            )
        }
        return charts.matrix(
            shown, row="row", column="country_code", value="weight", rows=named, columns=_columns(countries, look),
            look=look, title=title, format_value=lambda weight, language, **_: letters.get(float(weight), "–"),
        )  # fmt: skip

    figure_card(
        page,
        "coverage",
        title,
        result,
        draw,
        subtitle=page.t("four-coverage-subtitle"),
        note=page.t("four-coverage-note"),
    )


def _columns(countries: dict[str, str], look: Look) -> dict[str, str]:
    """Names of the countries over columns; a phone has room for their codes, the visitor's with a star."""
    return {
        code: code.partition(".")[0] + "*" * code.count(".") if look.narrow else name
        for code, name in countries.items()
    }


def _words(page: Page, rows: pd.DataFrame, countries: dict[str, str]) -> None:
    with st.expander(page.t("four-words-title")):
        style.caption(page.t("middle-folklore"))
        for code in LISTS:
            of_list = rows[rows["list_code"] == code]
            st.markdown(f"**{style.plain(page.t(f'lifestyle_list-{code}'))}**")
            style.words_table(
                [page.t("four-criterion"), *countries.values()],
                [
                    [criterion, *(_said(page, of_item, country) for country in countries)]
                    for criterion, of_item in of_list.groupby("criterion", sort=False)
                ],
            )


def _said(page: Page, rows: pd.DataFrame, country: str) -> str:
    """What the nearest survey item says of a criterion in a country, or that none was found."""
    row = rows[rows["country_code"] == country].iloc[0]
    if pd.isna(row["item_share"]):
        return page.t("four-not-asked")
    return page.t(
        "four-said",
        item=row[f"title_{page.language}"],
        share=percent(row["item_share"], page.language, digits=0),
        grade=row["item_grade"],
        survey=row["survey"],
        year=str(int(row["year"])),
    )


def _same_survey(page: Page, countries: dict[str, str]) -> None:
    result = reports.run("lifestyle_same_survey", p_countries=list(COUNTRIES))
    title = page.t("four-same-title")

    def draw(look: Look) -> Chart:
        rows = charts.need_rows(result.frame(), "item_share", look)
        rows = rows.assign(row=rows["item_code"] + rows["survey"])
        named = {
            row: f"{name} ({grade})" if look.narrow else f"{name} ({grade}) · {survey.partition(' (')[0]}"
            for row, name, grade, survey in zip(
                rows["row"], rows[f"title_{page.language}"], rows["item_grade"], rows["survey"], strict=True
            )
        }
        return charts.matrix(
            rows, row="row", column="country_code", value="item_share", rows=named, columns=_columns(countries, look),
            look=look, title=title,
        )  # fmt: skip

    figure_card(
        page, "same_survey", title, result, draw,
        subtitle=page.t("four-same-subtitle"), note=page.t("four-same-note"),
    )  # fmt: skip


def _material(page: Page, countries: dict[str, str]) -> None:
    names = titles.titles("definition", page.language)
    result = reports.run("middle_class_share_grouped", p_countries=list(COUNTRIES), p_definitions=list(DEFINITIONS))
    title = page.t("four-material-title")

    def draw(look: Look) -> Chart:
        rows = charts.need_rows(result.frame(), "middle_share", look)
        return charts.matrix(
            rows, row="definition_id", column="country_code", value="middle_share",
            rows={code: names[code] for code in DEFINITIONS}, columns=_columns(countries, look),
            look=look, title=title,
        )  # fmt: skip

    years = result.frame().drop_duplicates("country_code").set_index("country_code")["income_year"]
    figure_card(
        page, "material", title, result, draw,
        subtitle=page.t("four-material-subtitle"),
        note=page.t(
            "four-material-note",
            years=", ".join(f"{name} {years[code]:.0f}" for code, name in countries.items()),
        ),
    )  # fmt: skip


def _felt(page: Page, countries: dict[str, str]) -> None:
    result = reports.run("self_placed_class", p_countries=list(COUNTRIES))
    title = page.t("middle-self-title")

    def draw(look: Look) -> Chart:
        rows = charts.need_rows(result.frame(), ["middle_share", "self_all_middle_share"], look)
        rows = rows.assign(
            name=[f"{countries[c]} {y}" for c, y in zip(rows["country_code"], rows["class_year"], strict=True)]
        )
        return charts.dumbbell(
            rows, label="name", left="middle_share", right="self_all_middle_share",
            left_name=page.t("middle-self-measured"), right_name=page.t("middle-self-felt"),
            left_colour="accent", right_colour="accent", right_open=True, look=look, title=title,
            format_value=percent, tick_format=".0%",
        )  # fmt: skip

    figure_card(
        page, "felt", title, result, draw,
        subtitle=page.t("middle-self-subtitle"), note=page.t("middle-self-note"),
    )  # fmt: skip


frame.show(__file__, body)
