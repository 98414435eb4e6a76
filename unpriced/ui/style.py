"""The editorial look: a little CSS on top of the theme, and the pieces of text with a form of their own."""

import json
import re
from html import escape

import streamlit as st

from unpriced.catalogue import Language
from unpriced.charts.theme import DARK, FONT_SANS, FONT_SERIF, LIGHT

QUIET = f"light-dark({LIGHT.muted}, {DARK.muted})"
LINE = f"light-dark({LIGHT.no_data}, {DARK.no_data})"
ACCENT = f"light-dark({LIGHT.accent}, {DARK.accent})"
CARD = '[class*="st-key-card-"]'
FILTERS = '[class*="st-key-filters"]'  # every row of selectors, those of a section of a page too
SHEET = 1116  # pixels of a page's content on a wide screen

# What Streamlit draws in boxes is drawn here with lines, as in print: rules above figures, words as tabs.
CSS = f"""
<style>
.block-container {{ max-width: 1180px; padding: 4.4rem 2rem 4rem; }}
.stApp h2 {{ font-size: 1.7rem; line-height: 1.3; padding: 2.2rem 0 0; letter-spacing: -.01em; word-break: keep-all; overflow-wrap: anywhere; }}
.stApp h3 {{ font-size: 1.32rem; line-height: 1.35; padding: 0; letter-spacing: -.01em; word-break: keep-all; overflow-wrap: anywhere; }}
.stApp p, .stApp li, .stApp label, .stApp td, .stApp th {{ word-break: keep-all; overflow-wrap: anywhere; }}
.stApp [data-testid="stMarkdownContainer"]:has(h2, h3) {{ margin-bottom: 0; }}
.stApp li > p {{ margin-bottom: .3rem; }}

[data-testid="stToolbar"] > div {{ max-width: 1180px; margin: 0 auto; padding: 0 1rem 0 2rem; }}
[data-testid="stTopNav"] {{ padding-left: 0 !important; }}
[data-testid="stTopNav"] .rc-overflow-item > div {{ padding-left: 0; margin-right: 1.1rem; }}
[data-testid="stTopNavLink"], [data-testid="stTopNavLink"]:hover {{ background: none !important; border-radius: 0; padding: .3rem 0; }}
[data-testid="stTopNav"] .rc-overflow-item > button {{ background: none !important; border-radius: 0; padding: .3rem 0; margin-right: 1.1rem; }}
[data-testid="stTopNavLink"] p, [data-testid="stTopNavSection"] p {{ font-size: .93rem; }}
[data-testid="stTopNavLink"]:hover p, [data-testid="stTopNavSection"]:hover p {{ color: {ACCENT}; }}
[data-testid="stTopNavLink"][aria-current="page"] {{ box-shadow: 0 3px 0 {ACCENT}; }}

.up-mast {{ display: flex; flex-wrap: wrap; gap: .2rem .8rem; align-items: baseline; }}
.up-mast b {{ font-family: {FONT_SERIF}; font-size: 1.35rem; letter-spacing: -.01em; }}
.up-mast span {{ color: {QUIET}; font-size: .92rem; }}
.up-kicker {{ font-size: .82rem; font-weight: 600; letter-spacing: .04em; color: {ACCENT}; margin: .6rem 0 .3rem; border-top: 3px double {LINE}; padding-top: .9rem; word-break: keep-all; }}
.up-finding {{ font-family: {FONT_SERIF}; font-size: clamp(1.5rem, 3.4vw, 2.5rem); line-height: 1.28; font-weight: 600;
  letter-spacing: -.015em; margin: 0 0 .5rem; word-break: keep-all; overflow-wrap: anywhere; text-wrap: balance; padding: 0; }}
.up-finding mark, .up-step mark {{ background: none; white-space: nowrap; color: {ACCENT}; }}
.up-step {{ display: grid; grid-template-columns: 2.6rem 1fr; margin-top: 2.2rem; align-items: baseline; max-width: 56rem; }}
.up-step span {{ font-family: {FONT_SERIF}; font-size: 1.7rem; color: {ACCENT}; }}
.stApp .up-step h2 {{ font-size: 1.45rem; line-height: 1.4; padding: 0; font-weight: 600; text-wrap: pretty; }}
.up-source {{ font-size: .85rem; color: {QUIET}; margin: 0 0 1.1rem; word-break: keep-all; line-height: 1.55; }}
.up-caption {{ font-size: .85rem; color: {QUIET}; margin: 0; word-break: keep-all; overflow-wrap: anywhere; line-height: 1.5; }}
.up-tiles {{ display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 0 1.6rem; margin: .6rem 0 .4rem; }}
.up-tile {{ border-top: 2px solid currentColor; padding: .5rem 0 .8rem; }}
.up-tile .l {{ font-size: .84rem; }}
.up-tile .n {{ font-family: {FONT_SERIF}; font-size: 1.75rem; font-weight: 600; line-height: 1.25; word-break: keep-all; }}
.up-tile .u {{ font-size: .82rem; color: {QUIET}; word-break: keep-all; }}
.up-foot {{ border-top: 3px double {LINE}; margin-top: 2.5rem; padding-top: .8rem; font-size: .82rem; color: {QUIET}; word-break: keep-all; }}
.up-formula {{ font-family: {FONT_SERIF}; font-size: 1.2rem; padding: .3rem 0; }}
.up-print {{ font-family: {FONT_SANS}; font-size: .9rem; padding: .4rem 1rem; border: 1px solid currentColor; background: none;
  color: inherit; border-radius: 2px; cursor: pointer; }}

{CARD}, .st-key-about, .st-key-warnings, .st-key-whole, .st-key-presets, .st-key-none {{ border: 0 !important; border-top: 1px solid currentColor !important;
  border-radius: 0 !important; padding: 1rem 0 .4rem !important; margin-top: 1.1rem; gap: .55rem !important; position: relative; }}
{CARD}::before, .st-key-about::before, .st-key-warnings::before, .st-key-whole::before, .st-key-presets::before, .st-key-none::before {{ content: ""; position: absolute;
  top: -1px; left: 0; width: 2.6rem; height: 4px; background: {ACCENT}; }}

[data-testid="stButtonGroup"] [role="radiogroup"] {{ display: flex; flex-wrap: wrap; gap: 0 1rem; }}
[data-testid="stButtonGroup"] button[data-variant="segmented_control"] {{ border: 0 !important; border-radius: 0 !important; background: none !important;
  padding: 0 !important; margin: 0; min-height: 30px; color: {QUIET}; box-shadow: none; }}
[data-testid="stButtonGroup"] button[data-variant="segmented_control"]:hover {{ color: {ACCENT}; }}
[data-testid="stButtonGroup"] button[data-variant="segmented_control"][data-selected="true"] {{ color: inherit; box-shadow: inset 0 -2px 0 {ACCENT}; }}
[data-testid="stButtonGroup"] button[data-variant="segmented_control"]:focus-visible {{ outline: 2px solid {ACCENT}; outline-offset: 2px; }}
[data-testid="stButtonGroup"] button p {{ font-size: .84rem; }}

[data-testid^="stBaseButton-primary"], [data-testid^="stBaseButton-primary"] p {{ color: light-dark(#fff, {DARK.paper}) !important; }}

[data-testid="stCode"] code .token {{ color: inherit !important; }}
[data-testid="stCode"] code .token.keyword {{ font-weight: 600; }}
[data-testid="stCode"] code .token:is(.comment, .punctuation) {{ color: {QUIET} !important; }}
[data-testid="stCode"] code .token:is(.string, .number, .boolean) {{ color: {ACCENT} !important; }}

[data-testid="stSelectbox"] [role="group"], [data-testid="stMultiSelect"] [role="group"][data-rac] {{ background: none; border-width: 0 0 1px !important;
  border-style: solid !important; border-color: currentColor !important; border-radius: 0; }}
[data-testid="stSelectbox"] input, [data-testid="stMultiSelect"] input {{ padding-left: 0; font-weight: 500; }}
[data-testid="stSelectbox"] label p, [data-testid="stMultiSelect"] label p, [data-testid="stSlider"] label p {{ font-size: .8rem; color: {QUIET}; }}
[data-testid="stMultiSelectTagsContainer"] {{ padding-left: 0; }}
[data-testid="stMultiSelectTagsContainer"] [data-tag] {{ background: {LINE}; color: inherit; border-radius: 2px; }}
[data-testid="stMultiSelectTagsContainer"] [data-tag] button {{ color: inherit; }}
{FILTERS} > [class*="-method-"] {{ flex: 1 1 15.5rem !important; }}
{FILTERS} > [class*="-measure-"] {{ flex: 1 1 10.5rem !important; }}
{FILTERS} {{ row-gap: .6rem; padding-bottom: .4rem; }}
.st-key-editor textarea {{ font-family: ui-monospace, "Cascadia Mono", "D2Coding", Menlo, Consolas, monospace; font-size: .84rem; line-height: 1.5; }}
.st-key-run button, .st-key-stop button {{ border-radius: 2px; background: none; border: 1px solid currentColor; }} .st-key-run button p {{ font-weight: 600; }}
.st-key-schema li {{ font-size: .84rem; line-height: 1.45; margin: 0 0 .15rem; }} .st-key-schema ul {{ padding-left: .2rem; list-style: none; }}
[data-testid="stExpander"] details {{ border-width: 0 0 1px; border-radius: 0; border-color: {LINE}; }}
[data-testid="stExpander"] summary {{ padding-left: 0; padding-right: 0; }}
[data-testid="stExpander"] summary p {{ font-size: .88rem; }}
[data-testid="stAlertContainer"] {{ background: none; color: inherit; border-radius: 0; border-left: 3px solid {ACCENT}; padding: .2rem 0 .2rem 1rem; }}
[data-testid="stDownloadButton"] button {{ border-radius: 2px; background: none; border: 1px solid currentColor; }}
[data-testid="stTable"] table {{ font-size: .86rem; border-width: 1px 0; border-radius: 0; }}
[data-testid="stTable"] td, [data-testid="stTable"] th, [data-testid="stTable"] p {{ word-break: keep-all !important; overflow-wrap: break-word; font-size: .86rem; }}
[data-testid="stTable"] th, [data-testid="stTable"] td {{ border-left: 0 !important; border-right: 0 !important; vertical-align: top; }}
div[data-testid="stPlotlyChart"] {{ border-radius: 0; }}
.up-words {{ width: 100%; border-collapse: collapse; font-size: .86rem; margin: .2rem 0 .6rem; }}
.up-words th, .up-words td {{ text-align: left; vertical-align: top; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid {LINE}; word-break: keep-all; overflow-wrap: break-word; }}
.up-words th {{ font-weight: 400; color: {QUIET}; }}
@media (hover: none) {{ .js-plotly-plot:not(:hover) .modebar {{ opacity: 0; }} }}

@media (max-width: 640px) {{
  .up-finding mark, .up-step mark {{ white-space: normal; }}
  .up-step {{ grid-template-columns: 1.8rem 1fr; }} .stApp .up-step h2 {{ font-size: 1.2rem; }} .up-step span {{ font-size: 1.2rem; }}
  .block-container {{ padding-left: 1rem; padding-right: 1rem; }}
  [data-testid="stToolbar"] > div {{ padding-left: 1rem; }}
  [data-testid="stExpandSidebarButton"] span {{ display: none; }}
  [data-testid="stExpandSidebarButton"]::before {{ content: "☰"; font-size: 1.25rem; line-height: 1; }}
  .up-print {{ display: none; }}
  .up-words thead {{ display: none; }}
  .up-words tr, .up-words td {{ display: block; border: 0; padding: 0; }}
  .up-words tr {{ border-bottom: 1px solid {LINE}; padding: .5rem 0; }}
  .up-words td::before {{ content: attr(data-heading) ": "; color: {QUIET}; }}
  .up-tile .n {{ font-size: 1.4rem; }}
  .up-tiles {{ grid-template-columns: repeat(auto-fit, minmax(132px, 1fr)); gap: 0 1rem; }}
  {FILTERS} > :has([data-testid="stMultiSelect"]), {FILTERS} > [class*="-method-"], {FILTERS} > [class*="-source-"] {{ flex-basis: 100% !important; }}
  [data-testid="stButtonGroup"] [role="radiogroup"] {{ gap: 0 .7rem; }}
  [data-testid="stButtonGroup"] button p {{ font-size: .8rem; }}
}}
@page {{ size: A4; margin: 11mm 12mm; }}
@media print {{
  header, [data-testid="stHeader"], [data-testid="stToolbar"], [data-testid="stSidebar"], .up-noprint, .modebar-container,
  [data-testid="stButtonGroup"], [data-testid="stExpander"], [data-testid="stPopover"], {FILTERS} {{ display: none !important; }}
  html, body, .stApp, [data-testid="stAppViewContainer"], [data-testid="stMain"] {{ background: #fff !important; }}
  .js-plotly-plot .main-svg, .js-plotly-plot .svg-container {{ background: none !important; }}
  .js-plotly-plot .bg {{ fill: none !important; }}
  /* A figure keeps the width it has on the screen, so the whole sheet of {SHEET} pixels is made small enough for the paper. */
  .stApp {{ zoom: .6; }}
  .block-container {{ padding: 0 !important; width: {SHEET}px !important; max-width: {SHEET}px !important; }}
  [data-testid="stHorizontalBlock"]:has(> [data-testid="stColumn"]) {{ display: flex !important; flex-flow: row nowrap !important; gap: 1.2rem !important; }}
  [data-testid="stColumn"] {{ min-width: 0 !important; width: auto !important; flex: 1 1 0 !important; }}
  [data-testid="stVerticalBlock"] {{ gap: .4rem !important; }}
  .up-kicker {{ margin-top: 0; }}
  .up-tiles {{ grid-template-columns: repeat(5, 1fr); margin: .2rem 0; }}
  .up-tile {{ padding-bottom: 0; }}
  .up-source {{ margin-bottom: .3rem; }}
  .up-caption {{ font-size: .78rem; line-height: 1.4; }}
  .up-step {{ margin-top: .8rem; break-after: avoid; }}
  {CARD} {{ break-inside: avoid; margin-top: .5rem; padding: .7rem 0 0 !important; }}
  .up-foot {{ margin-top: .3rem; padding-top: .3rem; }}
}}
</style>
"""


# Paper is light whatever the screen is; turning the hue back after inverting keeps the colours' meanings.
DARK_ON_PAPER = """<style>@media print {
  .stApp { filter: invert(1) hue-rotate(180deg); }
  .stApp, .stApp [data-testid="stAppViewContainer"], .stApp [data-testid="stMain"] { background: #000 !important; }
}</style>"""

COMPLETE_ADDRESS = """{
  const until = Date.now() + 60000;
  const complete = () => {
    if (location.pathname !== path) {
      if (Date.now() < until) setTimeout(complete, 20);
      return;
    }
    const kept = [...new URLSearchParams(location.search)];
    if (kept.every(([name]) => name.startsWith('embed')))
      history.replaceState(history.state, '', '?' + [query, new URLSearchParams(kept)].filter(String).join('&'));
  };
  complete();
}"""


def inject() -> None:
    """Add the style sheet to the page."""
    st.html(CSS + (DARK_ON_PAPER if st.context.theme.type == "dark" else ""))


def mark_section(position: int) -> None:
    """Underline the section of the current page in the top navigation, where it is the item of that position, from 1."""
    section = f'[data-testid="stTopNav"] .rc-overflow-item:nth-child({position}) [data-testid="stTopNavSection"]'
    st.html(f"<style>{section} {{ box-shadow: 0 3px 0 {ACCENT}; }}</style>")


def complete_address(path: str, query: str) -> None:
    """Give the address of the page at that path its parameters, in place, as soon as the browser has the path."""
    st.html(
        f"<script>(([path, query]) => {COMPLETE_ADDRESS})({json.dumps([path, query])});</script>",
        unsafe_allow_javascript=True,
    )


def masthead(product: str, tagline: str, language: Language) -> None:
    """Product name and tagline; the document says the language of its words, also after a switch without a reload."""
    st.html(
        f'<div class="up-mast"><b>{escape(product)}</b><span>{escape(tagline)}</span></div>'
        f"<script>document.documentElement.lang = '{language}';</script>",
        unsafe_allow_javascript=True,
    )


def finding(kicker: str, sentence: str, source: str) -> None:
    """The one finding of a page: a sentence with its number between ** marks, and where it comes from."""
    parts = _unbroken(sentence).split("**")
    shown = "".join(f"<mark>{escape(p)}</mark>" if i % 2 else escape(p) for i, p in enumerate(parts))
    st.html(
        f'<div class="up-kicker">{escape(kicker)}</div><h1 class="up-finding">{shown}</h1>'
        f'<p class="up-source">{escape(source)}</p>'
    )


def step(place: int, sentence: str) -> None:
    """One step of a story: its number and its sentence, the figure of it between ** marks."""
    parts = _unbroken(sentence).split("**")
    shown = "".join(f"<mark>{escape(p)}</mark>" if i % 2 else escape(p) for i, p in enumerate(parts))
    st.html(f'<div class="up-step"><span>{place}</span><h2>{shown}</h2></div>')


def _unbroken(sentence: str) -> str:
    """A particle stays with its word: after a mark or a percent sign a browser would break the line before 이며 or 를."""
    return re.sub(r"(%|\*\*)(?=[가-힣,.])", "\\1\u2060", sentence)


def tiles(entries: list[tuple[str, str, str]]) -> None:
    """Big numbers: label, value, and unit or year below."""
    boxes = "".join(
        f'<div class="up-tile"><div class="l">{escape(label)}</div><div class="n">{escape(value)}</div>'
        f'<div class="u">{escape(unit)}</div></div>'
        for label, value, unit in entries
    )
    st.html(f'<div class="up-tiles">{boxes}</div>')


def words_table(headings: list[str], rows: list[list[str]]) -> None:
    """A table of words, whole; on a phone every row becomes a paragraph, so that nothing has to be pushed aside."""
    head = "".join(f"<th>{escape(heading)}</th>" for heading in headings)
    body = "".join(
        "<tr>"
        + "".join(
            f'<td data-heading="{escape(heading)}">{escape(text)}</td>'
            for heading, text in zip(headings, row, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    st.html(f'<table class="up-words"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>')


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


def embedded(language: Language, card: str | None) -> None:
    """What an embedded page leaves out: the room above, and all but the figure if it asks for one; a warning stays."""
    rules = ".block-container { padding: .5rem 1rem !important; } .up-foot { margin-top: .6rem; } .up-foot a { color: inherit; }"
    if card is not None and re.fullmatch(r"[\w-]+", card):
        kept = f".st-key-card-{card}, .up-foot, [data-testid='stAlert']"
        rules += (
            f" .stMain [data-testid='stVerticalBlock'] > :not(.st-key-card-{card}):not(:has({kept}))"
            f":not(.st-key-card-{card} *), .stMain [data-testid='stColumn']:not(:has({kept}))"
            f":not(.st-key-card-{card} *) {{ display: none !important; }}"
        )
    st.html(
        f"<style>{rules}</style><script>document.documentElement.lang = '{language}';</script>",
        unsafe_allow_javascript=True,
    )


def footer(text: str, link: str | None = None) -> None:
    """The last line of a page; of an embedded one it leads to the whole page."""
    shown = f'<a href="{escape(link)}" target="_blank" rel="noopener">{escape(text)}</a>' if link else escape(text)
    st.html(f'<div class="up-foot">{shown}</div>')
