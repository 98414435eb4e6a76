"""Definitions of one's own, as links carry them, and how the order of countries depends on definitions."""

import re
from dataclasses import dataclass
from string import ascii_uppercase

from unpriced import charts, reports, titles
from unpriced.catalogue import Language
from unpriced.charts import Chart, Look
from unpriced.i18n import number, percent, t
from unpriced.ui.card import figure_card
from unpriced.ui.state import Page

SCALES = ("sqrt", "mod_oecd", "per_capita")
UNITS = ("persons", "adults", "households")
# The bounds whose share has a standard error (queries/imports/classes/errors.sql).
LOWER = tuple(round(0.3 + 0.05 * step, 2) for step in range(19))
UPPER = tuple(round(1.3 + 0.1 * step, 1) for step in range(18))
NEIGHBOURS = ("KOR", "FRA", "GBR", "USA", "DEU", "JPN", "SWE", "BRA", "IND", "ZAF", "POL", "CHL")


def scales_and_units(notes: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a survey can count by: of one that does not know the size of households only these as they are."""
    return (("none",), ("households",)) if "no_household_size" in notes else (SCALES, UNITS)


@dataclass(frozen=True)
class Own:
    """A definition of the reader's own, as a link carries it: scale, who is counted, whose median, bounds."""

    name: str
    scale: str = "sqrt"
    unit: str = "persons"
    median_of: str = "persons"
    lower: float = 0.75
    upper: float = 2.0

    def written(self) -> str:
        """The tuple as the address has it."""
        return f"{self.scale},{self.unit},{self.median_of},{self.lower:g},{self.upper:g}"

    def arguments(self) -> dict[str, object]:
        """What the reports on definitions of one's own are asked."""
        tuple_of = {"p_scale": self.scale, "p_unit": self.unit, "p_median_of": self.median_of}
        return tuple_of | {"p_lower": self.lower, "p_upper": self.upper}

    def lines(self) -> dict[str, object]:
        """The same without who is counted: of lines that are set against those of others among persons."""
        return {name: value for name, value in self.arguments().items() if name != "p_unit"}

    def text(self, language: Language) -> str:
        """The whole tuple as a sentence."""
        return t(
            language,
            "build-tuple",
            scale=t(language, f"equivalence_scale-{self.scale}"),
            unit=t(language, f"counted_unit-{self.unit}"),
            median_of=t(language, f"counted_unit-{self.median_of}"),
            lower=percent(self.lower, language, digits=0),
            upper=percent(self.upper, language, digits=0),
        )


def points_text(share: float, language: Language) -> str:
    """A change of a share in percentage points, with its sign."""
    sign = "+" if share > 0 else "−"
    return t(language, "build-points", points=sign + number(abs(share) * 100, language, digits=2))


def own_name(written: str, language: Language) -> str:
    """What the reader calls the definition, without the signs that a chart would take for its own."""
    return re.sub(r"[<>&]", "", written).strip() or t(language, "definition-mine")


def carried_definition(page: Page) -> Own | None:
    """The reader's own definition, if the link carries one that can be counted."""
    page.carry("own", "name")
    written = page.values.get("own")
    if written is None:
        return None
    try:
        scale, unit, median_of, lower, upper = written.split(",")
        own = Own(
            own_name(page.values.get("name", ""), page.language), scale, unit, median_of, float(lower), float(upper)
        )
    except ValueError:
        own = None
    known = own is not None and own.scale in ("none", *SCALES) and {own.unit, own.median_of} <= set(UNITS)
    if own is None or not known or own.lower not in LOWER or own.upper not in UPPER:
        page.problems.append(page.t("build-unknown", value=written[:60]))
        del page.values["own"]
        return None
    return own


def rank_cards(page: Page, country: str, definitions: list[str], model: str) -> None:
    """How stable the order of countries is over definitions: ranks of some, agreement of definitions over all."""
    countries = titles.titles("country", page.language)
    names = titles.titles("definition", page.language)
    result = reports.run("country_rank_stability", p_definitions=definitions, p_model=model)
    every = result.frame()
    title = page.t("ranks-title")

    def draw(look: Look) -> Chart:
        rows = every[every["country_code"].isin({country, *NEIGHBOURS})]
        rows = charts.need_rows(rows, "middle_rank", look)
        rows = rows.assign(name=[countries[code] for code in rows["country_code"]]).sort_values("name")
        return charts.ranking_with_range(
            rows, label="name", value="middle_rank", lowest="best_rank", highest="worst_rank", look=look, title=title,
            highlight=countries[country], format_value=number, tick_format=None,
        )  # fmt: skip

    settled = every[every["best_rank"] == every["worst_rank"]].sort_values("best_rank")
    figure_card(
        page, "ranks", title, result, draw,
        subtitle=page.t("ranks-subtitle", n=int(every["n_definitions"].iloc[0])),
        note=page.t(
            "ranks-note",
            fixed=len(settled),
            n=len(every),
            names=", ".join(
                f"{countries[code]} ({number(float(rank), page.language)})"
                for code, rank in zip(settled["country_code"], settled["best_rank"], strict=True)
            )
            or page.t("ranks-none-fixed"),
            settled=percent(every["settled_pairs_share"].median(), page.language, digits=0),
        ),
    )  # fmt: skip
    agreement = reports.run("definition_rank_agreement", p_definitions=definitions, p_model=model)
    agreement_title = page.t("ranks-agreement-title")

    def orders(look: Look) -> Chart:
        rows = agreement.frame()
        letters = dict(zip(dict.fromkeys(rows["first_definition_id"]), ascii_uppercase, strict=False))
        return charts.matrix(
            rows[rows["first_definition_id"] != rows["second_definition_id"]],
            row="first_definition_id", column="second_definition_id", value="kendall_tau",
            rows={c: letter if look.narrow else f"{names[c]}  {letter}" for c, letter in letters.items()},
            columns=letters, look=look, title=agreement_title, format_value=_two_digits,
        )  # fmt: skip

    held = dict.fromkeys(agreement.frame()["first_definition_id"])
    figure_card(
        page, "agreement", agreement_title, agreement, orders,
        subtitle=page.t("ranks-agreement-subtitle"),
        note="; ".join(f"{letter} {names[code]}" for code, letter in zip(held, ascii_uppercase, strict=False)),
    )  # fmt: skip


def _two_digits(value: float, language: Language) -> str:
    return number(value, language, digits=2)
