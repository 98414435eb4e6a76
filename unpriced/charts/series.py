"""Charts over time and steps: trend with breaks, waterfall, vintages, coverage."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from unpriced.charts.base import Chart, Look, figure, legend_on_top, need_rows, rows_height, width_of
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
    made = figure(look, 300)
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
    years = sorted({int(y) for y in found[year]})
    top = float(found[value].max()) * 1.2
    for broken in sorted({int(y) for y in found.loc[found[is_break].astype(bool), year]}):
        before = [y for y in years if y < broken]
        if before:
            between = (before[-1] + broken) / 2
            made.add_vline(x=between, line_color=palette.quiet, line_width=1, line_dash="dot")
            made.add_annotation(
                x=between, y=top, yanchor="top", text=look.t("break-short"), showarrow=False, bgcolor=palette.paper,
                font={"size": 11, "color": palette.muted},
            )  # fmt: skip
    made.update_xaxes(
        tickvals=years, ticktext=[str(y) for y in years], range=[min(years) - 1.5, max(years) + 1.5], showgrid=False
    )
    made.update_yaxes(showgrid=False, showticklabels=False, range=[0, top])
    legend_on_top(made, look)
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
    format_step: Callable[[float], str] | None = None,
    first: str = "unpaid",
) -> Chart:
    """Steps that add up; a total stands on the ground. The first step has the colour of what it means.

    `format_step` writes what is no total, `format_value` the rest.
    """
    palette = look.theme
    fill = [palette.ink if total else palette.quiet for total in totals]
    fill[0] = palette.colour(first)
    ground, base, peak = 0.0, [], 0.0
    for value, total in zip(values, totals, strict=True):
        base.append(0.0 if total else ground)
        ground = value if total else ground + value
        peak = max(peak, ground)
    texts = [
        format_value(value) if total or format_step is None else format_step(value)
        for value, total in zip(values, totals, strict=True)
    ]
    upright = not look.narrow
    made = figure(look, 400 if upright else 44 * len(labels) + 30)
    made.add_trace(
        go.Bar(
            x=labels if upright else values,
            y=values if upright else labels,
            base=base,
            orientation="v" if upright else "h",
            marker={"color": fill},
            width=0.62,
            text=texts,
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{label}: %{text}<extra></extra>",
        )
    )
    room = max(peak, *(abs(v) for v in values))
    if upright:
        made.update_yaxes(showgrid=False, showticklabels=False, range=[0, room * 1.12])
        made.update_xaxes(showgrid=False, tickfont={"color": palette.ink, "size": 13})
    else:
        made.update_yaxes(autorange="reversed")
        made.update_xaxes(showgrid=False, showticklabels=False, range=[0, room * 1.28])
    steps = "; ".join(f"{label} {text}" for label, text in zip(labels, texts, strict=True))
    return Chart(made, look.t("alt-steps", title=title, steps=steps))


def vintages(
    frame: pd.DataFrame,
    *,
    year: str,
    vintage: str,
    value: str,
    text: str,
    names: Mapping[str, str],
    look: Look,
    title: str,
) -> Chart:
    """The same years in each release: a mark per release with its text, joined within a release only."""
    found = need_rows(frame, value, look).sort_values(year)
    palette = look.theme
    marks = ((palette.quiet, "circle", 10), (palette.ink, "diamond-open", 15), (palette.accent, "circle", 11))
    places = ("bottom right", "top left", "bottom right")
    made = figure(look, 400)
    said = []
    for (code, name), (colour, symbol, size), place in zip(names.items(), marks, places, strict=False):
        rows = found[found[vintage] == code]
        if rows.empty:
            continue
        made.add_trace(
            go.Scatter(
                x=rows[year],
                y=rows[value],
                name=name,
                mode="lines+markers+text",
                line={"color": colour, "width": 2, "dash": "dot"},
                marker={"size": size, "symbol": symbol, "line": {"width": 2, "color": colour}},
                text=rows[text],
                textposition=place,
                textfont={"color": palette.ink, "size": 11 if look.narrow else 12},
                cliponaxis=False,
                hovertemplate="%{x}: %{text}<extra>" + name + "</extra>",
            )
        )
        flat = [words.replace("<br>", ", ") for words in rows[text]]
        said.append(f"{name}: " + ", ".join(f"{y} {v}" for y, v in zip(rows[year], flat, strict=True)))
    years = sorted({int(y) for y in found[year]})
    made.update_xaxes(
        tickvals=years, ticktext=[str(y) for y in years], range=[min(years) - 2, max(years) + 6], showgrid=False
    )
    made.update_yaxes(showgrid=False, showticklabels=False, range=[0, found[value].max() * 1.12])
    legend_on_top(made, look)
    return Chart(made, look.t("alt-trend", title=title, series="; ".join(said)))


def coverage(frame: pd.DataFrame, *, row: str, column: str, value: str, look: Look, title: str) -> Chart:
    """A heat map of how many rows are held, rows by columns; where the columns are years, years without rows stay."""
    found = need_rows(frame, value, look)
    wide = found.pivot(index=row, columns=column, values=value)
    are_years = pd.api.types.is_integer_dtype(wide.columns)
    if are_years:
        wide = wide.reindex(columns=range(int(wide.columns.min()), int(wide.columns.max()) + 1))
    names = [str(c) for c in wide.columns]
    palette = look.theme
    steps = len(palette.scale) - 1
    made = figure(look, rows_height(len(wide), 60))
    made.add_trace(
        go.Heatmap(
            x=names,
            y=list(wide.index),
            z=wide.to_numpy(dtype=float, na_value=float("nan")),
            colorscale=[[place / steps, shade] for place, shade in enumerate(palette.scale)],
            showscale=False,
            xgap=1,
            ygap=1,
            hovertemplate="%{y}, %{x}: %{z}<extra></extra>",
        )
    )
    made.update_yaxes(autorange="reversed", ticks="")
    made.update_xaxes(side="top", type="category", ticks="", showgrid=False)
    if are_years:
        every = max(1, -(-len(names) // (6 if look.narrow else 20)))
        made.update_xaxes(tickvals=names[::every], tickangle=0)
    else:
        made.update_xaxes(tickangle=-90 if look.narrow else -40)
        room = max(map(width_of, names)) * (7 if look.narrow else 5)
        made.update_layout(height=made.layout.height + int(room))
    alt = look.t("alt-coverage", title=title, n=len(wide), cells=number(len(found), look.language))
    return Chart(made, alt)


def _short(name: str) -> str:
    """The first word of a name: its code, where it begins with one."""
    return name.split()[0]


def code_grid(
    frame: pd.DataFrame,
    *,
    label: Sequence[str],
    columns: Mapping[str, str],
    names: Mapping[str, str],
    look: Look,
    title: str,
) -> Chart:
    """Codes in cells, rows by columns; equal codes have equal colours, so that a change along a row is seen."""
    cells = [[str(frame.iloc[line][code]) for code in columns] for line in range(len(frame))]
    named = [[names.get(code, code) for code in row] for row in cells]
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
            xgap=2,
            ygap=2,
            customdata=named,
            hovertemplate="%{y}, %{x}: %{customdata}<extra></extra>",
        )
    )
    headings = list(columns.values())
    places = [(line, place) for line in range(len(cells)) for place in range(len(headings))]
    made.add_trace(
        go.Scatter(
            x=[headings[j] for _, j in places],
            y=[label[i] for i, _ in places],
            mode="text",
            text=[_short(named[i][j]) if look.narrow else named[i][j] for i, j in places],
            textfont={"size": 12, "color": [palette.on(shades[codes.index(cells[i][j])]) for i, j in places]},
            hoverinfo="skip",
        )
    )
    made.update_yaxes(range=[len(cells) - 0.5, -0.5], ticks="")
    made.update_xaxes(
        range=[-0.5, len(headings) - 0.5], side="top", ticks="", showgrid=False, tickangle=-90 if look.narrow else 0
    )
    said = "; ".join(f"{name}: {', '.join(row)}" for name, row in zip(label, cells, strict=True))
    return Chart(made, look.t("alt-steps", title=title, steps=said))
