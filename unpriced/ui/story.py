"""Guided pages: one finding, then a few steps of a sentence and its figure, for readers who will not click."""

from pathlib import Path

import streamlit as st

from unpriced.findings import Finding
from unpriced.reports import Result
from unpriced.ui import frame, style
from unpriced.ui.card import Draw, figure_card
from unpriced.ui.state import Page


class Story:
    """The steps of a page, numbered as they come."""

    def __init__(self, page: Page, finding: Finding) -> None:
        self.page = page
        self.n_steps = 0
        frame.finding(page, finding.sentence, finding.source)
        style.print_button(page.t("story-print"))

    def step(
        self,
        key: str,
        sentence: str,
        result: Result,
        draw: Draw,
        *,
        title: str,
        subtitle: str = "",
        note: str = "",
    ) -> None:
        """One sentence with the figure that it is read from."""
        self.tell(sentence)
        figure_card(self.page, key, title, result, draw, subtitle=subtitle, note=note)

    def tell(self, sentence: str) -> None:
        """One sentence alone, as where a country lacks the figure."""
        self.n_steps += 1
        style.step(self.n_steps, sentence)

    def more(self, *stems: str) -> None:
        """Where the reader goes on: the pages behind the steps."""
        st.markdown(f"**{self.page.t('story-more')}**")
        with st.container(horizontal=True):
            for stem in stems:
                st.page_link(Path("pages") / f"{stem}.py", label=self.page.t(f"page-{stem}"))
