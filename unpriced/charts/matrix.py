"""A grid of values with words in its cells: rows by columns."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from unpriced.charts.base import ROW_HEIGHT, Chart, Format, Look, figure, need_rows
from unpriced.i18n import percent


def matrix(
    frame: pd.DataFrame,
    *,
    row: str,
    column: str,
    value: str,
    rows: Mapping[Any, str],
    columns: Mapping[Any, str],
    look: Look,
    title: str,
    row_title: str = "",
    column_title: str = "",
    format_value: Format = percent,
    marked: tuple[Any, Any] | None = None,
) -> Chart:
    """Cells in shades of their value, each with its value written in it; `rows` and `columns` give order and names.

    `marked` is the row and the column of a cell with a frame around it.
    """
    need_rows(frame, value, look)
    wide = frame.pivot(index=row, columns=column, values=value).reindex(index=list(rows), columns=list(columns))
    values = wide.to_numpy(dtype=float, na_value=float("nan"))
    palette = look.theme
    lowest, highest = np.nanmin(values), np.nanmax(values)
    n_shades = len(palette.scale)
    places = np.clip(((values - lowest) / max(highest - lowest, 1e-9) * n_shades).astype(float), 0, n_shades - 1)
    down, across = list(rows.values()), list(columns.values())
    made = figure(look, round(len(down) * ROW_HEIGHT * 1.3) + (110 if column_title else 80))
    made.add_trace(
        go.Heatmap(
            x=list(range(len(across))),
            y=list(range(len(down))),
            z=np.floor(places),
            zmin=0,
            zmax=n_shades - 1,
            colorscale=[[place / (n_shades - 1), shade] for place, shade in enumerate(palette.scale)],
            showscale=False,
            xgap=2,
            ygap=2,
            hoverinfo="skip",
        )
    )
    held = [(i, j) for i in range(len(down)) for j in range(len(across)) if not np.isnan(values[i, j])]
    short = {"digits": 0} if format_value is percent else {}
    made.add_trace(
        go.Scatter(
            x=[j for _, j in held],
            y=[i for i, _ in held],
            mode="text",
            text=[format_value(values[i, j], look.language, **short) for i, j in held],
            textfont={"size": 12, "color": [palette.on(palette.scale[int(places[i, j])]) for i, j in held]},
            customdata=[f"{down[i]}, {across[j]}: {format_value(values[i, j], look.language)}" for i, j in held],
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    made.update_yaxes(
        range=[len(down) - 0.5, -0.5], tickvals=list(range(len(down))), ticktext=down, ticks="", zeroline=False
    )
    made.update_xaxes(
        range=[-0.5, len(across) - 0.5], tickvals=list(range(len(across))), ticktext=across, side="top", ticks="",
        showgrid=False, zeroline=False, tickangle=0,
    )  # fmt: skip
    if marked is not None and marked[0] in rows and marked[1] in columns:
        i, j = list(rows).index(marked[0]), list(columns).index(marked[1])
        for colour, width in ((palette.ink, 5), (palette.paper, 2)):  # one of the two stands out from any shade
            made.add_shape(
                type="rect", x0=j - 0.5, x1=j + 0.5, y0=i - 0.5, y1=i + 0.5, line={"color": colour, "width": width}
            )
    if row_title:
        made.update_yaxes(title={"text": row_title, "font": {"size": 12, "color": palette.muted}})
    if column_title:
        made.update_xaxes(title={"text": column_title, "font": {"size": 12, "color": palette.muted}})
    highest_cell = max(held, key=lambda place: values[place])
    lowest_cell = min(held, key=lambda place: values[place])
    ends = [
        f"{down[i]}, {across[j]}: {format_value(values[i, j], look.language)}" for i, j in (lowest_cell, highest_cell)
    ]
    return Chart(made, look.t("alt-matrix", title=title, n=len(held), lowest=ends[0], highest=ends[1]))
