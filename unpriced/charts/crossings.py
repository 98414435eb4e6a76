"""Charts of how value crosses between the unpaid and the paid: flows, long series, two measures of one place."""

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from unpriced.charts.base import Chart, Format, Look, figure, legend_height, legend_on_top, need_rows
from unpriced.i18n import percent


def sankey(
    frame: pd.DataFrame,
    *,
    source: str,
    target: str,
    value: str,
    flow: str,
    nodes: Mapping[str, str],
    meanings: Mapping[str, str],
    flow_names: Mapping[str, str],
    look: Look,
    title: str,
    format_value: Format,
) -> Chart:
    """Flows between nodes as bands as wide as their value; a flow has the colour of the node that it comes from."""
    found = need_rows(frame, value, look)
    palette = look.theme
    used = [node for node in nodes if (found[source] == node).any() or (found[target] == node).any()]
    size = {
        node: max(found.loc[found[source] == node, value].sum(), found.loc[found[target] == node, value].sum())
        for node in used
    }
    colour = {node: palette.colour(meanings.get(node, "other")) for node in used}
    # On a phone the words of a node too small to be seen would stand in those of its neighbour; they are in the table.
    seen = 0.03 * max(size.values()) if look.narrow else 0
    made = figure(look, 420 if look.narrow else 500)
    made.add_trace(
        go.Sankey(
            arrangement="snap",
            node={
                "label": [
                    f"{nodes[node]}<br>{format_value(size[node], look.language)}" if size[node] >= seen else ""
                    for node in used
                ],
                "color": [colour[node] for node in used],
                "pad": 22,
                "thickness": 16,
                "line": {"width": 0},
                "hovertemplate": "%{label}<extra></extra>",
            },
            link={
                "source": [used.index(node) for node in found[source]],
                "target": [used.index(node) for node in found[target]],
                "value": found[value],
                "color": [_faded(colour[node]) for node in found[source]],
                "customdata": [
                    f"{flow_names[code]}: {format_value(amount, look.language)}"
                    for code, amount in zip(found[flow], found[value], strict=True)
                ],
                "hovertemplate": "%{customdata}<extra></extra>",
            },
            textfont={"color": palette.ink, "size": 11 if look.narrow else 13},
        )
    )
    made.update_layout(margin={"l": 4, "r": 8, "t": 12, "b": 16})
    said = "; ".join(
        f"{flow_names[code]} {format_value(amount, look.language)}"
        for code, amount in zip(found[flow], found[value], strict=True)
    )
    return Chart(made, look.t("alt-steps", title=title, steps=said))


def _faded(colour: str) -> str:
    """The #RRGGBB colour, transparent enough for bands to cross."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.45)"


def long_lines(
    frame: pd.DataFrame,
    *,
    year: str,
    series: Mapping[str, str],
    meanings: Mapping[str, str],
    look: Look,
    title: str,
    format_value: Format = percent,
    tick_format: str | None = ".0%",
) -> Chart:
    """Long series, one column each, over the years that hold them; both ends carry their value."""
    found = need_rows(frame.dropna(subset=list(series), how="all"), year, look).sort_values(year)
    palette = look.theme
    made = figure(look, 360 + legend_height([*series.values()], look))
    said = []
    for column, name in series.items():
        rows = found.dropna(subset=[column])
        if rows.empty:
            continue
        words = [format_value(v, look.language) for v in rows[column]]
        ends = [text if place in {0, len(words) - 1} else "" for place, text in enumerate(words)]
        made.add_trace(
            go.Scatter(
                x=rows[year],
                y=rows[column],
                name=name,
                mode="lines+markers+text" if len(rows) < 30 else "lines+text",
                line={"color": palette.colour(meanings.get(column, "total")), "width": 2.5},
                marker={"size": 7},
                text=ends,
                textposition="top center",
                cliponaxis=False,
                customdata=words,
                hovertemplate="%{x}: %{customdata}<extra>" + name + "</extra>",
            )
        )
        said.append(f"{name} {rows.iloc[0][year]:.0f} {words[0]} → {rows.iloc[-1][year]:.0f} {words[-1]}")
    span = found[year].max() - found[year].min()
    made.update_xaxes(
        showgrid=False, zeroline=False, range=[found[year].min() - span * 0.06, found[year].max() + span * 0.06]
    )
    made.update_yaxes(showgrid=True, tickformat=tick_format, range=[0, float(found[list(series)].max().max()) * 1.15])
    legend_on_top(made, look)
    return Chart(made, look.t("alt-trend", title=title, series="; ".join(said)))


def scatter(
    frame: pd.DataFrame,
    *,
    label: str,
    x: str,
    y: str,
    x_title: str,
    y_title: str,
    look: Look,
    title: str,
    format_x: Format,
    format_y: Format,
    trail: str | None = None,
    named: Sequence[str] = (),
    x_tick_format: str | None = None,
    y_tick_format: str | None = None,
) -> Chart:
    """One dot per place at its two measures; the named places carry their name, with their path over the years.

    `trail` is a column that says which row is the newest of its place; the rows before it draw the path.
    """
    found = need_rows(frame, [x, y], look)
    newest = found[found[trail].astype(bool)] if trail else found
    palette = look.theme
    made = figure(look, 460 if look.narrow else 520)
    for place in named:
        path = found[found[label] == place]
        if len(path) > 1:
            made.add_trace(
                go.Scatter(
                    x=path[x],
                    y=path[y],
                    mode="lines+markers",
                    line={"color": palette.accent, "width": 1.5},
                    marker={"size": 5, "color": palette.accent},
                    hoverinfo="skip",
                )
            )
    hover = [
        f"<b>{row[label]}</b><br>{x_title}: {format_x(row[x], look.language)}"
        f"<br>{y_title}: {format_y(row[y], look.language)}"
        for _, row in newest.iterrows()
    ]
    made.add_trace(
        go.Scatter(
            x=newest[x],
            y=newest[y],
            mode="markers+text",
            marker={
                "size": [12 if place in named else 8 for place in newest[label]],
                "color": [palette.accent if place in named else palette.quiet for place in newest[label]],
            },
            text=[place if place in named else "" for place in newest[label]],
            textposition="top center",
            cliponaxis=False,
            customdata=hover,
            hovertemplate="%{customdata}<extra></extra>",
        )
    )
    made.update_xaxes(title={"text": x_title}, tickformat=x_tick_format)
    made.update_yaxes(
        title={"text": y_title, "standoff": 8}, showgrid=True, rangemode="tozero", automargin=True,
        tickformat=y_tick_format,
    )  # fmt: skip
    low, high = newest.loc[newest[y].idxmin()], newest.loc[newest[y].idxmax()]
    alt = look.t(
        "alt-extremes",
        title=title,
        n=len(newest),
        low=str(low[label]),
        low_value=format_y(low[y], look.language),
        high=str(high[label]),
        high_value=format_y(high[y], look.language),
    )
    return Chart(made, alt)
