"""Charts: colours that mean one thing and stay apart, names that fit a phone, gaps at breaks, no empty chart."""

import itertools

import pandas as pd
import pytest

from unpriced import charts
from unpriced.charts import Look
from unpriced.charts.base import PHONE_PLOT, room_beside, width_of
from unpriced.charts.theme import DARK, LIGHT, Theme, contrast, luminance
from unpriced.errors import UnpricedError

WIDE, PHONE = Look("en"), Look("en", narrow=True)
GROUPS = ("paid", "study", "housework", "shopping", "care", "community", "travel", "personal", "leisure", "other")
SEXES = ("women", "men")
# Machado, Oliveira and Fernandes (2009), severity 1.0: what a reader without one kind of cone sees, in linear RGB.
CONES_MISSING = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
JUST_TOLD_APART = 10  # CIE 1976 colour difference; about 2.3 can be seen side by side


def linear(colour: str) -> list[float]:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def lab(rgb: list[float]) -> tuple[float, float, float]:
    """CIE L*a*b* of linear RGB under D65."""
    rows = ((0.4124, 0.3576, 0.1805, 0.9505), (0.2126, 0.7152, 0.0722, 1.0), (0.0193, 0.1192, 0.9505, 1.089))
    x, y, z = (sum(w * min(max(c, 0.0), 1.0) for w, c in zip(r, rgb, strict=False)) / r[3] for r in rows)
    fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def difference(one: str, other: str, missing: str) -> float:
    matrix = CONES_MISSING[missing]
    seen = [
        lab([sum(w * c for w, c in zip(row, linear(colour), strict=True)) for row in matrix]) for colour in (one, other)
    ]
    return float(sum((a - b) ** 2 for a, b in zip(*seen, strict=True)) ** 0.5)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda t: t.name)
@pytest.mark.parametrize("missing", CONES_MISSING)
def test_every_two_meanings_can_be_told_apart_without_any_one_kind_of_cone(theme: Theme, missing: str) -> None:
    for one, other in itertools.combinations([*GROUPS, *SEXES], 2):
        apart = difference(theme.colours[one], theme.colours[other], missing)
        assert apart >= JUST_TOLD_APART, f"{one} and {other}: {apart:.1f}"


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda t: t.name)
def test_words_and_marks_stand_out_from_the_paper(theme: Theme) -> None:
    for words in (theme.ink, theme.muted, theme.accent):
        assert contrast(words, theme.paper) >= 4.5, "WCAG 2, 1.4.3: text"
    for mark in (theme.quiet, *(theme.colours[m] for m in ("paid", "housework", "care", *SEXES))):
        assert contrast(mark, theme.paper) >= 3, "WCAG 2, 1.4.11: marks"
    for fill in theme.colours.values():
        assert contrast(theme.on(fill), fill) >= 4, "a label inside a bar"


def test_luminance_runs_from_black_to_white() -> None:
    assert luminance("#000000") == 0
    assert luminance("#FFFFFF") == pytest.approx(1)
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


def test_a_korean_syllable_is_wider_than_a_letter_and_a_tag_has_no_width() -> None:
    assert width_of("가나") > width_of("ab") == width_of("<b>ab</b>") == 2


def values(*rows: tuple[str, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["name", "share"])


LONG = values(("Routine housework and repairs", 0.2), ("Care of household members", 0.1))


def test_long_names_stand_beside_their_bars_on_a_wide_screen_and_above_them_on_a_phone() -> None:
    wide = charts.bars(LONG, label="name", value="share", look=WIDE, title="t").figure
    phone = charts.bars(LONG, label="name", value="share", look=PHONE, title="t").figure
    assert not wide.layout.annotations
    assert [a.text for a in phone.layout.annotations] == ["Care of household members", "Routine housework and repairs"]
    assert phone.layout.yaxis.showticklabels is False
    assert phone.layout.height > wide.layout.height


def test_short_names_stay_beside_their_bars_on_a_phone() -> None:
    phone = charts.bars(values(("Women", 2), ("Men", 1)), label="name", value="share", look=PHONE, title="t").figure
    assert not phone.layout.annotations


def test_the_axis_leaves_room_for_the_longest_value() -> None:
    text = "x" * 20
    assert room_beside([text], PHONE) * (1 - width_of(text) * 6.4 / PHONE_PLOT) > 1
    assert room_beside([], PHONE) < room_beside([text], PHONE)
    assert room_beside(["x" * 500], PHONE) < 4, "a bar never shrinks to nothing"


def trend(*rows: tuple[int, float, bool]) -> charts.Chart:
    frame = pd.DataFrame(rows, columns=["year", "minutes", "is_break"]).assign(sex="women")
    return charts.trend_with_breaks(
        frame, year="year", value="minutes", series="sex", names={"women": "Women"}, look=WIDE, title="t"
    )


def test_a_break_is_a_gap_in_the_line_and_is_named() -> None:
    broken = trend((2000, 100, False), (2005, 110, False), (2010, 90, True)).figure
    assert list(broken.data[0].x) == [2000, 2005, None, 2010]
    assert [a.text for a in broken.layout.annotations] == ["not comparable"]
    assert broken.layout.shapes[0].x0 == 2007.5
    whole = trend((2000, 100, False), (2005, 110, False)).figure
    assert None not in whole.data[0].x
    assert not whole.layout.annotations


def interval_trend(*rows: tuple[int, float | None, bool]) -> charts.Chart:
    frame = pd.DataFrame(rows, columns=["year", "v", "is_break"]).assign(sex="women")
    frame = frame.assign(low=frame["v"] - 1, high=frame["v"] + 1)
    return charts.interval_trend(
        frame, year="year", value="v", low="low", high="high", series="sex", names={"women": "Women"}, look=WIDE,
        title="t", is_break="is_break",
    )  # fmt: skip


def lines(chart: charts.Chart) -> list[list[int]]:
    return [list(trace.x) for trace in chart.figure.data if trace.mode == "lines+markers"]


def test_a_trend_with_bands_is_cut_at_a_break_and_where_a_year_has_no_value() -> None:
    broken = interval_trend((2018, 10, False), (2019, 11, False), (2021, 12, True), (2022, 11, False))
    assert lines(broken) == [[2018, 2019], [2021, 2022]]
    assert [a.text for a in broken.figure.layout.annotations] == ["break in the series"]
    assert broken.figure.layout.shapes[0].x0 == 2020
    suppressed = interval_trend((2018, 10, False), (2019, None, False), (2020, 12, False), (2021, 11, False))
    assert lines(suppressed) == [[2018], [2020, 2021]]
    assert not suppressed.figure.layout.annotations
    assert sum(bool(trace.showlegend) for trace in broken.figure.data) == 1


def test_quartiles_lie_on_a_bar_from_the_first_to_the_third_and_the_median_is_said() -> None:
    frame = pd.DataFrame(
        {"name": ["A"] * 3, "p": [0.25, 0.5, 0.75], "v": [10, 60, 90], "low": [0, 50, 80], "high": [20, 70, None]}
    )
    made = charts.quartiles(
        frame, label="name", probability="p", value="v", low="low", high="high", look=WIDE, title="t"
    )
    bar, ends, median = made.figure.data
    assert [x for x in bar.x if x is not None] == [10, 90]
    assert (list(ends.x), list(median.x)) == ([10, 90], [60])
    assert list(median.error_x.array) == [10] and list(ends.error_x.array) == [10, 0]
    assert "A 1 h (10 min – 1 h 30 min)" in made.alt


def test_days_of_people_with_the_same_label_are_rows_of_their_own() -> None:
    frame = pd.DataFrame(
        {"day": [1, 1, 2], "who": ["25–34"] * 3, "a": [0, 60, 0], "b": [60, 1440, 1440], "g": ["paid", "care", "care"],
         "said": ["x"] * 3}
    )  # fmt: skip
    made = charts.day_sequences(
        frame, row="day", label="who", start="a", end="b", part="g", detail="said",
        names={"paid": "Paid", "care": "Care"}, day_start=240, look=WIDE, title="t",
    ).figure  # fmt: skip
    assert list(made.layout.yaxis.ticktext) == ["25–34", "25–34"]
    assert {trace.name: (list(trace.y), list(trace.base)) for trace in made.data} == {
        "Paid": ([0], [0]), "Care": ([0, 1], [60, 0]),
    }  # fmt: skip
    assert {trace.width for trace in made.data} == {0.86}, "a bar is as thick in every trace"


def test_years_without_rows_stay_in_the_coverage_so_that_cells_have_one_width() -> None:
    frame = pd.DataFrame({"name": ["A", "A"], "year": [2000, 2004], "n": [1, 2]})
    made = charts.coverage(frame, row="name", column="year", value="n", look=WIDE, title="t").figure
    assert list(made.data[0].x) == ["2000", "2001", "2002", "2003", "2004"]
    assert made.layout.xaxis.type == "category"


def test_steps_of_the_waterfall_stand_on_what_is_below_them() -> None:
    made = charts.waterfall(
        ["Labour", "Capital", "Value added"], [10, 2, 12], [False, False, True],
        look=WIDE, title="t", format_value=str,
    ).figure  # fmt: skip
    assert list(made.data[0].base) == [0, 10, 0]
    assert made.data[0].marker.color[0] == LIGHT.colour("unpaid")


def test_no_chart_is_empty_without_a_reason() -> None:
    nothing = pd.DataFrame({"name": ["A"], "share": [None], "missing_reason": ["no_wage"]})
    with pytest.raises(UnpricedError, match="no plausible hourly wage"):
        charts.bars(nothing, label="name", value="share", look=WIDE, title="t")
