"""How value crosses between the unpaid and the paid: induced spending, flows, long views, Toffler's channels."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from unpriced import charts, findings, reports, titles
from unpriced.catalogue import Language
from unpriced.charts import Chart, Look
from unpriced.i18n import compact, minutes, number, percent
from unpriced.ui import frame, style
from unpriced.ui.card import code_titles, figure_card
from unpriced.ui.filters import default_method, method_options
from unpriced.ui.state import Page

NODES = ("people", "market", "household", "community", "digital", "use")
# The meaning whose colour a node, a care arrangement or a series has.
MEANINGS = {
    "people": "unpaid", "market": "paid", "household": "housework", "community": "community", "use": "leisure",
    "parents_only": "care", "other_only": "shopping", "formal_and_other": "study", "formal_only": "paid",
    "women_hours_per_week": "women", "men_hours_per_week": "men", "eating_out_share": "paid",
}  # fmt: skip
ARRANGEMENTS = ("parents_only", "other_only", "formal_and_other", "formal_only")


def hours(value: float, language: Language) -> str:
    """Hours with one decimal."""
    return number(value, language, digits=1)


def billions(value: float, language: Language) -> str:
    """An amount in billions, in words."""
    return compact(value * 1e9, language)


def body(page: Page) -> None:
    names = titles.titles("country", page.language)
    methods = method_options(page.language)
    every = reports.run("induced_spending").frame()
    held = sorted(set(every.dropna(subset=["intermediate_gdp_share"])["country_code"]), key=lambda code: names[code])
    with frame.filters_below():
        country = page.choice("country", {c: names[c] for c in held}, "KOR", page.t("filter-country"))
        method = page.choice("method", methods, default_method(), page.t("filter-method"))
    with page.panel("assumptions", page.t("crossings-assumptions")), st.container(horizontal=True):
        factor = page.slider("ratio", 0.0, 2.0, 1.0, 0.05, page.t("crossings-ratio"))
        multiplier = page.slider("multiplier", 1.0, 3.0, 1.0, 0.1, page.t("crossings-multiplier"))
    page.ready()
    induced = reports.run("induced_spending", p_method=method, p_ratio_factor=factor, p_multiplier=multiplier)
    _headline(page, induced.frame(), country, methods[method])
    _flows(page, country, names[country], method)
    _once(page, country, names[country], method)
    _published(page, names)
    _induced(page, induced, names, country)
    _days(page)
    _century(page)
    _employers(page, names, country)
    _uk(page)
    _women(page, names, country)
    figure_card(
        page, "toffler", page.t("crossings-toffler-title"),
        reports.run("toffler_channels", p_countries=[country], p_method=method), None,
        subtitle=page.t("crossings-toffler-subtitle"), note=page.t("crossings-toffler-note", country=names[country]),
    )  # fmt: skip


def _headline(page: Page, rows: pd.DataFrame, country: str, method: str) -> None:
    language = page.language
    found = findings.induced_spending(country, method, rows, language)
    frame.finding(page, found.sentence, found.source)
    rows = rows[rows["country_code"] == country].set_index("domain")
    if "total" not in rows.index or pd.isna(rows.loc["total", "intermediate_gdp_share"]):
        return
    total = rows.loc["total"]
    style.tiles(
        [
            (
                page.t("crossings-tile-inputs"),
                billions(total["intermediate_consumption_usd_ppp_bn"], language),
                page.t("crossings-unit-bn"),
            ),
            (
                page.t("crossings-tile-consumption"),
                percent(total["consumption_share"], language),
                page.t("crossings-unit-consumption"),
            ),
            (
                page.t("crossings-tile-capital"),
                billions(total["fixed_capital_usd_ppp_bn"], language),
                page.t("crossings-unit-capital"),
            ),
            (
                page.t("crossings-tile-later"),
                billions(total["later_rounds_usd_ppp_bn"], language),
                page.t("crossings-unit-later"),
            ),
        ]
    )


def _flows(page: Page, country: str, name: str, method: str) -> None:
    result = reports.run("crossing_flows", p_countries=[country], p_method=method)
    rows = result.frame()
    flow_names = {code: page.t(f"crossing_flow-{code}") for code in rows["crossing_flow"].unique()}
    unmeasured = rows.loc[rows["missing_reason"].notna(), "crossing_flow"]
    title = page.t("crossings-sankey-title", country=name)

    def draw(look: Look) -> Chart:
        found = charts.need_rows(result.frame(), "amount_usd_ppp_bn", look)
        return charts.sankey(
            found, source="flow_from", target="flow_to", value="amount_usd_ppp_bn", flow="crossing_flow",
            nodes={node: page.t(f"flow_node-{node}") for node in NODES}, meanings=MEANINGS, flow_names=flow_names,
            look=look, title=title, format_value=billions,
        )  # fmt: skip

    figure_card(
        page, "flows", title, result, draw,
        subtitle=page.t("crossings-sankey-subtitle", year=str(rows["wage_year"].iloc[0]) if len(rows) else "–"),
        note=page.t("crossings-sankey-note", flows=", ".join(flow_names[code] for code in unmeasured)),
        methods=(method,),
    )  # fmt: skip


def _once(page: Page, country: str, name: str, method: str) -> None:
    result = reports.run("counted_once", p_countries=[country], p_method=method)
    piece = code_titles("economy_piece", page.language)

    def draw(look: Look) -> Chart:
        rows = charts.need_rows(result.frame(), "is_added", look)
        rows["is_added"] = ["yes" if added else "no" for added in rows["is_added"]]
        label = [
            piece(code) if pd.isna(amount) else f"{piece(code)}  {billions(amount, look.language)}"
            for code, amount in zip(rows["economy_piece"], rows["amount_usd_ppp_bn"], strict=True)
        ]
        columns = {
            "in_gdp": page.t("crossings-once-in_gdp"),
            "in_household_output": page.t("crossings-once-in_output"),
            "is_added": page.t("crossings-once-added"),
        }
        return charts.code_grid(
            rows, label=label, columns=columns, names={c: page.t(f"counted-{c}") for c in ("yes", "no")}, look=look,
            title=page.t("crossings-once-title"),
        )  # fmt: skip

    figure_card(
        page, "once", page.t("crossings-once-title"), result, draw,
        subtitle=page.t("crossings-once-subtitle", country=name), note=page.t("crossings-once-note"),
    )  # fmt: skip


def _published(page: Page, names: dict[str, str]) -> None:
    result = reports.run("induced_ratios")
    domains = code_titles("domain", page.language)

    def ratios(look: Look) -> Chart:
        rows = result.frame().dropna(subset=["intermediate_consumption_ratio"])
        rows["name"] = [f"{domains(d)} {year}" for d, year in zip(rows["domain"], rows["year"], strict=True)]
        return charts.bars(
            rows, label="name", value="intermediate_consumption_ratio", look=look,
            title=page.t("crossings-ratios-title"),
        )  # fmt: skip

    def parts(look: Look) -> Chart:
        rows = result.frame().dropna(subset=["consumption_share"])
        rows = rows[rows["domain"] == "total"]
        rows["name"] = [f"{names[c]} {year}" for c, year in zip(rows["country_code"], rows["year"], strict=True)]
        return charts.bars(
            rows, label="name", value="consumption_share", look=look, title=page.t("crossings-part-title")
        )

    left, right = st.columns(2)
    with left:
        figure_card(
            page, "ratios", page.t("crossings-ratios-title"), result, ratios,
            subtitle=page.t("crossings-ratios-subtitle"), note=page.t("crossings-ratios-note"),
        )  # fmt: skip
    with right:
        figure_card(
            page, "part", page.t("crossings-part-title"), result, parts,
            subtitle=page.t("crossings-part-subtitle"), note=page.t("crossings-part-note"),
        )  # fmt: skip


def _induced(page: Page, result: reports.Result, names: dict[str, str], country: str) -> None:
    def draw(look: Look) -> Chart:
        rows = result.frame()
        rows = rows[rows["domain"] == "total"].dropna(subset=["intermediate_gdp_share"])
        rows = rows.sort_values("intermediate_gdp_share", ascending=False)
        rows["name"] = [f"{names[c]} {year}" for c, year in zip(rows["country_code"], rows["survey_year"], strict=True)]
        chosen = rows.loc[rows["country_code"] == country, "name"]
        return charts.bars(
            rows, label="name", value="intermediate_gdp_share", look=look, title=page.t("crossings-induced-title"),
            highlight=chosen.iloc[0] if len(chosen) else "",
        )  # fmt: skip

    figure_card(
        page, "induced", page.t("crossings-induced-title"), result, draw,
        subtitle=page.t("crossings-induced-subtitle"), note=page.t("crossings-induced-note"),
    )  # fmt: skip


def _days(page: Page) -> None:
    """What the days of volunteers cost in travel and meals, beside other days."""
    left, right = st.columns(2)
    with left:
        _days_by(page, "travel_minutes", minutes)
    with right:
        _days_by(page, "meal_out_share", percent)


def _days_by(page: Page, measure: str, write: Callable[..., str]) -> None:
    result = reports.run("volunteering_days", p_measures=[measure])
    title = page.t(f"day_measure-{measure}")
    name_of = code_titles("day_kind", page.language)
    row = result.frame().set_index("day_kind").loc["volunteering"]
    low, high = row["other_day_difference_ci_low"], row["other_day_difference_ci_high"]
    note = page.t(
        "crossings-days-note-clear" if low > 0 else "crossings-days-note-unclear",
        difference=write(row["other_day_difference"], page.language),
        low=write(low, page.language),
        high=write(high, page.language),
    )

    def draw(look: Look) -> Chart:
        rows = result.frame()
        return charts.intervals(
            rows.assign(name=[name_of(kind) for kind in rows["day_kind"]]), label="name", value="day_mean",
            low="day_mean_ci_low", high="day_mean_ci_high", look=look, title=title, format_value=write,
        )  # fmt: skip

    figure_card(
        page, measure, f"{page.t('crossings-days-title')}: {title}", result, draw,
        subtitle=page.t("crossings-days-subtitle", measure=title), note=note,
    )  # fmt: skip


def _century(page: Page) -> None:
    result = reports.run("home_and_eating_out")

    def home(look: Look) -> Chart:
        return charts.long_lines(
            result.frame(), year="year", meanings=MEANINGS, look=look, title=page.t("crossings-hours-title"),
            series={f"{sex}_hours_per_week": page.t(f"sex-{sex}") for sex in ("women", "men")},
            format_value=hours, tick_format=None,
        )  # fmt: skip

    def out(look: Look) -> Chart:
        return charts.long_lines(
            result.frame(), year="year", meanings=MEANINGS, look=look, title=page.t("crossings-out-title"),
            series={"eating_out_share": page.t("crossings-out-title")},
        )  # fmt: skip

    left, right = st.columns(2)
    with left:
        figure_card(
            page, "home", page.t("crossings-hours-title"), result, home,
            subtitle=page.t("crossings-hours-subtitle"), note=page.t("crossings-hours-note"),
        )  # fmt: skip
    with right:
        figure_card(
            page, "out", page.t("crossings-out-title"), result, out,
            subtitle=page.t("crossings-out-subtitle"), note=page.t("crossings-out-note"),
        )  # fmt: skip


def _employers(page: Page, names: dict[str, str], country: str) -> None:
    result = reports.run("households_as_employers")
    rows = result.frame()
    hardly = [names[c] for c in rows.loc[rows["missing_reason"].notna(), "country_code"].unique()]
    threes = reports.run("care_of_under_threes")

    def employers(look: Look) -> Chart:
        found = result.frame()
        found = found[found["is_latest"]].dropna(subset=["domestic_employment_share"])
        found = found.sort_values("domestic_employment_share", ascending=False)
        found["name"] = [f"{names[c]} {year}" for c, year in zip(found["country_code"], found["year"], strict=True)]
        chosen = found.loc[found["country_code"] == country, "name"]
        return charts.bars(
            found, label="name", value="domestic_employment_share", look=look,
            title=page.t("crossings-employers-title"), highlight=chosen.iloc[0] if len(chosen) else "",
        )  # fmt: skip

    def care(look: Look) -> Chart:
        found = threes.frame()
        found["name"] = [names[c] for c in found["country_code"]]
        found["colour"] = found["care_arrangement"].map(MEANINGS)
        return charts.stacked(
            found, row="name", part="colour", value="children_share", look=look,
            part_label={MEANINGS[a]: page.t(f"care_arrangement-{a}") for a in ARRANGEMENTS},
            title=page.t("crossings-threes-title"), format_value=lambda v, lang: percent(v, lang, digits=0), total=1,
        )  # fmt: skip

    left, right = st.columns(2)
    with left:
        figure_card(
            page, "employers", page.t("crossings-employers-title"), result, employers,
            subtitle=page.t("crossings-employers-subtitle"),
            note=page.t("crossings-employers-note", countries=", ".join(hardly)),
        )  # fmt: skip
    with right:
        figure_card(
            page, "threes", page.t("crossings-threes-title"), threes, care, subtitle=page.t("crossings-threes-subtitle")
        )


def _uk(page: Page) -> None:
    result = reports.run("uk_tools_and_substitutes")
    rows = result.frame()
    first, last = int(rows["year"].min()), int(rows["year"].max())
    group = code_titles("spending_group", page.language)

    def draw(look: Look) -> Chart:
        found = result.frame()
        wide = found.pivot(index=["is_substitute", "spending_group"], columns="year", values="consumption_share")
        wide = wide.sort_values(["is_substitute", last], ascending=[True, False]).reset_index()
        wide["name"] = [group(code) for code in wide["spending_group"]]
        return charts.dumbbell(
            wide.rename(columns={first: "first", last: "last"}), label="name", left="first", right="last",
            left_name=str(first), right_name=str(last), left_colour="official", right_colour="ours", look=look,
            title=page.t("crossings-uk-title"), format_value=percent, tick_format=".0%",
        )  # fmt: skip

    figure_card(
        page, "uk", page.t("crossings-uk-title"), result, draw,
        subtitle=page.t("crossings-uk-subtitle", first=str(first), last=str(last)), note=page.t("crossings-uk-note"),
    )  # fmt: skip


def _women(page: Page, names: dict[str, str], country: str) -> None:
    result = reports.run("participation_and_unpaid")

    def draw(look: Look) -> Chart:
        rows = result.frame()
        rows["name"] = [names[c] for c in rows["country_code"]]
        return charts.scatter(
            rows, label="name", x="women_participation_share", y="women_hours_per_day", look=look,
            x_title=page.t("crossings-women-x"), y_title=page.t("crossings-women-y"),
            title=page.t("crossings-women-title"), format_x=percent, format_y=hours, trail="is_latest",
            named=[names[country]], x_tick_format=".0%",
        )  # fmt: skip

    figure_card(
        page, "women", page.t("crossings-women-title"), result, draw,
        subtitle=page.t("crossings-women-subtitle"), note=page.t("crossings-women-note"),
    )  # fmt: skip


frame.show(__file__, body)
