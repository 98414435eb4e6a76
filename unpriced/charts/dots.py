"""Charts with dots on one line per row: ranges over methods, dumbbells, differences."""

import pandas as pd
import plotly.graph_objects as go

from unpriced.catalogue import Language
from unpriced.charts.base import (
    LETTER,
    PHONE_PLOT,
    Chart,
    Format,
    Look,
    alt_extremes,
    figure,
    legend_on_top,
    need_rows,
    rows_height,
    rows_labelled,
    width_of,
)
from unpriced.i18n import minutes, percent


def ranking_with_range(
    frame: pd.DataFrame,
    *,
    label: str,
    value: str,
    lowest: str,
    highest: str,
    look: Look,
    title: str,
    format_value: Format = percent,
    highlight: str | None = None,
    middle: tuple[float, str] | None = None,
    tick_format: str | None = ".0%",
) -> Chart:
    """One line per row: a dot for the default answer on a bar from the lowest to the highest of the methods.

    `middle` is a value with its words, drawn as a line through all rows.
    """
    found = need_rows(frame, value, look).iloc[::-1]
    palette = look.theme
    dot = [palette.accent if lab == highlight else palette.ink for lab in found[label]]
    made = figure(look, rows_height(len(found), 60))
    if middle is not None:
        made.add_vline(x=middle[0], line_color=palette.accent, line_width=1, line_dash="dot", layer="below")
        made.add_annotation(
            x=middle[0], y=-0.6, yanchor="bottom", xanchor="left", xshift=4, text=middle[1], showarrow=False,
            font={"color": palette.accent, "size": 12},
        )  # fmt: skip
    made.add_trace(
        go.Bar(
            base=found[lowest],
            x=(found[highest] - found[lowest]),
            y=found[label],
            orientation="h",
            width=0.28,
            marker={"color": palette.no_data},
            hoverinfo="skip",
        )
    )
    hover = [
        look.t(
            "hover-range",
            label=str(row[label]),
            value=format_value(row[value], look.language),
            low=format_value(row[lowest], look.language),
            high=format_value(row[highest], look.language),
        )
        for _, row in found.iterrows()
    ]
    made.add_trace(
        go.Scatter(
            x=found[value],
            y=found[label],
            mode="markers",
            marker={"size": 10, "color": dot},
            customdata=hover,
            hovertemplate="%{customdata}<extra></extra>",
            cliponaxis=False,
        )
    )
    made.update_xaxes(tickformat=tick_format, side="top", rangemode="tozero", nticks=6 if look.narrow else 10)
    shown = [
        f"{lab}  <b>{format_value(v, look.language)}</b>" for lab, v in zip(found[label], found[value], strict=True)
    ]
    made.update_yaxes(range=[-0.7, len(found) - 0.3], tickvals=list(found[label]), ticktext=shown)
    if max(map(width_of, found[label])) * LETTER > PHONE_PLOT / 2:  # long names leave a phone no room beside them
        rows_labelled(made, list(found[label]), look, shown)
        made.update_yaxes(range=[-0.7, len(found) - (0.1 if look.narrow else 0.3)])
    return Chart(made, alt_extremes(found, label, value, title, format_value, look))


def method_dots(
    frame: pd.DataFrame,
    *,
    label: str,
    value: str,
    look: Look,
    title: str,
    format_value: Format = percent,
    default: str = "is_default",
    tick_format: str | None = ".0%",
) -> Chart:
    """Methods side by side: a dot with its value per method on the band from the lowest to the highest."""
    found = need_rows(frame, value, look).iloc[::-1]
    palette = look.theme
    made = figure(look, rows_height(len(found), 80) + len(found) * 14)
    lowest, highest = float(found[value].min()), float(found[value].max())
    made.add_vrect(x0=lowest, x1=highest, fillcolor=palette.grid, opacity=0.55, line_width=0, layer="below")
    made.add_trace(
        go.Scatter(
            x=found[value],
            y=found[label],
            mode="markers+text",
            marker={
                "size": [17 if d else 12 for d in found[default]],
                "color": [palette.accent if d else palette.ink for d in found[default]],
                "opacity": 1,
            },
            text=[f"<b>{format_value(v, look.language)}</b>" for v in found[value]],
            textposition="top center",
            cliponaxis=False,
            hovertemplate="%{y}: %{text}<extra></extra>",
        )
    )
    made.update_yaxes(showgrid=True, range=[-0.6, len(found) - 0.2])
    made.update_xaxes(showticklabels=tick_format is not None)  # the values stand at the dots
    made.update_xaxes(showgrid=False, tickformat=tick_format, range=[0, highest * (1.16 if look.narrow else 1.06)])
    return Chart(made, alt_extremes(found, label, value, title, format_value, look))


def dumbbell(
    frame: pd.DataFrame,
    *,
    label: str,
    left: str,
    right: str,
    left_name: str,
    right_name: str,
    left_colour: str,
    right_colour: str,
    look: Look,
    title: str,
    format_value: Format = minutes,
    highlight: str | None = None,
    tick_format: str | None = None,
    right_open: bool = False,
) -> Chart:
    """Two dots per row joined by a line: women and men, weekday and weekend, ours and the office's.

    `right_open` draws the right dots as rings, for pairs that no colour stands for.
    """
    found = need_rows(frame, [left, right], look).iloc[::-1]
    palette = look.theme
    made = figure(look, rows_height(len(found), 80))
    xs: list[float | None] = []
    ys: list[str | None] = []
    for _, line in found.iterrows():
        xs += [line[left], line[right], None]
        ys += [line[label], line[label], None]
    made.add_trace(
        go.Scatter(
            x=xs,
            y=ys,
            mode="lines",
            line={"color": palette.no_data, "width": 3},
            hoverinfo="skip",
            showlegend=False,
        )
    )
    for column, name, meaning in ((left, left_name, left_colour), (right, right_name, right_colour)):
        colour = palette.colour(meaning)
        ring = right_open and column == right
        made.add_trace(
            go.Scatter(
                x=found[column],
                y=found[label],
                name=name,
                mode="markers",
                marker={
                    "size": [14 if lab == highlight else 10 for lab in found[label]],
                    "color": palette.paper if ring else colour,
                    "line": {"color": colour, "width": 2 if ring else 0},
                    "opacity": 1,
                },
                customdata=[f"{name}: {format_value(v, look.language)}" for v in found[column]],
                hovertemplate="%{y}<br>%{customdata}<extra></extra>",
            )
        )
    made.update_xaxes(rangemode="tozero", side="top", tickformat=tick_format)
    largest = float(found[[left, right]].max().max())
    if tick_format is None:
        every = 1 if largest < 480 and not look.narrow else 2
        hours = [60 * h for h in range(0, int(largest // 60) + 2, every)]
        made.update_xaxes(tickvals=hours, ticktext=[look.t("hours-only", hours=h // 60) for h in hours])
    made.update_xaxes(range=[0, largest * 1.06], tickangle=0)
    made.update_yaxes(range=[-0.7, len(found) - (0.1 if look.narrow else 0.3)])
    rows_labelled(made, list(found[label]), look)
    legend_on_top(made, look)
    made.update_layout(
        margin={"t": 64, "l": 4, "r": 16, "b": 8}, legend={"y": 1.0, "yanchor": "top", "yref": "container"}
    )
    gap = (found[left] - found[right]).abs()
    widest = found.loc[gap.idxmax()]
    alt = look.t(
        "alt-dumbbell",
        title=title,
        n=len(found),
        left=left_name,
        right=right_name,
        widest=str(widest[label]),
        left_value=format_value(widest[left], look.language),
        right_value=format_value(widest[right], look.language),
    )
    return Chart(made, alt)


def differences(frame: pd.DataFrame, *, label: str, value: str, look: Look, title: str) -> Chart:
    """How far each row is from the published figure, around zero; small differences stay readable."""
    found = need_rows(frame, value, look).iloc[::-1]
    palette = look.theme

    def said(share: float, language: Language) -> str:
        return percent(share, language, digits=2, signed=True)

    texts = [said(v, look.language) for v in found[value]]
    made = figure(look, rows_height(len(found), 40))
    made.add_trace(
        go.Scatter(
            x=found[value],
            y=found[label],
            mode="markers",
            marker={"size": 10, "color": palette.accent},
            text=texts,
            hovertemplate="%{y}: %{text}<extra></extra>",
            cliponaxis=False,
        )
    )
    widest = max(float(found[value].abs().max()), 1e-4) * 1.15
    made.add_vline(x=0, line_color=palette.ink, line_width=1.5, layer="below")
    made.update_xaxes(range=[-widest, widest], tickformat="+.1%", side="top", tickangle=0, nticks=5)
    made.update_yaxes(range=[-0.7, len(found) - (0.1 if look.narrow else 0.3)])
    shown = [f"{lab}  <b>{text}</b>" for lab, text in zip(found[label], texts, strict=True)]
    rows_labelled(made, list(found[label]), look, shown)
    return Chart(made, alt_extremes(found, label, value, title, said, look))
