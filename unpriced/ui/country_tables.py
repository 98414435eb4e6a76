"""An uploaded table of countries: which column is what, and the tables that the visitor has."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from unpriced import country_tables, proposing, proposing_people, reports, titles, workspace
from unpriced.country_tables import CountryMapping, Role
from unpriced.i18n import number, percent
from unpriced.proposing import Looked
from unpriced.ui import reading, style
from unpriced.ui.state import Page
from unpriced.workspace import OWN, Workspace

PATTERNS: dict[Role, str] = {
    "country": proposing_people.COUNTRY,
    "year": proposing.ROLES["year"],
    "sex": proposing.ROLES["sex"],
    "activity": proposing.ROLES["activity"],
    "minutes": r"minutes?(_per_day)?|mins?|time|시간량|분",
}
SEXES = {"total": ("total", "all", "both", "t", "0", "3", "전체", "계")}
CLASSIFICATIONS = ("harmonised", "ICATUS2016", "HETUS_ACL2018", "ATUS", "MTUS69", "KTUS2024", "KTUS2014", "OECD")
WIDTH = 190


def likely(looked: Looked) -> bool:
    """Whether the file looks like a table of countries: a country, an activity and minutes, and no person."""
    found = {role: proposing_people.column_like(looked, pattern) for role, pattern in PATTERNS.items()}
    person = proposing_people.column_like(looked, proposing.ROLES["person_id"])
    return person is None and all(found[role] for role in country_tables.NEEDED)


def mapping(page: Page, looked: Looked, path: Path) -> str:
    """The mapping that the visitor's choices come to; empty while something is missing."""
    key, names = f"own.countries.{path.name}", ["", *looked.columns]
    columns: dict[Role, str] = {}
    st.markdown(f"#### {page.t('own-roles-heading')}")
    style.caption(page.t("own-countries-needs"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for role, pattern in PATTERNS.items():
            found = proposing_people.column_like(looked, pattern) or ""
            column = st.selectbox(
                page.t(f"own-country-{role}") + (" *" if role in country_tables.NEEDED else ""), names,
                index=names.index(found), format_func=lambda c: c or page.t("own-no-column"), key=f"{key}.{role}",
                width=WIDTH,
            )  # fmt: skip
            if column:
                columns[role] = column
    with st.container(horizontal=True, vertical_alignment="bottom"):
        title = st.text_input(page.t("own-title"), path.stem, key=f"{key}.title", width=260) or path.stem
        year = None
        if "year" not in columns:
            year = int(st.number_input(page.t("own-year"), 1960, 2100, 2024, key=f"{key}.year", width=WIDTH))
        classification = "harmonised"
        if "activity" in columns:
            fit, share = proposing.propose_classification(looked.columns[columns["activity"]].values)
            start = CLASSIFICATIONS.index(fit) if fit in CLASSIFICATIONS else 0
            classification = st.selectbox(
                page.t("own-classification"), CLASSIFICATIONS, index=start,
                format_func=lambda c: page.t(f"classification-{c}"), key=f"{key}.classification", width=260,
            )  # fmt: skip
            style.caption(page.t("own-classification-fit", share=percent(share, page.language)))
    missing = [role for role in country_tables.NEEDED if role not in columns]
    if missing:
        st.info(page.t("own-still-missing", roles=", ".join(page.t(f"own-country-{role}") for role in missing)))
        return ""
    sexes = proposing.propose_sexes(looked.columns[columns["sex"]]) if "sex" in columns else {}
    if "sex" in columns:
        sexes |= {v: "total" for v in looked.columns[columns["sex"]].values if v.strip().lower() in SEXES["total"]}
    made = CountryMapping.model_validate(
        {
            "kind": country_tables.KIND, "survey_id": proposing.survey_id(title, OWN), "title": title,
            "reading": reading.chosen(path.name), "columns": columns, "year": year, "sexes": sexes,
            "classification": classification,
        }
    )  # fmt: skip
    return country_tables.write(made)


def tables(page: Page, here: Workspace, forget: Callable[[str], None]) -> None:
    """The country tables of the workspace, with the page that shows them."""
    held = workspace.country_tables_of(here)
    rows = reports.run("time_use_own_countries", p_countries=[]).frame() if held else None
    countries = titles.titles("country", page.language)
    for survey_id in held:
        assert rows is not None
        own = rows[rows["survey_id"] == survey_id]
        n_left_out = sum(1 for _ in _rejects(here, survey_id).open(encoding="utf-8")) - 1
        with st.container(border=True, key=f"own-survey-{survey_id}"):
            st.markdown(f"### {style.plain(str(own['table_title'].iloc[0]))}")
            style.caption(
                page.t(
                    "own-country-table", countries=", ".join(countries[c] for c in dict.fromkeys(own["country_code"])),
                    rejected=number(n_left_out, page.language),
                )
            )  # fmt: skip
            with st.container(horizontal=True):
                st.page_link(
                    "pages/time_use.py", label=page.t("page-time_use"), icon=":material/arrow_forward:",
                    query_params={"lang": page.language},
                )  # fmt: skip
                if n_left_out:
                    st.download_button(
                        page.t("own-rejects"), _rejects(here, survey_id).read_bytes(), f"{survey_id}-rejects.csv",
                        "text/csv", key=f"own.rejects.{survey_id}", on_click="ignore",
                    )  # fmt: skip
                if st.button(page.t("own-delete"), key=f"own.delete.{survey_id}"):
                    forget(survey_id)


def _rejects(here: Workspace, survey_id: str) -> Path:
    return here.folder / workspace.IMPORTS / survey_id / country_tables.REJECTS
