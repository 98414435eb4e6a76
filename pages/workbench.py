"""A query of the reader's own over core tables and reports: written, run apart, drawn, taken away, linked."""

from html import escape

import pandas as pd
import streamlit as st

from unpriced import charts, database, workspace
from unpriced.charts import Chart, Kind, Look
from unpriced.errors import UnpricedError
from unpriced.i18n import number
from unpriced.ui import frame, own, style
from unpriced.ui.card import figure_card
from unpriced.ui.state import Page
from unpriced.workbench import queries, schema
from unpriced.workbench.queries import Answer, RefusedError, Stage

FIRST_EXAMPLE = "ranking"
CHART_KEYS = ("kind", "x", "y", "by")
LONGEST_LINKED = 4_000  # letters of a query in an address
LONGEST_PARAMETER = 200
KEPT, STOPPED = "_workbench_kept", "_workbench_stopped"


def body(page: Page) -> None:
    known = schema.relations()
    _headline(page, known)
    left, right = st.columns([2, 1], gap="large")
    with right:
        _schema(page, known)
    with left:
        sql, parameters = _editor(page)
        answer = _answer(page, sql, parameters, st.empty())
        if answer is not None:
            _shown(page, answer)
        else:
            page.carry(*CHART_KEYS)
            page.ready()


def _headline(page: Page, known: dict[str, schema.Relation]) -> None:
    tables = [relation for relation in known.values() if relation.n_rows is not None]
    frame.finding(
        page,
        page.t(
            "workbench-finding",
            tables=len(tables),
            reports=len(known) - len(tables),
            rows=number(sum(relation.n_rows or 0 for relation in tables), page.language),
        ),
        page.t(
            "workbench-source",
            seconds=number(queries.LONGEST_RUN_SECONDS, page.language),
            rows=number(queries.MOST_ROWS, page.language),
            memory=number(queries.MEMORY_MB, page.language),
        ),
    )


def _editor(page: Page) -> tuple[str, dict[str, str]]:
    """The query and its parameters as they are written."""
    examples = schema.examples()

    def take_example() -> None:
        chosen = st.session_state.get(f"example.{page.language}")
        if chosen:
            page.write("q", examples[chosen])
            for name in queries.parameters_of(examples[chosen]):
                page.write(f"arg_{name}", schema.presets(examples[chosen]).get(name, ""))
            _ask_again()

    st.selectbox(
        page.t("workbench-example"),
        list(examples),
        index=None,
        placeholder=page.t("workbench-example-hint"),
        format_func=lambda name: page.t(f"example-{name}"),
        key=f"example.{page.language}",
        on_change=take_example,
    )
    with st.container(key="editor"):
        sql = page.text("q", examples[FIRST_EXAMPLE], page.t("workbench-query"), longest=LONGEST_LINKED, height=300)
    presets = schema.presets(sql)
    with st.container(horizontal=True, key="filters-parameters", vertical_alignment="bottom"):
        st.button(page.t("workbench-run"), on_click=_ask_again, key="run")
        st.button(page.t("workbench-stop"), on_click=_stop, key="stop")
        parameters = {
            name: page.text(f"arg_{name}", presets.get(name, ""), f"${name}", longest=LONGEST_PARAMETER)
            for name in queries.parameters_of(sql)
        }
    return sql, parameters


def _ask_again() -> None:
    st.session_state.pop(KEPT, None)
    st.session_state.pop(STOPPED, None)


def _stop() -> None:
    """The run that this click interrupts has ended its process; nothing runs until it is asked for again."""
    st.session_state[STOPPED] = True


def _answer(
    page: Page, sql: str, parameters: dict[str, str], status: st.delta_generator.DeltaGenerator
) -> Answer | None:
    """The answer of this query: kept, or made now while the reader sees how long it takes and may turn away."""
    asked = (sql, tuple(parameters.items()), database.identity())
    kept = st.session_state.get(KEPT)
    if kept is not None and kept[0] == asked:
        st.session_state.pop(STOPPED, None)
        return _told(page, kept[1], status)
    if st.session_state.get(STOPPED) is True:
        st.session_state[STOPPED] = asked
    if st.session_state.get(STOPPED) == asked:
        status.info(page.t("workbench-stopped"), icon=":material/stop_circle:")
        return None

    def glance(stage: Stage, seconds: float) -> None:
        status.html(f'<p class="up-caption">{escape(page.t(f"workbench-{stage}", seconds=int(seconds)))}</p>')

    values = {name: queries.value_of(written) for name, written in parameters.items()}
    outcome: Answer | UnpricedError
    try:
        outcome = queries.run(sql, values, glance)
    except UnpricedError as error:
        outcome = error
    st.session_state[KEPT] = (asked, outcome)
    return _told(page, outcome, status)


def _told(page: Page, outcome: Answer | UnpricedError, status: st.delta_generator.DeltaGenerator) -> Answer | None:
    if isinstance(outcome, UnpricedError):
        if isinstance(outcome, RefusedError):
            status.info(style.plain(page.t(outcome.key, **outcome.named)), icon=":material/info:")
        else:  # the engine's own words: a column of signs shows where it stumbled
            status.code(outcome.found, language=None, wrap_lines=True)
        return None
    key = "workbench-took-more" if outcome.more else "workbench-took"
    n_rows, took = number(outcome.table.num_rows, page.language), number(outcome.took, page.language, digits=2)
    status.html(f'<p class="up-caption">{escape(page.t(key, rows=n_rows, seconds=took))}</p>')
    return outcome


def _schema(page: Page, known: dict[str, schema.Relation]) -> None:
    """Every table and report with comment, parameters, columns and units."""
    names = {name: f"{name}()" if relation.n_rows is None else name for name, relation in known.items()}
    with st.container(key="schema"):
        if here := own.current():
            held = ", ".join(f"`{survey.survey_id}`" for survey in workspace.surveys(here))
            style.caption(page.t("workbench-own", surveys=held or "–"))
        chosen = page.choice("browse", names, "unpaid_value_by_country", page.t("workbench-browse"))
        relation = known[chosen]
        if relation.comment:
            style.caption(relation.comment)
        if relation.n_rows is not None:
            style.caption(page.t("workbench-table-rows", n=number(relation.n_rows, page.language)))
        lines = [f"- `{p.name}` {p.type.lower()} := `{p.default}`" for p in relation.parameters]
        if lines:
            with st.expander(page.t("workbench-parameters", n=len(lines))):
                st.markdown("\n".join(lines))
        columns = []
        for name, type_ in relation.columns.items():
            title, unit = schema.meaning(name, page.language)
            about = " · ".join(filter(None, (type_.lower(), title, unit)))
            columns.append(f"- `{name}` {style.plain(about)}")
        with st.expander(page.t("workbench-columns", n=len(columns)), expanded=True):
            st.markdown("\n".join(columns))


def _title(page: Page, answer: Answer) -> str:
    """The title of the example, else what the first line says in a comment, else that this is the answer."""
    for name, example in schema.examples().items():
        if answer.report.sql == example:
            return page.t(f"example-{name}")
    first = answer.report.sql.strip().partition("\n")[0]
    said = first.removeprefix("--").strip().removesuffix(".")
    return said if first.startswith("--") and said else page.t("workbench-answer")


def _shown(page: Page, answer: Answer) -> None:
    """The rows as a figure card; what is drawn is chosen above it."""
    rows = answer.frame()
    numbers = [name for name in rows.columns if pd.api.types.is_numeric_dtype(rows[name].dtype)]
    columns = {str(name): str(name) for name in rows.columns}
    if not numbers:
        page.carry(*CHART_KEYS)
        page.ready()
        title = _title(page, answer)
        style.notes([page.t("workbench-no-number")])
        st.dataframe(rows, hide_index=True, alt=title)
        return
    first = next((name for name in columns if name not in numbers), next(iter(columns)))
    value = next((name for name in numbers if name != first), numbers[0])
    with frame.filters_below():
        kind = page.choice(
            "kind", {k: page.t(f"own-{k}") for k in charts.KINDS}, "bars", page.t("workbench-kind"), pills=True
        )
        x = page.choice("x", columns, first, page.t("workbench-x"))
        y = page.choice("y", {name: name for name in numbers}, value, page.t("workbench-y"))
        by = page.choice("by", {"": page.t("workbench-by-none"), **columns}, "", page.t("workbench-by"))
    page.ready()
    title = _title(page, answer)
    known: dict[str, Kind] = {k: k for k in charts.KINDS}

    def draw(look: Look) -> Chart:
        return charts.own(rows, kind=known[kind], x=x, y=y, series=by or None, look=look, title=f"{title}: {y}")

    figure_card(page, "answer", title, answer, draw, subtitle=page.t("workbench-drawn", x=x, y=y))


frame.show(__file__, body)
