"""The editorial look: a little CSS on top of the theme, and the pieces of text with a form of their own."""

import re
from html import escape

import streamlit as st

from unpriced.catalogue import Language
from unpriced.charts.theme import FONT_SANS, FONT_SERIF

CSS = f"""
<style>
.block-container {{ max-width: 1180px; padding-top: 4.2rem; padding-bottom: 4rem; }}
.up-mast {{ display: flex; flex-wrap: wrap; gap: .2rem .8rem; align-items: baseline; }}
.up-mast b {{ font-family: {FONT_SERIF}; font-size: 1.35rem; letter-spacing: -.01em; }}
.up-mast span {{ opacity: .75; font-size: .92rem; }}
.up-kicker {{ font-size: .82rem; letter-spacing: .06em; opacity: .8; margin: 1.2rem 0 .3rem; }}
.up-finding {{ font-family: {FONT_SERIF}; font-size: clamp(1.5rem, 3.4vw, 2.5rem); line-height: 1.28; font-weight: 600;
  letter-spacing: -.015em; margin: 0 0 .5rem; word-break: keep-all; overflow-wrap: anywhere; text-wrap: balance; padding: 0; }}
.up-finding mark {{ background: none; white-space: nowrap; color: #B23A1E; color: light-dark(#B23A1E, #F0805A); }}
.up-source {{ font-size: .85rem; opacity: .8; margin: 0 0 1.1rem; word-break: keep-all; }}
.up-caption {{ font-size: .85rem; opacity: .78; margin: 0; word-break: keep-all; overflow-wrap: anywhere; }}
.up-tiles {{ display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 0 1.6rem; margin: .4rem 0 1.4rem; }}
.up-tile {{ border-top: 2px solid currentColor; padding: .5rem 0 .8rem; }}
.up-tile .l {{ font-size: .84rem; opacity: .85; }}
.up-tile .n {{ font-family: {FONT_SERIF}; font-size: 1.75rem; font-weight: 600; line-height: 1.2; word-break: keep-all; }}
.up-tile .u {{ font-size: .82rem; opacity: .8; }}
.up-foot {{ border-top: 1px solid; border-color: rgba(128,128,128,.35); margin-top: 2.5rem; padding-top: .8rem; font-size: .82rem; opacity: .8; }}
.up-formula {{ font-family: {FONT_SERIF}; font-size: 1.15rem; padding: .5rem 0; }}
.up-print {{ font-family: {FONT_SANS}; font-size: .95rem; padding: .4rem 1rem; border: 1px solid currentColor; background: none;
  color: inherit; border-radius: 2px; cursor: pointer; }}
div[data-testid="stPlotlyChart"] {{ border-radius: 0; }}
@media (max-width: 640px) {{
  .up-finding mark {{ white-space: normal; }}
  .block-container {{ padding-left: 1rem; padding-right: 1rem; }}
  .up-tile .n {{ font-size: 1.4rem; }}
}}
@media print {{
  header, [data-testid="stHeader"], [data-testid="stToolbar"], [data-testid="stSidebar"], .up-noprint,
  [data-testid="stButtonGroup"], [data-testid="stSelectbox"], [data-testid="stExpander"], .st-key-filters {{ display: none !important; }}
  .block-container {{ padding: 0 !important; max-width: 100% !important; }}
  [data-testid="stVerticalBlock"] {{ gap: .5rem !important; }}
  .up-finding {{ font-size: 1.5rem; }}
  .up-tile .n {{ font-size: 1.2rem; }}
  [data-testid="stPlotlyChart"] {{ break-inside: avoid; }}
}}
</style>
"""


def inject() -> None:
    """Add the style sheet to the page."""
    st.html(CSS)


def masthead(product: str, tagline: str, language: Language) -> None:
    """Product name and tagline; the document says the language of its words, also after a switch without a reload."""
    st.html(
        f'<div class="up-mast"><b>{escape(product)}</b><span>{escape(tagline)}</span></div>'
        f"<script>document.documentElement.lang = '{language}';</script>",
        unsafe_allow_javascript=True,
    )


def finding(kicker: str, sentence: str, source: str) -> None:
    """The one finding of a page: a sentence with its number between ** marks, and where it comes from."""
    parts = sentence.split("**")
    shown = "".join(f"<mark>{escape(p)}</mark>" if i % 2 else escape(p) for i, p in enumerate(parts))
    st.html(
        f'<div class="up-kicker">{escape(kicker)}</div><h1 class="up-finding">{shown}</h1>'
        f'<p class="up-source">{escape(source)}</p>'
    )


def tiles(entries: list[tuple[str, str, str]]) -> None:
    """Big numbers: label, value, and unit or year below."""
    boxes = "".join(
        f'<div class="up-tile"><div class="l">{escape(label)}</div><div class="n">{escape(value)}</div>'
        f'<div class="u">{escape(unit)}</div></div>'
        for label, value, unit in entries
    )
    st.html(f'<div class="up-tiles">{boxes}</div>')


def plain(text: str) -> str:
    """The text with every sign escaped that Markdown would take for its own."""
    return re.sub(r"([\\`*_~\[\]<>$#|])", r"\\\1", text)


def caption(text: str) -> None:
    """Small text under a figure, exactly as written: a Korean range like 15~64 is not Markdown's strike-through."""
    st.html(f'<p class="up-caption">{escape(text)}</p>')


def notes(sentences: list[str]) -> None:
    """What a reader must know of the numbers above, small."""
    if sentences:
        st.html('<p class="up-source">' + "<br>".join("※ " + escape(s) for s in sentences) + "</p>")


def print_button(label: str) -> None:
    """A button that prints the page; it is not on the paper."""
    st.html(
        f'<button class="up-print up-noprint">{escape(label)}</button>'
        "<script>document.querySelector('.up-print').onclick = () => window.print();</script>",
        unsafe_allow_javascript=True,
    )


def formula(text: str) -> None:
    """A formula; what follows an underscore stands below the line."""
    lowered = re.sub(r"_(\w+(?:\(\w\))?)", r"<sub>\1</sub>", escape(text))
    st.html(f'<div class="up-formula">{lowered}</div>')


def footer(text: str) -> None:
    st.html(f'<div class="up-foot">{escape(text)}</div>')
