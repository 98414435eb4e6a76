"""Charts of estimates: values with their intervals, the day by the clock, days of single people, Lorenz curves."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from unpriced.charts.base import Chart, Look, figure, legend_on_top, need_rows, rows_height
from unpriced.i18n import minutes, percent

Format = Callable[..., str]
DAY = 1440
FAINT = 0.18


def faint(colour: str, strength: float = FAINT) -> str:
    """The colour as a see-through fill."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{strength})"


def clock(minute: int, day_start: int) -> str:
    """The time of day, that many minutes after the diary day starts."""
    at = (minute + day_start) % DAY
    return f"{at // 60:02d}:{at % 60:02d}"


def _clock_axis(made: go.Figure, day_start: int, *, every: int) -> None:
    ticks = list(range((-day_start) % every, DAY + 1, every))
    made.update_xaxes(tickvals=ticks, ticktext=[clock(m, day_start) for m in ticks], range=[0, DAY], showgrid=True)


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
    step = next((s for s in (5, 10, 15, 30, 60, 120, 180) if (high - low) / s <= 6), 240)
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
    break_years: Sequence[int] = (),
    x_titles: Mapping[int, str] | None = None,
) -> Chart:
    """A line with its band for each series, cut at breaks; `x_titles` names the steps where they are no years."""
    found = need_rows(frame, value, look).sort_values(year)
    palette = look.theme
    made = figure(look, 380)
    said = []
    known = list(names)

    def named(step: int) -> str:
        return (x_titles or {}).get(step, str(step))

    for place, (code, name) in enumerate(names.items()):
        rows = found[found[series] == code]
        if rows.empty:
            continue
        colour = palette.colours.get(code) or _step(look, place, len(known))
        for part in _unbroken(rows, year, break_years):
            xs = list(part[year])
            made.add_trace(
                go.Scatter(
                    x=xs + xs[::-1],
                    y=list(part[high]) + list(part[low])[::-1],
                    mode="lines",
                    fill="toself",
                    fillcolor=faint(colour),
                    line={"width": 0},
                    hoverinfo="skip",
                    showlegend=False,
                )
            )
            made.add_trace(
                go.Scatter(
                    x=xs,
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
                        for x, v, a, b in zip(xs, part[value], part[low], part[high], strict=True)
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
        made.update_xaxes(dtick=2, tickformat="d")
    legend_on_top(made, look)
    return Chart(made, look.t("alt-trend", title=title, series="; ".join(said)))


def _unbroken(rows: pd.DataFrame, year: str, break_years: Sequence[int]) -> list[pd.DataFrame]:
    """The rows in runs without a break; a break stands before the year that begins the new series."""
    run = sum((rows[year] >= at).astype(int) for at in break_years) if break_years else rows[year] * 0
    return [part for _, part in rows.groupby(run, sort=True)]


def _step(look: Look, place: int, n: int) -> str:
    """A step of the theme's scale for series that have no colour of their own (ordered groups)."""
    scale = look.theme.scale[1:]
    return scale[round(place * (len(scale) - 1) / max(1, n - 1))]


def day_areas(
    frame: pd.DataFrame,
    *,
    minute: str,
    part: str,
    share: str,
    names: Mapping[str, str],
    day_start: int,
    look: Look,
    title: str,
) -> Chart:
    """What share of people does what at each time of the day: the parts stand on each other and fill the day."""
    found = need_rows(frame, share, look)
    palette = look.theme
    made = figure(look, 460)
    said = []
    for code, name in names.items():
        rows = found[found[part] == code].sort_values(minute)
        if rows.empty:
            continue
        made.add_trace(
            go.Scatter(
                x=rows[minute],
                y=rows[share],
                name=name,
                stackgroup="day",
                mode="lines",
                line={"width": 0.5, "color": palette.paper, "shape": "hv"},
                fillcolor=palette.colour(code),
                customdata=[
                    f"{clock(int(m), day_start)} {percent(v, look.language)}"
                    for m, v in zip(rows[minute], rows[share], strict=True)
                ],
                hovertemplate="%{customdata}<extra>" + name + "</extra>",
            )
        )
        top = rows.loc[rows[share].idxmax()]
        said.append(f"{name} {percent(top[share], look.language)} ({clock(int(top[minute]), day_start)})")
    _clock_axis(made, day_start, every=360 if look.narrow else 180)
    made.update_yaxes(range=[0, 1], tickformat=".0%", showgrid=True)
    legend_on_top(made, look)
    return Chart(made, look.t("alt-day-areas", title=title, peaks="; ".join(said)))


def day_lines(
    frame: pd.DataFrame,
    *,
    minute: str,
    series: str,
    share: str,
    low: str,
    high: str,
    names: Mapping[str, str],
    day_start: int,
    look: Look,
    title: str,
) -> Chart:
    """The share of people at one activity through the day, a line with its band for each group."""
    found = need_rows(frame, share, look)
    palette = look.theme
    made = figure(look, 380)
    said = []
    for place, (code, name) in enumerate(names.items()):
        rows = found[found[series] == code].sort_values(minute)
        if rows.empty:
            continue
        colour = palette.colours.get(code) or _step(look, place, len(names))
        xs = list(rows[minute])
        made.add_trace(
            go.Scatter(
                x=xs + xs[::-1],
                y=list(rows[high]) + list(rows[low])[::-1],
                mode="lines",
                fill="toself",
                fillcolor=faint(colour),
                line={"width": 0},
                hoverinfo="skip",
                showlegend=False,
            )
        )
        made.add_trace(
            go.Scatter(
                x=xs,
                y=rows[share],
                name=name,
                mode="lines",
                line={"color": colour, "width": 2.5},
                customdata=[
                    f"{clock(int(m), day_start)} {percent(v, look.language)}"
                    f" ({percent(a, look.language)} – {percent(b, look.language)})"
                    for m, v, a, b in zip(rows[minute], rows[share], rows[low], rows[high], strict=True)
                ],
                hovertemplate="%{customdata}<extra>" + name + "</extra>",
            )
        )
        top = rows.loc[rows[share].idxmax()]
        said.append(f"{name} {percent(top[share], look.language)} ({clock(int(top[minute]), day_start)})")
    _clock_axis(made, day_start, every=360 if look.narrow else 180)
    made.update_yaxes(rangemode="tozero", tickformat=".0%", showgrid=True)
    legend_on_top(made, look)
    return Chart(made, look.t("alt-day-areas", title=title, peaks="; ".join(said)))


def day_sequences(
    frame: pd.DataFrame,
    *,
    row: str,
    start: str,
    end: str,
    part: str,
    names: Mapping[str, str],
    day_start: int,
    look: Look,
    title: str,
) -> Chart:
    """Whole days of single people, one bar each, cut where the activity changes."""
    found = need_rows(frame, [start, end], look)
    palette = look.theme
    people = list(dict.fromkeys(found[row]))
    made = figure(look, rows_height(len(people), 110) if len(people) < 24 else 14 * len(people) + 110)
    for code, name in names.items():
        rows = found[found[part] == code]
        if rows.empty:
            continue
        made.add_trace(
            go.Bar(
                x=rows[end] - rows[start],
                base=rows[start],
                y=[people.index(p) for p in rows[row]],
                name=name,
                orientation="h",
                marker={"color": palette.colour(code), "line": {"width": 0}},
                customdata=[
                    f"{clock(int(a), day_start)}–{clock(int(b), day_start)}"
                    for a, b in zip(rows[start], rows[end], strict=True)
                ],
                hovertemplate="%{customdata}<extra>" + name + "</extra>",
            )
        )
    _clock_axis(made, day_start, every=360 if look.narrow else 180)
    made.update_layout(barmode="overlay", bargap=0.12)
    made.update_yaxes(
        tickvals=list(range(len(people))), ticktext=people, range=[len(people) - 0.5, -0.5], showgrid=False
    )
    legend_on_top(made, look)
    return Chart(made, look.t("alt-day-sequences", title=title, n=len(people)))


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
                line={"color": colours.get(code) or _step(look, place, len(names)), "width": 2.5},
                hovertemplate="%{x:.0%} · %{y:.1%}<extra>" + name + "</extra>",
            )
        )
    made.update_xaxes(range=[0, 1], tickformat=".0%", showgrid=True, title_text=look.t("lorenz-people"))
    made.update_yaxes(range=[0, 1], tickformat=".0%", showgrid=True, title_text=look.t("lorenz-income"))
    legend_on_top(made, look)
    return Chart(made, look.t("alt-lorenz", title=title, values=said))
