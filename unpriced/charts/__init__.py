"""Charts: frames in, figures out, each with the text that says what it shows. No Streamlit, no I/O."""

from unpriced.charts.base import CONFIG, Chart, Look, for_export
from unpriced.charts.bars import bars, dumbbell, method_dots, ranking_with_range, stacked, tornado
from unpriced.charts.maps import world_map
from unpriced.charts.series import coverage, trend_with_breaks, vintages, waterfall

__all__ = [
    "CONFIG",
    "Chart",
    "Look",
    "bars",
    "coverage",
    "dumbbell",
    "for_export",
    "method_dots",
    "ranking_with_range",
    "stacked",
    "tornado",
    "trend_with_breaks",
    "vintages",
    "waterfall",
    "world_map",
]
