"""Definitions of the middle class on the same people: how large, who is in it, who moves; a way of living, counted."""

from string import ascii_uppercase

import pandas as pd
import streamlit as st

from unpriced import charts, reports, titles
from unpriced.charts import Chart, Look
from unpriced.i18n import number, percent
from unpriced.ui import frame, items, style
from unpriced.ui.card import figure_card
from unpriced.ui.diaries import group_title
from unpriced.ui.middle_class import MINE
from unpriced.ui.own_class import Own, carried_definition, points_text, scales_and_units
from unpriced.ui.state import Page

FIRST, SECOND = "oecd_75_200", "kr_50_150"
SIDE_BY_SIDE = ("oecd_75_200", "kr_50_150", "pew_we", "credoc_70_150", "ilo_60_200", "eurofound_75_200")
GROUPINGS = ("age_group", "sex", "household_type")
IN_CELLS = 4
LIFESTYLE = "histoire_de_vie_2003"


def body(page: Page) -> None:
    own = carried_definition(page)
    names = titles.titles("definition", page.language) | ({MINE: own.name} if own else {})
    surveys = reports.run("class_surveys").frame().set_index("survey_id")
    counted = surveys[surveys["has_incomes"] | surveys["has_items"]]
    selectors = frame.filters_below()
    with selectors:
        survey = page.choice(
            "survey",
            {
                str(code): f"{items.survey_title(row, str(code), page.language)}, {row['year']}"
                for code, row in counted.iterrows()
            },
            str(counted.index[0]),
            page.t("which-survey"),
        )
    about = surveys.loc[survey]
    if not about["has_incomes"]:
        page.carry("first", "second", "beside", "grouping", "scale", "unit")
        page.ready()
        items.headline(page, about, survey)
        items.cards(page, surveys, survey)
        return
    scales, units = scales_and_units(str(about["notes"]))
    if own and own.scale not in scales:
        style.notes([page.t("build-not-here", name=own.name)])
        own = None
    with selectors:
        held = reports.run("middle_class_share", p_surveys=[survey]).frame()["definition_id"]
        of_survey = {code: names[code] for code in held}
        options = ({MINE: own.name} if own else {}) | of_survey
        first = page.choice("first", options, _default(of_survey, FIRST, 0), page.t("which-first"))
        second = page.choice("second", options, _default(of_survey, SECOND, 1), page.t("which-second"))
    with page.panel("more", page.t("which-more")), st.container(horizontal=True):
        default_beside = [code for code in SIDE_BY_SIDE if code in of_survey] or list(of_survey)
        beside = page.choices("beside", of_survey, default_beside, page.t("which-definitions"))
        grouping = page.choice(
            "grouping", {g: page.t(f"by-{g}") for g in GROUPINGS}, "age_group", page.t("which-grouping")
        )
        scale = page.choice(
            "scale", {s: page.t(f"equivalence_scale-{s}") for s in scales}, scales[0], page.t("which-scale")
        )
        unit = page.choice("unit", {u: page.t(f"counted_unit-{u}") for u in units}, units[0], page.t("which-unit"))
    page.ready()
    pair = [code for code in (first, second) if code != MINE]
    chosen = list(dict.fromkeys([*pair, *beside]))
    letters = dict(zip(chosen, ascii_uppercase, strict=False))
    _headline(page, about, survey, first, second, names, own)
    style.notes([page.t(f"note-{code}") for code in str(about["notes"]).split(",") if code])
    _shares(page, survey, first, names, own)
    if first != second:
        _parts(page, survey, first, second, names, own)
    _overlap(page, survey, letters, names)
    _cells(page, survey, letters, names)
    if MINE not in (first, second):
        _failed(page, survey, first, second, names)
        _moves(page, survey, first, second, grouping, names)
    _sensitivity(page, survey, scale, unit)
    _ladder(page, survey, scales)
    _count(page, surveys)
    items.cards(page, surveys, survey)


def _default(options: dict[str, str], wanted: str, place: int) -> str:
    """The definition to begin with: the usual one, or the one at that place where the survey cannot count it."""
    return wanted if wanted in options else list(options)[min(place, len(options) - 1)]


def _headline(
    page: Page, about: "pd.Series[str]", survey: str, first: str, second: str, names: dict[str, str], own: Own | None
) -> None:
    if first == second:
        frame.finding(page, page.t("which-finding-same", first=names[first], second=names[second]), "")
        return
    if own and MINE in (first, second):
        other = second if first == MINE else first
        shares = reports.run("own_definition_share", p_survey=survey, **own.arguments()).frame()
        of = shares.set_index("definition_id")["middle_share"]
        met = reports.run("own_definition_overlap", p_survey=survey, **own.lines()).frame()
        row = met[met["second_definition_id"] == other].iloc[0]
        low, high = (
            percent(row[column], page.language, digits=0) for column in ("lowest_both_share", "highest_both_share")
        )
        frame.finding(
            page,
            page.t(
                "which-finding-own",
                first=names[first],
                second=names[second],
                a=percent(of[first], page.language),
                b=percent(of[second], page.language),
            ),
            page.t(
                "which-source-own" if row["is_exact"] else "which-source-own-bounds",
                survey=about[f"title_{page.language}"],
                year=str(about["year"]),
                low=low,
                high=high,
            ),
        )
        return
    pairs = reports.run("definition_overlap", p_survey=survey, p_definitions=[first, second]).frame()
    row = pairs[(pairs["first_definition_id"] == first) & (pairs["second_definition_id"] == second)].iloc[0]
    frame.finding(
        page,
        page.t(
            "which-finding-synthetic" if about["is_synthetic"] else "which-finding",
            first=names[first],
            second=names[second],
            a=percent(row["first_share"], page.language, digits=0),
            b=percent(row["second_share"], page.language, digits=0),
            both=percent(row["both_share"], page.language, digits=0),
            one=percent(row["first_only_share"] + row["second_only_share"], page.language, digits=0),
        ),
        page.t(
            "which-source",
            survey=about[f"title_{page.language}"],
            year=str(about["year"]),
            n=number(float(row["n_people"]), page.language),
            kappa=number(row["kappa"], page.language, digits=2),
            highest=number(row["kappa_highest"], page.language, digits=2),
        ),
    )


def _key(letters: dict[str, str], names: dict[str, str]) -> str:
    """What the letters of the definitions stand for."""
    return "; ".join(f"{letter} {names[code]}" for code, letter in letters.items())


def _shares(page: Page, survey: str, first: str, names: dict[str, str], own: Own | None) -> None:
    if own:
        result = reports.run("own_definition_share", p_survey=survey, **own.arguments())
    else:
        result = reports.run("middle_class_share", p_surveys=[survey])
    title = page.t("which-shares-title")

    def draw(look: Look) -> Chart:
        rows = charts.need_rows(result.frame(), "middle_share", look).sort_values("middle_share", ascending=False)
        rows = rows.assign(name=[names[code] for code in rows["definition_id"]])
        return charts.ranking_with_range(
            rows, label="name", value="middle_share", lowest="middle_share_ci_low", highest="middle_share_ci_high",
            look=look, title=title, highlight=names[first],
        )  # fmt: skip

    figure_card(
        page, "shares", title, result, draw,
        subtitle=page.t("which-shares-subtitle"), note=page.t("which-shares-note"),
    )  # fmt: skip


def _parts(page: Page, survey: str, first: str, second: str, names: dict[str, str], own: Own | None) -> None:
    drawn = own.arguments() if own else {}
    if first == MINE:  # the report draws the second of two; the way back has the same parts with the other sign
        first, second, back = second, first, -1.0
    else:
        back = 1.0
    result = reports.run("definition_shapley", p_survey=survey, p_first=first, p_second=second, **drawn)
    title = page.t("which-parts-title")
    if back < 0:
        first, second = second, first

    def draw(look: Look) -> Chart:
        rows = charts.need_rows(result.frame(), "part_share_change", look)
        rows = rows[(rows["part_share_change"].abs() > 1e-9)]
        ends = result.frame().iloc[0][["first_share", "second_share"]].astype(float).tolist()[:: int(back)]
        parts = [page.t(f"tuple_part-{part}") for part in rows["tuple_part"]]
        return charts.waterfall(
            [page.t("which-first"), *parts, page.t("which-second")],
            [ends[0], *(rows["part_share_change"] * back), ends[1]],
            [True, *([False] * len(rows)), True],
            look=look, title=title,
            format_value=lambda share: percent(share, page.language),
            format_step=lambda change: points_text(change, page.language), first="total",
        )  # fmt: skip

    said = page.t("which-parts-subtitle", first=names[first], second=names[second])
    figure_card(page, "parts", title, result, draw, subtitle=said, note=page.t("which-parts-note"))


def _failed(page: Page, survey: str, first: str, second: str, names: dict[str, str]) -> None:
    result = reports.run("definition_failures", p_survey=survey, p_first=first, p_second=second)
    title = page.t("which-failed-title")
    rows = result.frame()
    if rows.empty:
        style.notes([page.t("which-failed-none")])
        return

    def draw(look: Look) -> Chart:
        named = rows.assign(
            name=[
                page.t("which-failed-row", met=names[met], missed=names[missed], bound=page.t(f"failed_bound-{bound}"))
                for met, missed, bound in zip(
                    rows["first_definition_id"], rows["second_definition_id"], rows["failed_bound"], strict=True
                )
            ]
        )
        return charts.bars(named, label="name", value="failed_share", look=look, title=title)

    figure_card(page, "failed", title, result, draw, subtitle=page.t("which-failed-subtitle"))


def _overlap(page: Page, survey: str, letters: dict[str, str], names: dict[str, str]) -> None:
    result = reports.run("definition_overlap", p_survey=survey, p_definitions=list(letters))
    title = page.t("which-overlap-title")

    def draw(look: Look) -> Chart:
        full = {code: letter if look.narrow else f"{names[code]}  {letter}" for code, letter in letters.items()}
        rows = result.frame()
        rows = rows[rows["first_definition_id"] != rows["second_definition_id"]]
        return charts.matrix(
            rows, row="first_definition_id", column="second_definition_id", value="jaccard", rows=full,
            columns=letters, look=look, title=title,
        )  # fmt: skip

    figure_card(
        page, "overlap", title, result, draw,
        subtitle=page.t("which-overlap-subtitle"), note=_key(letters, names),
    )  # fmt: skip


def _cells(page: Page, survey: str, letters: dict[str, str], names: dict[str, str]) -> None:
    shown = dict(list(letters.items())[:IN_CELLS])
    result = reports.run("definition_cells", p_survey=survey, p_definitions=list(shown))
    title = page.t("which-cells-title")

    def draw(look: Look) -> Chart:
        rows = result.frame()
        met = [set(codes.split(",")) for codes in rows["met_definitions"]]
        rows["name"] = [" ".join(letter if code in codes else "·" for code, letter in shown.items()) for codes in met]
        return charts.bars(rows, label="name", value="cell_share", look=look, title=title)

    figure_card(page, "cells", title, result, draw, subtitle=page.t("which-cells-subtitle"), note=_key(shown, names))


def _moves(page: Page, survey: str, first: str, second: str, grouping: str, names: dict[str, str]) -> None:
    result = reports.run("who_moves", p_survey=survey, p_first=first, p_second=second, p_grouping=grouping)
    title = page.t("which-moves-title")

    def draw(look: Look) -> Chart:
        rows = result.frame().sort_values("class_group", key=lambda codes: codes.map(_place))
        rows = rows.assign(name=[group_title(grouping, code, page.language) for code in rows["class_group"]])
        return charts.dumbbell(
            rows, label="name", left="first_share", right="second_share", left_name=names[first],
            right_name=names[second], left_colour="accent", right_colour="accent", right_open=True, look=look,
            title=title, format_value=percent, tick_format=".0%",
        )  # fmt: skip

    figure_card(
        page, "moves", title, result, draw,
        subtitle=page.t("which-moves-subtitle"), note=page.t("which-moves-note"),
    )  # fmt: skip


def _place(code: str) -> str:
    """Codes of groups in the order of ages; those under a bound come first."""
    return "" if code.startswith("under") else code


def _sensitivity(page: Page, survey: str, scale: str, unit: str) -> None:
    result = reports.run("definition_sensitivity", p_survey=survey, p_scales=[scale], p_units=[unit])
    title = page.t("which-sensitivity-title")

    def draw(look: Look) -> Chart:
        rows = result.frame()
        lowers, uppers = (
            {bound: percent(bound, page.language, digits=0) for bound in sorted(set(rows[column]))}
            for column in ("lower_to_median", "upper_to_median")
        )
        return charts.matrix(
            rows, row="lower_to_median", column="upper_to_median", value="middle_share", rows=lowers, columns=uppers,
            look=look, title=title, row_title=page.t("which-sensitivity-lower"),
            column_title=page.t("which-sensitivity-upper"),
        )  # fmt: skip

    figure_card(
        page, "sensitivity", title, result, draw,
        subtitle=f"{page.t('which-sensitivity-subtitle')} · {page.t(f'equivalence_scale-{scale}')}"
        f" · {page.t(f'counted_unit-{unit}')}",
    )  # fmt: skip


def _ladder(page: Page, survey: str, scales: tuple[str, ...]) -> None:
    result = reports.run("income_ranks", p_surveys=[survey], p_scales=list(scales))
    of_scale = reports.run("income_statistics", p_surveys=[survey]).frame().set_index("equivalence_scale")
    title = page.t("which-ladder-title")
    said = [
        page.t(
            "which-ladder-values",
            scale=page.t(f"equivalence_scale-{scale}"),
            gini=number(of_scale.loc[scale, "gini"], page.language, digits=3),
            p90_p10=number(of_scale.loc[scale, "p90_p10_ratio"], page.language, digits=2),
            s80_s20=number(of_scale.loc[scale, "s80_s20_ratio"], page.language, digits=2),
            polarisation=number(of_scale.loc[scale, "foster_wolfson"], page.language, digits=3),
        )
        for scale in scales
    ]

    def draw(look: Look) -> Chart:
        rows = charts.need_rows(result.frame(), "income_share", look)
        return charts.lorenz(
            rows, people="population_share", income="income_share", series="equivalence_scale",
            names={s: page.t(f"equivalence_scale-{s}") for s in scales}, look=look, title=title, said="; ".join(said),
        )  # fmt: skip

    figure_card(
        page, "ladder", title, result, draw,
        subtitle=page.t("which-ladder-subtitle"), note=page.t("which-ladder-note", values="; ".join(said)),
    )  # fmt: skip


def _count(page: Page, surveys: pd.DataFrame) -> None:
    result = reports.run("lifestyle_count", p_survey=LIFESTYLE)
    rows = result.frame()
    title = page.t("which-count-title")

    def draw(look: Look) -> Chart:
        named = rows.assign(
            name=[
                page.t("which-count-row", k=round(k), n=int(n))
                for k, n in zip(rows["n_items_equivalent"], rows["n_items_available"], strict=True)
            ]
        )
        return charts.bars(named, label="name", value="attained_share", look=look, title=title)

    note = page.t(
        "which-count-note",
        available=int(rows["n_items_available"].iloc[0]),
        listed=int(rows["n_items_listed"].iloc[0]),
    )
    figure_card(
        page, "count", title, result, draw,
        subtitle=page.t(
            "which-count-subtitle",
            survey=surveys.loc[LIFESTYLE, f"title_{page.language}"],
            n=number(float(rows["n_people"].iloc[0]), page.language),
        ),
        note=f"{note} {page.t('middle-folklore')}",
    )  # fmt: skip


frame.show(__file__, body)
