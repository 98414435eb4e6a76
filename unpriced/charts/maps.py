"""The world map, drawn from the project's own outlines: no request leaves the server's address."""

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from unpriced.charts.base import GEOJSON_URL, Chart, Look, figure, need_rows
from unpriced.i18n import percent


def world_map(
    frame: pd.DataFrame,
    *,
    value: str,
    names: dict[str, str],
    look: Look,
    title: str,
    geojson: dict[str, Any],
    format_value: Any = percent,
    small: pd.DataFrame | None = None,
) -> Chart:
    """A choropleth in six equal-count classes; countries without a value stay grey, small states are dots."""
    found = need_rows(frame, value, look)
    colours = look.theme
    edges = np.unique(np.quantile(found[value].to_numpy(), np.linspace(0, 1, len(colours.scale) + 1)))
    classes = np.clip(np.searchsorted(edges, found[value].to_numpy(), side="right") - 1, 0, len(edges) - 2)
    n_classes = max(len(edges) - 1, 1)
    short = {"digits": 0} if format_value is percent else {}
    palette = colours.scale[:n_classes]
    # The grey of countries without a value is a class of its own below the first.
    steps = (colours.no_data, *palette)
    discrete = [[bound / len(steps), colour] for i, colour in enumerate(steps) for bound in (i, i + 1)]
    hover = [
        f"<b>{names.get(code, code)}</b><br>{format_value(v, look.language)}"
        for code, v in zip(found["country_code"], found[value], strict=True)
    ]
    drawn = {feature["id"] for feature in geojson["features"]}
    made = figure(look, 240 if look.narrow else 480)
    without = sorted(drawn - set(found["country_code"]))
    made.add_trace(
        go.Choropleth(
            geojson=GEOJSON_URL,
            locations=[*found["country_code"], *without],
            z=[*(classes + 0.5).tolist(), *([-0.5] * len(without))],
            zmin=-1,
            zmax=n_classes,
            colorscale=discrete,
            marker={"line": {"color": colours.paper, "width": 0.5}},
            customdata=[*hover, *(f"<b>{names.get(c, c)}</b><br>{look.t('not-available')}" for c in without)],
            hovertemplate="%{customdata}<extra></extra>",
            colorbar={
                "orientation": "h",
                "thickness": 10,
                "len": 0.95 if look.narrow else 0.6,
                "y": -0.02,
                "yanchor": "top",
                "x": 0.5,
                "outlinewidth": 0,
                "tickvals": [-0.62 if look.narrow else -0.5, *range(len(edges))],
                "ticktext": [
                    look.t("none-short"),
                    *(format_value(edge, look.language, **short) for edge in edges),
                ],
                "tickangle": 0,
                "tickfont": {"color": colours.muted, "size": 9 if look.narrow else 12},
            },
        )
    )
    if small is not None:
        dots = found.merge(small, on="country_code")
        dots = dots[~dots["country_code"].isin(drawn)]
        if not dots.empty:
            order = [list(found["country_code"]).index(code) for code in dots["country_code"]]
            made.add_trace(
                go.Scattergeo(
                    lon=dots["centroid_lon"],
                    lat=dots["centroid_lat"],
                    mode="markers",
                    marker={
                        "size": 9,
                        "color": [palette[min(int(classes[i]), n_classes - 1)] for i in order],
                        "line": {"color": colours.ink, "width": 0.8},
                    },
                    customdata=[hover[i] for i in order],
                    hovertemplate="%{customdata}<extra></extra>",
                )
            )
    made.update_layout(
        margin={"l": 0, "r": 0, "t": 0, "b": 34},
        geo={
            "visible": False,
            "projection": {"type": "natural earth"},
            "bgcolor": colours.paper,
            "lataxis": {"range": [-56, 84]},
            "lonaxis": {"range": [-170, 190]},
        },
    )
    low, high = found.loc[found[value].idxmin()], found.loc[found[value].idxmax()]
    alt = look.t(
        "alt-map",
        title=title,
        n=len(found),
        low=names.get(low["country_code"], low["country_code"]),
        low_value=format_value(low[value], look.language),
        high=names.get(high["country_code"], high["country_code"]),
        high_value=format_value(high[value], look.language),
    )
    return Chart(made, alt, geojson)
