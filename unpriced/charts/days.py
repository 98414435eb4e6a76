"""Charts of the day by the clock: what people do when, and whole days of single people."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from unpriced.charts.base import Chart, Look, figure, legend_on_top, need_rows, rows_height
from unpriced.charts.estimates import band, step_colour
from unpriced.i18n import percent

DAY = 1440


def clock(minute: int, day_start: int) -> str:
    """The time of day, that many minutes after the diary day starts."""
    at = (minute + day_start) % DAY
    return f"{at // 60:02d}:{at % 60:02d}"


def _clock_axis(made: go.Figure, day_start: int, *, every: int) -> None:
    ticks = list(range((-day_start) % every, DAY + 1, every))
    made.update_xaxes(tickvals=ticks, ticktext=[clock(m, day_start) for m in ticks], range=[0, DAY], showgrid=True)


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
        colour = palette.colours.get(code) or step_colour(look, place, len(names))
        made.add_trace(band(rows[minute], rows[low], rows[high], colour))
        made.add_trace(
            go.Scatter(
                x=rows[minute],
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
    label: str,
    start: str,
    end: str,
    part: str,
    detail: str,
    names: Mapping[str, str],
    day_start: int,
    look: Look,
    title: str,
) -> Chart:
    """Whole days of single people, one bar each, cut where the activity changes; `detail` says more of an episode."""
    found = need_rows(frame, [start, end], look)
    palette = look.theme
    people = dict(zip(found[row], found[label], strict=True))
    order = list(people)
    made = figure(look, rows_height(len(people), 110) if len(people) < 24 else 14 * len(people) + 110)
    for code, name in names.items():
        rows = found[found[part] == code]
        if rows.empty:
            continue
        made.add_trace(
            go.Bar(
                x=rows[end] - rows[start],
                base=rows[start],
                y=[order.index(p) for p in rows[row]],
                name=name,
                orientation="h",
                width=0.86,
                marker={"color": palette.colour(code), "line": {"width": 0}},
                customdata=[
                    f"{clock(int(a), day_start)}–{clock(int(b), day_start)} {c}"
                    for a, b, c in zip(rows[start], rows[end], rows[detail], strict=True)
                ],
                hovertemplate="%{customdata}<extra>" + name + "</extra>",
            )
        )
    _clock_axis(made, day_start, every=360)
    made.update_layout(barmode="overlay")
    made.update_yaxes(
        tickvals=list(range(len(people))), ticktext=list(people.values()), range=[len(people) - 0.5, -0.5],
        showgrid=False,
    )  # fmt: skip
    legend_on_top(made, look)
    return Chart(made, look.t("alt-day-sequences", title=title, n=len(people)))
