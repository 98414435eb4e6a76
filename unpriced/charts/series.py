"""Charts over time and steps: trend with breaks, waterfall, vintages, coverage."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from unpriced.charts.base import Chart, Look, figure, legend_on_top, need_rows, rows_height
from unpriced.i18n import minutes, number

Format = Callable[..., str]


def trend_with_breaks(
    frame: pd.DataFrame,
    *,
    year: str,
    value: str,
    series: str,
    names: Mapping[str, str],
    look: Look,
    title: str,
    format_value: Format = minutes,
    is_break: str = "is_break",
) -> Chart:
    """A line per series; the line is not drawn across a break in comparability."""
    found = need_rows(frame, value, look).sort_values(year)
    palette = look.theme
    made = figure(look, 340)
    said = []
    for code, name in names.items():
        rows = found[found[series] == code]
        if rows.empty:
            continue
        xs: list[int | None] = []
        ys: list[float | None] = []
        for _, row in rows.iterrows():
            if row[is_break]:
                xs.append(None)
                ys.append(None)
            xs.append(row[year])
            ys.append(row[value])
        made.add_trace(
            go.Scatter(
                x=xs,
                y=ys,
                name=name,
                mode="lines+markers+text",
                connectgaps=False,
                line={"color": palette.colour(code), "width": 2.5},
                marker={"size": 9},
                text=_ends(ys, format_value, look),
                textposition="top center",
                cliponaxis=False,
                customdata=["" if v is None else format_value(v, look.language) for v in ys],
                hovertemplate="%{x}: %{customdata}<extra>" + name + "</extra>",
            )
        )
        said.append(
            f"{name} {rows.iloc[0][year]} {format_value(rows.iloc[0][value], look.language)}"
            f" → {rows.iloc[-1][year]} {format_value(rows.iloc[-1][value], look.language)}"
        )
    years = sorted(set(found[year]))
    made.update_xaxes(tickvals=years, ticktext=[str(y) for y in years], range=[min(years) - 1.5, max(years) + 1.5])
    made.update_yaxes(
        rangemode="tozero", showgrid=True, showticklabels=False, range=[0, float(found[value].max()) * 1.2]
    )
    legend_on_top(made)
    return Chart(made, look.t("alt-trend", title=title, series="; ".join(said)))


def _ends(values: list[float | None], format_value: Format, look: Look) -> list[str]:
    """Labels for the first and the last point of each unbroken run."""
    shown = []
    for place, value in enumerate(values):
        before = values[place - 1] if place else None
        after = values[place + 1] if place + 1 < len(values) else None
        at_end = value is not None and (before is None or after is None)
        shown.append(format_value(value, look.language) if at_end else "")
    return shown


def waterfall(
    labels: list[str],
    values: list[float],
    totals: list[bool],
    *,
    look: Look,
    title: str,
    format_value: Callable[[float], str],
) -> Chart:
    """Steps that add up; a total stands on the ground."""
    palette = look.theme
    made = figure(look, 420)
    made.add_trace(
        go.Waterfall(
            x=labels,
            y=values,
            measure=["total" if total else "relative" for total in totals],
            text=[format_value(v) for v in values],
            textposition="outside",
            constraintext="none",
            cliponaxis=False,
            connector={"line": {"color": palette.grid}},
            increasing={"marker": {"color": palette.colour("paid")}},
            totals={"marker": {"color": palette.accent}},
            hovertemplate="%{x}: %{text}<extra></extra>",
        )
    )
    made.update_yaxes(showgrid=True, showticklabels=False, range=[0, max(abs(v) for v in values) * 1.3])
    steps = "; ".join(f"{label} {format_value(value)}" for label, value in zip(labels, values, strict=True))
    return Chart(made, look.t("alt-steps", title=title, steps=steps))


def vintages(
    frame: pd.DataFrame,
    *,
    year: str,
    vintage: str,
    value: str,
    names: Mapping[str, str],
    look: Look,
    title: str,
    format_value: Format,
) -> Chart:
    """The same years in each release: a marker per release, joined within a release only."""
    found = need_rows(frame, value, look).sort_values(year)
    palette = look.theme
    colours = (palette.muted, palette.colour("paid"), palette.accent)
    places = ("top left", "top center", "bottom right")
    made = figure(look, 380)
    said = []
    for (code, name), colour, place in zip(names.items(), colours, places, strict=False):
        rows = found[found[vintage] == code]
        if rows.empty:
            continue
        texts = [format_value(v, look.language) for v in rows[value]]
        made.add_trace(
            go.Scatter(
                x=rows[year],
                y=rows[value],
                name=name,
                mode="lines+markers+text",
                line={"color": colour, "width": 2, "dash": "dot"},
                marker={"size": 12},
                text=texts,
                textposition=place,
                cliponaxis=False,
                hovertemplate="%{x}: %{text}<extra>" + name + "</extra>",
            )
        )
        said.append(f"{name}: " + ", ".join(f"{y} {v}" for y, v in zip(rows[year], texts, strict=True)))
    years = sorted({int(y) for y in found[year]})
    made.update_xaxes(tickvals=years, ticktext=[str(y) for y in years], range=[min(years) - 4, max(years) + 4])
    made.update_yaxes(showgrid=True, showticklabels=False, range=[found[value].min() * 0.7, found[value].max() * 1.12])
    legend_on_top(made)
    return Chart(made, look.t("alt-trend", title=title, series="; ".join(said)))


def coverage(frame: pd.DataFrame, *, row: str, column: str, value: str, look: Look, title: str) -> Chart:
    """A heat map of how many rows are held, rows by columns."""
    found = need_rows(frame, value, look)
    wide = found.pivot(index=row, columns=column, values=value)
    palette = look.theme
    made = figure(look, rows_height(len(wide), 60))
    made.add_trace(
        go.Heatmap(
            x=[str(c) for c in wide.columns],
            y=list(wide.index),
            z=wide.to_numpy(),
            colorscale=[[0, palette.scale[0]], [1, palette.scale[-1]]],
            showscale=False,
            xgap=1,
            ygap=1,
            hovertemplate="%{y}, %{x}: %{z}<extra></extra>",
        )
    )
    made.update_yaxes(autorange="reversed")
    made.update_xaxes(side="top", tickangle=-40 if any(len(str(c)) > 4 for c in wide.columns) else 0)
    alt = look.t("alt-coverage", title=title, n=len(wide), cells=number(len(found), look.language))
    return Chart(made, alt)


def code_grid(
    frame: pd.DataFrame, *, label: Sequence[str], columns: Mapping[str, str], look: Look, title: str
) -> Chart:
    """Codes in cells, rows by columns; equal codes have equal colours, so that a change along a row is seen."""
    cells = [[str(frame.iloc[line][code]) for code in columns] for line in range(len(frame))]
    often = Counter(code for row in cells for code in row)
    codes = [code for code, _ in often.most_common()]  # the commonest in the quietest shade
    palette = look.theme
    shades = [palette.scale[min(place, len(palette.scale) - 1)] for place in range(len(codes))]
    n_codes = len(codes)
    made = figure(look, rows_height(len(cells), 60))
    made.add_trace(
        go.Heatmap(
            x=list(columns.values()),
            y=list(label),
            z=[[codes.index(code) + 0.5 for code in row] for row in cells],
            zmin=0,
            zmax=n_codes,
            colorscale=[[bound / n_codes, shade] for i, shade in enumerate(shades) for bound in (i, i + 1)],
            showscale=False,
            text=cells,
            texttemplate="%{text}",
            opacity=0.85,
            xgap=2,
            ygap=2,
            hovertemplate="%{y}, %{x}: %{text}<extra></extra>",
        )
    )
    made.update_yaxes(autorange="reversed")
    made.update_xaxes(side="top")
    said = "; ".join(f"{name}: {', '.join(row)}" for name, row in zip(label, cells, strict=True))
    return Chart(made, look.t("alt-steps", title=title, steps=said))
