"""The one finding, a world map, a ranking with the range across methods."""

from unpriced import charts, reports, titles
from unpriced.charts import Chart, Look
from unpriced.geometry import geojson
from unpriced.i18n import compact, money, number, percent
from unpriced.ui import frame, style
from unpriced.ui.card import figure_card
from unpriced.ui.filters import default_method, method_options
from unpriced.ui.state import Page

MEASURES = {
    "gdp_share": percent,
    "hours_per_person_per_day": lambda v, language: number(v, language, digits=1),
    "value_per_person_usd_ppp": lambda v, language: money(v, "PPP", language, digits=0),
}


def body(page: Page) -> None:
    with frame.filters_below():
        method = page.choice("method", method_options(page.language), default_method(), page.t("filter-method"))
        source = page.choice(
            "source",
            {code: page.t(f"source-{code}") for code in ("best", "oecd_time_use")},
            "best",
            page.t("filter-source"),
        )
        measure = page.choice(
            "measure", {code: page.t(f"measure-{code}") for code in MEASURES}, "gdp_share", page.t("filter-measure")
        )
    page.ready()
    names = titles.titles("country", page.language)
    world = reports.run("unpaid_value_world", p_methods=[method], p_source=source).frame().iloc[0]
    frame.finding(
        page,
        page.t(
            "overview-finding",
            n=int(world["n_countries"]),
            median=percent(world["median_gdp_share"], page.language, digits=0),
            women=percent(world["women_hours_share"], page.language, digits=0),
        ),
        page.t(
            "overview-source",
            method=titles.titles("method", page.language)[method],
            first=str(world["first_survey_year"]),
            last=str(world["last_survey_year"]),
            first_wage=str(world["first_wage_year"]),
            last_wage=str(world["last_wage_year"]),
        ),
    )
    style.tiles(
        [
            (page.t("tile-median"), percent(world["median_gdp_share"], page.language), page.t("unit-of-gdp")),
            (
                page.t("tile-women"),
                percent(world["women_hours_share"], page.language),
                page.t("unit-of-hours"),
            ),
            (
                page.t("tile-hours"),
                compact(world["hours_bn"] * 1e9, page.language),
                page.t("unit-hours-year", n=int(world["n_countries"])),
            ),
            (
                page.t("tile-value"),
                compact(world["value_usd_ppp_bn"] * 1e9, page.language),
                page.t("unit-ppp-year", n=int(world["n_countries"])),
            ),
        ]
    )
    by_country = reports.run("unpaid_value_by_country", p_methods=[method], p_source=source)
    measure_title = page.t(f"measure-{measure}")

    def draw_map(look: Look) -> Chart:
        return charts.world_map(
            by_country.frame(),
            value=measure,
            names=names,
            look=look,
            title=measure_title,
            geojson=geojson(),
            format_value=MEASURES[measure],
            small=reports.run("country_points").frame(),
        )

    figure_card(
        page, "map", page.t("overview-map-title", measure=measure_title), by_country, draw_map,
        subtitle=page.t("overview-map-subtitle"), note=page.t("overview-map-note"), methods=(method,),
    )  # fmt: skip
    ranges = reports.run("unpaid_value_method_range", p_default_method=method, p_source=source)

    def draw_ranking(look: Look) -> Chart:
        rows = ranges.frame()
        rows = rows[rows["method_id"] == method].copy()
        rows["name"] = [names.get(code, code) for code in rows["country_code"]]
        return charts.ranking_with_range(
            rows,
            label="name",
            value="gdp_share",
            lowest="lowest_gdp_share",
            highest="highest_gdp_share",
            look=look,
            title=page.t("overview-ranking-title"),
            middle=(
                float(world["median_gdp_share"]),
                page.t("overview-median-line", median=percent(world["median_gdp_share"], page.language)),
            ),
        )

    figure_card(
        page, "ranking", page.t("overview-ranking-title"), ranges, draw_ranking,
        subtitle=page.t("overview-ranking-subtitle"), note=page.t("overview-ranking-note"), methods=(method,),
    )  # fmt: skip


frame.show(__file__, body)
