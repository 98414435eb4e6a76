"""An uploaded table of countries: which column is what, and the tables that the visitor has."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from unpriced import country_tables, proposing, proposing_countries, titles, workspace
from unpriced.country_tables import MEASURES, OPTIONAL, CountryMapping, Held, Measure, Role
from unpriced.exports import rejected
from unpriced.i18n import ages, number, percent
from unpriced.ingest import people
from unpriced.proposing import Looked
from unpriced.ui import reading, style
from unpriced.ui.state import Page
from unpriced.workspace import OWN, Workspace

# Where a table is shown first; the pages with one country open at the visitor's.
PAGES: dict[Measure, tuple[str, ...]] = {
    "minutes": ("time_use", "unpaid_value", "country", "overview", "scenarios"),
    "wages": ("unpaid_value", "country", "overview", "scenarios"),
    "income_shares": ("middle_class_countries", "build_your_own"),
    "item_shares": ("middle_class_countries", "four_countries"),
}
OF_ONE_COUNTRY = ("unpaid_value", "country", "build_your_own", "middle_class_countries")
WIDTH = 190


def again(page: Page, here: Workspace, looked: Looked, path: Path) -> str:
    """The mapping of an earlier table of the same columns, where there is one and the visitor wants it."""
    for saved in sorted((here.folder / workspace.MAPPINGS).glob("[!.]*.yaml")):
        text = saved.read_text(encoding="utf-8")
        if people.kind_of(text) != country_tables.KIND:
            continue
        earlier = country_tables.read(text)
        if {*earlier.columns.values(), *earlier.parts} <= looked.columns.keys() and st.toggle(
            page.t("own-mapping-again", name=saved.stem.removeprefix(OWN)),
            True,
            key=f"own.again.{path.name}.{saved.stem}",
        ):
            title = st.text_input(page.t("own-title"), path.stem, key=f"own.title.{path.name}") or path.stem
            changed: dict[str, object] = {
                "survey_id": proposing.survey_id(title, OWN),
                "title": title,
                "reading": reading.chosen(path.name),
            }
            if earlier.year is not None:  # told by no column: that of the earlier table is not that of this one
                changed["year"] = _year(page, f"own.year.{path.name}", earlier.year)
            return country_tables.write(earlier.model_copy(update=changed))
    return ""


def mapping(page: Page, here: Workspace, looked: Looked, path: Path) -> str:
    """The mapping that the visitor's choices come to; empty while something is missing."""
    key = f"own.countries.{path.name}"
    st.markdown(f"#### {page.t('own-roles-heading')}")
    measure = st.segmented_control(
        page.t("own-measure"), MEASURES, default=proposing_countries.likely(looked) or "minutes", required=True,
        format_func=lambda of: page.t(f"own-measure-{of}"), key=f"{key}.measure",
    )  # fmt: skip
    style.caption(page.t(f"own-measure-needs-{measure}"))
    parts: list[str] = []
    if measure == "income_shares":
        parts = st.multiselect(
            page.t("own-parts"),
            list(looked.columns),
            proposing_countries.parts(looked),
            key=f"{key}.parts",
            help=page.t("own-parts-help"),
        )
    needed = country_tables.needed(measure, wide=bool(parts))
    columns = _columns(page, looked, key, measure, needed)
    said: dict[str, object] = {}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        title = st.text_input(page.t("own-title"), path.stem, key=f"{key}.title", width=260) or path.stem
        if "year" not in columns:
            said["year"] = _year(page, f"{key}.year", 2024)
        match measure:
            case "minutes":
                said |= _of_minutes(page, here, looked, key, columns)
            case "wages":
                said |= _of_wages(page, key)
            case _:
                named = [*parts, *([columns["share"]] if "share" in columns else [])]
                start = proposing_countries.in_percent(looked, named)
                said["percent"] = st.toggle(page.t("own-percent"), start, key=f"{key}.pct")
        if measure == "item_shares":
            said["grade"] = st.selectbox(
                page.t("own-item-grade"), ("A", "B", "C"), index=1, key=f"{key}.grade", width=WIDTH,
                format_func=lambda grade: page.t(f"item_grade-{grade}"),
            )  # fmt: skip
    missing = [role for role in needed if role not in columns]
    if missing:
        st.info(page.t("own-still-missing", roles=", ".join(page.t(f"own-country-{role}") for role in missing)))
        return ""
    if parts and len(parts) not in (5, 10):
        st.info(page.t("own-parts-number", n=len(parts)))
        return ""
    if "sex" in columns:
        said["sexes"] = proposing_countries.sexes(looked.columns[columns["sex"]])
    made = CountryMapping.model_validate(
        {
            "kind": country_tables.KIND, "survey_id": proposing.survey_id(title, OWN), "title": title,
            "measure": measure, "reading": reading.chosen(path.name), "columns": columns, "parts": parts, **said,
        }
    )  # fmt: skip
    return country_tables.write(made)


def _year(page: Page, key: str, start: int) -> int:
    return int(st.number_input(page.t("own-year"), 1900, 2100, start, key=key, width=WIDTH))


def _columns(page: Page, looked: Looked, key: str, measure: Measure, needed: tuple[Role, ...]) -> dict[Role, str]:
    """The column of each role, proposed by its name."""
    names, columns = ["", *looked.columns], dict[Role, str]()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for role in dict.fromkeys([*needed, *OPTIONAL[measure]]):
            column = st.selectbox(
                page.t(f"own-country-{role}") + (" *" if role in needed else ""), names,
                index=names.index(proposing_countries.column(looked, role) or ""),
                format_func=lambda c: c or page.t("own-no-column"), key=f"{key}.{measure}.{role}", width=WIDTH,
            )  # fmt: skip
            if column:
                columns[role] = column
    return columns


def _of_minutes(page: Page, here: Workspace, looked: Looked, key: str, columns: dict[Role, str]) -> dict[str, object]:
    classification = "harmonised"
    if "activity" in columns:
        fit, share = proposing_countries.classification(looked.columns[columns["activity"]])
        known = proposing_countries.CLASSIFICATIONS
        classification = st.selectbox(
            page.t("own-classification"), known, index=known.index(fit),
            format_func=lambda c: page.t(f"classification-{c}"), key=f"{key}.classification", width=260,
        )  # fmt: skip
        style.caption(page.t("own-classification-fit", share=percent(share, page.language)))
    population = st.selectbox(
        page.t("own-population"), ("15-64", "15+"), format_func=lambda base: ages(base, page.language),
        key=f"{key}.population", width=WIDTH, help=page.t("own-population-help"),
    )  # fmt: skip
    of_wages = {table.survey_id: table.title for table in workspace.country_tables_of(here) if table.measure == "wages"}
    wages = None
    if of_wages:
        wages = st.selectbox(
            page.t("own-wages"), ["", *of_wages], format_func=lambda w: of_wages.get(w, page.t("own-wages-shipped")),
            key=f"{key}.wages", width=260,
        )  # fmt: skip
    return {"classification": classification, "population": population, "wages": wages or None}


def _of_wages(page: Page, key: str) -> dict[str, object]:
    currency = st.selectbox(
        page.t("own-currency"), ("national", "ppp"), format_func=lambda c: page.t(f"own-currency-{c}"),
        key=f"{key}.currency", width=WIDTH,
    )  # fmt: skip
    monthly = st.toggle(page.t("own-monthly"), False, key=f"{key}.monthly")
    hours = None
    if monthly:
        hours = st.number_input(page.t("own-hours-per-month"), 1.0, 744.0, 160.0, key=f"{key}.hours", width=WIDTH)
    return {"currency": currency, "hours_per_month": hours}


def tables(page: Page, here: Workspace, forget: Callable[[str], None]) -> None:
    """The country tables of the workspace, with the pages that show them."""
    countries = titles.titles("shipped_country", page.language)
    for table in workspace.country_tables_of(here):
        with st.container(border=True, key=f"own-survey-{table.survey_id}"):
            st.markdown(f"### {style.plain(table.title)}")
            style.caption(
                page.t(
                    "own-country-table", measure=page.t(f"own-measure-{table.measure}"),
                    countries=", ".join(countries.get(c, c) for c in table.countries),
                    rejected=number(table.n_left_out, page.language),
                )
            )  # fmt: skip
            with st.container(horizontal=True):
                for stem in PAGES[table.measure]:
                    st.page_link(
                        f"pages/{stem}.py", label=page.t(f"page-{stem}"), icon=":material/arrow_forward:",
                        query_params={"lang": page.language, **_shown(table, stem)},
                    )  # fmt: skip
                if table.n_left_out:
                    st.download_button(
                        page.t("own-rejects"),
                        partial(rejected.rejected, _rejects(here, table.survey_id), page.language),
                        f"{table.survey_id}-rejects.csv", "text/csv", key=f"own.rejects.{table.survey_id}",
                        on_click="ignore",
                    )  # fmt: skip
                if st.button(page.t("own-delete"), key=f"own.delete.{table.survey_id}"):
                    forget(table.survey_id)


def _shown(table: Held, stem: str) -> dict[str, str]:
    """What of the table a page opens at."""
    return {"country": table.code(table.countries[0])} if stem in OF_ONE_COUNTRY else {}


def _rejects(here: Workspace, survey_id: str) -> Path:
    return here.folder / workspace.IMPORTS / survey_id / country_tables.REJECTS
