"""The chart of somebody's own query: any columns, numbers as they are, and a reason where there is nothing to draw."""

import pandas as pd
import pytest

from unpriced import charts
from unpriced.charts import Kind, Look
from unpriced.charts.own import plain
from unpriced.errors import UnpricedError

LOOK = Look("en")
FRAME = pd.DataFrame({"year": [2019, 2014, 2019], "sex": ["women", "men", "men"], "value": [1.5, 2.0, None]})


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (12, "12"),
        (0.19496, "0.195"),
        (12.3456, "12.3"),
        (1234.56, "1,235"),
        (0.000123, "0.000123"),
        (-0.5, "-0.500"),
    ],
)
def test_a_number_has_as_many_decimals_as_its_size_calls_for(value: float, text: str) -> None:
    assert plain(value, "en") == text


@pytest.mark.parametrize("kind", charts.KINDS)
@pytest.mark.parametrize("series", [None, "sex"])
def test_rows_without_a_value_are_left_out(kind: Kind, series: str | None) -> None:
    chart = charts.own(FRAME, kind=kind, x="year", y="value", series=series, look=LOOK, title="T")
    assert sum(len(trace.x) for trace in chart.figure.data) == 2
    assert "T" in chart.alt and "2019" in chart.alt


def test_lines_run_from_left_to_right() -> None:
    chart = charts.own(FRAME, kind="lines", x="year", y="value", series=None, look=LOOK, title="T")
    assert list(chart.figure.data[0].x) == [2014, 2019]


def test_bars_of_the_same_name_stay_apart() -> None:
    frame = pd.DataFrame({"name": ["a", "a"], "value": [1.0, 2.0]})
    chart = charts.own(frame, kind="bars", x="name", y="value", series=None, look=LOOK, title="T")
    assert len(set(chart.figure.data[0].y)) == 2


def test_too_many_colours_are_told() -> None:
    frame = pd.DataFrame({"x": range(20), "name": [f"n{i}" for i in range(20)], "value": range(20)})
    with pytest.raises(UnpricedError, match="20 values"):
        charts.own(frame, kind="dots", x="x", y="value", series="name", look=LOOK, title="T")


@pytest.mark.parametrize("values", [[None], [float("inf")]])
def test_nothing_to_draw_has_a_reason(values: list[float | None]) -> None:
    with pytest.raises(UnpricedError):
        charts.own(
            pd.DataFrame({"x": ["a"], "y": values}), kind="bars", x="x", y="y", series=None, look=LOOK, title="T"
        )
