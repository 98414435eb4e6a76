"""Korea's official account in full, its vintages, and the recomputation of every country's account."""

import pandas as pd
import streamlit as st

from unpriced import charts, reports, titles
from unpriced.catalogue import Language
from unpriced.charts import Chart, Look
from unpriced.i18n import compact, money, number, percent
from unpriced.ui import frame, style
from unpriced.ui.card import code_titles, figure_card
from unpriced.ui.state import Page

CHARACTERISTICS = ("activity", "sex", "household_size", "employment", "marital_status", "region")
DOMAINS = ("total", "household_management", "care", "volunteering")
VINTAGES = ("2018", "2021", "2026")
# The group of activities whose colour a row of the account has.
GROUPS = {
    "shopping": "shopping", "travel_household": "travel", "care_minors": "care", "care_adults": "care",
    "volunteering": "community", "women": "women", "men": "men",
}  # fmt: skip


def won(value: float, language: Language) -> str:
    """Billions of won as money."""
    return money(value * 1e9, "KRW", language)


def body(page: Page) -> None:
    with frame.filters_below():
        characteristic = page.choice(
            "by",
            {c: page.t(f"characteristic-{c}") for c in CHARACTERISTICS},
            "activity",
            page.t("filter-characteristic"),
        )
        year = page.choice("year", {"2024": "2024", "2019": "2019"}, "2024", page.t("filter-year"))
        domain = page.choice("domain", {d: page.t(f"domain-{d}") for d in DOMAINS}, "total", page.t("filter-domain"))
    page.ready()
    vintages = reports.run("korea_vintages")
    _headline(page, vintages.frame())
    _by_group(page, characteristic, int(year))
    left, right = st.columns(2)
    with left:
        _account(page, int(year), domain)
    with right:
        _vintages(page, vintages)
    _recomputed(page)
    _published(page)


def _headline(page: Page, vintages: pd.DataFrame) -> None:
    language = page.language
    newest = vintages.iloc[-1]
    of_2019 = vintages[vintages["year"] == 2019].set_index("vintage")
    frame.finding(
        page,
        page.t(
            "official-finding",
            year=str(newest["year"]),
            value=won(newest["value_krw_tn"] * 1e3, language),
            share=percent(newest["gdp_share"], language),
        ),
        page.t("official-source"),
    )
    account = reports.run("korea_household_account", p_years=[int(newest["year"])], p_domains=["total"]).frame().iloc[0]

    def big(billions: float) -> str:
        return compact(billions * 1e9, language)

    style.tiles(
        [
            (page.t("tile-labour"), big(account["compensation_krw_bn"]), page.t("unit-unpaid-work")),
            (page.t("tile-gva"), big(account["gross_value_added_krw_bn"]), page.t("unit-gva")),
            (page.t("tile-output"), big(account["output_krw_bn"]), page.t("unit-output")),
            (page.t("tile-men"), percent(newest["men_value_share"], language), page.t("unit-men-before",
             before=percent(of_2019.loc["2026", "men_value_share"], language))),
        ]
    )  # fmt: skip


def _by_group(page: Page, characteristic: str, year: int) -> None:
    result = reports.run("korea_account_by_group", p_characteristics=[characteristic])
    title = page.t("official-by-title", by=page.t(f"characteristic-{characteristic}").lower(), year=str(year))
    name_of = code_titles("category", page.language)

    def draw(look: Look) -> Chart:
        found = result.frame()
        found = found[found["year"] == year]
        if characteristic == "activity":
            found = found[~found["category"].isin({"household_management", "care"})]
        if characteristic == "household_size":
            found = found.sort_values("category")
        found = found.assign(
            name=[name_of(c) for c in found["category"]],
            change=["" if pd.isna(c) else f"({percent(c, look.language, signed=True)})" for c in found["change_share"]],
        )
        if found[["women_value_krw_bn", "men_value_krw_bn"]].notna().all(axis=None):
            return _by_sex(page, found, look, title)
        coloured = characteristic in {"activity", "sex"}
        found["group"] = [GROUPS.get(c, "housework") if coloured else "unpaid" for c in found["category"]]
        return charts.bars(
            found, label="name", value="value_krw_bn", look=look, title=title, format_value=won,
            code="group", colours={}, aside="change",
        )  # fmt: skip

    figure_card(
        page, "group", title, result, draw,
        subtitle=page.t("official-by-subtitle" if year == 2024 else "official-by-subtitle-first"),
        note=page.t("official-by-note"),
    )  # fmt: skip


def _by_sex(page: Page, found: pd.DataFrame, look: Look, title: str) -> Chart:
    """One bar per category, split into women and men, with its total and change at the end."""
    parts = [
        {"name": row["name"], "sex": sex, "value": row[f"{sex}_value_krw_bn"]}
        for _, row in found.iterrows()
        for sex in ("women", "men")
    ]
    return charts.stacked(
        pd.DataFrame(parts), row="name", part="sex", part_label={s: page.t(f"sex-{s}") for s in ("women", "men")},
        value="value", look=look, title=title, format_value=won,
        row_text={
            row["name"]: f"{won(row['value_krw_bn'], look.language)}  {row['change']}".rstrip()
            for _, row in found.iterrows()
        },
    )  # fmt: skip


def _account(page: Page, year: int, domain: str) -> None:
    result = reports.run("korea_household_account", p_years=[year], p_domains=[domain])
    title = page.t("official-account-title", domain=page.t(f"domain-{domain}"), year=str(year))

    def draw(look: Look) -> Chart:
        rows = result.frame()
        charts.need_rows(rows, "output_krw_bn", look)
        row = rows.iloc[0]
        return charts.waterfall(
            [page.t(f"step-{s}") for s in ("labour", "capital", "gva", "intermediate", "output")],
            [
                row["compensation_krw_bn"], row["fixed_capital_krw_bn"], row["gross_value_added_krw_bn"],
                row["intermediate_consumption_krw_bn"], row["output_krw_bn"],
            ],
            [False, False, True, False, True],
            look=look, title=title, format_value=lambda v: number(v / 1e3, look.language, digits=1),
        )  # fmt: skip

    figure_card(
        page, "account", title, result, draw,
        subtitle=page.t("official-account-subtitle"),
    )  # fmt: skip


def _vintages(page: Page, result: reports.Result) -> None:
    of_2019 = result.frame().query("year == 2019").set_index("vintage")
    before, after = of_2019.loc["2021"], of_2019.loc["2026"]
    note = page.t(
        "official-vintage-note",
        before_year="2021",
        after_year="2026",
        before=won(before["value_krw_tn"] * 1e3, page.language),
        before_share=percent(before["gdp_share"], page.language),
        after=won(after["value_krw_tn"] * 1e3, page.language),
        after_share=percent(after["gdp_share"], page.language),
    )

    def draw(look: Look) -> Chart:
        found = result.frame()
        found["text"] = [
            number(value, look.language, digits=1) + ("" if pd.isna(share) else f"<br>{percent(share, look.language)}")
            for value, share in zip(found["value_krw_tn"], found["gdp_share"], strict=True)
        ]
        return charts.vintages(
            found, year="year", vintage="vintage", value="value_krw_tn", text="text",
            names={v: page.t(f"vintage-{v}") for v in VINTAGES}, look=look, title=page.t("official-vintage-title"),
        )  # fmt: skip

    figure_card(
        page, "vintages", page.t("official-vintage-title"), result, draw,
        subtitle=page.t("official-vintage-subtitle"), note=note,
    )  # fmt: skip


def _recomputed(page: Page) -> None:
    result = reports.run("official_accounts_recomputed")

    def draw(look: Look) -> Chart:
        found = result.frame()
        found = found[found["kind"] == "golden"].copy()
        found["name"] = found[f"title_{look.language}"]
        found = found.sort_values("difference_share", key=abs, ascending=False)
        return charts.differences(
            found,
            label="name",
            value="difference_share",
            look=look,
            title=page.t("official-recomputed-title"),
        )

    frame_ = result.frame()
    golden = frame_[frame_["kind"] == "golden"]
    figure_card(
        page, "recomputed", page.t("official-recomputed-title"), result, draw,
        subtitle=page.t("official-recomputed-subtitle", n=len(golden), ok=int(golden["is_within_tolerance"].sum())),
        note=page.t("official-recomputed-note"),
    )  # fmt: skip


def _published(page: Page) -> None:
    result = reports.run("official_beside_ours")
    names = titles.titles("country", page.language)

    def draw(look: Look) -> Chart:
        found = result.frame()
        found["name"] = [
            f"{names[c]} {y}, {approach}"
            for c, y, approach in zip(
                found["country_code"], found["year"], found[f"approach_{look.language}"], strict=True
            )
        ]
        found = found.sort_values("official_gdp_share", ascending=False)
        return charts.dumbbell(
            found, label="name", left="official_gdp_share", right="gdp_share",
            left_name=page.t("official-published"), right_name=page.t("official-ours"),
            left_colour="official", right_colour="ours", look=look, title=page.t("official-beside-title"),
            format_value=percent, tick_format=".0%",
        )  # fmt: skip

    figure_card(
        page, "beside", page.t("official-beside-title"), result, draw,
        subtitle=page.t("official-beside-subtitle"), note=page.t("official-beside-note"),
    )  # fmt: skip


frame.show(__file__, body)
