"""Charts with one bar per row: bars, stacked days, tornado."""

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from unpriced.charts.base import (
    ROW_HEIGHT,
    Chart,
    Format,
    Look,
    alt_extremes,
    figure,
    legend_height,
    legend_on_top,
    need_rows,
    room_beside,
    rows_height,
    rows_labelled,
    width_of,
)
from unpriced.i18n import minutes, percent


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
    room = room_beside(texts, look, taken=taken)
    if smallest < 0:  # values stand on both sides
        top = max(float(found[value].max()), 0.0)
        beside = (1 - 1 / room) * (top - smallest) / max(2 / room - 1, 0.25)
        made.update_xaxes(range=[smallest - beside, top + beside])
    else:
        made.update_xaxes(range=[0, largest * room])
    made.update_layout(bargap=1 - 14 / (ROW_HEIGHT + above) if above else 0.35)
    return Chart(made, alt_extremes(found, label, value, title, format_value, look))


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
    high = 40 if look.narrow else 54 if len(order) <= 8 else 32
    made = figure(look, len(order) * high + 40 + legend_height([*held.values()], look))
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
    made.update_layout(bargap=1 - 18 / (high + above) if above else 0.34)
    words = list((row_text or {}).values())
    room = room_beside(words, look, taken=0.0 if above else max(map(width_of, order))) if words else 1.0
    for name, text in (row_text or {}).items():
        length = float(found.loc[found[row] == name, value].sum())
        made.add_annotation(x=length, y=name, text=text, showarrow=False, xanchor="left", xshift=4, font={"size": 12})
    made.update_xaxes(range=[0, whole * room])
    legend_on_top(made, look)
    largest = found.loc[found[value].idxmax()]
    alt = look.t(
        "alt-stacked",
        title=title,
        rows=", ".join(str(r) for r in order[::-1]),
        largest=part_label.get(str(largest[part]), str(largest[part])),
        largest_value=format_value(largest[value], look.language),
    )
    return Chart(made, alt)
