"""Charts of estimates: values and quartiles with their intervals, trends with their bands, Lorenz curves."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from unpriced.charts.base import Chart, Look, figure, legend_on_top, need_rows, rows_height
from unpriced.i18n import minutes, percent

Format = Callable[..., str]
FAINT = 0.18


def faint(colour: str, strength: float = FAINT) -> str:
    """The colour as a see-through fill."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{strength})"


def intervals(
    frame: pd.DataFrame,
    *,
    label: str,
    value: str,
    low: str,
    high: str,
    look: Look,
    title: str,
    format_value: Format = minutes,
    series: str | None = None,
    names: Mapping[str, str] | None = None,
    zero_line: bool = False,
) -> Chart:
    """A dot with its interval for each row; with `series`, a dot of its own colour for each series in the row."""
    found = need_rows(frame, value, look)
    palette = look.theme
    labels = list(dict.fromkeys(found[label]))
    held = list(names or {}) if series else [""]
    made = figure(look, rows_height(len(labels) * max(1, len(held)), 90))
    said: list[str] = []
    for place, code in enumerate(held):
        rows = found[found[series] == code] if series else found
        if rows.empty:
            continue
        shift = (place - (len(held) - 1) / 2) * 0.26
        colour = palette.colour(code) if series else palette.accent
        name = (names or {}).get(code, "")
        shown = [format_value(v, look.language) for v in rows[value]]
        spans = [
            f"{format_value(a, look.language)} – {format_value(b, look.language)}"
            for a, b in zip(rows[low], rows[high], strict=True)
        ]
        made.add_trace(
            go.Scatter(
                x=rows[value],
                y=[labels.index(text) + shift for text in rows[label]],
                name=name,
                mode="markers+text",
                marker={"size": 10, "color": colour},
                error_x={
                    "type": "data",
                    "symmetric": False,
                    "array": (rows[high] - rows[value]).fillna(0),
                    "arrayminus": (rows[value] - rows[low]).fillna(0),
                    "color": colour,
                    "thickness": 2,
                    "width": 5,
                },
                text=shown,
                textposition="top center",
                textfont={"size": 11},
                cliponaxis=False,
                customdata=list(zip(rows[label], shown, spans, strict=True)),
                hovertemplate="%{customdata[0]}: %{customdata[1]} (%{customdata[2]})<extra>" + name + "</extra>",
            )
        )
        said += [
            f"{f'{name} ' if name else ''}{a} {b} ({c})" for a, b, c in zip(rows[label], shown, spans, strict=True)
        ]
    made.update_yaxes(
        tickvals=list(range(len(labels))),
        ticktext=labels,
        range=[len(labels) - 0.4, -0.7],
        showgrid=False,
        zeroline=False,
    )
    made.update_xaxes(rangemode="tozero", showgrid=True)
    if zero_line:
        made.add_vline(x=0, line={"color": palette.ink, "width": 1.5})
    _value_ticks(made.update_xaxes, [*found[low], *found[high]], format_value, look)
    if series:
        legend_on_top(made, look)
    return Chart(made, look.t("alt-intervals", title=title, values="; ".join(said[:24])))


def _value_ticks(update: Callable[..., object], values: Sequence[float], format_value: Format, look: Look) -> None:
    """Ticks that read as the values do: whole hours (or half or quarter hours) for minutes, percentages for shares."""
    if format_value is percent:
        update(tickformat=".0%")
        return
    if format_value is not minutes:
        return
    held = [v for v in values if v == v and v is not None]
    low, high = min([0.0, *held]), max([0.0, *held])
    step = next((s for s in (5, 10, 15, 30, 60, 120, 180) if (high - low) / s <= (4 if look.narrow else 6)), 240)
    ticks = [t * step for t in range(int(low // step), int(high // step) + 2)]
    update(tickvals=ticks, ticktext=[minutes(t, look.language) for t in ticks])


def interval_trend(
    frame: pd.DataFrame,
    *,
    year: str,
    value: str,
    low: str,
    high: str,
    series: str,
    names: Mapping[str, str],
    look: Look,
    title: str,
    format_value: Format = minutes,
    is_break: str | None = None,
    x_titles: Mapping[int, str] | None = None,
) -> Chart:
    """A line with its band for each series; `x_titles` names the steps where they are no years.

    No line is drawn across a break, which is marked, nor across a step without a value.
    """
    need_rows(frame, value, look)
    found = frame.dropna(subset=[year]).sort_values(year)
    breaks = sorted({int(y) for y in found.loc[found[is_break].astype(bool), year]}) if is_break else []
    palette = look.theme
    made = figure(look, 380)
    said = []
    known = list(names)

    def named(step: int) -> str:
        return (x_titles or {}).get(step, str(step))

    for place, (code, name) in enumerate(names.items()):
        told = found[found[series] == code]
        rows = told.dropna(subset=[value])
        if rows.empty:
            continue
        colour = palette.colours.get(code) or step_colour(look, place, len(known))
        for part in _unbroken(told, year, value, breaks):
            made.add_trace(band(part[year], part[low], part[high], colour))
            made.add_trace(
                go.Scatter(
                    x=part[year],
                    y=part[value],
                    name=name,
                    legendgroup=code,
                    showlegend=bool(part[year].iloc[0] == rows[year].iloc[0]),
                    mode="lines+markers",
                    line={"color": colour, "width": 2.5},
                    marker={"size": 6},
                    customdata=[
                        f"{named(x)}: {format_value(v, look.language)}"
                        f" ({format_value(a, look.language)} – {format_value(b, look.language)})"
                        for x, v, a, b in zip(part[year], part[value], part[low], part[high], strict=True)
                    ],
                    hovertemplate="%{customdata}<extra>" + name + "</extra>",
                )
            )
        first, last = rows.iloc[0], rows.iloc[-1]
        said.append(
            f"{name} {named(first[year])} {format_value(first[value], look.language)}"
            f" → {named(last[year])} {format_value(last[value], look.language)}"
        )
    made.update_yaxes(showgrid=True, rangemode="tozero")
    _value_ticks(made.update_yaxes, list(found[high]), format_value, look)
    if x_titles:
        made.update_xaxes(tickvals=list(x_titles), ticktext=list(x_titles.values()))
    else:
        years = sorted({int(y) for y in found[year]})
        _mark_breaks(made, years, breaks, look)
        made.update_xaxes(dtick=2 if years[-1] - years[0] > 4 else 1, tickformat="d")
    legend_on_top(made, look)
    return Chart(made, look.t("alt-trend", title=title, series="; ".join(said)))


def _unbroken(rows: pd.DataFrame, year: str, value: str, breaks: Sequence[int]) -> list[pd.DataFrame]:
    """The rows with a value, in runs that a line may join; a break stands before the year that begins the new run."""
    run = rows[value].isna().cumsum()
    for at in breaks:
        run = run + (rows[year] >= at)
    held = rows[value].notna()
    return [part for _, part in rows[held].groupby(run[held], sort=True)]


def _mark_breaks(made: go.Figure, years: Sequence[int], breaks: Sequence[int], look: Look) -> None:
    """A dotted line with its name between the two years of each break."""
    for at in breaks:
        before = [y for y in years if y < at]
        if before:
            between = (max(before) + at) / 2
            made.add_vline(x=between, line_color=look.theme.quiet, line_width=1, line_dash="dot")
            made.add_annotation(
                x=between, y=0, yref="paper", yanchor="bottom", text=look.t("break-series"), showarrow=False,
                bgcolor=look.theme.paper, font={"size": 11, "color": look.theme.muted},
            )  # fmt: skip


def band(xs: "pd.Series[float]", low: "pd.Series[float]", high: "pd.Series[float]", colour: str) -> go.Scatter:
    """The area between the ends of the intervals of a line, in a faint shade of its colour."""
    return go.Scatter(
        x=[*xs, *xs[::-1]],
        y=[*high, *low[::-1]],
        mode="lines",
        fill="toself",
        fillcolor=faint(colour),
        line={"width": 0},
        hoverinfo="skip",
        showlegend=False,
    )


def step_colour(look: Look, place: int, n: int) -> str:
    """A step of the theme's scale for series that have no colour of their own (ordered groups)."""
    scale = look.theme.scale[1:]
    return scale[round(place * (len(scale) - 1) / max(1, n - 1))]


def quartiles(
    frame: pd.DataFrame,
    *,
    label: str,
    probability: str,
    value: str,
    low: str,
    high: str,
    look: Look,
    title: str,
    format_value: Format = minutes,
    series: str | None = None,
    names: Mapping[str, str] | None = None,
) -> Chart:
    """For each row a bar from first to third quartile with the median on it, each of the three with its interval."""
    found = need_rows(frame, value, look)
    palette = look.theme
    labels = list(dict.fromkeys(found[label]))
    held = list(names or {}) if series else [""]
    made = figure(look, rows_height(len(labels) * max(1.4, 1.8 * len(held)), 90))
    near_zero = 0.06 * found[value].max()  # where a label in the middle would run into the names of the rows
    said: list[str] = []
    for place, code in enumerate(held):
        rows = found[found[series] == code] if series else found
        if rows.empty:
            continue
        shift = (place - (len(held) - 1) / 2) * 0.42
        colour = palette.colour(code) if series else palette.accent
        name = (names or {}).get(code, "")
        spans = rows.groupby(label, sort=False)[value].agg(["min", "max"])
        made.add_trace(
            go.Scatter(
                x=[x for ends in spans.itertuples(index=False) for x in (*ends, None)],
                y=[y for text in spans.index for y in (labels.index(text) + shift, labels.index(text) + shift, None)],
                mode="lines", line={"width": 9, "color": faint(colour, 0.35)}, hoverinfo="skip", showlegend=False,
            )
        )  # fmt: skip
        is_median = (rows[probability] - 0.5).abs() < 1e-9
        for part, below, size in ((rows[~is_median], 0.13, 4), (rows[is_median], 0.0, 10)):
            shown = [format_value(v, look.language) for v in part[value]]
            made.add_trace(
                go.Scatter(
                    x=part[value],
                    y=[labels.index(text) + shift + below for text in part[label]],
                    name=name,
                    showlegend=not below and bool(series),
                    mode="markers" if below else "markers+text",
                    text=shown,
                    textposition=["top right" if v < near_zero else "top center" for v in part[value]],
                    textfont={"size": 11},
                    marker={"size": size, "color": colour},
                    error_x={
                        "type": "data",
                        "symmetric": False,
                        "array": (part[high] - part[value]).fillna(0),
                        "arrayminus": (part[value] - part[low]).fillna(0),
                        "color": colour,
                        "thickness": 1 if below else 2,
                        "width": 0 if below else 4,
                    },
                    cliponaxis=False,
                    customdata=[
                        f"{text}, {percent(p, look.language, digits=0)}: {v}"
                        f" ({format_value(a, look.language)} – {format_value(b, look.language)})"
                        for text, p, v, a, b in zip(
                            part[label], part[probability], shown, part[low], part[high], strict=True
                        )
                    ],
                    hovertemplate="%{customdata}<extra>" + name + "</extra>",
                )
            )
            if not below:
                said += [
                    f"{f'{name} ' if name else ''}{text} {middle} ({format_value(spans['min'][text], look.language)}"
                    f" – {format_value(spans['max'][text], look.language)})"
                    for text, middle in zip(part[label], shown, strict=True)
                ]
    made.update_yaxes(range=[len(labels) - 0.4, -0.6], showgrid=False, zeroline=False)
    made.update_yaxes(tickvals=list(range(len(labels))), ticktext=labels)
    made.update_xaxes(rangemode="tozero", showgrid=True)
    _value_ticks(made.update_xaxes, [*found[low], *found[high], *found[value]], format_value, look)
    if series:
        legend_on_top(made, look)
    return Chart(made, look.t("alt-quartiles", title=title, values="; ".join(said[:24])))


def lorenz(
    frame: pd.DataFrame,
    *,
    people: str,
    income: str,
    series: str,
    names: Mapping[str, str],
    look: Look,
    title: str,
    said: str,
) -> Chart:
    """Lorenz curves beside the line of equality."""
    found = need_rows(frame, income, look)
    palette = look.theme
    made = figure(look, 420)
    made.add_trace(
        go.Scatter(
            x=[0, 1], y=[0, 1], mode="lines", line={"color": palette.muted, "dash": "dot"},
            name=look.t("lorenz-equality"), hoverinfo="skip",
        )
    )  # fmt: skip
    colours = {"before": palette.colour("paid"), "after": palette.colour("unpaid")}
    for place, (code, name) in enumerate(names.items()):
        rows = found[found[series] == code].sort_values(people)
        made.add_trace(
            go.Scatter(
                x=rows[people],
                y=rows[income],
                name=name,
                mode="lines",
                line={"color": colours.get(code) or step_colour(look, place, len(names)), "width": 2.5},
                hovertemplate="%{x:.0%} · %{y:.1%}<extra>" + name + "</extra>",
            )
        )
    made.update_xaxes(range=[0, 1], tickformat=".0%", showgrid=True, title_text=look.t("lorenz-people"))
    made.update_yaxes(range=[0, 1], tickformat=".0%", showgrid=True, title_text=look.t("lorenz-income"))
    legend_on_top(made, look)
    return Chart(made, look.t("alt-lorenz", title=title, values=said))
