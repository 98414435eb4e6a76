"""Well-known diary files on the page for uploads: read by the mapping that is shipped, or all together."""

from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from unpriced import proposing_known
from unpriced.proposing import Looked
from unpriced.ui import reading, style
from unpriced.ui.state import Page
from unpriced.workspace import OWN


def mapping(page: Page, looked: Looked, path: Path) -> str:
    """The shipped mapping for the file, where there is one and the visitor wants it."""
    known = proposing_known.recognise(looked)
    if known is None:
        return ""
    name = known.title.in_language(page.language)
    if not st.toggle(page.t("own-known", name=name), True, key=f"own.known.{path.name}"):
        return ""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        title = st.text_input(
            page.t("own-title"), path.name.split(".")[0], key=f"own.known-title.{path.name}", width=260
        )
        sample = None
        if known.samples:
            sample = st.selectbox(
                page.t("own-sample"), known.samples, key=f"own.sample.{path.name}", width=190
            )  # one at a time
    return proposing_known.mapping_text(
        known, title or path.stem, OWN, reading.chosen(path.name), sample if known.samples else None
    )


def of_atus(page: Page, paths: Sequence[Path], import_: Callable[[Sequence[Path]], None]) -> list[Path]:
    """One box for the official files of the American survey; what is in it, so that it has no box of its own."""
    found = proposing_known.of_atus(paths)
    if found:
        with st.container(border=True, key="own-atus"):
            st.markdown(f"### {page.t('own-atus')}")
            style.caption(page.t("own-atus-lead", files=", ".join(style.plain(path.name) for path in found)))
            with st.container(horizontal=True):
                if st.button(page.t("own-import"), type="primary", key="own.import.atus"):
                    import_(found)
                if st.button(page.t("own-discard"), key="own.discard.atus"):
                    for path in found:
                        path.unlink(missing_ok=True)
                    st.rerun()
    return found
