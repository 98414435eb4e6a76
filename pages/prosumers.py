"""Who prosumes what and how much: kinds of unpaid production, the prosumer share, sources that differ, public code."""

import pandas as pd
import streamlit as st

from unpriced import charts, reports, titles
from unpriced.catalogue import Language
from unpriced.charts import Chart, Look
from unpriced.geometry import geojson
from unpriced.i18n import ages, minutes, number, percent
from unpriced.ui import frame, style
from unpriced.ui.card import code_titles, figure_card
from unpriced.ui.diaries import (
    CLOCKED,
    MANY_YEARS,
    SAMPLE,
    Survey,
    choose_survey,
    formatter,
    named,
    survey_notes,
    surveys,
    with_years,
)
from unpriced.ui.filters import default_method, method_options
from unpriced.ui.state import Page

# The meaning whose colour a kind of prosuming has.
COLOURS = {
    "household": "housework", "care": "care", "learning": "study", "volunteering_formal": "community",
    "volunteering_informal": "leisure", "making": "shopping", "travel": "travel", "digital": "paid",
    "own_use": "own_use",
}  # fmt: skip
SOURCES = {"best": "oecd_time_use", "hetus": "hetus"}
MOST_BARS = 16
WHO = ("age_group", "education", "employment", "income_fifth", "household_type")


def hours(value: float, language: Language) -> str:
    """Hours with two decimals."""
    return number(value, language, digits=2)


def body(page: Page) -> None:
    names = titles.titles("country", page.language)
    with frame.filters_below():
        source = page.choice(
            "source", {s: page.t(f"prosumers-source-{s}") for s in SOURCES}, "best", page.t("prosumers-source")
        )
        shares = reports.run("prosumer_share", p_source=SOURCES[source])
        held = sorted(set(shares.frame()["country_code"]), key=lambda code: names[code])
        wanted = [c for c in ("KOR", "DEU", "USA", "JPN") if c in held] if source == "best" else ["DEU", "ITA", "FRA"]
        chosen = page.choices("countries", {c: names[c] for c in held}, tuple(wanted), page.t("filter-countries"))
        method = page.choice("method", method_options(page.language), default_method(), page.t("filter-method"))
    with page.panel("who", page.t("prosumers-who-choose")), st.container(horizontal=True):
        survey = choose_survey(page, MANY_YEARS)
        by = page.choice("by", {g: page.t(f"by-{g}") for g in WHO}, "age_group", page.t("diaries-by"))
    page.ready()
    chosen = chosen or wanted
    kinds = reports.run(
        "prosuming_by_kind", p_countries=chosen, p_sexes=["women", "men"], p_method=method, p_source=source
    )
    totals = reports.run("prosuming_by_kind", p_countries=chosen, p_method=method, p_source=source)
    _headline(page, shares, totals, names, chosen[0], SOURCES[source])
    _kinds(page, kinds, names, chosen)
    _value(page, totals, names, chosen, method)
    _share(page, shares, names, chosen)
    _who(page, survey, by)
    left, right = st.columns(2)
    with left:
        _when(page, survey)
    with right:
        _with_whom(page, survey)
    left, right = st.columns(2)
    with left:
        _sources(page, names, chosen)
    with right:
        _own_use(page, names)
    _world(page, names)
    left, right = st.columns(2)
    with left:
        _day(page)
    with right:
        _volunteering(page, names)
    _digital(page, names, chosen)


def _headline(
    page: Page, shares: reports.Result, totals: reports.Result, names: dict[str, str], country: str, source: str
) -> None:
    row = shares.frame().set_index("country_code").loc[country]
    language = page.language
    frame.finding(
        page,
        page.t(
            "prosumers-finding",
            country=names[country],
            share=percent(row["prosumer_share"], language, digits=0),
            women=percent(row["women_prosumer_share"], language, digits=0),
            men=percent(row["men_prosumer_share"], language, digits=0),
        ),
        page.t(
            "prosumers-finding-source",
            source=titles.titles("dataset", language)[source],
            year=str(row["survey_year"]),
            ages=ages(row["age_range"], language),
        ),
    )
    kinds = totals.frame()
    of_country = kinds[(kinds["country_code"] == country) & kinds["is_counted"]].dropna(subset=["minutes_per_day"])
    largest = of_country.loc[of_country["minutes_per_day"].idxmax()]
    code = reports.run("digital_activity", p_countries=[country]).frame().dropna(subset=["pushes_per_thousand"])
    entries = [
        (
            page.t("prosumers-tile-unpaid"),
            minutes(row["unpaid_minutes_per_day"], language),
            page.t("prosumers-unit-day"),
        ),
        (page.t("prosumers-tile-paid"), minutes(row["paid_minutes_per_day"], language), page.t("prosumers-unit-day")),
        (
            page.t("prosumers-tile-largest"),
            percent(largest["unpaid_time_share"], language, digits=0),
            page.t("prosumers-unit-largest", kind=page.t(f"prosuming_kind-{largest['prosuming_kind']}")),
        ),
    ]
    if len(code):
        newest = code.iloc[0]
        entries.append(
            (
                page.t("prosumers-tile-digital"),
                number(newest["pushes_per_thousand"], language),
                page.t("prosumers-unit-pushes", year=str(newest["year"])),
            )
        )
    style.tiles(entries)


def _kind_rows(page: Page, rows: pd.DataFrame, order: list[str]) -> tuple[pd.DataFrame, dict[str, str]]:
    """The counted rows with the meaning of their colour, in the order of the countries, and the words of the kinds."""
    rows = rows[rows["is_counted"]].copy()
    rows["colour"] = rows["prosuming_kind"].map(COLOURS)
    rows = rows.sort_values("country_code", key=lambda codes: codes.map(order.index), kind="stable")
    return rows, {colour: page.t(f"prosuming_kind-{kind}") for kind, colour in COLOURS.items() if kind != "own_use"}


def _kinds(page: Page, result: reports.Result, names: dict[str, str], chosen: list[str]) -> None:
    def draw(look: Look) -> Chart:
        rows, words = _kind_rows(page, result.frame().sort_values("sex", ascending=False, kind="stable"), chosen)
        rows["row"] = [
            f"{names[c]} {year} · {page.t(f'sex-{sex}')}"
            for c, year, sex in zip(rows["country_code"], rows["survey_year"], rows["sex"], strict=True)
        ]
        return charts.stacked(
            rows, row="row", part="colour", part_label=words, value="minutes_per_day", look=look,
            title=page.t("prosumers-kinds-title"),
        )  # fmt: skip

    figure_card(
        page, "kinds", page.t("prosumers-kinds-title"), result, draw,
        subtitle=page.t("prosumers-kinds-subtitle"), note=page.t("prosumers-kinds-note"),
    )  # fmt: skip


def _value(page: Page, result: reports.Result, names: dict[str, str], chosen: list[str], method: str) -> None:
    def draw(look: Look) -> Chart:
        found = charts.need_rows(result.frame(), "gdp_share", look)
        rows, words = _kind_rows(page, found, chosen)
        rows["row"] = [f"{names[c]} {year}" for c, year in zip(rows["country_code"], rows["survey_year"], strict=True)]
        return charts.stacked(
            rows, row="row", part="colour", part_label=words, value="gdp_share", look=look,
            title=page.t("prosumers-value-title"), format_value=percent,
        )  # fmt: skip

    rows = result.frame().dropna(subset=["minutes_per_day"])
    lacking = rows[rows["gdp_share"].isna()].drop_duplicates("country_code")
    without = [
        page.t("prosumers-value-missing", country=names[c], reason=page.t(f"missing_reason-{reason}"))
        for c, reason in zip(lacking["country_code"], lacking["missing_reason"], strict=True)
    ]
    figure_card(
        page, "value", page.t("prosumers-value-title"), result, draw,
        subtitle=page.t("prosumers-value-subtitle", method=method_options(page.language)[method]),
        note=" ".join([page.t("prosumers-value-note"), *without]), methods=(method,),
    )  # fmt: skip


def _own_use(page: Page, names: dict[str, str]) -> None:
    result = reports.run("prosuming_by_kind", p_source="hetus")

    def draw(look: Look) -> Chart:
        rows = result.frame()
        rows = rows[(rows["prosuming_kind"] == "own_use") & (rows["minutes_per_day"] > 0)]
        rows = rows.sort_values("minutes_per_day", ascending=False)
        rows["name"] = [f"{names[c]} {year}" for c, year in zip(rows["country_code"], rows["survey_year"], strict=True)]
        rows["colour"] = "own_use"
        return charts.bars(
            rows, label="name", value="minutes_per_day", look=look, title=page.t("prosumers-own-title"),
            format_value=minutes, code="colour", colours={},
        )  # fmt: skip

    figure_card(
        page, "own", page.t("prosumers-own-title"), result, draw,
        subtitle=page.t("prosumers-own-subtitle"), note=page.t("prosumers-own-note"),
    )  # fmt: skip


def _share(page: Page, result: reports.Result, names: dict[str, str], chosen: list[str]) -> None:
    def draw(look: Look) -> Chart:
        rows = result.frame()
        rows["name"] = [f"{names[c]} {y}" for c, y in zip(rows["country_code"], rows["survey_year"], strict=True)]
        first = rows.loc[rows["country_code"] == chosen[0], "name"].iloc[0]
        return charts.dumbbell(
            rows, label="name", left="women_prosumer_share", right="men_prosumer_share",
            left_name=page.t("sex-women"), right_name=page.t("sex-men"), left_colour="women", right_colour="men",
            look=look, title=page.t("prosumers-share-title"), format_value=percent, tick_format=".0%", highlight=first,
        )  # fmt: skip

    figure_card(
        page, "share", page.t("prosumers-share-title"), result, draw,
        subtitle=page.t("prosumers-share-subtitle"), note=page.t("prosumers-share-note"),
    )  # fmt: skip


def _who(page: Page, survey: Survey, by: str) -> None:
    result = reports.run(
        "activity_minutes", p_survey=survey.survey_id, p_activities=["unpaid_work"], p_travel=True, p_by=[by, "sex"]
    )
    title = page.t("prosumers-who-title", by=page.t(f"by-{by}").lower())

    def draw(look: Look) -> Chart:
        rows = named(charts.need_rows(result.frame(), "mean_minutes", look), by, page.language)
        return charts.intervals(
            rows, label="name", value="mean_minutes", low="mean_minutes_ci_low", high="mean_minutes_ci_high", look=look,
            title=title, format_value=formatter("mean_minutes"), series="sex",
            names={s: page.t(f"sex-{s}") for s in ("women", "men")},
        )  # fmt: skip

    figure_card(
        page, "who", title, result, draw,
        subtitle=page.t("prosumers-who-subtitle", survey=with_years(survey)),
        note=" ".join([page.t("prosumers-who-note"), *survey_notes(survey, page.language)]),
    )  # fmt: skip


def _when(page: Page, survey: Survey) -> None:
    """The day of the survey, or where it has no clock, of one of the same people that has."""
    clocked = survey if survey.has_episodes else surveys(page.language)[CLOCKED]
    result = reports.run(
        "tempogram", p_survey=clocked.survey_id, p_activities=["unpaid_work"], p_by=["sex"], p_step_minutes=30
    )
    title = page.t("prosumers-when-title")

    def draw(look: Look) -> Chart:
        return charts.day_lines(
            charts.need_rows(result.frame(), "people_share", look), minute="start_minute", series="sex",
            share="people_share", low="people_share_ci_low", high="people_share_ci_high",
            names={s: page.t(f"sex-{s}") for s in ("women", "men")}, day_start=clocked.day_start_minute, look=look,
            title=title,
        )  # fmt: skip

    figure_card(
        page, "when", title, result, draw,
        subtitle=page.t("prosumers-when-subtitle", survey=with_years(clocked)), note=page.t("tempogram-day-note"),
    )  # fmt: skip


def _with_whom(page: Page, survey: Survey) -> None:
    """The company of the survey, or where it has none, that of the synthetic sample, which says so."""
    told, result = survey, reports.run("unpaid_company", p_survey=survey.survey_id)
    if result.frame()["mean_minutes"].isna().all():
        told = surveys(page.language)[SAMPLE]
        result = reports.run("unpaid_company", p_survey=SAMPLE)
    title = page.t("prosumers-company-title")

    def draw(look: Look) -> Chart:
        rows = charts.need_rows(result.frame(), "mean_minutes", look)
        return charts.intervals(
            rows.assign(name=[page.t(f"company-{code}") for code in rows["company"]]), label="name",
            value="mean_minutes", low="mean_minutes_ci_low", high="mean_minutes_ci_high", look=look, title=title,
            format_value=formatter("mean_minutes"),
        )  # fmt: skip

    figure_card(
        page, "company", title, result, draw,
        subtitle=page.t("prosumers-company-subtitle", survey=with_years(told)),
        note=" ".join([page.t("prosumers-company-note"), *survey_notes(told, page.language)]),
    )  # fmt: skip


def _sources(page: Page, names: dict[str, str], chosen: list[str]) -> None:
    result = reports.run("unpaid_time_sources", p_countries=chosen[:4])
    reasons = " ".join(page.t(f"time_source_reason-{d}") for d in result.frame()["dataset_id"].unique())

    def draw(look: Look) -> Chart:
        rows = result.frame()
        rows = rows.sort_values("country_code", key=lambda codes: codes.map(chosen.index), kind="stable")
        rows["name"] = [
            page.t("prosumers-source-row", country=names[c], source=page.t(f"time_source-{d}"))
            + ("" if pd.isna(year) else f" {int(year)}")
            for c, d, year in zip(rows["country_code"], rows["dataset_id"], rows["year"], strict=True)
        ]
        rows["colour"] = ["official" if modelled else "unpaid" for modelled in rows["is_modelled"]]
        return charts.bars(
            rows, label="name", value="hours_per_day", look=look, title=page.t("prosumers-sources-title"),
            format_value=hours, code="colour", colours={},
        )  # fmt: skip

    figure_card(
        page, "sources", page.t("prosumers-sources-title"), result, draw,
        subtitle=page.t("prosumers-sources-subtitle"), note=page.t("prosumers-sources-note", reasons=reasons),
    )  # fmt: skip


def _world(page: Page, names: dict[str, str]) -> None:
    result = reports.run("unpaid_time_sources")

    def draw(look: Look) -> Chart:
        rows = result.frame()
        return charts.world_map(
            rows[rows["is_modelled"] & (rows["country_code"] != "WLD")], value="hours_per_day", names=names, look=look,
            title=page.t("prosumers-world-title"), geojson=geojson(), format_value=hours,
            small=reports.run("country_points").frame(),
        )  # fmt: skip

    figure_card(
        page, "world", page.t("prosumers-world-title"), result, draw,
        subtitle=page.t("prosumers-world-subtitle"), note=page.t("prosumers-world-note"),
    )  # fmt: skip


def _day(page: Page) -> None:
    result = reports.run("human_day_world")
    parts = {"paid_hours_per_day": "paid", "not_paid_hours_per_day": "unpaid"}
    name_of = code_titles("human_day_activity", page.language)

    def draw(look: Look) -> Chart:
        rows = result.frame()
        rows = rows[rows["is_household_work"] | (rows["paid_hours_per_day"] > rows["not_paid_hours_per_day"] / 10)]
        long = pd.DataFrame(
            [
                {"row": name_of(row["human_day_activity"]), "part": part, "hours": row[column]}
                for _, row in rows.iterrows()
                for column, part in parts.items()
            ]
        )
        return charts.stacked(
            long, row="row", part="part", value="hours", look=look, title=page.t("prosumers-day-title"),
            part_label={"paid": page.t("prosumers-day-paid"), "unpaid": page.t("prosumers-day-not_paid")},
            format_value=hours,
        )  # fmt: skip

    figure_card(
        page, "day", page.t("prosumers-day-title"), result, draw,
        subtitle=page.t("prosumers-day-subtitle"), note=page.t("prosumers-day-note"),
    )  # fmt: skip


def _volunteering(page: Page, names: dict[str, str]) -> None:
    result = reports.run("volunteering_beside_diaries")

    def draw(look: Look) -> Chart:
        rows = result.frame()
        parts: list[dict[str, object]] = []
        for _, row in rows.iterrows():
            country = names[row["country_code"]]
            name = page.t("prosumers-volunteering-published", country=country, year=str(row["year"]))
            parts.append({"row": name, "part": "official", "hours": row["published_hours_bn"]})
        for _, row in rows.dropna(subset=["survey_year"]).drop_duplicates(["country_code", "survey_year"]).iterrows():
            country = names[row["country_code"]]
            name = page.t("prosumers-volunteering-diary", country=country, year=f"{row['survey_year']:.0f}")
            parts.append({"row": name, "part": "community", "hours": row["diary_formal_hours_bn"]})
            parts.append({"row": name, "part": "leisure", "hours": row["diary_informal_hours_bn"]})
        return charts.stacked(
            pd.DataFrame(parts).dropna(), row="row", part="part", value="hours", look=look,
            title=page.t("prosumers-volunteering-title"), format_value=hours,
            part_label={
                "official": page.t("prosumers-volunteering-survey"),
                "community": page.t("prosumers-volunteering-formal"),
                "leisure": page.t("prosumers-volunteering-informal"),
            },
        )  # fmt: skip

    figure_card(
        page, "volunteering", page.t("prosumers-volunteering-title"), result, draw,
        subtitle=page.t("prosumers-volunteering-subtitle"), note=page.t("prosumers-volunteering-note"),
    )  # fmt: skip


def _digital(page: Page, names: dict[str, str], chosen: list[str]) -> None:
    every = reports.run("digital_activity").frame().dropna(subset=["pushes_per_thousand"])
    year = int(every["year"].max())
    result = reports.run("digital_activity", p_years=[year])

    def draw(look: Look) -> Chart:
        rows = result.frame().dropna(subset=["pushes_per_thousand"])
        top = set(rows["country_code"].head(MOST_BARS)) | set(chosen)
        rows = rows[rows["country_code"].isin(top)]
        rows["name"] = [names[c] for c in rows["country_code"]]
        rows["colour"] = ["unpaid" if c in chosen else "paid" for c in rows["country_code"]]
        return charts.bars(
            rows, label="name", value="pushes_per_thousand", look=look, title=page.t("prosumers-digital-title"),
            format_value=number, code="colour", colours={},
        )  # fmt: skip

    figure_card(
        page, "digital", page.t("prosumers-digital-title"), result, draw,
        subtitle=page.t("prosumers-digital-subtitle", year=str(year)), note=page.t("prosumers-digital-note"),
    )  # fmt: skip
    figure_card(
        page, "concepts", page.t("prosumers-concepts-title"), reports.run("digital_concepts"), None,
        subtitle=page.t("prosumers-concepts-subtitle"), note=page.t("prosumers-concepts-note"),
    )  # fmt: skip
    figure_card(
        page, "rates", page.t("prosumers-rates-title"), reports.run("volunteering_published", p_countries=chosen), None,
        subtitle=page.t("prosumers-rates-subtitle"),
    )  # fmt: skip


frame.show(__file__, body)
