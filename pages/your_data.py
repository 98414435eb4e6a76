"""A visitor's own files, diaries or persons: looked at, their columns told what they are, shown on the same pages."""

import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from unpriced import (
    country_tables,
    imports,
    people_surveys,
    proposing,
    proposing_countries,
    proposing_people,
    saved_views,
    workspace,
)
from unpriced.errors import UnpricedError
from unpriced.exports import examples, rejected
from unpriced.i18n import number, percent
from unpriced.ingest import kept, people
from unpriced.ingest.reading import Reading
from unpriced.ingest.target import Progress
from unpriced.proposing import Looked
from unpriced.ui import country_tables as of_countries
from unpriced.ui import diary_mapping, frame, known, own, reading, style
from unpriced.ui import people as of_persons
from unpriced.ui.state import Page
from unpriced.workspace import DAYS_KEPT, MOST_BYTES, OWN, Workspace

KINDS = ["csv", "tsv", "txt", "xlsx", "xls", "ods", "sav", "zsav", "dta", "parquet", "zip", "gz"]
DIARIES = "diaries"
SHOWN_PAGES = ("diaries", "tempogram", "people")
COUNTRY_PAGES = ("time_use", "unpaid_value", "country")
FIRST_ROWS = 4
SHOWN_SECONDS = 0.2  # between two states of a bar


def body(page: Page) -> None:
    _follow_private_link(page)
    here = own.current()
    held = workspace.surveys(here) if here else []
    others = [*workspace.surveys_of_people(here), *workspace.country_tables_of(here)] if here else []
    page.ready()
    n_own = len(held) + len(others)
    sentence = page.t("own-finding", n=n_own) if n_own else page.t("own-finding-none")
    frame.finding(page, sentence, page.t("own-promise", days=DAYS_KEPT, gb=MOST_BYTES // 2**30))
    own.sign_in_or_out(page)
    here = _upload(page, here)
    if here is not None:
        received = sorted((here.folder / workspace.RECEIVED).glob("[!.]*"))
        together = known.of_atus(page, received, partial(_import_official, page, here))
        for path in received:
            if path not in together:
                _describe(page, here, path)
    if here is not None and n_own:
        _surveys(page, here, held)
    if here is not None:
        _views(page, here)
        _whole(page, here)
    _examples(page)


def _follow_private_link(page: Page) -> None:
    """Take the workspace that the private link names, and take its key out of the address."""
    key = page.take(own.PARAMETER)
    if key is None:
        return
    found = workspace.find(key)
    if found is None:
        st.warning(page.t("own-link-gone", days=DAYS_KEPT), icon=":material/link_off:")
    else:
        own.take(found)


def _upload(page: Page, here: Workspace | None) -> Workspace | None:
    st.markdown(f"## {page.t('own-upload-heading')}")
    style.caption(page.t("own-upload-lead"))
    turn = st.session_state.setdefault("own.turn", 0)  # a file that is received leaves the box: the next has a new one
    given = st.file_uploader(page.t("own-upload-label"), type=KINDS, key=f"own.files.{turn}")
    if given is None:
        return here
    if here is None:
        here = workspace.create()
        own.take(here)
    try:
        workspace.receive(here, given.name, given)
    except UnpricedError as error:
        st.error(page.said(error), icon=":material/info:")
        return here
    st.session_state["own.turn"] = turn + 1
    return here


@st.cache_data(show_spinner=False, max_entries=32)
def _looked(path: str, changed: float, read: Reading) -> Looked:
    return proposing.look(Path(path), read, keep=True)


def _describe(page: Page, here: Workspace, path: Path) -> None:
    """What the file is, and what its columns are; then its import."""
    with st.container(border=True, key=f"own-{path.stem}"):
        st.markdown(f"### {style.plain(path.name)}")
        bar = st.empty()  # the page says how far it is, where reading takes long
        try:
            proposing.read(path, reading.chosen(path.name), _told(page, bar))
            bar.empty()
            looked = _looked(str(path), path.stat().st_mtime, reading.chosen(path.name))
        except UnpricedError as error:
            st.error(page.said(error), icon=":material/info:")
            reading.correct(page, path.name, None)
            _discard(page, path)
            return
        style.caption(page.t("own-looked", rows=number(looked.n_rows, page.language), columns=len(looked.columns)))
        for note in looked.notes:
            style.caption(page.said(note))
        reading.correct(page, path.name, looked)
        _preview(page, looked)
        match _kind(page, looked, path):
            case people.KIND:
                mapping = of_persons.again(page, here, looked, path) or of_persons.mapping(page, looked, path)
            case country_tables.KIND:
                mapping = of_countries.again(page, here, looked, path) or of_countries.mapping(page, here, looked, path)
            case _:
                mapping = (
                    _saved_mapping(page, here, looked, path)
                    or known.mapping(page, looked, path)
                    or diary_mapping.mapping(page, looked, path)
                )
        st.download_button(
            page.t("own-mapping-download"), mapping, f"{path.stem}.mapping.yaml", "application/yaml",
            key=f"own.mapping.{path.name}", on_click="ignore", disabled=not mapping,
        )  # fmt: skip
        if st.button(page.t("own-import"), type="primary", key=f"own.import.{path.name}", disabled=not mapping):
            _import(page, here, path, mapping)
        _discard(page, path)


def _told(page: Page, place: st.delta_generator.DeltaGenerator) -> Progress:
    """What a long step calls, thousands of times if it likes: the place shows what it is at, and how far."""
    shown = ("", 0.0)

    def told(step: str, done: int, total: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if step != shown[0] or now - shown[1] > SHOWN_SECONDS:
            shown = (step, now)
            place.progress(min(done / max(total, 1), 1.0), page.said(step))

    return told


def _kind(page: Page, looked: Looked, path: Path) -> str:
    """What the rows are: what people did when, what people earn and do, or what countries do."""
    likely = people.KIND if proposing_people.is_of_people(looked) else DIARIES
    if proposing_countries.likely(looked):
        likely = country_tables.KIND
    chosen = st.segmented_control(
        page.t("own-kind"), (DIARIES, people.KIND, country_tables.KIND), default=likely, required=True,
        format_func=lambda kind: page.t(f"own-kind-{kind}"), key=f"own.kind.{path.name}",
    )  # fmt: skip
    return str(chosen or likely)


def _preview(page: Page, looked: Looked) -> None:
    rows = {
        page.t("own-column"): list(looked.columns),
        page.t("own-values"): [", ".join(c.examples[:FIRST_ROWS]) for c in looked.columns.values()],
        page.t("own-distinct"): [number(c.n_distinct, page.language) for c in looked.columns.values()],
        page.t("own-missing"): [percent(c.n_missing / looked.n_rows, page.language) for c in looked.columns.values()],
    }
    with st.expander(page.t("own-preview")):
        st.dataframe(pd.DataFrame(rows), hide_index=True, alt=page.t("own-preview"))


def _saved_mapping(page: Page, here: Workspace, looked: Looked, path: Path) -> str:
    """The mapping of an earlier file of the same columns, where there is one and the visitor wants it."""
    for saved in sorted((here.folder / workspace.MAPPINGS).glob("[!.]*.yaml")):
        written = saved.read_text(encoding="utf-8")
        if people.kind_of(written) is not None:
            continue
        if proposing.reads(written, looked.columns) and st.toggle(
            page.t("own-mapping-again", name=saved.stem.removeprefix(OWN)),
            True,
            key=f"own.again.{path.name}.{saved.stem}",
        ):
            title = st.text_input(page.t("own-title"), path.stem, key=f"own.title.{path.name}")
            return proposing.for_next_wave(written, title or path.stem, OWN)
    return ""


def _import(page: Page, here: Workspace, path: Path, mapping: str) -> None:
    def run(told: Progress) -> imports.Imported | None:
        match people.kind_of(mapping):
            case people.KIND:
                workspace.add_people(here, mapping, path, told)
            case country_tables.KIND:
                workspace.add_countries(here, mapping, path, told)
            case _:
                return workspace.add(here, mapping, [path], told)
        return None

    _imported(page, [path], run)


def _import_official(page: Page, here: Workspace, paths: Sequence[Path]) -> None:
    _imported(page, paths, lambda told: workspace.add_official(here, "atus", paths, told))


def _imported(page: Page, paths: Sequence[Path], run: Callable[[Progress], imports.Imported | None]) -> None:
    """Run the import under a bar; what it took the files for is told, or why it could not."""
    bar = st.empty()
    bar.progress(0.0, page.t("own-importing"))
    try:
        made = run(_told(page, bar))
    except UnpricedError as error:
        bar.empty()
        st.error(page.said(error), icon=":material/info:")
        return
    if made is not None:
        st.session_state["own.said"] = (made.survey_id, made.settled)
    for path in paths:
        _forget(path)
    st.rerun()


def _discard(page: Page, path: Path) -> None:
    if st.button(page.t("own-discard"), key=f"own.discard.{path.name}"):
        _forget(path)
        st.rerun()


def _forget(path: Path) -> None:
    """Delete a received file, its table, and the rows of it that choices were tried out on."""
    path.unlink(missing_ok=True)
    kept.forget(path)
    people_surveys.sample_of(path).unlink(missing_ok=True)


def _surveys(page: Page, here: Workspace, held: list[imports.Held]) -> None:
    st.markdown(f"## {page.t('own-surveys-heading')}")
    said = st.session_state.get("own.said")
    for survey in held:
        with st.container(border=True, key=f"own-survey-{survey.survey_id}"):
            years = str(survey.first_year)
            if survey.last_year != survey.first_year:
                years += f"–{survey.last_year}"
            st.markdown(f"### {style.plain(survey.title)}")
            style.caption(
                page.t(
                    "own-survey", years=years, diaries=number(survey.n_diaries, page.language),
                    rejected=number(survey.n_rejects, page.language),
                    mb=number(survey.n_bytes / 2**20, page.language, digits=1),
                )
            )  # fmt: skip
            if said and said[0] == survey.survey_id and said[1].unmapped:
                listed = ", ".join(
                    f"{code} ({number(minutes, page.language)})" for code, _, minutes in said[1].unmapped[:12]
                )
                st.info(page.t("own-unmapped", codes=listed))
            with st.container(horizontal=True):
                for stem in SHOWN_PAGES:
                    st.page_link(
                        f"pages/{stem}.py", label=page.t(f"page-{stem}"), icon=":material/arrow_forward:",
                        query_params={"survey": survey.survey_id, "lang": page.language},
                    )  # fmt: skip
                shown = {"country": country_tables.code_of(survey.country_code, survey.survey_id)}
                for stem in COUNTRY_PAGES:
                    st.page_link(
                        f"pages/{stem}.py", label=page.t(f"page-{stem}"), icon=":material/arrow_forward:",
                        query_params={**(shown if stem != "time_use" else {}), "lang": page.language},
                    )  # fmt: skip
                rejects = here.folder / workspace.IMPORTS / survey.survey_id / imports.REJECTS
                if survey.n_rejects:
                    st.download_button(
                        page.t("own-rejects"), partial(rejected.rejected, rejects, page.language),
                        f"{survey.survey_id}-rejects.csv", "text/csv",
                        key=f"own.rejects.{survey.survey_id}", on_click="ignore",
                    )  # fmt: skip
                if st.button(page.t("own-delete"), key=f"own.delete.{survey.survey_id}"):
                    _remove(here, survey.survey_id)
    of_persons.surveys(page, here, partial(_remove, here))
    of_countries.tables(page, here, partial(_remove, here))


def _remove(here: Workspace, survey_id: str) -> None:
    workspace.remove(here, survey_id)
    st.rerun()


def _views(page: Page, here: Workspace) -> None:
    """The views that the visitor has kept, each a link to its page."""
    kept = saved_views.held(here)
    if not kept:
        return
    st.markdown(f"## {page.t('own-views-heading')}")
    for view in kept:
        if view.page not in frame.PAGES:
            continue
        with st.container(horizontal=True, vertical_alignment="center", key=f"own-view-{view.id}"):
            st.page_link(
                f"pages/{view.page}.py", label=style.plain(view.title), icon=":material/bookmark:",
                query_params={**view.parameters, "lang": page.language}, help=page.t(f"page-{view.page}"),
            )  # fmt: skip
            if st.button(page.t("own-delete"), key=f"own.view.{view.id}"):
                saved_views.remove(here, view.id)
                st.rerun()


def _whole(page: Page, here: Workspace) -> None:
    st.markdown(f"## {page.t('own-workspace-heading')}")
    style.caption(page.t("own-workspace-lead", days=DAYS_KEPT))
    base = (st.context.url or "").split("?")[0]
    st.code(f"{base}?{own.PARAMETER}={here.key}&lang={page.language}", language=None, wrap_lines=True)
    with st.container(horizontal=True):
        st.download_button(
            page.t("own-export"), lambda: workspace.exported(here), "unpriced-workspace.zip", "application/zip",
            key="own.export", on_click="ignore",
        )  # fmt: skip
        if st.button(page.t("own-leave"), key="own.leave"):
            own.leave()
            st.rerun()
        with st.popover(page.t("own-delete-all")):
            style.caption(page.t("own-delete-all-lead"))
            if st.button(page.t("own-delete-all-yes"), key="own.delete-all", type="primary"):
                workspace.delete(here)
                own.leave()
                st.rerun()
    with st.expander(page.t("own-send", mb=int(st.get_option("server.maxUploadSize")))):
        style.caption(page.t("own-send-lead", gb=MOST_BYTES // 2**30))
        st.code(
            f'curl -H "Authorization: Bearer {here.key}" -T diary.csv {page.root}api/workspace/files/diary.csv',
            language="sh", wrap_lines=True,
        )  # fmt: skip
    with st.expander(page.t("own-bring-back")), st.form("own.bring", clear_on_submit=True, border=False):
        packed = st.file_uploader(page.t("own-bring-back-label"), type=["zip"], key="own.packed")
        if st.form_submit_button(page.t("own-bring-back-send")) and packed is not None:
            try:
                workspace.bring_back(here, packed)
            except UnpricedError as error:
                st.error(page.said(error), icon=":material/info:")
            else:
                st.rerun()


def _examples(page: Page) -> None:
    st.markdown(f"## {page.t('own-examples-heading')}")
    style.caption(page.t("own-examples-lead"))
    with st.container(horizontal=True):
        for name, make in examples.FILES.items():
            st.download_button(
                page.t(f"own-example-{name}"),
                make,
                f"{name}.csv",
                "text/csv",
                key=f"own.example.{name}",
                on_click="ignore",
            )


frame.show(__file__, body)
