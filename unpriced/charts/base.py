"""What every chart shares: the chart with its alt text, the look, the empty-frame rule, the layout."""

from collections.abc import Sequence
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
        "margin": {"l": 8, "r": 16, "t": 12, "b": 8},
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


def rows_height(n_rows: int, extra: int = 70) -> int:
    """Height of a chart with one line per row."""
    return n_rows * ROW_HEIGHT + extra


def legend_on_top(made: go.Figure) -> None:
    """A horizontal legend above the plot, for stacked bars whose parts cannot all be labelled."""
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
        },
    )


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
