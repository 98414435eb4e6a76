"""A time-use variable of one's own: its selectors, whose values are the whole definition, and its figure."""

from dataclasses import dataclass

import streamlit as st

from unpriced import charts, reports
from unpriced.charts import Chart, Look
from unpriced.ui import style
from unpriced.ui.card import figure_card
from unpriced.ui.diaries import Survey, formatter, groupings, named
from unpriced.ui.state import Page

PLACES = ("home", "work", "other_home", "shop", "outdoors", "transport", "other")
COMPANY = ("alone", "partner", "child", "household", "others")
STEP, HOUR, DAY = 30, 60, 1440


def clock(minute: int) -> str:
    """The time of day, that many minutes after midnight; the end of the day is 24:00."""
    return f"{minute // HOUR:02d}:{minute % HOUR:02d}"


STARTS = {clock(minute): minute for minute in range(0, DAY, STEP)}
ENDS = {clock(minute): minute for minute in range(STEP, DAY + STEP, STEP)}


@dataclass(frozen=True)
class Variable:
    """An activity in some places, in some company, between two times of the day, by a group."""

    activity: str
    places: tuple[str, ...]
    company: tuple[str, ...]
    start: str
    end: str
    beside: bool
    by: str


def choose_variable(page: Page, survey: Survey, activities: dict[str, str]) -> Variable:
    """The selectors of the section, under its heading."""
    st.markdown(f"## {page.t('variable-heading')}")
    style.caption(page.t("variable-lead"))
    with st.container(horizontal=True, key="filters-variable", vertical_alignment="bottom"):
        activity = page.choice("what", activities, "care", page.t("variable-what"))
        places = page.choices(
            "where", {p: page.t(f"place-{p}") for p in PLACES}, (), page.t("variable-where"),
            none=page.t("variable-anywhere"),
        )  # fmt: skip
        company = page.choices(
            "with", {c: page.t(f"company-{c}") for c in COMPANY}, (), page.t("variable-with"),
            none=page.t("variable-anyone"),
        )  # fmt: skip
        start = page.choice("from", {time: time for time in STARTS}, "17:00", page.t("variable-from"))
        end = page.choice("to", {time: time for time in ENDS}, "21:00", page.t("variable-to"))
        by = page.choice("vby", {g: page.t(f"by-{g}") for g in groupings(survey)}, "sex", page.t("variable-by"))
        beside = page.switch("beside", False, page.t("variable-beside"), hint=page.t("variable-beside-hint"))
    return Variable(activity, tuple(places), tuple(company), start, end, beside, by)


def show_variable(
    page: Page, variable: Variable, asked: dict[str, object], activities: dict[str, str], measure: str
) -> None:
    """The figure of the variable, for the survey, days, travel and rule that `asked` holds."""
    result = reports.run(
        "time_use_variable",
        **(asked | {"p_activities": [variable.activity]}),
        p_by=[variable.by],
        p_locations=list(variable.places) or None,
        p_with=list(variable.company) or None,
        p_from_minute=STARTS[variable.start],
        p_to_minute=ENDS[variable.end],
        p_secondary=variable.beside,
    )
    title = page.t(
        "variable-title",
        what=activities[variable.activity],
        **{"from": variable.start, "to": variable.end, "by": page.t(f"by-{variable.by}")},
    )

    def draw(look: Look) -> Chart:
        rows = named(charts.need_rows(result.frame(), measure, look), variable.by, page.language)
        return charts.intervals(
            rows, label="name", value=measure, low=f"{measure}_ci_low", high=f"{measure}_ci_high", look=look,
            title=title, format_value=formatter(measure),
        )  # fmt: skip

    figure_card(
        page, "variable", title, result, draw,
        subtitle=page.t(
            "variable-subtitle",
            definition=_definition(page, variable, asked),
            measure=page.t(f"measure-{measure}-long"),
        ),
        note=page.t("variable-note"),
    )  # fmt: skip


def _definition(page: Page, variable: Variable, asked: dict[str, object]) -> str:
    """What the title leaves open, in words: place, company, days, travel."""
    days = asked["p_day_types"]
    parts = [
        ", ".join(page.t(f"place-{p}") for p in variable.places) or page.t("variable-anywhere"),
        ", ".join(page.t(f"company-{c}") for c in variable.company) or page.t("variable-anyone"),
        *(page.t(f"day_type-{day}") for day in (days if isinstance(days, list) else ["all"])),
        *([page.t("variable-travel")] if asked["p_travel"] else []),
        *([page.t("variable-secondary")] if variable.beside else []),
    ]
    return " · ".join(parts)
