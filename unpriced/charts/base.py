"""What every chart shares: the chart with its alt text, the look, the empty-frame rule, the layout."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from unpriced.catalogue import Language
from unpriced.charts.theme import FONT_SANS, FONT_SERIF, Theme, ThemeName, theme
from unpriced.errors import UnpricedError
from unpriced.i18n import t

CONFIG: dict[str, Any] = {
    "displaylogo": False,
    "showSendToCloud": False,
    "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d"],
    "topojsonURL": "/app/static/generated/topojson/",
    "responsive": True,
}
GEOJSON_URL = "/app/static/generated/countries.geojson"
ROW_HEIGHT = 26
Format = Callable[..., str]
LONGEST_SIDE_LABEL = 10  # Latin letters that may stand beside a row on a phone; longer names stand above it
ROOM_ABOVE = 18
LETTER = 6.4  # pixels of a Latin letter at the size of labels
PHONE_PLOT, HALF_PAGE_PLOT = 330, 560  # pixels that a plot has at least


@dataclass(frozen=True)
class Look:
    """Language, theme and width a chart is drawn for."""

    language: Language
    theme_name: ThemeName = "light"
    narrow: bool = False

    @property
    def theme(self) -> Theme:
        return theme(self.theme_name)

    def t(self, key: str, **arguments: str | int | float) -> str:
        return t(self.language, key, **arguments)


@dataclass(frozen=True)
class Chart:
    """A figure with the text that says what it shows."""

    figure: go.Figure
    alt: str
    geojson: dict[str, Any] | None = field(default=None, repr=False)


def need_rows(frame: pd.DataFrame, value: str | Sequence[str], look: Look) -> pd.DataFrame:
    """The rows that have a value; an UnpricedError when none has, so that no chart is ever empty without a reason."""
    names = [value] if isinstance(value, str) else list(value)
    found = frame.dropna(subset=names)
    if found.empty:
        reasons = (
            sorted({str(code) for code in frame["missing_reason"].dropna()})
            if "missing_reason" in frame.columns
            else []
        )
        reason = "; ".join(look.t(f"missing_reason-{code}") for code in reasons) or look.t("reason-no-rows")
        raise UnpricedError(found=look.t("not-available-because", reason=reason), needed="", remedy="")
    return found


def figure(look: Look, height: int, **layout: Any) -> go.Figure:
    """An empty figure in the house style."""
    colours = look.theme
    axis = {
        "gridcolor": colours.grid,
        "zerolinecolor": colours.muted,
        "linecolor": colours.grid,
        "tickfont": {"color": colours.muted, "size": 12},
        "title": {"font": {"color": colours.muted, "size": 12}},
        "automargin": True,
        "fixedrange": True,
    }
    base: dict[str, Any] = {
        "template": go.layout.Template(),
        "height": height,
        "paper_bgcolor": colours.paper,
        "plot_bgcolor": colours.paper,
        "font": {"family": FONT_SANS, "color": colours.ink, "size": 13},
        "margin": {"l": 4, "r": 16, "t": 12, "b": 8},
        "xaxis": axis,
        "yaxis": axis | {"showgrid": False},
        "showlegend": False,
        "separators": ".,",
        "hoverlabel": {"bgcolor": colours.paper, "font": {"color": colours.ink, "family": FONT_SANS}},
        "dragmode": False,
    }
    made = go.Figure(layout=base)
    made.update_layout(**layout)
    return made


def rows_height(n_rows: float, extra: int = 70) -> int:
    """Height of a chart with one line per row."""
    return round(n_rows * ROW_HEIGHT) + extra


def width_of(text: str) -> float:
    """Width of a text in Latin letters; a Korean syllable is nearly twice as wide, a tag has none."""
    return sum(1.0 if ord(letter) < 0x1100 else 1.8 for letter in re.sub(r"<[^>]+>", "", text))


def _in_two_lines(text: str) -> str:
    """The text, broken at the blank nearest to its middle where it is longer than a phone is wide."""
    blanks = [found.start() for found in re.finditer(" ", text)]
    if width_of(text) * LETTER < PHONE_PLOT or not blanks:
        return text
    middle = min(blanks, key=lambda place: abs(place - len(text) / 2))
    return f"{text[:middle]}<br>{text[middle + 1 :]}"


def room_beside(texts: Sequence[str], look: Look, *, taken: float = 0.0) -> float:
    """By what the longest bar must be multiplied to get an axis with room for the texts outside the bars.

    `taken` is the width of the names beside the rows, in letters.
    """
    plot = (PHONE_PLOT if look.narrow else HALF_PAGE_PLOT) - taken * LETTER
    words = (max(map(width_of, texts), default=0.0) + 2) * LETTER
    return 1 / (1 - min(words / plot, 0.7))


def rows_labelled(
    made: go.Figure, rows: Sequence[str], look: Look, shown: Sequence[str] | None = None, *, lift: int = 10
) -> int:
    """Write the names of the rows: beside them, or above each row where a phone has no room beside.

    Returned are the pixels that each row got for the names above it, 0 where they stand beside.

    `rows` are the values on the axis from below, `shown` the words for them, `lift` the pixels from the middle of a
    row to its words. The figure grows by the room it needs.
    """
    words = list(shown or rows)
    if not look.narrow or max(map(width_of, words)) <= LONGEST_SIDE_LABEL:
        if shown is not None:
            made.update_yaxes(tickvals=list(rows), ticktext=words)
        return 0
    words = [_in_two_lines(text) for text in words]
    made.update_yaxes(showticklabels=False)
    for row, text in zip(rows, words, strict=True):
        made.add_annotation(
            x=0, xref="paper", xanchor="left", y=row, yref="y", yanchor="bottom", yshift=lift, text=text, align="left",
            showarrow=False, font={"size": 12, "color": look.theme.muted}, bgcolor=look.theme.paper, borderpad=0,
        )  # fmt: skip
    room = ROOM_ABOVE * (2 if any("<br>" in text for text in words) else 1)
    made.update_layout(height=made.layout.height + len(rows) * room)
    return room


def alt_extremes(found: pd.DataFrame, label: str, value: str, title: str, format_value: Format, look: Look) -> str:
    low, high = found.loc[found[value].idxmin()], found.loc[found[value].idxmax()]
    return look.t(
        "alt-extremes",
        title=title,
        n=len(found),
        low=str(low[label]),
        low_value=format_value(low[value], look.language),
        high=str(high[label]),
        high_value=format_value(high[value], look.language),
    )


def legend_on_top(made: go.Figure, look: Look) -> None:
    """A horizontal legend above the plot, for marks that cannot all be labelled."""
    made.update_layout(
        showlegend=True,
        legend={
            "orientation": "h",
            "y": 1.0,
            "yanchor": "bottom",
            "x": 0,
            "xanchor": "left",
            "traceorder": "normal",
            "maxheight": 400,
            "font": {"size": 11 if look.narrow else 13},
            "itemwidth": 30,
        },
    )


def legend_height(names: Sequence[str], look: Look) -> int:
    """Pixels that a legend of these names takes, where Plotly sets it in columns of the longest name."""
    plot = PHONE_PLOT if look.narrow else HALF_PAGE_PLOT
    columns = max(1, int(plot / (max(map(width_of, names)) * LETTER + 40)))
    return -(-len(names) // columns) * 21


def for_export(chart: Chart, look: Look, *, title: str, source: str, width: int = 1200) -> go.Figure:
    """The figure with its title and source line inside, for a file that travels alone."""
    made = go.Figure(chart.figure)
    if chart.geojson is not None:
        made.update_traces(geojson=chart.geojson, selector={"type": "choropleth"})
    height = (chart.figure.layout.height or 450) + 130
    made.update_layout(
        width=width,
        height=height,
        margin={"l": 40, "r": 40, "t": 84, "b": 64},
        title={
            "text": title,
            "font": {"family": FONT_SERIF, "size": 22, "color": look.theme.ink},
            "x": 0.03,
            "xanchor": "left",
            "y": 0.97,
            "yanchor": "top",
        },
    )
    made.add_annotation(
        text=source,
        xref="paper",
        yref="paper",
        x=0,
        y=0,
        yshift=-40,
        xanchor="left",
        yanchor="top",
        showarrow=False,
        font={"size": 11, "color": look.theme.muted},
    )
    return made
