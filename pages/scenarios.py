"""What policy could change: sharing equally, moving a part to paid services, paying carers better."""

import pandas as pd
import streamlit as st

from unpriced import charts, findings, reports, titles
from unpriced.charts import Chart, Look
from unpriced.i18n import compact, minutes, number, percent
from unpriced.ui import frame, style
from unpriced.ui.card import figure_card
from unpriced.ui.country import sharing_chart
from unpriced.ui.filters import default_method, short_methods
from unpriced.ui.scenarios import WHOSE, arrivals, assumptions, hour_less, range_of_methods
from unpriced.ui.state import Page

SCENARIOS = ("equal", "market", "hour", "wages", "chain", "arrivals")
WHAT = ("care", "child_care", "adult_care", "cooking", "housework")


def body(page: Page) -> None:
    names = titles.titles("country", page.language)
    held = sorted(set(reports.run("scenario_equal_sharing").frame()["country_code"]), key=lambda code: names[code])
    with frame.filters_below():
        kind = page.choice(
            "scenario", {s: page.t(f"scenario-{s}") for s in SCENARIOS}, "equal", page.t("scenarios-kind")
        )
        country = page.choice("country", {c: names[c] for c in held}, "KOR", page.t("filter-country"))
        match kind:
            case "equal":
                share = page.slider("share", 0.0, 1.0, 1.0, 0.05, page.t("scenarios-share-equal"))
            case "market":
                what = page.choice(
                    "what", {w: page.t(f"scenario_what-{w}") for w in WHAT}, "care", page.t("scenarios-what")
                )
                moved = page.slider("moved", 0.0, 0.5, 0.1, 0.01, page.t("scenarios-share-market"))
                paid = page.slider("paid_hours", 0.1, 1.5, 1.0, 0.05, page.t("scenarios-paid_hours"))
                reused = page.slider("reused", 0.0, 1.0, 0.0, 0.05, page.t("scenarios-reused"))
            case "chain":
                week = page.slider("hours", 0.5, 10.0, 2.0, 0.5, page.t("scenarios-chain-hours"))
                growth = page.slider("growth", 0.0, 0.5, 0.1, 0.05, page.t("scenarios-chain-growth"))
                shared = page.slider("shared", 0.0, 1.0, 0.3, 0.05, page.t("scenarios-chain-shared"))
                asking = page.slider("asking", 0.0, 0.5, 0.1, 0.05, page.t("scenarios-chain-asking"))
                price = page.slider("price", 0.5, 3.0, 1.0, 0.1, page.t("scenarios-chain-price"))
            case "hour":
                less = page.slider("less", 0.0, 8.0, 1.0, 0.5, page.t("scenarios-hour-less"))
                whose = page.choice(
                    "whose", {w: page.t(f"scenario_whose-{w}") for w in WHOSE}, "prime", page.t("scenarios-whose")
                )
            case "arrivals":
                adoption = page.slider("adoption", 0.0, 1.0, 0.2, 0.05, page.t("scenarios-arrivals-adoption"))
                saved = page.slider("saved", 0.0, 15.0, 3.0, 0.5, page.t("scenarios-arrivals-saved"))
                rides = page.slider("rides", 0.0, 2.0, 0.2, 0.1, page.t("scenarios-arrivals-rides"))
                advert = page.slider("advert", 0.0, 10.0, 1.0, 0.5, page.t("scenarios-arrivals-advert"))
                film = page.slider("film", 0.0, 1.0, 0.5, 0.05, page.t("scenarios-arrivals-film"))
            case _:
                raised = page.slider("raise", 0.0, 1.0, 0.1, 0.05, page.t("scenarios-raise"))
    page.ready()
    match kind:
        case "equal":
            _equal(page, names, country, share)
        case "market":
            _market(
                page, names, country, {"p_what": what, "p_share": moved, "p_paid_hours": paid, "p_reused_share": reused}
            )
        case "chain":
            _chain(
                page, names, country,
                {
                    "p_hours_per_week": week, "p_growth": growth, "p_shared": shared, "p_asking": asking,
                    "p_price_factor": price,
                },
            )  # fmt: skip
        case "hour":
            hour_less(page, names, country, hours=less, whose=whose)
        case "arrivals":
            arrivals(
                page, names, country,
                {
                    "p_adoption": adoption, "p_minutes_saved": saved, "p_extra_rides": rides, "p_advert_usd": advert,
                    "p_film_share": film,
                },
            )  # fmt: skip
        case _:
            _wages(page, names, country, raised)


def _finding(page: Page, found: findings.Finding | None) -> None:
    if found is not None:
        frame.finding(page, found.sentence, found.source)


def _equal(page: Page, names: dict[str, str], country: str, share: float) -> None:
    language = page.language
    every_method = reports.run("scenario_equal_sharing", p_countries=[country], p_share=share, p_methods=None)
    rows = every_method.frame()
    base = rows[rows["method_id"] == default_method()].set_index("sex")
    _finding(page, findings.equal_sharing(country, share, language))
    style.tiles(
        [
            (
                page.t(f"scenarios-tile-{sex}"),
                minutes(row["scenario_minutes_per_day"], language),
                page.t("scenarios-unit-before", before=minutes(row["minutes_per_day"], language)),
            )
            for sex, row in (("women", base.loc["women"]), ("men", base.loc["men"]))
        ]
    )
    assumptions(page, [page.t(f"scenarios-assume-equal-{a}") for a in ("hours", "paid", "price")])
    left, right = st.columns(2)
    with left:
        _day(page, names, country, share)
    with right:
        _equal_value(page, every_method)
    _movers(page, names, country, share)


def _day(page: Page, names: dict[str, str], country: str, share: float) -> None:
    result = reports.run("scenario_equal_sharing", p_countries=[country], p_share=share)
    figure_card(
        page, "day", page.t("scenarios-day-title"), result, sharing_chart(page, result),
        subtitle=page.t("scenarios-day-subtitle", country=names[country]),
    )  # fmt: skip


def _equal_value(page: Page, result: reports.Result) -> None:
    short = short_methods(page.language)

    def draw(look: Look) -> Chart:
        rows = charts.need_rows(result.frame(), ["gdp_share", "scenario_gdp_share"], look)
        both = rows.groupby("method_id", sort=False)[["gdp_share", "scenario_gdp_share"]].sum().reset_index()
        both["name"] = [short[m] for m in both["method_id"]]
        return charts.dumbbell(
            both, label="name", left="gdp_share", right="scenario_gdp_share",
            left_name=page.t("scenarios-day-today"), right_name=page.t("scenarios-day-scenario"),
            left_colour="official", right_colour="ours", look=look, title=page.t("scenarios-value-title"),
            format_value=percent, tick_format=".0%",
        )  # fmt: skip

    figure_card(
        page, "value", page.t("scenarios-value-title"), result, draw,
        subtitle=page.t("scenarios-value-subtitle"), note=page.t("scenarios-value-note"),
    )  # fmt: skip


def _movers(page: Page, names: dict[str, str], country: str, share: float) -> None:
    result = reports.run("scenario_equal_sharing", p_share=share)

    def draw(look: Look) -> Chart:
        rows = result.frame()
        rows = rows[(rows["sex"] == "women") & (rows["time_dataset_id"] == "oecd_time_use")]
        rows = rows.assign(less=-rows["change_minutes_per_day"]).sort_values("less", ascending=False)
        rows["name"] = [f"{names[c]} {year}" for c, year in zip(rows["country_code"], rows["survey_year"], strict=True)]
        chosen = rows.loc[rows["country_code"] == country, "name"]
        return charts.bars(
            rows, label="name", value="less", look=look, title=page.t("scenarios-countries-title"),
            format_value=minutes, highlight=chosen.iloc[0] if len(chosen) else "",
        )  # fmt: skip

    figure_card(
        page, "movers", page.t("scenarios-countries-title"), result, draw,
        subtitle=page.t("scenarios-countries-subtitle"),
    )  # fmt: skip


def _market(page: Page, names: dict[str, str], country: str, asked: findings.Asked) -> None:
    language = page.language
    result = reports.run("scenario_to_market", p_countries=[country], **asked)
    rows = result.frame()
    first = rows.iloc[0]
    _finding(page, findings.to_market(country, asked, language))
    if pd.isna(first["hours_freed_bn"]):
        _jobs(page, names, country, asked)
        return
    entries = [
        (
            page.t("scenarios-tile-hours"),
            compact(first["hours_freed_bn"] * 1e9, language),
            page.t("scenarios-unit-women-part", share=percent(first["women_hours_freed_share"], language, digits=0)),
        )
    ]
    changes = rows["extended_change_gdp_share"].dropna()
    if len(changes) and pd.notna(first["jobs_thousand"]):
        low, high = (percent(end, language, digits=2, signed=True) for end in (changes.min(), changes.max()))
        entries += [
            (
                page.t("scenarios-tile-jobs"),
                compact(first["jobs_thousand"] * 1e3, language, digits=0),
                page.t("scenarios-unit-employment", share=percent(first["employment_share"], language)),
            ),
            (
                page.t("scenarios-tile-gdp"),
                percent(first["gdp_change_share"], language, digits=2, signed=True),
                page.t("scenarios-unit-wages", amount=compact(first["gdp_change_usd_ppp_bn"] * 1e9, language)),
            ),
            (page.t("scenarios-tile-extended"), f"{low} … {high}", page.t("scenarios-unit-range")),
        ]
    style.tiles(entries)
    assumptions(
        page,
        [
            page.t("scenarios-assume-market-hours", paid=number(float(str(asked["p_paid_hours"])), language, digits=2)),
            page.t("scenarios-assume-market-wage"),
            page.t(
                "scenarios-assume-market-reused",
                reused=percent(float(str(asked["p_reused_share"])), language, digits=0),
            ),
            *(
                [page.t("scenarios-assume-market-jobs", year=str(int(first["hours_year"])))]
                if pd.notna(first["hours_year"])
                else []
            ),
            page.t("scenarios-assume-market-else"),
        ],
    )
    title, note = page.t("scenarios-range-title"), page.t("scenarios-range-note")
    range_of_methods(page, "range", title, note, names[country], result)
    _jobs(page, names, country, asked)


def _jobs(page: Page, names: dict[str, str], country: str, asked: dict[str, object]) -> None:
    result = reports.run("scenario_to_market", p_methods=[default_method()], **asked)

    def draw(look: Look) -> Chart:
        rows = charts.need_rows(result.frame(), "employment_share", look)
        rows = rows.sort_values("employment_share", ascending=False)
        rows["name"] = [f"{names[c]} {year}" for c, year in zip(rows["country_code"], rows["survey_year"], strict=True)]
        chosen = rows.loc[rows["country_code"] == country, "name"]
        return charts.bars(
            rows, label="name", value="employment_share", look=look, title=page.t("scenarios-jobs-title"),
            highlight=chosen.iloc[0] if len(chosen) else "",
        )  # fmt: skip

    figure_card(
        page, "jobs", page.t("scenarios-jobs-title"), result, draw,
        subtitle=page.t("scenarios-jobs-subtitle"), note=page.t("scenarios-jobs-note"),
    )  # fmt: skip


def _wages(page: Page, names: dict[str, str], country: str, raised: float) -> None:
    language = page.language
    result = reports.run("scenario_care_wages", p_countries=[country], p_raise=raised)
    rows = result.frame()
    following = rows[rows["follows_care_wages"]].dropna(subset=["care_gdp_share"])
    _finding(page, findings.care_wages(country, raised, language))
    if not following.empty:
        before, after = (
            percent(following.iloc[0][column], language) for column in ("care_gdp_share", "scenario_care_gdp_share")
        )
        style.tiles([(page.t("scenarios-tile-care"), after, page.t("scenarios-unit-before", before=before))])
    assumptions(page, [page.t(f"scenarios-assume-wages-{a}") for a in ("methods", "hours", "cost")])
    short = short_methods(language)
    everywhere = reports.run("scenario_care_wages", p_raise=raised, p_methods=[default_method()])

    def by_method(look: Look) -> Chart:
        found = charts.need_rows(result.frame(), ["care_gdp_share", "scenario_care_gdp_share"], look)
        found["name"] = [short[m] for m in found["method_id"]]
        return charts.dumbbell(
            found, label="name", left="care_gdp_share", right="scenario_care_gdp_share",
            left_name=page.t("scenarios-day-today"), right_name=page.t("scenarios-day-scenario"),
            left_colour="official", right_colour="ours", look=look, title=page.t("scenarios-care-title"),
            format_value=percent, tick_format=".0%",
        )  # fmt: skip

    def by_country(look: Look) -> Chart:
        found = charts.need_rows(everywhere.frame(), "extended_change_gdp_share", look)
        found = found.sort_values("extended_change_gdp_share", ascending=False)
        found["name"] = [f"{names[c]} {y}" for c, y in zip(found["country_code"], found["survey_year"], strict=True)]
        chosen = found.loc[found["country_code"] == country, "name"]
        return charts.bars(
            found, label="name", value="extended_change_gdp_share", look=look, title=page.t("scenarios-care-countries"),
            format_value=lambda v, lang: percent(v, lang, digits=2, signed=True),
            highlight=chosen.iloc[0] if len(chosen) else "",
        )  # fmt: skip

    figure_card(
        page, "care", page.t("scenarios-care-title"), result, by_method,
        subtitle=page.t("scenarios-care-subtitle", country=names[country]),
    )  # fmt: skip
    figure_card(
        page, "care_countries", page.t("scenarios-care-countries"), everywhere, by_country,
        subtitle=page.t("scenarios-care-countries-subtitle"),
    )  # fmt: skip


def _chain(page: Page, names: dict[str, str], country: str, asked: dict[str, object]) -> None:
    """The essay's own chain, to play with: an equation and what it gives."""
    language = page.language
    result = reports.run("chain_of_sharing", p_countries=[country], **asked)
    rows = result.frame()
    if rows.empty:
        reason = page.t("missing_reason-no_wage")
        frame.finding(page, page.t("scenarios-finding-none", country=names[country], reason=reason), "")
        return
    first, last = rows.iloc[0], rows.iloc[-1]
    frame.finding(
        page,
        page.t(
            "scenarios-finding-chain",
            country=names[country],
            years=int(last["chain_year"]),
            sold=percent(last["sold_hours_share"], language, digits=0),
            times=percent(last["unpaid_to_first_ratio"], language, digits=0),
        ),
        page.t("scenarios-chain-source", wage=str(first["wage_year"])),
    )
    assumptions(page, [page.t(f"scenarios-assume-chain-{a}") for a in ("households", "sold", "value")])
    meanings = {"unpaid_value_usd_ppp": "unpaid", "paid_value_usd_ppp": "paid", "induced_usd_ppp": "shopping"}

    def draw(look: Look) -> Chart:
        return charts.long_lines(
            result.frame(), year="chain_year", meanings=meanings, look=look, title=page.t("scenarios-chain-title"),
            series={
                "unpaid_value_usd_ppp": page.t("scenarios-chain-unpaid"),
                "paid_value_usd_ppp": page.t("scenarios-chain-paid"),
                "induced_usd_ppp": page.t("scenarios-chain-induced"),
            },
            format_value=compact, tick_format="~s",
        )  # fmt: skip

    figure_card(
        page, "chain", page.t("scenarios-chain-title"), result, draw,
        subtitle=page.t("scenarios-chain-subtitle"), note=page.t("scenarios-chain-note"),
    )  # fmt: skip


frame.show(__file__, body)
