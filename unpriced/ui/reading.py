"""How an uploaded file was read, and the choices of a visitor who sees that it is something else."""

from functools import partial
from typing import get_args

import streamlit as st

from unpriced.ingest.reading import Reading
from unpriced.proposing import Looked
from unpriced.ui.state import Page

MARKS = {"\t": "⇥", ",": ",", ";": ";", "|": "|"}


def chosen(name: str) -> Reading:
    """What the visitor has said of the file; kept in the session while the file is open."""
    kept: Reading = st.session_state.get(f"own.reading.{name}", Reading())
    return kept


def correct(page: Page, name: str, looked: Looked | None) -> None:
    """Offer what can be said of the file: how it was read first, then everything else that it could be."""
    now = chosen(name)
    read_as = dict(looked.read_as) if looked else {}
    said = now.model_dump(exclude_none=True)
    offered = {
        field: (looked.choices.get(field) if looked else None) or _options(field)
        for field in Reading.model_fields
        if field in read_as or field in said or looked is None
    }
    offered = {field: options for field, options in offered.items() if len(options) > 1}
    if not offered:
        return
    with st.expander(page.t("own-reading"), expanded=looked is None), st.container(horizontal=True):
        new: dict[str, str | None] = {}
        for field, options in offered.items():
            found = read_as.get(field, "") if field not in said else ""
            choices: list[str | None] = [None, *options]
            new[field] = st.selectbox(
                page.t(f"own-reading-{field}"), choices,
                index=choices.index(said[field]) if said.get(field) in options else 0,
                format_func=partial(_shown, page, found), key=f"own.reading.{name}.{field}", width=230,
            )  # fmt: skip
    wanted = Reading.model_validate({**said, **new})
    if wanted != now:
        st.session_state[f"own.reading.{name}"] = wanted
        st.rerun()


def _options(field: str) -> tuple[str, ...]:
    """The values that the field may have at all; none where they are the file's own names."""
    literal = get_args(Reading.model_fields[field].annotation)[0]
    return get_args(literal)


def _shown(page: Page, found: str, option: str | None) -> str:
    if option is None:
        return page.t("own-reading-found", what=_word(page, found)) if found else page.t("own-reading-automatic")
    return _word(page, option)


def _word(page: Page, option: str) -> str:
    if option in ("point", "comma"):
        return page.t(f"own-reading-{option}")
    return MARKS.get(option, option)
