"""The chart of a query of somebody's own: bars, lines or dots of any two columns, in the colours of a third."""

import math
from html import escape
from typing import Literal, get_args

import pandas as pd
import plotly.graph_objects as go

from unpriced.catalogue import Language
from unpriced.charts.bars import bars
from unpriced.charts.base import Chart, Look, alt_extremes, figure, legend_height, legend_on_top, need_rows
from unpriced.errors import UnpricedError
from unpriced.i18n import number

Kind = Literal["bars", "lines", "dots"]
KINDS: tuple[Kind, ...] = get_args(Kind)
MOST_BARS = 60
MOST_SERIES = 8
APART = ("paid", "unpaid", "community", "shopping", "care", "study", "leisure", "own_use")  # colours that differ


def plain(value: float, language: Language) -> str:
    """A number with as many decimals as its size calls for."""
    size = abs(value)
    if size == round(size) or size >= 1000:
        return number(value, language)
    return number(value, language, digits=min(6, max(0, 2 - math.floor(math.log10(size)))))


def own(frame: pd.DataFrame, *, kind: Kind, x: str, y: str, series: str | None, look: Look, title: str) -> Chart:
    """The rows as the reader asks for them."""
    found = need_rows(frame, [x, y], look).astype({y: float})
    found = found[found[y].map(math.isfinite)]
    if kind == "bars":
        return _bars(found, x, y, series, look, title)
    names = [None] if series is None else list(dict.fromkeys(found[series].map(str)))
    if len(names) > MOST_SERIES:
        raise UnpricedError(found=look.t("own-too-many", n=len(names), most=MOST_SERIES), needed="", remedy="")
    made = figure(look, 420)
    for place, name in enumerate(names):
        rows = found if name is None else found[found[series].map(str) == name]
        if kind == "lines":
            rows = rows.sort_values(x)
        colour = look.theme.colours.get(name or "", look.theme.colour(APART[place]))
        made.add_trace(
            go.Scatter(
                x=list(rows[x]),
                y=list(rows[y]),
                name=escape(name or "", quote=False),
                mode="lines+markers" if kind == "lines" else "markers",
                line={"color": colour, "width": 2.5},
                marker={"color": colour, "size": 8},
                customdata=[plain(value, look.language) for value in rows[y]],
                hovertemplate="%{x}: %{customdata}<extra>" + escape(name or "", quote=False) + "</extra>",
            )
        )
    made.update_xaxes(title={"text": escape(x, quote=False)}, showgrid=kind == "dots")
    made.update_yaxes(
        showgrid=True
    )  # its name stands above the chart: beside it, it would take the room of the numbers
    if pd.api.types.is_integer_dtype(found[x]):
        made.update_xaxes(tickformat="d")
    if len(names) > 1:
        legend_on_top(made, look)
        made.update_layout(height=420 + legend_height([str(name) for name in names], look))
    return Chart(made, alt_extremes(found, x, y, title, plain, look))


def _bars(found: pd.DataFrame, x: str, y: str, series: str | None, look: Look, title: str) -> Chart:
    rows = found.head(MOST_BARS).copy()
    parts = [x] if series is None or series == x else [x, series]
    rows["_label"] = [
        escape(" · ".join(map(str, values)), quote=False) for values in rows[parts].itertuples(index=False)
    ]
    again = rows.groupby("_label").cumcount()
    rows["_label"] = [label if not n else f"{label} ({n + 1})" for label, n in zip(rows["_label"], again, strict=True)]
    return bars(rows, label="_label", value=y, look=look, title=title, format_value=plain)
