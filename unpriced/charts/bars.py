"""Charts with one line per row: bars, ranges, dumbbells, stacked days, tornado."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from unpriced.catalogue import Language
from unpriced.charts.base import (
    Chart,
    Look,
    figure,
    legend_on_top,
    need_rows,
    room_beside,
    rows_height,
    rows_labelled,
    width_of,
)
from unpriced.i18n import minutes, percent

Format = Callable[..., str]


def _tick_free(made: go.Figure) -> None:
    made.update_xaxes(showgrid=False, showticklabels=False, zeroline=False)


def bars(
    frame: pd.DataFrame,
    *,
    label: str,
    value: str,
    look: Look,
    title: str,
    format_value: Format = percent,
    highlight: str | None = None,
    colours: Mapping[str, str] | None = None,
    code: str | None = None,
    aside: str | None = None,
) -> Chart:
    """Horizontal bars in the order of the frame, each with its value at the end.

    `highlight` is a label; `aside` is a column of words that follow the value.
    """
    found = need_rows(frame, value, look).iloc[::-1]
    palette = look.theme
    texts = [format_value(v, look.language) for v in found[value]]
    if aside is not None:
        texts = [f"{text}  {more}".rstrip() for text, more in zip(texts, found[aside], strict=True)]
    if colours is not None and code is not None:
        fill = [colours.get(c, palette.colour(c)) for c in found[code]]
    else:
        fill = [palette.accent if lab == highlight or highlight is None else palette.quiet for lab in found[label]]
    made = figure(look, rows_height(len(found), 30))
    made.add_trace(
        go.Bar(
            x=found[value],
            y=found[label],
            orientation="h",
            text=texts,
            textposition="outside",
            cliponaxis=False,
            marker={"color": fill},
            hovertemplate="%{y}: %{text}<extra></extra>",
        )
    )
    _tick_free(made)
    above = rows_labelled(made, list(found[label]), look)
    largest = float(found[value].abs().max())
    smallest = float(min(found[value].min(), 0))
    taken = 0.0 if above else max(map(width_of, found[label]))
    made.update_xaxes(range=[smallest * 1.25, largest * room_beside(texts, look, taken=taken)])
    made.update_layout(bargap=0.66 if above else 0.35)
    return Chart(made, _alt_extremes(found, label, value, title, format_value, look))


def _alt_extremes(found: pd.DataFrame, label: str, value: str, title: str, format_value: Format, look: Look) -> str:
    low, high = found.loc[found[value].idxmin()], found.loc[found[value].idxmax()]
    return look.t(
        "alt-extremes",
        title=title,
        n=len(found),
        low=str(low[label]),
        low_value=format_value(low[value], look.language),
        high=str(high[label]),
        high_value=format_value(high[value], look.language),
    )


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
    made.update_xaxes(tickformat=".0%", side="top", rangemode="tozero", nticks=6 if look.narrow else 10)
    made.update_yaxes(
        range=[-0.7, len(found) - 0.3],
        tickvals=list(found[label]),
        ticktext=[
            f"{lab}  <b>{format_value(v, look.language)}</b>" for lab, v in zip(found[label], found[value], strict=True)
        ],
    )
    return Chart(made, _alt_extremes(found, label, value, title, format_value, look))


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
    made.update_xaxes(showgrid=False, tickformat=tick_format, range=[0, highest * (1.16 if look.narrow else 1.06)])
    return Chart(made, _alt_extremes(found, label, value, title, format_value, look))


def tornado(
    frame: pd.DataFrame,
    *,
    label: str,
    low: str,
    high: str,
    base: float,
    low_text: str,
    high_text: str,
    look: Look,
    title: str,
) -> Chart:
    """How far each choice moves the answer from the base, widest first; both ends carry what they are."""
    found = need_rows(frame, [low, high], look).iloc[::-1]
    palette = look.theme
    made = figure(look, len(found) * 44 + 60)
    for side, colour in ((low, palette.quiet), (high, palette.accent)):
        text = low_text if side == low else high_text
        made.add_trace(
            go.Bar(
                base=base,
                x=found[side] - base,
                y=found[label],
                orientation="h",
                marker={"color": colour},
                width=0.34 if look.narrow else 0.5,
                text=found[text],
                textposition="outside",
                textfont={"size": 11},
                cliponaxis=False,
                hovertemplate="%{y}: %{text}<extra></extra>",
            )
        )
    made.add_vline(x=base, line_color=palette.ink, line_width=1.5)
    span = max(float(found[high].max()) - base, base - float(found[low].min()), 1e-9)
    room = 1.7 if look.narrow else 1.5
    made.update_layout(barmode="overlay")
    rows_labelled(made, list(found[label]), look)
    made.update_xaxes(tickformat=".0%", range=[base - span * room, base + span * room], showgrid=False, zeroline=False)
    widest = found.iloc[-1]
    alt = look.t(
        "alt-tornado",
        title=title,
        base=percent(base, look.language),
        widest=str(widest[label]),
        low=percent(widest[low], look.language),
        high=percent(widest[high], look.language),
    )
    return Chart(made, alt)


def stacked(
    frame: pd.DataFrame,
    *,
    row: str,
    part: str,
    part_label: Mapping[str, str],
    value: str,
    look: Look,
    title: str,
    format_value: Format = minutes,
    total: float | None = None,
    row_text: Mapping[str, str] | None = None,
) -> Chart:
    """One stacked bar per row, parts in the order of the labels; parts that have room carry their value.

    `total` fixes the length of the axis; `row_text` are words that stand at the end of a row.
    """
    found = need_rows(frame, value, look)
    palette = look.theme
    order: Sequence[str] = list(dict.fromkeys(found[row]))[::-1]
    whole = total or float(found.groupby(row, observed=True)[value].sum().max())
    held = {code: name for code, name in part_label.items() if (found[part] == code).any()}
    legend_lines = -(-len(held) // (3 if look.narrow else 5))
    high = 40 if look.narrow else 54 if len(order) <= 8 else 32
    made = figure(look, len(order) * high + 40 + legend_lines * 22)
    for code, name in held.items():
        rows = found[found[part] == code]
        made.add_trace(
            go.Bar(
                x=rows[value],
                y=rows[row],
                orientation="h",
                name=name,
                marker={"color": palette.colour(code), "line": {"color": palette.paper, "width": 1}},
                text=[
                    format_value(v, look.language) if v / whole > (0.16 if look.narrow else 0.075) else ""
                    for v in rows[value]
                ],
                textposition="inside",
                insidetextanchor="middle",
                insidetextfont={"color": palette.on(palette.colour(code))},
                textangle=0,
                customdata=[f"{name}: {format_value(v, look.language)}" for v in rows[value]],
                hovertemplate="%{y}<br>%{customdata}<extra></extra>",
            )
        )
    made.update_layout(uniformtext={"minsize": 10, "mode": "hide"})  # a label that does not fit is in the table
    made.update_layout(barmode="stack", yaxis={"categoryorder": "array", "categoryarray": order})
    _tick_free(made)
    above = rows_labelled(made, order, look, lift=13)
    made.update_layout(bargap=0.6 if above else 0.34)
    words = list((row_text or {}).values())
    room = room_beside(words, look, taken=0.0 if above else max(map(width_of, order))) if words else 1.0
    for name, text in (row_text or {}).items():
        length = float(found.loc[found[row] == name, value].sum())
        made.add_annotation(x=length, y=name, text=text, showarrow=False, xanchor="left", xshift=4, font={"size": 12})
    made.update_xaxes(range=[0, whole * room])
    legend_on_top(made)
    largest = found.loc[found[value].idxmax()]
    alt = look.t(
        "alt-stacked",
        title=title,
        rows=", ".join(str(r) for r in order[::-1]),
        largest=part_label.get(str(largest[part]), str(largest[part])),
        largest_value=format_value(largest[value], look.language),
    )
    return Chart(made, alt)


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
    legend_on_top(made)
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
    return Chart(made, _alt_extremes(found, label, value, title, said, look))
