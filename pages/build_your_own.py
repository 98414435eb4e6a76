"""A middle class of the reader's own making: on the same people and in a country, with what each choice does to it."""

import pandas as pd
import streamlit as st

from unpriced import charts, reports, titles
from unpriced.charts import Chart, Look
from unpriced.i18n import number, percent
from unpriced.ui import frame, style
from unpriced.ui.card import figure_card
from unpriced.ui.items import survey_title
from unpriced.ui.middle_class import MINE
from unpriced.ui.own_class import LOWER, UPPER, Own, own_name, points_text, scales_and_units
from unpriced.ui.state import Page

LONGEST_NAME = 40
ANCHORS = ("median", "foreign_median")
ELSEWHERE = ("KOR", "FRA", "GBR", "USA", "DEU", "JPN", "BRA", "IND", "ZAF")
LIFESTYLE, LIST = "histoire_de_vie_2003", "france"
HEAVIEST = 5.0


def body(page: Page) -> None:
    surveys = reports.run("class_surveys").frame().set_index("survey_id")
    with frame.filters_below():
        written = page.text("name", "", page.t("build-name"), longest=LONGEST_NAME)
        lower = page.slider("lower", LOWER[0], LOWER[-1], 0.75, 0.05, page.t("build-lower"))
        upper = page.slider("upper", UPPER[0], UPPER[-1], 2.0, 0.1, page.t("build-upper"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        of_incomes = {
            str(code): f"{survey_title(row, str(code), page.language)}, {row['year']}"
            for code, row in surveys[surveys["has_incomes"]].iterrows()
        }
        survey = page.choice("survey", of_incomes, next(iter(of_incomes)), page.t("build-survey"))
        scales, units = scales_and_units(str(surveys.loc[survey, "notes"]))
        scale = page.choice(
            "scale", {s: page.t(f"equivalence_scale-{s}") for s in scales}, scales[0], page.t("which-scale")
        )
        counted = {u: page.t(f"counted_unit-{u}") for u in units}
        unit = page.choice("unit", counted, units[0], page.t("which-unit"))
        median_of = page.choice("median_of", counted, units[0], page.t("build-median-of"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        country = page.choice("country", titles.titles("country", page.language), "KOR", page.t("build-country"))
        anchor = page.choice(
            "anchor", {a: page.t(f"middle-anchor-{a}") for a in ANCHORS}, "median", page.t("build-anchor")
        )
    items = _items(page)
    with page.panel("items", page.t("build-items")), st.container(horizontal=True):
        weights = {code: page.slider(f"weight_{code}", 0.0, HEAVIEST, 1.0, 1.0, title) for code, title in items.items()}
        needed = page.slider("k", 0.05, 1.0, 0.5, 0.05, page.t("build-k"))
    page.ready()
    own = Own(own_name(written, page.language), scale, unit, median_of, lower, upper)
    _people(page, surveys.loc[survey], survey, own)
    _agreement(page, survey, own)
    _bounds(page, survey, own)
    _countries(page, country, own, anchor)
    _lifestyle(page, surveys.loc[LIFESTYLE], items, weights, needed)


def _items(page: Page) -> dict[str, str]:
    """The items of the list that the same people were asked."""
    listed = reports.run("lifestyle_lists", p_lists=[LIST]).frame()
    asked = reports.run("definition_cells", p_survey=LIFESTYLE, p_definitions=list(listed["list_item_code"])).frame()
    held = {code for met in asked["met_definitions"] for code in met.split(",")}
    return {
        code: title
        for code, title in zip(listed["list_item_code"], listed[f"title_{page.language}"], strict=True)
        if code in held
    }


def _people(page: Page, about: "pd.Series[str]", survey: str, own: Own) -> None:
    names = titles.titles("definition", page.language) | {MINE: own.name}
    result = reports.run("own_definition_share", p_survey=survey, **own.arguments())
    rows = result.frame()
    mine = rows[rows["definition_id"] == MINE]
    source = page.t("build-source", survey=about[f"title_{page.language}"], year=str(about["year"]))
    if mine["middle_share"].isna().all():
        frame.finding(page, page.t("build-none", reason=page.t("missing_reason-suppressed")), source)
        return
    row = mine.iloc[0]
    frame.finding(
        page,
        page.t(
            "build-finding-synthetic" if about["is_synthetic"] else "build-finding",
            name=own.name,
            unit=page.t(f"counted_unit-{own.unit}"),
            share=percent(row["middle_share"], page.language, digits=0),
            low=percent(row["middle_share_ci_low"], page.language),
            high=percent(row["middle_share_ci_high"], page.language),
        ),
        f"{source} {own.text(page.language)}",
    )
    style.notes([page.t(f"note-{code}") for code in str(row["notes"]).split(",") if code])
    of_unit = page.t(f"counted_unit-{own.unit}")
    style.tiles(
        [
            (own.name, percent(row["middle_share"], page.language), page.t("build-of", unit=of_unit)),
            (page.t("middle-tile-below"), percent(row["below_share"], page.language), page.t("build-of", unit=of_unit)),
            (page.t("middle-tile-above"), percent(row["above_share"], page.language), page.t("build-of", unit=of_unit)),
            (
                page.t("build-point-lower"),
                points_text(row["lower_point_share"], page.language),
                page.t("build-point-unit"),
            ),
            (
                page.t("build-point-upper"),
                points_text(row["upper_point_share"], page.language),
                page.t("build-point-unit"),
            ),
        ]
    )  # fmt: skip
    st.page_link(
        "pages/middle_class.py",
        label=page.t("build-onward"),
        icon=":material/arrow_forward:",
        query_params={"own": own.written(), "name": own.name, "first": MINE, "survey": survey, "lang": page.language},
    )
    title = page.t("build-beside-title")

    def draw(look: Look) -> Chart:
        shown = charts.need_rows(rows, "middle_share", look).sort_values("middle_share", ascending=False)
        return charts.ranking_with_range(
            shown.assign(name=[names[code] for code in shown["definition_id"]]), label="name", value="middle_share",
            lowest="middle_share_ci_low", highest="middle_share_ci_high", look=look, title=title, highlight=own.name,
        )  # fmt: skip

    figure_card(
        page, "beside", title, result, draw,
        subtitle=page.t("which-shares-subtitle"), note=page.t("which-shares-note"),
    )  # fmt: skip


def _agreement(page: Page, survey: str, own: Own) -> None:
    names = titles.titles("definition", page.language)
    result = reports.run("own_definition_overlap", p_survey=survey, **own.lines())
    title = page.t("build-agreement-title")

    def draw(look: Look) -> Chart:
        rows = charts.need_rows(result.frame(), "highest_jaccard", look).sort_values("highest_jaccard", ascending=False)
        named = [
            page.t("build-agreement-row" if exact else "build-agreement-bounds", definition=names[code])
            for code, exact in zip(rows["second_definition_id"], rows["is_exact"], strict=True)
        ]
        return charts.ranking_with_range(
            rows.assign(name=named), label="name", value="highest_jaccard", lowest="lowest_jaccard",
            highest="highest_jaccard", look=look, title=title,
        )  # fmt: skip

    figure_card(
        page, "agreement", title, result, draw,
        subtitle=page.t("which-overlap-subtitle"), note=page.t("build-agreement-note"),
    )  # fmt: skip


def _bounds(page: Page, survey: str, own: Own) -> None:
    result = reports.run(
        "definition_sensitivity", p_survey=survey, p_scales=[own.scale], p_units=[own.unit],
        p_median_of=own.median_of, p_lowers=list(LOWER), p_uppers=list(UPPER),
    )  # fmt: skip
    title = page.t("build-surface-title")

    def surface(look: Look) -> Chart:
        rows = result.frame()
        every = 3 if look.narrow else 2
        lowers = sorted({*LOWER[::2], own.lower})
        uppers = sorted({*UPPER[::every], own.upper})
        return charts.matrix(
            rows[rows["lower_to_median"].isin(lowers) & rows["upper_to_median"].isin(uppers)],
            row="lower_to_median", column="upper_to_median", value="middle_share",
            rows={bound: percent(bound, page.language, digits=0) for bound in lowers},
            columns={bound: percent(bound, page.language, digits=0) for bound in uppers},
            look=look, title=title, row_title=page.t("which-sensitivity-lower"),
            column_title=page.t("which-sensitivity-upper"), marked=(own.lower, own.upper),
        )  # fmt: skip

    figure_card(page, "surface", title, result, surface, subtitle=page.t("build-surface-subtitle"))
    slices_title = page.t("build-slices-title")

    def slices(look: Look) -> Chart:
        rows = result.frame()
        moved = {"lower": ("lower_to_median", "upper_to_median", own.upper)}
        moved["upper"] = ("upper_to_median", "lower_to_median", own.lower)
        parts = [
            rows[rows[held] == at].assign(bound=lambda part, x=x: part[x], moved=code)
            for code, (x, held, at) in moved.items()
        ]
        return charts.curves(
            pd.concat(parts), x="bound", y="middle_share", series="moved",
            names={code: page.t(f"build-moved-{code}") for code in moved}, look=look, title=slices_title,
            x_title=page.t("build-slices-axis"), chosen={"lower": own.lower, "upper": own.upper},
        )  # fmt: skip

    figure_card(page, "slices", slices_title, result, slices, subtitle=page.t("build-slices-subtitle"))


def _countries(page: Page, country: str, own: Own, anchor: str) -> None:
    names = titles.titles("country", page.language)
    shown = sorted({country, *ELSEWHERE}, key=names.__getitem__)
    result = reports.run(
        "middle_class_share_grouped", p_countries=shown, p_anchor=anchor, p_lower=own.lower, p_upper=own.upper
    )
    title = page.t("build-countries-title")

    def draw(look: Look) -> Chart:
        rows = charts.need_rows(result.frame(), "middle_share", look)
        rows = rows.assign(
            name=[f"{names[c]} {y:.0f}" for c, y in zip(rows["country_code"], rows["income_year"], strict=True)],
            place=[shown.index(c) for c in rows["country_code"]],
        ).sort_values("place")
        chosen = rows.loc[rows["country_code"] == country, "name"]
        return charts.ranking_with_range(
            rows, label="name", value="middle_share", lowest="lowest_middle_share", highest="highest_middle_share",
            look=look, title=title, highlight=chosen.iloc[0] if len(chosen) else None,
        )  # fmt: skip

    figure_card(
        page, "countries", title, result, draw,
        subtitle=page.t("build-countries-subtitle", anchor=page.t(f"middle-anchor-{anchor}")),
        note=page.t("build-countries-note"),
    )  # fmt: skip
    st.page_link(
        "pages/middle_class_countries.py", label=page.t("build-every-country"), icon=":material/arrow_forward:",
        query_params={
            "definition": MINE, "anchor": anchor, "lower": f"{own.lower:g}", "upper": f"{own.upper:g}",
            "country": country, "lang": page.language,
        },
    )  # fmt: skip


def _lifestyle(
    page: Page, about: "pd.Series[str]", items: dict[str, str], weights: dict[str, float], needed: float
) -> None:
    result = reports.run("lifestyle_count", p_survey=LIFESTYLE, p_items=list(items), p_weights=list(weights.values()))
    rows = result.frame()
    title = page.t("build-items-title")
    if rows.empty:
        st.info(page.t("build-items-none"), icon=":material/info:")
        return
    equal = reports.run("lifestyle_count", p_survey=LIFESTYLE, p_items=list(items)).frame()

    def draw(look: Look) -> Chart:
        return charts.curves(
            rows.assign(series=MINE), x="score_cutoff", y="attained_share", series="series",
            names={MINE: page.t("build-items-curve")}, look=look, title=title, x_title=page.t("build-k"),
            chosen={MINE: needed}, steps=True,
        )  # fmt: skip

    said = page.t(
        "build-items-said",
        k=percent(needed, page.language, digits=0),
        share=percent(_attained(rows, needed), page.language),
        equal=percent(_attained(equal, needed), page.language),
        items=", ".join(f"{title} ×{number(weights[code], page.language)}" for code, title in items.items()),
    )
    asked = page.t(
        "build-items-note",
        available=int(rows["n_items_available"].iloc[0]),
        listed=int(rows["n_items_listed"].iloc[0]),
    )
    figure_card(
        page, "items", title, result, draw,
        subtitle=page.t(
            "build-items-subtitle",
            survey=about[f"title_{page.language}"],
            n=number(float(rows["n_people"].iloc[0]), page.language),
        ),
        note=f"{said} {asked} {page.t('middle-folklore')}",
    )  # fmt: skip


def _attained(rows: pd.DataFrame, needed: float) -> float:
    """Share of people with at least the score; a score that nobody has is attained by none."""
    enough = rows[rows["score_cutoff"] >= needed - 1e-9]
    return float(enough["attained_share"].iloc[0]) if len(enough) else 0.0


frame.show(__file__, body)
