"""Figures of one country that its page and its story share."""

from unpriced import charts, reports, titles
from unpriced.charts import Chart, Look
from unpriced.ui.card import Draw
from unpriced.ui.filters import short_methods
from unpriced.ui.state import Page

DAY = 1440


def range_chart(page: Page, result: reports.Result) -> Draw:
    """The value by each method."""
    short = short_methods(page.language)

    def draw(look: Look) -> Chart:
        found = result.frame().sort_values("gdp_share", ascending=False)
        found["name"] = [short[m] for m in found["method_id"]]
        return charts.method_dots(found, label="name", value="gdp_share", look=look, title=page.t("value-range-title"))

    return draw


def day_chart(page: Page, result: reports.Result) -> Draw:
    """The whole day of women and of men."""
    groups = titles.titles("activity_group", page.language)

    def draw(look: Look) -> Chart:
        rows = result.frame()
        rows["row"] = [page.t(f"sex-{s}") for s in rows["sex"]]
        return charts.stacked(
            rows.sort_values("sex", ascending=False), row="row", part="group_code", part_label=groups,
            value="minutes_per_day", look=look, title=page.t("time-day-title"), total=DAY,
        )  # fmt: skip

    return draw


def sharing_chart(page: Page, result: reports.Result) -> Draw:
    """The unpaid day of women and men today and when they share."""

    def draw(look: Look) -> Chart:
        rows = result.frame()
        rows["name"] = [page.t(f"sex-{sex}") for sex in rows["sex"]]
        return charts.dumbbell(
            rows, label="name", left="minutes_per_day", right="scenario_minutes_per_day",
            left_name=page.t("scenarios-day-today"), right_name=page.t("scenarios-day-scenario"),
            left_colour="official", right_colour="ours", look=look, title=page.t("scenarios-day-title"),
        )  # fmt: skip

    return draw
