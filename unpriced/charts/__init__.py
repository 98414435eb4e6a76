"""Charts: frames in, figures out, each with the text that says what it shows. No Streamlit, no I/O."""

from unpriced.charts.bars import bars, stacked, tornado
from unpriced.charts.base import CONFIG, Chart, Look, for_export, need_rows
from unpriced.charts.crossings import long_lines, sankey, scatter
from unpriced.charts.curves import curves
from unpriced.charts.days import day_areas, day_lines, day_sequences
from unpriced.charts.dots import differences, dumbbell, method_dots, ranking_with_range
from unpriced.charts.estimates import interval_trend, intervals, lorenz, quartiles
from unpriced.charts.maps import world_map
from unpriced.charts.matrix import matrix
from unpriced.charts.own import KINDS, Kind, own
from unpriced.charts.series import code_grid, coverage, trend_with_breaks, vintages, waterfall

__all__ = [
    "CONFIG",
    "KINDS",
    "Chart",
    "Kind",
    "Look",
    "bars",
    "code_grid",
    "coverage",
    "curves",
    "day_areas",
    "day_lines",
    "day_sequences",
    "differences",
    "dumbbell",
    "for_export",
    "interval_trend",
    "intervals",
    "long_lines",
    "lorenz",
    "matrix",
    "method_dots",
    "need_rows",
    "own",
    "quartiles",
    "ranking_with_range",
    "sankey",
    "scatter",
    "stacked",
    "tornado",
    "trend_with_breaks",
    "vintages",
    "waterfall",
    "world_map",
]
