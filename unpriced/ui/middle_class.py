"""What the pages of the middle class share: a definition's tuple in words, and the card of measured and felt class."""

from unpriced import charts, reports, titles
from unpriced.catalogue import Definition, Language, by_income
from unpriced.charts import Chart, Look
from unpriced.i18n import number, percent, t
from unpriced.ui.card import Draw, figure_card
from unpriced.ui.state import Page

__all__ = ["MINE", "bound_text", "bounds_text", "by_income", "felt_card", "felt_chart", "tuple_text"]

MINE = "mine"


def bound_text(value: float | None, kind: str, language: Language) -> str:
    """A bound: a percentage of the median, a rank as P20, or dollars; open where there is none."""
    if value is None:
        return t(language, "middle-open")
    match kind:
        case "median" | "foreign_median":
            return percent(value, language, digits=0)
        case "percentile":
            return f"P{number(value * 100, language)}"
        case _:
            return f"${number(value, language, digits=0 if value == int(value) else 2)}"


def bounds_text(definition: Definition, language: Language) -> str:
    """Both bounds, with what they are multiples or amounts of."""
    mixed = definition.edges.endswith("_and_percentile")
    lower = bound_text(definition.lower, definition.edges, language)
    upper = bound_text(definition.upper, "percentile" if mixed else definition.edges, language)
    said = t(language, "middle-bounds", lower=lower, upper=upper)
    return f"{said} ({t(language, f'bound_kind-{definition.edges}')})"


def tuple_text(definition: Definition, language: Language) -> str:
    """The whole tuple of the definition as a sentence, with its source and how well it was read."""
    said = t(
        language,
        "middle-tuple",
        concept=t(language, f"income_concept-{definition.concept}"),
        scale=t(language, f"equivalence_scale-{definition.scale}"),
        unit=t(language, f"counted_unit-{definition.unit}"),
        bounds=bounds_text(definition, language),
        source=definition.source,
    )
    return f"{said} {t(language, 'middle-tuple-memory')}" if definition.evidence == "memory" else said


def felt_chart(page: Page, result: reports.Result, highlight: str | None = None) -> Draw:
    """Who is in the middle by income, and who says so, in every country that was asked."""
    countries = titles.titles("country", page.language)

    def draw(look: Look) -> Chart:
        rows = charts.need_rows(result.frame(), ["middle_share", "self_all_middle_share"], look)
        rows = rows.assign(
            name=[f"{countries[c]} {y}" for c, y in zip(rows["country_code"], rows["class_year"], strict=True)]
        ).sort_values("name")
        chosen = rows.loc[rows["country_code"] == highlight, "name"]
        return charts.dumbbell(
            rows, label="name", left="middle_share", right="self_all_middle_share",
            left_name=page.t("middle-self-measured"), right_name=page.t("middle-self-felt"),
            left_colour="accent", right_colour="accent", right_open=True, look=look, title=page.t("middle-self-title"),
            format_value=percent, tick_format=".0%", highlight=chosen.iloc[0] if len(chosen) else None,
        )  # fmt: skip

    return draw


def felt_card(page: Page, *, model: str = "dagum", highlight: str | None = None) -> None:
    """The card of measured and felt class."""
    result = reports.run("self_placed_class", p_model=model)
    figure_card(
        page, "felt", page.t("middle-self-title"), result, felt_chart(page, result, highlight),
        subtitle=page.t("middle-self-subtitle"), note=page.t("middle-self-note"),
    )  # fmt: skip
