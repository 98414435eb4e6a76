"""What stands around every page: settings, navigation, language, the guard, errors, the footer."""

import logging
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

from unpriced import database
from unpriced.catalogue import Language
from unpriced.errors import UnpricedError
from unpriced.i18n import LANGUAGES, t
from unpriced.paths import ROOT
from unpriced.ui import own, style
from unpriced.ui.state import Page, on_phone

log = logging.getLogger("unpriced")

# Section of the navigation -> file stem in pages/ -> address. The pages of the nameless section stand by themselves,
# before the sections; the first page is the home page.
SECTIONS = {
    "": {
        "overview": "",
        "country": "country",
    },
    "stories": {
        "story_unpaid": "what-a-country-does-unpaid",
        "story_middle": "by-whose-measure",
        "story_korea": "korea-men-and-women",
    },
    "value": {
        "unpaid_value": "value",
        "official_accounts": "official-accounts",
        "people": "people",
    },
    "time": {
        "time_use": "time-use",
        "diaries": "diaries",
        "tempogram": "through-the-day",
    },
    "prosumer": {
        "prosumers": "prosumers",
        "crossings": "crossings",
        "transfers": "who-makes-who-receives",
        "life_values": "values-in-motion",
        "scenarios": "scenarios",
    },
    "middle": {
        "middle_class": "middle-class",
        "middle_class_countries": "middle-class-countries",
        "build_your_own": "build-your-own",
        "four_countries": "four-countries",
        "extended_middle_class": "middle-class-and-unpaid-work",
        "where_do_i_stand": "where-do-i-stand",
    },
    "about": {
        "methods": "methods",
        "data": "data",
        "your_data": "upload",
        "workbench": "workbench",
    },
}
PAGES = {stem: address for pages in SECTIONS.values() for stem, address in pages.items()}
MARK = "_came_through_dashboard"


def language() -> Language:
    """The language of the address, else of this session, else of the browser, else English."""
    asked = st.query_params.get("lang")
    browser = (st.context.locale or "en").split("-")[0]
    for candidate in (asked, st.session_state.get("_language"), browser):
        for known in LANGUAGES:
            if candidate == known:
                st.session_state["_language"] = known
                return known
    return "en"


def run() -> None:
    """The body of dashboard.py."""
    st.session_state[MARK] = True
    chosen = language()
    st.set_page_config(
        page_title=t(chosen, "product"),
        page_icon="◐",
        layout="wide",
        initial_sidebar_state="collapsed",
    )
    style.inject()
    pages = {
        t(chosen, f"section-{section}") if section else "": [
            st.Page(
                ROOT / "pages" / f"{stem}.py",
                title=t(chosen, f"page-{stem}"),
                url_path=address or None,
                default=not address,
            )
            for stem, address in entries.items()
        ]
        for section, entries in SECTIONS.items()
    }
    position: Literal["hidden", "top"] = "hidden" if st.context.is_embedded else "top"
    if on_phone():  # a plain list: the list that Streamlit makes of sections in the sidebar confuses screen readers
        st.navigation([page for section in pages.values() for page in section], position=position).run()
        return
    current = st.navigation(pages, position=position)
    named = [section for section in SECTIONS if section]
    for item, section in enumerate(named, start=len(SECTIONS[""]) + 1):
        if current.url_path in SECTIONS[section].values():
            style.mark_section(item)
    current.run()


def guard() -> None:
    """Send a page that Streamlit ran by itself (a deep link to a cold server) through dashboard.py.

    Streamlit serves files of pages/ directly until the first st.navigation of the process; the flag is private.
    """
    if not st.session_state.get(MARK):
        PagesManager.uses_pages_directory = False
        st.rerun()


def show(file: str, body: Callable[[Page], None]) -> None:
    """Run the page of the file: its title, its body, and the errors people may see."""
    guard()
    own.enter()
    stem = Path(file).stem
    chosen = language()
    page = Page(stem, chosen)
    if st.context.is_embedded:
        style.embedded(page.language, page.only_card)
    else:
        _masthead(page)
    page.headline = st.container()
    try:
        page.data_version = database.data_version()
        body(page)
        page.write_address()
        if page.only_card is not None and page.only_card not in page.cards:
            known = ", ".join(page.cards)
            st.warning(page.t("embed-unknown-card", card=page.only_card, known=known), icon=":material/link_off:")
    except UnpricedError as error:
        st.error(page.said(error), icon=":material/info:")
    except Exception as error:
        if type(error).__name__ in {"RerunException", "StopException"}:
            raise
        reference = secrets.token_hex(4)
        log.exception("page %s failed, reference %s", stem, reference)
        st.error(t(chosen, "unexpected-error", reference=reference))
    if not st.context.is_embedded and stem != "your_data":
        own.keep_view(page, ask_all=stem == "workbench")
    if st.context.is_embedded:
        style.footer(t(chosen, "embed-whole", version=page.data_version or "–"), link=page.link())
    else:
        style.footer(t(chosen, "footer", version=page.data_version or "–"))


def _masthead(page: Page) -> None:
    """Product name and the language switch, above every page."""
    left, right = st.columns([4, 1], vertical_alignment="center")
    with left:
        style.masthead(page.t("product"), page.t("product-tagline"), page.language)
    with right, st.container(horizontal=True, horizontal_alignment="right"):
        st.segmented_control(
            page.t("language-label"),
            LANGUAGES,
            default=page.language,
            required=True,
            format_func=lambda code: t(code, "language-name"),
            key=f"_language_switch_{page.language}",
            label_visibility="collapsed",
            on_change=_switch_language,
            args=(f"_language_switch_{page.language}",),
        )


def _switch_language(key: str) -> None:
    chosen = st.session_state.get(key)
    if chosen:
        st.session_state["_language"] = chosen
        st.query_params["lang"] = chosen


def finding(page: Page, sentence: str, source: str) -> None:
    """The one finding of the page, above its filters and figures."""
    with page.headline:
        style.finding(page.t(f"page-{page.stem}"), sentence, source)


def filters_below() -> st.delta_generator.DeltaGenerator:
    """The row of selectors under the finding."""
    return st.container(horizontal=True, key="filters", vertical_alignment="bottom")
