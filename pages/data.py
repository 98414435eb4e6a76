"""The catalogue: datasets, licences, coverage, warnings, corrections, downloads."""

from textwrap import shorten

import streamlit as st

from unpriced import catalogue, charts, exports, reports, titles
from unpriced.catalogue import Dataset
from unpriced.charts import Chart, Look
from unpriced.i18n import number
from unpriced.paths import database_path
from unpriced.ui import frame, style
from unpriced.ui.card import figure_card
from unpriced.ui.state import Page


def body(page: Page) -> None:
    datasets = catalogue.datasets()
    with frame.filters_below():
        chosen = page.choice(
            "dataset", {d.id: d.title.in_language(page.language) for d in datasets.values()}, "oecd_time_use",
            page.t("filter-dataset"),
        )  # fmt: skip
    page.ready()
    listed = reports.run("dataset_catalogue")
    _headline(page, listed)
    dataset = datasets[chosen]
    left, right = st.columns(2)
    with left:
        _about(page, dataset)
    with right:
        _corrections(page, dataset)
    _coverage(page, dataset)
    _catalogue(page, listed)
    _matrix(page)
    _whole(page)


def _headline(page: Page, listed: reports.Result) -> None:
    rows = listed.frame()
    frame.finding(
        page,
        page.t(
            "data-finding",
            n=len(rows),
            rows=number(float(rows["n_rows"].sum()), page.language),
            producers=rows[f"producer_{page.language}"].nunique(),
        ),
        page.t("data-source"),
    )


def _about(page: Page, dataset: Dataset) -> None:
    language = page.language
    with st.container(border=True, key="about"):
        st.markdown(f"### {dataset.title.in_language(language)}")
        st.markdown(style.plain(dataset.description.in_language(language)))
        facts = {
            "data-producer": dataset.producer.in_language(language),
            "data-edition": dataset.edition,
            "data-coverage": dataset.coverage.in_language(language),
            "data-licence": dataset.licence.name,
            "data-citation": dataset.citation,
        }
        st.markdown("\n".join(f"- **{page.t(key)}**: {style.plain(value)}" for key, value in facts.items()))
        if dataset.url:
            st.markdown(f"<{dataset.url}>")
        st.download_button(
            page.t("data-download", title=dataset.title.in_language(language)),
            data=lambda: exports.dataset_zip(dataset.id, language),
            file_name=f"unpriced-{dataset.id}-{page.data_version}.zip",
            mime="application/zip",
            on_click="ignore",
        )


def _corrections(page: Page, dataset: Dataset) -> None:
    language = page.language
    with st.container(border=True, key="warnings"):
        st.markdown(f"### {page.t('data-warnings')}")
        if not dataset.warnings:
            style.caption(page.t("data-no-warnings"))
        st.markdown("\n".join(f"- {style.plain(warning.text.in_language(language))}" for warning in dataset.warnings))
        known = [c for c in catalogue.corrections() if c.dataset == dataset.id]
        if known:
            st.markdown(f"**{page.t('data-corrections')}**")
            reasons = (style.plain(f"{c.reason.in_language(language)} ({c.source})") for c in known)
            st.markdown("\n".join(f"- {reason}" for reason in reasons))
        with st.expander(page.t("data-columns")):
            for file in dataset.files:
                st.markdown(f"**{file.path}** — {file.grain}")
                st.markdown(
                    "\n".join(f"- `{c.name}`: {style.plain(c.description.in_language(language))}" for c in file.columns)
                )


def _coverage(page: Page, dataset: Dataset) -> None:
    result = reports.run("dataset_coverage", p_datasets=[dataset.id])
    names = titles.titles("country", page.language)
    title = page.t("data-coverage-title", title=dataset.title.in_language(page.language))

    def draw(look: Look) -> Chart:
        rows = result.frame()
        rows["name"] = [names.get(c, c) for c in rows["country_code"]]
        return charts.coverage(rows, row="name", column="year", value="n_rows", look=look, title=title)

    figure_card(page, "coverage", title, result, draw, subtitle=page.t("data-coverage-subtitle"))


def _catalogue(page: Page, result: reports.Result) -> None:
    def draw(look: Look) -> Chart:
        rows = result.frame()
        rows = rows[rows["n_rows"] > 0].sort_values("n_rows", ascending=False)
        rows["name"] = rows[f"title_{look.language}"]
        longest = 30 if look.narrow else 60
        rows["licence_note"] = ["· " + shorten(licence, longest, placeholder=" …") for licence in rows["licence"]]
        return charts.bars(
            rows,
            label="name",
            value="n_rows",
            look=look,
            title=page.t("data-catalogue-title"),
            format_value=lambda v, language: page.t("data-rows", n=number(v, language)),
            aside="licence_note",
        )

    figure_card(
        page,
        "catalogue",
        page.t("data-catalogue-title"),
        result,
        draw,
        subtitle=page.t("data-catalogue-subtitle"),
    )


def _matrix(page: Page) -> None:
    held = reports.run("unpaid_time_by_country").frame()["country_code"].unique()
    result = reports.run("coverage_by_dataset", p_countries=sorted(held))
    names = titles.titles("country", page.language)
    dataset_names = {d.id: d.title.in_language(page.language) for d in catalogue.datasets().values()}

    def draw(look: Look) -> Chart:
        rows = result.frame()
        rows["name"] = [names.get(c, c) for c in rows["country_code"]]
        rows["dataset"] = [dataset_names.get(d, d) for d in rows["dataset_id"]]
        return charts.coverage(
            rows, row="name", column="dataset", value="n_years", look=look, title=page.t("data-matrix-title")
        )

    figure_card(page, "matrix", page.t("data-matrix-title"), result, draw, subtitle=page.t("data-matrix-subtitle"))


def _whole(page: Page) -> None:
    with st.container(border=True, key="whole"):
        st.markdown(f"### {page.t('data-whole-title')}")
        st.markdown(page.t("data-whole-text"))
        st.code(
            "attach 'unpriced.duckdb' as base; use base; from unpaid_value_by_country(p_countries := ['KOR']);",
            language="sql",
            wrap_lines=True,
        )
        st.download_button(
            page.t("data-whole-download", size=number(database_path().stat().st_size / 1e6, page.language)),
            data=lambda: database_path().read_bytes(),
            file_name=f"unpriced-{page.data_version}.duckdb",
            mime="application/octet-stream",
            on_click="ignore",
        )
        style.notes([page.t("data-whole-note")])


frame.show(__file__, body)
