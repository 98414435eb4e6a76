"""How a share moves with what it depends on: a curve for each series, with the point that was chosen."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from unpriced.charts.base import Chart, Look, figure, legend_height, legend_on_top, need_rows
from unpriced.charts.estimates import step_colour
from unpriced.i18n import percent


def curves(
    frame: pd.DataFrame,
    *,
    x: str,
    y: str,
    series: str,
    names: Mapping[str, str],
    look: Look,
    title: str,
    x_title: str,
    chosen: Mapping[str, float],
    steps: bool = False,
) -> Chart:
    """Shares over shares or multiples; of each series the chosen x carries its value. `steps` holds a value back to the
    point before, as a cut-off does."""
    found = need_rows(frame, y, look)
    palette = look.theme
    made = figure(look, 330 + legend_height([*names.values()], look))
    said = []
    for place, (code, name) in enumerate(names.items()):
        rows = found[found[series] == code].sort_values(x)
        colour = step_colour(look, place, len(names)) if len(names) > 1 else palette.accent
        made.add_trace(
            go.Scatter(
                x=rows[x],
                y=rows[y],
                name=name,
                mode="lines",
                line={"color": colour, "width": 2.5, "shape": "vh" if steps else "linear"},
                customdata=[
                    f"{percent(a, look.language, digits=0)}: {percent(b, look.language)}"
                    for a, b in zip(rows[x], rows[y], strict=True)
                ],
                hovertemplate="%{customdata}<extra>" + name + "</extra>",
            )
        )
        at = rows[rows[x] >= chosen[code] - 1e-9].head(1)
        if at.empty:
            continue
        words = percent(at.iloc[0][y], look.language)
        made.add_trace(
            go.Scatter(
                x=[chosen[code]],
                y=at[y],
                mode="markers+text",
                marker={"size": 11, "color": colour},
                text=[f"<b>{words}</b>"],
                textposition="top center",
                cliponaxis=False,
                showlegend=False,
                hoverinfo="skip",
            )
        )
        said.append(f"{name} {percent(chosen[code], look.language, digits=0)}: {words}")
    made.update_xaxes(tickformat=".0%", title_text=x_title, showgrid=False)
    made.update_yaxes(tickformat=".0%", showgrid=True, range=[0, min(1.0, float(found[y].max()) * 1.2)])
    if len(names) > 1:
        legend_on_top(made, look)
    return Chart(made, look.t("alt-trend", title=title, series="; ".join(said)))
