"""What the pages of the middle class share: a definition's tuple in words, its bounds as its author writes them."""

from unpriced import catalogue
from unpriced.catalogue import Definition, Language
from unpriced.i18n import number, percent, t

MINE = "mine"
COUNTED_BY_INCOME = {"relative_median", "percentile", "absolute"}


def by_income() -> dict[str, Definition]:
    """The definitions that a distribution of income can count."""
    return {d.id: d for d in catalogue.definitions().values() if d.family in COUNTED_BY_INCOME}


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
