"""The figure card: every figure with its table, SQL, method and sources, download and link."""

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from html import escape
from typing import get_args

import pandas as pd
import streamlit as st

from unpriced import catalogue, charts, exports, i18n, titles
from unpriced.catalogue import Language
from unpriced.charts import CONFIG, Chart, Look
from unpriced.errors import UnpricedError
from unpriced.exports import CITATIONS, SNIPPETS, View
from unpriced.reports import Result
from unpriced.ui import own, style
from unpriced.ui.state import Page

VIEWS = ("chart", "table", "sql", "sources", "download", "link")
LONGEST_PLAIN_TABLE = 40
Draw = Callable[[Look], Chart]

# Streamlit's front end draws all that has arrived at once. This long after the first figure of a visit nothing more is
# sent, so that it is drawn before the rest of the page: the visitor sees it a second earlier, and the rest no later.
HEAD_START_SECONDS = 0.4

# Kinds of codes that name the values of a column; those with a list in the database, then those with words here.
LISTED = set(get_args(titles.Kind)) - {"country"}

NUMBER_FORMATS: dict[str, Callable[[float, Language], str]] = {
    "share": i18n.percent,
    "share_exact": lambda v, language: i18n.percent(v, language, digits=3),
    "year": lambda v, language: str(int(v)),
    "integer": i18n.number,
    "decimal": lambda v, language: i18n.number(v, language, digits=2),
    "hours": lambda v, language: i18n.number(v, language, digits=2),
    "money": lambda v, language: i18n.number(v, language, digits=1),
    "minutes": lambda v, language: i18n.number(v, language, digits=1),
}


def code_key(kind: str, code: object) -> str:
    """The key under which the words files name the code."""
    return re.sub(r"[^\w-]", "_", f"{kind}-{code}")


def code_titles(kind: str, language: Language) -> Callable[[object], str]:
    """A function from a code of the kind to its title."""
    if kind in LISTED:
        known = titles.titles(kind, language)  # type: ignore[arg-type]
        return lambda code: known.get(str(code), str(code))

    def title(code: object) -> str:
        key = code_key(kind, code)
        if "," in str(code) and not i18n.has(language, key):
            return ", ".join(title(part) for part in str(code).split(","))  # several codes of the kind
        return i18n.t(language, key) if i18n.has(language, key) else str(code)

    return title


def shown_value(
    value: object,
    column: catalogue.ReportColumn | None,
    name_code: Callable[[object], str] | None,
    language: Language,
) -> str:
    """A value as a reader of the language writes it."""
    if i18n.is_missing(value):
        return "–"
    if isinstance(value, (list, tuple)) or hasattr(value, "tolist"):
        items = value.tolist() if hasattr(value, "tolist") else value
        if isinstance(items, (list, tuple)):
            return "; ".join(map(str, items))
    if name_code is not None:
        return name_code(value)
    if column is None:
        return str(value)
    if column.format == "boolean":
        return i18n.t(language, "yes" if value else "no")
    if column.format in NUMBER_FORMATS:
        return NUMBER_FORMATS[column.format](float(value), language)  # type: ignore[arg-type]
    return str(value)


def localized(frame: pd.DataFrame, language: Language) -> pd.DataFrame:
    """The frame with titles, units and numbers in the language; every column that a person can read."""
    known = catalogue.columns()
    other = "_en" if language == "ko" else "_ko"
    out: dict[str, list[str]] = {}
    for name in frame.columns:
        if name.endswith(other) or frame[name].isna().all():
            continue
        column = known.get(name)
        heading = column.title.in_language(language) if column else name
        if column and column.unit:
            heading += f" ({column.unit.in_language(language)})"
        namer = code_titles(column.titles, language) if column and column.titles else None
        while heading in out:
            heading += " "
        out[heading] = [shown_value(v, column, namer, language) for v in frame[name]]
    return pd.DataFrame(out)


def source_line(result: Result, page: Page) -> str:
    """Producers and years behind the result, in one line."""
    known = catalogue.datasets()
    names = [known[i].producer.in_language(page.language) for i in result.dataset_ids if i in known]
    if not names:
        return page.t("card-source-none", version=result.data_version)
    each = dict.fromkeys(producer for name in names for producer in name.split("; "))  # a dataset may have several
    return page.t("card-source", sources="; ".join(each), version=result.data_version)


def figure_card(
    page: Page,
    key: str,
    title: str,
    result: Result,
    draw: Draw | None,
    *,
    subtitle: str = "",
    note: str = "",
    methods: tuple[str, ...] = (),
) -> None:
    """A figure of the result; where a page embeds one figure, that one only.

    Without `draw` the result is words rather than quantities: its table comes first, and there is no chart.
    """
    page.cards.append(key)
    if page.only_card in {None, key}:
        _figure_card(page, key, title, result, draw, subtitle=subtitle, note=note, methods=methods)


@st.fragment
def _figure_card(
    page: Page,
    key: str,
    title: str,
    result: Result,
    draw: Draw | None,
    *,
    subtitle: str,
    note: str,
    methods: tuple[str, ...],
) -> None:
    """The view that is asked for is the only one that is made."""
    own.enter()
    views = VIEWS if draw else VIEWS[1:]
    with st.container(border=True, key=f"card-{key}" if draw else f"card-words-{key}"):
        st.markdown(f"### {title if result.report.path else style.plain(title)}")
        if subtitle:
            style.caption(subtitle)
        view = st.segmented_control(
            page.t("card-view", title=title),
            views,
            default=views[0],
            required=True,
            format_func=lambda v: page.t(f"card-{v}"),
            key=f"view.{page.stem}.{key}.{page.language}",
            label_visibility="collapsed",
        )
        try:
            match view:
                case "table":
                    if draw:
                        _table(page, title, result)
                    else:
                        _words(page, result)
                        _under(page, note, result)
                case "sql":
                    _sql(page, result)
                case "sources":
                    _sources(page, result, methods)
                case "download":
                    _download(page, key, title, result, draw)
                case "link":
                    _link(page, key, title, result)
                case _ if draw:
                    chart = draw(page.look)
                    st.plotly_chart(
                        chart.figure, theme=None, config=CONFIG, key=f"chart.{page.stem}.{key}", alt=chart.alt
                    )
                    _under(page, note, result)
        except UnpricedError as error:
            st.info(page.said(error), icon=":material/info:")
    if st.context.url and "_figure_sent" not in st.session_state:  # an address: a visitor, not a test without a browser
        st.session_state["_figure_sent"] = True
        time.sleep(HEAD_START_SECONDS)


def _under(page: Page, note: str, result: Result) -> None:
    if note:
        style.caption(note)
    style.caption(source_line(result, page))


def _words(page: Page, result: Result) -> None:
    """The table of a card of words, without what is the same in all rows, for its lines need the room."""
    frame = localized(result.frame(), page.language)
    if len(frame) > 1:
        frame = frame.loc[:, frame.nunique() > 1]
    style.words_table([str(name).strip() for name in frame.columns], frame.to_numpy().tolist())


def _table(page: Page, title: str, result: Result) -> None:
    if result.report.path is None:  # a query of the reader's own, with names of the reader's own
        st.dataframe(result.frame(), hide_index=True, alt=title)
        return
    frame = localized(result.frame(), page.language)
    if len(frame) <= LONGEST_PLAIN_TABLE and len(frame.columns) <= 8:
        st.table(frame, hide_index=True, alt=title)
    else:
        st.dataframe(frame, hide_index=True, alt=title)


def _sql(page: Page, result: Result) -> None:
    style.caption(page.t("card-sql-call"))
    st.code(result.call, language="sql", wrap_lines=True)
    if result.report.path is None:
        return
    style.caption(page.t("card-sql-file", name=f"queries/reports/{result.report.name}.sql"))
    st.code(result.report.sql, language="sql", wrap_lines=True)  # whole: a box that scrolls needs a keyboard stop


def _sources(page: Page, result: Result, methods: tuple[str, ...]) -> None:
    for method_id in methods:
        method = catalogue.methods()[method_id]
        st.markdown(
            f"**{style.plain(method.title.in_language(page.language))}** — "
            f"{style.plain(method.description.in_language(page.language))}\n"
            + "".join(f"\n- {style.plain(assumption.in_language(page.language))}" for assumption in method.assumptions)
        )
    years = [
        page.t("card-years", name=catalogue.columns()[name].title.in_language(page.language), years=span)
        for name in result.table.column_names
        if name in catalogue.columns() and catalogue.columns()[name].format == "year"
        if (span := _span(result, name))
    ]
    if years:
        style.caption(" · ".join(years))
    for dataset_id in result.dataset_ids:
        dataset = catalogue.datasets().get(dataset_id)
        if dataset is None:
            continue
        st.markdown(
            f"**{style.plain(dataset.title.in_language(page.language))}**"
            f" · {style.plain(dataset.producer.in_language(page.language))} · {style.plain(dataset.edition)}  \n"
            f"{style.plain(dataset.citation)}  \n{style.plain(page.t('card-licence', licence=dataset.licence.name))}"
            + (f" · <{dataset.url}>" if dataset.url else "")
            + "\n"
            + "".join(f"\n- {style.plain(warning.text.in_language(page.language))}" for warning in dataset.warnings)
        )


def _span(result: Result, name: str) -> str:
    years = sorted({int(y) for y in result.table.column(name).to_pylist() if y is not None})
    if not years:
        return ""
    return str(years[0]) if years[0] == years[-1] else f"{years[0]}–{years[-1]}"


def _download(page: Page, key: str, title: str, result: Result, draw: Draw | None) -> None:
    look = page.look
    stem = f"unpriced-{result.report.name}-{result.data_version}"
    with st.container(horizontal=True):
        if result.report.path is not None:
            st.download_button(
                page.t("download-bundle"),
                data=partial(exports.bundle, _seen(page, title, result), page.language),
                file_name=f"{stem}-bundle.zip",
                mime="application/zip",
                on_click="ignore",
                key=f"download.{page.stem}.{key}.bundle",
            )
        for kind, (ending, mime, _) in exports.FORMATS.items():
            st.download_button(
                page.t(f"download-{kind}"),
                data=partial(exports.table_file, result, kind, page.language),
                file_name=f"{stem}.{ending}",
                mime=mime,
                on_click="ignore",
                key=f"download.{page.stem}.{key}.{kind}",
            )
        if draw and exports.find_browser():

            def drawn(kind: str) -> bytes:
                figure = charts.for_export(draw(look), look, title=title, source=source_line(result, page))
                return exports.image(figure, kind)

            for kind, mime in (("png", "image/png"), ("svg", "image/svg+xml")):
                st.download_button(
                    page.t(f"download-{kind}"),
                    data=partial(drawn, kind),
                    file_name=f"{stem}-{key}.{kind}",
                    mime=mime,
                    on_click="ignore",
                    key=f"download.{page.stem}.{key}.{kind}",
                )
    if result.report.path is not None:
        style.caption(page.t("download-bundle-note"))
    style.caption(page.t("download-note") if not draw or exports.find_browser() else page.t("download-no-browser"))


def _seen(page: Page, title: str, result: Result) -> View:
    return View(result, title, page.link(), datetime.now(UTC).date())


def _link(page: Page, key: str, title: str, result: Result) -> None:
    style.caption(page.t("card-link-note", version=page.data_version))
    st.code(page.link(), language=None, wrap_lines=True)
    view = _seen(page, title, result)
    st.markdown(f"**{page.t('card-cite')}**")
    for kind, tab in zip(CITATIONS, st.tabs([page.t(f"citation-{kind}") for kind in CITATIONS]), strict=True):
        tab.code(CITATIONS[kind][1](view, page.language), language=None, wrap_lines=True)
    st.markdown(f"**{page.t('card-program')}**")
    kinds = ["sql"] if result.report.path is None else list(SNIPPETS)  # programs get reports, not free queries
    for kind, tab in zip(kinds, st.tabs([page.t(f"snippet-{kind}") for kind in kinds]), strict=True):
        name, write = SNIPPETS[kind]
        tab.code(write(result, page.root), language=name, wrap_lines=True)
    st.markdown(f"**{page.t('card-embed')}**")
    address = escape(page.link(card=key, embed="true"))
    frame = f'<iframe src="{address}" title="{escape(title)}" width="100%" height="600" style="border:0"></iframe>'
    st.code(frame, language="html", wrap_lines=True)
